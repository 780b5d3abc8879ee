"""Entries that a person keeps at hand: pinned to the top of the list."""

from __future__ import annotations

from closeness_desktop.errors import NotFoundError
from closeness_desktop.journal import rows
from closeness_desktop.journal.storage import Storage
from closeness_desktop.records import EntryLine

OTHERS = "-is:pinned"
"""The search for all entries but these."""


class PinStore:
    """Which entries are pinned."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def pin(self, entry: str, pinned: bool = True, *, origin: object = None) -> bool:
        """Pin an entry, or take its pin away. Returns whether that changed anything. Raises NotFoundError."""
        with self._storage.writing(origin) as touched:
            if self.has(entry) == pinned:
                return False
            self._storage.run(
                "UPDATE entry SET pinned = ?, updated = ? WHERE id = ?",
                (int(pinned), self._storage.now_ms(), entry),
            )
            touched.note("entry", entry)
            return True

    def has(self, entry: str) -> bool:
        """Whether an entry is pinned. Raises NotFoundError."""
        row = self._storage.row("SELECT pinned FROM entry WHERE id = ?", (entry,))
        if row is None:
            raise NotFoundError("There is no entry with this id.")
        return bool(row[0])

    def lines(self) -> list[EntryLine]:
        """The pinned entries that live, newest first."""
        with self._storage.reading():
            found = self._storage.rows(
                "SELECT e.number FROM entry e INDEXED BY entry_pinned"
                " WHERE e.deleted IS NULL AND e.pinned = 1 ORDER BY e.utc_ms DESC, e.id DESC"
            )
            return rows.lines(self._storage, [number for (number,) in found])
