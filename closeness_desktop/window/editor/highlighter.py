"""Live styling: what `markdown` finds in a line, in the colours and faces of the theme."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import groupby

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QSyntaxHighlighter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from closeness_desktop.window.editor import markdown as md
from closeness_desktop.window.editor.places import utf16_length
from closeness_desktop.window.theme.theme import Theme

HEADING_SCALE = {md.HEADING_1: 1.35, md.HEADING_2: 1.18, md.HEADING_3: 1.0}
"""Size of a heading beside that of the text."""

SLICE = 8_000
"""Characters styled at once in a text that was just opened: a few milliseconds."""

PAUSE = 400
"""Milliseconds after a key before styling what was just opened goes on."""

_STYLED = QTextFormat.Property.UserProperty.value


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles a document as it is typed. Looks only: the text is never changed."""

    def __init__(
        self, document: QTextDocument, theme: Theme, quietly: Callable[[], AbstractContextManager[None]]
    ) -> None:
        """quietly: what to be inside of while the document is touched, so that it counts as no edit."""
        super().__init__(document)
        self._theme, self._quietly = theme, quietly
        self._formats: dict[int, QTextCharFormat] = {}
        self._code_family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self._rest: QTextCursor | None = None
        self._slicing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._style_slice)
        theme.changed.connect(self.restyle)

    def begin(self) -> None:
        """Style a text that was put into the document unseen: its beginning now, the rest a little later."""
        self._rest = QTextCursor(self.document())
        self._style_slice()

    def highlightBlock(self, text: str) -> None:
        """Style one line, and tell the next whether it begins inside a code fence."""
        if self._rest is not None and not self._slicing:  # somebody types: that goes first
            self._timer.start(PAUSE)
        spans, fence = md.spans(text, _fence(self.previousBlockState()))
        self.setCurrentBlockState(_state(fence))
        if not spans:
            return
        styles = [0] * len(text)
        for start, end, style in spans:
            for at in range(start, end):
                styles[at] |= style
        wide = not text.isascii() and max(text) > "\uffff"  # Qt counts such a character twice
        place = end = 0
        for style, run in groupby(styles):
            start, size = place, sum(1 for _ in run)
            end += size
            place += utf16_length(text[end - size : end]) if wide else size
            if style:
                self.setFormat(start, place - start, self._format(style))

    @Slot()
    def _style_slice(self) -> None:
        """Style the next few lines. A change of block format makes Qt do that, and lay them out but once."""
        if self._rest is None:
            return
        cursor = QTextCursor(self._rest)
        block = cursor.block()
        begun = block.position()
        while block.next().isValid() and block.position() - begun < SLICE:
            block = block.next()
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextBlockFormat()
        mark.setProperty(_STYLED, True)
        self._slicing = True
        with self._quietly():
            cursor.mergeBlockFormat(mark)
        self._slicing = False
        if block.next().isValid():
            self._rest.setPosition(block.next().position())
            self._timer.start(0)
        else:
            self._rest = None

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
            look.setFontWeight(QFont.Weight.DemiBold)  # the heaviest that is shipped
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
    def restyle(self) -> None:
        """Style all of it anew: the theme or the look is another."""
        self._formats.clear()
        self.begin()


def _state(fence: int) -> int:
    """A block state holds the fence as a number above zero. Outside it is the -1 that Qt begins with:

    with any other number the first line would make Qt go on to the last.
    """
    return abs(fence) * 2 + (fence < 0) if fence else -1


def fence_before(block: QTextBlock) -> int:
    """Whether a line begins inside a code fence, as `markdown.spans` is told."""
    return _fence(block.previous().userState())


def _fence(state: int) -> int:
    if state <= 0:
        return 0
    return -(state // 2) if state % 2 else state // 2
