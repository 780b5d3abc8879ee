"""The breathing guide: the two circles draw together on the in-breath and part on the out-breath."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.discs import Discs

APART, TOGETHER, AT_REST = 0.14, 0.9, 0.57
"""How much the circles share (0 to 1) after breathing out, after breathing in, and when nothing moves."""

OPACITY, FAINT, CLEAR = 0.55, 0.32, 0.66
"""Opacity when it does not fade; after breathing out and after breathing in when it does."""

DIAMETER = 210
SMALLEST = 96
"""Diameter of one circle in pixels of the design: wished, and at the least."""

MOST_FRAMES = 60
LEAST_MOVE = 0.25
"""Frames a second at the most; pixels that an edge must have moved before it is painted again."""


class BreathingCircles(QWidget):
    """Follows a breath as the theme's motion allows: full moves, gentle fades, still does neither.

    It repaints by itself only while it is visible, follows a breath and may move. It is decoration: the words
    beside it say the same.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fullness: Callable[[], float | None] | None = None
        self._shown: float | None = None
        self._discs = Discs(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self.look)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def moving(self) -> bool:
        """Whether it repaints by itself now."""
        return self._frames.isActive()

    @property
    def overlap(self) -> float:
        """How much the circles share now."""
        if self._shown is None or self._theme.motion != "full":
            return AT_REST
        return APART + (TOGETHER - APART) * self._shown

    @property
    def opacity(self) -> float:
        """How opaque they are now."""
        if self._shown is None or self._theme.motion != "gentle":
            return OPACITY
        return FAINT + (CLEAR - FAINT) * self._shown

    def follow(self, fullness: Callable[[], float | None] | None) -> None:
        """Follow a breath from now on, or none. `fullness` answers how full it is (0 to 1), None for none."""
        self._fullness = fullness
        self._run()
        self.look()

    @Slot()
    def look(self) -> None:
        """Read how full the breath is, and repaint if that shows."""
        shown = self._fullness() if self._fullness is not None else None
        if shown is None or self._shown is None:
            changed = shown is not self._shown
        else:
            changed = abs(shown - self._shown) * self._steps() >= 1
        if changed:
            before = self._area()
            self._shown = shown
            self.update(before.united(self._area()).toAlignedRect())

    def sizeHint(self) -> QSize:
        """Room for both as far apart as they go."""
        diameter = self._theme.px(DIAMETER)
        return QSize(round(diameter * (2 - APART)), diameter)

    def minimumSizeHint(self) -> QSize:
        """Small, but still two circles."""
        return QSize(round(SMALLEST * (2 - APART)), SMALLEST)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to follow."""
        super().showEvent(event)
        self._run()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop: nothing is painted that nobody sees."""
        super().hideEvent(event)
        self._frames.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both circles keep their size wherever they stand."""
        painter = QPainter(self)
        self._discs.paint(painter, self._area(), diameter=self._diameter(), opacity=self.opacity)
        painter.end()

    def _area(self) -> QRectF:
        """The box around both circles now, in the middle of the widget."""
        diameter = self._diameter()
        area = QRectF(0, 0, diameter * (2 - self.overlap), diameter)
        area.moveCenter(QRectF(self.rect()).center())
        return area

    def _steps(self) -> float:
        """How many steps that an eye could tell apart lie between an empty breath and a full one."""
        if self._theme.motion == "full":
            return self._diameter() * (TOGETHER - APART) / 2 / LEAST_MOVE
        return (CLEAR - FAINT) * 255 if self._theme.motion == "gentle" else 0.0

    def _diameter(self) -> float:
        return min(float(self._theme.px(DIAMETER)), self.height(), self.width() / (2 - APART))

    def _run(self) -> None:
        if self.isVisible() and self._fullness is not None and self._theme.motion != "still":
            screen = self.screen()
            rate = min(MOST_FRAMES, screen.refreshRate() if screen is not None else MOST_FRAMES)
            self._frames.start(round(1000 / max(1.0, rate)))
        else:
            self._frames.stop()

    @Slot()
    def _restyle(self) -> None:
        self.setMaximumHeight(self._theme.px(DIAMETER))
        self.updateGeometry()
        self._run()
        self.update()
