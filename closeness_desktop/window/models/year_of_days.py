"""A year of days as a table of weeks: seven rows, Monday first, one column a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from closeness_desktop import trends
from closeness_desktop.window.models.dates import in_words
from closeness_desktop.window.theme.tokens import QUADRANT_WORDS, quadrant_of
from closeness_desktop.window.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
DAY = Qt.ItemDataRole.UserRole
"""The role that holds a cell's `trends.Day`, or None for a day on which nothing was named."""
WRITTEN = DAY + 1
"""The role that says whether a cell's day is known to hold anything."""
WEEKS = 53


class YearOfDays(QAbstractTableModel):
    """The last 53 weeks up to a day, or the days of a calendar year. Cells before the first day and after the
    last one are empty and cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._until = dt.date.min
        self._since = self._first = dt.date.min
        self._weeks = WEEKS
        self._days: dict[dt.date, trends.Day] = {}
        self._held: Mapping[dt.date, str] = {}

    def show(
        self,
        days: Sequence[trends.Day],
        until: dt.date,
        *,
        since: dt.date | None = None,
        held: Mapping[dt.date, str] | None = None,
    ) -> None:
        """Show the year that ends on `until`; with `since`, what lies between.

        held: what days hold besides feelings, in words.
        """
        self.beginResetModel()
        self._until = until
        last = trends.start_of(until, "week")
        first = last - dt.timedelta(weeks=WEEKS - 1)
        self._first = first if since is None else trends.start_of(since, "week")
        self._since = since or self._first
        self._weeks = (last - self._first).days // 7 + 1
        self._days = {day.day: day for day in days}
        self._held = held or {}
        self.endResetModel()

    def date(self, index: Index) -> dt.date | None:
        """The date of a cell; None before the first and after the last day."""
        if not index.isValid():
            return None
        number = self._first.toordinal() + 7 * index.column() + index.row()
        return (
            dt.date.fromordinal(number)
            if self._since.toordinal() <= number <= self._until.toordinal()
            else None
        )

    def cell(self, day: dt.date) -> QModelIndex:
        """The cell of a date; an invalid one outside of what is shown."""
        if not self._since <= day <= self._until:
            return QModelIndex()
        return self.index(day.weekday(), (day - self._first).days // 7)

    def month_starts(self) -> dict[int, str]:
        """Short month names by the column in which each month begins."""
        locale = QLocale()
        found = {}
        for column in range(self._weeks if self._days or self._held else 0):
            last = self._first + dt.timedelta(days=7 * column + 6)
            if last.day <= 7 and self._since <= last.replace(day=1) <= self._until:
                found[column] = locale.standaloneMonthName(last.month, QLocale.FormatType.ShortFormat)
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else 7

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else self._weeks

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Days to come are not there to be chosen."""
        return super().flags(index) if self.date(index) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """No text is drawn; what a day holds is in the tooltip and what a screen reader says."""
        if (date := self.date(index)) is None:
            return None
        day = self._days.get(date)
        if role == DAY:
            return day
        if role == WRITTEN:
            return day is not None or date in self._held
        held = f"{self._held[date]}; " if date in self._held else ""
        words = f"{in_words(date)}: {held}{moods_in_words(day)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(words)
        return words if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Weekdays down the side, Mondays along the top; said, not drawn."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return QLocale().standaloneDayName(section + 1)
        return in_words(self._first + dt.timedelta(weeks=section))


def moods_in_words(day: trends.Day | None) -> str:
    """The moods named on a day, at most four, and where they lie on the field."""
    if day is None:
        return "nothing named"
    named = ", ".join(day.moods[:4]) + (" and more" if len(day.moods) > 4 else "")
    quadrant = quadrant_of(day.pleasantness, day.energy)
    return f"{named} ({QUADRANT_WORDS[quadrant]})" if quadrant else named
