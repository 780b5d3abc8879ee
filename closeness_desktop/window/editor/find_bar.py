"""Finding words in the open entry, and putting others in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.editor.finding import Wanted
from closeness_desktop.window.editor.source_edit import SourceTextEdit
from closeness_desktop.window.search.marks import HitMarks
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton, LinkButton
from closeness_desktop.window.widgets.fields import SearchField
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import SoftLabel

FIELD_WIDTH = 160
"""Width of the two fields, in pixels of the design."""

KEYS = (
    KeyHelp("Return", "Next place, in the field to find with"),
    KeyHelp("Shift+Return", "Place before, in the field to find with"),
    KeyHelp("Escape", "Close the fields and go back to the text"),
)


class FindMarks(HitMarks):
    """The places of what is typed into the field, marked as those of a search are."""

    layer = "wanted"

    def __init__(self, editor: SourceTextEdit, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(editor, theme, parent)
        self.wanted = Wanted()

    def want(self, wanted: Wanted) -> None:
        """Mark this from now on."""
        self.wanted = wanted
        self.look_again()

    def forget(self) -> None:
        """Mark nothing."""
        self.want(Wanted())

    @property
    def _seeks(self) -> bool:
        return bool(self.wanted.text)

    def _spans(self, text: str) -> Iterable[tuple[int, int]]:
        return self.wanted.places(text)


class FindBar(QWidget):
    """Hidden until `look` or `look_and_replace`. `closed` comes when it is hidden again."""

    opened = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, editor: SourceTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._editor = theme, editor
        self.marks = FindMarks(editor, theme, self)
        self.field = SearchField(theme, "Find in this entry", "Find in this entry")
        self.count = SoftLabel()
        self.previous = IconButton(theme, "chevron-up", "Place before (Shift+F3)")
        self.next = IconButton(theme, "chevron-down", "Next place (F3)")
        self.exact = IconButton(theme, "case-sensitive", "Capitals as typed")
        self.whole = IconButton(theme, "whole-word", "Whole words")
        self.close_button = IconButton(theme, "x", "Close (Escape)")
        self.by = QLineEdit()
        self.by.setAccessibleName("Replace with")
        self.by.setPlaceholderText("Replace with")
        self.replace_button = LinkButton("Replace")
        self.all_button = LinkButton("Replace all")
        for switch in (self.exact, self.whole):
            switch.setCheckable(True)
        self._lay_out()
        self.field.textChanged.connect(self._want)
        self.exact.toggled.connect(self._want)
        self.whole.toggled.connect(self._want)
        self.marks.changed.connect(self._tell)
        self.previous.clicked.connect(self.to_previous)
        self.next.clicked.connect(self.to_next)
        self.close_button.clicked.connect(self.done)
        self.replace_button.clicked.connect(self.replace)
        self.all_button.clicked.connect(self.replace_all)
        self._restyle()
        theme.changed.connect(self._restyle)
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        px = self._theme.px
        column.setContentsMargins(px(20), px(8), px(12), px(4))
        column.setSpacing(px(6))
        finds, replaces = QWidget(), QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        for row, widgets in (
            (
                finds,
                (self.field, self.previous, self.next, self.exact, self.whole, self.close_button, self.count),
            ),
            (replaces, (self.by, self.replace_button, self.all_button)),
        ):
            row.setSizePolicy(policy)
            flow = FlowLayout(row, px(8))
            for widget in widgets:
                flow.addWidget(widget)
            column.addWidget(row)
        self._replaces = replaces

    # --- what a person does ---

    @Slot()
    def look(self) -> None:
        """Open it, with what is selected in the text to find with; when it is open, go to the next place."""
        if self.isVisible() and self.field.text():
            self.to_next()
        else:
            self._open(replacing=False)

    @Slot()
    def look_and_replace(self) -> None:
        """Open it with the field for what is to stand there instead."""
        self._open(replacing=True)

    @Slot()
    def to_next(self) -> None:
        """Select the next place; round to the first one at the end."""
        self._step(1)

    @Slot()
    def to_previous(self) -> None:
        """Select the place before; round to the last one at the start."""
        self._step(-1)

    @Slot()
    def replace(self) -> None:
        """Replace the place that is selected, and select the next; select one first, when none is."""
        if self._editor.selected_text and self.marks.wanted.is_at(self._editor.selected_text):
            self._editor.replace_selection(self.by.text())
            self.marks.look_again()
        self.to_next()

    @Slot()
    def replace_all(self) -> None:
        """Replace every place, as one step of undo."""
        wanted, by = self.marks.wanted, self.by.text()
        count = len(wanted.places(self._editor.shown_text))
        if count and self._editor.replace_all(lambda line: wanted.replaced(line, by)):
            self.marks.look_again()
            self._say("1 place replaced" if count == 1 else f"{count:,} places replaced")

    @Slot()
    def done(self) -> None:
        """Hide, and let go of every word."""
        self.forget()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Hide, and let go of every word; the keyboard stays where it is."""
        self.hide()
        self.closed.emit()
        self.field.clear()
        self.by.clear()
        self.marks.forget()
        re.purge()  # it remembers the last hundreds of patterns, and so what was looked for

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See KEYS."""
        key, plain = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key == Qt.Key.Key_Escape:
            self.done()
        elif enter and self.by.hasFocus() and not plain:
            self.replace()
        elif (
            enter
            and self.field.hasFocus()
            and plain in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        ):
            self._step(-1 if plain else 1)
        else:
            super().keyPressEvent(event)

    # --- within ---

    def _open(self, *, replacing: bool) -> None:
        selected = self._editor.selected_text
        self._replaces.setVisible(replacing)
        self.show()
        self.opened.emit()
        if selected and "\n" not in selected:
            self.field.setText(selected)
        self._want()
        to_by = replacing and bool(self.field.text())
        (self.by if to_by else self.field).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _step(self, by: int) -> None:
        self.marks.step(by)
        self._announce()

    @Slot()
    def _want(self) -> None:
        self.marks.want(Wanted(self.field.text(), self.exact.isChecked(), self.whole.isChecked()))

    @Slot()
    def _tell(self) -> None:
        if not self.field.text():
            self.count.setText("")
            return
        count, current = self.marks.count, self.marks.current
        many = f"{count:,}{'+' if self.marks.is_cut else ''}"
        if count == 0:
            self.count.setText("Nothing found")
        elif current is None:
            self.count.setText("1 place" if count == 1 else f"{many} places")
        else:
            self.count.setText(f"{current + 1:,} of {many}")

    def _say(self, words: str) -> None:
        self.count.setText(words)
        self._announce()

    def _announce(self) -> None:
        if self.count.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.count.text()))

    @Slot()
    def _restyle(self) -> None:
        for field in (self.field, self.by):
            field.setFixedWidth(self._theme.px(FIELD_WIDTH))
