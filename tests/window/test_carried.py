"""A session while its journal is locked: it is not shown, its time goes on, and unlocking finds it whole."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from closeness_desktop import opening
from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.effects import Bell
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.plan import Around, SittingPlan
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.carried import Carried, Going
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.session import SessionPage
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.prompt_field import PromptField
from tests.conftest import PASSPHRASE

PLAN = SittingPlan(seconds=600, prepare=10, start_strikes=1, end_strikes=3)


@pytest.fixture
def clock() -> DrivenClock:
    """An evening."""
    return DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


@pytest.fixture
def folder(empty_journal: Path, tmp_path: Path) -> Path:
    """A locked journal."""
    return Path(shutil.copytree(empty_journal, tmp_path / "Mine.closeness"))


@pytest.fixture
def window(qapp: QApplication, folder: Path, clock: DrivenClock) -> Iterator[MainWindow]:
    """The window with that journal open."""
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = MainWindow(theme, clock, SettingsFile(), folder)
    made.show()
    made.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    yield made
    made.close()


def page_of(window: MainWindow) -> SessionPage:
    assert window.shell is not None
    page = window.shell.page("session")
    assert isinstance(page, SessionPage)
    return page


def carried_of(window: MainWindow) -> Carried:
    (found,) = window.findChildren(Carried)
    return found


def pass_time(window: MainWindow, clock: DrivenClock, seconds: float) -> None:
    """Let time go by as it does: in strides that no one takes for sleep."""
    while seconds > 0:
        stride = min(4.0, seconds)
        clock.advance(stride)
        seconds -= stride
        if window.shell is not None:
            page_of(window).tick()
        else:
            carried_of(window).tick()


def unlock(window: MainWindow, folder: Path, clock: DrivenClock) -> None:
    window.take(opening.open_journal(folder, PASSPHRASE, clock=clock))


def begun(window: MainWindow, clock: DrivenClock, seconds: float) -> None:
    assert window.shell is not None
    window.shell.go("session", plan=PLAN)
    pass_time(window, clock, seconds)


def test_its_time_goes_on_behind_the_lock_and_is_told_without_its_name(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    begun(window, clock, 110)
    window.lock()
    pass_time(window, clock, 200)
    assert isinstance(window.gate, UnlockPage)
    assert window.gate.going_on.text() == "Your session goes on: 5:00 left."
    texts = [label.text() for label in window.findChildren(QLabel)]
    assert not any("Just sit" in text for text in texts)
    unlock(window, folder, clock)
    assert window.shell is not None
    assert window.shell.current == "session"
    page = page_of(window)
    assert page.running
    assert page.sitting is not None
    assert page.sitting.position == pytest.approx(310)
    pass_time(window, clock, 301)
    (session,) = window.journal.sessions.all()  # type: ignore[union-attr]
    assert (session.done, session.ended) == (600, "completed")


def test_one_that_ends_behind_the_lock_rings_there_and_is_logged_whole_on_unlocking(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    begun(window, clock, 110)
    window.lock()
    rung: list[str] = []
    carried_of(window).sounds.struck.connect(rung.append)
    pass_time(window, clock, 700)
    assert rung[:1] == ["bowl"]
    assert carried_of(window).line.startswith("Your session is over.")
    unlock(window, folder, clock)
    (session,) = window.journal.sessions.all()  # type: ignore[union-attr]
    assert (session.done, session.ended) == (600, "completed")
    assert page_of(window).sitting.ended == "completed"  # type: ignore[union-attr]


def test_one_that_is_still_prepared_is_taken_up_too(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    begun(window, clock, 4)
    window.lock()
    pass_time(window, clock, 16)
    unlock(window, folder, clock)
    sitting = page_of(window).sitting
    assert sitting is not None
    assert (sitting.phase, sitting.position) == ("sit", pytest.approx(20))


def test_after_the_computer_slept_it_is_asked_once_unlocked(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    begun(window, clock, 110)
    window.lock()
    clock.sleep(120)
    carried_of(window).tick()
    pass_time(window, clock, 8)
    assert carried_of(window).line == "Your session has stood still since the computer slept."
    unlock(window, folder, clock)
    page = page_of(window)
    assert page.sitting is not None
    assert page.sitting.asking == pytest.approx(120)
    page.view.count.click()
    assert page.sitting.position == pytest.approx(230)


def test_one_that_was_paused_waits_and_is_shown_again_as_it_was(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    begun(window, clock, 110)
    page_of(window).pause_or_go_on()
    window.lock()
    assert isinstance(window.gate, UnlockPage)
    assert window.gate.going_on.text() == "Your session waits for you."
    clock.advance(300)
    unlock(window, folder, clock)
    assert window.shell is not None
    assert window.shell.current == "session"
    sitting = page_of(window).sitting
    assert sitting is not None
    assert sitting.paused
    assert sitting.position == pytest.approx(110)


def test_a_gap_that_was_asked_about_is_asked_about_again(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    begun(window, clock, 110)
    clock.sleep(120)
    page_of(window).tick()
    window.lock()
    unlock(window, folder, clock)
    sitting = page_of(window).sitting
    assert sitting is not None
    assert sitting.asking == pytest.approx(120)


def test_words_half_typed_in_a_practice_are_there_again_after_unlocking(
    window: MainWindow, folder: Path, clock: DrivenClock, qtbot: QtBot
) -> None:
    assert window.shell is not None
    practice = window.shell.context.practices.find("observer-view")
    assert practice is not None
    window.shell.go("guided", practice=practice, plan=GuidedPlan(practice.reference))
    run = guided_of(window).run
    while not isinstance(run.view.area.field, PromptField):
        run.go_on()
        clock.advance(4)
        run.tick()
    words = "we both wanted to be asked"
    qtbot.keyClicks(run.view.area.field.editor, words)
    step = run.session.now.path  # type: ignore[union-attr]
    window.lock()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # as the event loop does next
    assert words not in "".join(label.text() for label in window.findChildren(QLabel))
    assert window.findChildren(PromptField) == []
    unlock(window, folder, clock)
    run = guided_of(window).run
    assert run.session is not None
    assert run.session.now is not None
    assert run.session.now.path == step
    assert isinstance(run.view.area.field, PromptField)
    assert run.view.area.field.text() == words


def test_time_past_an_end_slept_through_behind_the_lock_rings_its_bell_once(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    assert window.shell is not None
    window.shell.go("session", plan=replace(PLAN, overtime=True))
    pass_time(window, clock, 110)
    window.lock()
    rung: list[str] = []
    carried_of(window).sounds.struck.connect(rung.append)
    clock.sleep(3600)
    pass_time(window, clock, 8)
    assert rung == ["bowl"]  # its first strike; two more follow
    unlock(window, folder, clock)
    (session,) = window.journal.sessions.all()  # type: ignore[union-attr]
    assert (session.done, session.ended) == (100, "early")


def guided_of(window: MainWindow) -> GuidedPage:
    assert window.shell is not None
    assert window.shell.current == "guided"
    page = window.shell.page("guided")
    assert isinstance(page, GuidedPage)
    return page


def test_quitting_at_the_gate_loses_nothing_that_was_sat_before(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    begun(window, clock, 110)
    window.lock()
    pass_time(window, clock, 60)
    window.close()
    journal = opening.open_journal(folder, PASSPHRASE, clock=clock)
    left = journal.sessions.running()
    journal.close()
    assert left is not None
    assert left.done == 100


def test_no_name_of_a_sound_of_ones_own_is_held_behind_the_lock(
    qapp: QApplication, clock: DrivenClock
) -> None:
    bell = Bell("pack:4:grandmothers-bell", 1, 3.0, "end")
    carried = Carried(clock, Going("guided", "id", [(5.0, bell)], 9.0, Around(bed="own:17")))
    assert carried.going.around.bed is None
    assert [one.sound for _at, one in carried.going.bells] == ["bowl"]
    assert "grandmother" not in str(vars(carried)) + str(vars(carried._driver))
