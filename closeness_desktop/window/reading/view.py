"""An entry being read: its text as a page in one column, with links and checkboxes that work."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.editor.column import ColumnTextEdit
from closeness_desktop.window.editor.look import EditorLook
from closeness_desktop.window.platform import clipboard
from closeness_desktop.window.reading.document import Pictures, ReadingDocument
from closeness_desktop.window.reading.look import Look
from closeness_desktop.window.reading.render import ATTACHMENT, BOX, attachment_id
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.labels import plain_tip

KEYS = (
    KeyHelp("Tab", "Go to the next link or checkbox"),
    KeyHelp("Enter", "Open the link, or tick the box"),
)

_PAUSE = 120
"""Milliseconds after the last change of width before pictures are fitted anew."""

_KEEP = QTextCursor.MoveMode.KeepAnchor
_Place = tuple[int, int, str]
"""Where a link stands: start and end in the document, and its address."""


class ReadingView(ColumnTextEdit):
    """Shows one Markdown text. Loads nothing but pictures of the journal, and opens nothing itself."""

    link_wanted = Signal(str)
    """A link was followed: an address on the web, or of a mailbox."""

    attachment_wanted = Signal(str)
    """A link to an attachment was followed, or its picture clicked: its id."""

    box_wanted = Signal(int)
    """A checkbox was clicked: the number of its line, counted from 0 as the editor does."""

    _source: str | None = None

    def __init__(self, theme: Theme, pictures: Pictures | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed = ""
        self._boxes = False
        self._fitted = 0
        self._page = ReadingDocument(pictures, self)
        self.setDocument(self._page)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.viewport().setMouseTracking(True)
        self.invitation = "Nothing is written here yet"
        self.setAccessibleName("Text of the entry, to be read")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._fit)
        self._restyle()

    # --- the text ---

    def show_text(self, source: str, *, boxes: bool = True) -> None:
        """Show a text from its beginning. boxes: whether its checkboxes can be ticked here."""
        self._source, self._boxes = source, boxes
        self._render()
        self.verticalScrollBar().setValue(0)

    def update_text(self, source: str) -> None:
        """Show what became of the text, and stay where it was being read."""
        if source == self._source:
            return
        scrolled = self.verticalScrollBar().value()
        link = self._marked_link()
        self._source = source
        self._render()
        self.verticalScrollBar().setValue(scrolled)
        if link is not None:
            self._mark(next((each for each in self._links() if each[2] == link[2]), None))

    def forget(self) -> None:
        """Let go of the text and its pictures."""
        self._source = None
        self._pause.stop()
        self._page.forget()
        self.arrange()

    def _render(self) -> None:
        if self._source is None:
            return
        self.arrange()
        self._fitted = self._column()
        self._page.show_text(
            self._source,
            self._dress(),
            width=self._fitted,
            ratio=self.devicePixelRatioF(),
            boxes=self._boxes,
        )
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.arrange()

    def _dress(self) -> Look:
        return Look.of(self._theme, self._look.font(self._theme))

    def _column(self) -> int:
        """The width in pixels that the text has."""
        form = self.document().rootFrame().frameFormat()
        return max(1, round(self.viewport().width() - form.leftMargin() - form.rightMargin()))

    @Slot()
    def _fit(self) -> None:
        """Fit the pictures into a column that is wider or narrower now."""
        if self._source is not None and self._column() != self._fitted:
            scrolled = self.verticalScrollBar().value()
            self._render()
            self.verticalScrollBar().setValue(scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle, and its pictures in the column."""
        super().resizeEvent(event)
        if self._source is not None and f"({ATTACHMENT}" in self._source:
            self._pause.start()

    def set_look(self, look: EditorLook) -> None:
        """Set the text in another face or size, or in lines of another length."""
        if look != self._look:
            self._look = look
            self._restyle()

    def _restyle(self) -> None:
        super()._restyle()
        self.setStyleSheet(  # on a full colour a marked checkbox would not be seen
            "QTextEdit, QTextEdit:focus { border: none; padding: 0; background: transparent;"
            f" selection-background-color: {self._theme.hex('teal-wash')};"
            f" selection-color: {self._theme.hex('ink')}; }}"
        )
        self._render()

    # --- links, boxes ---

    def _follow(self, address: str) -> None:
        if address.startswith(BOX):
            self.box_wanted.emit(int(address.removeprefix(BOX)))
        elif (id := attachment_id(address)) is not None:
            self.attachment_wanted.emit(id)
        elif address:
            self.link_wanted.emit(address)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A link is followed when the mouse is let go on it."""
        self._pressed = ""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.anchorAt(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow the link, unless words were selected on the way."""
        super().mouseReleaseEvent(event)
        address, self._pressed = self._pressed, ""
        if not address or address != self.anchorAt(event.position().toPoint()):
            return
        if not self.textCursor().hasSelection() or self._marked_link() is not None:
            self._follow(address)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the pointer what can be clicked."""
        super().mouseMoveEvent(event)
        on_link = bool(self.anchorAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if on_link else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell where a link leads."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            address = self.anchorAt(event.pos())
            shown = address if address and not address.startswith((BOX, ATTACHMENT)) else ""
            QToolTip.showText(event.globalPos(), plain_tip(shown), self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space follows the link that Tab went to."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        link = self._marked_link() if plain and event.key() in keys else None
        if link is not None:
            self._follow(link[2])
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from link to link, and after the last one on to the next field."""
        if not self.hasFocus():  # it is asked on behalf of a field in the head
            return super().focusNextPrevChild(forward)
        place = self.textCursor()
        links = self._links()
        if forward:
            found = next((each for each in links if each[0] >= place.selectionEnd()), None)
        else:
            found = next((each for each in reversed(links) if each[1] <= place.selectionStart()), None)
        if found is None or (not place.hasSelection() and not forward):
            self._mark(None)
            return super().focusNextPrevChild(forward)
        self._mark(found)
        return True

    def _mark(self, link: _Place | None) -> None:
        cursor = self.textCursor()
        if link is None:
            cursor.setPosition(0)
        else:
            cursor.setPosition(link[0])
            cursor.setPosition(link[1], _KEEP)
        scrolled = self.verticalScrollBar().value()
        self.setTextCursor(cursor)
        if link is None:
            self.verticalScrollBar().setValue(scrolled)

    def _marked_link(self) -> _Place | None:
        """The link that is selected, to its ends."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        return next((each for each in self._links() if each[:2] == ends), None)

    def _links(self) -> list[_Place]:
        """All links, from the first to the last."""
        found: list[_Place] = []
        block = self.document().begin()
        while block.isValid():
            for start, end, address in _links_in(block):
                if found and found[-1][1:] == (start, address):
                    found[-1] = (found[-1][0], end, address)
                else:
                    found.append((start, end, address))
            block = block.next()
        return found

    # --- copying ---

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text, marked as private; a picture has no words."""
        text = self.textCursor().selection().toPlainText()
        return clipboard.marked(text.replace("\ufffc", ""))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a text that is read."""
        self.menu_at(event.pos()).popup(event.globalPos())

    def menu_at(self, place: QPoint) -> QMenu:
        """The menu for a place in the view; it is gone once it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        address = self.anchorAt(place)
        menu.addAction("Copy", self.copy).setEnabled(self.textCursor().hasSelection())
        if address and not address.startswith((BOX, ATTACHMENT)):
            menu.addAction(
                "Copy the address of the link",
                lambda: QGuiApplication.clipboard().setMimeData(clipboard.marked(address)),
            )
        menu.addAction("Select all", self.selectAll)
        return menu

    # --- looks ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and bars beside what is quoted."""
        super().paintEvent(event)
        if self._source is None or ">" not in self._source:
            return
        painter = QPainter(self.viewport())
        layout, quote = self.document().documentLayout(), self._dress().quote
        top = self.verticalScrollBar().value()
        left = self.document().rootFrame().frameFormat().leftMargin()
        block = self.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            area = layout.blockBoundingRect(block).translated(0, -top)
            if area.top() > self.viewport().height():
                break
            following = block.next()
            depths = _depth(block, quote), _depth(following, quote)
            for depth in range(depths[0]):
                goes_on = depth < depths[1]  # one bar through all of a quote
                end = layout.blockBoundingRect(following).top() - top if goes_on else area.bottom()
                bar = QRectF(left + depth * quote, area.top(), self._theme.px(3), end - area.top())
                painter.fillRect(bar, self._theme.color("line"))
            block = following
        painter.end()


def _depth(block: QTextBlock, quote: int) -> int:
    """How many quotes a line stands in."""
    return round(block.blockFormat().leftMargin() / quote) if block.isValid() else 0


def _links_in(block: QTextBlock) -> list[_Place]:
    """The links of a block; one that changes its looks on the way comes in parts."""
    found = []
    step = block.begin()
    while not step.atEnd():
        fragment = step.fragment()
        if address := fragment.charFormat().anchorHref():
            found.append((fragment.position(), fragment.position() + fragment.length(), address))
        step += 1
    return found
