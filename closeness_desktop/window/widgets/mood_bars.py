"""Moods as bars: on how many of the logged days each was named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop import trends
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.theme.tokens import QUADRANT_WORDS, Quadrant
from closeness_desktop.window.widgets.buttons import Button
from closeness_desktop.window.widgets.labels import plain_tip

BAR = 9
"""Height of a bar in pixels of the design."""
SHORTEST = 64
"""Width below which a bar gets the room of the word "days"."""


class MoodBars(QWidget):
    """One row for each mood, most named first; `chosen` carries the name of the one that is pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.rows: list[MoodRow] = []

    def show_moods(self, moods: Sequence[tuple[trends.Mood, Quadrant | None]], of: int) -> None:
        """Show these moods, named on `of` logged days."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [MoodRow(self._theme, mood, quadrant, of) for mood, quadrant in moods]
        metrics = QFontMetrics(self._theme.ui_font(13))
        for place, row in enumerate(self.rows):
            row.name_width = 2 + max(metrics.horizontalAdvance(each.mood.name) for each in self.rows)
            row.count_width = max(metrics.horizontalAdvance(each.count) for each in self.rows)
            row.short_width = max(metrics.horizontalAdvance(each.short_count) for each in self.rows)
            row.clicked.connect(self._pressed)
            self._column.insertWidget(place, row)

    @Slot()
    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, MoodRow):
            self.chosen.emit(row.mood.name)


class MoodRow(Button):
    """A mood, its bar in the colour of its quadrant, and its count."""

    def __init__(
        self,
        theme: Theme,
        mood: trends.Mood,
        quadrant: Quadrant | None,
        of: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._theme, self.mood, self._quadrant = theme, mood, quadrant
        self.count = trends.of_days(mood.days, of)
        self.short_count = f"{mood.days} of {of}"
        self.name_width = self.count_width = self.short_width = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        place = f" {QUADRANT_WORDS[quadrant].capitalize()}." if quadrant else ""
        self.setAccessibleName(f"{mood.name}, named on {self.count}")
        self.setAccessibleDescription(f"{in_percent(mood)}{place}")
        self.setToolTip(plain_tip(f"{mood.name}: {self.count}, {in_percent(mood)}{place}"))
        self._restyle()
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """As high as its words."""
        metrics = self.fontMetrics()
        needed = 2 * metrics.horizontalAdvance(self.count) + metrics.horizontalAdvance(self.mood.name)
        return QSize(needed, metrics.height() + self._theme.px(12))

    def minimumSizeHint(self) -> QSize:
        """Its words with a stump of a bar between them."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.short_count) + min(self.name_width, self._theme.px(110))
        return QSize(words + self._theme.px(SHORTEST + 20), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, bar, count; an outline while it has the focus."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, gap = self.fontMetrics(), theme.px(10)
        name_width = min(self.name_width, max(theme.px(60), self.width() // 3))
        bar_left = name_width + gap
        count, count_width = self.count, self.count_width
        if self.width() - bar_left - gap - count_width < theme.px(SHORTEST):
            count, count_width = self.short_count, self.short_width
        bar_width = max(0, self.width() - bar_left - gap - count_width)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(theme.color("teal" if self.hasFocus() else "line"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-1, 1, 1, -1).intersected(self.rect()), 6, 6)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.color("ink"))
        name = metrics.elidedText(self.mood.name, Qt.TextElideMode.ElideRight, name_width)
        box = QRectF(self.rect())
        painter.drawText(QRectF(0, 0, name_width, box.height()), centre | Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(theme.color("ink-soft"))
        painter.drawText(box, centre | Qt.AlignmentFlag.AlignRight, count)
        high = theme.px(BAR)
        track = QRectF(bar_left, (box.height() - high) / 2, bar_width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(track, high / 2, high / 2)
        painter.setBrush(theme.color(self._quadrant or "ink-soft"))
        track.setWidth(max(high, bar_width * self.mood.share))
        painter.drawRoundedRect(track, high / 2, high / 2)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.ui_font(13))
        self.updateGeometry()
        self.update()


def in_percent(mood: trends.Mood | trends.Share) -> str:
    """A share with its interval in plain words."""
    share = mood.share or 0.0
    return f"{share:.0%} of them; anything from {mood.low:.0%} to {mood.high:.0%} would fit as well."
