"""A card: a surface with a hairline and round corners, an optional heading, and whatever is put in it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from closeness_desktop.window.theme import tokens
from closeness_desktop.window.widgets.labels import HeadingLabel


class Card(QFrame):
    """`body` is its column; `add` puts the next widget or layout there. `heading` is None without a title."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        pad = tokens.CARD_PADDING
        self.body.setContentsMargins(pad + 2, pad, pad + 2, pad + 2)
        self.body.setSpacing(12)
        self.heading: HeadingLabel | None = None
        if title:
            self.heading = HeadingLabel(title, wrap=True)
            self.body.addWidget(self.heading)
            self.setAccessibleName(title)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout below what is there."""
        if isinstance(item, QLayout):
            self.body.addLayout(item, stretch)
        else:
            self.body.addWidget(item, stretch)

    def refill(self, widgets: Iterable[QWidget]) -> None:
        """Let these be all that it holds below its heading; without any it hides."""
        first = 0 if self.heading is None else 1
        while (item := self.body.takeAt(first)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        shown = list(widgets)
        for widget in shown:
            self.body.addWidget(widget)
        self.setVisible(bool(shown))
