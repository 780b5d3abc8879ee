"""What a search found in an entry, to be shown in a list."""

from __future__ import annotations

from closeness_desktop.journal.hits import Snippet, Sought, snippet
from closeness_desktop.journal.storage import Storage


class FoundStore:
    """Reads only. A list asks for the lines that can be seen, one by one, as they are painted."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def snippet(self, id: str, sought: Sought) -> Snippet | None:
        """The first place in an entry's text where something sought stands; None where there is none."""
        if not sought:
            return None
        row = self._storage.row("SELECT body FROM entry WHERE id = ?", (id,))
        return snippet(row[0], sought) if row else None
