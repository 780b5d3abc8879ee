"""Fields to type in: the one to search with, and those for numbers with room before their text."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QWidget

from closeness_desktop.window.theme.theme import Theme

_LENS = 16


class SearchField(QLineEdit):
    """A line with a lens before it; `name` is what a screen reader says."""

    def __init__(self, theme: Theme, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(False)
        self._restyle()
        theme.changed.connect(self._restyle)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field as ever, and the lens."""
        super().paintEvent(event)
        side, edge = self._theme.px(_LENS), self._theme.px(12)
        x = self.width() - edge - side if self.isRightToLeft() else edge
        painter = QPainter(self)
        lens = self._theme.pixmap("search", "ink-soft", _LENS, self.devicePixelRatioF())
        painter.drawPixmap(x, (self.height() - side) // 2, lens)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        room = self._theme.px(_LENS + 8)
        right = self.isRightToLeft()
        self.setTextMargins(0 if right else room, 0, room if right else 0, 0)
        self.update()


def indent(field: QAbstractSpinBox, theme: Theme) -> None:
    """Give a field of numbers room before its text; one of dates with a calendar has it.

    WORKAROUND: Qt's stylesheets ignore the padding of a spin box for the line edit inside it (6.11).
    """
    for line in field.findChildren(QLineEdit):
        line.setTextMargins(theme.px(10), 0, 0, 0)
