"""A page that scrolls when it is higher than the window, and shows nothing of that otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

WIDE_MARGIN, NARROW_MARGIN, TOP_MARGIN = 44, 20, 32
ROOMY = 640
"""Pixels of a page's width from which on its margins are wide."""


class ScrollPage(QScrollArea):
    """Holds one widget as wide as itself; scrolls up and down only, and follows the keyboard's focus.

    page: it is a whole page, whose margins it keeps: wide ones, and small ones where there is little room.
    """

    def __init__(self, inside: QWidget, parent: QWidget | None = None, *, page: bool = False) -> None:
        super().__init__(parent)
        self._page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._keep_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins of a page."""
        self._keep_margins()
        super().resizeEvent(event)

    def _keep_margins(self) -> None:
        inside = self.widget()
        layout = inside.layout() if self._page and inside is not None else None
        if layout is not None:
            side = WIDE_MARGIN if self.width() >= ROOMY else NARROW_MARGIN
            layout.setContentsMargins(side, TOP_MARGIN, side, TOP_MARGIN)
