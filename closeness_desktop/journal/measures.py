"""Own numbers: hours slept, a place on a scale of one's own, and what they were beside each entry."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal.kept import RecordStore
from closeness_desktop.journal.text import check_storable, name_key
from closeness_desktop.records import Measure, Measured

_LONGEST = 60
_LONGEST_UNIT = 20
_COLUMNS = "m.id, m.name, m.unit, m.low, m.high, m.step, m.hidden"


class MeasureStore(RecordStore):
    """Each name stands once, whatever its case; a removed one gives its name free: its key is then its id.

    The values of a removed number stay, and are seen again when it is brought back.
    """

    kind = table = "measure"

    def all(self) -> list[Measure]:
        """Every number that is kept, hidden ones too, in the order the person gave them."""
        return [
            _measure(row)
            for row in self._storage.rows(
                f"SELECT {_COLUMNS} FROM measure m WHERE deleted IS NULL ORDER BY position, number"
            )
        ]

    def get(self, id: str) -> Measure:
        """The number with this id. Raises NotFoundError."""
        with self._storage.reading():
            self._living(id)
            (row,) = self._storage.rows(f"SELECT {_COLUMNS} FROM measure m WHERE id = ?", (id,))
        return _measure(row)

    def uses(self) -> dict[str, int]:
        """With how many living entries each number stands, by its id."""
        return dict(
            self._storage.rows(
                "SELECT m.id, count(*) FROM measure m JOIN entry_measure x ON x.measure = m.number"
                " JOIN entry e ON e.number = x.entry WHERE m.deleted IS NULL AND e.deleted IS NULL"
                " GROUP BY m.number"
            )
        )

    def add(
        self,
        name: str,
        *,
        unit: str = "",
        low: float | None = None,
        high: float | None = None,
        step: float | None = None,
        origin: object = None,
    ) -> Measure:
        """Begin to keep a number, after those that are there. low, high: its bounds, both included.

        Raises UsageError for a name that is taken, or bounds that leave no room.
        """
        columns = _checked(name, unit, low, high, step)
        with self._storage.writing(origin):
            self._free(columns["name"], None)
            ((last,),) = self._storage.rows("SELECT ifnull(max(position), -1) FROM measure")
            return self.get(self._add(**columns, position=last + 1, hidden=0))

    def change(self, measure: Measure, *, origin: object = None) -> Measure:
        """Let the number with this id be as given here. Values outside new bounds stay as they are.

        Raises NotFoundError, UsageError.
        """
        columns = _checked(measure.name, measure.unit, measure.low, measure.high, measure.step)
        with self._storage.writing(origin):
            self._living(measure.id)
            self._free(columns["name"], measure.id)
            self._set(measure.id, **columns, hidden=int(measure.hidden))
            return self.get(measure.id)

    def order(self, ids: Iterable[str], *, origin: object = None) -> None:
        """Let the numbers stand in this order. Raises NotFoundError."""
        with self._storage.writing(origin):
            for position, id in enumerate(ids):
                self._living(id)
                self._set(id, position=position)

    def remove(self, id: str, *, origin: object = None) -> None:
        """Keep it no more; `bring_back` undoes it. Harmless when repeated. Raises NotFoundError."""
        with self._storage.writing(origin) as touched:
            if self._known(id):
                touched.note("entry", *self._entries_with(id))
                self._set(id, deleted=self._storage.now_ms(), key=id)

    def bring_back(self, id: str, *, origin: object = None) -> None:
        """Undo `remove`; when its name is taken by now, with a number after it."""
        with self._storage.writing(origin) as touched:
            if self._known(id):
                return
            ((name,),) = self._storage.rows("SELECT name FROM measure WHERE id = ?", (id,))
            free, number = name, 1
            while self._named(free) is not None:
                number += 1
                free = f"{name} {number}"
            self._set(id, deleted=None, name=free, key=name_key(free))
            touched.note("entry", *self._entries_with(id))

    def of(self, entry: str) -> list[Measured]:
        """The numbers beside an entry, in the person's order; none for an entry that is not there."""
        return [
            Measured(_measure(row), row[-1])
            for row in self._storage.rows(
                f"SELECT {_COLUMNS}, x.value FROM entry e JOIN entry_measure x ON x.entry = e.number"
                " JOIN measure m ON m.number = x.measure WHERE e.id = ? AND m.deleted IS NULL"
                " ORDER BY m.position, m.number",
                (entry,),
            )
        ]

    def put(self, entry: str, values: Mapping[str, float | None], *, origin: object = None) -> None:
        """Set numbers beside an entry, by their ids; None takes one away. What is not named stays.

        Raises NotFoundError for an entry or a number that is not there, UsageError for a value out of bounds.
        """
        with self._storage.writing(origin) as touched:
            row = self._storage.row("SELECT number FROM entry WHERE id = ?", (entry,))
            if row is None:
                raise NotFoundError("There is no entry with this id.")
            had = {measured.measure.id: measured.value for measured in self.of(entry)}
            changed = {id: value for id, value in values.items() if had.get(id) != value}
            for id, value in changed.items():
                self._put(row[0], self.get(id), value)
            if changed:
                now = self._storage.now_ms()
                self._storage.run("UPDATE entry SET updated = ? WHERE number = ?", (now, row[0]))
                touched.note("entry", entry)
                touched.note("measure", *changed)

    def _put(self, entry: int, measure: Measure, value: float | None) -> None:
        ((number,),) = self._storage.rows("SELECT number FROM measure WHERE id = ?", (measure.id,))
        if value is None:
            self._storage.run("DELETE FROM entry_measure WHERE entry = ? AND measure = ?", (entry, number))
            return
        if (wrong := measure.refusal(value)) is not None:
            raise UsageError(wrong)
        self._storage.run(
            "INSERT OR REPLACE INTO entry_measure (entry, measure, value) VALUES (?, ?, ?)",
            (entry, number, float(value)),
        )

    def _entries_with(self, id: str) -> list[str]:
        found = self._storage.rows(
            "SELECT e.id FROM measure m JOIN entry_measure x ON x.measure = m.number"
            " JOIN entry e ON e.number = x.entry WHERE m.id = ?",
            (id,),
        )
        return [entry for (entry,) in found]

    def _named(self, name: str) -> str | None:
        row = self._storage.row("SELECT id FROM measure WHERE key = ?", (name_key(name),))
        return row[0] if row else None

    def _free(self, name: str, id: str | None) -> None:
        if self._named(name) not in (None, id):
            raise UsageError(f"There is a number called “{name}” already.")


