"""Doing one slow thing, that must be done on the window's thread, at a moment when nobody is typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

QUIET_MS = 2_000


class WhenQuiet(QObject):
    """Calls `act` once, after two seconds without a key press. Gone with its parent."""

    def __init__(self, act: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._act = act
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._go)
        if (application := QApplication.instance()) is not None:
            application.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Do not call it any more."""
        self._timer.stop()
        if (application := QApplication.instance()) is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every key press of the application pass; keep none."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.InputMethod) and self._timer.isActive():
            self._timer.start()
        return False

    def _go(self) -> None:
        self.stop()
        self._act()
