"""How late a bell is: from its moment by the clock to the frame in which the sound device would give it out.

A device that takes frames evenly, as fast as the clock runs, stands in for a real one, so that the figures
need no hardware; what lies behind it (the sound server, the card) comes on top. Aim: under 30 ms.
"""

from __future__ import annotations

import math
import os
import sys
import time

from benchmarks.timing import Report, row

BELLS, APART, BEFORE = 20, 0.733, 1.0
"""Bells, and seconds from one to the next (no multiple of the window's tick) and before the first."""


def measure(report: Report, _folder: object, _sizes: list[int]) -> None:
    """Foreseen as a session foresees them, then not; then foreseen with a window that is busy meanwhile."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows = []
    for name, foreseen, busy in (
        ("foreseen", True, 0.0),
        ("foreseen, and the window busy for 50 ms at each tick", True, 0.05),
        ("not foreseen: at once", False, 0.0),
    ):
        ticked, heard = run(foreseen, busy)
        rows.append(row(f"{name}: the window gets to it", ticked))
        rows.append(row(f"{name}: it is heard", heard))
    report.table(f"Lateness of a bell ({BELLS} bells; before its moment counts as well)", "", rows)


def run(foreseen: bool, busy: float) -> tuple[list[float], list[float]]:
    """Milliseconds after its moment at which each bell was rung, and at which it was heard."""
    import numpy as np
    from PySide6.QtCore import QCoreApplication, Qt, QTimer

    from closeness_desktop.clock import SystemClock
    from closeness_desktop.practice.driver import Driver
    from closeness_desktop.practice.effects import Bell
    from closeness_desktop.practice.plan import Around
    from closeness_desktop.practice.unseen import Unseen
    from closeness_desktop.window.platform.output import LEAD, Output
    from closeness_desktop.window.platform.sound import Sounds

    app = QCoreApplication.instance() or QCoreApplication(sys.argv)
    rate = 48_000

    class Steady(Output):
        """Takes frames evenly, and keeps what it was given."""

        def begin(self) -> bool:
            from closeness_desktop.window.platform.mixer import Mixer

            if self.mixer is None:
                self.mixer, self._bytes_each, self._size = Mixer(rate, 1), 4, round(LEAD * rate) * 4
                self._sink = self._into = self  # type: ignore[assignment]
                self.given, self.begun = bytearray(), time.monotonic()
                self._timer.start()
                self._pump()
            return True

        def close(self) -> None:
            self._timer.stop()
            self.mixer = self._sink = self._into = None

        def bytesFree(self) -> int:
            taken = int((time.monotonic() - self.begun) * rate) * 4
            return max(0, min(self._size, self._size - len(self.given) + taken))

        def write(self, data: bytes) -> int:
            self.given += data
            return len(data)

    bells = [(BEFORE + number * APART, Bell("woodblock", 1, 1.0, "interval")) for number in range(BELLS)]
    device = Steady()
    sounds = Sounds(output=device)
    sounds.begin(Around(), ["woodblock"])
    driver = Driver(SystemClock(), Unseen(bells, bells[-1][0] + 1.0))
    origin = time.monotonic()
    rung: list[float] = []
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def tick() -> None:
        for effect in driver.tick():
            if isinstance(effect, Bell):
                rung.append(time.monotonic() - origin)
                sounds.ring(effect)
        if foreseen:
            sounds.foresee(driver.session.bells_ahead())
        time.sleep(busy)
        if driver.session.ended:
            app.quit()
        else:
            timer.start(max(1, math.ceil(driver.wait() * 1000)))

    timer.timeout.connect(tick)
    tick()
    app.exec()
    out = np.frombuffer(bytes(device.given), np.float32)
    sounds.finish(at_once=True)
    loud = np.flatnonzero(np.abs(out) > 1e-5)
    onsets = loud[np.flatnonzero(np.diff(loud, prepend=-rate) > rate // 10)] / rate + device.begun - origin
    due = [at for at, _ in bells]
    return [1000 * (at - d) for at, d in zip(rung, due, strict=True)], [
        1000 * abs(float(at) - d) for at, d in zip(onsets, due, strict=True)
    ]
