"""How much of a processor core the running breathing takes: in full motion, gentle, and still.

Each figure is the processor time of a fresh process over a stretch of real time, in which it does nothing
but show a breathing sitting with a real clock: `python -m benchmarks.breathing SCENE MOTION SECONDS FOLDER`.
Aims: under 5 % of a core in full motion, under 0.5 % in still (500×320, at most 60 frames a second).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from benchmarks.timing import Report, Row, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from closeness_desktop.settings import MotionChoice

MOTIONS = ("full", "gentle", "still")
SCENES = {
    "circles": "circles, 500×320",
    "page": "page, 500×320",
    "window": "page, 1280×820",
}
SIZES = {"circles": (500, 320), "page": (500, 320), "window": (1280, 820)}
ROUNDS, SECONDS, WARM_UP = 2, 11.0, 1.5
"""Times each is measured, and seconds of each: eleven hold a whole breath and the word changing twice."""


def measure(report: Report, folder: Path, sizes: list[int]) -> None:
    """Every scene in every motion, in turn, so that a busy moment falls on all of them alike.

    circles: they alone. page: the whole session page, whose words and bar change four times a second.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: dict[tuple[str, str], list[float]] = {}
    frames: dict[tuple[str, str], list[float]] = {}
    for turn in range(ROUNDS):
        for scene in SCENES:
            for motion in MOTIONS:
                share, shown = _share(scene, motion, folder / f"{scene}-{motion}-{turn}")
                found.setdefault((scene, motion), []).append(share)
                frames.setdefault((scene, motion), []).append(shown)
    rows: list[Row] = []
    for scene, name in SCENES.items():
        for motion in MOTIONS:
            beside = motion != "still" and scene != "circles"  # alone and still they take nothing at all
            anchor = found[scene, "still"] if beside else ()
            shown = max(frames[scene, motion])
            rows.append(row(f"{name}: {motion}, {shown:.0f} frames/s", found[scene, motion], anchor))
    report.table(f"Share of a core while breathing 5.5 a minute ({SECONDS:.0f} s each)", "still", rows, "%")


def _share(scene: str, motion: str, folder: Path) -> tuple[float, float]:
    """Percent of a core, and frames of the circles a second."""
    command = [sys.executable, "-m", "benchmarks.breathing", scene, motion, str(SECONDS), str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=600)
    share, frames = done.stdout.split()
    return float(share), float(frames)


def probe(scene: str, motion: MotionChoice, seconds: float, folder: Path) -> None:
    """Show one scene for so long; print percent of a core and frames a second."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from closeness_desktop import application
    from closeness_desktop.window.theme.theme import Theme
    from closeness_desktop.window.widgets.breathing import BreathingCircles

    app = application.application()
    theme = Theme("light", motion, text_scale=1.0)
    theme.apply(app)
    shown = _circles(theme) if scene == "circles" else _page(theme, folder)
    shown.resize(*SIZES[scene])
    shown.show()
    circles = shown if isinstance(shown, BreathingCircles) else shown.findChildren(BreathingCircles)[0]

    class Counter(QObject):
        """Counts how often something is painted."""

        frames = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """Look, and let it through."""
            self.frames += event.type() == QEvent.Type.Paint
            return False

    counter = Counter()
    circles.installEventFilter(counter)
    at = [0.0, 0.0]

    def begin() -> None:
        at[:] = [time.perf_counter(), time.process_time()]
        counter.frames = 0
        QTimer.singleShot(round(seconds * 1000), end)

    def end() -> None:
        passed, spent = time.perf_counter() - at[0], time.process_time() - at[1]
        print(100 * spent / passed, counter.frames / passed, flush=True)
        os._exit(0)

    QTimer.singleShot(round(WARM_UP * 1000), begin)
    app.exec()


def _circles(theme: object) -> QWidget:
    from closeness_desktop.clock import SystemClock
    from closeness_desktop.practice.driver import Driver
    from closeness_desktop.practice.sitting import Sitting, SittingPlan
    from closeness_desktop.window.theme.theme import Theme
    from closeness_desktop.window.widgets.breathing import BreathingCircles

    driver = Driver(SystemClock(), Sitting(SittingPlan(seconds=None, prepare=0, breathing="5.5")))
    driver.tick()
    circles = BreathingCircles(cast("Theme", theme))

    def fullness() -> float | None:
        breath = driver.session.breath(driver.elapsed())
        return breath[2] if breath is not None else None

    circles.follow(fullness)
    return circles


def _page(theme: object, folder: Path) -> QWidget:
    from closeness_desktop import vault
    from closeness_desktop.clock import SystemClock
    from closeness_desktop.journal import Journal
    from closeness_desktop.practice.sitting import SittingPlan
    from closeness_desktop.settings import SettingsFile
    from closeness_desktop.window.commands import Commands
    from closeness_desktop.window.context import ChangeSignal, Context
    from closeness_desktop.window.pages.session import SessionPage
    from closeness_desktop.window.practices import Practices
    from closeness_desktop.window.theme.theme import Theme
    from closeness_desktop.window.worker import Worker

    journal = Journal(vault.create(folder, "a passphrase for measuring", cost=vault.FLOOR))
    context = Context(
        journal=journal,
        theme=cast("Theme", theme),
        clock=SystemClock(),
        settings=SettingsFile(),
        changes=ChangeSignal(),
        worker=Worker(),
        say=lambda sentence, undo=None, redo=None: None,
        go=lambda page, **where: None,
        lock=lambda: None,
        share=lambda session, id=None, unseen=None: None,
        practices=Practices(journal),
        commands=Commands(),
    )
    page = SessionPage(context)
    plan = SittingPlan(seconds=600, prepare=0, start_strikes=0, end_strikes=0, breathing="5.5")
    page.arrive(plan=plan)
    return page


if __name__ == "__main__":
    probe(sys.argv[1], cast("MotionChoice", sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]))
