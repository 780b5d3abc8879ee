"""Every place in the open text where what was searched for stands: marked, and walked from one to the next.

Each place is held by a cursor of the document, which moves along while the text is edited. Only what can be
seen is marked, since Qt lays a text out as far as it is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from closeness_desktop.journal.hits import Sought, Span, spans
from closeness_desktop.window.editor.places import utf16_length
from closeness_desktop.window.editor.source_edit import SourceTextEdit
from closeness_desktop.window.theme.theme import Theme

MOST = 2000
"""Places marked in one text."""

PAUSE = 700
"""Milliseconds after an edit before the text is looked through again."""

_KEEP = QTextCursor.MoveMode.KeepAnchor


class HitMarks(QObject):
    """`changed` comes when there are other places, or another of them is the current one."""

    layer = "found"
    """Which marks of the editor these are."""

    changed = Signal()

    def __init__(self, editor: SourceTextEdit, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor, self._theme = editor, theme
        self._sought = Sought()
        self._places: list[QTextCursor] = []
        self._is_cut = False
        self._told: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._look)
        self._soon = QTimer(self)  # its own: a lone shot that never comes, after a lock, would hold all of it
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        editor.edited.connect(self._on_edited)
        editor.cursorPositionChanged.connect(self._on_moved)
        editor.verticalScrollBar().valueChanged.connect(self._show)
        editor.verticalScrollBar().rangeChanged.connect(self._show)
        editor.viewport().installEventFilter(self)
        theme.changed.connect(self._show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """More or less of the text can be seen."""
        if event.type() == QEvent.Type.Resize:
            self._show()
        return super().eventFilter(watched, event)

    @property
    def count(self) -> int:
        """How many places are marked."""
        return len(self._places)

    @property
    def is_cut(self) -> bool:
        """Whether there are more places than are marked."""
        return self._is_cut

    @property
    def current(self) -> int | None:
        """The number, from 0, of the place that is selected in the text; None when none is."""
        cursor = self._editor.textCursor()
        if not cursor.hasSelection():
            return None
        at = cursor.selectionStart(), cursor.selectionEnd()
        for number, place in enumerate(self._places):
            if (place.selectionStart(), place.selectionEnd()) == at:
                return number
        return None

    def seek(self, sought: Sought) -> None:
        """Mark something else from now on; nothing, when nothing is sought."""
        if sought != self._sought:
            self._sought = sought
            self._look()

    def look_again(self) -> None:
        """Another text is shown: mark what was sought in that one."""
        self._look()

    def forget(self) -> None:
        """Seek nothing and mark nothing."""
        self._sought = Sought()
        self._look()

    def step(self, by: int) -> None:
        """Select the next place behind the cursor (1) or before it (-1); at the end, the first again."""
        if not self._places:
            return
        cursor = self._editor.textCursor()
        if by > 0:
            at = cursor.selectionEnd() if cursor.hasSelection() else cursor.position()
            after = (place for place in self._places if place.selectionStart() >= at)
            chosen = next(after, self._places[0])
        else:
            at = cursor.selectionStart()
            before = (place for place in reversed(self._places) if place.selectionEnd() <= at)
            chosen = next(before, self._places[-1])
        selected = QTextCursor(self._editor.document())
        selected.setPosition(chosen.selectionStart())
        selected.setPosition(chosen.selectionEnd(), _KEEP)
        self._editor.setTextCursor(selected)
        self._editor.ensureCursorVisible()

    def reveal(self) -> None:
        """Bring the first place into view; the cursor goes before it."""
        if self._places:
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(self._places[0].selectionStart())
            self._editor.setTextCursor(cursor)
            self._editor.ensureCursorVisible()

    @property
    def _seeks(self) -> bool:
        return bool(self._sought)

    def _spans(self, text: str) -> Iterable[Span]:
        return spans(text, self._sought)

    @Slot()
    def _on_edited(self) -> None:
        if self._seeks:
            self._timer.start()

    @Slot()
    def _on_moved(self) -> None:
        if self._places and self.current != self._told:  # else every key would tell it
            self._tell()

    def _tell(self) -> None:
        self._told = self.current
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        self._timer.stop()
        found = list(islice(self._find(), MOST + 1))
        self._is_cut = len(found) > MOST
        self._places = found[:MOST]
        self._show()
        self._soon.start()  # a text that was put in just now is laid out by then
        self._tell()

    def _find(self) -> Iterator[QTextCursor]:
        if not self._seeks:
            return
        text = self._editor.shown_text
        wide = not text.isascii() and max(text) > "\uffff"  # Qt counts such a character twice
        at = units = 0
        for start, end in self._spans(text):
            begun = units + (utf16_length(text[at:start]) if wide else start - at)
            units = begun + (utf16_length(text[start:end]) if wide else end - start)
            at = end
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(begun)
            cursor.setPosition(units, _KEEP)
            yield cursor

    @Slot()
    def _show(self) -> None:
        self._editor.mark(self.layer, [self._mark(place) for place in self._seen()])

    def _seen(self) -> Iterator[QTextCursor]:
        """The places between the first and last line that can be seen."""
        if not self._places:
            return
        view = self._editor.viewport().rect()
        first = self._editor.cursorForPosition(QPoint(view.left(), view.top())).block().position()
        block = self._editor.cursorForPosition(QPoint(view.right(), view.bottom())).block()
        last = block.position() + block.length()
        for place in self._places:
            if place.selectionStart() > last:
                return
            if place.selectionEnd() >= first and place.hasSelection():
                yield place

    def _mark(self, place: QTextCursor) -> QTextEdit.ExtraSelection:
        look = QTextCharFormat()
        look.setBackground(self._theme.color("coral-wash"))
        look.setForeground(self._theme.color("ink"))
        mark = QTextEdit.ExtraSelection()
        mark.cursor = place
        mark.format = look
        return mark
