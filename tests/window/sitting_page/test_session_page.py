"""A sitting in the window: driven by hand, shown, and told to those who do not see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.intervals import Every
from closeness_desktop.practice.sitting import SittingPlan
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_text
from closeness_desktop.window.pages.session import SessionPage
from tests.window.conftest import Heard
from tests.window.sitting_page.conftest import PLAN, offered, only, sit


def test_a_whole_sitting_is_shown_and_logged(page: SessionPage, clock: DrivenClock, context: Context) -> None:
    struck: list[str] = []
    page.bells.struck.connect(struck.append)
    page.arrive(plan=PLAN)
    assert page.view.title.text() == "Just sit · 1 minute"
    assert (page.view.word.text(), page.view.time.text()) == ("Settle in", "Begins in 0:10")
    sit(page, clock, 10)
    assert page.view.caption.text() == "A bell. Your sitting begins."
    assert page.view.time.text() == "1:00 left"
    assert only(context).ended == "running"
    sit(page, clock, 30)
    assert (page.view.word.text(), page.view.caption.text()) == ("", "")
    assert page.view.progress.value() == 500
    sit(page, clock, 30)
    assert page.view.word.text() == "You sat for 1 minute."
    assert offered(page) == ["Done", "Write about it"]
    assert struck == ["bowl", "bowl"]
    logged = only(context)
    assert (logged.practice, logged.planned, logged.done, logged.ended) == ("sitting@1", 60, 60, "completed")


def test_ended_early_is_logged_to_the_second_without_the_pause(
    page: SessionPage, clock: DrivenClock, context: Context
) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 30.5)
    page.view.pause.click()
    assert (page.view.word.text(), page.view.pause.text()) == ("Paused", "Go on")
    sit(page, clock, 300)
    page.view.pause.click()
    sit(page, clock, 10)
    page.view.end.click()
    assert (only(context).done, only(context).ended) == (30, "early")
    assert page.view.word.text() == "You sat for 30 seconds."


def test_stopping_makes_no_fuss(
    page: SessionPage, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 25)
    page.view.stop.click()
    assert (only(context).done, only(context).ended) == (15, "early")
    assert heard.gone == [("practice", {})]
    assert heard.said == [(session_text.STOPPED, None)]


def test_the_keyboard_alone_pauses_asks_and_ends(
    page: SessionPage, clock: DrivenClock, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 20)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.view.word.text() == "Paused"
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.running
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.view.word.text() == "End here?"
    assert offered(page) == ["Keep sitting", "End here", "Hide the time"]
    sit(page, clock, 5)
    page.view.keep.click()
    assert page.view.word.text() == ""
    assert page.running
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert (only(context).done, only(context).ended) == (15, "early")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert heard.gone == [("practice", {})]


def test_it_runs_only_while_it_counts(page: SessionPage, clock: DrivenClock) -> None:
    assert not page.running
    page.arrive(plan=PLAN)
    assert page.running
    page.pause_or_go_on()
    assert not page.running
    page.pause_or_go_on()
    sit(page, clock, 70)
    assert not page.running


@pytest.mark.parametrize(("answer", "done"), [("keep", 30), ("count", 42), ("end", 20)])
def test_a_computer_that_slept_asks_once(
    page: SessionPage, clock: DrivenClock, context: Context, answer: str, done: int
) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 30)
    clock.sleep(12)
    page.tick()
    assert page.view.word.text() == "Your computer slept for 12 seconds."
    assert offered(page) == ["Keep sitting", "Count it as sat", "End here", "Hide the time"]
    sit(page, clock, 20)
    assert not page.running
    getattr(page.view, answer).click()
    if answer != "end":
        sit(page, clock, 10)
        page.view.end.click()
    assert only(context).done == done


def test_an_end_slept_through_rings_once_and_may_be_counted(
    page: SessionPage, clock: DrivenClock, context: Context
) -> None:
    struck: list[str] = []
    page.bells.struck.connect(struck.append)
    page.arrive(plan=SittingPlan(seconds=600, prepare=0, start_strikes=0, end_strikes=1, intervals=Every(60)))
    sit(page, clock, 30)
    clock.sleep(7200)
    page.tick()
    assert struck == ["bowl"]
    assert (only(context).done, only(context).ended) == (30, "early")
    assert page.view.caption.text() == "Your computer slept for 2 hours. That time is not counted."
    assert offered(page) == ["Done", "Write about it", "Count the whole time"]
    page.view.ending.note.setText("Fell asleep.")
    page.view.add.click()
    assert (only(context).done, only(context).ended) == (600, "completed")
    assert page.view.word.text() == "You sat for 10 minutes."
    assert offered(page) == ["Done", "Write about it"]
    assert page.view.ending.said() == "Fell asleep.", "what was said stays"


def test_time_past_the_end_is_shown_and_counted(
    page: SessionPage, clock: DrivenClock, context: Context
) -> None:
    page.arrive(plan=replace(PLAN, overtime=True))
    sit(page, clock, 70 + 125)
    assert page.view.time.text() == "2:05 past the end"
    assert page.running
    page.view.end.click()
    assert (only(context).done, only(context).ended) == (185, "completed")


def test_time_past_the_end_is_counted_behind_the_lock_too(
    page: SessionPage, new_page: Callable[[], SessionPage], clock: DrivenClock
) -> None:
    page.arrive(plan=replace(PLAN, overtime=True))
    sit(page, clock, 30)
    going = page.hand_over()
    assert going is not None
    page.leave()
    page.forget()
    unseen = Unseen(going.bells, going.ends_in)
    clock.advance(100)
    assert len(unseen.advance(100)) == 1, "the end bell"
    again = new_page()
    again.arrive(session=going.session, unseen=unseen)
    assert again.view.time.text() == "1:00 past the end"
    assert again.running


def test_an_open_ended_sitting_counts_upwards(
    page: SessionPage, clock: DrivenClock, context: Context
) -> None:
    page.arrive(plan=replace(PLAN, seconds=None))
    sit(page, clock, 10 + 130)
    assert page.view.time.text() == "2:10 so far"
    assert not page.view.progress.isVisible()
    page.view.end.click()
    assert (only(context).planned, only(context).done, only(context).ended) == (None, 130, "completed")


def test_breathing_is_said_in_words(page: SessionPage, clock: DrivenClock) -> None:
    page.arrive(plan=SittingPlan("breathing@1", seconds=60, prepare=0, breathing="6"))
    assert page.view.title.text() == "Slow breathing · 6 breaths a minute"
    said = []
    for _ in range(4):
        said.append(page.view.word.text())
        sit(page, clock, 5)
    assert said == ["Breathe in", "Breathe out"] * 2
    assert page.view.circles.isVisible()


def test_the_time_can_be_hidden_for_good(
    new_page: Callable[[], SessionPage], clock: DrivenClock, page: SessionPage
) -> None:
    page.arrive(plan=PLAN)
    page.view.hide_time.click()
    assert page.view.time.text() == ""
    assert not page.view.progress.isVisible()
    other = new_page()
    other.arrive(plan=PLAN)
    assert other.view.time.text() == ""
    other.view.hide_time.click()
    assert other.view.time.text() == "Begins in 0:10"


def test_silent_bells_are_told_at_once(page: SessionPage) -> None:
    page.arrive(plan=PLAN)
    assert page.view.caption.text() == page.bells.why
    page.arrive(plan=replace(PLAN, start_strikes=0, end_strikes=0))
    assert page.view.caption.text() == ""


def test_the_timer_waits_no_longer_than_a_tick(page: SessionPage) -> None:
    page.arrive(plan=PLAN)
    timers = [one for one in page.findChildren(QTimer) if one.isSingleShot() and one.isActive()]
    assert [timer.timerType() for timer in timers] == [Qt.TimerType.PreciseTimer]
    assert timers[0].remainingTime() <= 250


def test_every_button_has_a_name_and_phases_are_announced(page: SessionPage, clock: DrivenClock) -> None:
    QAccessible.setActive(True)
    try:
        page.arrive(plan=SittingPlan(seconds=20, prepare=2, breathing="6", intervals=Every(10)))
        sit(page, clock, 30)
    finally:
        QAccessible.setActive(False)
    for button in page.view.findChildren(QAbstractButton):
        interface = QAccessible.queryAccessibleInterface(button)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name)
    assert page.accessibleName() == "Just sit · 6 breaths a minute"
