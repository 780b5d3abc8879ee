"""Choosing among practices: by theme, for how many people, how long, and by a word."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from closeness_desktop.practice.format import THEMES, Practice, Programme, Theme
from closeness_desktop.window.theme.theme import Theme as Looks
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout

PEOPLE = {"For one": 1, "For two": 2}
LENGTHS = {"Up to 5 min": 5, "Up to 10 min": 10}
"""Chips and the most minutes that a practice chosen by them takes, at its shortest."""


class PracticeFilter(QWidget):
    """`changed` when it lets other practices pass. Theme, people and length must all fit.

    Programmes are shown when everything is, and when they are what is looked for. `entered` when Enter is
    pressed behind a word.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, looks: Looks, beside: QWidget) -> None:
        """beside: what stands beside the words to look for."""
        super().__init__()
        self._days = False
        self._alone = False
        self._theme: Theme | None = None
        self._people: int | None = None
        self._minutes: int | None = None
        self.everything = Chip(looks, "All", checkable=True)
        self.themes = {theme: Chip(looks, words, checkable=True) for theme, words in THEMES.items()}
        self.people = {number: Chip(looks, words, checkable=True) for words, number in PEOPLE.items()}
        self.lengths = {most: Chip(looks, words, checkable=True) for words, most in LENGTHS.items()}
        self.programmes = Chip(looks, "Programmes", checkable=True)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Find a practice")
        self.words.setAccessibleName("Find a practice")
        self.words.setClearButtonEnabled(True)
        for cross in self.words.findChildren(QToolButton):
            cross.setAccessibleName("Clear")
        self.words.setMinimumWidth(min(320, looks.px(240)))
        self.words.setMaximumWidth(looks.px(320))
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words.textChanged.connect(self.changed)
        self.words.returnPressed.connect(self._enter)
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
        self.programmes.clicked.connect(self.show_programmes)
        row.addWidget(self.programmes)
        top = FlowLayout(gap=20)
        top.addWidget(self.words)
        top.addWidget(beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(chips)
        self._look()

    @property
    def idle(self) -> bool:
        """Whether everything passes."""
        return not (self._chosen or self._days or self.words.text().strip())

    @property
    def _chosen(self) -> bool:
        return bool(self._theme or self._people or self._minutes)

    @Slot()
    def show_all(self) -> None:
        """Let everything pass again."""
        self._theme = self._people = self._minutes = None
        self._days = False
        self.words.clear()
        self._look()
        self.changed.emit()

    @Slot(bool)
    def show_programmes(self, on: bool = True) -> None:
        """Show programmes only, or practices again."""
        self._theme = self._people = self._minutes = None
        self._days = on
        self._look()
        self.changed.emit()

    def show_alone(self) -> None:
        """Let only those for one person pass, until `end_alone`, or until something else is chosen."""
        self.words.clear()
        self._theme = self._minutes = None
        self._set(people=1)
        self._alone = True

    def end_alone(self) -> None:
        """Let everything pass again, if what passes was not chosen here."""
        if self._alone:
            self.show_all()

    def choose(self, theme: Theme | None) -> None:
        """Let one theme pass, or all."""
        self._theme, self._days = theme, False
        self._look()
        self.changed.emit()

    def _set(self, people: int | None = None, minutes: int | None = None) -> None:
        self._days = False
        if people is not None:
            self._people = people or None
        if minutes is not None:
            self._minutes = minutes or None
        self._look()
        self.changed.emit()

    def passes(self, practice: Practice, least: float | None) -> bool:
        """Whether a practice fits. least: its shortest time in minutes, None when it takes one's own time."""
        if self._days:
            return False
        if self._theme not in (None, practice.theme) or self._people not in (None, practice.people):
            return False
        if self._minutes is not None and least is not None and least > self._minutes:
            return False
        return self._says(f"{practice.title} {practice.summary} {THEMES[practice.theme]}")

    def passes_programme(self, programme: Programme) -> bool:
        """Whether a programme is shown: it fits the words, and nothing is chosen that only practices have."""
        return not self._chosen and self._says(f"{programme.title} {programme.summary} programme")

    @Slot()
    def _enter(self) -> None:
        if self.words.text().strip():
            self.entered.emit()

    def _says(self, about: str) -> bool:
        return all(word in about.casefold() for word in self.words.text().casefold().split())

    def _look(self) -> None:
        self._alone = False
        for theme, chip in self.themes.items():
            chip.setChecked(theme == self._theme)
        for number, chip in self.people.items():
            chip.setChecked(number == self._people)
        for most, chip in self.lengths.items():
            chip.setChecked(most == self._minutes)
        self.programmes.setChecked(self._days)
        self.everything.setChecked(not (self._chosen or self._days))
