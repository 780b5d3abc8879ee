"""A page that scrolls when it is higher than the window, and shows nothing of that otherwise."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

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
        self.keep_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins of a page."""
        self.keep_margins()
        super().resizeEvent(event)

    def keep_margins(self) -> None:
        """Give the widget inside the margins of a page; after its layout was made, if that came later."""
        inside = self.widget()
        layout = inside.layout() if self._page and inside is not None else None
        if layout is not None:
            side = WIDE_MARGIN if self.width() >= ROOMY else NARROW_MARGIN
            layout.setContentsMargins(side, TOP_MARGIN, side, TOP_MARGIN)


def scroll_by_key(view: QWidget | None, event: QKeyEvent) -> bool:
    """Scroll a view that is or holds a page, when a page key was pressed outside it; whether it was one."""
    steps = {
        Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
        Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    }
    step = steps.get(Qt.Key(event.key()))
    page = view if view is None or isinstance(view, ScrollPage) else view.findChild(ScrollPage)
    if step is None or page is None:
        return False
    page.verticalScrollBar().triggerAction(step)
    return True
