"""What was done since unlocking, newest last, so that each deed can be taken back and done again.

A stack as in every editor: taking back goes from the newest to the oldest, and a new deed ends what could be
done again. Deeds hold what people wrote, so all of them are let go of on locking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from closeness_desktop.errors import KnownError, StorageError

if TYPE_CHECKING:
    from closeness_desktop.window.context import Act

MOST = 200
"""How many deeds are remembered; the oldest go first."""


@dataclass(frozen=True)
class Deed:
    """sentence: what was said when it was done. redo: does it once more; None when that is not offered."""

    sentence: str
    undo: Act
    redo: Act | None = None


class Undoing:
    """The deeds of one unlocked journal."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._done: list[Deed] = []
        self._undone: list[Deed] = []
        self._at_work = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a deed to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a deed to do again."""
        return bool(self._undone)

    def did(self, sentence: str, undo: Act, redo: Act | None = None) -> None:
        """Remember a deed. One that is said while another is being taken back is part of that one."""
        if self._at_work:
            return
        self._done.append(Deed(sentence, undo, redo))
        del self._done[: -self._most]
        self._undone.clear()

    def undo(self) -> Deed | None:
        """Take the newest deed back and return it; None when there is none.

        Raises what the deed raises. After StorageError it can be tried again; after another KnownError, such
        as a record that is gone, the deed is forgotten, or it would stand before all others for ever.
        """
        if not self._done:
            return None
        deed = self._done[-1]
        self._do(deed.undo, self._done)
        if deed.redo is None:
            self._undone.clear()  # those were done after it, and may rest on it
        else:
            self._undone.append(deed)
        return deed

    def redo(self) -> Deed | None:
        """Do the deed that was taken back last once more and return it; None when there is none.

        Raises as `undo` does.
        """
        if not self._undone:
            return None
        deed = self._undone[-1]
        assert deed.redo is not None  # noqa: S101 (undo lets no other in)
        self._do(deed.redo, self._undone)
        self._done.append(deed)
        return deed

    def _do(self, act: Act, deeds: list[Deed]) -> None:
        """Do it, and take it off its stack unless it can be tried again."""
        self._at_work = True
        try:
            act()
        except StorageError:
            raise
        except KnownError:
            deeds.pop()
            raise
        else:
            deeds.pop()
        finally:
            self._at_work = False

    def forget(self) -> None:
        """Let go of all deeds."""
        self._done.clear()
        self._undone.clear()
