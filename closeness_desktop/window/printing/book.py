"""Entries laid out as the pages of a book, one after the other.

Each entry is a document of its own that begins where the one before ended, so that a book of many years takes
no more room than its longest entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageSize,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)

from closeness_desktop.journal import Journal
from closeness_desktop.records import Entry
from closeness_desktop.window.attachments.gallery import Gallery
from closeness_desktop.window.printing.heads import entry_head, month_head
from closeness_desktop.window.reading.document import ReadingDocument
from closeness_desktop.window.reading.look import Look
from closeness_desktop.window.reading.render import ATTACHMENT, Sizes, to_html
from closeness_desktop.window.theme import fonts

DPI = 150
"""Units of a page to the inch. Letters are outlines, so that this is no limit to how sharp they are."""

_SHARPER = 2.0
"""Pixels of a picture for one unit: 300 to the inch."""

_POINTS = 11.0
_SIDE, _TOP, _BOTTOM = 32.0, 26.0, 30.0
"""Millimetres of margin; on A4 about seventy letters stand in a line."""
_BETWEEN = 20
"""Between two entries, in pixels of the design."""


@dataclass(frozen=True)
class Wanted:
    """What goes on paper of each entry. names: feelings, people, tags and numbers."""

    names: bool = True
    pictures: bool = True
    check_ins: bool = True

    def takes(self, entry: Entry) -> bool:
        """Whether an entry goes on paper at all."""
        return self.check_ins or entry.kind != "check-in"


@dataclass(frozen=True)
class Paper:
    """A sheet, in units of 1/150 inch."""

    width: float
    height: float

    @classmethod
    def of(cls, size: QPageSize) -> Paper:
        """A size of paper, upright."""
        return cls.of_points(QSizeF(size.sizePoints()))

    @classmethod
    def of_points(cls, size: QSizeF) -> Paper:
        """A sheet of so many points, 1/72 inch, as it lies in a printer."""
        return cls(size.width() * DPI / 72, size.height() * DPI / 72)

    @property
    def text(self) -> QRectF:
        """Where the text stands on it."""
        inset = (_mm(_SIDE), _mm(_TOP), -_mm(_SIDE), -_mm(_BOTTOM))
        return QRectF(0, 0, self.width, self.height).adjusted(*inset)


class Leaves(Protocol):
    """What pages are drawn on: a printer, a PDF, or a picture."""

    painter: QPainter
    """Draws in units of a Paper, from the corner of the page."""

    def turn(self) -> None:
        """Go on to the next page."""


class Book:
    """`add` entry after entry, the oldest first, and `close` it; each is drawn when it is added.

    months: each month begins on a page of its own, under its name.
    """

    def __init__(
        self, journal: Journal, leaves: Leaves, paper: Paper, wanted: Wanted, *, months: bool = True
    ) -> None:
        self._journal, self._leaves, self._paper = journal, leaves, paper
        self._wanted, self._months = wanted, months
        self._look = paper_look()
        self._document = ReadingDocument(Gallery(journal) if wanted.pictures else None)
        self._document.setDocumentMargin(0)
        self._month = ""
        self._y = 0.0
        """How far the page is written on."""
        self._lines = 0
        """Lines of ours above the text."""
        self.page = 1

    def add(self, entry: Entry) -> None:
        """Write an entry below the one before."""
        month = entry.at.day[:7] if self._months else ""
        begins = month != self._month
        self._month = month
        if begins and self._y > 0:
            self._turn()
        above = self._y + _BETWEEN * self._look.unit if self._y > 0 else 0.0
        self._lay_out(entry, above, named=begins and self._months)
        if above > 0 and self._is_parted():
            self._turn()
            self._lay_out(entry, 0, named=False)
        self._draw()

    def close(self) -> None:
        """Draw the last foot, and let go of the text. The only page of a single entry has no number."""
        if self._months or self.page > 1:
            self._foot()
        self._document.forget()

    def _lay_out(self, entry: Entry, above: float, *, named: bool) -> None:
        wanted, document, look = self._wanted, self._document, self._look
        text = self._paper.text
        width = int(text.width())
        document.show_html("", look, width=width, ratio=_SHARPER)  # it knows now how wide pictures may be
        measured = self._journal.measures.of(entry.id) if wanted.names else []
        head = entry_head(entry, look, names=wanted.names, measured=measured)
        sizes: Sizes = document.size_of if wanted.pictures else lambda _id: None
        lines = [*([month_head(entry, look)] if named else []), *head]
        self._lines = len(lines)
        html = "".join(lines) + to_html(entry.body + self._unnamed(entry), sizes=sizes)
        document.show_html(html, look, width=width, ratio=_SHARPER)
        if above > 0:
            _leave_room(document, above)
        document.setPageSize(QSizeF(text.width(), text.height()))

    def _unnamed(self, entry: Entry) -> str:
        """The pictures of an entry that its text does not name, as Markdown to stand below it."""
        if not self._wanted.pictures:
            return ""
        pictures = (each.id for each in self._journal.attachments.of(entry.id) if each.width and each.height)
        return "".join(
            f"\n\n![]({ATTACHMENT}{id})" for id in pictures if f"{ATTACHMENT}{id}" not in entry.body
        )

    def _is_parted(self) -> bool:
        """Whether the head would stand on one page, and the first line of its text on the next."""
        layout = self._document.documentLayout()
        block = self._document.findBlockByNumber(self._lines + 1)  # the first is room
        if not block.isValid():
            block = self._document.lastBlock()
        lines = block.layout()
        line = lines.lineAt(0) if lines.lineCount() else None
        bottom = layout.blockBoundingRect(block).top() + (line.y() + line.height() if line else 0)
        return bottom > self._paper.text.height()

    def _draw(self) -> None:
        text, document = self._paper.text, self._document
        pages = max(1, document.pageCount())
        for page in range(pages):
            if page:
                self._turn()
            painter = self._leaves.painter
            painter.save()
            painter.translate(text.topLeft() - QPointF(0, page * text.height()))
            context = QAbstractTextDocumentLayout.PaintContext()
            context.clip = QRectF(0, page * text.height(), text.width(), text.height())
            context.palette.setColor(QPalette.ColorRole.Text, QColor(self._look.ink))
            painter.setClipRect(context.clip)  # Qt draws the line above it as well
            document.documentLayout().draw(painter, context)
            painter.restore()
        bottom = document.documentLayout().blockBoundingRect(document.lastBlock()).bottom()
        self._y = max(1.0, bottom - (pages - 1) * text.height())

    def _turn(self) -> None:
        self._foot()
        self._leaves.turn()
        self.page += 1
        self._y = 0.0

    def _foot(self) -> None:
        """The number of the page."""
        font = QFont(self._look.font)
        font.setPixelSize(round(self._look.unit * 13))
        painter, text = self._leaves.painter, self._paper.text
        painter.setFont(font)
        painter.setPen(QColor(self._look.soft))
        foot = QRectF(text.left(), text.bottom() + _mm(8), text.width(), _mm(8))
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(self.page))


def paper_look() -> Look:
    """Literata of a book's size, dark on white."""
    font = fonts.make(fonts.READING, round(_POINTS * DPI / 72))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return Look.on_paper(font)


def _leave_room(document: QTextDocument, above: float) -> None:
    """Begin with an empty line of a height: a margin above the first line Qt would leave out."""
    cursor = QTextCursor(document)
    kept = cursor.blockFormat()
    cursor.insertBlock(kept)
    empty = QTextBlockFormat()
    empty.setLineHeight(above, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor.setPosition(0)
    cursor.setBlockFormat(empty)


def _mm(length: float) -> float:
    return length * DPI / 25.4
