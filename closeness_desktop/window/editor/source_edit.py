"""A text edit that keeps its text to the character.

The widget is only a view. The text itself is a SourceText that follows every edit of the document; undo is
ours as well (see history). What an input method is composing is in neither until it is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from closeness_desktop.window.editor.column import ColumnTextEdit
from closeness_desktop.window.editor.highlighter import MarkdownHighlighter
from closeness_desktop.window.editor.history import History
from closeness_desktop.window.editor.look import EditorLook
from closeness_desktop.window.editor.places import code_points, put, utf16_length
from closeness_desktop.window.editor.shelf import PutAway, Shelf
from closeness_desktop.window.editor.source_text import Edit, SourceText
from closeness_desktop.window.editor.word_count import WordCount
from closeness_desktop.window.theme.theme import Theme

_KEEP = QTextCursor.MoveMode.KeepAnchor


class SourceTextEdit(ColumnTextEdit):
    """Holds a text exactly, shows it styled, and takes edits back exactly."""

    edited = Signal()
    """The text was changed by a person (not by `set_text`)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._source, self._history = SourceText(), History()
        self._words: WordCount | None = None
        self._exact: Edit | None = None
        self._shelf, self._id, self._is_unheard = Shelf(), "", False
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self.setUndoRedoEnabled(False)
        self._highlighter = MarkdownHighlighter(self.document(), theme, self.quietly)
        self.document().contentsChange.connect(self._on_contents_change)

    # --- the text ---

    @property
    def text(self) -> str:
        """The whole text, to the character. Costs as much as it is long."""
        return self._source.text

    @property
    def shown_text(self) -> str:
        """The whole text with one LF between two lines, as the places of the document count it."""
        return self._source.view

    @property
    def word_count(self) -> int:
        """How many words there are. The first time costs the whole text, an edit only its lines."""
        if self._words is None:
            self._words = WordCount([self._source.line(at) for at in range(self._source.line_count)])
        return self._words.words

    @property
    def is_composing(self) -> bool:
        """Whether an input method has something under way."""
        layout = self.textCursor().block().layout()
        return layout is not None and bool(layout.preeditAreaText())

    def set_text(self, text: str) -> None:
        """Show another text, with the cursor at its start and nothing to undo."""
        self._put_away()
        self._show(text)

    def open_text(self, id: str, text: str) -> None:
        """Show the text of that id, with the cursor where it was when it was last put away.

        What could be undone then still can, if it is the same text.
        """
        self._put_away()
        left = self._shelf.take(id, text)
        self._show(text)
        self._id = id
        if left is None:
            return
        self._history = left.history
        cursor = self.textCursor()
        cursor.setPosition(min(left.position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(left.scrolled)

    def take_over(self, text: str) -> None:
        """Show what somebody else made of the open text: the cursor stays, and it can be taken back."""
        edit = self._source.towards(text)
        if edit is not None:
            self._history.close_step()
            self._history.record(edit)
            self._history.close_step()
            with self._unheard():
                self._carry_out(edit)

    def put_away(self) -> None:
        """Show no text. What can be undone in the one that was shown is kept for when it is opened again."""
        self._put_away()
        self._show("")

    def _put_away(self) -> None:
        if self._id and (self._history.can_undo or self._history.can_redo or self.textCursor().position()):
            place, scrolled = self.textCursor().position(), self.verticalScrollBar().value()
            self._shelf.put(self._id, self._source.text, PutAway(self._history, place, scrolled))
        self._id = ""

    def _show(self, text: str) -> None:
        self._source, self._history, self._words = SourceText(text), History(), None
        document = self.document()
        document.blockSignals(True)
        document.clear()
        self.arrange()
        cursor = QTextCursor(document)
        cursor.setBlockFormat(self.block_format())
        put(cursor, self._source.view)
        document.blockSignals(False)
        self._highlighter.begin()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def set_look(self, look: EditorLook) -> None:
        """Set the text in another way; headings are as large beside it as before."""
        super().set_look(look)
        self._highlighter.restyle()

    def forget(self) -> None:
        """Let go of the text and of what could be undone, here and in texts that were put away."""
        self._history.forget()
        self._id = ""
        self._shelf.forget()
        self._show("")

    def to_end(self) -> None:
        """Put the cursor behind the last character."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    def mark(self, layer: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Mark places in the text, in place of what this layer ("found", "hits") marked before.

        Looks only, and only for places that can be seen: Qt lays a text out as far as it is marked.
        """
        if marks or self._marks.get(layer):
            self._marks[layer] = marks
            self.setExtraSelections([mark for each in self._marks.values() for mark in each])

    def line(self, number: int) -> str:
        """One line, without its end."""
        return self._source.line(number)

    def cursor_over(self, line: int, start: int, end: int) -> QTextCursor:
        """A cursor that selects a part of a line, in code points; it moves with the text."""
        return self._cursor(line, start, line, end)

    def lines_in_sight(self) -> range:
        """The numbers of the lines that can be seen, one more on each side."""
        first = self.cursorForPosition(QPoint(0, 0)).blockNumber()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).blockNumber()
        return range(max(0, first - 1), min(self._source.line_count, last + 2))

    def replace_all(self, change: Callable[[str], str]) -> bool:
        """Change every line by a rule, as one step of undo; False when nothing is different then."""
        return self.become(self._source.changed(change))

    def become(self, text: str) -> bool:
        """Make the text another one, as one step of undo; False when nothing is different then."""
        edit = self._source.towards(text)
        if edit is None or self.is_composing:
            return False
        self._history.close_step()
        self._history.record(edit)
        self._history.close_step()
        self._carry_out(edit)
        return True

    @property
    def selected_text(self) -> str:
        """What is selected, with one LF between two lines."""
        return self._source.part(*self._selection()).view

    def replace_selection(self, text: str) -> None:
        """Put a text in place of what is selected, as a step of its own, with the cursor behind it."""
        self._history.close_step()
        put(self.textCursor(), text)
        self._history.close_step()

    def select(self, start: int, end: int) -> None:
        """Select from one place of the shown text to another, in code points, and bring it into view."""
        self.setTextCursor(self._cursor(*self._source.place(start), *self._source.place(end)))
        self.ensureCursorVisible()

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        if self._quiet:
            return
        edit = self._exact
        if edit is not None:
            self._exact = None
            self._source.apply(edit)
            self._count(edit)
        else:
            edit = self._sync(position, position + added)
            if edit is None:
                return
            self._history.record(edit)
            self._count(edit)
        self._tell()

    def _tell(self) -> None:
        if not self._is_unheard:
            self.edited.emit()

    def _count(self, edit: Edit) -> None:
        if self._words is not None:
            last, _ = edit.end_of(edit.added)
            now = [self._source.line(at) for at in range(edit.line, last + 1)]
            self._words.replace(edit.line, len(edit.removed.lines), now)

    @contextmanager
    def _unheard(self) -> Iterator[None]:
        """Change the text without saying that a person did."""
        self._is_unheard = True
        try:
            yield
        finally:
            self._is_unheard = False

    def _sync(self, start: int, end: int) -> Edit | None:
        """Take over what the document now has between two of its positions."""
        document = self.document()
        first, last = document.findBlock(start), document.findBlock(end)
        if not last.isValid():
            last = document.lastBlock()
            end = last.position() + last.length() - 1
        now, block = [first.text()], first
        while block != last:
            block = block.next()
            now.append(block.text())
        grown = document.blockCount() - self._source.line_count
        head = code_points(now[0], start - first.position())
        tail = len(now[-1]) - code_points(now[-1], end - last.position())
        return self._source.sync(first.blockNumber(), len(now) - grown, now, head, tail)

    # --- undo ---

    @Slot()
    def undo(self) -> None:
        """Take back the last step."""
        self._redo_or_undo(self._history.undo)

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        self._redo_or_undo(self._history.redo)

    def _redo_or_undo(self, step: Callable[[], Edit | None]) -> None:
        if self.is_composing:  # what is being composed has no place in the text yet
            return
        edit = step()
        if edit is not None:
            self.setTextCursor(self._carry_out(edit))

    def _carry_out(self, edit: Edit) -> QTextCursor:
        """Make an edit in the document and, to the character, in the text; returns a cursor behind it."""
        cursor = self._cursor(edit.line, edit.column, *edit.end_of(edit.removed))
        if edit.removed.view == edit.added.view:  # only line ends differ, which no document shows
            self._source.apply(edit)
            self._tell()
            return cursor
        self._exact = edit
        put(cursor, edit.added.view)
        return cursor

    # --- places ---

    def _where(self, cursor: QTextCursor) -> tuple[int, int]:
        """Line and column (code points) of a cursor."""
        block = cursor.block()
        return block.blockNumber(), code_points(block.text(), cursor.positionInBlock())

    def _selection(self) -> tuple[int, int, int, int]:
        """Line and column where the selection begins, and where it ends."""
        start, end = QTextCursor(self.textCursor()), QTextCursor(self.textCursor())
        start.setPosition(start.selectionStart())
        end.setPosition(end.selectionEnd())
        return *self._where(start), *self._where(end)

    def _cursor(self, line: int, column: int, to_line: int, to_column: int) -> QTextCursor:
        """A cursor that selects from one place to another."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._position(line, column))
        cursor.setPosition(self._position(to_line, to_column), _KEEP)
        return cursor

    def _position(self, line: int, column: int) -> int:
        block = self.document().findBlockByNumber(line)
        return block.position() + utf16_length(block.text()[:column])
