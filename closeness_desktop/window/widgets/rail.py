"""The rail: where one can go, with the way out at its foot. Words and icons, or icons alone when narrow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.window.theme import tokens
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import WalkedButton
from closeness_desktop.window.widgets.circles import LogoMark

PLACES: tuple[tuple[str, str, str], ...] = (
    ("today", "Today", "sun"),
    ("journal", "Journal", "notebook-pen"),
    ("practice", "Practice", "wind"),
    ("people", "People", "users"),
    ("trends", "Trends", "chart-line"),
)
FOOT: tuple[tuple[str, str, str], ...] = (
    ("help", "Help", "life-buoy"),
    ("settings", "Settings", "settings"),
    ("lock", "Lock now", "lock"),
)
"""Name, word and icon of each place; "lock" is no page but a thing to do."""

COLLAPSE_BELOW = 920
"""Width of the window, in pixels of the design, under which the words go."""


class RailItem(WalkedButton):
    """One place on the rail: an icon and a word, on a wash while one is there."""

    def __init__(self, theme: Theme, name: str, word: str, icon: str) -> None:
        super().__init__()
        self._theme, self.name, self._word, self._icon = theme, name, word, icon
        self.collapsed = False
        self.setCheckable(name != "lock")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def set_collapsed(self, collapsed: bool) -> None:
        """Show the icon alone, and the word as a tooltip."""
        self.collapsed = collapsed
        self.setToolTip(self._word if collapsed else "")
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """A click does not check it: being there does."""

    def sizeHint(self) -> QSize:
        """As high as its word with room around it."""
        self.setFont(self._face(bold=True))
        height = max(self._theme.px(40), self.fontMetrics().height() + self._theme.px(20))
        if self.collapsed:
            return QSize(height, height)
        return QSize(self.fontMetrics().horizontalAdvance(self._word) + self._theme.px(64), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the wash, the icon and the word."""
        theme, here = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(tokens.FIELD_RADIUS)
        if here or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setOpacity(1 if here else 0.45)
            painter.setBrush(theme.color("teal-wash"))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
            painter.setOpacity(1)
        if self.ringed:
            painter.setPen(QPen(theme.color("teal"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        token = "teal" if here else "ink-soft"
        icon = theme.pixmap(self._icon, token, 18, self.devicePixelRatioF())
        side = theme.px(18)
        x = (self.width() - side) // 2 if self.collapsed else theme.px(12)
        if self.isRightToLeft() and not self.collapsed:
            x = self.width() - x - side
        painter.drawPixmap(x, (self.height() - side) // 2, icon)
        if not self.collapsed:
            painter.setFont(self._face(bold=here))
            painter.setPen(theme.color(token))
            text = self.rect().adjusted(theme.px(42), 0, -theme.px(8), 0)
            if self.isRightToLeft():
                text = self.rect().adjusted(theme.px(8), 0, -theme.px(42), 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self._word)
        painter.end()

    def _face(self, *, bold: bool) -> QFont:
        return self._theme.ui_font(15, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)


class Rail(QWidget):
    """`chosen` carries the name of a place, or "lock". One stop for Tab; arrows walk within it."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width = 0
        self._collapsed = False
        self.setAccessibleName("Pages")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._logo = LogoMark(theme)
        head = QHBoxLayout()
        head.addWidget(self._logo)
        self._head = head
        self._column.addLayout(head)
        self.items = {name: RailItem(theme, name, word, icon) for name, word, icon in (*PLACES, *FOOT)}
        for name, item in self.items.items():
            if name == FOOT[0][0]:
                self._column.addStretch(1)
            item.clicked.connect(self._clicked)
            self._column.addWidget(item)
        self.set_current(PLACES[0][0])
        self._lay_out()
        theme.changed.connect(self._restyle)

    def set_current(self, name: str) -> None:
        """Mark where one is; a page that is not on the rail marks none."""
        for each, item in self.items.items():
            item.setChecked(each == name)
            item.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.items.get(name, self.items[PLACES[0][0]]).setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def fit(self, width: int) -> None:
        """Collapse to icons in a window narrower than 920 pixels of the design, unfold in a wider one."""
        self._width = width
        collapsed = width < self._theme.px(COLLAPSE_BELOW)
        if collapsed != self._collapsed:
            self._collapsed = collapsed
            self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk from place to place, Home and End to the first and last."""
        places = list(self.items.values())
        at = next((n for n, item in enumerate(places) if item.hasFocus()), 0)
        steps = {
            Qt.Key.Key_Down: at + 1,
            Qt.Key.Key_Up: at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(places) - 1,
        }
        if (to := steps.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
        else:
            places[to % len(places)].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its own ground, and a hairline towards the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("rail"))
        edge = 0 if self.isRightToLeft() else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), self._theme.color("line"))
        painter.end()

    def _lay_out(self) -> None:
        side = 8 if self._collapsed else 14
        self._column.setContentsMargins(side, 24, side + 1, 20)
        self._head.setContentsMargins(*((6, 0, 6, 22) if self._collapsed else (9, 0, 9, 22)))
        self._logo.set_name_shown(not self._collapsed)
        middle = Qt.AlignmentFlag.AlignHCenter if self._collapsed else Qt.AlignmentFlag.AlignLeading
        self._head.setAlignment(self._logo, middle)
        for item in self.items.values():
            item.set_collapsed(self._collapsed)
        logo = self._logo.sizeHint().width() + (12 if self._collapsed else 18)
        least = 0 if self._collapsed else self._theme.px(196)
        self.setFixedWidth(max(least, logo + 2 * side + 1, self._widest() + 2 * side + 1))
        self.update()

    def _widest(self) -> int:
        return max(item.sizeHint().width() for item in self.items.values())

    @Slot()
    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.chosen.emit(item.name)

    @Slot()
    def _restyle(self) -> None:
        self._collapsed = self._width < self._theme.px(COLLAPSE_BELOW) if self._width else False
        self._lay_out()
