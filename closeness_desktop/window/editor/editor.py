"""The editor of an entry: what keys, the mouse and an input method do in it, and the names it offers."""

from __future__ import annotations

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
from closeness_desktop.window.editor.completion import Names, Suggestions, matching, name_before
from closeness_desktop.window.editor.formatting import FormattedTextEdit
from closeness_desktop.window.editor.places import put
from closeness_desktop.window.theme.theme import Theme

_Keys = QKeySequence.StandardKey
PASTE_WORDS = QKeySequence("Ctrl+Shift+V")
_Ctrl = Qt.KeyboardModifier.ControlModifier
_KEEP = QTextCursor.MoveMode.KeepAnchor


class Editor(FormattedTextEdit):
    """One text being written. `names` gives what may follow "#" and "@"."""

    menu_about_to_show = Signal(QMenu, QTextCursor)
    """The menu of the text, and where it is opened; more may be put into it."""

    def __init__(self, theme: Theme, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._names = names
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Text of the entry"))
        self._suggestions = Suggestions(theme, self.viewport())
        self._suggestions.taken.connect(self._complete)

    def _show(self, text: str) -> None:
        """Show another text; names on offer for the one before are gone."""
        self._suggestions.close_offer()
        super()._show(text)

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
        elif event.matches(_Keys.Undo) or event.matches(_Keys.Redo):
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
            self.tick()
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

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in plain text, and offer nothing for it."""
        super().insertFromMimeData(source)
        self._suggestions.close_offer()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual things to do with text, with our own undo."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.textCursor() if by_key else self.cursorForPosition(event.pos())
        menu = self._menu()
        self.menu_about_to_show.emit(menu, at)
        menu.popup(
            self.viewport().mapToGlobal(self.cursorRect().bottomLeft()) if by_key else event.globalPos()
        )

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
            (self.tr("Paste the words alone"), PASTE_WORDS, self.paste_words, self.canPaste()),
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
