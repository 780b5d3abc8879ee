"""The open journal: the rail on the left, one page on the right, one sentence at the foot."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from closeness_desktop.clock import Clock
from closeness_desktop.errors import StorageError
from closeness_desktop.records import Change
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.anywhere import add_commands
from closeness_desktop.window.commands import Commands
from closeness_desktop.window.context import Act, ChangeSignal, Context
from closeness_desktop.window.foot import Foot
from closeness_desktop.window.idle import WhenQuiet
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.practices import Practices
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.rail import Rail
from closeness_desktop.window.worker import Worker

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.practice.guided import GuidedSession
    from closeness_desktop.practice.unseen import Unseen
    from closeness_desktop.window.carried import Going
    from closeness_desktop.window.widgets.sheet import Sheet

PAGES = {
    "today": ("today", "TodayPage"),
    "journal": ("journal", "JournalPage"),
    "calendar": ("calendar", "CalendarPage"),
    "paper": ("paper", "PaperPage"),
    "practice": ("practice", "PracticePage"),
    "session": ("session", "SessionPage"),
    "guided": ("guided", "GuidedPage"),
    "log": ("log", "LogPage"),
    "people": ("people", "PeoplePage"),
    "names": ("names", "NamesPage"),
    "trends": ("trends", "TrendsPage"),
    "trash": ("trash", "TrashPage"),
    "earlier": ("earlier", "EarlierPage"),
    "templates": ("templates", "TemplatesPage"),
    "settings": ("settings", "SettingsPage"),
    "help": ("help", "HelpPage"),
}
"""Name → module and class; a module is imported, and its page built, at the first visit."""

SLOW = ("closeness_desktop.window.widgets.day_chart", "closeness_desktop.window.pages.practice")
"""What makes the first visits to Trends (it brings numpy) and Practice slow: imported when nobody types."""

WHOLE_WINDOW = frozenset({"session", "guided"})
"""Pages that take the whole window: the rail steps aside."""

UNDER = {
    "log": "practice",
    "names": "settings",
    "calendar": "journal",
    "paper": "journal",
    "trash": "journal",
    "earlier": "journal",
    "templates": "journal",
}
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
        self._built: dict[str, Page] = {}
        self.current = ""
        self._sheet: Sheet | None = None
        self.rail = Rail(theme)
        self.rail.chosen.connect(self._chosen_on_rail)
        self._stack = QStackedWidget()
        self.foot = Foot(theme)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self.foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.rail)
        whole.addLayout(right, 1)
        add_commands(self)
        self._quiet = WhenQuiet(self._get_ready, self)

    def _get_ready(self) -> None:
        """Do ahead what would make a first visit slow."""
        for module in SLOW:
            import_module(module)
        self.context.practices.catalogue.practices()

    def is_free(self) -> bool:
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
            built.alone_wanted.connect(self._leave_alone)
            self._stack.addWidget(built)
        return self._built[name]

    def go(self, page: str, **where: object) -> None:
        """Leave the page shown, which saves what is unsaved on it, and show another.

        When the disk refuses, say so and stay: what is unsaved is only there.
        """
        if not self._is_clear():
            return
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
            self.foot.clear()
        self.rail.set_current(UNDER.get(page, page))
        self._stack.setCurrentWidget(shown)
        shown.arrive(**where)
        shown.take_focus()

    @Slot(bool)
    def _leave_alone(self, alone: bool) -> None:
        self.rail.setVisible(not alone and self.is_free())

    def keep_page(self) -> None:
        """Save what is unsaved on the page shown, and say so when the disk refuses."""
        try:
            self._built[self.current].leave()
        except StorageError as error:
            self.say(str(error))

    def show_sheet(self, sheet: Sheet) -> None:
        """Lay a sheet over everything, in place of the one that lies there."""
        if not self._is_clear():
            sheet.deleteLater()
            return
        self._sheet = sheet
        sheet.closed.connect(self._sheet_gone)
        sheet.open()

    def _is_clear(self) -> bool:
        """Shut the sheet that lies over the page, if any; False when it cannot go yet."""
        if self._sheet is not None:
            self._sheet.shut()
        return self._sheet is None

    @Slot()
    def _sheet_gone(self) -> None:
        self._sheet = None

    def _share(self, session: GuidedSession, id: str | None = None, unseen: Unseen | None = None) -> None:
        self.two_wanted.emit(session, id, unseen)

    def say(self, sentence: str, undo: Act | None = None, redo: Act | None = None) -> None:
        """Show one sentence at the foot of the window, and remember how the deed is taken back; see Say."""
        self.foot.tell(sentence, undo, redo)

    @property
    def said(self) -> str:
        """The sentence at the foot of the window, "" while there is none."""
        return self.foot.label.text()

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
        leaving = [page.leave for page in self._built.values()]
        if self._sheet is not None:
            leaving.append(self._sheet.leave)
        for leave in leaving:
            try:
                leave()
            except StorageError as error:
                refused.append(error)
        if refused:
            raise refused[0]

    def forget(self) -> None:
        """Drop every page and all text they hold."""
        self._stop_observing()
        self._quiet.stop()
        self.foot.forget()
        self.context.commands.forget()
        if self._sheet is not None:
            self._sheet.forget()
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None
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
