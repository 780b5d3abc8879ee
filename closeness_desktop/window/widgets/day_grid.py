"""Days as small squares, a week in a row: where each day lay on the field, by colour, place and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.theme import tokens
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.labels import plain_tip

Index = QModelIndex | QPersistentModelIndex
WEEK = 7
_CELL = 28


@dataclass(frozen=True, slots=True)
class DayMood:
    """One day: what was named on it, and where the day lay on the field (−1..1; None when nothing did)."""

    day: dt.date
    words: tuple[str, ...] = ()
    pleasantness: float | None = None
    energy: float | None = None

    def sentence(self) -> str:
        """The day in words."""
        date = date_text(self.day, "dddd, d MMMM")
        quadrant = tokens.quadrant_of(self.pleasantness, self.energy)
        if not self.words:
            return f"{date}: nothing named"
        return f"{date}: {', '.join(self.words)}" + (
            f" ({tokens.QUADRANT_WORDS[quadrant]})" if quadrant else ""
        )


class _DayModel(QAbstractTableModel):
    """The days, seven to a row."""

    def __init__(self) -> None:
        super().__init__()
        self.days: tuple[DayMood, ...] = ()

    def show_days(self, days: Sequence[DayMood]) -> None:
        """Show other days."""
        self.beginResetModel()
        self.days = tuple(days)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """Weeks."""
        return 0 if parent.isValid() else -(-len(self.days) // WEEK)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        """Days of a week."""
        return 0 if parent.isValid() else WEEK

    def day(self, index: Index) -> DayMood | None:
        """The day in a cell; None where a row goes on after the last day."""
        number = index.row() * WEEK + index.column()
        return self.days[number] if index.isValid() and number < len(self.days) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says, to a tooltip and to a screen reader."""
        day = self.day(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(day.sentence())
        return day.sentence() if role == Qt.ItemDataRole.AccessibleTextRole else None


class _DayDelegate(QStyledItemDelegate):
    """Draws a day as a tiny field: the tint of its quadrant, and a dot where the day lay."""

    def __init__(self, theme: Theme, model: _DayModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        day = self._model.day(index)
        if day is None:
            return
        theme, px = self._theme, self._theme.px
        rect = option.rect
        square = QRectF(rect).adjusted(px(2), px(2), -px(2), -px(2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        quadrant = tokens.quadrant_of(day.pleasantness, day.energy)
        painter.setPen(QPen(theme.color("line"), 1) if quadrant is None else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if quadrant is None else theme.tint(quadrant))
        if quadrant is None and day.words:
            painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(square, px(5), px(5))
        if quadrant is not None:
            reach = square.width() / 2 - px(7)
            at = square.center() + QPointF((day.pleasantness or 0) * reach, -(day.energy or 0) * reach)
            painter.setBrush(theme.color(quadrant))
            painter.drawEllipse(at, px(5), px(5))
        state = option.state
        if state & QStyle.StateFlag.State_HasFocus or state & QStyle.StateFlag.State_MouseOver:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(theme.color("teal" if focused else "ink-soft"), 2 if focused else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square, px(5), px(5))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A square."""
        return QSize(self._theme.px(_CELL), self._theme.px(_CELL))


class DayGrid(QTableView):
    """`opened` carries the day that was pressed; `told` the sentence of the day under pointer or keyboard,
    empty for none. Arrow keys walk from day to day."""

    opened = Signal(object)
    told = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days = _DayModel()
        self._delegate = _DayDelegate(theme, self._days)
        self.setModel(self._days)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.entered.connect(self._tell)
        self.viewportEntered.connect(self._tell_current)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)
        theme.changed.connect(self._fit)

    def set_days(self, days: Sequence[DayMood]) -> None:
        """Show these days, oldest first, a row for every seven."""
        self._days.show_days(days)
        self._fit()

    def days(self) -> tuple[DayMood, ...]:
        """The days shown."""
        return self._days.days

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the day that the keyboard came to."""
        super().currentChanged(current, previous)
        self._tell(current)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went: tell the day of the keyboard again."""
        super().leaveEvent(event)
        self._tell_current()

    @Slot(QModelIndex)
    def _tell(self, index: Index) -> None:
        day = self._days.day(index)
        self.told.emit(day.sentence() if day else "")

    @Slot()
    def _tell_current(self) -> None:
        self._tell(self.currentIndex() if self.hasFocus() else QModelIndex())

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if (day := self._days.day(index)) and day.words:
            self.opened.emit(day.day)

    @Slot()
    def _fit(self) -> None:
        side = self._theme.px(_CELL)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setDefaultSectionSize(side)
        self.setFixedSize(side * WEEK + 2, side * self._days.rowCount() + 2)
