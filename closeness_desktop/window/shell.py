"""The open journal: the rail on the left, one page on the right, one sentence at the foot."""

from __future__ import annotations

import gc
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from closeness_desktop.clock import Clock
from closeness_desktop.errors import KnownError, StorageError
from closeness_desktop.records import Change
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.commands import Command, Commands
from closeness_desktop.window.context import Act, ChangeSignal, Context
from closeness_desktop.window.idle import WhenQuiet
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.practices import Practices
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.undoing import Undoing
from closeness_desktop.window.widgets.message_strip import MessageStrip
from closeness_desktop.window.widgets.rail import Rail
from closeness_desktop.window.worker import Worker

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.practice.guided import GuidedSession
    from closeness_desktop.practice.unseen import Unseen
    from closeness_desktop.window.carried import Going

_Keys = QKeySequence.StandardKey

PAGES = {
    "today": ("today", "TodayPage"),
    "journal": ("journal", "JournalPage"),
    "practice": ("practice", "PracticePage"),
    "session": ("session", "SessionPage"),
    "guided": ("guided", "GuidedPage"),
    "log": ("log", "LogPage"),
    "people": ("people", "PeoplePage"),
    "trends": ("trends", "TrendsPage"),
    "settings": ("settings", "SettingsPage"),
    "help": ("help", "HelpPage"),
}
"""Name → module and class; a module is imported, and its page built, at the first visit."""

SLOW = ("closeness_desktop.window.widgets.day_chart", "closeness_desktop.window.pages.practice")
"""What makes the first visits to Trends (it brings numpy) and Practice slow: imported when nobody types."""

WHOLE_WINDOW = frozenset({"session", "guided"})
"""Pages that take the whole window: the rail steps aside."""

GO = (
    ("today", "Today", "Ctrl+1"),
    ("journal", "Journal", "Ctrl+2"),
    ("practice", "Practice", "Ctrl+3"),
    ("people", "People", "Ctrl+4"),
    ("trends", "Trends", "Ctrl+5"),
    ("log", "your log of practices", None),
    ("settings", "Settings", "Ctrl+,"),
    ("help", "Help", "F1"),
)
"""Where one can go by a command: page, what it is called, keys."""

UNDER = {"log": "practice"}
"""Pages that are not on the rail themselves, and the one that is marked there instead."""


