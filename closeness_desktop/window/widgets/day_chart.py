"""Pleasantness day by day: dots, ranges, the 7-day line and the 28-day band. The only module with pyqtgraph.

It is imported when the first chart is shown. Nothing in it moves by itself; the wheel scrolls the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from closeness_desktop import trends
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.models.dates import date_text, in_words
from closeness_desktop.window.models.year_of_days import moods_in_words
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.labels import plain_tip

REACH = 14
"""How near a click has to come to a dot, in pixels."""
RANGES_UP_TO = 200
"""Days up to which the range of a day with several entries is drawn; beyond, lines would run together."""

TOP = 1.32
"""Where the axis ends above and below: beyond ±1, so that its words stand clear of every dot."""

EDGE = 0.05
"""Share of the axis at either end that gets no date, because the date would be cut off."""


@dataclass(frozen=True)
class Picture:
    """What is drawn: the days, the pieces of line and band, and the ends of the axis."""

    days: Sequence[trends.Day]
    line: Sequence[Sequence[trends.Point]]
    band: Sequence[Sequence[trends.Span]]
    since: dt.date
    until: dt.date


KEYS = (
    KeyHelp("Left or Right", "Walk from dot to dot"),
    KeyHelp("Home or End", "The first dot, the last"),
    KeyHelp("Return", "Open the day"),
)


class DayChart(QWidget):
    """`opened` carries the day whose dot was clicked, or chosen with the arrow keys and Enter."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: Picture | None = None
        self._current = -1
        self._dots: list[tuple[dt.date, float]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Pleasantness, day by day")
        self._plot = pg.PlotWidget(self, background=None)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAntialiasing(True)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(False, False)
        self._plot.hideButtons()
        self._plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self._plot.viewport().installEventFilter(self)
        self._plot.viewport().setMouseTracking(True)
        item = self._plot.getPlotItem()
        item.hideAxis("left")
        item.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)
        theme.changed.connect(self.redraw)

    def show_picture(self, picture: Picture | None) -> None:
        """Draw something else, or let go of everything."""
        self._picture = picture
        days = picture.days if picture is not None else ()
        self._dots = [(day.day, value) for day in days if (value := day.value) is not None]
        self._current = -1
        self.setAccessibleDescription(
            f"{len(self._dots)} days with a dot. Left and right go from day to day, Enter opens one."
        )
        self.redraw()

    @Slot()
    def redraw(self) -> None:
        """Draw everything in the colours of now."""
        self.setMinimumHeight(self._theme.px(220))
        item = self._plot.getPlotItem()
        item.clear()
        if (picture := self._picture) is None:
            return
        first, last = picture.since.toordinal(), picture.until.toordinal()
        item.setXRange(first - 0.6, last + 0.6, padding=0)
        item.setYRange(-TOP, TOP, padding=0)
        self._plot.setBackground(self._theme.color("surface"))
        self._draw_axis(first, last)
        self._draw_band(picture)
        if last - first < RANGES_UP_TO:
            self._draw_ranges(picture)
        self._draw_dots(last - first)
        self._draw_line(picture)
        self._mark = pg.ScatterPlotItem(
            size=self._theme.px(13), pen=pg.mkPen(self._theme.color("ink"), width=2)
        )
        self._mark.setBrush(None)
        item.addItem(self._mark)
        self._point_out()

    def _draw_axis(self, first: int, last: int) -> None:
        theme, item = self._theme, self._plot.getPlotItem()
        axis = item.getAxis("bottom")
        axis.setTicks([_ticks(first, last, self.width() / theme.px(84))])
        axis.setStyle(
            tickLength=0,
            tickTextOffset=theme.px(6),
            tickFont=theme.ui_font(13),
            hideOverlappingLabels=False,
            tickAlpha=0,
        )
        axis.setPen(pg.mkPen(None))
        axis.setTickPen(pg.mkPen(None))
        axis.setTextPen(theme.color("ink-soft"))
        axis.setHeight(self.fontMetrics().height() + theme.px(10))
        item.addItem(pg.InfiniteLine(0, angle=0, pen=pg.mkPen(theme.color("line"), width=1.4)))
        for y, words, anchor in ((TOP, "more pleasant", (0, 0)), (-TOP, "less pleasant", (0, 1))):
            label = pg.TextItem(words, color=theme.color("ink-soft"), anchor=anchor)
            label.setFont(theme.ui_font(13))
            label.setPos(first - 0.6, y)
            item.addItem(label)

    def _draw_band(self, picture: Picture) -> None:
        color = self._faint("teal", 0.16)
        for piece in picture.band:
            days = [span.day.toordinal() for span in piece]
            edges = [
                pg.PlotCurveItem(days, [getattr(span, end) for span in piece], pen=None)
                for end in ("low", "high")
            ]
            self._plot.addItem(pg.FillBetweenItem(*edges, brush=color))

    def _draw_ranges(self, picture: Picture) -> None:
        x, y = [], []
        for day in picture.days:
            if len(day.points) > 1:
                x += [day.day.toordinal()] * 2
                y += [min(day.points), max(day.points)]
        if x:
            pen = pg.mkPen(self._faint("teal", 0.4), width=1.4)
            self._plot.addItem(pg.PlotCurveItem(x, y, pen=pen, connect="pairs", antialias=True))

    def _draw_dots(self, length: int) -> None:
        size = self._theme.px(6 if length < RANGES_UP_TO else 4)
        self._plot.addItem(
            pg.ScatterPlotItem(
                [day.toordinal() for day, _ in self._dots],
                [value for _, value in self._dots],
                size=size,
                pen=pg.mkPen(None),
                brush=self._faint("teal", 0.5),
            )
        )

    def _draw_line(self, picture: Picture) -> None:
        long = (picture.until - picture.since).days >= RANGES_UP_TO
        thickness = 1.6 if long else 2.4
        pen = pg.mkPen(self._theme.color("teal"), width=thickness * self._theme.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        for piece in picture.line:
            days: list[float] = [point.day.toordinal() for point in piece]
            values = [point.value for point in piece]
            if len(piece) == 1:
                days, values = [days[0] - 0.3, days[0] + 0.3], values * 2
            self._plot.addItem(pg.PlotCurveItem(days, values, pen=pen, antialias=True))

    def _faint(self, token: str, opacity: float) -> QColor:
        color = self._theme.color(token)
        color.setAlphaF(opacity)
        return color

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the page; point out the nearest dot; open it on a click."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        if isinstance(event, QMouseEvent):
            near = self._near(event.position())
            if event.type() == QEvent.Type.MouseMove:
                self._choose(near)
                shape = Qt.CursorShape.PointingHandCursor if near >= 0 else Qt.CursorShape.ArrowCursor
                self._plot.viewport().setCursor(shape)
                QToolTip.showText(event.globalPosition().toPoint(), plain_tip(self.words(near)), self)
            elif event.type() == QEvent.Type.MouseButtonRelease and near >= 0:
                self.opened.emit(self._dots[near][0])
            return True
        if event.type() == QEvent.Type.Leave and not self.hasFocus():
            self._choose(-1)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home and End walk from dot to dot; Enter opens the day."""
        last = len(self._dots) - 1
        steps = {
            Qt.Key.Key_Left: max(0, self._current - 1) if self._current >= 0 else last,
            Qt.Key.Key_Right: min(last, self._current + 1) if self._current >= 0 else last,
            Qt.Key.Key_Home: min(0, last),
            Qt.Key.Key_End: last,
        }
        if event.key() in steps:
            self._choose(steps[Qt.Key(event.key())])
            spot = self._spot(self._current)
            QToolTip.showText(
                self._plot.viewport().mapToGlobal(spot.toPoint()), plain_tip(self.words(self._current)), self
            )
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.opened.emit(self._dots[self._current][0])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point nothing out any more."""
        self._choose(-1)
        super().focusOutEvent(event)

    def words(self, place: int) -> str:
        """What the day of a dot says; "" for none."""
        if place < 0 or self._picture is None:
            return ""
        date = self._dots[place][0]
        day = next(day for day in self._picture.days if day.day == date)
        entries = f"{day.entries} entries" if day.entries > 1 else "1 entry"
        return f"{in_words(date)}: {moods_in_words(day)}, {entries}"

    def _choose(self, place: int) -> None:
        if place != self._current:
            self._current = place
            self._point_out()
            if place >= 0:
                self.setAccessibleDescription(self.words(place))

    def _point_out(self) -> None:
        spots = [self._dots[self._current]] if self._current >= 0 else []
        self._mark.setData([day.toordinal() for day, _ in spots], [value for _, value in spots])

    def _near(self, position: QPointF) -> int:
        """The dot next to a place in the viewport, if one is within reach; else −1."""
        nearest, reach = -1, float(self._theme.px(REACH))
        for place in range(len(self._dots)):
            away = self._spot(place) - position
            distance = (away.x() ** 2 + away.y() ** 2) ** 0.5
            if distance < reach:
                nearest, reach = place, distance
        return nearest

    def _spot(self, place: int) -> QPointF:
        """Where a dot lies in the viewport."""
        day, value = self._dots[place]
        scene = self._plot.getPlotItem().getViewBox().mapViewToScene(QPointF(day.toordinal(), value))
        return QPointF(self._plot.mapFromScene(scene))


def _ticks(first: int, last: int, room: float) -> list[tuple[int, str]]:
    """Dates along the axis, at most `room` of them: Mondays, or the firsts of months."""
    since, until = dt.date.fromordinal(first), dt.date.fromordinal(last)
    by: trends.By = "week" if last - first < trends.WEEKS_UP_TO else "month"
    edge = dt.timedelta(days=(last - first) * EDGE)
    days = [day for day in trends.starts(since, until, by) if since + edge <= day <= until - edge]
    every = max(1, -int(-len(days) // max(1.0, room)))
    form = "d MMM" if by == "week" else "MMM yyyy" if last - first > 400 else "MMM"
    return [(day.toordinal(), date_text(day, form)) for day in days[::-every]]
