"""Whose turn it is, to be read from across a room: who speaks is large and filled, who listens an outline.

The one who begins stands on the left, the other on the right, whatever they do; so nobody need know a name.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from closeness_desktop.practice.format import Role
from closeness_desktop.window.theme.theme import Theme

SPEAKS, LISTENS = "You speak", "You listen"

LISTENER = 0.77
"""Diameter of the listener's circle, in that of the speaker's."""

APART = 0.68
"""How far each centre stands from the middle, in diameters of the speaker's circle."""

WORD = 0.15
"""Height of the words, in the same."""

TALLEST, LEAST = 300, 112
"""Diameter of the speaker's circle in pixels of the design: at the most, and at the least with its words."""

OPACITY = 0.75


class TurnCircles(QWidget):
    """`set_speaker` says who speaks; it grows with the window. Its accessible name says the same in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speaker: Role = "first"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._restyle)
        self.set_speaker("first")
        self._restyle()

    @property
    def speaker(self) -> Role:
        """Who speaks now."""
        return self._speaker

    def set_speaker(self, speaker: Role) -> None:
        """Show who speaks from now on."""
        self._speaker = speaker
        self.setAccessibleName(said(speaker))
        self.update()

    def sizeHint(self) -> QSize:
        """As in the design; more where there is more room."""
        return QSize(self._theme.px(420), self._theme.px(230))

    def minimumSizeHint(self) -> QSize:
        """Small, but still two circles with words to be read."""
        return QSize(200, self._theme.px(LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both circles on one line, their words below them."""
        theme = self._theme
        font = theme.reading_font(24, bold=True)
        diameter, font = self._fit(font)
        words = QFontMetricsF(font).height()
        gap = words * 0.35
        top = (self.height() - diameter - gap - words) / 2
        middle = QPointF(self.width() / 2, top + diameter / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        for side, role in ((-1, "first"), (1, "second")):
            speaks = role == self._speaker
            centre = QPointF(middle.x() + side * APART * diameter, middle.y())
            radius = diameter / 2 * (1.0 if speaks else LISTENER)
            if speaks:
                color = QColor(theme.color("teal"))
                color.setAlphaF(OPACITY)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
            else:
                width = max(2.0, diameter * 0.028)
                painter.setPen(QPen(theme.color("coral"), width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                radius -= width / 2
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(theme.color("ink" if speaks else "ink-soft"))
            half = APART * diameter + self.width()
            below = QRectF(centre.x() - half, centre.y() + radius + gap, 2 * half, words)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, SPEAKS if speaks else LISTENS)
        painter.end()

    def _fit(self, font: QFont) -> tuple[float, QFont]:
        """The speaker's diameter, and the font of the words: as large as the widget allows."""
        height, width = float(self.height()), float(self.width())
        usual = float(font.pixelSize())
        diameter = min(self._theme.px(TALLEST), width / (1 + 2 * APART), height / (1 + WORD * 2))
        font.setPixelSize(round(max(usual, WORD * diameter)))
        for _ in range(2):  # smaller circles leave less room for words, and those need less height
            metrics = QFontMetricsF(font)
            diameter = max(24.0, min(diameter, height - 1.35 * metrics.height()))
            widest = max(metrics.horizontalAdvance(words) for words in (SPEAKS, LISTENS))
            room = min(width / 2, 2 * APART * diameter) * 0.92
            if widest > room:
                font.setPixelSize(max(8, int(font.pixelSize() * room / widest)))
        return diameter, font

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def said(speaker: Role) -> str:
    """Who speaks, for those who do not see the circles."""
    if speaker == "first":
        return "The one who began speaks. The other listens."
    return "The other one speaks. The one who began listens."
