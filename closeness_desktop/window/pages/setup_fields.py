"""Fields of a set-up: numbers with their units, choices with their values, and the form they stand in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QSizePolicy, QSpinBox, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.fields import indent
from closeness_desktop.window.widgets.labels import BodyLabel


class Spin(QSpinBox):
    """A number with its unit; the wheel changes it only while it has the focus, so that a page scrolls."""

    def __init__(self, theme: Theme, name: str, most: int, unit: str, none: str = "", least: int = 1) -> None:
        super().__init__()
        indent(self, theme)
        self.setRange(0 if none else least, most)
        self.setSuffix(unit)
        self.setSpecialValueText(none)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See the class."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Amount(QDoubleSpinBox):
    """A number in steps of a half, shown without needless decimals; the wheel scrolls the page."""

    def __init__(self, theme: Theme, name: str, least: float, most: float, unit: str, none: str = "") -> None:
        super().__init__()
        indent(self, theme)
        self.setDecimals(2)
        self.setSingleStep(0.5)
        self.setRange(least, most)
        self.setSuffix(unit)
        self.setSpecialValueText(none)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def textFromValue(self, value: float) -> str:
        """“5”, “2.5”, with the desktop's own sign for decimals."""
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See the class."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Choice(QComboBox):
    """A few choices, each with the value it stands for; the wheel scrolls the page."""

    def __init__(self, name: str, choices: list[tuple[str, object]]) -> None:
        super().__init__()
        for word, value in choices:
            self.addItem(word, value)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def choose(self, value: object, word: str = "") -> None:
        """Choose a value; one that is not on offer is added, called `word`."""
        if self.findData(value) < 0:
            self.addItem(word, value)
        self.setCurrentIndex(self.findData(value))

    def offer(self, choices: list[tuple[str, object]]) -> None:
        """Offer these instead; the choice stays when it is among them, else the first is chosen."""
        chosen = self.currentData()
        before = self.blockSignals(True)
        self.clear()
        for word, value in choices:
            self.addItem(word, value)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(before)
        if self.currentData() != chosen:
            self.currentIndexChanged.emit(self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See the class."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Hairline(QWidget):
    """A line one pixel high across the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the colour of lines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("line"))
        painter.end()


def form() -> QFormLayout:
    """A form whose labels stand beside their fields, or above them where there is little room."""
    made = QFormLayout()
    made.setHorizontalSpacing(24)
    made.setVerticalSpacing(12)
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made


def label(text: str, buddy: QWidget) -> BodyLabel:
    """The label of a field, in the middle of its row."""
    made = BodyLabel(text)
    made.setBuddy(buddy)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return made
