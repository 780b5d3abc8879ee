"""The editor of an entry: Markdown source, styled as it is typed, kept to the character.

The widget is only a view. The text itself is a SourceText that follows every edit of the document; undo is
ours as well (see history). What an input method is composing is in neither until it is committed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QWidget

from closeness_desktop.window.editor import editing
from closeness_desktop.window.editor.column import ColumnTextEdit
from closeness_desktop.window.editor.completion import Names, Suggestions, matching, name_before
from closeness_desktop.window.editor.highlighter import MarkdownHighlighter
from closeness_desktop.window.editor.history import History
from closeness_desktop.window.editor.places import code_points, put, utf16_length
from closeness_desktop.window.editor.source_text import Edit, SourceText
from closeness_desktop.window.theme.theme import Theme

_Keys = QKeySequence.StandardKey
_Ctrl = Qt.KeyboardModifier.ControlModifier
_KEEP = QTextCursor.MoveMode.KeepAnchor


class Editor(ColumnTextEdit):
    """One text being written. `names` gives what may follow "#" and "@"."""

    edited = Signal()
    """The text was changed by a person (not by `set_text`)."""

    def __init__(self, theme: Theme, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._names = names
        self._source, self._history = SourceText(), History()
        self._exact: Edit | None = None
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Text of the entry"))
        self._suggestions = Suggestions(theme, self.viewport())
        self._suggestions.taken.connect(self._complete)
        self._highlighter = MarkdownHighlighter(self.document(), theme, self.quietly)
        self.document().contentsChange.connect(self._on_contents_change)

    # --- the text ---

    @property
    def text(self) -> str:
        """The whole text, to the character. Costs as much as it is long."""
        return self._source.text

    @property
    def is_composing(self) -> bool:
        """Whether an input method has something under way."""
        layout = self.textCursor().block().layout()
        return layout is not None and bool(layout.preeditAreaText())

    def set_text(self, text: str) -> None:
        """Show another text, with the cursor at its start and nothing to undo."""
        self._source, self._history = SourceText(text), History()
        self._suggestions.close_offer()
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

    def forget(self) -> None:
        """Let go of the text, of what could be undone, and of the names on offer."""
        self._history.forget()
        self.set_text("")

    def to_end(self) -> None:
        """Put the cursor behind the last character."""
        self.moveCursor(QTextCursor.MoveOperation.End)

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, _removed: int, added: int) -> None:
        if self._quiet:
            return
        edit = self._exact
        if edit is not None:
            self._exact = None
            self._source.apply(edit)
        else:
            edit = self._sync(position, position + added)
            if edit is None:
                return
            self._history.record(edit)
        self.edited.emit()

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
        if edit is None:
            return
        cursor = self._cursor(edit.line, edit.column, *edit.end_of(edit.removed))
        self._exact = edit
        put(cursor, edit.added.view)
        self._suggestions.close_offer()
        self.setTextCursor(cursor)

    # --- keys ---

    def event(self, event: QEvent) -> bool:
        """Keep our own keys from becoming shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = event.modifiers() == _Ctrl and event.key() in (
                Qt.Key.Key_B,
                Qt.Key.Key_I,
                Qt.Key.Key_Return,
            )
            escape = event.key() == Qt.Key.Key_Escape and self._suggestions.isVisible()
            if ours or escape or event.matches(_Keys.Undo) or event.matches(_Keys.Redo):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lists that go on, marks around words, undo, and the names on offer; all else is Qt's."""
        if self._suggestions.handle(event):
            return
        before = self._source.version
        if not self._own_key(event):
            super().keyPressEvent(event)
        if self._source.version == before:
            self._history.close_step()
            self._suggestions.close_offer()
        else:
            self._suggest()

    def _own_key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(_Keys.Undo):
            self.undo()
        elif event.matches(_Keys.Redo):
            self.redo()
        elif modifiers == _Ctrl and key in (Qt.Key.Key_B, Qt.Key.Key_I):
            self.toggle_mark("**" if key == Qt.Key.Key_B else "*")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(modifiers)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._indent(outward=key == Qt.Key.Key_Backtab)
        else:
            return False
        return True

    def _enter(self, modifiers: Qt.KeyboardModifier) -> bool:
        cursor = self.textCursor()
        line, column = self._where(cursor)
        text = self._source.line(line)
        if modifiers == _Ctrl:
            if (change := editing.toggle_box(text)) is not None:
                self._replace(line, change, select=False)
            return True
        if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        new: str | None = None
        if not modifiers and not cursor.hasSelection():
            new = editing.on_enter(text, column)
        if new is None:
            new = "\n"  # our own: with Shift, Qt puts in U+2028, and it drops the second Enter of two
        if not new:
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, _KEEP)
        put(cursor, new)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _indent(self, *, outward: bool) -> bool:
        """Tab in a list moves its item; elsewhere Tab goes to the next field, as everywhere."""
        cursor = self.textCursor()
        line, _ = self._where(cursor)
        text = self._source.line(line)
        if cursor.hasSelection() or not editing.is_item(text):
            return False
        if not outward:
            change = editing.Replacement(0, 0, editing.INDENT, 0, 0)
        elif (taken := editing.outdent(text)) > 0:
            change = editing.Replacement(0, taken, "", 0, 0)
        else:
            return False
        self._replace(line, change, select=False)
        return True

    def toggle_mark(self, mark: str) -> None:
        """Make the selection or the word at the cursor strong ("**") or emphatic ("*"), or plain again."""
        cursor = self.textCursor()
        line, column, last, end_column = self._selection()
        if line == last:
            self._replace(line, editing.toggle_mark(self._source.line(line), column, end_column, mark))
            return
        cursor.beginEditBlock()
        for number in range(line, last + 1):
            text = self._source.line(number)
            first = column if number == line else 0
            stop = end_column if number == last else len(text)
            if text[first:stop].strip():
                self._replace(number, editing.toggle_mark(text, first, stop, mark), select=False)
        cursor.endEditBlock()

    def _replace(self, line: int, change: editing.Replacement, *, select: bool = True) -> None:
        """Carry out a change within a line; unless `select`, the cursor stays where it is in the text."""
        cursor = self._cursor(line, change.start, line, change.end)
        put(cursor, change.text)
        if select:
            self.setTextCursor(self._cursor(line, change.anchor, line, change.cursor))

    # --- composing, completing ---

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let composed text come; names are offered only when nothing is under way."""
        before = self._source.version
        super().inputMethodEvent(event)
        if event.preeditString():
            self._suggestions.close_offer()
        elif self._source.version != before:
            self._suggest()

    def _suggest(self) -> None:
        cursor = self.textCursor()
        line, column = self._where(cursor)
        typed = None
        if not cursor.hasSelection() and not self.is_composing:
            typed = name_before(self._source.line(line), column)
        if typed is None:
            self._suggestions.close_offer()
        else:
            self._suggestions.offer(matching(typed, self._names(typed[0])), self.cursorRect())

    @Slot(str)
    def _complete(self, name: str) -> None:
        cursor = self.textCursor()
        line, column = self._where(cursor)
        typed = name_before(self._source.line(line), column)
        if typed is None:
            return
        cursor = self._cursor(line, column - len(typed) + 1, line, column)
        self._history.close_step()
        put(cursor, name)
        self._history.close_step()
        self.setTextCursor(cursor)

    # --- clipboard, menu, mouse, focus ---

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text with every character of it; Qt's own would change some."""
        data = QMimeData()
        data.setText(self._source.part(*self._selection()).text)
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only text can be put in."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in plain text; half a character (a lone surrogate) cannot be stored and becomes U+FFFD."""
        text = source.text().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._history.close_step()
        put(self.textCursor(), text)
        self._history.close_step()
        self.ensureCursorVisible()
        self._suggestions.close_offer()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual things to do with text, with our own undo."""
        self._menu().exec(event.globalPos())

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        selected = self.textCursor().hasSelection()
        for text, key, act, possible in (
            (self.tr("Undo"), _Keys.Undo, self.undo, self._history.can_undo),
            (self.tr("Redo"), _Keys.Redo, self.redo, self._history.can_redo),
            ("", None, None, False),
            (self.tr("Cut"), _Keys.Cut, self.cut, selected),
            (self.tr("Copy"), _Keys.Copy, self.copy, selected),
            (self.tr("Paste"), _Keys.Paste, self.paste, self.canPaste()),
            (self.tr("Select all"), _Keys.SelectAll, self.selectAll, bool(self._source.view)),
        ):
            if act is None or key is None:
                menu.addSeparator()
                continue
            action = menu.addAction(text)
            action.setShortcut(key)
            action.setEnabled(possible)
            action.triggered.connect(act)
        return menu

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click ends a step of undo."""
        self._history.close_step()
        self._suggestions.close_offer()
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Names are not offered to somebody who went elsewhere."""
        self._suggestions.close_offer()
        super().focusOutEvent(event)

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
