"""What every page has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.records import Change
from closeness_desktop.window.context import Context

if TYPE_CHECKING:
    from closeness_desktop.window.carried import Going


class Page(QWidget):
    """One page of the window. Built at its first visit, dropped when the journal locks."""

    kinds: frozenset[str] = frozenset()
    """Kinds of record whose change makes the page refresh."""

    alone_wanted = Signal(bool)
    """Whether the page wants the window for itself, without the rail. It stops wanting so when it is left."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something to the journal. False, and said in one sentence, when it will not be done."""
        try:
            act()
        except KnownError as error:
            self.context.say(str(error))
            return False
        return True

    def arrive(self, **where: object) -> None:
        """The page is about to be shown; `where` says what to open on it."""

    def take_focus(self) -> None:
        """The page is shown: let the keyboard begin where a person would."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The page is about to be hidden, locked or closed: save what is unsaved. Must lose nothing."""

    def hand_over(self) -> Going | None:
        """The journal is about to lock: the time of a session that runs here, and its bells; None without."""
        return None

    def refresh(self, change: Change) -> None:
        """Records of `kinds` changed, and another page (or program) began it."""

    def forget(self) -> None:
        """The journal locks, and this page is about to be dropped: let go of all text it holds."""
