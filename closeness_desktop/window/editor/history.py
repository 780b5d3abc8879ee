"""What can be taken back in an entry, to the character.

The widget's own undo knows only what the widget shows (see source_text), so it is switched off and this takes
its place. No Qt in here.
"""

from __future__ import annotations

from collections import deque

from closeness_desktop.window.editor.source_text import Edit, Fragment

DEPTH = 2000
"""How many steps can be taken back."""

MOST = 32_000_000
"""Characters that the steps of one entry hold at most; the oldest go first, but never the last one."""


class History:
    """Two piles of edits. Keys typed one after the other make one step, up to the end of a word."""

    def __init__(self) -> None:
        self._done: deque[Edit] = deque()
        self._undone: list[Edit] = []
        self._open = False
        self.size = 0
        """Characters in all steps."""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back that can be done again."""
        return bool(self._undone)

    def record(self, edit: Edit) -> None:
        """Remember an edit that was just made."""
        self.size -= sum(each.size for each in self._undone)
        self._undone.clear()
        joined = _joined(self._done[-1], edit) if self._open and self._done else None
        if joined is not None:
            self.size -= self._done.pop().size
        elif len(self._done) == DEPTH:
            self.size -= self._done.popleft().size
        self._done.append(joined or edit)
        self.size += self._done[-1].size
        while self.size > MOST and len(self._done) > 1:
            self.size -= self._done.popleft().size
        self._open = True

    def close_step(self) -> None:
        """The next edit begins a step of its own, for the cursor was moved."""
        self._open = False

    def undo(self) -> Edit | None:
        """The edit that takes back the last step."""
        if not self._done:
            return None
        self._open = False
        edit = self._done.pop()
        self._undone.append(edit)
        return edit.inverse

    def redo(self) -> Edit | None:
        """The edit that does the last step again that was taken back."""
        if not self._undone:
            return None
        edit = self._undone.pop()
        self._done.append(edit)
        return edit

    def forget(self) -> None:
        """Drop every text that is held here."""
        self._done.clear()
        self._undone.clear()
        self._open, self.size = False, 0


def _joined(last: Edit, edit: Edit) -> Edit | None:
    """Both edits as one, when the second goes on where the first ended and within the same word."""
    if edit.removed.ends or edit.added.ends:
        return None
    here = (edit.line, edit.column)
    if edit.removed == Fragment() and here == last.end_of(last.added):
        before, new = last.added.text[-1:], edit.added.text
        new_word = not new[:1].isspace() and (not before or before.isspace())
        if last.added.text and new_word:
            return None
        return Edit(last.line, last.column, last.removed, last.added + edit.added)
    if edit.added == Fragment() and last.added == Fragment():
        if here == (last.line, last.column):
            return Edit(last.line, last.column, last.removed + edit.removed, Fragment())
        if edit.end_of(edit.removed) == (last.line, last.column):
            return Edit(edit.line, edit.column, edit.removed + last.removed, Fragment())
    return None
