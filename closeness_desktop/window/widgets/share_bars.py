"""One mood over time: a bar for each week or month, as high as its share of the logged days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from closeness_desktop import trends
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.theme.tokens import Quadrant
from closeness_desktop.window.widgets.labels import plain_tip
from closeness_desktop.window.widgets.mood_bars import in_percent

HEIGHT = 92
"""Of the bars, in pixels of the design."""


class ShareBars(QWidget):
    """A chart of one mood. `chosen` carries the share that was clicked.

    large: higher, with the counts below the bars. The whole height is "on every logged day". A thin line is
    the 95 % interval. With fewer than five logged days a bucket shows a ring only, with none it stays empty.
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        shares: Sequence[trends.Share],
        labels: Sequence[str],
        quadrant: Quadrant | None,
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.name, self.shares, self._labels = theme, name, list(shares), list(labels)
        self._quadrant, self._large = quadrant, large
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        named = sum(share.days for share in shares)
        logged = sum(share.logged for share in shares)
        self.setAccessibleName(f"{name}, named on {trends.of_days(named, logged)}")
        self.setAccessibleDescription("The table has the counts of every bar.")
        self._restyle()
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """The name above, the labels below, the bars between."""
        line = self.fontMetrics().height() + self._theme.px(4)
        bars = self._theme.px(HEIGHT * 2 if self._large else HEIGHT)
        return QSize(self._theme.px(250), (3 if self._large else 2) * line + bars)

    def minimumSizeHint(self) -> QSize:
        """Narrower, never lower."""
        return QSize(self._theme.px(150), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, guide lines at none, half and all, then the bars."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(0, 0, self.width(), plot.top()), Qt.AlignmentFlag.AlignTop, self.name)
        painter.setPen(QPen(theme.color("line"), 1))
        for height in (0.0, 0.5, 1.0):
            y = plot.bottom() - height * plot.height()
            painter.drawLine(QPointF(0, y), QPointF(plot.right(), y))
        painter.setPen(theme.color("ink-soft"))
        for height, words in ((0.5, "half"), (1.0, "all")):
            spot = QRectF(plot.right() + theme.px(5), 0, self.width(), self.fontMetrics().height())
            spot.moveTop(plot.bottom() - height * plot.height() - spot.height() / 2)
            painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        self._draw_labels(painter, plot)
        for place, share in enumerate(self.shares):
            self._draw(painter, self._slot(plot, place), share)
        painter.end()

    def _draw(self, painter: QPainter, slot: QRectF, share: trends.Share) -> None:
        if share.share is None:
            return
        color = self._theme.color(self._quadrant or "ink-soft")
        top = slot.bottom() - share.share * slot.height()
        middle = slot.center().x()
        if not share.enough:
            painter.setPen(QPen(color, 1.5 * self._theme.scale))
            painter.setBrush(self._theme.color("surface"))
            radius = self._theme.px(3)
            painter.drawEllipse(QPointF(middle, top), radius, radius)
            return
        width = min(slot.width() * 0.62, self._theme.px(22))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        bar = QRectF(middle - width / 2, top, width, slot.bottom() - top)
        painter.drawRoundedRect(bar, 2, 2)
        whisker = QColor(self._theme.color("ink-soft"))
        whisker.setAlphaF(0.6)
        painter.setPen(QPen(whisker, 1))
        low, high = (slot.bottom() - end * slot.height() for end in (share.low, share.high))
        painter.drawLine(QPointF(middle, low), QPointF(middle, high))

    def _draw_labels(self, painter: QPainter, plot: QRectF) -> None:
        """As many labels as find room, each below its bar; the latest one for certain."""
        metrics, down = self.fontMetrics(), self._theme.px(3)
        texts = list(self._labels)
        if self._large:
            counts = (f"{share.days} of {share.logged}" if share.logged else "–" for share in self.shares)
            texts = [f"{label}\n{count}" for label, count in zip(texts, counts, strict=True)]
        widest = max(
            (metrics.horizontalAdvance(line) for text in texts for line in text.split("\n")), default=1
        )
        every = max(1, -int(-(widest + self._theme.px(8)) // (plot.width() / max(1, len(self.shares)))))
        for place in range(len(self.shares) - 1, -1, -every):
            box = QRectF(0, plot.bottom() + down, widest + 2, self.height() - plot.bottom())
            box.moveLeft(max(0.0, self._slot(plot, place).center().x() - box.width() / 2))
            painter.drawText(box, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter, texts[place])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a bar opens what lies behind it."""
        if (share := self._at(event.position())) is not None and share.days:
            self.chosen.emit(share)
        super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say the counts of the bar under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            share = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(self.words(share)) if share else "", self)
            return True
        return super().event(event)

    def words(self, share: trends.Share) -> str:
        """What one bar says."""
        label = self._labels[self.shares.index(share)]
        if share.share is None:
            return f"{label}: no day logged"
        counts = f"{label}: {self.name} on {trends.of_days(share.days, share.logged)}"
        return f"{counts}, {in_percent(share)}" if share.enough else counts

    def _plot(self) -> QRectF:
        line = self.fontMetrics().height() + self._theme.px(4)
        right = self.fontMetrics().horizontalAdvance("half") + self._theme.px(6)
        top = line + self._theme.px(6)
        below = line * (2 if self._large else 1) + self._theme.px(2)
        return QRectF(0, top, self.width() - right, self.height() - top - below)

    def _slot(self, plot: QRectF, place: int) -> QRectF:
        width = plot.width() / max(1, len(self.shares))
        return QRectF(plot.left() + place * width, plot.top(), width, plot.height())

    def _at(self, position: QPointF) -> trends.Share | None:
        plot = self._plot()
        for place, share in enumerate(self.shares):
            if self._slot(plot, place).contains(position):
                return share
        return None

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.ui_font(13))
        self.updateGeometry()
        self.update()
