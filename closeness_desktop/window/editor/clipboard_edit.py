"""What goes out of the text by the clipboard, and what comes in by it or is dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from closeness_desktop.errors import UsageError
from closeness_desktop.window.editor.highlighter import fence_before
from closeness_desktop.window.editor.source_edit import SourceTextEdit
from closeness_desktop.window.pasting.paste import pasted
from closeness_desktop.window.platform import clipboard
from closeness_desktop.window.theme.theme import Theme


class ClipboardTextEdit(SourceTextEdit):
    """Copies what is there to the character, and puts in what came with looks as Markdown."""

    refused = Signal(str)
    """What was to be pasted is not put in: the sentence that says why."""

    pictures_came = Signal(object)
    """Within what was pasted came pictures: a tuple of their files as bytes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.taker: Callable[[QMimeData], bool] | None = None
        """Asked first about what is pasted or dropped; True: it has seen to it."""
        self.setAcceptRichText(False)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text with every character of it; Qt's own would change some."""
        return clipboard.marked(self._source.part(*self._selection()).text)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text can be put in, and whatever somebody else takes."""
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what was pasted or dropped: as Markdown, where it came with looks and not into code."""
        if self.taker is None or not self.taker(source):
            self._put_in(source, only_words=fence_before(self.textCursor().block()) != 0)

    @Slot()
    def paste_words(self) -> None:
        """Put in the words of the clipboard, without their looks."""
        self._put_in(QGuiApplication.clipboard().mimeData(), only_words=True)

    def _put_in(self, source: QMimeData, *, only_words: bool) -> None:
        try:
            found = pasted(source, only_words=only_words)
        except UsageError as error:
            self.refused.emit(str(error))
            return
        if found.text:
            self.replace_selection(found.text)
            self.ensureCursorVisible()
        if found.pictures:
            self.pictures_came.emit(found.pictures)
