"""The cards of the Practice page: one for each practice, and one of what was sat lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QDate, QLocale, QSize, Qt, QTime, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.clock import local_time
from closeness_desktop.practice import outline, words
from closeness_desktop.practice.format import THEMES, Practice
from closeness_desktop.records import Session
from closeness_desktop.window.context import Context
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.circles import Circles
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import (
    BodyLabel,
    HeadingLabel,
    LeadLabel,
    ReadingHeading,
    SoftLabel,
)

CARD_WIDTH = 300
"""Least width of a card, in pixels of the design; up to three stand side by side."""


class OneCircle(QWidget):
    """The teal circle alone: a practice for one. Two circles are a practice for two."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        side = theme.px(16)
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the left circle of a pair."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(0.7)
        painter.setBrush(self._theme.color("teal"))
        painter.drawEllipse(self.rect())
        painter.end()


class PracticeCard(Card):
    """One practice to open. reviewed: whether it came with the program."""

    opened = Signal(object)

    def __init__(self, theme: Theme, practice: Practice, *, reviewed: bool = True) -> None:
        super().__init__()
        self.practice = practice
        top = QHBoxLayout()
        about = (THEMES[practice.theme], outline.length(practice), "" if reviewed else "from a file")
        top.addWidget(SoftLabel(" · ".join(filter(None, about)), wrap=True), 1)
        circles = OneCircle(theme) if practice.people == 1 else Circles(theme, 0.4, diameter=16)
        top.addWidget(circles, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(8)
        self.add(top)
        self.add(ReadingHeading(practice.title, wrap=True))
        self.add(LeadLabel(practice.summary, wrap=True))
        self.body.addStretch(1)
        self.open = LinkButton("Open")
        self.open.setAccessibleName(f"Open “{practice.title}”")
        self.open.clicked.connect(lambda: self.opened.emit(practice))
        self.add(flush(theme, self.open))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on it opens it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.practice)


class CardGrid(QWidget):
    """Cards side by side, one to three in a row; those hidden leave no gap."""

    def __init__(self, theme: Theme, cards: Sequence[Card]) -> None:
        super().__init__()
        self._theme, self._cards = theme, list(cards)
        self._arranged: tuple[int, list[Card]] = (0, [])
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        for card in self._cards:
            card.setParent(self)  # first: a card that is shown without one would be a window for a moment
            card.show()
        self._arrange()

    def show_only(self, passes: Callable[[Card], bool]) -> bool:
        """Show the cards that pass; whether there is any."""
        shown = [card for card in self._cards if passes(card)]
        for card in self._cards:
            if card.isHidden() == (card in shown):  # showing what is shown would still cost a layout each
                card.setVisible(card in shown)
        self._arrange()
        return bool(shown)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one card, however many stand side by side, so that it shrinks with its window."""
        narrowest = max((card.minimumSizeHint().width() for card in self._cards), default=0)
        return QSize(narrowest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put them in as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, min(3, self.width() // self._theme.px(CARD_WIDTH)))
        shown = [card for card in self._cards if not card.isHidden()]
        if (columns, shown) == self._arranged:
            return
        self._arranged = columns, shown
        for card in self._cards:
            self._grid.removeWidget(card)
        for number, card in enumerate(shown):
            self._grid.addWidget(card, number // columns, number % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


class RecentSittings(Card):
    """What was sat lately: when, what, how long and how it ended. No sums, no streaks."""

    def __init__(self, context: Context, more: Callable[[], None]) -> None:
        super().__init__("Lately")
        self._context = context
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.add(self._rows)
        self.more = LinkButton("Show more")
        self.more.clicked.connect(more)
        self.add(flush(context.theme, self.more))

    def fill(self, sessions: list[Session], entries: dict[str, str], more: bool) -> None:
        """Show these; `entries` holds the entry written about a session, both by id."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        columns = [self._row(session, entries.get(session.id)) for session in sessions]
        for column in zip(*columns, strict=True):  # what stands above one another begins alike
            widest = max(label.sizeHint().width() for label in column)
            for label in column:
                label.setMinimumWidth(widest)
        self.more.setVisible(more)
        self.setVisible(bool(sessions))

    def _row(self, session: Session, entry: str | None) -> tuple[QWidget, QWidget]:
        """Add one sitting; returns its first two labels."""
        row = QWidget()
        flow = FlowLayout(row, 12)
        began, title = (
            LeadLabel(when(session)),
            HeadingLabel(self._context.practices.catalogue.title_of(session.practice)),
        )
        flow.addWidget(began)
        flow.addWidget(title)
        sat = BodyLabel(f"{words.clock(session.done)} · {words.ENDS[session.ended]}")
        sat.setAccessibleName(f"{words.length(session.done)}, {words.ENDS[session.ended]}")
        flow.addWidget(sat)
        link = LinkButton("Write about it" if entry is None else "Read what you wrote")
        link.setAccessibleName(f"{link.text()}: {title.text()}, {when(session)}")
        if entry is None:
            link.clicked.connect(lambda: self._context.go("journal", new=True, session=session.id))
        else:
            link.clicked.connect(lambda: self._context.go("journal", entry=entry))
        flow.addWidget(link)
        self._rows.addWidget(row)
        return began, title


def when(session: Session) -> str:
    """The day and time at which it began, as the person's desktop writes them."""
    began = local_time(session.started)
    locale = QLocale()
    day = locale.toString(QDate(began.year, began.month, began.day), "ddd d MMM yyyy")
    return f"{day}, {locale.toString(QTime(began.hour, began.minute), QLocale.FormatType.ShortFormat)}"


def flush(theme: Theme, link: LinkButton) -> QHBoxLayout:
    """A row in which a link's words, not the room for its focus frame, begin at the edge."""
    row = QHBoxLayout()
    row.setContentsMargins(-2 - theme.px(2), 0, 0, 0)
    row.addWidget(link)
    row.addStretch(1)
    return row
