"""When an answer under way is kept: a second after the last key, and every five seconds of typing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Slot


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds: from the last key, and of typing without a break at the most."""

    quiet: int = 1_000
    most: int = 5_000


class Drafting(QObject):
    """`touch` with every key; `keep` is called in time."""

    def __init__(self, keep: Callable[[], None], parent: QObject, pace: Pace | None = None) -> None:
        super().__init__(parent)
        pace = pace or Pace()
        self._keep = keep
        self._quiet, self._most = QTimer(self), QTimer(self)
        for timer, milliseconds in ((self._quiet, pace.quiet), (self._most, pace.most)):
            timer.setSingleShot(True)
            timer.setInterval(milliseconds)
            timer.timeout.connect(self._due)

    @Slot()
    def touch(self) -> None:
        """Something changed."""
        self._quiet.start()
        if not self._most.isActive():
            self._most.start()

    def stop(self) -> None:
        """Nothing is under way any more."""
        self._quiet.stop()
        self._most.stop()

    @Slot()
    def _due(self) -> None:
        self.stop()
        self._keep()
