"""Trends: what was named over a stretch of days. Facts only: what went together in the notes, never why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop import trends
from closeness_desktop.records import Change
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.trend_table import Table
from closeness_desktop.window.models.year_of_days import YearOfDays
from closeness_desktop.window.pages import trends_tables as tables
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.trends_look import YEAR, Look, look
from closeness_desktop.window.widgets.chart_card import ChartCard
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.empty_state import EmptyState
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import TitleLabel
from closeness_desktop.window.widgets.legend import FieldLegend
from closeness_desktop.window.widgets.mood_bars import MoodBars
from closeness_desktop.window.widgets.scroll import ScrollPage
from closeness_desktop.window.widgets.share_bars import ShareBars
from closeness_desktop.window.widgets.year_grid import YearGrid

if TYPE_CHECKING:
    from closeness_desktop.window.widgets.day_chart import DayChart

RANGES: dict[str, tuple[int | None, str]] = {
    "30 d": (30, "The last 30 days"),
    "60 d": (60, "The last 60 days"),
    "1 y": (365, "The last year"),
    "All": (None, "All your days"),
}
"""Chip → how many days back, None for all, and the title of the page."""
SPOKEN = {"30 d": "30 days", "60 d": "60 days", "1 y": "One year", "All": "All days"}
NARROW = 700
"""Pixels of the design below which everything stands in one column."""
INLINE = 1200
"""Days up to which the figures are worked out where they are asked for: some twenty milliseconds."""
MOST_BARS, MOST_SMALL = 8, 6
MOST_NAMED = "The most named"


class TrendsPage(Page):
    """Pleasantness day by day, moods by how often they were named, and a year of days."""

    kinds = frozenset({"entry", "feeling"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._look: Look | None = None
        self._asked = 0
        self._chart: DayChart | None = None
        self._year = YearOfDays(self)
        self.title = TitleLabel()
        self.chips = {name: Chip(theme, name, checkable=True) for name in RANGES}
        self._group = QButtonGroup(self)
        chips = QWidget()
        flow = FlowLayout(chips, gap=6)
        for name, chip in self.chips.items():
            chip.setAccessibleName(SPOKEN[name])
            self._group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(self._show)
        self.chips["60 d"].setChecked(True)
        self.days_card = ChartCard(theme, "Pleasantness, day by day")
        self.moods_card = ChartCard(theme, "Moods named, on how many days")
        self.shares_card = ChartCard(theme, "Moods over time")
        self.year_card = ChartCard(theme, "A year of days")
        self._days_room = QWidget()
        QVBoxLayout(self._days_room).setContentsMargins(0, 0, 0, 0)
        self.days_card.set_chart(self._days_room, 1)
        self.bars = MoodBars(theme)
        self.bars.chosen.connect(self._open_mood)
        self.moods_card.set_chart(self.bars, 1)
        self._build_shares()
        self._build_year()
        self._empty = EmptyState(
            theme,
            "Nothing to look back on yet",
            "Name what you feel now and then, and your days appear here.",
            "Name what you feel",
        )
        self._empty.acted.connect(lambda: context.go("today"))
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(chips)
        self._grid = QGridLayout()
        self._grid.setSpacing(18)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(18)
        column.addLayout(self._head)
        column.addLayout(self._grid)
        column.addWidget(self._empty, 1)
        column.addStretch(1)
        self._column = column
        self._cards = (self.days_card, self.moods_card, self.shares_card, self.year_card)
        for card in self._cards:
            card.opened.connect(self._open)
        self._narrow: bool | None = None
        self._arrange()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside, page=True))

    def arrive(self, **where: object) -> None:
        """Show the days as they are now."""
        self._show()

    def refresh(self, change: Change) -> None:
        """Show them again when an entry or a feeling changed."""
        if self.isVisible():
            self._show()

    def forget(self) -> None:
        """Let go of every figure and name."""
        self._asked += 1
        self._look = None
        self._year.show([], dt.date.min + YEAR)
        self.bars.show_moods([], 0)
        for card in self._cards:
            card.show_table(Table(), "")
        if self._chart is not None:
            self._chart.show_picture(None)
        self._clear_small()
        self._choice.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column when it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def chosen(self) -> str:
        """The range that is shown, by the words on its chip."""
        return next(name for name, chip in self.chips.items() if chip.isChecked())

    def _build_shares(self) -> None:
        self._choice = QComboBox()
        self._choice.setAccessibleName("Which mood over time")
        self._choice.activated.connect(self._draw_shares)
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._shares_room = QWidget()
        self._small: list[ShareBars] = []
        self._small_grid = QGridLayout(self._shares_room)
        self._small_grid.setContentsMargins(0, 0, 0, 0)
        self._small_grid.setHorizontalSpacing(28)
        self._small_grid.setVerticalSpacing(16)
        self.shares_card.set_chart(self._shares_room)

    def _build_year(self) -> None:
        theme = self.context.theme
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.year = YearGrid(theme, self._year)
        self.year.opened.connect(self._open_day)
        column.addWidget(self.year)
        column.addWidget(FieldLegend(theme))
        self.year_card.set_chart(room)

    @Slot()
    def _show(self) -> None:
        """Work out the range that is chosen; on the worker when it is long."""
        journal = self.context.journal
        until = dt.date.fromisoformat(journal.now().day)
        length, title = RANGES[self.chosen]
        first = journal.entries.first_day()
        since = min(first or until, until) if length is None else until - dt.timedelta(days=length - 1)
        self.title.setText(title)
        self._asked += 1
        asked = self._asked

        def done(found: Look) -> None:
            if asked == self._asked:
                self._draw(found)

        work: Callable[[], Look] = lambda: look(journal, since, until)  # noqa: E731
        if (until - since).days <= INLINE:
            done(work())
        else:
            self.context.worker.run(work, done)

    def _draw(self, found: Look) -> None:
        self._look = found
        self._empty.setVisible(not found.ever)
        self.days_card.setVisible(found.ever)
        self.moods_card.setVisible(found.ever and found.enough)
        self.shares_card.setVisible(found.ever and found.enough)
        self.year_card.setVisible(found.ever and bool(found.year))
        for chip in self.chips.values():
            chip.setVisible(found.ever)
        self._arrange()
        if not found.ever:
            return
        self._draw_days(found)
        top = found.summary.moods[:MOST_BARS]
        self.bars.show_moods(
            [(mood, found.quadrants.get(mood.name)) for mood in top], found.summary.days_logged
        )
        self.moods_card.show_table(tables.moods_table(found), "")
        self._fill_choice(found)
        self._draw_shares()
        self._year.show(found.year, found.until)
        self.year_card.show_table(tables.year_table(found), "")

    def _draw_days(self, found: Look) -> None:
        # pyqtgraph and numpy come with this import: only when a chart is first shown
        from closeness_desktop.window.widgets.day_chart import DayChart, Picture

        if self._chart is None:
            self._chart = DayChart(self.context.theme)
            self._chart.opened.connect(self._open_day)
            room = self._days_room.layout()
            if room is not None:
                room.addWidget(self._chart)
        self._chart.show_picture(Picture(found.days, found.line, found.band, found.since, found.until))
        self.days_card.show_table(tables.days_table(found), tables.days_caption(found))

    def _fill_choice(self, found: Look) -> None:
        before = self._choice.currentText()
        self._choice.clear()
        self._choice.addItems([MOST_NAMED, *(mood.name for mood in found.summary.moods)])
        self._choice.setCurrentIndex(max(0, self._choice.findText(before)))

    @Slot()
    def _draw_shares(self) -> None:
        if (found := self._look) is None:
            return
        every = [mood.name for mood in found.summary.moods]
        names = every[:MOST_SMALL] if self._choice.currentIndex() <= 0 else [self._choice.currentText()]
        labels = [tables.bucket_label(bucket.start, found.summary.by) for bucket in found.summary.buckets]
        self._clear_small()
        for name in names:
            series = trends.shares(found.summary, name)
            quadrant = found.quadrants.get(name)
            small = ShareBars(self.context.theme, name, series, labels, quadrant, large=len(names) == 1)
            small.chosen.connect(self._open_share)
            self._small.append(small)
        self._arrange_small()
        self.shares_card.show_table(tables.shares_table(found, names), tables.shares_caption(found))

    def _clear_small(self) -> None:
        for small in self._small:
            self._small_grid.removeWidget(small)
            small.hide()
            small.deleteLater()
        self._small = []

    def _arrange(self) -> None:
        """Two columns where there is room for them, else one; small charts by their number."""
        narrow = self.width() < self.context.theme.px(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            for card in self._cards:
                self._grid.removeWidget(card)
            self._head.setDirection(
                QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
            )
            self._place_choice(narrow)
            side = 20 if narrow else 44
            self._column.setContentsMargins(side, 32, side, 32)
            spots = ((0, 0, 1), (1, 0, 1), (2, 0, 1), (3, 0, 1)) if narrow else (
                (0, 0, 1), (0, 1, 1), (1, 0, 2), (2, 0, 2))  # fmt: skip
            for card, (row, place, span) in zip(self._cards, spots, strict=True):
                self._grid.addWidget(card, row, place, 1, span)
            self._grid.setColumnStretch(0, 5)
            self._grid.setColumnStretch(1, 0 if narrow else 2)
        alone = not narrow and self.moods_card.isHidden()  # then nothing stands beside the first card
        self._grid.removeWidget(self.days_card)
        self._grid.addWidget(self.days_card, 0, 0, 1, 2 if alone else 1)
        self._arrange_small()

    def _place_choice(self, narrow: bool) -> None:
        """The choice of a mood beside the heading, or below it where there is no room beside it."""
        card = self.shares_card
        for layout in (card.top, card.body):
            layout.removeWidget(self._choice)
        if narrow:
            card.body.insertWidget(1, self._choice, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            card.top.insertWidget(1, self._choice)
        middle = Qt.AlignmentFlag.AlignTop if narrow else Qt.AlignmentFlag.AlignVCenter
        card.top.setAlignment(card.switch, middle)

    def _arrange_small(self) -> None:
        room = self.width() - 2 * self.context.theme.px(66)
        across = max(1, min(3, len(self._small), room // self.context.theme.px(250)))
        for place, small in enumerate(self._small):
            self._small_grid.addWidget(small, place // across, place % across)
        for column in range(3):
            self._small_grid.setColumnStretch(column, 1 if column < across else 0)

    @Slot(str)
    def _open(self, query: str) -> None:
        self.context.go("journal", query=query)

    @Slot(object)
    def _open_day(self, day: dt.date) -> None:
        self._open(tables.day_query(day))

    @Slot(str)
    def _open_mood(self, name: str) -> None:
        if self._look is not None:
            self._open(tables.mood_query(name, self._look.since, self._look.until))

    @Slot(object)
    def _open_share(self, share: trends.Share) -> None:
        small = self.sender()
        if self._look is not None and isinstance(small, ShareBars):
            end = min(tables.bucket_end(share.start, self._look.summary.by), self._look.until)
            self._open(tables.mood_query(small.name, max(share.start, self._look.since), end))
