"""The people who appear in the journal, each a way to the entries they are in. Nobody is ranked or scored."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.records import Change, Person
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.circles import Circles
from closeness_desktop.window.widgets.empty_state import EmptyState
from closeness_desktop.window.widgets.labels import HeadingLabel, SoftLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

WIDEST = 760


class PeoplePage(Page):
    """Names in the order of the alphabet, with the number of entries they are in."""

    kinds = frozenset({"entry", "person"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(20)
        self._column.addWidget(TitleLabel("The people close to you"))
        self._card = Card()
        self._card.setMaximumWidth(context.theme.px(WIDEST))
        self._column.addWidget(self._card)
        self.names = LinkButton("Rename, merge or delete…")
        self.names.clicked.connect(partial(context.go, "names", part="people"))
        self._column.addWidget(self.names, 0, Qt.AlignmentFlag.AlignLeft)
        self._empty = EmptyState(
            context.theme,
            "Nobody here yet",
            "Write @ and a name in an entry, and that person appears here.",
            "Write something",
        )
        self._empty.acted.connect(lambda: context.go("journal", new=True))
        self._column.addWidget(self._empty, 1)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside, page=True))
        self._rows: list[PersonRow] = []

    def arrive(self, **where: object) -> None:
        """Show the people as they are now."""
        self._fill(self.context.journal.people.all())

    def refresh(self, change: Change) -> None:
        """Show them again when an entry or a person changed."""
        if self.isVisible():
            self.arrive()

    def forget(self) -> None:
        """Let go of every name."""
        self._fill([])

    def _fill(self, people: list[Person]) -> None:
        for row in self._rows:
            self._card.body.removeWidget(row)
            row.deleteLater()
        shown = sorted(
            (person for person in people if person.uses), key=lambda person: person.name.casefold()
        )
        self._rows = [PersonRow(self.context.theme, person) for person in shown]
        for row in self._rows:
            row.opened.connect(self._open)
            self._card.add(row)
        self._card.setVisible(bool(shown))
        self.names.setVisible(bool(shown))
        self._empty.setVisible(not shown)

    def _open(self, name: str) -> None:
        quoted = name.replace('"', "")
        self.context.go("journal", query=f'person:"{quoted}"')


class PersonRow(QWidget):
    """One person: the circles, the name, in how many entries, and a way there."""

    opened = Signal(str)

    def __init__(self, theme: Theme, person: Person) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(20)
        row.addWidget(Circles(theme, 0.4, diameter=36))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(HeadingLabel(person.name, wrap=True))
        counted = "in 1 entry" if person.uses == 1 else f"in {person.uses} entries"
        words.addWidget(SoftLabel(counted, wrap=True))
        row.addLayout(words, 1)
        button = QuietButton("Read")
        button.setAccessibleName(f"Read the entries with {person.name}")
        button.clicked.connect(lambda: self.opened.emit(person.name))
        row.addWidget(button)
