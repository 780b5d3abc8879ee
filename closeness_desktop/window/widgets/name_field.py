"""Whom it is about: a name, typed or taken from those known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout

SHOWN = 8
"""How many names stand there to be chosen; all are offered while typing."""

LONGEST = 100


class NameField(QWidget):
    """`changed` comes when the name does. names: those known, most used first."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName("A name")
        self.line.setPlaceholderText("A name, or what you call them")
        if names:
            completer = QCompleter(list(names), self.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.line.setCompleter(completer)
        self.line.textChanged.connect(self._typed)
        self.chips = [Chip(theme, known, checkable=True) for known in names[:SHOWN]]
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(row, gap=8)
        for chip in self.chips:
            chip.clicked.connect(self._taken)
            flow.addWidget(chip)
        row.setVisible(bool(self.chips))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.line)
        column.addWidget(row)

    def name(self) -> str:
        """The name; "" for none."""
        return " ".join(self.line.text().split())

    def set_name(self, name: str) -> None:
        """Show a name; tells nobody."""
        before = self.blockSignals(True)
        self.line.setText(name)
        self.blockSignals(before)

    def take_focus(self) -> None:
        """Go to the line."""
        self.line.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(str)
    def _typed(self, _text: str) -> None:
        for chip in self.chips:
            chip.setChecked(chip.word == self.name())
        self.changed.emit()

    @Slot()
    def _taken(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.line.setText(chip.word if chip.isChecked() else "")
