"""A sheet to write on while a session waits: the editor of entries, in a card, with nothing around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.window.editor.completion import Names
from closeness_desktop.window.editor.editor import Editor
from closeness_desktop.window.theme.theme import Theme

LEAST_LINES, USUAL_LINES = 4, 9


class SheetEditor(Editor):
    """The editor of entries, but Ctrl+Enter is left to the session: it goes on with it."""

    def event(self, event: QEvent) -> bool:
        """See the class."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _goes_on(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if _goes_on(event) or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PromptField(QFrame):
    """`changed` comes with every edit. names: what may follow "#" and "@" (nothing, where others look on)."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self.editor = SheetEditor(theme, names)
        self.editor.setAccessibleName(name)
        self.editor.edited.connect(self.changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2, 2, 2, 2)
        whole.addWidget(self.editor)

    def text(self) -> str:
        """What was written, to the character."""
        return self.editor.text

    def set_text(self, text: str) -> None:
        """Show a text, with the cursor at its end; tells nobody."""
        self.editor.set_text(text)
        self.editor.to_end()

    def take_focus(self) -> None:
        """Go to the sheet."""
        self.editor.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Let go of the text and of what could be undone."""
        self.editor.forget()

    def sizeHint(self) -> QSize:
        """Room for a short letter."""
        return QSize(self._theme.px(640), self._height(USUAL_LINES))

    def minimumSizeHint(self) -> QSize:
        """Room for a few lines, whatever else must fit."""
        return QSize(self._theme.px(200), self._height(LEAST_LINES))

    def _height(self, lines: int) -> int:
        return self._theme.px(28 + 16) + lines * self._theme.px(17 * 1.7)


def _goes_on(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
