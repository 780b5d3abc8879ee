"""A year of days as a field of small squares: a table view, so that arrow keys and screen readers walk it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from closeness_desktop import trends
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.models.year_of_days import DAY, WRITTEN, YearOfDays
from closeness_desktop.window.theme import tokens
from closeness_desktop.window.theme.theme import Theme

SMALLEST, LARGEST = 11, 20
"""Pixels of the design from one square to the next."""


KEYS = (
    KeyHelp("Arrow keys", "Walk from day to day"),
    KeyHelp("Return", "Open the day"),
)


class YearGrid(QWidget):
    """Squares with the names of months above. `opened` carries the date that was clicked or entered,
    `come_to` the one that the keyboard or a click came to, `read` the one entered or clicked twice.

    As many of the last weeks are shown as there is room for; or all of them (`whole`), in smaller squares.
    """

    opened = Signal(object)
    come_to = Signal(object)
    read = Signal(object)

    def __init__(
        self, theme: Theme, model: YearOfDays, parent: QWidget | None = None, *, whole: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme, self._model, self._whole = theme, model, whole
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time goes as in the other charts
        self.view = _Squares()
        self.view.setModel(model)
        self.view.setItemDelegate(_Square(theme, self.view))
        self.view.setAccessibleName("A year of days, one column a week")
        self.view.opened.connect(self._opened)
        self.view.come_to.connect(self._come_to)
        self.view.entered_day.connect(self._read)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.view)
        theme.changed.connect(self.fit)
        model.modelReset.connect(self.fit)

    @property
    def _weeks(self) -> int:
        if self._whole:
            return self._model.columnCount()
        return min(self._model.columnCount(), self.width() // self._theme.px(SMALLEST))

    @property
    def _hidden(self) -> int:
        """Weeks for which there is no room."""
        return self._model.columnCount() - self._weeks

    @property
    def _step(self) -> float:
        return min(float(self._theme.px(LARGEST)), self.width() / max(1, self._weeks))

    def _left(self, column: int) -> int:
        """Where a column begins: the steps are rounded so that together they fill the width."""
        return round((column - self._hidden) * self._step)

    @Slot()
    def fit(self) -> None:
        """Fit squares and weeks into the width."""
        self.setFont(self._theme.ui_font(13))
        self._column.setContentsMargins(0, self.fontMetrics().height() + self._theme.px(4), 0, 0)
        for column in range(self._model.columnCount()):
            self.view.setColumnHidden(column, column < self._hidden)
        across, down = self.view.horizontalHeader(), self.view.verticalHeader()
        for header in (across, down):
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(int(self._step))
        for column in range(self._hidden, self._model.columnCount()):
            across.resizeSection(column, self._left(column + 1) - self._left(column))
        self.view.setFixedHeight(7 * int(self._step))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Twenty weeks at the least; all of them may have four pixels each."""
        width = 4 * self._model.columnCount() if self._whole else 20 * self._theme.px(SMALLEST)
        return QSize(width, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The names of the months, each above the week in which it begins, where there is room."""
        painter = QPainter(self)
        painter.setPen(self._theme.color("ink-soft"))
        hidden, free = self._hidden, -1
        for column, name in self._model.month_starts().items():
            left = self._left(column)
            width = self.fontMetrics().horizontalAdvance(name)
            if left > free and left + width <= self.width() and column >= hidden:
                painter.drawText(left, self.fontMetrics().ascent(), name)
                free = left + width + self._theme.px(4)
        painter.end()

    @Slot(QModelIndex)
    def _opened(self, index: QModelIndex) -> None:
        if index.data(WRITTEN):
            self.opened.emit(self._model.date(index))

    @Slot(QModelIndex)
    def _read(self, index: QModelIndex) -> None:
        if index.data(WRITTEN):
            self.read.emit(self._model.date(index))

    @Slot(QModelIndex)
    def _come_to(self, index: QModelIndex) -> None:
        if (day := self._model.date(index)) is not None:
            self.come_to.emit(day)


class _Squares(QTableView):
    """Without lines, headers or scroll bars."""

    opened = Signal(QModelIndex)
    come_to = Signal(QModelIndex)
    entered_day = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.setMouseTracking(True)
        self.clicked.connect(self.opened)
        self.doubleClicked.connect(self.entered_day)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell where one came to."""
        super().currentChanged(current, previous)
        self.come_to.emit(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current day; arrows walk, as in any table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
            self.entered_day.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Square(QStyledItemDelegate):
    """A day: its quadrant's colour, the stronger the further from the middle of the field."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A round-cornered square, outlined while the keyboard is on it."""
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        area: QRectF = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        side = min(area.width(), area.height()) * 0.78
        square = QRectF(0, 0, side, side)
        square.moveCenter(area.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        view = option.widget
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.color("ink"), 2))
        elif isinstance(view, _Squares) and view.currentIndex() == index:
            painter.setPen(QPen(self._theme.color("ink"), 1))
        day = index.data(DAY)
        ground = day_color(self._theme, day)
        painter.setBrush(ground)
        painter.drawRoundedRect(square, 3, 3)
        if day is None and index.data(WRITTEN):
            painter.setPen(QPen(self._theme.color("ink-soft"), 1))
            painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        elif day is not None and (quadrant := tokens.quadrant_of(day.pleasantness, day.energy)):
            draw_corner(painter, square, quadrant, mark_color(self._theme, day))
        painter.restore()


def day_color(theme: Theme, day: trends.Day | None) -> QColor:
    """The colour of a day: faint for nothing named, soft for words without a place, else its quadrant's."""
    if day is None:
        return QColor(tokens.mix(theme.hex("line"), theme.hex("surface"), 0.5))
    quadrant = tokens.quadrant_of(day.pleasantness, day.energy)
    if quadrant is None:
        return QColor(tokens.mix(theme.hex("ink-soft"), theme.hex("surface"), 0.5))
    return QColor(tokens.mix(theme.hex(quadrant), theme.hex("surface"), min(1.0, 0.35 + _away(day))))


def _away(day: trends.Day) -> float:
    """How far from the middle of the field a day lay, 0..1."""
    return max(abs(day.pleasantness or 0.0), abs(day.energy or 0.0))


def mark_color(theme: Theme, day: trends.Day) -> QColor:
    """What can be told from `day_color`: pale on a strong ground, strong on a pale one."""
    quadrant = tokens.quadrant_of(day.pleasantness, day.energy)
    strong = min(1.0, 0.35 + _away(day)) >= 0.6
    return theme.color("surface" if strong or quadrant is None else quadrant)


def draw_corner(painter: QPainter, square: QRectF, quadrant: tokens.Quadrant, color: QColor) -> None:
    """A dot where the quadrant lies on the field: pleasant to the right, high energy above."""
    reach = square.width() * 0.23
    right = 1 if quadrant.endswith("-pleasant") else -1
    up = 1 if quadrant.startswith("lively") else -1
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    radius = square.width() * 0.15
    painter.drawEllipse(square.center() + QPointF(right * reach, -up * reach), radius, radius)
