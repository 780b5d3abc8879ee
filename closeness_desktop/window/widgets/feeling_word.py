"""One word on the feelings field: plain text until it is chosen, then a filled pill with its strength."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from closeness_desktop.records import Feeling
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.theme.tokens import QUADRANT_WORDS, QUADRANTS, quadrant_of
from closeness_desktop.window.widgets.buttons import WalkedButton

STRENGTHS: tuple[str, ...] = ("a little", "quite a bit", "a lot")
"""What strength 1, 2 and 3 are called."""

_SIDE = 9
"""Room before and after the word, in pixels of the design."""


class FeelingWord(WalkedButton):
    """`clicked` chooses it or lets it go; `strength_wanted` comes from a click on its dots.

    met, left: the pointer came to it, or went. reached: the keyboard's focus came to it.
    """

    strength_wanted = Signal()
    met = Signal()
    left = Signal()
    reached = Signal()

    def __init__(self, theme: Theme, feeling: Feeling, parent: QWidget) -> None:
        super().__init__("", parent)
        self._theme, self.feeling = theme, feeling
        self.quadrant = quadrant_of(feeling.pleasantness, feeling.energy) or QUADRANTS[0]
        self.strength = 0
        self.highlighted = False
        self.setCheckable(True)
        self.setAccessibleName(feeling.name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._describe()

    def set_strength(self, strength: int) -> None:
        """0: not chosen. 1 to 3: chosen, so strong."""
        self.strength = strength
        self.setChecked(strength > 0)
        self._describe()
        self.update()

    def set_highlighted(self, highlighted: bool) -> None:
        """Mark it as the one that Enter would choose."""
        if highlighted != self.highlighted:
            self.highlighted = highlighted
            self.update()

    def room(self) -> QSize:
        """The room it needs now, in pixels."""
        px, metrics = self._theme.px, QFontMetrics(self._face())
        width = metrics.horizontalAdvance(self.feeling.name) + 2 * px(_SIDE)
        return QSize(width + (self._dots_width() if self.strength else 0), metrics.height() + px(9))

    def nextCheckState(self) -> None:
        """A click is told to the field, which decides."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill if there is one, the word, and its dots."""
        theme, px = self._theme, self._theme.px
        color = theme.color(self.quadrant)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pill = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ringed = self.highlighted or self.ringed
        if self.strength:
            painter.setPen(QPen(theme.color("ink"), 2) if ringed else Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        elif ringed or self.underMouse():
            painter.setPen(QPen(color, 2 if ringed else 1))
            painter.setBrush(theme.color("surface") if ringed else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(self._face())
        painter.setPen(theme.color("on-fill") if self.strength else color)
        dots = self._dots_width() if self.strength else 0
        area = QRectF(px(_SIDE), 0, self.width() - 2 * px(_SIDE) - dots, self.height())
        shown = QFontMetrics(self._face()).elidedText(
            self.feeling.name, Qt.TextElideMode.ElideRight, round(area.width()) + 1
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.strength:
            self._paint_dots(painter, self.width() - px(_SIDE) - dots + px(9))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the dots asks for another strength; anywhere else it is a click on the word."""
        on_dots = event.position().x() >= self.width() - self._theme.px(_SIDE) - self._dots_width()
        if self.strength and on_dots and self.isDown() and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.strength_wanted.emit()
        else:
            super().mouseReleaseEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer came."""
        super().enterEvent(event)
        self.met.emit()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer went."""
        super().leaveEvent(event)
        self.left.emit()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus came."""
        super().focusInEvent(event)
        self.reached.emit()

    def _paint_dots(self, painter: QPainter, left: float) -> None:
        """Three rings, as many filled as it is strong: told by number, not by colour."""
        px = self._theme.px
        light = self._theme.color("on-fill")
        for number in range(3):
            painter.setPen(QPen(light, 1.2))
            painter.setBrush(light if number < self.strength else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(left + number * px(8), self.height() / 2), px(2.6), px(2.6))

    def _dots_width(self) -> int:
        return self._theme.px(6) + 3 * self._theme.px(8)

    def _face(self) -> QFont:
        return self._theme.ui_font(13, QFont.Weight.DemiBold if self.strength else QFont.Weight.Medium)

    def _describe(self) -> None:
        where = QUADRANT_WORDS[self.quadrant].capitalize()
        chosen = f"Chosen, {STRENGTHS[self.strength - 1]}." if self.strength else "Not chosen."
        self.setAccessibleDescription(f"{self.feeling.meaning} {where}. {chosen}".strip())
