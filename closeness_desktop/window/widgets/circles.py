"""Two overlapping circles, one teal and one coral: two people, and how much they share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.labels import PlainLabel


def paint_circles(
    painter: QPainter, area: QRectF, theme: Theme, *, overlap: float, opacity: float = 0.7
) -> None:
    """Draw the two circles, as large as `area` allows. overlap: 0 side by side, 1 one upon the other."""
    spread = 2 - overlap  # width of both together, in diameters
    diameter = min(area.height(), area.width() / spread)
    offset = diameter * (1 - overlap) / 2
    centre = area.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for side, token in ((-1, "teal"), (1, "coral")):
        color = QColor(theme.color(token))
        color.setAlphaF(opacity if side < 0 else opacity * 0.92)
        painter.setBrush(color)
        painter.drawEllipse(QPointF(centre.x() + side * offset, centre.y()), diameter / 2, diameter / 2)
    painter.restore()


class Circles(QWidget):
    """The two circles as a widget of its own. `diameter`: of one circle, in pixels of the design.

    Decoration unless it is given an accessible name.
    """

    def __init__(
        self,
        theme: Theme,
        overlap: float = 0.55,
        *,
        diameter: int = 88,
        opacity: float = 0.7,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._overlap, self._diameter, self._opacity = theme, overlap, diameter, opacity
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def overlap(self) -> float:
        """How much they share, 0..1."""
        return self._overlap

    @overlap.setter
    def overlap(self, overlap: float) -> None:
        self._overlap = min(1.0, max(0.0, overlap))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for both, side by side at most."""
        diameter = self._theme.px(self._diameter)
        return QSize(round(diameter * (2 - self._overlap)), diameter)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        paint_circles(painter, QRectF(self.rect()), self._theme, overlap=self._overlap, opacity=self._opacity)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class LogoMark(QWidget):
    """The circles and the name of the program; `set_name_shown(False)` leaves the circles alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Circles(theme, 0.45, diameter=18, opacity=0.8))
        self._name = PlainLabel("Closeness")
        row.addWidget(self._name)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_name_shown(self, shown: bool) -> None:
        """Show the circles with or without the name."""
        self._name.setVisible(shown)
        self._row.activate()

    @Slot()
    def _restyle(self) -> None:
        self._name.setFont(self._theme.reading_font(17, bold=True))
