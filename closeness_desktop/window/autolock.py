"""Locking by itself: after a while without a sign of the person, and when the computer has slept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from closeness_desktop.clock import Clock

_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
    }
)
_LOOK_EVERY_MS = 5_000
SLEPT = 2.0
"""Seconds by which the clock that counts sleep must outrun the other to call it sleep."""


class AutoLock(QObject):
    """Watches the whole application; calls `lock` once when idle for longer than `limit` seconds (0: never).

    Idle time is counted with the clock that goes on while the computer sleeps and that no change of the date
    moves. A busy window (a running session) counts as a sign of the person. A computer that slept locks at
    once on waking, whatever the limit: where nobody told that it was about to (see platform.sleep), this is
    what notices.
    """

    def __init__(
        self,
        clock: Clock,
        limit: Callable[[], float],
        busy: Callable[[], bool],
        lock: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = limit
        self._busy = busy
        self._lock = lock
        self._last_sign = clock.total()
        self._apart = self._clocks_apart()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch; the person is here now."""
        self._last_sign = self._clock.total()
        self._apart = self._clocks_apart()
        if (application := QApplication.instance()) is not None:
            application.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Stop watching."""
        if (application := QApplication.instance()) is not None:
            application.removeEventFilter(self)
        self._timer.stop()

    def look(self) -> None:
        """Lock if it has been quiet for too long, or asleep."""
        limit = self._limit()
        apart, self._apart = self._apart, self._clocks_apart()
        if self._apart - apart >= SLEPT:
            self._last_sign = self._clock.total()
            self._lock()
        elif self._busy():
            self._last_sign = self._clock.total()
        elif limit and self._clock.total() - self._last_sign >= limit:
            self._last_sign = self._clock.total()
            self._lock()

    def _clocks_apart(self) -> float:
        """Seconds by which sleep has parted the two clocks so far."""
        return self._clock.total() - self._clock.awake()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See every event of the application pass; keep none."""
        if event.type() in _SIGNS:
            self._last_sign = self._clock.total()
        return False
