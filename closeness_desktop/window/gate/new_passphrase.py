"""Choosing a passphrase: typed twice, with a plain word about its strength and about losing it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.labels import HintLabel
from closeness_desktop.window.widgets.passphrase_field import PassphraseField
from closeness_desktop.window.worker import Worker


class NewPassphrase(QWidget):
    """`changed` whenever `acceptable` may have: both the same, and strong, or weak on purpose.

    `submitted` on Enter in the second line.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, theme: Theme, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = PassphraseField(theme, "New passphrase", worker=worker)
        self.first.edit.setPlaceholderText("A new passphrase: several words are best")
        self.again = PassphraseField(theme, "The same passphrase again")
        self.again.edit.setPlaceholderText("The same once more")
        self._differ = HintLabel("The two are not the same yet.", wrap=True)
        self._differ.hide()
        self.anyway = QCheckBox("Use it although it is weak")
        self.anyway.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.first, self.again, self._differ, self.anyway):
            column.addWidget(part)
        for field in (self.first, self.again):
            field.edited.connect(self._look)
        self.first.measured.connect(self._look)
        self.again.submitted.connect(self.submitted)
        self.anyway.toggled.connect(self._look)

    @property
    def acceptable(self) -> bool:
        """Whether it can be used: not empty, typed twice the same, and strong or wanted although weak."""
        same = bool(self.first.text()) and self.first.text() == self.again.text()
        return same and (self.first.strong or self.anyway.isChecked())

    def text(self) -> str:
        """The passphrase."""
        return self.first.text()

    def forget(self) -> None:
        """Let go of what was typed."""
        self.first.clear()
        self.again.clear()
        self.anyway.setChecked(False)

    def _look(self) -> None:
        again = self.again.text()
        self._differ.setVisible(bool(again) and not self.first.text().startswith(again))
        self.anyway.setVisible(self.first.score is not None and not self.first.strong)
        self.changed.emit()
