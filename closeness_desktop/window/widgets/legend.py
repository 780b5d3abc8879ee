"""What the colours mean: little squares with words, on as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from closeness_desktop.window.theme import tokens
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.year_grid import draw_corner


class FieldLegend(QWidget):
    """The four quadrants of the field, each with its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=theme.px(14))
        for quadrant in tokens.QUADRANTS:
            flow.addWidget(_Key(theme, quadrant, tokens.QUADRANT_WORDS[quadrant]))


class _Key(QWidget):
    def __init__(self, theme: Theme, token: tokens.Quadrant, words: str) -> None:
        super().__init__()
        self._theme, self._token, self._words = theme, token, words
        self.setAccessibleName(words)
        self._restyle()
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._words) + self._theme.px(18)
        return QSize(width, metrics.height() + self._theme.px(2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.px(11)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._token))
        square = QRectF(0, (self.height() - side) / 2, side, side)
        painter.drawRoundedRect(square, 3, 3)
        draw_corner(painter, square, self._token, self._theme.color("surface"))
        painter.setPen(self._theme.color("ink-soft"))
        left = self._theme.px(16)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), middle, self._words)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.ui_font(13))
        self.updateGeometry()
        self.update()
