"""What every page is given: the open journal, the looks, and the few ways a page speaks to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from closeness_desktop.clock import Clock
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.worker import Worker

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.practice.guided import GuidedSession
    from closeness_desktop.practice.unseen import Unseen
    from closeness_desktop.window.commands import Commands
    from closeness_desktop.window.practices import Practices


Act = Callable[[], object]


class ChangeSignal(QObject):
    """The journal's changes as one Qt signal; carries a records.Change."""

    changed = Signal(object)


class Say(Protocol):
    """Show one sentence at the foot of the window, with an offer to take the last thing back."""

    def __call__(self, sentence: str, undo: Act | None = None, redo: Act | None = None) -> None:
        """undo: takes the deed back, maybe much later and from another page; Ctrl+Z calls it too. redo: does
        it once more. Both may raise KnownError. Without undo there is no offer."""


class Go(Protocol):
    """Show another page: "today", "journal", "practice", "people", "trends", "settings"."""

    def __call__(self, page: str, **where: object) -> None:
        """`where` is handed to the page's `arrive`."""


class Share(Protocol):
    """Let two people have the window for one session, and nothing else of the journal be in it."""

    def __call__(self, session: GuidedSession, id: str | None = None, unseen: Unseen | None = None) -> None:
        """id: of its record, if it was begun before. unseen: time that went by behind the lock."""


@dataclass(frozen=True)
class Context:
    """Built by the main window for one unlocked journal, and dropped with all that holds it on locking."""

    journal: Journal
    theme: Theme
    clock: Clock
    settings: SettingsFile
    changes: ChangeSignal
    worker: Worker
    say: Say
    go: Go
    lock: Callable[[], None]
    share: Share
    practices: Practices
    commands: Commands
