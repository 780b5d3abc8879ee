"""Making a journal: its name, its place, its passphrase, and what is lost if that is lost."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid

from closeness_desktop import logs, opening, paths
from closeness_desktop.clock import Clock
from closeness_desktop.errors import KnownError
from closeness_desktop.window.gate.frame import GateFrame, column_of
from closeness_desktop.window.gate.new_passphrase import NewPassphrase
from closeness_desktop.window.platform import file_dialogs, places
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.labels import HintLabel, SoftLabel
from closeness_desktop.window.worker import Worker

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal

_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]')  # characters that some file system refuses in a name
LOST = (
    "Your passphrase is the only key. Nobody can send you a new one: if you lose it, and the recovery key "
    "that comes next, everything in the journal is lost for good."
)


class MakePage(GateFrame):
    """`made` carries the open, empty Journal; `back` leads to the first page."""

    made = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme, worker: Worker, clock: Clock) -> None:
        super().__init__(theme, "Your own journal", "Encrypted on this computer, readable to you alone.")
        self._worker, self._clock = worker, clock
        self._parent = paths.data_folder()
        self.name = QLineEdit("My journal")
        self.name.setAccessibleName("Name of the journal")
        self.name.setMaxLength(80)
        self.name.textChanged.connect(self._look)
        self._where = SoftLabel("", wrap=True)
        move = LinkButton("Choose another place")
        move.clicked.connect(self._choose_place)
        self._warning = HintLabel("", wrap=True)
        self.passphrase = NewPassphrase(theme, worker)
        self.passphrase.changed.connect(self._look)
        self.passphrase.submitted.connect(self.make)
        self.make_button = PrimaryButton("Make my journal")
        self.make_button.clicked.connect(self.make)
        cancel = QuietButton("Back")
        cancel.clicked.connect(self.back)
        row = QHBoxLayout(buttons := QWidget())
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        row.addWidget(cancel)
        row.addWidget(self.make_button, 1)
        place = column_of(self.name, self._where, move, spacing=4)
        lost = SoftLabel(LOST, wrap=True)
        self.form = column_of(place, self._warning, self.passphrase, lost, buttons, spacing=12)
        self.add(self.form)
        self.finish()
        self._look()
        self.setFocusProxy(self.name)

    @property
    def folder(self) -> Path:
        """Where the journal will lie."""
        name = _UNFIT.sub(" ", self.name.text()).strip(" .") or "My journal"
        return self._parent / f"{name}.closeness"

    def _look(self) -> None:
        self._where.setText(f"in {paths.shown(self._parent)}")
        warning = places.warning(self.folder)
        self._warning.setText(warning or "")
        self._warning.setVisible(warning is not None)
        self.make_button.setEnabled(self.passphrase.acceptable)

    def _choose_place(self) -> None:
        chosen = file_dialogs.choose_folder(self, "Choose a place for the journal", Path.home())
        if chosen is not None:
            self._parent = chosen
            self._look()

    def make(self) -> None:
        """Make it, off the window's thread: deriving a key takes about a second."""
        if not self.make_button.isEnabled():
            return
        self.say("")
        self.form.setEnabled(False)
        self.make_button.setText("Making it…")
        self._worker.run(
            partial(opening.make_journal, self.folder, self.passphrase.text(), clock=self._clock),
            self._succeeded,
            self._failed,
            opening.let_go,
        )

    def _succeeded(self, journal: Journal) -> None:
        if not isValid(self):
            journal.close()
            return
        self.passphrase.forget()
        self.made.emit(journal)

    def _failed(self, error: BaseException) -> None:
        if not isValid(self):
            return
        self.form.setEnabled(True)
        self.make_button.setText("Make my journal")
        self.say(str(error) if isinstance(error, KnownError) else logs.bug_sentence(error))
