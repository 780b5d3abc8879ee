"""The head of the calendar: which month or year is shown, and the ways to another one."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QWidget

from closeness_desktop.window.models.month_of_days import days_of_month
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton, QuietButton
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import TitleLabel


class CalendarHead(QWidget):
    """`gone_by` carries −1 or 1, for the month or year before or after; `now_wanted` asks for today;
    `changed` comes when the other of month and year is chosen."""

    gone_by = Signal(int)
    now_wanted = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = TitleLabel()
        self.before = IconButton(theme, "chevron-left", "Earlier")
        self.after = IconButton(theme, "chevron-right", "Later")
        self.before.clicked.connect(lambda: self.gone_by.emit(-1))
        self.after.clicked.connect(lambda: self.gone_by.emit(1))
        self.now = QuietButton("Today")
        self.now.clicked.connect(self.now_wanted)
        self.month = Chip(theme, "Month", checkable=True)
        self.year = Chip(theme, "Year", checkable=True)
        self._chips = QButtonGroup(self)
        for chip in (self.month, self.year):
            self._chips.addButton(chip)
            chip.clicked.connect(self.changed)
        self.month.setChecked(True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.title, 1)
        tools = QWidget()
        flow = FlowLayout(tools, gap=8)
        for each in (self.before, self.after, self.now, self.month, self.year):
            flow.addWidget(each)
        self._row.addWidget(tools)

    @property
    def by_month(self) -> bool:
        """Whether a month is shown, not a year."""
        return self.month.isChecked()

    def bounds(self, day: dt.date) -> tuple[dt.date, dt.date]:
        """The first and the last day of the month, or the year, that holds a day."""
        if self.by_month:
            return day.replace(day=1), day.replace(day=days_of_month(day))
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)

    def show_day(self, day: dt.date) -> None:
        """Name the month or the year that holds a day."""
        month = f"{QLocale().standaloneMonthName(day.month)} {day.year}"
        self.title.setText(month if self.by_month else str(day.year))
        what = "month" if self.by_month else "year"
        self.before.set_name(f"Earlier {what}")
        self.after.set_name(f"Later {what}")

    def fit(self, *, roomy: bool) -> None:
        """Stand in one row where there is room, else below each other."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if roomy else ways.TopToBottom)
