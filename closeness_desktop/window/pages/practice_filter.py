"""Choosing among practices: by theme, for how many people, how long, and by a word."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from closeness_desktop.practice.format import THEMES, Practice, Theme
from closeness_desktop.window.theme.theme import Theme as Looks
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout

PEOPLE = {"For one": 1, "For two": 2}
LENGTHS = {"Up to 5 min": 5, "Up to 10 min": 10}
"""Chips and the most minutes that a practice chosen by them takes, at its shortest."""


class PracticeFilter(QWidget):
    """`changed` when it lets other practices pass. Theme, people and length must all fit."""

    changed = Signal()

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._theme: Theme | None = None
        self._people: int | None = None
        self._minutes: int | None = None
        self.everything = Chip(looks, "All", checkable=True)
        self.themes = {theme: Chip(looks, words, checkable=True) for theme, words in THEMES.items()}
        self.people = {number: Chip(looks, words, checkable=True) for words, number in PEOPLE.items()}
        self.lengths = {most: Chip(looks, words, checkable=True) for words, most in LENGTHS.items()}
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find a practice")
        self.words.setAccessibleName("Find a practice")
        self.words.setClearButtonEnabled(True)
        for cross in self.words.findChildren(QToolButton):
            cross.setAccessibleName("Clear")
        self.words.setMaximumWidth(looks.px(320))
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words.textChanged.connect(self.changed)
        self.everything.clicked.connect(self.show_all)
        chips = QWidget()
        row = FlowLayout(chips)
        row.addWidget(self.everything)
        for theme, chip in self.themes.items():
            chip.clicked.connect(lambda on, theme=theme: self.choose(theme if on else None))
            row.addWidget(chip)
        for number, chip in self.people.items():
            chip.clicked.connect(lambda on, number=number: self._set(people=number if on else 0))
            row.addWidget(chip)
        for most, chip in self.lengths.items():
            chip.clicked.connect(lambda on, most=most: self._set(minutes=most if on else 0))
            row.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(chips)
        self._look()

    @property
    def idle(self) -> bool:
        """Whether everything passes."""
        return not (self._theme or self._people or self._minutes or self.words.text().strip())

    @Slot()
    def show_all(self) -> None:
        """Let everything pass again."""
        self._theme = self._people = self._minutes = None
        self.words.clear()
        self._look()
        self.changed.emit()

    def show_alone(self) -> None:
        """Let only those for one person pass."""
        self.words.clear()
        self._theme = self._minutes = None
        self._set(people=1)

    def choose(self, theme: Theme | None) -> None:
        """Let one theme pass, or all."""
        self._theme = theme
        self._look()
        self.changed.emit()

    def _set(self, people: int | None = None, minutes: int | None = None) -> None:
        if people is not None:
            self._people = people or None
        if minutes is not None:
            self._minutes = minutes or None
        self._look()
        self.changed.emit()

    def passes(self, practice: Practice, least: float | None) -> bool:
        """Whether a practice fits. least: its shortest time in minutes, None when it takes one's own time."""
        if self._theme not in (None, practice.theme) or self._people not in (None, practice.people):
            return False
        if self._minutes is not None and least is not None and least > self._minutes:
            return False
        about = f"{practice.title} {practice.summary} {THEMES[practice.theme]}".casefold()
        return all(word in about for word in self.words.text().casefold().split())

    def _look(self) -> None:
        for theme, chip in self.themes.items():
            chip.setChecked(theme == self._theme)
        for number, chip in self.people.items():
            chip.setChecked(number == self._people)
        for most, chip in self.lengths.items():
            chip.setChecked(most == self._minutes)
        self.everything.setChecked(not (self._theme or self._people or self._minutes))
