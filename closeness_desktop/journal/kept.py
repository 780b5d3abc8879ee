"""What the stores of small records share: put one in, change it, remove it, bring it back."""

from __future__ import annotations

from typing import Any, ClassVar

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal.ids import new_id
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.text import check_storable, name_key

LONGEST_NAME = 60
"""Characters of the name of a record."""


class RecordStore:
    """A table of records with stamps. `kind` names them in a Change, `table` in the database."""

    kind: ClassVar[str]
    table: ClassVar[str]

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def remove(self, id: str, *, origin: object = None) -> None:
        """Remove one; `bring_back` undoes it. Harmless when repeated. Raises NotFoundError."""
        with self._storage.writing(origin):
            if self._known(id):
                self._set(id, deleted=self._storage.deletion_ms())

    def bring_back(self, id: str, *, origin: object = None) -> None:
        """Undo `remove`. Harmless when it is there. Raises NotFoundError."""
        with self._storage.writing(origin):
            if not self._known(id):
                self._set(id, deleted=None)

    def _known(self, id: str) -> bool:
        """Whether the record lives. Raises NotFoundError when there never was one."""
        row = self._storage.row(f"SELECT deleted FROM {self.table} WHERE id = ?", (id,))
        if row is None:
            raise NotFoundError(f"There is no {self.kind} with this id.")
        return row[0] is None

    def _living(self, id: str) -> None:
        """Raises NotFoundError unless the record lives."""
        if not self._known(id):
            raise NotFoundError(f"There is no {self.kind} with this id.")

    def _add(self, **columns: Any) -> str:
        """Put in a new record and return its id."""
        ident, now = new_id(), self._storage.now_ms()
        values = {"id": ident, "created": now, "updated": now, **columns}
        with self._storage.writing() as touched:
            self._storage.run(
                f"INSERT INTO {self.table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
                tuple(values.values()),
            )
            touched.note(self.kind, ident)
        return ident

    def _set(self, id: str, **columns: Any) -> None:
        """Change columns of a record that is known to exist."""
        values = {"updated": self._storage.now_ms(), **columns}
        with self._storage.writing() as touched:
            self._storage.run(
                f"UPDATE {self.table} SET {', '.join(f'{key} = ?' for key in values)} WHERE id = ?",
                (*values.values(), id),
            )
            touched.note(self.kind, id)


class NamedRecordStore(RecordStore):
    """Records with a name that stands once among the living, whatever its case."""

    said: ClassVar[str]
    """What a sentence calls one of them."""

    def bring_back(self, id: str, *, origin: object = None) -> None:
        """Undo `remove`; when its name is taken by now, with a number after it. Raises NotFoundError."""
        with self._storage.writing(origin):
            if self._known(id):
                return
            ((name,),) = self._storage.rows(f"SELECT name FROM {self.table} WHERE id = ?", (id,))
            free, number = name, 1
            while self._named(free) is not None:
                number += 1
                free = f"{name} {number}"
            self._set(id, deleted=None, name=free, key=name_key(free))

    def _rename(self, id: str, name: str) -> None:
        """Give a living record another name. Raises NotFoundError, and UsageError for one that is taken."""
        name = self._clean(name)
        self._living(id)
        if self._named(name) not in (None, id):
            raise UsageError(f"There is a {self.said} called “{name}” already.")
        self._set(id, name=name, key=name_key(name))

    def _named(self, name: str) -> str | None:
        """The id of the living record with this name, if there is one."""
        row = self._storage.row(
            f"SELECT id FROM {self.table} WHERE key = ? AND deleted IS NULL", (name_key(name),)
        )
        return row[0] if row else None

    def _clean(self, name: str) -> str:
        """A name as it is kept, with single spaces. Raises UsageError for one that cannot be."""
        cleaned = " ".join(check_storable(name, "name").split())
        if not cleaned:
            raise UsageError(f"A {self.said} needs a name.")
        if len(cleaned) > LONGEST_NAME:
            raise UsageError(f"The name of a {self.said} has at most {LONGEST_NAME} characters.")
        return cleaned
