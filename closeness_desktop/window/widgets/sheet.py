"""A sheet that lies over the whole of the open journal for a moment: the page below dims, Tab stays on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.labels import ReadingHeading
from closeness_desktop.window.widgets.scroll import ScrollPage
from closeness_desktop.window.widgets.tab_order import in_order

_FRAME = QMargins(1, 1, 1, 1)
"""The hairline of a card, in pixels."""

_MARGIN, _NARROW_MARGIN = 56, 12
_DIM = 0.34
"""How dark the page below becomes, 0 to 1."""


class Sheet(QWidget):
    """Covers its parent until Escape, its cross or a click beside it; `closed` comes then.

    wide: width of the card in pixels of the design, where the window has them.
    """

    closed = Signal()

    def __init__(self, theme: Theme, title: str, over: QWidget, *, wide: int = 640) -> None:
        super().__init__(over)
        self.theme = theme
        self._over = over
        self._wide = wide
        self._before: QWidget | None = None
        self.setAccessibleName(title)
        self.card = Card(parent=self)
        self.card.setAccessibleName(title)
        self._inside: QWidget | None = None
        self._head = head = QHBoxLayout()
        head.addWidget(ReadingHeading(title, wrap=True), 1)
        self.cross = IconButton(theme, "x", "Close (Escape)")
        self.cross.clicked.connect(self.shut)
        head.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self.card.add(head)
        over.installEventFilter(self)
        self.hide()

    def fill(self, inside: QWidget) -> None:
        """Put what it shows below the heading; it scrolls where it is higher than the window."""
        self._inside = inside
        inside.installEventFilter(self)
        self.card.add(ScrollPage(inside), 1)

    # What a sheet of a kind may say

    def wanted_height(self, width: int) -> int:
        """How high the card should be at a width, if there is room."""
        inside = self._inside
        if inside is None:
            return self.card.sizeHint().height()
        margins = self.card.body.contentsMargins() + _FRAME
        room = width - margins.left() - margins.right()
        height = inside.heightForWidth(room) if inside.hasHeightForWidth() else inside.sizeHint().height()
        around = margins.top() + margins.bottom() + self.card.body.spacing()
        return around + self._head.sizeHint().height() + height

    def take_focus(self) -> None:
        """It is shown: let the keyboard begin where a person would."""
        self.cross.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """It is about to be shut, or the journal to be locked: save what is unsaved. Raises StorageError."""

    def forget(self) -> None:
        """Let go of all text it holds."""

    # Coming and going

    def open(self) -> None:
        """Show it over everything, and remember where the keyboard was."""
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self._place()  # its parts know their sizes only now
        self.take_focus()

    @Slot()
    def shut(self) -> None:
        """Give the keyboard back to where it was, and go."""
        self.leave()
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.forget()
        self.closed.emit()
        self.deleteLater()

    # Its room

    def _place(self) -> None:
        over = self._over
        self.setGeometry(over.rect())
        narrow = over.width() < self.theme.px(self._wide) + 2 * _MARGIN
        margin = _NARROW_MARGIN if narrow else _MARGIN
        width = min(self.theme.px(self._wide), over.width() - 2 * margin)
        height = min(self.wanted_height(width), over.height() - 2 * margin)
        self.card.setGeometry((over.width() - width) // 2, margin, width, height)

    def event(self, event: QEvent) -> bool:
        """Make room when what it holds has grown."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover what it lies over, whatever its size, and grow with what it holds."""
        grown = watched is self._inside and event.type() == QEvent.Type.LayoutRequest
        if grown or (watched is self._over and event.type() == QEvent.Type.Resize):
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies below."""
        dim = QColor(0, 0, 0) if self.theme.is_dark else self.theme.color("ink")
        dim.setAlphaF(_DIM)
        painter = QPainter(self)
        painter.fillRect(self.rect(), dim)
        painter.end()

    # Keys and clicks

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round on the sheet; what lies below is out of reach.

        WORKAROUND: PySide 6.11 takes what `nextInFocusChain` returns for a child of the widget asked, and for
        deleted together with it. So the order is that of the layouts.
        """
        stops = [each for each in in_order(self.card) if each.isVisible() and each.isEnabled()]
        now = QApplication.focusWidget()
        at = stops.index(now) if now in stops else -1 if next else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        if stops:
            stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back; no other key falls through to the page below."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside it goes back too."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.shut()
        event.accept()
