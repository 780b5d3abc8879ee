"""The foot of the window: what was just done, in one sentence, and the way to take it back or do it again."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from closeness_desktop.errors import KnownError, StorageError
from closeness_desktop.window.context import Act
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.undoing import Undoing
from closeness_desktop.window.widgets.message_strip import MessageStrip

UNDO = QKeySequence.StandardKey.Undo
REDO = ("Ctrl+Shift+Z", QKeySequence.StandardKey.Redo)
"""Their keys; a text field keeps its own undo."""


class Foot(MessageStrip):
    """Remembers every deed that was said with a way to take it back, long after its sentence is gone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._undoing = Undoing()

    def tell(self, sentence: str, undo: Act | None = None, redo: Act | None = None) -> None:
        """See context.Say."""
        if undo is None:
            self.say(sentence)
        else:
            self._undoing.did(sentence, undo, redo)
            self._offer_undo(sentence)

    @Slot()
    def undo(self) -> None:
        """Take the last deed back and say which one it was; offer to do it again, if it can be."""
        try:
            deed = self._undoing.undo()
        except StorageError as error:  # a disk that is full now may have room in a moment: the offer stays
            self._offer_undo(str(error))
        except KnownError as error:
            self.say(str(error))
        else:
            if deed is None:
                self.say("There is nothing to undo.")
            elif deed.redo is None:
                self.say(f"Undone: {_quoted(deed.sentence)}")
            else:
                self._offer_redo(f"Undone: {_quoted(deed.sentence)}")

    @Slot()
    def redo(self) -> None:
        """Do the deed once more that was taken back last, and offer to take it back again."""
        try:
            deed = self._undoing.redo()
        except StorageError as error:
            self._offer_redo(str(error))
        except KnownError as error:
            self.say(str(error))
        else:
            if deed is None:
                self.say("There is nothing to redo.")
            else:
                self._offer_undo(deed.sentence)

    @property
    def can_undo(self) -> bool:
        """Whether there is a deed to take back."""
        return self._undoing.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a deed to do again."""
        return self._undoing.can_redo

    def forget(self) -> None:
        """Let go of the sentence and of every deed."""
        self.clear()
        self._undoing.forget()

    def _offer_undo(self, sentence: str) -> None:
        self.say(sentence, self.undo, "Undo", _native(UNDO))

    def _offer_redo(self, sentence: str) -> None:
        self.say(sentence, self.redo, "Redo", _native(REDO[0]))


def _quoted(sentence: str) -> str:
    """A sentence of ours in quotation marks; those within become single ones."""
    return f"“{sentence.replace('“', '‘').replace('”', '’')}”"


def _native(keys: str | QKeySequence.StandardKey) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
