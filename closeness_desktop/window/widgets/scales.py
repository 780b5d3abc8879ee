"""A whole number on a scale: as dots, as a line to move along, or as two circles that share more and more.

Arrow keys, the digits, Home and End answer; a screen reader meets an ordinary slider. Nothing is chosen
until the person chooses.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.circles import paint_circles
from closeness_desktop.window.widgets.labels import SoftLabel

Style = Literal["dots", "slider", "circles"]

FAR, NEAR = 0.0, 0.86
"""How much the first and the last pair of circles share."""


class Scale(QSlider):
    """1 to `steps`. `answer` is None until something was chosen. `answered` comes with every choice."""

    answered = Signal()

    def __init__(
        self, theme: Theme, name: str, steps: int, ends: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._ends = theme, ends
        self._chosen = False
        self._by_mouse = False
        self.setRange(1, steps)
        self.setPageStep(1)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._describe()

    @property
    def answer(self) -> int | None:
        """What was chosen."""
        return self.value() if self._chosen else None

    def set_answer(self, answer: int | None) -> None:
        """Choose a number, or nothing; tells nobody."""
        self._chosen = answer is not None
        self.setValue(answer or 1)
        self._describe()
        self.update()

    def words(self) -> str:
        """The choice in words: "3 of 7"."""
        return f"{self.value()} of {self.maximum()}" if self._chosen else "Nothing chosen yet"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose (0 is ten); the first arrow chooses the end it comes from."""
        text = event.text()
        if text.isascii() and text.isdigit() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if 1 <= (number := int(text) or 10) <= self.maximum():
                self._choose(number)
            return
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        before, chosen = self.value(), self._chosen
        walks = event.key() in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
        )
        if walks and not chosen:
            from_end = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_End)
            self._choose(self.maximum() if from_end != self.isRightToLeft() else 1)
            return
        super().keyPressEvent(event)
        if self.value() != before:
            self._choose(self.value())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note what brought the focus: who points needs no ring."""
        self._by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies nearest."""
        self._choose(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose along the way."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It was chosen when it was pressed."""

    def minimumSizeHint(self) -> QSize:
        """Room for each step, however small."""
        return QSize(24 * self.maximum(), self.sizeHint().height())

    def _cell(self, number: int) -> QRectF:
        """Where a number stands."""
        width = self.width() / self.maximum()
        place = self.maximum() - number if self.isRightToLeft() else number - 1
        return QRectF(place * width, 0, width, self.height())

    def _at(self, x: float) -> int:
        place = int(min(max(x, 0.0), self.width() - 1.0) * self.maximum() / self.width())
        return self.maximum() - place if self.isRightToLeft() else place + 1

    def _choose(self, number: int) -> None:
        self._chosen = True
        self.setValue(number)
        self._describe()
        self.update()
        self.answered.emit()

    def _describe(self) -> None:
        low, high = self._ends
        self.setAccessibleDescription(f"{self.words()}, from {low} to {high}")

    def _ring(self, painter: QPainter) -> None:
        """A quiet frame while the keyboard is here."""
        if self.hasFocus() and not self._by_mouse:
            painter.setPen(QPen(self._theme.color("teal"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = self._theme.px(9)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class DotScale(Scale):
    """A row of dots; the one chosen is filled and larger."""

    def sizeHint(self) -> QSize:
        """A dot and air around it."""
        return QSize(self._theme.px(56) * self.maximum(), self._theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dots on a hairline."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        ends = self._cell(1).center().x(), self._cell(self.maximum()).center().x()
        painter.setPen(QPen(theme.color("line"), 1.5))
        painter.drawLine(QPointF(min(ends), middle), QPointF(max(ends), middle))
        for number in range(1, self.maximum() + 1):
            chosen = number == self.answer
            radius = theme.px(11) if chosen else theme.px(8)
            painter.setPen(QPen(theme.color("teal" if chosen else "ink-soft"), 1.5))
            painter.setBrush(theme.color("teal" if chosen else "surface"))
            painter.drawEllipse(self._cell(number).center(), radius, radius)
        self._ring(painter)
        painter.end()


class LineScale(Scale):
    """A line to move along."""

    def sizeHint(self) -> QSize:
        """As long as there is room."""
        return QSize(self._theme.px(420), self._theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A track, filled up to the handle; the handle comes with the first choice."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        first, last = self._cell(1).center(), self._cell(self.maximum()).center()
        half = theme.px(3)
        track = QRectF(
            min(first.x(), last.x()), self.height() / 2 - half, abs(last.x() - first.x()), 2 * half
        )
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(track, half, half)
        painter.setBrush(theme.color("ink-soft"))
        for number in range(1, self.maximum() + 1):
            painter.drawEllipse(self._cell(number).center(), 1.5, 1.5)
        if self.answer is not None:
            here = self._cell(self.answer).center()
            done = QRectF(track)
            done.setLeft(min(first.x(), here.x()))
            done.setRight(max(first.x(), here.x()))
            painter.setBrush(theme.color("teal"))
            painter.drawRoundedRect(done, half, half)
            painter.drawEllipse(here, theme.px(11), theme.px(11))
        self._ring(painter)
        painter.end()


class CircleScale(Scale):
    """Pairs of circles, from touching to nearly one. The pair chosen stands out by a line below it too."""

    def sizeHint(self) -> QSize:
        """As in the design; smaller where there is less room."""
        return QSize(self._theme.px(96) * self.maximum(), self._theme.px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        """All pairs side by side, those not chosen paler once one is."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(1, self.maximum() + 1):
            cell = self._cell(number)
            diameter = min(theme.px(44), cell.width() * 0.44, cell.height() - 22)
            overlap = FAR + (NEAR - FAR) * (number - 1) / max(1, self.maximum() - 1)
            area = QRectF(0, 0, diameter * (2 - overlap), diameter)
            area.moveCenter(cell.center() - QPointF(0, theme.px(4)))
            chosen = number == self.answer
            opacity = 0.85 if chosen else 0.5 if self.answer is None else 0.32
            paint_circles(painter, area, theme, overlap=overlap, opacity=opacity)
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("ink"))
                bar = QRectF(0, 0, max(16.0, cell.width() * 0.4), 3)
                bar.moveCenter(QPointF(cell.center().x(), area.bottom() + 8.0))
                painter.drawRoundedRect(bar, 1.5, 1.5)
        self._ring(painter)
        painter.end()


_KINDS: dict[Style, type[Scale]] = {"dots": DotScale, "slider": LineScale, "circles": CircleScale}


class ScaleField(QWidget):
    """A scale, the words at its ends, and below it in words what is chosen."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        steps: int,
        low: str,
        high: str,
        style: Style = "dots",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.scale = _KINDS[style](theme, name, steps, (low, high))
        self.scale.answered.connect(self._told)
        ends = QHBoxLayout()
        for text, where in ((low, Qt.AlignmentFlag.AlignLeft), (high, Qt.AlignmentFlag.AlignRight)):
            label = SoftLabel(text, wrap=True)
            label.setAlignment(where)
            ends.addWidget(label, 1)
        self.words = SoftLabel(self.scale.words())
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.scale)
        column.addLayout(ends)
        column.addWidget(self.words)

    def answer(self) -> int | None:
        """What was chosen."""
        return self.scale.answer

    def set_answer(self, answer: int | None) -> None:
        """Choose a number, or nothing; tells nobody."""
        self.scale.set_answer(answer)
        self.words.setText(self.scale.words())

    def take_focus(self) -> None:
        """Go to the scale."""
        self.scale.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _told(self) -> None:
        self.words.setText(self.scale.words())
        self.changed.emit()
