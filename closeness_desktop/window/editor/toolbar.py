"""The quiet strip under the text: what can be done to words and lines, and how many words there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.editor.formatting import FormattedTextEdit
from closeness_desktop.window.editor.word_count import count_words, words_text
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import SoftLabel

PAUSE = 150
"""Milliseconds after an edit or a selection before the words are counted for the eye."""

LONG = 50_000
"""Characters of a text whose words are counted only after it is shown."""

LONGEST_SELECTION = 200_000
"""Characters of a selection whose words are still counted."""

KEYS = (KeyHelp("Left or Right", "From one button of the toolbar to the next"),)


NAMES = {
    "heading": ("Heading", "Ctrl+Shift+H"),
    "bold": ("Strong", "Ctrl+B"),
    "italic": ("Emphasis", "Ctrl+I"),
    "strikethrough": ("Struck out", "Ctrl+Shift+X"),
    "code": ("Code", "Ctrl+Shift+C"),
    "list": ("List", "Ctrl+Shift+B"),
    "list-ordered": ("Numbered list", "Ctrl+Shift+N"),
    "list-todo": ("Checkboxes", "Ctrl+Shift+T"),
    "text-quote": ("Quotation", "Ctrl+Shift+O"),
    "link": ("Link", "Ctrl+Shift+K"),
}
"""Icon → what it makes of words or lines, and the keys that do the same."""


class _Walked(IconButton):
    """A button that leaves the arrow keys to the toolbar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)


class Toolbar(QWidget):
    """One stop for Tab; the arrow keys go from button to button. A press leads back to the text."""

    only_page = Signal()
    """The person wants nothing around the text, or what was around it again."""

    def __init__(self, theme: Theme, editor: FormattedTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._editor = theme, editor
        self.buttons: list[IconButton] = []
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        self._flow = FlowLayout(row, theme.px(2))
        for icon, act in deeds(editor).items():
            self._flow.addWidget(self._button(icon, named(icon), act))
        self.words = SoftLabel()
        self.focus = IconButton(theme, "expand", "Only the page (F11)")
        self.focus.clicked.connect(self.only_page)
        self._line = QHBoxLayout(self)
        px = theme.px
        self._line.setContentsMargins(px(16), px(4), px(12), px(4))
        self._line.setSpacing(px(8))
        self._line.addWidget(row, 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.words, self.focus):
            self._line.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.count)
        editor.edited.connect(self._soon)
        editor.selectionChanged.connect(self._soon)
        self._stop_at(0)

    def text_changed(self) -> None:
        """Another text is shown: count it at once, or when it is long, as soon as it stands there."""
        if self._editor.document().characterCount() < LONG:
            self.count()
        else:
            self.words.setText("")
            self._soon()

    @Slot()
    def count(self) -> None:
        """Say how many words there are, and of a selection how many of them it holds."""
        self._timer.stop()
        words, cursor = words_text(self._editor.word_count), self._editor.textCursor()
        if cursor.hasSelection() and cursor.selectionEnd() - cursor.selectionStart() <= LONGEST_SELECTION:
            chosen = sum(map(count_words, self._editor.selected_text.split("\n")))
            words = f"{chosen:,} of {words}"
        self.words.setText(words)

    def forget(self) -> None:
        """Count nothing that is to come."""
        self._timer.stop()
        self.words.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See KEYS."""
        at = next((number for number, each in enumerate(self.buttons) if each.hasFocus()), -1)
        mirrored = self.isRightToLeft()
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if at < 0 or not step:
            super().keyPressEvent(event)
            return
        self._stop_at((at + (-step if mirrored else step)) % len(self.buttons))
        self.buttons[self._stop].setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, number: int) -> None:
        """Let Tab come to one of the buttons."""
        self._stop = number
        for each, button in enumerate(self.buttons):
            policy = Qt.FocusPolicy.StrongFocus if each == number else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    def _button(self, icon: str, name: str, act: Callable[[], object]) -> IconButton:
        button = _Walked(self._theme, icon, name)
        button.clicked.connect(partial(self._press, len(self.buttons), act))
        self.buttons.append(button)
        return button

    def _press(self, number: int, act: Callable[[], object]) -> None:
        self._stop_at(number)
        act()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The count stands at the far end where all fits into one line, and else behind the last button."""
        super().resizeEvent(event)
        widgets = (*self.buttons, self.words, self.focus)
        needed = sum(each.sizeHint().width() for each in widgets) + self._theme.px(28 + 8 * 2 + 2 * 10 + 60)
        layout = self._line if needed <= self.width() else self._flow
        if layout.indexOf(self.focus) < 0:
            for widget in (self.words, self.focus):
                layout.addWidget(widget)

    @Slot()
    def _soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()


def deeds(editor: FormattedTextEdit) -> dict[str, Callable[[], object]]:
    """Icon → what it does, in the order of the toolbar."""
    return {
        "heading": editor.next_heading,
        "bold": partial(editor.toggle_mark, "**"),
        "italic": partial(editor.toggle_mark, "*"),
        "strikethrough": partial(editor.toggle_mark, "~~"),
        "code": partial(editor.toggle_mark, "`"),
        "list": partial(editor.toggle_lines, "list"),
        "list-ordered": partial(editor.toggle_lines, "numbers"),
        "list-todo": partial(editor.toggle_lines, "boxes"),
        "text-quote": partial(editor.toggle_lines, "quote"),
        "link": editor.make_link,
    }


def named(icon: str) -> str:
    """What a button says: its name, and the keys that do the same."""
    name, keys = NAMES[icon]
    return f"{name} ({QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)})"
