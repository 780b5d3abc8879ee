"""The time of a session in a window: when it begins, when to look at it again, what was told a moment ago."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from closeness_desktop.practice.driver import Driver

CAPTION_SECONDS = 8.0
"""How long the caption of a bell stays, in seconds of the session."""

AT_ONCE = 300
"""Milliseconds that nobody takes for waiting."""

WAKING = "Your sound device is waking up. This begins as soon as you can hear it."


class Pulse(QObject):
    """due: time to tick. waits: it does not begin at once, and the caption says so."""

    due = Signal()
    waits = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._next, self._late = QTimer(self), QTimer(self)
        for timer, due in ((self._next, self.due.emit), (self._late, self._tell)):
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.timeout.connect(due)
        self._late.setInterval(AT_ONCE)
        self._driver: Driver[Any] | None = None
        self._rung, self._until = "", 0.0

    def begin(self, driver: Driver[Any], when_heard: Callable[[Callable[[float], None]], None]) -> None:
        """Let its time go by from the moment at which its first sound is heard: at once where all is silent.

        when_heard: see Sounds.when_heard. Whatever else is asked of the driver meanwhile begins it too.
        """
        self._driver = driver
        driver.hold()

        def heard(after: float) -> None:
            self._late.stop()
            driver.start(after)
            self._rung = self._rung.removesuffix(WAKING).rstrip()
            self.due.emit()

        when_heard(heard)
        if driver.held:
            self._late.start()

    def go_on(self, driver: Driver[Any]) -> None:
        """Come back when the next effect is due."""
        self._next.start(max(1, math.ceil(driver.wait() * 1000)))

    def stop(self) -> None:
        """It stands still, or is over."""
        self._next.stop()
        self._late.stop()

    def forget(self) -> None:
        """Stop, and let go of what was told."""
        self.stop()
        self._driver = None
        self._rung, self._until = "", 0.0

    def say(self, caption: str, position: float) -> None:
        """Something that is to be read for a while. position: of the session, in seconds."""
        self._rung, self._until = caption, position + CAPTION_SECONDS

    def caption(self, position: float) -> str:
        """What is still to be read."""
        if position >= self._until:
            self._rung = ""
        return self._rung

    @Slot()
    def _tell(self) -> None:
        if self._driver is not None and self._driver.held:
            self.say(
                f"{self._rung} {WAKING}".lstrip(), self._driver.session.position
            )  # neither hides the other
            self.waits.emit()


def fullness(driver: Driver[Any] | None) -> float | None:
    """How full the breath is just now, 0 to 1; None outside of breathing."""
    breath = driver.session.breath(driver.elapsed()) if driver is not None else None
    return breath[2] if breath is not None else None
