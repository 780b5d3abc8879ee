"""The first page as it will stand on paper, in small."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from closeness_desktop.journal import Journal
from closeness_desktop.window.printing.book import Book, Paper, Wanted
from closeness_desktop.window.printing.press import Extent, paper_size
from closeness_desktop.window.theme.theme import Theme

_WIDE = 340
"""Width of the page, in pixels of the design."""
_READ = 10_000
"""Characters of an entry that are laid out; a page holds about a third of them."""


class _FirstLeaf:
    """Takes the first page; those after it are drawn nowhere. See book.Leaves."""

    def __init__(self, image: QImage, scale: float) -> None:
        self._beyond = QImage(1, 1, QImage.Format.Format_RGB32)
        self.painter = QPainter(image)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.scale(scale, scale)

    def turn(self) -> None:
        """The first page is full."""
        self.painter.end()
        self.painter.begin(self._beyond)


class PagePreview(QWidget):
    """White in every theme, as paper is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self.setAccessibleName("The first page")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_pages(self, journal: Journal, extent: Extent, wanted: Wanted) -> None:
        """Lay out as many entries as the first page takes. Raises QueryError, NotFoundError."""
        size = self.sizeHint()
        ratio = self.devicePixelRatioF()
        image = QImage(size * ratio, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        paper = Paper.of(paper_size())
        leaf = _FirstLeaf(image, image.width() / paper.width)
        book = Book(journal, leaf, paper, wanted, months=extent.entry is None)
        try:
            for entry in extent.entries(journal, wanted):
                book.add(replace(entry, body=entry.body[:_READ]))
                if book.page > 1:
                    break
            book.close()
        finally:
            leaf.painter.end()
        self._image = image
        self.update()

    def forget(self) -> None:
        """Let go of the page."""
        self._image = None
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room for on a page of the program, and as high as paper is then."""
        paper = Paper.of(paper_size())
        return QSize(_WIDE, round(_WIDE * paper.height / paper.width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, with a hairline around it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is not None:
            painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
