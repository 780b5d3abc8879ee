"""A chip: one short word in a pill, to choose, to filter by, or to take away again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import Button
from closeness_desktop.window.widgets.labels import plain_tip

_LONGEST = 260
"""Widest a chip gets, in pixels of the design; longer words are cut with an ellipsis and told in full."""


class Chip(Button):
    """`clicked`, `toggled` as for a button; `removed` when its cross, Delete or Backspace is pressed.

    token: colour of its word and dot (a feeling's quadrant). dots: 0, or a strength of 1 to 3 shown as dots.
    """

    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        token: str = "",
        dots: int = 0,
        checkable: bool = False,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._theme, self._word, self._token, self._dots = theme, text, token, dots
        self._removable = removable
        self._over_cross = False
        self.setCheckable(checkable)
        self.setMouseTracking(removable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if removable:
            self.setAccessibleDescription("Press Delete to remove it.")
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def word(self) -> str:
        """What it says, whole."""
        return self._word

    def set_dots(self, dots: int) -> None:
        """Show another strength."""
        self._dots = dots
        self._restyle()

    def sizeHint(self) -> QSize:
        """The word with room around it, and the dot and the cross if it has them."""
        metrics = self.fontMetrics()
        px = self._theme.px
        width = min(metrics.horizontalAdvance(self._word), px(_LONGEST)) + 2 * px(12)
        width += self._dots_width() + (px(18) if self._removable else 0)
        return QSize(width, max(px(28), metrics.height() + px(10)))

    def minimumSizeHint(self) -> QSize:
        """The same: a chip is cut by itself, not by its layout."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill with a hairline, filled while it is chosen."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = 2.0 if self.ringed else 1.0
        pill = QRectF(self.rect()).adjusted(outline / 2, outline / 2, -outline / 2, -outline / 2)
        chosen = self.isChecked() or self.isDown()
        border = theme.color("teal") if self.ringed else theme.color("teal-wash" if chosen else "line")
        painter.setPen(QPen(border, outline))
        painter.setBrush(theme.color("teal-wash" if chosen or self.underMouse() else "surface"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        left = float(px(12))
        for number in range(self._dots or bool(self._token)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(self._token or "ink-soft"))
            painter.drawEllipse(QPointF(left + px(3) + number * px(8), self.height() / 2), px(3), px(3))
        left += self._dots_width()
        right = px(12) + (px(18) if self._removable else 0)
        painter.setPen(theme.color("teal" if chosen else self._token or "ink"))
        area = QRectF(left, 0, self.width() - left - right, self.height())
        shown = self.fontMetrics().elidedText(
            self._word, Qt.TextElideMode.ElideRight, round(area.width()) + 1
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self._removable:
            cross = theme.pixmap("x", "ink" if self._over_cross else "ink-soft", 14, self.devicePixelRatioF())
            painter.drawPixmap(self._cross().topLeft(), cross)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace remove it."""
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Darken the cross under the pointer."""
        self._over_cross = self._on_cross(event)
        self.update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the cross removes it, and is no other click."""
        if self._on_cross(event) and self.isDown():
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Calm down again."""
        super().leaveEvent(event)
        self._over_cross = False
        self.update()

    def _dots_width(self) -> int:
        count = self._dots or bool(self._token)
        return self._theme.px(8) * count + self._theme.px(3) if count else 0

    def _cross(self) -> QRectF:
        side = self._theme.px(14)
        return QRectF(self.width() - self._theme.px(10) - side, (self.height() - side) / 2, side, side)

    def _on_cross(self, event: QMouseEvent) -> bool:
        return self._removable and event.position().x() >= self._cross().left() - self._theme.px(3)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.ui_font(13))
        long = self.fontMetrics().horizontalAdvance(self._word) > self._theme.px(_LONGEST)
        self.setToolTip(plain_tip(self._word) if long else "")
        self.updateGeometry()
        self.update()
