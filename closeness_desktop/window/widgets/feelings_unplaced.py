"""Feeling words that have no place on the field, as a row of chips below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.feeling_word import STRENGTHS
from closeness_desktop.window.widgets.flow_layout import FlowLayout


class UnplacedRow(QWidget):
    """`toggled` carries the name of the word that was pressed."""

    toggled = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: dict[str, Chip] = {}
        self._flow = FlowLayout(self, gap=8)

    def show_words(self, names: Sequence[str], strengths: Mapping[str, int]) -> None:
        """Show these. strengths: name → 1 to 3 for chosen ones. Chips that stay keep the keyboard's focus."""
        for name in self._chips.keys() - set(names):
            chip = self._chips.pop(name)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        for name in names:
            chip = self._chips.get(name) or self._make(name)
            strength = strengths.get(name, 0)
            chip.setChecked(strength > 0)
            chip.set_dots(strength)
            chip.setAccessibleDescription(STRENGTHS[strength - 1] if strength else "")
        self.setVisible(bool(names))

    def _make(self, name: str) -> Chip:
        chip = Chip(self._theme, name.replace("'", "’"), checkable=True)
        chip.clicked.connect(self._clicked)
        self._chips[name] = chip
        self._flow.addWidget(chip)
        return chip

    @Slot()
    def _clicked(self) -> None:
        name = next((name for name, chip in self._chips.items() if chip is self.sender()), "")
        if name:
            self.toggled.emit(name)
