"""What could be taken back in texts that were put away, so that undo survives looking at another entry.

No Qt in here. It is bounded, lives in memory alone, and is emptied on locking.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from closeness_desktop.window.editor.history import History

MOST = 8_000_000
"""Characters in all the steps that are kept; what was put away longest ago goes first."""


@dataclass(frozen=True, slots=True)
class PutAway:
    """How a text was left: its steps, and where the cursor (UTF-16 units) and the view (pixels) stood."""

    history: History
    position: int
    scrolled: int


class Shelf:
    """One place for each text that was put away."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[str, tuple[bytes, PutAway]] = OrderedDict()

    def put(self, id: str, text: str, left: PutAway) -> None:
        """Keep how a text was left, and let go of the oldest until all is within bounds."""
        left.history.close_step()
        self._kept[id] = _mark(text), left
        self._kept.move_to_end(id)
        while sum(each.history.size for _, each in self._kept.values()) > self._most:
            self._kept.popitem(last=False)

    def take(self, id: str, text: str) -> PutAway | None:
        """How it was left; None when nothing is kept, or when the text is another one by now."""
        mark, left = self._kept.pop(id, (b"", None))
        return left if left is not None and mark == _mark(text) else None

    def forget(self) -> None:
        """Let go of everything."""
        for _, left in self._kept.values():
            left.history.forget()
        self._kept.clear()


def _mark(text: str) -> bytes:
    """What tells two texts apart; steps that are carried out in another text would spoil it."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
