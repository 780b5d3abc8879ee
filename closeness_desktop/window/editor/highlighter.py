"""Live styling: what `markdown` finds in a line, in the colours and faces of the theme."""

from __future__ import annotations

from itertools import accumulate, pairwise

from PySide6.QtCore import Slot
from PySide6.QtGui import QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from closeness_desktop.window.editor import markdown as md
from closeness_desktop.window.theme.theme import Theme

HEADING_SCALE = {md.HEADING_1: 1.35, md.HEADING_2: 1.18, md.HEADING_3: 1.0}
"""Size of a heading beside that of the text."""


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles a document as it is typed. Looks only: the text is never changed."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._formats: dict[int, QTextCharFormat] = {}
        self._code_family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        theme.changed.connect(self._restyle)

    def highlightBlock(self, text: str) -> None:
        """Style one line, and tell the next whether it begins inside a code fence."""
        spans, fence = md.spans(text, _fence(self.previousBlockState()))
        self.setCurrentBlockState(_state(fence))
        if not spans:
            return
        places = None
        if not text.isascii() and max(text) > "\uffff":  # Qt counts such characters twice
            places = [0, *accumulate(2 if char > "\uffff" else 1 for char in text)]
        edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
        for start, end in pairwise(edges):
            style = 0
            for first, last, one in spans:
                if first <= start and end <= last:
                    style |= one
            if style:
                first, last = (places[start], places[end]) if places else (start, end)
                self.setFormat(first, last - first, self._format(style))

    def _format(self, style: int) -> QTextCharFormat:
        """The look of a set of styles, made once."""
        made = self._formats.get(style)
        if made is None:
            made = self._formats[style] = self._make(style)
        return made

    def _make(self, style: int) -> QTextCharFormat:
        look = QTextCharFormat()
        for heading, scale in HEADING_SCALE.items():
            if style & heading:
                size = self.document().defaultFont().pixelSize() * scale
                look.setProperty(QTextCharFormat.Property.FontPixelSize, round(size))
                look.setFontWeight(QFont.Weight.DemiBold)
        if style & md.STRONG:
            look.setFontWeight(QFont.Weight.Bold)
        if style & md.EMPHASIS:
            look.setFontItalic(True)
        if style & md.CODE:
            look.setFontFamilies([self._code_family])
            look.setBackground(self._theme.color("rail"))
        if style & (md.STRIKE | md.DONE):
            look.setFontStrikeOut(True)
        for styles, token in (
            (md.QUOTE | md.DONE | md.STRIKE, "ink-soft"),
            (md.LINK | md.TAG, "teal"),
            (md.PERSON, "coral"),
            (md.MARKER, "ink-soft"),
        ):
            if style & styles:
                look.setForeground(self._theme.color(token))
        if style & md.MARKER:
            look.setFontStrikeOut(False)
            look.setFontItalic(False)
        return look

    @Slot()
    def _restyle(self) -> None:
        self._formats.clear()
        self.rehighlight()


def _state(fence: int) -> int:
    """A block state holds the fence as a number above zero; Qt keeps -1 for "none"."""
    return abs(fence) * 2 + (fence < 0)


def _fence(state: int) -> int:
    if state <= 0:
        return 0
    return -(state // 2) if state % 2 else state // 2
