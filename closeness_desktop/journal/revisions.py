"""The earlier texts of entries: listed without their text, read one at a time, put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from closeness_desktop.errors import NotFoundError
from closeness_desktop.journal.storage import Storage
from closeness_desktop.records import Entry, Revision, RevisionLine


class RevisionStore:
    """Every text that an entry had. They come by themselves (writer.py), and go with their entry only."""

    def __init__(self, storage: Storage, write: Callable[..., Entry]) -> None:
        """write: `EntryStore.update`."""
        self._storage = storage
        self._write = write

    def lines(self, entry: str) -> list[RevisionLine]:
        """What an entry was before, the latest first; none for an entry that is unknown."""
        return [
            RevisionLine(id, entry, title, saved)
            for id, title, saved in self._storage.rows(
                "SELECT r.id, r.title, r.saved FROM revision r JOIN entry e ON e.number = r.entry"
                " WHERE e.id = ? ORDER BY r.saved DESC, r.number DESC",
                (entry,),
            )
        ]

    def count(self, entry: str) -> int:
        """How many earlier texts an entry has."""
        rows = self._storage.rows(
            "SELECT count(*) FROM revision WHERE entry = (SELECT number FROM entry WHERE id = ?)", (entry,)
        )
        return int(rows[0][0])

    def get(self, id: str) -> Revision:
        """One earlier text, whole. Raises NotFoundError."""
        row: tuple[Any, ...] | None = self._storage.row(
            "SELECT r.id, e.id, r.title, r.body, r.saved FROM revision r"
            " JOIN entry e ON e.number = r.entry WHERE r.id = ?",
            (id,),
        )
        if row is None:
            raise NotFoundError("There is no earlier text with this id.")
        return Revision(*row)

    def put_back(self, id: str, *, origin: object = None) -> Entry:
        """Make an earlier text the entry's text again; what stood there becomes an earlier text itself.

        Raises NotFoundError, UsageError.
        """
        with self._storage.writing(origin):
            old = self.get(id)
            return self._write(old.entry, title=old.title, body=old.body, origin=origin)
