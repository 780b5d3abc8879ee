"""Two circles that move, painted from pictures: an ellipse drawn anew each frame costs ten times as much."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from closeness_desktop.window.theme.theme import Theme

PHASES = 4
"""Pictures of one circle, each a part of a pixel further to the right, so that slow movement stays smooth."""

SECOND = 0.92
"""Opacity of the coral circle beside that of the teal one; see circles.paint_circles."""

SIDES = ("teal", "coral")


class Discs:
    """The pictures of both circles, for one size and one theme at a time."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pictures: dict[tuple[str, int], QPixmap] = {}
        self._for: tuple[object, ...] = ()

    def paint(self, painter: QPainter, area: QRectF, *, diameter: float, opacity: float) -> None:
        """Both circles at the left and right ends of `area`. diameter: of one of them, in pixels."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        self._keep_for(diameter, ratio)
        left = (area.left(), area.right() - diameter)
        painter.save()
        for side, token in enumerate(SIDES):
            whole, phase = divmod(round(left[side] * ratio * PHASES), PHASES)
            painter.setOpacity(opacity * (SECOND if side else 1.0))
            painter.drawPixmap(
                QPointF(whole / ratio, round(area.top() * ratio) / ratio),
                self._picture(token, phase, diameter, ratio),
            )
        painter.restore()

    def _keep_for(self, diameter: float, ratio: float) -> None:
        now = (diameter, ratio, *(self._theme.color(token).rgba() for token in SIDES))
        if now != self._for:
            self._pictures.clear()
            self._for = now

    def _picture(self, token: str, phase: int, diameter: float, ratio: float) -> QPixmap:
        key = (token, phase)
        if key not in self._pictures:
            side = math.ceil(diameter * ratio)
            picture = QPixmap(side + 1, side)
            picture.fill(QColor(0, 0, 0, 0))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(token))
            painter.drawEllipse(QRectF(phase / PHASES, 0, diameter * ratio, diameter * ratio))
            painter.end()
            picture.setDevicePixelRatio(ratio)
            self._pictures[key] = picture
        return self._pictures[key]
