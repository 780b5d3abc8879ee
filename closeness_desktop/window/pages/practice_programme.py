"""A programme: a row of practices, one a day, in any order, and as slowly as one likes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.practice.format import Programme, ProgrammeDay
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.pages.practice_form import BackLink
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import (
    BodyLabel,
    HeadingLabel,
    LeadLabel,
    ReadingHeading,
    SoftLabel,
    TitleLabel,
)
from closeness_desktop.window.widgets.scroll import ScrollPage

Done = Mapping[str, str]
"""Day id → when it was done, in words."""


def next_day(programme: Programme, done: Done) -> ProgrammeDay | None:
    """The first day that was not done yet; None when all were."""
    return next((day for day in programme.days if day.id not in done), None)


def so_far(programme: Programme, done: Done) -> str:
    """How far one is, without hurry: "2 of 7 days", "7 days" before the first."""
    days = len(programme.days)
    met = sum(day.id in done for day in programme.days)
    return f"{met} of {days} days" if met else f"{days} days"


class ProgrammeCard(Card):
    """One programme to open."""

    opened = Signal(object)

    def __init__(self, theme: Theme, programme: Programme, done: Done) -> None:
        super().__init__()
        self.programme = programme
        self.body.setSpacing(8)
        following = next_day(programme, done)
        begun = bool(done) and following is not None
        then = f" · next: {following.title}" if begun and following else ""
        self.add(SoftLabel(f"Programme · {so_far(programme, done)}{then}", wrap=True))
        self.add(ReadingHeading(programme.title, wrap=True))
        self.add(LeadLabel(programme.summary, wrap=True))
        self.body.addStretch(1)
        self.open = LinkButton("Go on" if begun else "Open")
        self.open.setAccessibleName(f"{'Go on with' if begun else 'Open'} “{programme.title}”")
        self.open.clicked.connect(lambda: self.opened.emit(programme))
        self.add(flush(theme, self.open))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on it opens it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.programme)


class ProgrammeView(QWidget):
    """Its days. `day_wanted` carries the Programme and a ProgrammeDay; `undone` takes a day's mark away.

    `agreed` carries the Programme when the question before its first day is answered with yes.
    """

    day_wanted = Signal(object, object)
    undone = Signal(object, object)
    agreed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._programme: Programme | None = None
        self._next: ProgrammeDay | None = None
        self.back = BackLink(theme)
        self.back.clicked.connect(self.left)
        self.far = SoftLabel()
        self.title = TitleLabel()
        self.summary = LeadLabel(wrap=True)
        self.go_on = PrimaryButton("Begin")
        self.go_on.clicked.connect(self._go_on)
        self.coming = LeadLabel(wrap=True)
        self.question = Card()
        self.about = Card("What to expect")
        self.care = Card("Take care")
        self.days = Card("Days, in any order")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addLayout(flush(theme, self.back))
        for part in (self.far, self.title, self.summary):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.go_on)
        row.addWidget(self.coming, 1)
        column.addLayout(row)
        column.addSpacing(8)
        for card in (self.days, self.about, self.care, self.question):  # asked once the cautions were read
            column.addWidget(card)
        column.addStretch(1)
        self.scroller = ScrollPage(inside, page=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroller)

    def show_programme(self, programme: Programme, done: Done, *, agreed: bool) -> None:
        """Show its days. agreed: whether its question before the first day was answered with yes."""
        self._programme, self._next = programme, next_day(programme, done)
        self.far.setText(so_far(programme, done))
        self.title.setText(programme.title)
        self.summary.setText(programme.summary)
        asks = bool(programme.opt_in) and not agreed
        self.question.setVisible(asks)
        if asks:
            agree = QuietButton("Yes, show me the days")
            agree.clicked.connect(self._agree)
            asked = [BodyLabel(line, wrap=True) for line in programme.opt_in or ()]
            row = QWidget()
            FlowLayout(row).addWidget(agree)
            self.question.refill([*asked, row])
        if self._next is not None:
            word = "Go on" if done else "Begin"
            self.go_on.setText(word)
            self.go_on.setAccessibleName(f"{word}: {self._next.title}")
            self.coming.setText(self._next.title)
        self._offer_next(not asks)
        for card, lines in ((self.about, programme.expect), (self.care, programme.cautions)):
            card.refill(BodyLabel(line, wrap=True) for line in lines)
        self.days.refill(self._row(programme, day, done.get(day.id)) for day in programme.days)
        self.days.setVisible(not asks)

    def _offer_next(self, offered: bool) -> None:
        """Show the way on to the day that comes next, if there is one."""
        for part in (self.go_on, self.coming):
            part.setVisible(offered and self._next is not None)

    def forget(self) -> None:
        """Let go of which days were done."""
        self._programme = self._next = None
        self.coming.clear()
        self.days.refill(())

    def _row(self, programme: Programme, day: ProgrammeDay, done: str | None) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        column.addWidget(HeadingLabel(day.title, wrap=True))
        column.addWidget(LeadLabel(day.about, wrap=True))
        line = QWidget()
        flow = FlowLayout(line, 12)
        if done is not None:
            flow.addWidget(SoftLabel(f"Done on {done}"))
        again = LinkButton("Open" if done is None else "Open again")
        again.setAccessibleName(f"{again.text()}: {day.title}")
        again.clicked.connect(lambda: self.day_wanted.emit(programme, day))
        flow.addWidget(again)
        if done is not None:
            undo = LinkButton("Not done after all")
            undo.setAccessibleName(f"Not done after all: {day.title}")
            undo.clicked.connect(lambda: self.undone.emit(programme, day))
            flow.addWidget(undo)
        column.addWidget(line)
        return row

    @Slot()
    def _go_on(self) -> None:
        if self._programme is not None and self._next is not None:
            self.day_wanted.emit(self._programme, self._next)

    def take_focus(self) -> None:
        """Let the keyboard begin at the day that comes next."""
        (self.back if self.go_on.isHidden() else self.go_on).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _agree(self) -> None:
        self.agreed.emit(self._programme)
        self.question.hide()
        self.days.show()
        self._offer_next(True)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
