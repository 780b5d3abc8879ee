"""Which entries a search finds, newest first: only their numbers, however many entries there are.

Two ways lead there. Walking the index `entry_newest` from the newest entry on finds the first fifty hits of a
common word at once, and never sorts. A word that few entries hold is looked up instead, and those few sorted.
Which of them it is to be is asked of the database itself: one look whether a part of the search lists only a
few entries (a millisecond at most).
"""

from __future__ import annotations

import json
from typing import Any

from closeness_desktop.journal.compile import Condition
from closeness_desktop.journal.storage import Storage

Key = tuple[int, str]
"""Where an entry stands in time: its utc_ms and, among those of the same millisecond, its id."""

# Up to so many candidates sorting is quicker than walking (measured at 100,000 entries).
_FEW = 500


class Listing:
    """The entries that meet a condition."""

    def __init__(self, storage: Storage, condition: Condition) -> None:
        self._storage = storage
        self._condition = condition
        few = self._few()
        self._from = "entry e INDEXED BY entry_newest"
        self._from_values: tuple[Any, ...] = ()
        if few is not None:
            self._from = "json_each(?) j CROSS JOIN entry e ON e.number = j.value"
            self._from_values = (json.dumps(few),)

    def numbers(self, *, limit: int, after: Key | None = None, before: Key | None = None) -> list[int]:
        """The newest ones, newest first; older than `after`, or the nearest ones newer than `before`."""
        order, bound = "DESC", "1"
        values: tuple[Any, ...] = ()
        if after is not None:
            bound, values = "(e.utc_ms, e.id) < (?, ?)", after
        elif before is not None:
            order, bound, values = "ASC", "(e.utc_ms, e.id) > (?, ?)", before
        rows = self._storage.rows(
            f"SELECT e.number FROM {self._from}"
            f" WHERE e.deleted IS NULL AND {bound} AND ({self._condition.sql})"
            f" ORDER BY e.utc_ms {order}, e.id {order} LIMIT ?",
            (*self._from_values, *values, *self._condition.values, limit),
        )
        return [number for (number,) in rows]

    def count(self) -> int:
        """How many there are."""
        row = self._storage.row(
            f"SELECT count(*) FROM {self._from} WHERE e.deleted IS NULL AND ({self._condition.sql})",
            (*self._from_values, *self._condition.values),
        )
        return int(row[0]) if row else 0

    def _few(self) -> list[int] | None:
        """The candidates, if a part of the condition lists only a few; None when none does."""
        for rows in self._condition.within:
            found = self._storage.rows(f"SELECT * FROM ({rows.sql}) LIMIT ?", (*rows.values, _FEW + 1))
            if len(found) <= _FEW:
                return sorted({number for (number,) in found})
        return None
