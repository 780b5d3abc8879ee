"""The page that asks for the passphrase, or for the recovery key when the passphrase is lost."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from closeness_desktop import logs, opening, paths
from closeness_desktop.clock import Clock
from closeness_desktop.errors import KnownError, WrongKeyError
from closeness_desktop.window.gate.frame import GateFrame, centred_text, column_of
from closeness_desktop.window.gate.new_passphrase import NewPassphrase
from closeness_desktop.window.platform import file_dialogs
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import LeadLabel, SoftLabel
from closeness_desktop.window.widgets.passphrase_field import PassphraseField
from closeness_desktop.window.worker import Worker

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal

WRONG = "That passphrase does not open this journal. Nothing is lost: try again."
WRONG_KEY = "That recovery key does not belong to this journal."
MISSING = "There is no journal at {place} now. If it lies on a stick or another disk, connect that first."
SET_AND_OPEN = "Set it and open"


class UnlockPage(GateFrame):
    """`opened` carries the open Journal, `another_wanted` a folder; `welcome_wanted` leads to the first, and
    `help_wanted` to the help page."""

    opened = Signal(object)
    another_wanted = Signal(str)
    welcome_wanted = Signal()
    help_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        worker: Worker,
        folder: Path,
        seen: Mapping[str, int],
        clock: Clock,
        *,
        since: str = "",
        hint: str = "",
    ) -> None:
        """seen: seal counters met on this computer, by journal id. since: local time of the last lock, or "".

        hint: a line for the sample journal.
        """
        super().__init__(theme, "Welcome back", _name(folder) + (f" · locked since {since}" if since else ""))
        self._worker, self._folder, self._seen, self._clock = worker, folder, seen, clock
        self._much_memory = False
        self._at_work = False
        self.field = PassphraseField(theme)
        self.field.edit.setPlaceholderText("Passphrase")
        self.field.submitted.connect(self.unlock)
        self.field.edit.textEdited.connect(self._get_ready, Qt.ConnectionType.SingleShotConnection)
        self.unlock_button = PrimaryButton("Unlock")
        self.unlock_button.clicked.connect(self.unlock)
        self._ask = column_of(self.field, self.unlock_button)
        if hint:
            self.add(centred_text(SoftLabel(hint, wrap=True)))
        self.going_on = centred_text(LeadLabel(wrap=True))
        self.going_on.hide()
        self.add(self.going_on)
        self.add(self._ask)
        self.recovery = RecoveryForm(theme, worker)
        self.recovery.submitted.connect(self.recover)
        self.recovery.hide()
        self.add(self.recovery)
        self.column.addSpacing(4)
        self.add(self._links())
        self.finish()
        self.setFocusProxy(self.field)
        if not paths.looks_like_journal(folder):
            self.say(MISSING.format(place=paths.shown(folder)))

    def _links(self) -> QWidget:
        links = QWidget()
        row = FlowLayout(links, 16, centred=True)
        self.recovery_link = LinkButton("Use recovery key")
        self.recovery_link.clicked.connect(self._switch)
        other = LinkButton("Open another")
        other.setAccessibleName("Open another journal")
        other.clicked.connect(self._choose_other)
        first = LinkButton("Make a new one")
        first.clicked.connect(self.welcome_wanted)
        self.help_link = LinkButton("Help")
        self.help_link.clicked.connect(self.help_wanted)
        for link in (self.recovery_link, other, first, self.help_link):
            row.addWidget(link)
        return links

    def _get_ready(self) -> None:
        """Load the vault's libraries while the passphrase is typed."""
        self._worker.run(opening.get_ready, lambda _: None)

    @Slot(str)
    def tell(self, line: str) -> None:
        """Show one line about a session that goes on while the journal is locked."""
        self.going_on.setText(line)
        self.going_on.setVisible(bool(line))

    def unlock(self) -> None:
        """Try the passphrase, off the window's thread."""
        if self._at_work or not self.field.text():
            return
        self._work("Unlocking…")
        self._worker.run(
            partial(
                opening.open_journal,
                self._folder,
                self.field.text(),
                self._seen,
                clock=self._clock,
                allow_much_memory=self._much_memory,
            ),
            self._succeeded,
            self._failed,
            opening.let_go,
        )

    def recover(self) -> None:
        """Try the recovery key, and set the new passphrase with it."""
        if self._at_work:
            return
        self._work("Opening…")
        self._worker.run(
            partial(
                opening.open_with_recovery_key,
                self._folder,
                self.recovery.key.text(),
                self.recovery.passphrase.text(),
                self._seen,
                clock=self._clock,
            ),
            self._succeeded,
            self._failed,
            opening.let_go,
        )

    def _work(self, word: str) -> None:
        self._at_work = True
        self.say("")
        self.unlock_button.setText(word)
        self.recovery.button.setText(word)
        for part in (self._ask, self.recovery):
            part.setEnabled(False)

    def _rest(self) -> None:
        self._at_work = False
        self.unlock_button.setText("Unlock")
        self.recovery.button.setText(SET_AND_OPEN)
        for part in (self._ask, self.recovery):
            part.setEnabled(True)

    def _succeeded(self, journal: Journal) -> None:
        if not isValid(self):
            journal.close()
            return
        self.forget()
        self.opened.emit(journal)

    def _failed(self, error: BaseException) -> None:
        if not isValid(self):
            return
        from closeness_desktop.vault import MuchMemoryError

        self._rest()
        if isinstance(error, WrongKeyError):
            self.say(WRONG if self.recovery.isHidden() else WRONG_KEY)
            self.field.edit.selectAll()
        elif isinstance(error, MuchMemoryError):
            self._much_memory = True
            self.say(f"{error} To go on all the same, unlock once more.")
        elif isinstance(error, KnownError):
            self.say(str(error))
        else:
            self.say(logs.bug_sentence(error))
        (self.field if self.recovery.isHidden() else self.recovery.key).setFocus()

    def _switch(self) -> None:
        with_key = self.recovery.isHidden()
        self.recovery.setVisible(with_key)
        self._ask.setVisible(not with_key)
        self.recovery_link.setText("Use the passphrase" if with_key else "Use recovery key")
        self.say("")
        (self.recovery.key if with_key else self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_other(self) -> None:
        folder = file_dialogs.choose_folder(self, "Choose the folder of a journal", self._folder.parent)
        if folder is None:
            return
        if paths.looks_like_journal(folder):
            self.another_wanted.emit(str(folder))
        else:
            self.say("There is no journal in that folder. Its name usually ends in “.closeness”.")

    def give_up(self) -> None:
        """Let the journal stay locked, if it is about to open."""
        if self._at_work:
            self._worker.forget()
            self._rest()
            (self.field if self.recovery.isHidden() else self.recovery.key).setFocus()

    def forget(self) -> None:
        """Let go of what was typed."""
        self.field.clear()
        self.recovery.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up an unlock that is under way."""
        if event.key() == Qt.Key.Key_Escape and self._at_work:
            self.give_up()
        else:
            super().keyPressEvent(event)


class RecoveryForm(QWidget):
    """The recovery key and a new passphrase, typed twice."""

    submitted = Signal()

    def __init__(self, theme: Theme, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = QLineEdit()
        self.key.setPlaceholderText("Recovery key, for example abcd-efgh-…")
        self.key.setAccessibleName("Recovery key")
        self.passphrase = NewPassphrase(theme, worker)
        self.button = PrimaryButton(SET_AND_OPEN)
        self.button.setEnabled(False)
        self.key.textChanged.connect(self._look)
        self.passphrase.changed.connect(self._look)
        self.button.clicked.connect(self.submitted)
        for enter in (self.key.returnPressed, self.passphrase.submitted):
            enter.connect(self.button.click)  # which does nothing while the button is disabled
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.key, self.passphrase, self.button):
            column.addWidget(part)

    def _look(self) -> None:
        self.button.setEnabled(bool(self.key.text().strip()) and self.passphrase.acceptable)

    def forget(self) -> None:
        """Let go of what was typed."""
        self.key.setText("")
        self.passphrase.forget()


def _name(folder: Path) -> str:
    """A journal's name is its folder's, without the ending."""
    return folder.name.removesuffix(".closeness")
