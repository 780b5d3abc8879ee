"""What is attached to the open entry, as tiles under its text. Hidden while there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from closeness_desktop.records import Attachment
from closeness_desktop.window.attachments.tile import HEIGHT, Tile
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.flow_layout import FlowLayout

ROWS = 2
"""Lines of tiles that are in sight at most; the others are scrolled to."""

SHARE = 0.2
"""Of the window's height that they take at most, where one line has room in that."""


class _Row(QScrollArea):
    """Scrolls by itself alone: the arrow keys are the strip's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the strip."""
        event.ignore()


class Strip(QWidget):
    """Arrow keys walk the tiles; each signal carries an Attachment."""

    opened = Signal(object)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tiles: list[Tile] = []
        self._inside = QWidget()
        self._row = FlowLayout(self._inside, theme.px(8))
        self._scroll = _Row()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        self._scroll.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(self._scroll)
        self.setAccessibleName("Attached to this entry")
        self._restyle()
        theme.changed.connect(self._restyle)
        self.hide()

    def show_all(self, attachments: Sequence[tuple[Attachment, QImage | None]]) -> None:
        """Show these, each with its small picture if it has one."""
        if [one for one, _ in attachments] == [tile.attachment for tile in self.tiles]:
            return
        had = next((at for at, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        self._row.clear()
        self.tiles = []
        for attachment, picture in attachments:
            tile = Tile(self._theme, attachment, picture, self._inside)
            tile.clicked.connect(lambda _=False, one=attachment: self.opened.emit(one))
            tile.removed.connect(lambda one=attachment: self.removed.emit(one))
            tile.menu_wanted.connect(lambda at, one=attachment: self.menu_wanted.emit(one, at))
            self._row.addWidget(tile)
            tile.show()
            self.tiles.append(tile)
        self.setVisible(bool(self.tiles))
        self._arrange()
        if had is not None and self.tiles:
            self.tiles[min(had, len(self.tiles) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def tile(self, id: str) -> Tile | None:
        """The tile of an attachment."""
        return next((tile for tile in self.tiles if tile.attachment.id == id), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the tiles; what a tile leaves alone comes here."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        here = next((at for at, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if here is None or step is None:
            super().keyPressEvent(event)
            return
        if self.isRightToLeft() and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            step = -step
        tile = self.tiles[max(0, min(here + step, len(self.tiles) - 1))]
        tile.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(tile)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline above it."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many lines as there are, but no more than ROWS, and little of a small window."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _restyle(self) -> None:
        px = self._theme.px
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(16), px(10), px(8), px(10))
        self._arrange()

    def _arrange(self) -> None:
        px = self._theme.px
        most = min(px(ROWS * HEIGHT + 8), max(px(HEIGHT), round(self.window().height() * SHARE)))
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        wanted = self._row.heightForWidth(self.width() - px(24) - bar)
        self._scroll.setFixedHeight(min(max(wanted, px(HEIGHT)), most))
