"""What the page of every practice is laid out in: what it is, cards in one or two columns, and a foot that
is always at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.pages.setup_fields import Hairline
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton
from closeness_desktop.window.widgets.labels import LeadLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import NARROW_MARGIN, ROOMY, WIDE_MARGIN, ScrollPage
from closeness_desktop.window.widgets.tab_order import follow_layout

SIDE_BY_SIDE = 900
"""Width in pixels of the design from which the cards stand in two columns."""


class BackLink(LinkButton):
    """Leads back to all practices; its arrow has the colours of the theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("All practices")
        self._theme = theme
        theme.changed.connect(self._tint)
        self._tint()

    @Slot()
    def _tint(self) -> None:
        side = self._theme.px(14)
        self.setIcon(self._theme.icon("arrow-left", "teal", 14))
        self.setIconSize(QSize(side, side))


class PracticeForm(QWidget):
    """`left` goes back to all practices. What lies on it, its own kinds of page say with `_lay_out`."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.back = BackLink(theme)
        self.back.clicked.connect(self.left)
        self.title = TitleLabel()
        self.summary = LeadLabel(wrap=True)
        self.begin = PrimaryButton("Begin")
        self.outline = LeadLabel(wrap=True)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(16)
        self._sides = (QVBoxLayout(), QVBoxLayout())
        for side in self._sides:
            side.setSpacing(16)
            self._columns.addLayout(side, 1)
        self._foot = QHBoxLayout()

    def _lay_out(self, head: Sequence[QWidget]) -> None:
        """head: what stands between the way back and the cards."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addLayout(flush(self._theme, self.back))
        for part in head:
            column.addWidget(part)
        column.addSpacing(8)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._foot.setSpacing(16)
        self._foot.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop)
        self._foot.addWidget(self.outline, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.scroller = ScrollPage(inside, page=True)
        whole.addWidget(self.scroller, 1)
        whole.addWidget(Hairline(self._theme))
        whole.addLayout(self._foot)  # below what scrolls, so that it is always at hand

    def _arrange(self, first: Sequence[QWidget], second: Sequence[QWidget]) -> None:
        """Put cards into the two columns; in one column the second follows the first."""
        for side, cards in zip(self._sides, (first, second), strict=True):
            while side.takeAt(0) is not None:
                pass  # a card that stays is taken up again by its next column
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
        follow_layout(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room, and the margins of the page above."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(SIDE_BY_SIDE)
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        side = WIDE_MARGIN if self.width() >= ROOMY else NARROW_MARGIN
        self._foot.setContentsMargins(side, 16, side, 20)
