"""One narrow column in the middle of the window, which scrolls when the window is too low for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.circles import Circles
from closeness_desktop.window.widgets.labels import HintLabel, LeadLabel, PlainLabel, TitleLabel

COLUMN = 420
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class GateFrame(QScrollArea):
    """The circles, a title, a line, whatever a page puts into `column`, and one sentence of answer below.

    width: of the column, in pixels of the design.
    """

    def __init__(self, theme: Theme, title: str, line: str = "", *, width: int = COLUMN) -> None:
        super().__init__()
        self.theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._middle = QWidget()
        self._middle.setMaximumWidth(theme.px(width))
        self._middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(inner)
        row.setContentsMargins(24, 24, 24, 24)
        row.addStretch(1)
        row.addWidget(self._middle, 100)
        row.addStretch(1)
        self.column = QVBoxLayout(self._middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addStretch(2)
        self.circles = Circles(theme, 0.55, diameter=88)
        self.column.addWidget(self.circles, 0, _MIDDLE)
        self.column.addSpacing(12)
        self.title = TitleLabel(title)
        self.title.setAlignment(_MIDDLE)
        self.column.addWidget(self.title)
        self.line = LeadLabel(line, wrap=True)
        self.line.setAlignment(_MIDDLE)
        self.column.addWidget(self.line)
        self.line.setVisible(bool(line))
        self.column.addSpacing(8)
        self.answer = HintLabel("", wrap=True)
        self.answer.setAlignment(_MIDDLE)
        self.answer.setAccessibleName("Answer")
        self.answer.hide()
        self.setWidget(inner)

    def finish(self) -> None:
        """Put the answer line and the room below under what was added."""
        self.column.addWidget(self.answer)
        self.column.addStretch(3)

    def add(self, widget: QWidget, *, centred: bool = False) -> None:
        """Put the next widget into the column."""
        if centred:
            self.column.addWidget(widget, 0, _MIDDLE)
        else:
            self.column.addWidget(widget)

    def say(self, sentence: str) -> None:
        """Answer in one sentence below the form, and bring it into sight; "" takes it away."""
        self.answer.setText(sentence)
        self.answer.setVisible(bool(sentence))
        if sentence:
            # Once it has its place. With `self`, so that nothing is called when the page has gone by then:
            # Qt would take the program down.
            QTimer.singleShot(0, self, self._show_answer)

    @Slot()
    def _show_answer(self) -> None:
        if self.answer.isVisible():
            self.ensureWidgetVisible(self.answer)


def column_of(*widgets: QWidget, spacing: int = 16) -> QWidget:
    """Widgets below each other, shown and hidden as one."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def centred_text(label: PlainLabel) -> PlainLabel:
    """A label whose lines stand in the middle."""
    label.setAlignment(_MIDDLE)
    return label
