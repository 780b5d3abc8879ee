"""Draw every page of the program from the sample journal, through the real window, into a folder.

`make screenshots` fills docs/screenshots: light and dark, in three sizes. The sample's texts are drawn by a
seeded generator and the clock stands at one evening, so that the pictures change only when the program does.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "Europe/Berlin"

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from closeness_desktop import application
from closeness_desktop.practice.format import Prompt, Say, Step, Turn
from closeness_desktop.settings import MotionChoice, ThemeChoice
from closeness_desktop.window.gate.make import MakePage
from closeness_desktop.window.gate.recovery_key import RecoveryKeyPage
from closeness_desktop.window.gate.welcome import WelcomePage
from closeness_desktop.window.pages.calendar import CalendarPage
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.today import TodayPage
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.tour import Tour, touring

EVENING = dt.datetime(2026, 11, 24, 20, 14, tzinfo=dt.UTC)
SIZES = ((1280, 820), (860, 640), (640, 800))
THEMES: tuple[ThemeChoice, ...] = ("light", "dark")
MOTION: MotionChoice = "still"


def main(folder: Path) -> None:
    """Draw them all into `folder`, in place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    app = application.application()
    theme = Theme("light", MOTION, text_scale=1.0)
    theme.apply(app)
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        with touring(app, Path(home), EVENING, theme) as tour:
            for name, show in (("welcome", lambda: None), ("make", lambda: _make(tour))):
                show()
                draw(tour, folder, name)
            tour.window.show_welcome()
            tour.open_sample()
            for name, show in pages(tour).items():
                show()
                draw(tour, folder, name)
            key = RecoveryKeyPage(theme, tour.shell.context.journal.vault)
            key.reveal()
            key.show()
            draw(tour, folder, "key", key)
            key.close()
            _two(tour)
            draw(tour, folder, "two")
            tour.window.lock()
            draw(tour, folder, "unlock")
    print(f"{len(list(folder.iterdir()))} pictures lie in {folder}")


def pages(tour: Tour) -> dict[str, Callable[[], object]]:
    """How each page of the open journal is brought into view."""

    def go(page: str, **where: object) -> Callable[[], None]:
        return lambda: tour.shell.go(page, **where)

    return {
        "today": lambda: _today(tour),
        "journal": lambda: _journal(tour),
        "practice": go("practice"),
        "sitting": go("practice", practice="breathing@1"),
        "session": lambda: tour.begin_sitting(12, seconds_in=274),
        "programme": lambda: _programme(tour),
        "about": go("practice", practice="widening-kindness"),
        "guided": lambda: _guided(tour, "widening-kindness", Say),
        "question": lambda: _guided(tour, "observer-view", Prompt),
        "help": go("help"),
        **{id: partial(_sheet, tour, id) for id in ("check-in", "palette", "keys")},
        "log": go("log"),
        "calendar": go("calendar"),
        "year": lambda: _year(tour),
        "paper": go("paper", since=dt.date(2026, 11, 1), until=dt.date(2026, 11, 24)),
        "people": go("people"),
        "words": go("names", part="tags", name="family"),
        "trends": go("trends"),
        "settings": go("settings"),
    }


def draw(tour: Tour, folder: Path, name: str, shown: QWidget | None = None) -> None:
    """The window, or another widget, in every theme and size."""
    shown = shown or tour.window
    for theme in THEMES:
        tour.theme.set_choice(theme, MOTION)
        for size in SIZES:
            shown.resize(*size)
            tour.settle()
            shown.grab().save(str(folder / f"{name}-{theme}-{size[0]}.png"))


def _make(tour: Tour) -> None:
    gate = tour.window.gate
    if isinstance(gate, WelcomePage):
        gate.show_make()
        page = gate.currentWidget()
        if isinstance(page, MakePage):
            QTest.keyClicks(page.passphrase.first.edit, "four quiet words here")
            tour.wait_for(lambda: page.passphrase.first.score is not None)


def _today(tour: Tour) -> None:
    tour.shell.go("today")
    page = tour.shell.page("today")
    if isinstance(page, TodayPage):
        for word in ("tense", "hopeful"):
            page.field.toggle(word)
        page.sentence.setPlainText("Tense before the call with Mum, hopeful after it.")


def _journal(tour: Tour) -> None:
    (line,) = tour.shell.context.journal.entries.page('"After the call"', limit=1)
    tour.shell.go("journal", entry=line.id)


def _year(tour: Tour) -> None:
    tour.shell.go("calendar")
    page = tour.shell.page("calendar")
    if isinstance(page, CalendarPage):
        page.head.year.click()


def _sheet(tour: Tour, command: str) -> None:
    """A sheet over the Journal page, by the command that opens it."""
    tour.shell.go("journal")
    next(each for each in tour.shell.context.commands.all() if each.id == command).act()


def _programme(tour: Tour) -> None:
    tour.shell.go("practice")
    page = tour.shell.page("practice")
    if isinstance(page, PracticePage):
        page.open_programme(tour.shell.context.practices.catalogue.programmes()[-1])


def _guided(tour: Tour, practice: str, kind: type[Step]) -> None:
    tour.begin_guided(practice)
    page = tour.shell.page("guided")
    if isinstance(page, GuidedPage):
        _come_to(tour, page.run, kind)


def _two(tour: Tour) -> None:
    tour.begin_guided("listening-dyad")
    tour.wait_for(lambda: tour.window.guest is not None)
    if tour.window.guest is not None:
        _come_to(tour, tour.window.guest.run, Turn)


def _come_to(tour: Tour, run: GuidedRun, kind: type[Step]) -> None:
    """Let a guided session go on to some seconds after the first step of a kind."""
    while run.session is not None and run.session.now is not None:
        now = run.session.now
        if isinstance(now.step, kind) and not (kind is Say and now.number < 3):
            break
        if now.waiting:
            run.go_on()
        tour.clock.advance(1)
        run.tick()
    for _ in range(26 if kind is Turn else 1):
        tour.clock.advance(1)
        run.tick()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
