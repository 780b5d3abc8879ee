"""Which entries a search finds, newest first: only their numbers, however many entries there are.

Four ways lead there, and none of them reads whole entries:
- A part of the search that only a few entries can meet is asked for those, and they are sorted.
- Else the index lists those that hold the words among a few thousand of the newest, whose numbers mostly lie
  close together; for a common word fifty hits are among them.
- Where they lie far apart, as after an import, or a word is just begun, the newest entries are looked at one
  by one.
- Else the index lists all that hold the words, and the entries are walked from the newest until there are
  enough hits.
The limits were measured at 100,000 entries.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from closeness_desktop.journal.compile import condition, is_broad
from closeness_desktop.journal.nodes import Node
from closeness_desktop.journal.storage import Storage

Key = tuple[int, str]
"""Where an entry stands in time: its utc_ms and, among those of the same millisecond, its id."""

_WALK = "entry e INDEXED BY entry_newest"
_INDEXED = "e.number, e.utc_ms, e.id, e.day, e.kind, e.starred, e.pinned"  # all that a condition may look at
_FEW = 500  # up to so many candidates sorting is quicker than walking
_FEW_EACH = 100  # up to so many looking each up is quicker than listing all that hold a word
_LOOKED_AT = 2  # entries looked at one by one for each hit that is wanted
_LOOKED_AT_BROAD = 10  # and where the index would merge much first
_NEAR = 3000  # entries among which the index is asked first
_SPREAD = 3  # how many times as many numbers they may lie apart, as after an import, for that to be worth it


class Listing:
    """The entries that a search finds."""

    def __init__(self, storage: Storage, node: Node) -> None:
        self._storage = storage
        self._node = node
        self._wanted = condition(node)
        self._wanted_each = condition(node, each=True)
        self._asks_index = condition(node, near=(0, 0)) != self._wanted
        self._is_broad = is_broad(node)
        self._looked_at = _LOOKED_AT_BROAD if self._is_broad else _LOOKED_AT
        self._source = _WALK
        self._candidates: tuple[str, ...] = ()
        few = self._few()
        if few is not None:
            self._source = "json_each(?) j CROSS JOIN entry e ON e.number = j.value"
            self._candidates = (json.dumps(few),)
            if len(few) <= _FEW_EACH or self._is_broad:
                self._wanted = self._wanted_each

    def numbers(self, *, limit: int, after: Key | None = None, before: Key | None = None) -> list[int]:
        """The newest ones, newest first; older than `after`, or the nearest ones newer than `before`."""
        order, bound = "DESC", "1"
        key: tuple[Any, ...] = ()
        if after is not None:
            bound, key = "(e.utc_ms, e.id) < (?, ?)", after
        elif before is not None:
            order, bound, key = "ASC", "(e.utc_ms, e.id) > (?, ?)", before
        living = f"e.deleted IS NULL AND {bound}"
        ordered = f"ORDER BY e.utc_ms {order}, e.id {order} LIMIT ?"

        found: list[int] | None = None
        nearest = f"(SELECT {_INDEXED} FROM {_WALK} WHERE {living} {ordered}) e"
        if self._source == _WALK and self._asks_index and not self._is_broad:
            found = self._near(nearest, ordered, key, limit)
        if found is None and self._wanted != self._wanted_each:
            found = self._ask(
                f"{nearest} WHERE ({self._wanted_each.sql}) {ordered}",
                (*key, limit * self._looked_at, *self._wanted_each.values, limit),
            )
        if found is not None and len(found) == limit:
            return found
        return self._ask(
            f"{self._source} WHERE {living} AND ({self._wanted.sql}) {ordered}",
            (*self._candidates, *key, *self._wanted.values, limit),
        )

    def _near(self, nearest: str, ordered: str, key: tuple[Any, ...], limit: int) -> list[int] | None:
        """What is found among the nearest few thousand; None where their numbers lie too far apart."""
        ((first, last, many),) = self._storage.rows(
            f"SELECT min(e.number), max(e.number), count(*) FROM {nearest}", (*key, _NEAR)
        )
        if many < _NEAR or last - first >= _NEAR * _SPREAD:
            return None
        wanted = condition(self._node, near=(first, last))
        return self._ask(f"{nearest} WHERE ({wanted.sql}) {ordered}", (*key, _NEAR, *wanted.values, limit))

    def count(self) -> int:
        """How many there are."""
        ((number,),) = self._storage.rows(
            f"SELECT count(*) FROM {self._source} WHERE e.deleted IS NULL AND ({self._wanted.sql})",
            (*self._candidates, *self._wanted.values),
        )
        return int(number)

    def _ask(self, source: str, values: Sequence[Any]) -> list[int]:
        return [number for (number,) in self._storage.rows(f"SELECT e.number FROM {source}", values)]

    def _few(self) -> list[int] | None:
        """The candidates, if a part of the search lists only a few; None when none does."""
        for rows in self._wanted.within:
            found = self._storage.rows(f"SELECT * FROM ({rows.sql}) LIMIT ?", (*rows.values, _FEW + 1))
            if len(found) <= _FEW:
                return sorted({number for (number,) in found})
        return None
