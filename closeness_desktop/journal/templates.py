"""Texts to begin an entry with, and the days of the week that begin with one by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from closeness_desktop.errors import UsageError
from closeness_desktop.journal.kept import NamedRecordStore
from closeness_desktop.journal.text import check_storable, name_key
from closeness_desktop.records import Template

WEEK = range(7)
"""Monday to Sunday."""

_COLUMNS = "id, name, title, body, weekdays"


class TemplateStore(NamedRecordStore):
    """In the order in which they were made. A day of the week has at most one template."""

    kind = table = said = "template"

    def all(self) -> list[Template]:
        """Every template."""
        return [
            _template(*row)
            for row in self._storage.rows(
                f"SELECT {_COLUMNS} FROM template WHERE deleted IS NULL ORDER BY position, number"
            )
        ]

    def get(self, id: str) -> Template:
        """The template with this id. Raises NotFoundError."""
        with self._storage.reading():
            self._living(id)
            (row,) = self._storage.rows(f"SELECT {_COLUMNS} FROM template WHERE id = ?", (id,))
        return _template(*row)

    def on(self, weekday: int) -> Template | None:
        """The one that this day of the week (0 is Monday) begins with, if any."""
        return next((each for each in self.all() if weekday in each.weekdays), None)

    def save(
        self,
        name: str,
        *,
        title: str = "",
        body: str = "",
        weekdays: Iterable[int] = (),
        id: str | None = None,
        origin: object = None,
    ) -> Template:
        """Make a template, or with an id change that one. A day that had another begins with this one now.

        Raises NotFoundError, UsageError for a name that is taken and a template without any text.
        """
        days = frozenset(weekdays)
        if not days.issubset(WEEK):
            raise UsageError("A week has the days 0 to 6, from Monday.")
        if not (title.strip() or body.strip()):
            raise UsageError("A template needs some text to begin with.")
        columns = {"title": check_storable(title, "title"), "body": check_storable(body, "template")}
        with self._storage.writing(origin):
            name = self._clean(name)
            if self._named(name) not in (None, id):
                raise UsageError(f"There is a template called “{name}” already.")
            for other in self.all():
                if other.id != id and other.weekdays & days:
                    self._set(other.id, weekdays=_bits(other.weekdays - days))
            if id is None:
                row = self._storage.row("SELECT ifnull(max(position), -1) + 1 FROM template")
                position = row[0] if row else 0
                id = self._add(
                    name=name, key=name_key(name), weekdays=_bits(days), position=position, **columns
                )
            else:
                self._living(id)
                self._set(id, name=name, key=name_key(name), weekdays=_bits(days), **columns)
            return self.get(id)

    def bring_back(self, id: str, *, origin: object = None) -> None:
        """Undo `remove`; days that begin with another by now stay with that one. Raises NotFoundError."""
        with self._storage.writing(origin):
            if self._known(id):
                return
            taken = frozenset[int]().union(*(each.weekdays for each in self.all()))
            super().bring_back(id)
            self._set(id, weekdays=_bits(self.get(id).weekdays - taken))

    def put_back(self, before: Iterable[Template], *, origin: object = None) -> None:
        """Make living templates what they were, days included: undoes a `save`. Raises UsageError."""
        wanted = [each for each in before if self._known(each.id)]
        with self._storage.writing(origin):
            for each in wanted:  # first nobody has a day, so that none is taken from its owner
                self._set(each.id, weekdays=0)
            for each in wanted:
                self.save(each.name, title=each.title, body=each.body, weekdays=each.weekdays, id=each.id)


def _bits(days: frozenset[int]) -> int:
    return sum(1 << day for day in days)


def _template(id: str, name: str, title: str, body: str, weekdays: int) -> Template:
    return Template(id, name, title, body, frozenset(day for day in WEEK if weekdays >> day & 1))
