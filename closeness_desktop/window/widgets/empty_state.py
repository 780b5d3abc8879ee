"""What a page shows while it has nothing to show: the circles, a line, and one way to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import QuietButton
from closeness_desktop.window.widgets.circles import Circles
from closeness_desktop.window.widgets.labels import LeadLabel, ReadingHeading


class EmptyState(QWidget):
    """`acted` comes when the person presses the button, which is there only if `action` names it."""

    acted = Signal()

    def __init__(
        self, theme: Theme, title: str, text: str = "", action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(Circles(theme, 0.55, diameter=56, opacity=0.5), 0, middle)
        column.addSpacing(8)
        self.title = ReadingHeading(title, wrap=True)
        self.title.setAlignment(middle)
        column.addWidget(self.title)
        self.text = LeadLabel(text, wrap=True)
        self.text.setAlignment(middle)
        column.addWidget(self.text)
        self.text.setVisible(bool(text))
        if action:
            button = QuietButton(action)
            button.clicked.connect(self.acted)
            column.addSpacing(4)
            column.addWidget(button, 0, middle)
        column.addStretch(2)
