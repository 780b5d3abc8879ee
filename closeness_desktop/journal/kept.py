"""What the stores of small records share: put one in, change it, remove it, bring it back."""

from __future__ import annotations

from typing import Any, ClassVar

from closeness_desktop.errors import NotFoundError
from closeness_desktop.journal.ids import new_id
from closeness_desktop.journal.storage import Storage


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
                self._set(id, deleted=self._storage.now_ms())

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
