"""The program's window with a guided session under way. It says what has happened, until it is killed.

Arguments: the journal's folder, its passphrase, a practice's file, and how many seconds of the session go by
in one of the clock on the wall. On standard output: "at SECONDS" with each look at the session's time, and
"typed NUMBER SECONDS" for each word typed into a sheet, with the time on the wall; at last "ended".
"""

import datetime as dt
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from closeness_desktop import opening
from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.guided import GuidedPlan
from closeness_desktop.practice.reading import read_practice
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.theme.theme import Theme

folder, passphrase, file, speed = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), float(sys.argv[4])
practice = read_practice(file.read_bytes(), file.name)
app = QApplication([])
theme = Theme("light", "still")
theme.apply(app)
clock = DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))
window = MainWindow(theme, clock, SettingsFile(), folder)
window.show()
window.take(opening.open_journal(folder, passphrase, clock=clock))
window.shell.go("guided", practice=practice, plan=GuidedPlan(practice.reference))
began = time.monotonic()
typed = 0


def run_of() -> GuidedRun | None:
    """The session's view, in a page of the journal or where two have the window."""
    if window.guest is not None:
        return window.guest.run
    return window.shell.page("guided").run


def look() -> None:
    """Let the session's time go by, in strides no longer than its own, and answer what is asked."""
    global typed
    run = run_of()
    if run is None or run.session is None:
        return
    while clock.seconds < (time.monotonic() - began) * speed:
        clock.advance(0.25)
        run.tick()
        print(f"at {run.session.position:.2f}", flush=True)
    if run.session.ended is not None:
        print("ended", flush=True)
        timer.stop()
    elif run.view.area.writes:
        typed += 1
        QTest.keyClicks(run.view.area.field.editor, f"{sys.argv[5]}{typed} ")
        print(f"typed {typed} {time.monotonic()}", flush=True)
    elif run.mode in ("open", "veiled"):
        run.go_on()


timer = QTimer()
timer.setInterval(20)
timer.timeout.connect(look)
timer.start()
app.exec()
