"""Pictures in the text while it is written: below the line that names them, in room made by its format alone.

The text is never touched: a line with a picture gets a lower margin, and the picture is drawn there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
)

from closeness_desktop.journal.links import SCHEME, links
from closeness_desktop.window.attachments.gallery import Gallery
from closeness_desktop.window.editor.source_edit import SourceTextEdit
from closeness_desktop.window.theme.theme import Theme

PAUSE = 250
"""Milliseconds after an edit before its pictures are looked for."""

MOST = 40
"""Pictures of one text that are shown in it; the others stand in the row below, as all do."""

_GAP = 8
_OURS = QTextFormat.Property.UserProperty.value + 7


class PicturesInText(QObject):
    """For one editor. Small pictures only: they come out of the database at once."""

    clicked = Signal(str)
    """The id of a picture."""

    def __init__(self, theme: Theme, editor: SourceTextEdit, gallery: Gallery, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._editor, self._gallery = theme, editor, gallery
        self._images: dict[str, QImage] = {}
        self._shown: list[tuple[QTextCursor, str]] = []  # a cursor in the line, and the picture's id
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        editor.document().contentsChanged.connect(self._wait)
        editor.viewport().installEventFilter(self)
        theme.changed.connect(self.look)

    def forget(self) -> None:
        """Let go of every picture."""
        self._timer.stop()
        self._images.clear()
        self._shown.clear()

    @Slot()
    def look(self) -> None:
        """Find the pictures that the text names, and make room for them."""
        self._timer.stop()
        wanted = self._wanted()
        document = self._editor.document()
        kept = {document.findBlock(cursor.position()).blockNumber() for cursor, _ in self._shown}
        self._shown = []
        with self._editor.quietly():
            for number in sorted(kept | set(wanted) | {number + 1 for number in kept | set(wanted)}):
                block = document.findBlockByNumber(number)
                if block.isValid():
                    self._make_room(block, wanted.get(number))
        self._editor.viewport().update()

    def places(self) -> list[tuple[str, QRect]]:
        """Where each picture is drawn now, in pixels of the viewport."""
        found = []
        layout = self._editor.document().documentLayout()
        down = self._editor.verticalScrollBar().value()
        for cursor, id in self._shown:
            block = cursor.block()
            image = self._images.get(id)
            if image is None or not block.isVisible():
                continue
            rect = layout.blockBoundingRect(block)
            size = self._size(image)
            top = round(rect.top() + block.layout().boundingRect().height()) + self._theme.px(_GAP) - down
            found.append((id, QRect(round(rect.left()), top, size.width(), size.height())))
        return found

    def _wanted(self) -> dict[int, str]:
        """Lines and the first picture that each names; fetches what is new and lets go of the rest."""
        text = self._editor.shown_text
        wanted: dict[int, str] = {}
        for number, line in enumerate(text.split("\n") if SCHEME in text else ()):
            if SCHEME in line and (shown := [found.id for found in links(line) if found.shown]):
                wanted[number] = shown[0]
                if len(wanted) == MOST:
                    break
        ids = set(wanted.values())
        self._images = {id: image for id, image in self._images.items() if id in ids}
        for id in ids - set(self._images):
            if (image := self._gallery.thumbnail(id)) is not None:
                self._images[id] = image
        return {number: id for number, id in wanted.items() if id in self._images}

    def _make_room(self, block: QTextBlock, id: str | None) -> None:
        room = 0 if id is None else self._size(self._images[id]).height() + self._theme.px(2 * _GAP)
        form = block.blockFormat()
        cursor = QTextCursor(block)
        if id is not None:
            self._shown.append((cursor, id))
        if (form.hasProperty(_OURS) or room) and round(form.bottomMargin()) != room:
            made = QTextBlockFormat()
            made.setBottomMargin(room)
            made.setProperty(_OURS, True)
            cursor.mergeBlockFormat(made)

    def _size(self, image: QImage) -> QSize:
        """How large a small picture is drawn: as it is on a plain screen, never wider than the column."""
        form = self._editor.document().rootFrame().frameFormat()
        room = self._editor.viewport().width() - form.leftMargin() - form.rightMargin()
        size = image.size() * (self._theme.px(100) / 100)
        if size.width() > room > 0:
            size.scale(QSize(round(room), size.height()), Qt.AspectRatioMode.KeepAspectRatio)
        return size

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the pictures before the text, and open the one that is clicked."""
        if event.type() == QEvent.Type.Paint and self._shown:
            self._paint()
        elif event.type() == QEvent.Type.Resize and self._shown:
            self._timer.start()
        elif isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton and self._shown:
            hit = next(
                (id for id, place in self.places() if place.contains(event.position().toPoint())), None
            )
            if hit is not None:
                if event.type() == QEvent.Type.MouseButtonRelease:
                    self.clicked.emit(hit)
                return True
        return super().eventFilter(watched, event)

    def _paint(self) -> None:
        viewport = self._editor.viewport()
        painter = QPainter(viewport)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for id, place in self.places():
            if place.intersects(viewport.rect()):
                painter.drawImage(place, self._images[id])
        painter.end()

    @Slot()
    def _wait(self) -> None:
        self._timer.start()
