"""The line in which a search is typed. A mistake in it is underlined where it stands."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QTextLayout
from PySide6.QtWidgets import QWidget

from closeness_desktop.window.editor.places import utf16_length
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.fields import SearchField

_WAVE, _THICK = 3, 1.5
"""Pixels of the design: half of a wave of the underline, and how thick it is."""

_CURSOR_INDENT = 5
"""Pixels by which Qt's `cursorRect` begins before the cursor itself (QWidgetLineControl, 6.11)."""


class QueryLine(SearchField):
    """Places are told in code points."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Search your entries", "Search", parent)
        self._mistake: tuple[int, int] | None = None
        self.textChanged.connect(self.clear_mistake)

    @property
    def mistake(self) -> tuple[int, int] | None:
        """Where the mistake that is underlined begins and ends."""
        return self._mistake

    def show_mistake(self, start: int, end: int, sentence: str) -> None:
        """Underline it; a screen reader says the sentence with the line."""
        self._mistake = start, end
        self.setAccessibleDescription(sentence)
        self.update()

    def clear_mistake(self) -> None:
        """Nothing is wrong with what is there now."""
        if self._mistake is not None:
            self._mistake = None
            self.setAccessibleDescription("")
            self.update()

    def go_to_mistake(self) -> None:
        """Select what is underlined, to be typed anew."""
        if self._mistake is not None:
            start, end = (utf16_length(self.text()[:place]) for place in self._mistake)
            self.setSelection(start, end - start)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line as ever, and a wave under the mistake."""
        super().paintEvent(event)
        if self._mistake is None:
            return
        area = self._mistaken_area()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margins = self.textMargins()
        edge = self._theme.px(12)
        painter.setClipRect(self.rect().adjusted(margins.left() + edge, 0, -margins.right() - edge, 0))
        painter.setPen(QPen(self._theme.color("coral"), self._theme.px(_THICK)))
        painter.drawPolyline(self._wave(area))
        painter.end()

    def _mistaken_area(self) -> QRectF:
        """Where the mistake stands in the line."""
        assert self._mistake is not None  # noqa: S101 (asked for only then)
        layout = QTextLayout(self.text(), self.font())
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()

        def across(place: int) -> float:
            x, _ = cast("tuple[float, int]", line.cursorToX(place))  # which the stubs do not know
            return x

        cursor = self.cursorRect()
        shift = cursor.left() + _CURSOR_INDENT - across(self.cursorPosition())
        start, end = (across(utf16_length(self.text()[:place])) + shift for place in self._mistake)
        width = max(abs(end - start), 2.0 * self._theme.px(_WAVE))
        return QRectF(min(start, end), cursor.top(), width, cursor.height())

    def _wave(self, area: QRectF) -> QPolygonF:
        half = self._theme.px(_WAVE)
        points = [
            QPointF(area.left() + number * half, area.bottom() + (half / 2 if number % 2 else 0) - 1)
            for number in range(int(area.width() // half) + 1)
        ]
        return QPolygonF(points)
