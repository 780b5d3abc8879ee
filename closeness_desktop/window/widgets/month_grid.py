"""A month of days, walked by arrow keys: a table view, so that a screen reader says what each day holds."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.models.month_of_days import CELL, DayCell, MonthOfDays, days_of_month
from closeness_desktop.window.theme import tokens
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.chart_card import TableView

KEYS = (
    KeyHelp("Arrow keys", "Go from day to day, and on into the next month"),
    KeyHelp("PgUp or PgDown", "The month before or after"),
    KeyHelp("Shift+PgUp or Shift+PgDown", "The year before or after"),
    KeyHelp("Home or End", "The first or last day of the month"),
    KeyHelp("Return", "Read the day in the journal"),
)
"""What the keys do while the keyboard is in the month."""

_TALLEST, _GAP, _PAD = 84, 2, 7
"""Pixels of the design: a row at most, around a cell, and inside it."""
_WORDS_FROM = 62
"""Width of a cell, in pixels of the design, from which there is room for words."""


class MonthGrid(TableView):
    """`come_to` carries the date that the keyboard or a click came to, in whatever month it lies; `read` the
    one that was opened by Enter or a double click."""

    come_to = Signal(object)
    read = Signal(object)

    def __init__(self, theme: Theme, model: MonthOfDays, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Days of the month, one row a week", parent)
        self._theme, self._month = theme, model
        self.setModel(model)
        self.setItemDelegate(_DayDelegate(theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        across = self.horizontalHeader()
        across.setMinimumSectionSize(1)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        across.setSectionsClickable(False)
        self.verticalHeader().setMinimumSectionSize(1)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._read)
        model.modelReset.connect(self.fit)
        self.fit()

    def mark(self, day: dt.date) -> None:
        """Let this day be the current one, without saying that anybody came to it."""
        self.setCurrentIndex(self._month.cell(day))

    def marked(self) -> dt.date | None:
        """The current day, if it lies in the month."""
        return self._month.date(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See KEYS."""
        day, key = self.marked() or self._month.first, Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._read(self.currentIndex())
        elif event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif (to := self._by_key(day, key, event.modifiers())) is not None:
            self.come_to.emit(to)
        else:
            super().keyPressEvent(event)

    def _by_key(self, day: dt.date, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> dt.date | None:
        """The day to which a key leads; None for another key."""
        forward = -1 if self.isRightToLeft() else 1
        months = 12 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        steps = {
            Qt.Key.Key_Left: -forward,
            Qt.Key.Key_Right: forward,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
            Qt.Key.Key_Home: 1 - day.day,
            Qt.Key.Key_End: self._month.days - day.day,
        }
        if key in steps:
            return by_days(day, steps[key])
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return by_months(day, months if key == Qt.Key.Key_PageDown else -months)
        return None

    @Slot()
    def fit(self) -> None:
        """Let the rows share out the width they have, and the whole be as high as its rows."""
        metrics = QFontMetricsF(self._theme.ui_font(13))
        least = round(metrics.height()) + self._theme.px(2 * _PAD + 2 * _GAP)
        width = self.viewport().width() // 7
        names = (QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8))
        widest = max(metrics.horizontalAdvance(name) for name in names)
        self._month.set_narrow(widest + self._theme.px(14) > width)
        row = max(least, min(self._theme.px(_TALLEST), width * 4 // 5))
        self.verticalHeader().setDefaultSectionSize(row)
        head = self.horizontalHeader().sizeHint().height()
        rows = self.model().rowCount() if self.model() is not None else 0
        self.setFixedHeight(head + row * rows + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if (day := self._month.date(index)) is not None:
            self.come_to.emit(day)

    @Slot(QModelIndex)
    def _read(self, index: QModelIndex) -> None:
        if (day := self._month.date(index)) is not None:
            self.read.emit(day)


class _DayDelegate(QStyledItemDelegate):
    """A day: its number, where it lay on the field, and what it is called, where there is room."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one day."""
        cell = index.data(CELL)
        if not isinstance(cell, DayCell):
            return
        theme, px = self._theme, self._theme.px
        tile = QRectF(option.rect).adjusted(px(_GAP), px(_GAP), -px(_GAP), -px(_GAP))
        mood = cell.mood
        quadrant = tokens.quadrant_of(mood.pleasantness, mood.energy) if mood else None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, tile, cell, quadrant, option)
        inner = tile.adjusted(px(_PAD), px(_PAD), -px(_PAD), -px(_PAD))
        faint = cell.held is None and not cell.is_today
        font = theme.ui_font(13, QFont.Weight.Normal if faint else QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("ink-soft" if faint else "teal" if cell.is_today else "ink"))
        line = QFontMetricsF(font).height()
        if inner.width() - QFontMetricsF(font).horizontalAdvance("30") < px(18):
            painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, str(cell.day.day))
            if quadrant is not None:
                self._corner(painter, tile, quadrant)
            painter.restore()
            return
        leading = Qt.AlignmentFlag.AlignLeading
        painter.drawText(inner, leading | Qt.AlignmentFlag.AlignTop, str(cell.day.day))
        if quadrant is not None:
            side = min(px(16), line)
            left = inner.left() if option.widget.isRightToLeft() else inner.right() - side
            self._field(painter, QRectF(left, inner.top(), side, side), cell, quadrant)
        if tile.width() >= px(_WORDS_FROM) and inner.height() >= 2 * line:
            self._words(painter, inner, cell, line)
        painter.restore()

    def _ground(
        self,
        painter: QPainter,
        tile: QRectF,
        cell: DayCell,
        quadrant: tokens.Quadrant | None,
        option: QStyleOptionViewItem,
    ) -> None:
        """The tint of its quadrant, an outline where it holds something else, a ring where one is."""
        theme, px = self._theme, self._theme.px
        painter.setPen(Qt.PenStyle.NoPen if cell.held is None else QPen(theme.color("line"), 1))
        painter.setBrush(theme.tint(quadrant) if quadrant else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(tile, px(8), px(8))
        state: QStyle.StateFlag = option.state
        view = option.widget
        here = isinstance(view, MonthGrid) and view.marked() == cell.day
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        if here or over:
            focused = here and bool(view.hasFocus())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("teal" if here else "ink-soft"), 2 if focused else 1))
            painter.drawRoundedRect(tile, px(8), px(8))

    def _corner(self, painter: QPainter, tile: QRectF, quadrant: tokens.Quadrant) -> None:
        """A dot in the corner of the quadrant, where there is no room for more."""
        inset = self._theme.px(5)
        area = tile.adjusted(inset, inset, -inset, -inset)
        right, up = quadrant.endswith("-pleasant"), quadrant.startswith("lively")
        at = QPointF(area.right() if right else area.left(), area.top() if up else area.bottom())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(quadrant))
        radius = self._theme.px(2)
        painter.drawEllipse(at, radius, radius)

    def _field(self, painter: QPainter, square: QRectF, cell: DayCell, quadrant: tokens.Quadrant) -> None:
        """The field in small, with a dot where the day lay."""
        mood = cell.mood
        if mood is None:
            return
        dot = square.width() * 0.2
        reach = square.width() / 2 - dot
        at = square.center() + QPointF((mood.pleasantness or 0) * reach, -(mood.energy or 0) * reach)
        painter.setPen(QPen(self._theme.color(quadrant), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(quadrant))
        painter.drawEllipse(at, dot, dot)

    def _words(self, painter: QPainter, inner: QRectF, cell: DayCell, line: float) -> None:
        """The first title of the day, or else what was named on it: as much as one line holds."""
        words = cell.title or (", ".join(cell.mood.moods[:3]) if cell.mood else "")
        if not words:
            return
        font = self._theme.ui_font(13)
        painter.setFont(font)
        painter.setPen(self._theme.color("ink"))
        below = QRectF(inner.left(), inner.bottom() - line, inner.width(), line)
        plain = " ".join(words.split())
        shown = QFontMetricsF(font).elidedText(plain, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)


def by_days(day: dt.date, days: int) -> dt.date | None:
    """So many days later; None beyond the end of the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def by_months(day: dt.date, months: int) -> dt.date | None:
    """The same day so many months later, or the last one of a shorter month; None beyond the calendar."""
    number = day.year * 12 + day.month - 1 + months
    if not dt.MINYEAR <= number // 12 <= dt.MAXYEAR:
        return None
    first = dt.date(number // 12, number % 12 + 1, 1)
    return first.replace(day=min(day.day, days_of_month(first)))
