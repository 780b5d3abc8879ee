"""Words that spelling lets pass because the person said so: names, dialect, words of one's own."""

from __future__ import annotations

import unicodedata

from closeness_desktop.errors import UsageError
from closeness_desktop.journal.kept import RecordStore
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import OwnWord

LONGEST = 100
"""Characters of an own word."""


class OwnWordStore(RecordStore):
    """Each word stands once, as it was written. A capital at its start is another spelling, like a noun's."""

    kind = table = "own_word"

    def all(self) -> list[OwnWord]:
        """Every word, from A to Z."""
        rows = self._storage.rows("SELECT id, word FROM own_word WHERE deleted IS NULL")
        return sorted((OwnWord(*row) for row in rows), key=lambda own: (own.word.casefold(), own.word))

    def add(self, word: str, *, origin: object = None) -> OwnWord:
        """Let a word pass from now on; `remove` undoes it. Harmless when repeated. Raises UsageError."""
        word = unicodedata.normalize("NFC", check_storable(word, "word")).strip()
        if not word or len(word) > LONGEST or len(word.split()) > 1:
            raise UsageError("An own word is one word, without spaces.")
        with self._storage.writing(origin):
            row = self._storage.row("SELECT id, deleted FROM own_word WHERE word = ?", (word,))
            if row is None:
                return OwnWord(self._add(word=word), word)
            if row[1] is not None:
                self._set(row[0], deleted=None)
            return OwnWord(row[0], word)
