"""A guided session outlives a lock, a kill, leaving, and a disk that refuses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.format import Practice
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_log
from closeness_desktop.window.pages.guided import GuidedPage
from tests.support.practices import practice, prompt, say, scale, shipped, silence
from tests.window import guided
from tests.window.conftest import Heard
from tests.window.guided_page.conftest import WRITTEN, Begun, only, write

BODY_SCAN = shipped("body-scan")


def test_what_is_being_written_outlives_a_kill(
    new_page: Callable[[], GuidedPage], catalogue: dict[str, Practice], context: Context, qtbot: QtBot
) -> None:
    tried = practice(say("a"), prompt())
    catalogue[tried.reference] = tried
    killed = new_page()
    killed.arrive(practice=tried, plan=guided.plan_of(tried))
    killed.run.view.stop.setFocus()
    killed.run.session.go_on(0.0)  # type: ignore[union-attr]
    clock = killed.context.clock
    assert isinstance(clock, DrivenClock)
    guided.pass_time(killed.run, clock, 10)
    write(killed.run, WRITTEN)
    qtbot.waitUntil(lambda: WRITTEN in only(context).snapshot, timeout=6000)
    killed.run.drop()
    left = session_log.unfinished(context)
    assert left is not None
    assert session_log.page_of(left) == "guided"
    page = new_page()
    page.arrive(session=left.id)
    assert page.run.mode == "open"
    assert page.run.view.area.answer() == WRITTEN
    page.run.go_on()
    page.run.view.done.click()
    assert WRITTEN in context.journal.entries.get(context.journal.entries.page(limit=1)[0].id).body


def test_what_a_kill_left_can_be_kept_with_its_answers(
    begun: Begun, clock: DrivenClock, context: Context, page: GuidedPage
) -> None:
    run = begun(practice(prompt(), silence(secs=600)))
    write(run, WRITTEN)
    run.go_on()
    guided.pass_time(run, clock, 90)
    run.drop()
    left = session_log.unfinished(context)
    assert left is not None
    session_log.keep_unfinished(context, left)
    assert (only(context).ended, only(context).done) == ("early", 60) or only(context).done >= 60
    assert [answer.value for answer in context.journal.answers.of(left.id)] == [WRITTEN]


def test_a_kill_costs_half_a_minute_at_the_most(begun: Begun, clock: DrivenClock, context: Context) -> None:
    run = begun(practice(silence(secs=3600)))
    for seconds in (1, 29, 47, 61, 100):
        guided.pass_time(run, clock, seconds)
        assert run.session is not None
        assert run.session.done_seconds - only(context).done < 31


def test_a_kill_at_the_very_end_still_asks_how_it_was(
    begun: Begun, new_page: Callable[[], GuidedPage], clock: DrivenClock, context: Context
) -> None:
    run = begun(practice(prompt(), silence(secs=20)))
    write(run, WRITTEN)
    run.go_on()
    guided.pass_time(run, clock, 30)
    assert run.mode == "ended"
    run.drop()
    page = new_page()
    page.arrive(session=only(context).id)
    assert page.run.mode == "ended"
    page.run.view.done.click()
    assert (only(context).ended, only(context).done) == ("completed", 20)
    assert context.journal.entries.count() == 1


def test_what_is_said_at_the_end_outlives_a_kill(
    begun: Begun, clock: DrivenClock, context: Context, qtbot: QtBot
) -> None:
    run = begun(practice(prompt(), silence(secs=20)))
    write(run, WRITTEN)
    run.go_on()
    guided.pass_time(run, clock, 30)
    assert only(context).ended == "running"  # until anything is said, a next start asks again
    QTest.keyClicks(run.view.ending.note, "Lighter now.")
    qtbot.waitUntil(lambda: only(context).ended == "completed", timeout=6000)
    line = context.journal.entries.page(limit=9)[0]
    body = context.journal.entries.get(line.id).body
    assert WRITTEN in body
    assert "Lighter now." in body
    run.view.ending.note.clear()
    run.view.done.click()
    assert context.journal.entries.count() == 1
    assert "Lighter now." not in context.journal.entries.get(line.id).body


def test_leaving_stands_still_and_coming_back_goes_on(
    begun: Begun, clock: DrivenClock, context: Context, page: GuidedPage
) -> None:
    run = begun(practice(silence(secs=60)))
    guided.pass_time(run, clock, 20)
    page.leave()
    assert not page.running
    clock.sleep(5000)
    page.arrive(session=only(context).id)
    assert (run.mode, guided.offered(run)[0]) == ("paused", "Go on")
    run.view.pause.click()
    guided.pass_time(run, clock, 40)
    assert run.mode == "ended"


def test_leaving_before_anything_was_done_leaves_nothing(
    begun: Begun, context: Context, page: GuidedPage
) -> None:
    begun(practice(silence(secs=60)))
    page.leave()
    assert context.journal.sessions.all() == []
    assert session_log.unfinished(context) is None


def test_a_locked_page_holds_no_words(
    begun: Begun, context: Context, new_page: Callable[[], GuidedPage], page: GuidedPage
) -> None:
    run = begun(practice(prompt(), scale()))
    write(run, WRITTEN)
    page.leave()
    page.forget()
    held = [label.text() for label in page.findChildren(QLabel)]
    held += [line.text() for line in page.findChildren(QLineEdit)]
    held += [edit.toPlainText() for edit in page.findChildren(QTextEdit)]
    held += [page.accessibleName(), run.accessibleName()]
    assert not [text for text in held if WRITTEN in text or "Trial" in text or "listen" in text]
    again = new_page()
    again.arrive(session=only(context).id)
    assert again.run.view.area.answer() == WRITTEN


def test_time_goes_on_behind_the_lock_without_content(
    begun: Begun, new_page: Callable[[], GuidedPage], clock: DrivenClock, context: Context, page: GuidedPage
) -> None:
    run = begun(practice(silence("a", 60), say("b")))
    guided.pass_time(run, clock, 20)
    going = page.hand_over()
    assert going is not None
    assert (going.page, going.session) == ("guided", only(context).id)
    page.leave()
    page.forget()
    unseen = Unseen(going.bells, going.ends_in)
    clock.advance(30)
    unseen.advance(30)
    again = new_page()
    again.arrive(session=going.session, unseen=unseen)
    assert again.run.mode == "running"
    assert again.run.session is not None
    assert again.run.session.done_seconds == 50


def test_a_question_that_waits_does_not_keep_the_journal_open(begun: Begun, page: GuidedPage) -> None:
    begun(practice(prompt()))
    assert not page.running
    going = page.hand_over()
    assert going is not None
    assert (going.running, going.bells, going.ends_in) == (False, (), None)


def test_leaving_at_the_end_keeps_everything(begun: Begun, context: Context, page: GuidedPage) -> None:
    run = begun(practice(prompt()))
    write(run, WRITTEN)
    run.go_on()
    page.leave()
    assert only(context).ended == "completed"
    assert context.journal.entries.count() == 1


def test_a_disk_that_refuses_ends_no_session_and_keeps_the_end_open(
    begun: Begun, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    context.journal.vault.database.execute_sql("PRAGMA query_only = 1")
    run = begun(practice(silence(secs=60)))
    guided.pass_time(run, clock, 70)
    assert run.mode == "ended"
    assert len(heard.said) == 1
    run.view.done.click()
    assert run.mode == "ended"
    assert heard.gone == []
    context.journal.vault.database.execute_sql("PRAGMA query_only = 0")
    run.view.done.click()
    assert (only(context).done, only(context).ended) == (60, "completed")
    assert heard.gone == [("practice", {})]


def test_an_unreadable_snapshot_counts_its_time(page: GuidedPage, context: Context, heard: Heard) -> None:
    session = context.journal.sessions.start(BODY_SCAN.reference, planned=600)
    context.journal.sessions.snapshot(session.id, done=123, state='{"guided/9": {}}')
    page.arrive(session=session.id)
    assert (only(context).done, only(context).ended) == (123, "early")
    assert heard.gone == [("practice", {})]
