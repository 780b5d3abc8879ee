"""One deleted entry in the trash, and the plain question before something goes for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.records import TrashLine
from closeness_desktop.window.models.dates import in_words
from closeness_desktop.window.pages.today_cards import shortened
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, ReadingHeading, ReadingLabel, SoftLabel

LONGEST_READ = 20_000
"""Characters of an entry that are shown here at most; a label that holds more is slow."""


class Ask(QWidget):
    """A question in place, with what is asked for second: Enter alone lets nothing go."""

    agreed = Signal()
    declined = Signal()

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.question = BodyLabel(question, wrap=True)
        self.no, self.yes = QuietButton(no), QuietButton(yes)
        self.no.clicked.connect(self.declined)
        self.yes.clicked.connect(self.agreed)
        self.no.setAccessibleDescription(question)
        row = QWidget()
        flow = FlowLayout(row, 12)
        flow.addWidget(self.no)
        flow.addWidget(self.yes)
        column.addWidget(self.question)
        column.addWidget(row)

    def take_focus(self) -> None:
        """Begin with what changes nothing."""
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)


class TrashCard(Card):
    """back_wanted and gone_wanted carry the TrashLine."""

    back_wanted = Signal(object)
    gone_wanted = Signal(object)

    def __init__(self, line: TrashLine, deleted: str, goes: str, read: Callable[[str], str]) -> None:
        """deleted, goes: the days in words. read: gives the whole text of an entry by its id."""
        super().__init__()
        self._line, self._read = line, read
        entry = line.line
        written = in_words(dt.date.fromisoformat(entry.at.day))
        about = f"“{shortened(entry.title)}”" if entry.title.strip() else f"the entry of {written}"
        self.setAccessibleName(f"{about[:1].upper()}{about[1:]}")
        self.body.setSpacing(4)
        if entry.title.strip():
            self.add(ReadingHeading(entry.title, wrap=True))
        words = ", ".join(feeling.name for feeling in entry.feelings)
        self.add(SoftLabel(" · ".join(filter(None, (written, words))), wrap=True))
        self.text = ReadingLabel(shortened(entry.excerpt), wrap=True)
        self.text.setVisible(bool(self.text.text()))
        self.add(self.text)
        self.add(SoftLabel(f"Deleted on {deleted} · goes on {goes}", wrap=True))
        self.bring_back = QuietButton("Bring back")
        self.bring_back.setAccessibleName(f"Bring back {about}")
        self.bring_back.clicked.connect(lambda: self.back_wanted.emit(self._line))
        self.read = LinkButton("Read it all")
        self.read.setAccessibleName(f"Read all of {about}")
        self.read.clicked.connect(self._show_all)
        self.read.setVisible(self.text.text() != entry.excerpt)
        self.let_go = LinkButton("Delete for good…")
        self.let_go.setAccessibleName(f"Delete {about} for good")
        self.let_go.clicked.connect(self._ask)
        self._row = QWidget()
        flow = FlowLayout(self._row, 16)
        for button in (self.bring_back, self.read, self.let_go):
            flow.addWidget(button)
        self.body.addSpacing(6)
        self.add(self._row)
        self.ask = Ask(f"Delete {about} for good?", "Delete for good", "Keep it")
        self.ask.agreed.connect(lambda: self.gone_wanted.emit(self._line))
        self.ask.declined.connect(self._decline)
        self.ask.hide()
        self.add(self.ask)

    @Slot()
    def _show_all(self) -> None:
        text = self._read(self._line.line.id)
        self.text.setText(text if len(text) <= LONGEST_READ else f"{text[:LONGEST_READ]}…")
        self.read.hide()
        self.bring_back.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask(self) -> None:
        self._row.hide()
        self.ask.show()
        self.ask.take_focus()

    @Slot()
    def _decline(self) -> None:
        self.ask.hide()
        self._row.show()
        self.let_go.setFocus(Qt.FocusReason.OtherFocusReason)
