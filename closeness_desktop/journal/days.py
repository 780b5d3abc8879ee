"""The days of a journal, to look back on: what each holds, the same day in other years, one good day."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random, SystemRandom

from closeness_desktop.errors import NotFoundError
from closeness_desktop.journal import rows
from closeness_desktop.journal.compile import condition
from closeness_desktop.journal.nodes import AllOf, Days
from closeness_desktop.journal.query import parse
from closeness_desktop.journal.storage import Storage
from closeness_desktop.records import DayHeld, Entry, EntryKind, EntryLine

LEAVE_OUT_HARD = "leave_out_hard_days"
"""The setting that says whether looking back leaves out hard days."""

_SLICE = 60
"""Days drawn and looked at together while a good one is sought."""

_LONG = 366
"""Days up to which looking at the entries of each is quicker than going through the index of all."""

_READABLE = "(e.title <> '' OR trim(e.body, char(9, 10, 13, 32)) <> '')"
_ON_DAYS = "FROM json_each(?) j CROSS JOIN entry e INDEXED BY entry_day ON e.day = j.value"


class DayStore:
    """A hard day is one on which what was named was unpleasant on the whole: the mean pleasantness of its
    feelings, weighted by their strength, is below 0. A good day is one on which it is above 0. A day without
    a feeling that has a place on the field is neither.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def held(self, since: dt.date, until: dt.date, query: str = "") -> list[DayHeld]:
        """The days from `since` to `until`, both included, that hold an entry which matches; oldest first.

        Raises QueryError.
        """
        between = Days(since.isoformat(), until.isoformat())
        wanted = condition(AllOf((between, parse(query))))
        index = (
            "entry_day" if (until - since).days <= _LONG else "entry_newest"
        )  # which holds all that is asked
        found = self._storage.rows(
            f"SELECT e.day, e.kind, count(*), max(e.starred) FROM entry e INDEXED BY {index}"
            f" WHERE e.deleted IS NULL AND ({wanted.sql}) GROUP BY e.day, e.kind ORDER BY e.day",
            wanted.values,
        )
        counts: dict[str, dict[EntryKind, int]] = defaultdict(dict)
        starred: dict[str, bool] = defaultdict(bool)
        for day, kind, count, star in found:
            counts[day][kind] = count
            starred[day] |= bool(star)
        return [DayHeld(dt.date.fromisoformat(day), counts[day], starred[day]) for day in counts]

    def titles(self, since: dt.date, until: dt.date, query: str = "") -> dict[dt.date, str]:
        """The first title of each day that has one, of the entries that match. Raises QueryError."""
        wanted = condition(AllOf((Days(since.isoformat(), until.isoformat()), parse(query))))
        found = self._storage.rows(
            "SELECT e.day, e.title FROM entry e INDEXED BY entry_day"
            f" WHERE e.deleted IS NULL AND e.title <> '' AND ({wanted.sql})"
            " ORDER BY e.day DESC, e.utc_ms DESC, e.id DESC",
            wanted.values,
        )
        return {dt.date.fromisoformat(day): title for day, title in found}

    def practices(self) -> list[str]:
        """The ids of the practices about which something was written."""
        found = self._storage.rows(
            "SELECT DISTINCT s.practice FROM entry e JOIN session s ON s.id = e.session"
            " WHERE e.session IS NOT NULL AND e.deleted IS NULL"
        )
        return sorted({practice.partition("@")[0] for (practice,) in found})

    def lines(self, day: dt.date, query: str = "") -> list[EntryLine]:
        """The entries of a day that match, in the order of the day. Raises QueryError."""
        with self._storage.reading():
            return rows.lines(self._storage, self._numbers(day, day, query))

    def entries(self, since: dt.date, until: dt.date, query: str = "") -> list[Entry]:
        """The entries of some days that match, whole, oldest first; a month at a time. Raises QueryError."""
        with self._storage.reading():
            return rows.entries(self._storage, self._numbers(since, until, query))

    def _numbers(self, since: dt.date, until: dt.date, query: str) -> list[int]:
        wanted = condition(AllOf((Days(since.isoformat(), until.isoformat()), parse(query))))
        found = self._storage.rows(
            "SELECT e.number FROM entry e INDEXED BY entry_day"
            f" WHERE e.deleted IS NULL AND ({wanted.sql}) ORDER BY e.utc_ms, e.id",
            wanted.values,
        )
        return [number for (number,) in found]

    def in_other_years(
        self, day: dt.date, until: dt.date, *, leave_out_hard: bool = False
    ) -> list[EntryLine]:
        """What was written on the same day in every other year up to `until`, the latest year first.

        29 February is looked at together with the 28th in the years that lack it. Entries without a word,
        and those of which a person said “not this one again”, are left out.
        """
        with self._storage.reading():
            row = self._storage.row("SELECT min(day) FROM entry WHERE deleted IS NULL")
            if not row or row[0] is None:
                return []
            days = [
                each.isoformat()
                for year in range(dt.date.fromisoformat(row[0]).year, until.year + 1)
                if year != day.year
                for each in _same_day(day, year)
                if each <= until
            ]
            if leave_out_hard:
                hard = set(self._leaning(days, "<"))
                days = [each for each in days if each not in hard]
            found = self._storage.rows(
                f"SELECT e.number {_ON_DAYS} WHERE e.deleted IS NULL AND e.resurface = 1 AND {_READABLE}"
                " ORDER BY e.day DESC, e.utc_ms, e.id",
                (json.dumps(days),),
            )
            return rows.lines(self._storage, [number for (number,) in found])

    def a_good_one(
        self, until: dt.date, *, but: dt.date | None = None, by: Random | None = None
    ) -> dt.date | None:
        """A good day up to `until`, drawn at random, on which something can be read; None without any.

        but: the day shown now, drawn again only where it is the only one.
        """
        written = [
            day
            for (day,) in self._storage.rows(
                "SELECT DISTINCT day FROM entry WHERE deleted IS NULL AND day <= ?", (until.isoformat(),)
            )
            if but is None or day != but.isoformat()
        ]
        (by or SystemRandom()).shuffle(written)
        last = [but.isoformat()] if but is not None else []
        for start in range(0, len(written), _SLICE):
            if good := self._good(written[start : start + _SLICE]):
                return dt.date.fromisoformat(good[0])
        return dt.date.fromisoformat(last[0]) if self._good(last) else None

    def _good(self, days: Sequence[str]) -> list[str]:
        """Those of these days that are good and can be read, in their order."""
        with self._storage.reading():
            found = self._storage.rows(
                f"SELECT DISTINCT e.day {_ON_DAYS}"
                f" WHERE e.deleted IS NULL AND e.resurface = 1 AND {_READABLE}",
                (json.dumps(self._leaning(days, ">")),),
            )
        readable = {day for (day,) in found}
        return [day for day in days if day in readable]

    def _leaning(self, days: Sequence[str], compared: str) -> list[str]:
        """Those of these days whose mean pleasantness is < or > 0."""
        found = self._storage.rows(
            f"SELECT e.day {_ON_DAYS} CROSS JOIN entry_feeling x ON x.entry = e.number"
            " JOIN feeling f ON f.number = x.feeling"
            " WHERE e.deleted IS NULL AND f.pleasantness IS NOT NULL AND f.energy IS NOT NULL"
            f" GROUP BY e.day HAVING sum(x.strength * f.pleasantness) {compared} 0",
            (json.dumps(days),),
        )
        return [day for (day,) in found]

    # --- “not this one again” ---

    def leave_out(self, id: str, *, origin: object = None) -> None:
        """Look back on an entry no more. Harmless when repeated. Raises NotFoundError."""
        self._set(id, 0, origin)

    def let_back(self, id: str, *, origin: object = None) -> None:
        """Look back on it again. Harmless when repeated. Raises NotFoundError."""
        self._set(id, 1, origin)

    def left_out(self) -> list[EntryLine]:
        """The entries that are not looked back on, newest first."""
        with self._storage.reading():
            found = self._storage.rows(
                "SELECT number FROM entry INDEXED BY entry_left_out WHERE deleted IS NULL AND resurface = 0"
                " ORDER BY utc_ms DESC, id DESC"
            )
            return rows.lines(self._storage, [number for (number,) in found])

    def _set(self, id: str, resurface: int, origin: object) -> None:
        with self._storage.writing(origin) as touched:
            row = self._storage.row("SELECT number, resurface FROM entry WHERE id = ?", (id,))
            if row is None:
                raise NotFoundError("There is no entry with this id.")
            if row[1] != resurface:
                self._storage.run(
                    "UPDATE entry SET resurface = ?, updated = ? WHERE number = ?",
                    (resurface, self._storage.now_ms(), row[0]),
                )
                touched.note("entry", id)


def _same_day(day: dt.date, year: int) -> Iterable[dt.date]:
    """The same day in another year; none for 29 February where there is none; both for the 28th before it."""
    leap_day = dt.date(day.year, 2, 28) + dt.timedelta(days=1)
    try:
        yield day.replace(year=year)
    except ValueError:
        return
    if (day.month, day.day) == (2, 28) and leap_day.month != 2:
        following = dt.date(year, 2, 28) + dt.timedelta(days=1)
        if following.month == 2:
            yield following
