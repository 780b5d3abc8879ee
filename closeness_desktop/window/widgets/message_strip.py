"""One sentence at the foot of the window, with an offer to take the last thing back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton, LinkButton
from closeness_desktop.window.widgets.labels import BodyLabel

PLAIN_MS = 8_000
UNDO_MS = 20_000
"""How long a sentence stays, in milliseconds; it stays as long as the pointer or the keyboard is on it."""


class MessageStrip(QWidget):
    """Hidden until `say`; hides itself after a while. `undone` comes after the offer was taken.

    What an offer does may raise KnownError: then its sentence is shown, and the offer stays.
    """

    undone = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._undo: Callable[[], None] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(16)
        self.label = BodyLabel(wrap=True)
        row.addWidget(self.label, 1)
        self.undo_button = LinkButton("Undo")
        undo_keys = QKeySequence(QKeySequence.StandardKey.Undo)  # a text field keeps its own undo
        self.undo_button.setShortcut(undo_keys)
        self.undo_button.setToolTip(undo_keys.toString(QKeySequence.SequenceFormat.NativeText))
        self.undo_button.clicked.connect(self._take_back)
        row.addWidget(self.undo_button)
        self.close_button = IconButton(theme, "x", "Close this message", size=16)
        self.close_button.clicked.connect(self.clear)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        self.hide()

    def say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Show a sentence in place of the one before. `undo`: what the offer does, if there is one."""
        self._undo = undo
        self.label.setText(sentence)
        self.undo_button.setVisible(undo is not None)
        self.show()
        self._timer.start(PLAIN_MS if undo is None else UNDO_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    @Slot()
    def clear(self) -> None:
        """Hide, and let go of the sentence and of what the offer held."""
        self._timer.stop()
        self._undo = None
        self.label.setText("")
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A band in the wash of the accent, with a hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("teal-wash"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
        painter.end()

    @Slot()
    def _take_back(self) -> None:
        undo = self._undo
        self.clear()
        if undo is None:
            return
        try:
            undo()
        except KnownError as error:  # a disk that is full now may have room in a moment: the offer stays
            self.say(str(error), undo)
        else:
            self.undone.emit()

    @Slot()
    def _time_is_up(self) -> None:
        busy = self.underMouse() or self.undo_button.hasFocus() or self.close_button.hasFocus()
        if busy:
            self._timer.start(PLAIN_MS)
        else:
            self.clear()
