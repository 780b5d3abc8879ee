"""What the toolbar and its keys do to the text: marks around words, and what kind of line a line is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot

from closeness_desktop.window.editor import blocks, editing
from closeness_desktop.window.editor.clipboard_edit import ClipboardTextEdit
from closeness_desktop.window.editor.places import put


class FormattedTextEdit(ClipboardTextEdit):
    """Each of these is one step of undo, and keeps the cursor with the words at which it stands."""

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

    def toggle_lines(self, kind: blocks.Kind) -> None:
        """Make the selected lines a list, numbered, with boxes or a quotation; or plain again."""
        self._change_lines(lambda lines: blocks.toggle(lines, kind))

    @Slot()
    def next_heading(self) -> None:
        """Make the selected lines a heading of the next level, and plain again after the last."""
        self._change_lines(lambda lines: [blocks.next_heading(line) for line in lines])

    @Slot()
    def tick(self) -> None:
        """Tick the checkbox of the line, or take the tick away; an item without one gets one."""
        line, _ = self._where(self.textCursor())
        if (change := editing.toggle_box(self._source.line(line))) is not None:
            self._history.close_step()
            self._replace(line, change, select=False)
            self._history.close_step()

    @Slot()
    def make_link(self) -> None:
        """Make the selection a link, with the cursor where what is missing belongs."""
        line, column, last, end_column = self._selection()
        if line != last:  # a link stays within its line
            return
        text, anchor, cursor = blocks.link(self._source.line(line)[column:end_column])
        self._history.close_step()
        self._replace(line, editing.Replacement(column, end_column, text, column + anchor, column + cursor))
        self._history.close_step()

    def _change_lines(self, change: Callable[[list[str]], list[editing.Replacement | None]]) -> None:
        first, _, last, end_column = self._selection()
        if last > first and end_column == 0:  # a selection up to the start of a line leaves that line out
            last -= 1
        changes = change([self._source.line(number) for number in range(first, last + 1)])
        cursor = self.textCursor()
        self._history.close_step()
        cursor.beginEditBlock()
        for number, each in enumerate(changes, first):
            if each is not None:
                self._replace(number, each, select=False)
        cursor.endEditBlock()
        self._history.close_step()
        self.ensureCursorVisible()

    def _replace(self, line: int, change: editing.Replacement, *, select: bool = True) -> None:
        """Carry out a change within a line; unless `select`, the cursor stays where it is in the text."""
        cursor = self._cursor(line, change.start, line, change.end)
        put(cursor, change.text)
        if select:
            self.setTextCursor(self._cursor(line, change.anchor, line, change.cursor))