class Shell(QWidget):
    """Everything that shows content of one unlocked journal; dropped as a whole on locking.

    two_wanted carries a session for two, the id of its record if it has one, and the time that went by for it
    behind the lock, if any: see Context.share.
    """

    lock_wanted = Signal()
    two_wanted = Signal(object, object, object)

    def __init__(
        self, journal: Journal, theme: Theme, clock: Clock, worker: Worker, settings: SettingsFile
    ) -> None:
        super().__init__()
        self._changes = ChangeSignal(self)
        self._stop_observing = journal.observe(self._changes.changed.emit)
        self._changes.changed.connect(self._spread)
        self.context = Context(
            journal=journal,
            theme=theme,
            clock=clock,
            settings=settings,
            changes=self._changes,
            worker=worker,
            say=self.say,
            go=self.go,
            lock=self.lock_wanted.emit,
            share=self._share,
            practices=Practices(journal),
            commands=Commands(self),
        )
        self._undoing = Undoing()
        self._built: dict[str, Page] = {}
        self.current = ""
        self.rail = Rail(theme)
        self.rail.chosen.connect(self._chosen_on_rail)
        self._stack = QStackedWidget()
        self._strip = MessageStrip(theme)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self._strip)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        self._add_commands()
        self._quiet = WhenQuiet(self._get_ready, self)

    def _get_ready(self) -> None:
        """Do ahead what would make a first visit slow."""
        for module in SLOW:
            import_module(module)
        self.context.practices.catalogue.practices()

    def _add_commands(self) -> None:
        go, free = self.go, self._is_free
        for command in (
            Command("new", "New entry", partial(go, "journal", new=True), _Keys.New, enabled=free),
            Command(
                "search", "Search the journal", partial(go, "journal", search=True), _Keys.Find, enabled=free
            ),
            Command("undo", "Undo", self.undo, _Keys.Undo, enabled=free),
            Command("redo", "Redo", self.redo, (_Keys.Redo, "Ctrl+Shift+Z"), enabled=free),
            *(Command(f"go.{page}", f"Go to {title}", partial(go, page), keys) for page, title, keys in GO),
        ):
            self.context.commands.add(command)
        # The window hears these two, for they work before anything is open as well.
        for command in (
            Command("lock", "Lock the journal", self.lock_wanted.emit, "Ctrl+L"),
            Command(
                "quit", "Close the program", lambda: self.window().close(), "Ctrl+Q", words=("quit", "exit")
            ),
        ):
            self.context.commands.add(command, listen=False)

    def _is_free(self) -> bool:
        """Whether no session has the whole window."""
        return self.current not in WHOLE_WINDOW

    def page(self, name: str) -> Page:
        """The page of that name, built if this is its first visit."""
        if name not in self._built:
            module, kind = PAGES[name]
            built: Page = getattr(import_module(f"closeness_desktop.window.pages.{module}"), kind)(
                self.context
            )
            self._built[name] = built
            self._stack.addWidget(built)
        return self._built[name]

    def go(self, page: str, **where: object) -> None:
        """Leave the page shown, which saves what is unsaved on it, and show another.

        When the disk refuses, say so and stay: what is unsaved is only there.
        """
        if self.current and self.current != page:
            try:
                self._built[self.current].leave()
            except StorageError as error:
                self.rail.set_current(UNDER.get(self.current, self.current))
                self.say(f"{error} This page stays open until it can be saved.")
                return
        shown = self.page(page)
        self.current = page
        self.rail.setVisible(page not in WHOLE_WINDOW)
        if page in WHOLE_WINDOW:
            self._strip.clear()
        self.rail.set_current(UNDER.get(page, page))
        self._stack.setCurrentWidget(shown)
        shown.arrive(**where)
        shown.take_focus()

    def _share(self, session: GuidedSession, id: str | None = None, unseen: Unseen | None = None) -> None:
        self.two_wanted.emit(session, id, unseen)

    def say(self, sentence: str, undo: Act | None = None, redo: Act | None = None) -> None:
        """Show one sentence at the foot of the window, and remember how the deed is taken back; see Say."""
        if undo is None:
            self._strip.say(sentence)
        else:
            self._undoing.did(sentence, undo, redo)
            self._offer_undo(sentence)

    def _offer_undo(self, sentence: str) -> None:
        self._strip.say(sentence, self.undo, "Undo", _native(_Keys.Undo))

    @Slot()
    def undo(self) -> None:
        """Take the last deed back and say which one it was; offer to do it again, if it can be."""
        try:
            deed = self._undoing.undo()
        except StorageError as error:  # a disk that is full now may have room in a moment: the offer stays
            self._offer_undo(str(error))
        except KnownError as error:
            self.say(str(error))
        else:
            if deed is None:
                self.say("There is nothing to undo.")
            elif deed.redo is None:
                self.say(f"Undone: {_quoted(deed.sentence)}")
            else:
                self._offer_redo(f"Undone: {_quoted(deed.sentence)}")

    def _offer_redo(self, sentence: str) -> None:
        self._strip.say(sentence, self.redo, "Redo", _native(_Keys.Redo))

    @Slot()
    def redo(self) -> None:
        """Do the deed once more that was taken back last, and offer to take it back again."""
        try:
            deed = self._undoing.redo()
        except StorageError as error:
            self._offer_redo(str(error))
        except KnownError as error:
            self.say(str(error))
        else:
            if deed is None:
                self.say("There is nothing to redo.")
            else:
                self._offer_undo(deed.sentence)

    @property
    def said(self) -> str:
        """The sentence at the foot of the window, "" while there is none."""
        return self._strip.label.text()

    @property
    def busy(self) -> bool:
        """Whether a session runs: it counts as a sign of the person."""
        return any(getattr(self._built.get(page), "running", False) for page in WHOLE_WINDOW)

    def hand_over(self) -> Going | None:
        """What goes on while the journal is locked, if anything does."""
        return self._built[self.current].hand_over() if self.current in self._built else None

    def leave(self) -> None:
        """Save what is unsaved anywhere, and only then raise the first StorageError met."""
        refused: list[StorageError] = []
        for page in self._built.values():
            try:
                page.leave()
            except StorageError as error:
                refused.append(error)
        if refused:
            raise refused[0]

    def forget(self) -> None:
        """Drop every page and all text they hold."""
        self._stop_observing()
        self._quiet.stop()
        self._strip.clear()
        self._undoing.forget()
        self.context.commands.forget()
        for page in self._built.values():
            page.forget()
            self._stack.removeWidget(page)
            page.deleteLater()
        self._built.clear()
        gc.collect()

    def _chosen_on_rail(self, name: str) -> None:
        if name == "lock":
            self.lock_wanted.emit()
        else:
            self.go(name)

    def _spread(self, change: Change) -> None:
        for page in self._built.values():
            if page.kinds & change.kinds and change.origin is not page:
                page.refresh(change)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the rail collapse to icons when the window is narrow."""
        super().resizeEvent(event)
        self.rail.fit(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rail again when the text size changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.rail.fit(self.width())


def _quoted(sentence: str) -> str:
    """A sentence of ours in quotation marks; those within become single ones."""
    return f"“{sentence.replace('“', '‘').replace('”', '’')}”"


def _native(keys: QKeySequence.StandardKey) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
