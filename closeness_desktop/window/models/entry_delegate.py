"""How one line of the list of entries is drawn: heading and date, below them feelings or first words; in a
search, the words around what was found, which is marked."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from closeness_desktop.journal.hits import Snippet, Sought, Span, spans
from closeness_desktop.records import EntryLine
from closeness_desktop.window.editor.places import utf16_length
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.models.entry_list import EntryRole, heading
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.labels import plain_tip

_SIDE, _ABOVE, _BETWEEN, _BAR = 16, 12, 3, 3
"""Pixels of the design: at the sides, above and below, between the two lines; width of the bar."""

_DAY_HELD = 1.0
"""Seconds for which the answer to “which day is it” serves."""

Index = QModelIndex | QPersistentModelIndex


def short_date(day: str, today: dt.date) -> str:
    """ "24 Nov" for a day ("YYYY-MM-DD") of this year, "24 Nov 2025" for one of another."""
    date = dt.date.fromisoformat(day)
    return date_text(date, "d MMM" if date.year == today.year else "d MMM yyyy")


class EntryDelegate(QStyledItemDelegate):
    """Paints EntryLines. quadrant: token of a feeling's colour, given its name; "" where it has no place."""

    def __init__(
        self,
        theme: Theme,
        quadrant: Callable[[str], str],
        today: Callable[[], dt.date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._quadrant, self._today = theme, quadrant, today
        self._day: dt.date | None = None
        self._day_asked = 0.0
        self._restyle()
        theme.changed.connect(self._restyle)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of text with room around them; the same for every row."""
        px = self._theme.px
        first, second = self._bold_metrics, self._small_metrics
        return QSize(px(120), 2 * px(_ABOVE) + first.height() + px(_BETWEEN) + second.height() + 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row. The chosen one has a ground of its own and a bar at its start."""
        line = index.data(EntryRole.LINE)
        if not isinstance(line, EntryLine):
            return
        theme, px, rect = self._theme, self._theme.px, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("teal-wash"))
            painter.fillRect(
                self._mirrored(QRect(rect.left(), rect.top(), px(_BAR), rect.height()), rect, option),
                theme.color("teal"),
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("rail"))
        is_last_pinned = index.data(EntryRole.PINNED) and not index.sibling(index.row() + 1, 0).data(
            EntryRole.PINNED
        )
        edge = px(4) if is_last_pinned else 1
        painter.fillRect(rect.left(), rect.bottom() - edge + 1, rect.width(), edge, theme.color("line"))
        area = rect.adjusted(px(_SIDE), px(_ABOVE), -px(_SIDE), -px(_ABOVE) - 1)
        sought = index.data(EntryRole.SOUGHT) or Sought()
        snippet = index.data(EntryRole.SNIPPET)
        pinned = bool(index.data(EntryRole.PINNED))
        marked = self._paint_first(painter, area, line, sought, option, pinned=pinned)
        top = area.top() + self._bold_metrics.height() + px(_BETWEEN)
        below = QRect(area.left(), top, area.width(), self._small_metrics.height())
        if isinstance(snippet, Snippet) and (snippet.is_cut or not marked):
            self._paint_snippet(painter, below, snippet, option)
        elif line.feelings:
            self._paint_feelings(painter, below, line, option)
        else:
            self._paint_words(painter, below, line, sought, option)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell in full what was cut."""
        line = index.data(EntryRole.LINE)
        if event.type() == QEvent.Type.ToolTip and isinstance(line, EntryLine):
            words = [heading(line), ", ".join(feeling.name for feeling in line.feelings)]
            QToolTip.showText(event.globalPos(), plain_tip("\n".join(filter(None, words))), view)
            return True
        return super().helpEvent(event, view, option, index)

    def _paint_first(
        self,
        painter: QPainter,
        area: QRect,
        line: EntryLine,
        sought: Sought,
        option: QStyleOptionViewItem,
        *,
        pinned: bool,
    ) -> bool:
        """Heading, pin, star and date; returns whether something is marked in the heading."""
        theme, px = self._theme, self._theme.px
        bold, small = self._bold_metrics, self._small_metrics
        date = short_date(line.at.day, self._this_day())
        room = small.horizontalAdvance(date)
        first = QRect(area.left(), area.top(), area.width(), bold.height())
        end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(self._small)
        painter.setPen(theme.color("ink-soft"))
        painter.drawText(first, self._aligned(end, option), date)
        side, ratio = px(13), painter.device().devicePixelRatio()
        for icon, shown in (("star", line.starred), ("pin", pinned)):
            if shown:
                place = QRect(first.right() - room - px(6) - side, first.center().y() - side // 2, side, side)
                painter.drawPixmap(
                    self._mirrored(place, first, option), theme.pixmap(icon, "teal", 13, ratio)
                )
                room += px(6) + side
        words = first.adjusted(0, 0, -room - px(10), 0)
        painter.setFont(self._bold)
        painter.setPen(theme.color("ink"))
        head = heading(line)
        marks = spans(head, sought)
        self._paint_text(painter, self._mirrored(words, first, option), head, bold, option, marks)
        return bool(marks)

    def _paint_feelings(
        self, painter: QPainter, area: QRect, line: EntryLine, option: QStyleOptionViewItem
    ) -> None:
        """Each with a mark in the colour of its quadrant, as many as fit."""
        theme, px = self._theme, self._theme.px
        metrics = self._small_metrics
        painter.setFont(self._small)
        x = area.left()
        for number, feeling in enumerate(line.feelings):
            left = len(line.feelings) - number
            width = px(10) + metrics.horizontalAdvance(feeling.name)
            more = metrics.horizontalAdvance(f"+{left}")
            room = area.right() - x - (more + px(10) if left > 1 else 0)
            if width > room and number > 0:
                painter.setPen(theme.color("ink-soft"))
                word = QRect(x, area.top(), area.right() - x, area.height())
                self._paint_text(painter, self._mirrored(word, area, option), f"+{left}", metrics, option)
                return
            word = QRect(x, area.top(), min(width, room), area.height())
            placed = self._mirrored(word, area, option)
            dot = placed.right() - px(3) if self._is_mirrored(option) else placed.left() + px(3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(self._quadrant(feeling.name) or "ink-soft"))
            painter.drawEllipse(QPointF(dot + 0.5, area.center().y() + 1.5), px(3), px(3))
            painter.setPen(theme.color("ink-soft"))
            text = (
                placed.adjusted(0, 0, -px(10), 0)
                if self._is_mirrored(option)
                else placed.adjusted(px(10), 0, 0, 0)
            )
            self._paint_text(painter, text, feeling.name, metrics, option)
            x += width + px(12)

    def _paint_words(
        self, painter: QPainter, area: QRect, line: EntryLine, sought: Sought, option: QStyleOptionViewItem
    ) -> None:
        """The first words, unless they stand in the first line already."""
        words = " ".join(line.excerpt.split())
        if not line.title.strip():
            words = " ".join(line.excerpt.strip().partition("\n")[2].split())
        painter.setFont(self._small)
        painter.setPen(self._theme.color("ink-soft"))
        self._paint_text(painter, area, words, self._small_metrics, option, spans(words, sought))

    def _paint_snippet(
        self, painter: QPainter, area: QRect, snippet: Snippet, option: QStyleOptionViewItem
    ) -> None:
        """The words around the first place that was found."""
        before = "… " if snippet.is_cut else ""
        marks = [(start + len(before), end + len(before)) for start, end in snippet.hits]
        painter.setFont(self._small)
        painter.setPen(self._theme.color("ink-soft"))
        self._paint_text(painter, area, before + snippet.text, self._small_metrics, option, marks)

    def _paint_text(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        metrics: QFontMetrics,
        option: QStyleOptionViewItem,
        marks: Sequence[Span] = (),
    ) -> None:
        """One line of text, cut where the room ends. marks: offsets of what is to stand out."""
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() + 1)
        if not marks:
            start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(area, self._aligned(start, option), shown)
            return
        left = len(shown) if shown == text else len(shown) - 1  # of what is cut an ellipsis is the end
        layout = QTextLayout(shown, painter.font())
        layout.setTextOption(QTextOption(self._aligned(Qt.AlignmentFlag.AlignLeft, option)))
        layout.setFormats(
            [self._format(shown, start, min(end, left)) for start, end in marks if start < left]
        )
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width() + 1)
        layout.endLayout()
        layout.draw(painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))

    def _format(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        look = QTextCharFormat()
        look.setBackground(self._theme.color("coral-wash"))
        look.setForeground(self._theme.color("ink"))
        made = QTextLayout.FormatRange()
        made.start = utf16_length(text[:start])
        made.length = utf16_length(text[start:end])
        made.format = look
        return made

    def _is_mirrored(self, option: QStyleOptionViewItem) -> bool:
        return option.direction == Qt.LayoutDirection.RightToLeft

    def _aligned(self, alignment: Qt.AlignmentFlag, option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
        return QStyle.visualAlignment(option.direction, alignment)

    def _mirrored(self, rect: QRect, within: QRect, option: QStyleOptionViewItem) -> QRect:
        return QStyle.visualRect(option.direction, within, rect)

    def _this_day(self) -> dt.date:
        """Today. Asked for once for all rows that are painted together."""
        now = time.monotonic()
        if self._day is None or now - self._day_asked > _DAY_HELD:
            self._day, self._day_asked = self._today(), now
        return self._day

    @Slot()
    def _restyle(self) -> None:
        """Made once, not for every row."""
        self._bold, self._small = self._theme.ui_font(15, QFont.Weight.DemiBold), self._theme.ui_font(13)
        self._bold_metrics, self._small_metrics = QFontMetrics(self._bold), QFontMetrics(self._small)
