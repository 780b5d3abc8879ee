"""A sitting in the window: driven by hand, shown, logged in a real journal, taken up again after a kill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import StorageError
from closeness_desktop.practice.intervals import Every
from closeness_desktop.practice.sitting import Sitting, SittingPlan
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.records import Entry, Session
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_log, session_text
from closeness_desktop.window.pages.session import SessionPage
from tests.window.conftest import Heard

PLAN = SittingPlan(seconds=60, prepare=10, start_strikes=1, end_strikes=1)


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


@pytest.fixture
def new_page(context: Context, clock: DrivenClock, qtbot: QtBot) -> Callable[[], SessionPage]:
    def make() -> SessionPage:
        page = SessionPage(replace(context, clock=clock))
        context.changes.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(860, 640)
        page.show()
        return page

    return make


@pytest.fixture
def page(new_page: Callable[[], SessionPage]) -> SessionPage:
    return new_page()


def sit(page: SessionPage, clock: DrivenClock, seconds: float, step: float = 1.0) -> None:
    while seconds > 0:
        clock.advance(min(step, seconds))
        seconds -= step
        page.tick()


def only(context: Context) -> Session:
    (session,) = context.journal.sessions.all()
    return session


def offered(page: SessionPage) -> list[str]:
    ending = page.view.ending
    buttons = page.view.findChildren(QAbstractButton)
    return [b.text() for b in buttons if b.isVisible() and not ending.isAncestorOf(b)]


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


def test_preparation_leaves_no_trace(
    page: SessionPage, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 5)
    page.view.end.click()
    assert context.journal.sessions.all() == []
    assert heard.gone == [("practice", {})]
    assert page.sitting is None


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


def test_a_kill_costs_half_a_minute_at_the_most(
    page: SessionPage, clock: DrivenClock, context: Context
) -> None:
    page.arrive(plan=SittingPlan(seconds=3600, prepare=0))
    for seconds in (1, 29, 47, 61, 100):
        sit(page, clock, seconds)
        left = session_log.unfinished(context)
        sitting = page.sitting
        assert left is not None
        assert sitting is not None
        assert sitting.position - Sitting.restore(left.snapshot).position < 31
        assert sitting.done_seconds - left.done < 31


def test_what_a_kill_left_can_go_on(
    new_page: Callable[[], SessionPage], clock: DrivenClock, context: Context
) -> None:
    killed = new_page()
    killed.arrive(plan=SittingPlan(seconds=600, prepare=0))
    sit(killed, clock, 300)
    killed.forget()
    left = session_log.unfinished(context)
    assert left is not None
    assert session_log.sentence(left) == "You were 5 minutes into “Just sit”."
    page = new_page()
    page.arrive(session=left.id)
    assert (page.view.word.text(), page.view.time.text()) == ("Paused", "5:00 left")
    page.view.pause.click()
    sit(page, clock, 301)
    assert (only(context).done, only(context).ended) == (600, "completed")


def test_what_a_kill_left_can_be_kept_or_discarded(
    new_page: Callable[[], SessionPage], clock: DrivenClock, context: Context
) -> None:
    for act, ended in ((session_log.keep_unfinished, "early"), (session_log.discard_unfinished, "abandoned")):
        page = new_page()
        page.arrive(plan=SittingPlan(seconds=600, prepare=0))
        sit(page, clock, 90)
        left = session_log.unfinished(context)
        assert left is not None
        act(context, left)
        assert context.journal.sessions.get(left.id).ended == ended
        assert session_log.unfinished(context) is None
        assert page.sitting is None, "the page lets go of what was settled elsewhere"


def test_an_unreadable_snapshot_counts_what_was_sat(
    page: SessionPage, context: Context, heard: Heard
) -> None:
    session = context.journal.sessions.start("sitting@1", planned=600)
    context.journal.sessions.snapshot(session.id, done=123, state='{"sitting/9": {}}')
    page.arrive(session=session.id)
    assert (only(context).done, only(context).ended) == (123, "early")
    assert heard.gone == [("practice", {})]
    assert len(heard.said) == 1


def test_a_new_sitting_keeps_the_one_left_before(
    page: SessionPage, clock: DrivenClock, context: Context
) -> None:
    left = context.journal.sessions.start("sitting@1", planned=600)
    context.journal.sessions.snapshot(left.id, done=77, state=Sitting(PLAN).snapshot())
    page.arrive(plan=PLAN)
    sit(page, clock, 12)
    assert context.journal.sessions.get(left.id).ended == "early"
    running = context.journal.sessions.running()
    assert running is not None
    assert running.id != left.id


def test_leaving_stands_still_and_loses_nothing(
    page: SessionPage, clock: DrivenClock, context: Context
) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 30)
    page.leave()
    assert not page.running
    assert (only(context).done, only(context).ended) == (20, "running")
    clock.sleep(5000)
    page.arrive(session=only(context).id)
    assert page.view.word.text() == "Paused"
    page.view.pause.click()
    sit(page, clock, 40)
    assert (only(context).done, only(context).ended) == (60, "completed")


def test_leaving_in_preparation_lets_it_go(page: SessionPage, clock: DrivenClock, context: Context) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 5)
    page.leave()
    assert page.sitting is None
    assert context.journal.sessions.all() == []


def test_a_locked_page_holds_no_words(page: SessionPage, clock: DrivenClock) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 15)
    page.leave()
    page.forget()
    view = page.view
    assert [label.text() for label in (view.title, view.word, view.time, view.caption)] == [""] * 4
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


def test_writing_about_it_links_the_session(
    page: SessionPage, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 70)
    page.view.write.click()
    assert heard.gone == [("journal", {"new": True, "session": only(context).id})]


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


def test_a_disk_that_refuses_ends_no_sitting(
    page: SessionPage, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    context.journal.vault.database.execute_sql("PRAGMA query_only = 1")
    page.arrive(plan=PLAN)
    sit(page, clock, 45)
    assert page.running
    assert len(heard.said) == 1
    context.journal.vault.database.execute_sql("PRAGMA query_only = 0")
    sit(page, clock, 25)
    assert (only(context).done, only(context).ended) == (60, "completed")


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


# ---------------------------------------------------------------------- its end


@pytest.fixture
def ended(page: SessionPage, clock: DrivenClock) -> SessionPage:
    """A sitting of a minute that has just ended."""
    page.arrive(plan=PLAN)
    sit(page, clock, 70)
    return page


def entries(context: Context) -> list[Entry]:
    journal = context.journal
    return [journal.entries.get(line.id) for line in journal.entries.page(limit=9)]


def test_what_is_said_at_the_end_becomes_an_entry_about_it(
    ended: SessionPage, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    ending = ended.view.ending
    assert ending.note.isVisible()
    qtbot.keyClicks(ending.note, "Quiet, then sleepy.")
    ending.chips[1].click()
    felt = ending.chips[1].word
    qtbot.keyClick(ending.note, Qt.Key.Key_Return)
    (entry,) = entries(context)
    assert (entry.session, entry.title) == (only(context).id, "Just sit")
    assert "Quiet, then sleepy." in entry.body
    assert [one.name for one in entry.feelings] == [felt]
    assert (only(context).done, only(context).ended) == (60, "completed")
    assert heard.gone == [("practice", {})]
    assert (ended.sitting, ending.said(), ending.feelings()) == (None, "", ())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_nothing_said_leaves_no_entry_and_one_key_leaves(
    ended: SessionPage, context: Context, qtbot: QtBot, heard: Heard, key: Qt.Key
) -> None:
    qtbot.keyClick(ended.view.ending.note, key)
    assert heard.gone == [("practice", {})]
    assert entries(context) == []
    assert only(context).ended == "completed"


def test_a_page_that_is_left_at_its_end_keeps_what_was_said(
    ended: SessionPage, context: Context, qtbot: QtBot
) -> None:
    qtbot.keyClicks(ended.view.ending.note, "Warm hands.")
    assert ended.hand_over() is None
    ended.leave()
    ended.forget()
    (entry,) = entries(context)
    assert "Warm hands." in entry.body
    assert ended.view.ending.said() == ""


def test_what_is_said_at_the_end_outlives_a_kill(ended: SessionPage, context: Context, qtbot: QtBot) -> None:
    note = ended.view.ending.note
    qtbot.keyClicks(note, "Warm hands.")
    qtbot.waitUntil(lambda: bool(entries(context)), timeout=6000)
    assert [entry.body for entry in entries(context)] == ["Warm hands."]
    note.clear()
    qtbot.waitUntil(lambda: not entries(context), timeout=6000)
    qtbot.keyClicks(note, "Cold feet.")
    ended.leave()
    assert [entry.body for entry in entries(context)] == ["Cold feet."]


def test_writing_about_it_goes_on_where_something_was_said_and_else_begins(
    ended: SessionPage, context: Context, clock: DrivenClock, heard: Heard
) -> None:
    ended.view.write.click()
    first = only(context).id
    assert heard.gone == [("journal", {"new": True, "session": first})]
    heard.gone.clear()
    ended.arrive(plan=PLAN)
    sit(ended, clock, 70)
    ended.view.ending.note.setText("Warm hands.")
    ended.view.write.click()
    (entry,) = entries(context)
    assert entry.session != first
    assert heard.gone == [("journal", {"entry": entry.id, "at_end": True})]


def test_a_word_of_ones_own_is_learnt_with_the_entry(
    ended: SessionPage, context: Context, qtbot: QtBot
) -> None:
    ending = ended.view.ending
    ending.more.click()
    assert ending.field is not None
    qtbot.keyClicks(ending.field.search, "unhurried")
    qtbot.keyClick(ending.field.search, Qt.Key.Key_Return)
    assert [one.name for one in ending.feelings()] == ["unhurried"]
    ended.view.done.click()
    (entry,) = entries(context)
    assert [one.name for one in entry.feelings] == ["unhurried"]
    assert context.journal.feelings.get("unhurried") is not None


def test_a_disk_that_refuses_keeps_what_was_said_on_the_page(
    ended: SessionPage, context: Context, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    ended.view.ending.note.setText("Warm hands.")
    with monkeypatch.context() as patch:
        patch.setattr(context.journal.sessions, "conclude", refuse)
        ended.view.done.click()
        assert (heard.gone, heard.said) == ([], [("The disk is full.", None)])
        assert ended.view.ending.said() == "Warm hands."
        with pytest.raises(StorageError):
            ended.leave()
    ended.view.done.click()
    assert len(entries(context)) == 1
