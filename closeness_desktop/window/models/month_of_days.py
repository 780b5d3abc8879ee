"""A month as a table of weeks, one row a week: what each day holds, for the eye and for the ear."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from closeness_desktop import trends
from closeness_desktop.records import DayHeld, EntryKind
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.models.year_of_days import moods_in_words
from closeness_desktop.window.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
"""The role that holds a cell's DayCell; None outside of the month."""
WEEK = 7

_KINDS: dict[EntryKind, tuple[str, str]] = {
    "entry": ("entry", "entries"),
    "check-in": ("check-in", "check-ins"),
    "practice-note": ("note on a practice", "notes on practices"),
    "worksheet": ("sheet", "sheets"),
}


@dataclass(frozen=True)
class DayCell:
    """One day of the month. title: of its first entry that has one."""

    day: dt.date
    held: DayHeld | None = None
    mood: trends.Day | None = None
    title: str = ""
    is_today: bool = False

    def sentence(self) -> str:
        """All that the day holds, said."""
        today = ", today" if self.is_today else ""
        date = date_text(self.day, "dddd, d MMMM yyyy")
        if self.held is None:
            return f"{date}{today}: nothing"
        named = f"; {moods_in_words(self.mood)}" if self.mood else ""
        title = f"; “{self.title}”" if self.title else ""
        return f"{date}{today}: {held_in_words(self.held)}{named}{title}"


@dataclass(frozen=True)
class Month:
    """first: its first day. Days that hold nothing are in none of the rest."""

    first: dt.date
    today: dt.date
    held: Mapping[dt.date, DayHeld] = field(default_factory=dict)
    moods: Mapping[dt.date, trends.Day] = field(default_factory=dict)
    titles: Mapping[dt.date, str] = field(default_factory=dict)


class MonthOfDays(QAbstractTableModel):
    """Four to six weeks; the week begins as it does where the person lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._month = Month(dt.date.min, dt.date.min)
        self._form = QLocale.FormatType.ShortFormat

    def set_narrow(self, narrow: bool) -> None:
        """Call the days of the week by one letter, or by a few."""
        form = QLocale.FormatType.NarrowFormat if narrow else QLocale.FormatType.ShortFormat
        if form != self._form:
            self._form = form
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, WEEK - 1)

    def show(self, month: Month) -> None:
        """Show another month, or the same anew."""
        self.beginResetModel()
        self._month = month
        self.endResetModel()

    @property
    def first(self) -> dt.date:
        """The first day of the month."""
        return self._month.first

    @property
    def days(self) -> int:
        """How many days the month has."""
        return days_of_month(self._month.first)

    def date(self, index: Index) -> dt.date | None:
        """The date of a cell; None outside of the month."""
        number = index.row() * WEEK + index.column() - self._lead()
        if not index.isValid() or not 0 <= number < self.days:
            return None
        return self._month.first + dt.timedelta(days=number)

    def cell(self, day: dt.date) -> QModelIndex:
        """The cell of a date; an invalid one outside of the month."""
        if (day.year, day.month) != (self._month.first.year, self._month.first.month):
            return QModelIndex()
        number = day.day - 1 + self._lead()
        return self.index(number // WEEK, number % WEEK)

    def day(self, day: dt.date) -> DayCell:
        """What is known of a date."""
        month = self._month
        return DayCell(
            day, month.held.get(day), month.moods.get(day), month.titles.get(day, ""), day == month.today
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else -(-(self.days + self._lead()) // WEEK)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else WEEK

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What lies outside of the month cannot be chosen."""
        return super().flags(index) if self.date(index) is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Cells are drawn by their view; what a day holds is in the tooltip and what a screen reader says."""
        if (date := self.date(index)) is None:
            return None
        cell = self.day(date)
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.sentence())
        return cell.sentence() if role == Qt.ItemDataRole.AccessibleTextRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The days of the week: short above a column, in full for the ear."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        day = (section + QLocale().firstDayOfWeek().value - 1) % WEEK + 1
        if role == Qt.ItemDataRole.DisplayRole:
            return QLocale().standaloneDayName(day, self._form)
        return QLocale().standaloneDayName(day) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _lead(self) -> int:
        """Empty cells before the first day."""
        return (self._month.first.isoweekday() - QLocale().firstDayOfWeek().value) % WEEK


def held_in_words(held: DayHeld) -> str:
    """What a day holds, counted: "2 entries, 1 check-in, with a star"."""
    counted = [
        f"{count} {words[count != 1]}"
        for kind, words in _KINDS.items()
        if (count := held.counts.get(kind, 0))
    ]
    return ", ".join([*counted, *(["with a star"] if held.starred else [])])


def days_of_month(day: dt.date) -> int:
    """How many days the month of a day has."""
    following = dt.date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < dt.MAXYEAR else None
    return 31 if following is None else (following - day.replace(day=1)).days
