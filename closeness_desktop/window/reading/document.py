"""A page to be read, as a QTextDocument that asks nobody but the journal for its pictures.

Qt's own document would fetch what a text names: a file of this computer, or one beside the program. So this
one answers every request itself, and never hands one on. To be drawn in a ReadingView, or printed.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import pairwise
from typing import Any, Protocol

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from closeness_desktop.window.reading.look import Look
from closeness_desktop.window.reading.render import BOX_EMPTY, BOX_TICKED, Size, attachment_id, to_html

KEPT = 64 * 2**20
"""Bytes of decoded pictures held at once; others are decoded again when they are drawn again."""

_TALLEST = 1.4
"""Height of a picture beside the width of the column, at most."""


class Pictures(Protocol):
    """Where the pictures of a text come from: the attachments of the journal."""

    def size(self, id: str) -> Size | None:
        """Width and height in pixels, upright; None where there is no such picture."""

    def image(self, id: str, max_width: int) -> QImage | None:
        """The picture, upright and at most so many pixels wide; None where there is none, or it is broken."""


class ReadingDocument(QTextDocument):
    """`show_text` fills it."""

    def __init__(self, pictures: Pictures | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._look: Look | None = None
        self._held: OrderedDict[tuple[str, int], QImage] = OrderedDict()
        self._width, self._ratio = 0, 1.0
        self.setUndoRedoEnabled(False)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setDefaultTextOption(option)

    def show_text(
        self, source: str, look: Look, *, width: int, ratio: float = 1.0, boxes: bool = False
    ) -> None:
        """Show a Markdown text.

        width: of the column in pixels of the document, which no picture exceeds. ratio: pixels of the screen
        (or of the paper) for one of the document. boxes: let checkboxes be links.
        """
        self._width = width
        self.show_html(
            to_html(source, sizes=self._size if self._pictures else None, boxes=boxes),
            look,
            width=width,
            ratio=ratio,
        )

    def show_html(self, html: str, look: Look, *, width: int, ratio: float = 1.0) -> None:
        """Show what `to_html` gave, with more around it perhaps, all of our own making."""
        self._look, self._width, self._ratio = look, width, ratio
        self._held.clear()
        self.setDefaultFont(look.font)
        self.setDefaultStyleSheet(look.stylesheet)
        self.setIndentWidth(look.indent)
        self.setHtml(html)
        if "<h" in html:
            self._size_headings()

    def _size_headings(self) -> None:
        """Let headings be as large as the stylesheet says; Qt would go by their level alone."""
        parts: list[tuple[int, int, QTextCharFormat]] = []  # all first: a change would upset going through
        block = self.begin()
        while block.isValid():
            step = block.begin()
            while block.blockFormat().headingLevel() and not step.atEnd():
                part = step.fragment()
                parts.append((part.position(), part.position() + part.length(), part.charFormat()))
                step += 1
            block = block.next()
        cursor = QTextCursor(self)
        for start, end, form in parts:
            form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(form)

    def forget(self) -> None:
        """Let go of text and pictures."""
        self._held.clear()
        self.clear()

    def size_of(self, id: str) -> Size | None:
        """How large a picture is shown: as it is, or as wide as the column. For `to_html`."""
        return self._size(id)

    def _size(self, id: str) -> Size | None:
        size = self._pictures.size(id) if self._pictures else None
        if size is None or min(size) <= 0:
            return None
        width, height = size
        most = max(1, self._width)
        shrink = min(1.0, most / width, most * _TALLEST / height)
        return max(1, round(width * shrink)), max(1, round(height * shrink))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A checkbox, a picture of the journal, or an empty place: never what Qt would fetch by itself."""
        if kind != QTextDocument.ResourceType.ImageResource.value or self._look is None:
            return QByteArray()
        address = name.toString() if isinstance(name, QUrl) else name
        if address in (BOX_EMPTY, BOX_TICKED):
            return box(address == BOX_TICKED, self._look, self._ratio)
        id = attachment_id(address)
        image = self._picture(id) if id is not None else None
        return image if image is not None else _nothing()

    def _picture(self, id: str) -> QImage | None:
        size = self._size(id)
        if self._pictures is None or size is None:
            return None
        key = (id, round(size[0] * self._ratio))
        held = self._held.get(key)
        if held is None:
            held = self._pictures.image(id, key[1])
            if held is None or held.isNull():
                return None
            self._held[key] = held
            while len(self._held) > 1 and sum(each.sizeInBytes() for each in self._held.values()) > KEPT:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        return held


def box(ticked: bool, look: Look, ratio: float) -> QImage:
    """A checkbox as high as the letters beside it."""
    side = round(17 * look.unit)
    image = QImage(QSize(side, side) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = 1.5 * look.unit
    painter.setPen(QPen(QColor(look.link if ticked else look.soft), line))
    frame = QRectF(line, line, side - 2 * line, side - 2 * line)
    painter.drawRoundedRect(frame, 3 * look.unit, 3 * look.unit)
    if ticked:
        pen = QPen(QColor(look.link), 2 * look.unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = [(0.28, 0.52), (0.44, 0.68), (0.74, 0.34)]
        for (x, y), (to_x, to_y) in pairwise(points):
            painter.drawLine(round(x * side), round(y * side), round(to_x * side), round(to_y * side))
    painter.end()
    return image


def _nothing() -> QImage:
    """An empty place. Not a null image: for that Qt would look for a file itself."""
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
