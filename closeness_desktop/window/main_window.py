"""The one window: a welcome for a newcomer, the page that asks for the passphrase, and the open journal.

What the page that asks for the passphrase does not need is imported where it is needed, so that the page
comes at once.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from closeness_desktop import logs, opening
from closeness_desktop.clock import Clock
from closeness_desktop.errors import KnownError, StorageError
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window import mended, placing, unsaved
from closeness_desktop.window.autolock import AutoLock
from closeness_desktop.window.gate.frame import GateFrame
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.meanwhile import Meanwhile
from closeness_desktop.window.platform import clipboard
from closeness_desktop.window.platform.sleep import SleepWatch
from closeness_desktop.window.sample import Sample
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.worker import Worker

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal
    from closeness_desktop.practice.guided import GuidedSession
    from closeness_desktop.practice.unseen import Unseen
    from closeness_desktop.window.gate.welcome import WelcomePage
    from closeness_desktop.window.guest import GuestWindow

LEAST_SIZE = (420, 480)
LOCK_AFTER_MINUTES = 10
TITLE = "Closeness"


class MainWindow(QWidget):
    """Owns the worker, the open journal and the way between locked and open. Its title never says more than
    the program's name."""

    closed = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, settings: SettingsFile, journal: Path | None = None
    ) -> None:
        super().__init__()
        self.theme = theme
        self._clock = clock
        self._settings = settings
        self.worker = Worker(self)
        self.journal: Journal | None = None
        self.shell: Shell | None = None
        self.guest: GuestWindow | None = None
        self._folder = journal
        self._locked_at = ""
        self._asking = False
        self.meanwhile = Meanwhile(clock, self)
        self.sample = Sample(clock)
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*LEAST_SIZE)
        self._layout = QStackedLayout(self)
        self.gate: QWidget | None = None
        self._welcome: WelcomePage | None = None
        self.autolock = AutoLock(clock, self._lock_limit, self._is_busy, self.lock, self)
        self.sleep_watch = SleepWatch(self)
        self.sleep_watch.falling_asleep.connect(self.lock)
        for keys, action in (("Ctrl+L", self.lock), ("Ctrl+Q", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(action)
        placing.place(self, settings)
        self.show_gate()

    # ------------------------------------------------------------------ before a journal is open

    def show_gate(self) -> None:
        """Ask for the passphrase of the journal at hand; welcome a person who has none yet."""
        folder = self._folder or opening.usual_journal(self._settings)
        if folder is None:
            self.show_welcome()
        else:
            self.show_unlock(folder)

    def show_welcome(self) -> None:
        """The first page: make a journal, open one, or look at the sample."""
        from closeness_desktop.window.gate.welcome import WelcomePage

        page = WelcomePage(self.theme, self.worker, self._clock)
        page.made.connect(self.take)
        page.open_wanted.connect(lambda folder: self.show_unlock(Path(folder)))
        page.sample_wanted.connect(self.open_sample)
        page.help_wanted.connect(self.show_help)
        self._show_at_gate(page)
        self._welcome = page

    def show_unlock(self, folder: Path) -> None:
        """The page that asks for the passphrase of one journal."""
        self._folder = folder
        page = UnlockPage(
            self.theme,
            self.worker,
            folder,
            self._settings.now.seen,
            self._clock,
            since=self._locked_at,
            hint=self.sample.hint(folder),
        )
        page.opened.connect(self.take)
        page.another_wanted.connect(lambda other: self.show_unlock(Path(other)))
        page.welcome_wanted.connect(self._forget_folder)
        page.help_wanted.connect(self.show_help)
        self.meanwhile.tell(page)
        self._show_at_gate(page)

    def show_help(self) -> None:
        """The help page while no journal is open; what was typed at the gate is let go of."""
        if self.journal is not None:
            return
        from closeness_desktop.window.care.help_view import HelpView

        welcome = self._welcome is not None
        if isinstance(self.gate, UnlockPage):
            self.gate.give_up()
            self.gate.forget()
        page = HelpView(self.theme, back=True)
        page.left.connect(self.show_welcome if welcome else self.show_gate)
        self._show_at_gate(page)
        page.take_focus()

    def open_sample(self) -> None:
        """Make the sample journal off the window's thread, then open it."""
        self.worker.run(self.sample.make, self.take, self.fail, opening.let_go)

    def _forget_folder(self) -> None:
        self._folder = None
        self.sample.remove()
        self.show_welcome()

    def _show_at_gate(self, page: QWidget) -> None:
        old, self.gate = self.gate, page
        self._welcome = None
        self._layout.addWidget(page)
        self._layout.setCurrentWidget(page)
        page.setFocus()
        if old is not None:
            self._layout.removeWidget(old)
            old.deleteLater()

    # ------------------------------------------------------------------ the open journal

    def take(self, journal: Journal) -> None:
        """Show an open journal; first a word of caution, if something about its files calls for one."""
        self.journal = journal
        self._folder = journal.vault.folder
        if not self.sample.is_at(self._folder):
            self._remember(self._folder)
        self.autolock.start()
        self.sleep_watch.start()
        cautions = opening.cautions(journal, self._settings)
        if not cautions:
            self._enter()
            return
        from closeness_desktop.window.gate.caution import CautionPage

        page = CautionPage(self.theme, cautions)
        page.go_on.connect(self._enter)
        page.turn_back.connect(self.lock)
        self._show_at_gate(page)

    @property
    def _content(self) -> Shell | GuestWindow | None:
        """What shows anything of the open journal."""
        return self.shell or self.guest

    def _remember(self, folder: Path) -> None:
        if self._settings.now.remember_journal and self._settings.now.last_journal != str(folder):
            try:
                self._settings.change(last_journal=str(folder))
            except StorageError as error:  # a comfort lost, nothing more: it is asked for again next time
                logs.LOGGER.info("settings not written: %s", type(error).__name__)

    def _enter(self) -> None:
        journal = self.journal
        if journal is None:
            return
        shell = Shell(journal, self.theme, self._clock, self.worker, self._settings)
        shell.lock_wanted.connect(self.lock)
        # Queued, since the page that wants it is still arriving.
        shell.two_wanted.connect(self.share, Qt.ConnectionType.QueuedConnection)
        self.shell = shell
        self._show_at_gate(shell)
        shell.go("today")
        if told := mended.in_words(journal):
            shell.say(told)
        self.meanwhile.take_up(self._folder, shell)
        from closeness_desktop.window.attachments import outside  # not before there is a journal

        self.worker.run(outside.clean_left_over, lambda _: None)

    def lock(self) -> None:
        """Save what is unsaved, drop every widget that holds text, close the journal, show the gate.

        Of a journal that is about to open, let it stay locked.
        """
        if self.journal is None:
            if isinstance(self.gate, UnlockPage):
                self.gate.give_up()
            return
        content = self._content
        going = content.hand_over() if content is not None and not self._asking else None
        if not self._left():
            return
        folder = self.journal.vault.folder
        self._locked_at = self._clock.wall().astimezone().strftime("%H:%M")
        over = self.guest.over if self.guest is not None else None
        self._forget_pages()
        self.meanwhile.begin(folder, going)
        if over is not None:
            self.meanwhile.wish("guided", after=over)
        self.show_unlock(folder)
        self.repaint()  # nothing to be seen any more, however long closing takes
        self._close_journal()

    def share(self, session: GuidedSession, id: str | None, unseen: Unseen | None) -> None:
        """Let two people have the window: everything of the journal but their session leaves it."""
        journal = self.journal
        if journal is None or not self._left():
            return
        from closeness_desktop.window.guest import GuestWindow

        self._forget_pages()
        self.autolock.start()
        guest = self.guest = GuestWindow(self.theme, self._clock, journal)
        guest.left.connect(self._taken_back)
        self._show_at_gate(guest)
        guest.begin(session, id, unseen)
        gc.collect()

    def _taken_back(self, wish: str) -> None:
        """The two are done: lock, and remember where the owner wants to go. Help needs no passphrase."""
        self.lock()
        if self.journal is None:
            self.meanwhile.wish("practice")
            if wish == "help":
                self.show_help()

    def _left(self) -> bool:
        """Save everything unsaved. When the disk refuses: whether the person wants to go on without."""
        content = self._content
        if content is None:
            return True
        if self._asking:  # by the quiet minutes or a signal, while the question is on the screen
            return False
        try:
            content.leave()
        except StorageError as error:
            self._asking = True
            go = unsaved.go_without(self, str(error))
            self._asking = False
            return go
        return True

    def _forget_pages(self) -> None:
        """Drop every page, what the worker was about to show, and what was copied. Everything unsaved was
        saved before."""
        self.autolock.stop()
        self.worker.forget()
        clipboard.forget()
        content, self.shell, self.guest = self._content, None, None
        if content is not None:
            content.hide()
            content.forget()
            QTimer.singleShot(0, self, _collect)  # once the widgets are deleted: what hung on them goes too

    def _close_journal(self) -> None:
        """Seal and close the journal; waits for work that is reading it just now."""
        journal, self.journal = self.journal, None
        if journal is not None:
            try:
                if self.sample.is_at(journal.vault.folder):
                    journal.close()  # it is gone soon, and nobody need remember it
                else:
                    opening.close_journal(journal, self._settings)
            except StorageError as error:  # everything was saved; the next opening checks it all
                logs.LOGGER.info("not sealed or not remembered: %s", type(error).__name__)
        gc.collect()

    def fail(self, error: BaseException) -> None:
        """Say what went wrong: the world's fault in its own sentence, ours with the place of its report."""
        sentence = str(error) if isinstance(error, KnownError) else logs.bug_sentence(error)
        if self._content is not None:
            self._content.say(sentence)
        elif self._welcome is not None:
            self._welcome.say(sentence)
        elif isinstance(self.gate, GateFrame):
            self.gate.say(sentence)

    # ------------------------------------------------------------------ the window itself

    def _lock_limit(self) -> float:
        """Seconds of quiet after which it locks; 0 for never."""
        if self.journal is None:
            return 0.0
        return 60.0 * float(self.journal.settings.get("lock_after", LOCK_AFTER_MINUTES))

    def _is_busy(self) -> bool:
        return self._content is not None and self._content.busy

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save, lock, and go; stay when the disk refuses the last words and the person wants to keep them."""
        if self.journal is not None:
            if not self._left():
                event.ignore()
                return
            self._forget_pages()
            self._close_journal()
        self.meanwhile.drop()
        if self._welcome is not None:
            self._welcome.abandon()
        placing.remember(self, self._settings)
        self.worker.stop()
        self.sample.remove()
        event.accept()
        self.closed.emit()


def _collect() -> None:
    gc.collect()
