"""How a line of the palette is drawn: what it is called, and at its end what kind it is, its date or keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from closeness_desktop.window.palette_find import Offer
from closeness_desktop.window.theme import tokens
from closeness_desktop.window.theme.theme import Theme

OFFER = Qt.ItemDataRole.UserRole
"""The role under which a model gives the Offer of a row."""

_SIDE, _ABOVE = 12, 9
"""Pixels of the design: at the sides, above and below the text."""

_MOST_BESIDE = 0.45
"""The share of a row that what stands at its end may take."""


class PaletteRows(QStyledItemDelegate):
    """Paints Offers. What came from a person is drawn, never read as markup."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line of text with room around it; the same for every row."""
        px = self._theme.px
        return QSize(px(120), QFontMetrics(self._theme.ui_font()).height() + 2 * px(_ABOVE))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row; the marked one on a wash."""
        offer = index.data(OFFER)
        if not isinstance(offer, Offer):
            return
        theme, px, rect = self._theme, self._theme.px, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("teal-wash" if marked else "rail"))
            radius = px(tokens.FIELD_RADIUS)
            painter.drawRoundedRect(rect, radius, radius)
        area = rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        small = theme.ui_font(13)
        end = " · ".join(filter(None, (offer.beside, "" if offer.kind == "Do" else offer.kind)))
        painter.setFont(small)
        painter.setPen(theme.color("ink-soft"))
        room = min(QFontMetrics(small).horizontalAdvance(end) + 1, round(area.width() * _MOST_BESIDE))
        beside = QRect(area.right() - room, area.top(), room, area.height())
        self._text(painter, beside, end, Qt.AlignmentFlag.AlignRight, option)
        painter.setFont(theme.ui_font(15, QFont.Weight.Medium if marked else QFont.Weight.Normal))
        painter.setPen(theme.color("ink"))
        title = QRect(area.left(), area.top(), area.width() - room - px(_SIDE), area.height())
        self._text(painter, title, offer.title, Qt.AlignmentFlag.AlignLeft, option)
        painter.restore()

    def _text(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        side: Qt.AlignmentFlag,
        option: QStyleOptionViewItem,
    ) -> None:
        direction = option.direction
        area = option.rect
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 1)
        painter.drawText(
            QStyle.visualRect(direction, area, place),
            QStyle.visualAlignment(direction, side | Qt.AlignmentFlag.AlignVCenter),
            shown,
        )
