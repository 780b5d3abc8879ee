"""How late a bell or a cue is: from its moment by the clock to the frame in which a device would give it out.

A device that takes frames evenly, as fast as the clock runs, stands in for a real one, so that the figures
need no hardware; what lies behind it (the sound server, the card) comes on top. Aim: under 30 ms.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from benchmarks.timing import Report, row

if TYPE_CHECKING:
    from closeness_desktop.practice.guided import GuidedSession
    from closeness_desktop.practice.sitting import Sitting

BELLS, APART, BEFORE = 20, 0.733, 1.0
"""Bells, and seconds from one to the next (no multiple of the window's tick) and before the first."""

CUES, PART = 8, 2.1
"""Parts of a breath, and seconds of each."""

STARTS, WAKES = 5, (0.0, 0.35)
"""Sessions that begin with a bell, and seconds that their device takes to begin."""

RATE = 48_000


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
    rows = []
    for name, foreseen, busy in (
        ("foreseen", True, 0.0),
        ("foreseen, and the window busy for 50 ms at each tick", True, 0.05),
        ("not foreseen: at once", False, 0.0),
    ):
        rows += [row(f"{kind}, {name}", cues(kind, foreseen, busy)) for kind in ("sitting", "guided")]
    report.table(f"Lateness of a cue of the breath ({CUES} cues each)", "", rows)
    rows = []
    for wakes in WAKES:
        for name, waits in (("counted from the bell", True), ("counted from Begin", False)):
            for kind in ("sitting", "guided"):
                told = f"{kind}, {name}, device awake after {1000 * wakes:.0f} ms"
                rows.append(row(told, [start(kind, waits, wakes) for _ in range(STARTS)]))
    report.table(f"Lateness of a bell at the very beginning ({STARTS} sessions each)", "", rows)


def steady(wakes: float = 0.0) -> Any:
    """A device that takes frames evenly, once it is awake, and keeps what it was given."""
    from closeness_desktop.window.platform.output import LEAD, Output

    class Steady(Output):
        def begin(self) -> bool:
            from closeness_desktop.window.platform.mixer import Mixer

            if self.mixer is None:
                self.mixer, self._bytes_each, self._size = Mixer(RATE, 1), 4, round(LEAD * RATE) * 4
                self._sink = self._into = self  # type: ignore[assignment]
                self.given, self.begun = bytearray(), time.monotonic() + wakes
                self._timer.start()
                self._pump()
            return True

        def close(self) -> None:
            self._timer.stop()
            self.mixer = self._sink = self._into = None

        def bytesFree(self) -> int:
            taken = int(max(0.0, time.monotonic() - self.begun) * RATE) * 4
            return max(0, min(self._size, self._size - len(self.given) + taken))

        def write(self, data: bytes) -> int:
            self.given += data
            return len(data)

        def onsets(self) -> Iterator[float]:
            """Moments by the monotonic clock at which a sound begins after a moment of silence."""
            import numpy as np

            loud = np.flatnonzero(np.abs(np.frombuffer(bytes(self.given), np.float32)) > 1e-5)
            for at in loud[np.flatnonzero(np.diff(loud, prepend=-RATE) > RATE // 10)]:
                yield float(at) / RATE + self.begun

    return Steady()


def played(tick: Callable[[], float | None]) -> None:
    """Tick until there is nothing more to wait for."""
    from PySide6.QtCore import QCoreApplication, Qt, QTimer

    app = QCoreApplication.instance() or QCoreApplication(sys.argv)
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def go() -> None:
        wait = tick()
        if wait is None:
            app.quit()
        else:
            timer.start(max(1, math.ceil(wait * 1000)))

    timer.timeout.connect(go)
    timer.start(0)
    app.exec()


def run(foreseen: bool, busy: float) -> tuple[list[float], list[float]]:
    """Milliseconds after its moment at which each bell was rung, and at which it was heard."""
    from closeness_desktop.clock import SystemClock
    from closeness_desktop.practice.driver import Driver
    from closeness_desktop.practice.effects import Bell
    from closeness_desktop.practice.plan import Around
    from closeness_desktop.practice.unseen import Unseen
    from closeness_desktop.window.platform.sound import Sounds

    application()
    bells = [(BEFORE + number * APART, Bell("woodblock", 1, 1.0, "interval")) for number in range(BELLS)]
    device = steady()
    sounds = Sounds(output=device)
    sounds.begin(Around(), ["woodblock"])
    driver = Driver(SystemClock(), Unseen(bells, bells[-1][0] + 1.0))
    origin = time.monotonic()
    rung: list[float] = []

    def tick() -> float | None:
        for effect in driver.tick():
            if isinstance(effect, Bell):
                rung.append(time.monotonic() - origin)
                sounds.ring(effect)
        if foreseen:
            sounds.foresee(driver.session.bells_ahead())
        time.sleep(busy)
        return None if driver.session.ended else driver.wait()

    played(tick)
    sounds.finish(at_once=True)
    due = [at for at, _ in bells]
    return [1000 * (at - d) for at, d in zip(rung, due, strict=True)], [
        1000 * abs(at - origin - d) for at, d in zip(device.onsets(), due, strict=True)
    ]


def cues(kind: str, foreseen: bool, busy: float) -> list[float]:
    """Milliseconds from the moment of each cue to the one at which it was heard, before or after."""
    import numpy as np

    from closeness_desktop.practice.breathing import own_pattern
    from closeness_desktop.practice.format import Breathe, Silence
    from closeness_desktop.practice.sitting import Sitting, SittingPlan
    from closeness_desktop.window.platform.mixer import gain
    from closeness_desktop.window.platform.shelf import Shelf

    application()
    pattern = own_pattern(PART, PART)
    session: Sitting | GuidedSession
    if kind == "sitting":
        plan = SittingPlan(
            "breathing@1", int(CUES * PART), 1, 0, 0, breathing="pattern", pattern=pattern, cues=True
        )
        session = Sitting(plan)
    else:
        breathe = Breathe(id="breathe", inhale=PART, exhale=PART, secs=CUES * PART)
        session = guided(Silence(id="first", secs=1.0), breathe)
    origin, device = lived(session, foreseen=foreseen, busy=busy)
    shelf = Shelf()
    own = [  # a cue comes softly, so it is heard a moment after its first frame
        np.flatnonzero(np.abs(shelf.samples(name, RATE, 1)) * gain(80) > 1e-5)[0] / RATE
        for name in ("breath-in", "breath-out")
    ]
    due = [1.0 + number * PART + own[number % 2] for number in range(CUES)]
    return [1000 * abs(at - origin - d) for at, d in zip(device.onsets(), due, strict=True)]


def start(kind: str, waits: bool, wakes: float) -> float:
    """Milliseconds from the moment that a session counts from to its bell, before or after."""
    from closeness_desktop.practice.format import Bell, Silence
    from closeness_desktop.practice.sitting import Sitting, SittingPlan

    application()
    session: Sitting | GuidedSession
    if kind == "sitting":
        session = Sitting(SittingPlan(seconds=1, prepare=0, end_strikes=0, sound="woodblock"))
    else:
        session = guided(Bell(id="ring", sound="woodblock"), Silence(id="quiet", secs=1.0))
    origin, device = lived(session, waits=waits, wakes=wakes)
    return 1000 * abs(next(device.onsets()) - origin)


def lived(
    session: Sitting | GuidedSession,
    *,
    foreseen: bool = True,
    waits: bool = True,
    busy: float = 0.0,
    wakes: float = 0.0,
) -> tuple[float, Any]:
    """The moment that a session counts from, and its device when it is over; driven as its page does it."""
    from closeness_desktop.clock import SystemClock
    from closeness_desktop.practice.driver import Driver
    from closeness_desktop.practice.sitting import Sitting
    from closeness_desktop.window.pages.guided_around import Surroundings
    from closeness_desktop.window.pages.session_around import SittingAround
    from closeness_desktop.window.platform.sound import Sounds

    device = steady(wakes)
    sounds = Sounds(output=device)
    driver = Driver(SystemClock(), session)
    around: SittingAround | Surroundings
    if isinstance(session, Sitting):
        around = SittingAround(sounds)
        around.begin(session, lambda _name: b"")
    else:
        around = Surroundings(sounds)
        around.begin(session, None)
    if waits:
        driver.hold()
        around.when_heard(driver.start)

    def tick() -> float | None:
        if driver.held:
            return 0.001
        for effect in driver.tick():
            around.hear(effect)
        if foreseen and isinstance(around, SittingAround):
            around.follow()
        elif foreseen and isinstance(around, Surroundings):
            around.foresee()
        time.sleep(busy)
        return None if driver.session.ended else driver.wait()

    played(tick)
    origin = time.monotonic() - driver.elapsed()
    sounds.finish(at_once=True)
    return origin, device


def guided(*steps: Any) -> GuidedSession:
    """A session of a practice made of these steps, its breath to be heard."""
    from closeness_desktop.practice.format import Evidence, Practice
    from closeness_desktop.practice.guided import GuidedPlan, GuidedSession

    made = Practice(
        format="practice/1", id="measured", version=1, lang="en", title="Measured", summary="Measured.",
        theme="settle", people=1, licence="GPL-3.0-or-later", evidence=Evidence(level=0, note="None."),
        expect=("Nothing.",), steps=steps,
    )  # fmt: skip
    return GuidedSession(made, GuidedPlan(made.reference, cues=True))


def application() -> None:
    """Qt's event loop, once."""
    from PySide6.QtCore import QCoreApplication

    if QCoreApplication.instance() is None:
        _kept.append(QCoreApplication(sys.argv))


_kept: list[object] = []