def _measure(row: tuple[Any, ...]) -> Measure:
    id, name, unit, low, high, step, hidden = row[:7]
    return Measure(id, name, unit, low, high, step, bool(hidden))


def _checked(
    name: str, unit: str, low: float | None, high: float | None, step: float | None
) -> dict[str, Any]:
    cleaned = " ".join(check_storable(name, "name").split())
    unit = " ".join(check_storable(unit, "unit").split())
    if not cleaned:
        raise UsageError("A number needs a name.")
    if len(cleaned) > _LONGEST:
        raise UsageError(f"The name of a number has at most {_LONGEST} characters.")
    if len(unit) > _LONGEST_UNIT:
        raise UsageError(f"The unit of a number has at most {_LONGEST_UNIT} characters.")
    given = [bound for bound in (low, high, step) if bound is not None]
    if not all(math.isfinite(bound) for bound in given):
        raise UsageError("The bounds of a number are numbers.")
    if low is not None and high is not None and low >= high:
        raise UsageError("The least value has to be below the greatest.")
    if step is not None and step <= 0:
        raise UsageError("The step of a number is more than 0.")
    columns = {"low": low, "high": high, "step": step}
    return {
        "name": cleaned, "key": name_key(cleaned), "unit": unit,
        **{key: None if value is None else float(value) for key, value in columns.items()},
    }  # fmt: skip
