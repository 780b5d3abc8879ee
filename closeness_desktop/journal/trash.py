"""What was deleted: shown and brought back for 30 days, or let go of for good.

An entry that is let go of stays whole until the journal closes or opens again, so that even this can be
taken back. Its tombstone (an id without content) stays for ever, so that a copy of the journal that still has
it cannot bring it back by itself. Two stamps that no clock gives tell these apart from the rest at the index.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from closeness_desktop.journal import rows
from closeness_desktop.journal.storage import Storage
from closeness_desktop.records import TrashLine

KEPT_DAYS = 30
_KEPT_MS = KEPT_DAYS * 24 * 60 * 60 * 1000
_ERASED, _DUE = 1, 2
"""The stamp of a tombstone without content, and of an entry that was let go of and is to become one."""

_SLICE = 200
_OWNED = ("revision", "entry_feeling", "entry_tag", "entry_person", "entry_measure")


class Trash:
    """Deleted entries. Bringing one back is `EntryStore.restore`."""

    def __init__(self, storage: Storage, purge: Callable[[Iterable[str]], None]) -> None:
        """purge: what lets go of the attachments of entries, by their ids, within the same write."""
        self._storage = storage
        self._purge = purge

    def lines(self, limit: int = 50) -> list[TrashLine]:
        """What can still be brought back, the latest deleted first."""
        with self._storage.reading():
            found = self._storage.rows(
                "SELECT number, deleted FROM entry WHERE deleted > ? ORDER BY deleted DESC, id DESC LIMIT ?",
                (self._over(), limit),
            )
            lines = rows.lines(self._storage, [number for number, _ in found])
        return [
            TrashLine(line, deleted, deleted + _KEPT_MS)
            for line, (_, deleted) in zip(lines, found, strict=True)
        ]

    def count(self) -> int:
        """How many entries can still be brought back."""
        return int(self._storage.rows("SELECT count(*) FROM entry WHERE deleted > ?", (self._over(),))[0][0])

    def let_go(self, ids: Iterable[str] | None = None, *, origin: object = None) -> dict[str, int]:
        """Let go of these entries for good, or of all; only deleted ones. Returns what `keep_again` needs.

        Their content goes when the journal closes.
        """
        with self._storage.writing(origin) as touched:
            wanted = "" if ids is None else " AND id IN (SELECT value FROM json_each(?))"
            values = () if ids is None else (json.dumps(list(ids)),)
            stamps = dict(
                self._storage.rows(
                    f"SELECT id, deleted FROM entry WHERE deleted > ?{wanted}", (self._over(), *values)
                )
            )
            self._stamp(dict.fromkeys(stamps, _DUE))
            if stamps:
                touched.note("entry", *stamps)
        return stamps

    def keep_again(self, stamps: Mapping[str, int], *, origin: object = None) -> None:
        """Undo `let_go`; of what is still there."""
        with self._storage.writing(origin) as touched:
            self._stamp(stamps)
            if stamps:
                touched.note("entry", *stamps)

    def erase_due(self, sure: int) -> int:
        """Erase the content of all whose time is over, their attachments too; returns how many there were.

        sure: UTC ms that have certainly passed; what a clock beyond it says counts for nothing. Raises
        StorageError.
        """
        over = min(sure, self._storage.now_ms()) - _KEPT_MS
        erased = 0
        while True:
            with self._storage.writing():
                due = self._storage.rows(
                    "SELECT number, id FROM entry WHERE deleted BETWEEN ? AND ? LIMIT ?",
                    (_DUE, max(_DUE, over), _SLICE),
                )
                if due:
                    self._erase([number for number, _ in due], [id for _, id in due])
            erased += len(due)
            if len(due) < _SLICE:
                return erased

    def _erase(self, numbers: list[int], ids: list[str]) -> None:
        run, now = self._storage.run, self._storage.now_ms()
        rows, named = json.dumps(numbers), json.dumps(ids)
        given = "IN (SELECT value FROM json_each(?))"
        self._purge(ids)
        for table in _OWNED:
            run(f"DELETE FROM {table} WHERE entry {given}", (rows,))
        run(f"DELETE FROM draft WHERE entry {given}", (named,))
        run(f"UPDATE prompt_use SET entry = NULL, updated = ? WHERE entry {given}", (now, named))
        run(  # those answers that the entries were made of
            "UPDATE answer SET value = 'null', words = '[]', question = '', updated = ?, deleted = ?"
            " WHERE keep = 'entry' AND deleted IS NULL"
            f" AND session IN (SELECT number FROM session WHERE entry {given})",
            (now, now, named),
        )
        run(
            f"UPDATE entry SET title = '', body = '', updated = ?, deleted = ? WHERE number {given}",
            (now, _ERASED, rows),
        )

    def _stamp(self, stamps: Mapping[str, int]) -> None:
        now = self._storage.now_ms()
        for id, deleted in stamps.items():
            self._storage.run(
                "UPDATE entry SET deleted = ?, updated = ? WHERE id = ? AND deleted > ?",
                (deleted, now, id, _ERASED),
            )

    def _over(self) -> int:
        """What was deleted at this time or before is no longer kept; UTC ms."""
        return self._storage.now_ms() - _KEPT_MS
