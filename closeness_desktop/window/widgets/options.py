"""Answers to choose from, one below the other: one of them, or several. Long ones break into lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from closeness_desktop.window.theme import tokens
from closeness_desktop.window.theme.theme import Theme

_PAD, _MARK = 14, 18
"""Room inside a row, and the side of its mark, in pixels of the design."""


if TYPE_CHECKING:
    _Button = QAbstractButton
else:  # Qt's classes do not share a base in Python: what both kinds have in common is mixed in
    _Button = object


class Row(_Button):
    """What both kinds of row share: a card as wide as its list, with a mark and words that wrap."""

    def _begin(self, theme: Theme, text: str) -> None:
        self._theme, self._words = theme, text
        self._by_mouse = False
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def hitButton(self, pos: QPoint) -> bool:
        """All of it can be pressed."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note what brought the focus: who points needs no ring."""
        self._by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """How high it is depends on how its words break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height in pixels."""
        px = self._theme.px
        flags = Qt.TextFlag.TextWordWrap
        room = QRect(0, 0, max(40, width - self._left() - px(_PAD)), 10_000)
        words = QFontMetrics(self.font()).boundingRect(room, flags, self._words).height()
        return max(words, px(_MARK)) + 2 * px(11)

    def sizeHint(self) -> QSize:
        """About forty letters in a line."""
        width = self._theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow, and as high as one line."""
        return QSize(self._theme.px(160), self._theme.px(_MARK) + 2 * self._theme.px(11))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with its mark and its words; chosen, it is tinted as well as marked."""
        theme, px = self._theme, self._theme.px
        chosen, ringed = self.isChecked(), self.hasFocus() and not self._by_mouse
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = 2.0 if ringed else 1.0
        box = QRectF(self.rect()).adjusted(outline / 2, outline / 2, -outline / 2, -outline / 2)
        painter.setPen(QPen(theme.color("teal" if ringed or chosen else "line"), outline))
        painter.setBrush(theme.color("teal-wash" if chosen else "surface"))
        painter.drawRoundedRect(box, px(tokens.FIELD_RADIUS), px(tokens.FIELD_RADIUS))
        side = float(px(_MARK))
        mark = QRectF(px(_PAD), (self.height() - side) / 2, side, side)
        words = self.rect().adjusted(self._left(), 0, -px(_PAD), 0)
        if self.isRightToLeft():
            mark.moveRight(self.width() - px(_PAD))
            words = self.rect().adjusted(px(_PAD), 0, -self._left(), 0)
        self._paint_mark(painter, mark, chosen=chosen)
        painter.setPen(theme.color("ink"))
        painter.drawText(
            words,
            Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading,
            self._words,
        )
        painter.end()

    def _paint_mark(self, painter: QPainter, mark: QRectF, *, chosen: bool) -> None:
        raise NotImplementedError

    def _left(self) -> int:
        return self._theme.px(_PAD) + self._theme.px(_MARK) + self._theme.px(12)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.ui_font(15))
        self.updateGeometry()
        self.update()


class OneRow(Row, QRadioButton):
    """One of several, of which just one is chosen."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        QRadioButton.__init__(self, parent)
        self._begin(theme, text)

    def _paint_mark(self, painter: QPainter, mark: QRectF, *, chosen: bool) -> None:
        painter.setPen(QPen(self._theme.color("teal" if chosen else "ink-soft"), 1.5))
        painter.setBrush(self._theme.color("surface"))
        painter.drawEllipse(mark)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("teal"))
            inner = mark.width() * 0.28
            painter.drawEllipse(mark.center(), inner, inner)


class SomeRow(Row, QCheckBox):
    """One of several that may all be chosen."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        QCheckBox.__init__(self, parent)
        self._begin(theme, text)

    def _paint_mark(self, painter: QPainter, mark: QRectF, *, chosen: bool) -> None:
        theme, radius = self._theme, self._theme.px(5)
        painter.setPen(QPen(theme.color("teal" if chosen else "ink-soft"), 1.5))
        painter.setBrush(theme.color("teal" if chosen else "surface"))
        painter.drawRoundedRect(mark, radius, radius)
        if chosen:
            pen = QPen(theme.color("on-fill"), max(1.5, mark.width() * 0.11))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            side = mark.width()
            corner = mark.topLeft() + QPointF(side * 0.42, side * 0.7)
            painter.drawLine(mark.topLeft() + QPointF(side * 0.24, side * 0.52), corner)
            painter.drawLine(corner, mark.topLeft() + QPointF(side * 0.76, side * 0.3))


class OptionList(QWidget):
    """`changed` comes when the choice does. options: id and words of each; many: several may be chosen."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        options: Sequence[tuple[str, str]],
        *,
        many: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(not many)
        self._many = many
        self.rows: dict[str, Row] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for ident, text in options:
            row: Row = SomeRow(theme, text) if many else OneRow(theme, text)
            self._group.addButton(row)
            row.toggled.connect(self._told)
            column.addWidget(row)
            self.rows[ident] = row
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def chosen(self) -> tuple[str, ...]:
        """Ids of what is chosen, in the order of the list."""
        return tuple(ident for ident, row in self.rows.items() if row.isChecked())

    def set_chosen(self, idents: Iterable[str]) -> None:
        """Choose these; ids that are not on offer are passed over."""
        wanted = set(idents)
        for ident, row in self.rows.items():
            if ident in wanted:
                row.setChecked(True)
            elif self._many:
                row.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from row to row where several may be chosen; among single ones Qt sees to it."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        rows = list(self.rows.values())
        here = next((number for number, row in enumerate(rows) if row.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        rows[min(max(0, here + step), len(rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """Go to the row chosen, or to the first."""
        rows = list(self.rows.values())
        row = next((one for one in rows if one.isChecked()), rows[0])
        row.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _told(self) -> None:
        self.changed.emit()
