"""The editor and what stands around it: fields to find with and a toolbar; in focus mode nothing at all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.window.commands import Command, KeyHelp
from closeness_desktop.window.editor.completion import Names
from closeness_desktop.window.editor.editor import PASTE_WORDS, Editor
from closeness_desktop.window.editor.find_bar import FindBar
from closeness_desktop.window.editor.toolbar import NAMES, Toolbar, deeds
from closeness_desktop.window.theme.theme import Theme

WHERE = "Writing"

KEYS = (
    KeyHelp("Ctrl+Return", "Tick a checkbox, or take the tick away"),
    KeyHelp("Tab or Shift+Tab", "Move a list item in and out"),
    KeyHelp("Shift+Return", "A new line without a mark, within a list"),
    KeyHelp("Escape", "Out of focus mode"),
)


class WritingArea(QWidget):
    """`only_page` carries True when nothing but the text is wanted, False when the rest is wanted again."""

    only_page = Signal(bool)

    def __init__(self, theme: Theme, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_only_page = False
        self.editor = Editor(theme, names)
        self.find_bar = FindBar(theme, self.editor)
        self.toolbar = Toolbar(theme, self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.editor, 1)
        column.addWidget(self.find_bar)
        column.addWidget(self.toolbar)
        self.find_bar.opened.connect(self._arrange)
        self.find_bar.closed.connect(self._arrange)
        self.toolbar.only_page.connect(self.toggle_only_page)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, by name and by key."""
        bar = self.find_bar
        formats = (
            Command(
                f"editor.{icon}", NAMES[icon][0], act, NAMES[icon][1], WHERE, words=("format", "markdown")
            )
            for icon, act in deeds(self.editor).items()
        )
        return (
            *formats,
            Command("editor.find", "Find in this entry", bar.look, "F3", WHERE, words=("search", "next")),
            Command("editor.find-before", "Place before, in this entry", bar.to_previous, "Shift+F3", WHERE),
            Command(
                "editor.replace", "Find and replace in this entry", bar.look_and_replace, "Ctrl+H", WHERE
            ),
            Command(
                "editor.paste-words",
                "Paste the words without their looks",
                self.editor.paste_words,
                PASTE_WORDS,
                WHERE,
                words=("plain", "clipboard", "unformatted"),
            ),
            Command(
                "editor.only-page",
                "Only the page",
                self.toggle_only_page,
                "F11",
                WHERE,
                words=("focus mode", "distraction", "full"),
            ),
        )

    def text_changed(self) -> None:
        """Another text is shown: count its words, and mark in it what is looked for."""
        self.toolbar.text_changed()
        self.find_bar.marks.look_again()

    def forget(self) -> None:
        """Let go of every word."""
        self.editor.forget()
        self.find_bar.forget()
        self.toolbar.forget()

    @Slot()
    def toggle_only_page(self) -> None:
        """Show nothing but the text, or the rest again."""
        self.set_only_page(not self.is_only_page)

    def set_only_page(self, on: bool) -> None:
        """Show nothing but the text, or the rest again; tells only when something is different."""
        if on == self.is_only_page:
            return
        self.is_only_page = on
        self._arrange()
        self.only_page.emit(on)
        if on:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.editor.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads out of focus mode."""
        if event.key() == Qt.Key.Key_Escape and self.is_only_page:
            self.set_only_page(False)
        else:
            super().keyPressEvent(event)

    @Slot()
    def _arrange(self) -> None:
        """The toolbar steps aside for the fields to find with, so that the text keeps its room."""
        self.toolbar.setVisible(not self.is_only_page and self.find_bar.isHidden())
