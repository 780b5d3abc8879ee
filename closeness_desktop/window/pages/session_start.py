"""How a session begins: with its first sound, and in words when that is not at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from closeness_desktop.practice.driver import Driver

AT_ONCE = 300
"""Milliseconds that nobody takes for waiting."""

WAKING = "Your sound device is waking up. This begins as soon as you can hear it."


class Start(QObject):
    """`begin` lets no time go by until the first sound is heard. late: that takes longer than a moment."""

    late = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AT_ONCE)
        self._timer.timeout.connect(self._tell)
        self._driver: Driver[Any] | None = None

    def begin(
        self,
        driver: Driver[Any],
        when_heard: Callable[[Callable[[float], None]], None],
        then: Callable[[], object],
    ) -> None:
        """Hold a session until it is heard, then let it go on and call `then`; at once where all is silent.

        when_heard: see Sounds.when_heard. Whatever else is asked of the driver meanwhile begins it too.
        """
        self._driver = driver
        driver.hold()

        def heard(after: float) -> None:
            self.stop()
            driver.start(after)
            then()

        when_heard(heard)
        if driver.held:
            self._timer.start()

    def stop(self) -> None:
        """It has begun, or never will."""
        self._timer.stop()
        self._driver = None

    def _tell(self) -> None:
        if self._driver is not None and self._driver.held:
            self.late.emit()
