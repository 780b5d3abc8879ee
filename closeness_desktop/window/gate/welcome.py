"""The first run: make a journal, open one that is there, or look at the sample first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from closeness_desktop import paths, vault
from closeness_desktop.clock import Clock
from closeness_desktop.journal import Journal
from closeness_desktop.window.gate.frame import GateFrame, centred_text
from closeness_desktop.window.gate.make import MakePage
from closeness_desktop.window.gate.recovery_key import RecoveryKeyPage
from closeness_desktop.window.platform import file_dialogs
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.labels import SoftLabel
from closeness_desktop.window.worker import Worker

NEVER = "No account, no network, no reading along. What you write stays on this computer, encrypted."


class WelcomePage(QStackedWidget):
    """`made` carries an open new Journal; `open_wanted` a folder; the other two carry nothing."""

    made = Signal(object)
    open_wanted = Signal(str)
    sample_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, theme: Theme, worker: Worker, clock: Clock) -> None:
        super().__init__()
        self._theme, self._worker, self._clock = theme, worker, clock
        self._journal: Journal | None = None
        self.choose = _ChoosePage(theme)
        self.choose.make_button.clicked.connect(self.show_make)
        self.choose.open_button.clicked.connect(self._choose_folder)
        self.choose.sample_button.clicked.connect(self._want_sample)
        self.choose.help_link.clicked.connect(self.help_wanted)
        self.addWidget(self.choose)
        self.setFocusProxy(self.choose)

    def show_make(self) -> None:
        """Go on to name, place and passphrase."""
        page = MakePage(self._theme, self._worker, self._clock)
        page.back.connect(self._back)
        page.made.connect(self.show_key)
        self._show(page)

    def show_key(self, journal: Journal) -> None:
        """Offer a recovery key for the journal just made, before it is handed over."""
        self._journal = journal
        page = RecoveryKeyPage(self._theme, journal.vault)
        page.done.connect(self._hand_over)
        self._show(page)

    def _hand_over(self) -> None:
        journal, self._journal = self._journal, None
        if journal is not None:
            self.made.emit(journal)

    def abandon(self) -> None:
        """Close the journal that was just made, if the person leaves before it was shown."""
        journal, self._journal = self._journal, None
        if journal is not None:
            journal.close()

    def say(self, sentence: str) -> None:
        """Answer in one sentence on the page shown."""
        shown = self.currentWidget()
        if isinstance(shown, GateFrame):
            shown.setEnabled(True)
            shown.say(sentence)

    def _back(self) -> None:
        self._show(None)

    def _show(self, page: QWidget | None) -> None:
        shown = self.currentWidget()
        if page is not None:
            self.addWidget(page)
        self.setCurrentWidget(page or self.choose)
        self.setFocusProxy(page or self.choose)
        (page or self.choose).setFocus()
        if shown is not self.choose and shown is not None:
            self.removeWidget(shown)
            shown.deleteLater()

    def _choose_folder(self) -> None:
        folder = file_dialogs.choose_folder(self, "Choose the folder of a journal", paths.data_folder())
        if folder is None:
            return
        if vault.is_journal(folder):
            self.open_wanted.emit(str(folder))
        else:
            self.say("There is no journal in that folder. Its name usually ends in “.closeness”.")

    def _want_sample(self) -> None:
        self.choose.say("Filling a sample journal…")
        self.choose.setEnabled(False)
        self.sample_wanted.emit()


class _ChoosePage(GateFrame):
    """Three ways to begin."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "A quiet place to be honest", NEVER)
        self.make_button = PrimaryButton("Make my journal")
        self.open_button = QuietButton("Open a journal")
        self.sample_button = QuietButton("Look at a sample first")
        for button in (self.make_button, self.open_button, self.sample_button):
            self.add(button)
        self.add(
            centred_text(SoftLabel("The sample is made up, and thrown away when you close it.", wrap=True))
        )
        self.help_link = LinkButton("Help")
        self.add(self.help_link, centred=True)
        self.finish()
        self.setFocusProxy(self.make_button)
