"""One sentence at the foot of the window, with an offer to take the last thing back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton, LinkButton
from closeness_desktop.window.widgets.labels import BodyLabel

PLAIN_MS = 8_000
UNDO_MS = 20_000
"""How long a sentence stays, in milliseconds; it stays as long as the pointer or the keyboard is on it."""


class MessageStrip(QWidget):
    """Hidden until `say`; hides itself after a while, or once its offer was taken."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._act: Callable[[], object] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(16)
        self.label = BodyLabel(wrap=True)
        row.addWidget(self.label, 1)
        self.offer = LinkButton("Undo")
        self.offer.clicked.connect(self._take_offer)
        row.addWidget(self.offer)
        self.close_button = IconButton(theme, "x", "Close this message", size=16)
        self.close_button.clicked.connect(self.clear)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        self.hide()

    def say(
        self, sentence: str, act: Callable[[], object] | None = None, offer: str = "Undo", keys: str = ""
    ) -> None:
        """Show a sentence in place of the one before.

        act: what the offer does, if there is one. offer: the words on it. keys: those that do the same.
        """
        self._act = act
        self.label.setText(sentence)
        self.offer.setText(offer)
        self.offer.setToolTip(keys)
        self.offer.setVisible(act is not None)
        self.show()
        self._timer.start(PLAIN_MS if act is None else UNDO_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    @Slot()
    def clear(self) -> None:
        """Hide, and let go of the sentence and of what the offer held."""
        self._timer.stop()
        self._act = None
        self.label.setText("")
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A band in the wash of the accent, with a hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("teal-wash"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
        painter.end()

    @Slot()
    def _take_offer(self) -> None:
        act = self._act
        self.clear()
        if act is not None:
            act()

    @Slot()
    def _time_is_up(self) -> None:
        busy = self.underMouse() or self.offer.hasFocus() or self.close_button.hasFocus()
        if busy:
            self._timer.start(PLAIN_MS)
        else:
            self.clear()
