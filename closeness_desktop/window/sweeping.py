"""When Python may look for objects that only refer to each other: on the window's thread, between two events.

By itself it does so wherever it happens to be. A widget that nobody holds any more would then go while Qt is
on its way through all widgets, or, with a timer of its own, on the thread of the worker. Qt survives neither.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Slot

SWEEP_EVERY_MS = 2_000


@contextmanager
def unswept() -> Iterator[None]:
    """Nothing is swept up by itself within it."""
    by_itself = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if by_itself:
            gc.enable()


def sweep() -> None:
    """Do now what Python would have done by itself, and no more: little where little was made since."""
    for generation, (made, most) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if made > most:
            gc.collect(generation)
            return


class Sweeper(QObject):
    """From `start` to `stop` it sweeps every two seconds, on its own thread, and nothing else does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(SWEEP_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._by_itself = False

    def start(self) -> None:
        """Take it over from Python."""
        self._by_itself = gc.isenabled()
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give it back, if it was Python's before."""
        self._timer.stop()
        if self._by_itself:
            gc.enable()

    @Slot()
    def look(self) -> None:
        """Sweep, if enough was made since."""
        sweep()


@contextmanager
def sweeping(parent: QObject) -> Iterator[None]:
    """Within it, a sweeper of the window's thread does it."""
    sweeper = Sweeper(parent)
    sweeper.start()
    try:
        yield
    finally:
        sweeper.stop()
