"""A year of days as a table of weeks: seven rows, Monday first, one column a week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from closeness_desktop import trends
from closeness_desktop.window.models.dates import in_words
from closeness_desktop.window.theme.tokens import QUADRANT_WORDS, quadrant_of
from closeness_desktop.window.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
DAY = Qt.ItemDataRole.UserRole
"""The role that holds a cell's `trends.Day`, or None for a day on which nothing was named."""
WEEKS = 53


class YearOfDays(QAbstractTableModel):
    """The last 53 weeks up to a day. Cells after that day are empty and cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._until = dt.date.min
        self._first = dt.date.min
        self._days: dict[dt.date, trends.Day] = {}

    def show(self, days: Sequence[trends.Day], until: dt.date) -> None:
        """Show the year that ends on `until`."""
        self.beginResetModel()
        self._until = until
        self._first = trends.start_of(until, "week") - dt.timedelta(weeks=WEEKS - 1)
        self._days = {day.day: day for day in days}
        self.endResetModel()

    def date(self, index: Index) -> dt.date | None:
        """The date of a cell; None after the last day."""
        day = self._first + dt.timedelta(days=7 * index.column() + index.row())
        return day if index.isValid() and day <= self._until else None

    def month_starts(self) -> dict[int, str]:
        """Short month names by the column in which each month begins."""
        locale = QLocale()
        found = {}
        for column in range(WEEKS if self._days else 0):
            last = self._first + dt.timedelta(days=7 * column + 6)
            if last.day <= 7:
                found[column] = locale.standaloneMonthName(last.month, QLocale.FormatType.ShortFormat)
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else 7

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else WEEKS

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
        words = f"{in_words(date)}: {moods_in_words(day)}"
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
