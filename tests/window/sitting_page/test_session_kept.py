"""A sitting is logged as it was, whatever ends it: a kill, a lock, leaving, a disk that refuses."""

from __future__ import annotations

from collections.abc import Callable

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.sitting import Sitting, SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_log
from closeness_desktop.window.pages.session import SessionPage
from tests.window.conftest import Heard
from tests.window.sitting_page.conftest import PLAN, only, sit


def test_preparation_leaves_no_trace(
    page: SessionPage, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 5)
    page.view.end.click()
    assert context.journal.sessions.all() == []
    assert heard.gone == [("practice", {})]
    assert page.sitting is None


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


def test_writing_about_it_links_the_session(
    page: SessionPage, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    page.arrive(plan=PLAN)
    sit(page, clock, 70)
    page.view.write.click()
    assert heard.gone == [("journal", {"new": True, "session": only(context).id})]


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
