"""What ties entries to feelings, tags and people, row by row. All of it runs within `Storage.writing`."""

from __future__ import annotations

from closeness_desktop.journal.storage import Storage

Tie = tuple[int, int]
"""Of a tag or a person: chosen, written (0 or 1). Of a feeling: strength, position."""

_COLUMNS = {"tag": "chosen, written", "person": "chosen, written", "feeling": "strength, position"}


class Ties:
    """kind: "feeling", "tag" or "person"; rows and entries by their numbers."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def of(self, kind: str, row: int) -> dict[int, Tie]:
        """The entries that carry a name, deleted ones too, each with its tie."""
        found = self._storage.rows(
            f"SELECT entry, {_COLUMNS[kind]} FROM entry_{kind} WHERE {kind} = ? ORDER BY entry", (row,)
        )
        return {entry: (first, second) for entry, first, second in found}

    def one(self, kind: str, row: int, entry: int) -> Tie | None:
        """What ties an entry to a name, if anything does."""
        found = self._storage.row(
            f"SELECT {_COLUMNS[kind]} FROM entry_{kind} WHERE entry = ? AND {kind} = ?", (entry, row)
        )
        return (found[0], found[1]) if found else None

    def put(self, kind: str, row: int, entry: int, tie: Tie | None) -> None:
        """Tie them so, or not at all; a tag neither chosen nor written is no tie."""
        self._storage.run(f"DELETE FROM entry_{kind} WHERE entry = ? AND {kind} = ?", (entry, row))
        if tie is not None and (kind == "feeling" or any(tie)):
            self._storage.run(
                f"INSERT INTO entry_{kind} (entry, {kind}, {_COLUMNS[kind]}) VALUES (?, ?, ?, ?)",
                (entry, row, *tie),
            )

    def cut(self, kind: str, row: int) -> None:
        """Take a name off every entry."""
        self._storage.run(f"DELETE FROM entry_{kind} WHERE {kind} = ?", (row,))
