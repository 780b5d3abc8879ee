"""Places for answers in a text: Tab leads from one to the next while there are any."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.editor.places import utf16_length
from closeness_desktop.window.editor.source_edit import SourceTextEdit

KEYS = (KeyHelp("Tab or Shift+Tab", "From one place for an answer to another, in what a template put in"),)


class AnswerPlaces(QObject):
    """Watches the keys of one editor. The places move with what is typed before and in them."""

    def __init__(self, edit: SourceTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._places: list[QTextCursor] = []
        edit.installEventFilter(self)

    @property
    def count(self) -> int:
        """How many places there are."""
        return len(self._places)

    def insert(self, parts: Sequence[str]) -> None:
        """Put a text in at the cursor, with a place between each two of its parts, and go to the first.

        It is one step for undo. Without places the cursor stands behind the text.
        """
        self._edit.replace_selection("".join(parts))
        self._places = []
        at = self._edit.textCursor().position()
        for part in reversed(parts[1:]):
            at -= utf16_length(part.replace("\r\n", "\n"))
            place = QTextCursor(self._edit.document())
            place.setPosition(at)
            self._places.insert(0, place)
        if self._places:
            self._go_to(self._places[0].position())

    def forget(self) -> None:
        """There are no places any more."""
        self._places.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See KEYS: they are taken while they lead anywhere."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self._places:
            return False
        if event.key() == Qt.Key.Key_Tab and not event.modifiers():
            return self._go(1)
        if event.key() == Qt.Key.Key_Backtab:
            return self._go(-1)
        return False

    def _go(self, step: int) -> bool:
        """To the nearest place in that direction; whether there was one. After the last, Tab leaves it."""
        here = self._edit.textCursor().position()
        places = [place.position() for place in self._places]
        ahead = [at for at in places if (at - here) * step > 0]
        if not ahead:
            if step > 0:
                self.forget()
            return False
        self._go_to(min(ahead) if step > 0 else max(ahead))
        return True

    def _go_to(self, at: int) -> None:
        cursor = self._edit.textCursor()
        cursor.setPosition(at)
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()
