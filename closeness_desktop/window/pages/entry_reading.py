"""The open entry as a page to be read, in the place of the editor; and back to writing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QStackedLayout, QWidget

from closeness_desktop.errors import UsageError
from closeness_desktop.window.autosave import Autosave
from closeness_desktop.window.commands import Command
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor import editing
from closeness_desktop.window.editor.column import ColumnTextEdit
from closeness_desktop.window.editor.editor import Editor
from closeness_desktop.window.editor.places import put
from closeness_desktop.window.editor.source_text import Fragment
from closeness_desktop.window.editor.writing import WritingArea
from closeness_desktop.window.pages.entry_header import EntryHeader
from closeness_desktop.window.reading.document import Pictures
from closeness_desktop.window.reading.leaving import ask_to_open
from closeness_desktop.window.reading.view import ReadingView

READ, WRITE = "Read this entry as a page (Ctrl+E)", "Go on writing (Ctrl+E)"
CHANGED = "This line has changed since, and stays as it is."


class EntryReading(QObject):
    """Keeps to what was chosen from entry to entry. The editor holds the text all the while."""

    attachment_wanted = Signal(str)
    """A picture or a link to an attachment was followed: its id."""

    def __init__(
        self,
        context: Context,
        pictures: Pictures,
        writing: WritingArea,
        header: EntryHeader,
        stack: QStackedLayout,
        autosave: Autosave,
        pane: QWidget,
    ) -> None:
        """writing: the editor and what is around it, which stands in the stack already."""
        super().__init__(pane)
        self._context, self._pane = context, pane
        self._writing, self._editor = writing, writing.editor
        self._header, self._stack, self._autosave = header, stack, autosave
        self._reads = False
        self.view = ReadingView(context.theme, pictures)
        stack.addWidget(self.view)
        self.view.link_wanted.connect(self._leave)
        self.view.attachment_wanted.connect(self.attachment_wanted)
        self.view.box_wanted.connect(self._tick)
        self._editor.edited.connect(self.refresh)
        self._editor.look_changed.connect(self._follow_look)
        self._follow_look()
        header.read.clicked.connect(self.toggle)

    @property
    def reads(self) -> bool:
        """Whether entries are read just now, and not written."""
        return self._reads

    @property
    def page(self) -> Editor | ReadingView:
        """Where the text stands, and the keyboard belongs."""
        return self.view if self._reads else self._editor

    def command(self, enabled: Callable[[], bool]) -> Command:
        """How it is turned over by name and by key."""
        words = ("preview", "view", "edit", "page")
        return Command(
            "journal.read", "Read this entry, or write it", self.toggle, "Ctrl+E", "Journal", enabled, words
        )

    def show(self) -> None:
        """Another text is in the editor: show it."""
        if self._reads:
            self.view.show_text(self._editor.text)
        self._put_up()

    @Slot()
    def refresh(self) -> None:
        """The text in the editor has changed."""
        if self._reads:
            self.view.update_text(self._editor.text)

    @Slot()
    def toggle(self) -> None:
        """Read what is being written, or go on writing, at about the same place."""
        before = self.page
        had_focus = before.hasFocus()
        bar = before.verticalScrollBar()
        part = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._reads = not self._reads
        self.show()
        if not self._reads:
            self.view.forget()
        bar = self.page.verticalScrollBar()
        bar.setValue(round(part * bar.maximum()))
        if had_focus:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def write(self) -> None:
        """Be where writing goes on."""
        if self._reads:
            self.toggle()

    def forget(self) -> None:
        """Let go of the text."""
        self.view.forget()

    def _put_up(self) -> None:
        away: ColumnTextEdit = self._editor if self._reads else self.view
        here = self.page
        if self._header.parentWidget() is not here.viewport():
            away.set_head(None)
            here.set_head(self._header)
        self._stack.setCurrentWidget(self.view if self._reads else self._writing)
        self._header.read.setChecked(self._reads)
        self._header.read.set_name(WRITE if self._reads else READ)
        self._header.set_tab_order(here)

    @Slot()
    def _follow_look(self) -> None:
        self.view.set_look(self._editor.look)

    @Slot(str)
    def _leave(self, address: str) -> None:
        if sentence := ask_to_open(self._pane.window(), address):
            self._context.say(sentence)

    # --- checkboxes ---

    @Slot(int)
    def _tick(self, line: int) -> None:
        """Tick a box in the text, or take the tick away, and offer to take that back."""
        entry = self._autosave.entry
        lines = Fragment.of(self._editor.text).lines
        change = editing.toggle_box(lines[line]) if line < len(lines) else None
        if entry is None or change is None:
            return
        before, after = lines[line], _changed(lines[line], change)
        self._set_line(line, after)
        self._context.say(
            "The box is ticked." if change.text != " " else "The box is empty again.",
            partial(self._put_line, entry.id, line, after, before),
            partial(self._put_line, entry.id, line, before, after),
        )

    def _set_line(self, number: int, text: str) -> None:
        """Make a line of the open text another one, as if it were typed."""
        cursor = QTextCursor(self._editor.document().findBlockByNumber(number))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        put(cursor, text)

    def _put_line(self, id: str, number: int, before: str, after: str) -> None:
        """Make a line of an entry another one, open or not. Raises UsageError, NotFoundError."""
        entry = self._autosave.entry
        is_open = entry is not None and entry.id == id
        text = self._editor.text if is_open else self._context.journal.entries.get(id).body
        whole = Fragment.of(text)
        if number >= len(whole.lines) or whole.lines[number] != before:
            raise UsageError(CHANGED)
        if is_open:
            self._set_line(number, after)
            return
        lines = (*whole.lines[:number], after, *whole.lines[number + 1 :])
        self._context.journal.entries.update(id, body=Fragment(lines, whole.ends).text)


def _changed(line: str, change: editing.Replacement) -> str:
    return line[: change.start] + change.text + line[change.end :]
