"""“Stop, this isn’t helping”: a minute to come back, and then the choice."""

from __future__ import annotations

import pytest

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.guided import GuidedSession
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_log
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.guided_run import GuidedRun
from tests.support.practices import practice, prompt, say, silence
from tests.window import guided
from tests.window.conftest import Heard
from tests.window.guided_page.conftest import WRITTEN, Begun, only, write


def stopped(run: GuidedRun, clock: DrivenClock) -> None:
    write(run, WRITTEN)
    guided.pass_time(run, clock, 30)
    run.view.stop.click()


def test_stopping_brings_a_minute_to_come_back_and_then_the_choice(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    assert run.grounding.isVisible()
    assert not run.view.isVisible()
    run.grounding.go_on.click()
    assert guided.offered(run) == ["Keep what you did", "Let it go", "Help", "Go back into it"]
    guided.pass_time(run, clock, 30)
    assert run.session is not None
    assert run.session.done_seconds == 30


def test_what_was_stopped_can_be_kept(begun: Begun, clock: DrivenClock, context: Context) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    run.grounding.go_on.click()
    run.view.keep_done.click()
    run.view.done.click()
    assert (only(context).ended, only(context).done) == ("early", 30)
    assert context.journal.entries.count() == 1


def test_what_was_stopped_can_be_let_go(
    begun: Begun, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    run.grounding.go_on.click()
    id = only(context).id
    run.view.let_go.click()
    assert context.journal.sessions.all() == []
    assert context.journal.sessions.running() is None
    assert context.journal.sessions.get(id).snapshot == ""
    assert context.journal.entries.count() == 0
    assert heard.gone == [("practice", {})]


def test_one_can_go_back_into_what_was_stopped_where_its_step_begins(
    begun: Begun, clock: DrivenClock
) -> None:
    run = begun(practice(silence(secs=20), say(), silence("more", secs=60)))
    guided.pass_until(run, clock, lambda: step_of(run) == "more")
    guided.pass_time(run, clock, 25)
    done = session_in(run).done_seconds
    run.view.stop.click()
    assert run.grounding.go_on.text() == "I’m here", "which is no going on with the practice"
    clock.advance(3)
    run.grounding.go_on.click()
    clock.advance(4)
    run.view.again.click()
    assert (run.mode, run.running, step_of(run)) == ("running", True, "more")
    assert session_in(run).done_seconds == done
    now = session_in(run).now
    assert now is not None
    assert now.remaining == pytest.approx(60)
    guided.pass_time(run, clock, 61)
    assert run.mode == "ended"


def test_going_back_into_a_question_finds_what_was_written(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    run.grounding.go_on.click()
    run.view.again.click()
    assert (run.mode, run.view.area.answer()) == ("open", WRITTEN)
    run.go_on()
    assert [answer.value for answer in session_in(run).answers] == [WRITTEN]


def session_in(run: GuidedRun) -> GuidedSession:
    assert run.session is not None
    return run.session


def step_of(run: GuidedRun) -> str:
    now = session_in(run).now
    return now.step.id if now is not None else ""


def test_help_leaves_what_was_done_to_be_decided_later(
    begun: Begun, clock: DrivenClock, context: Context, heard: Heard, page: GuidedPage
) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    run.grounding.help.click()
    assert heard.gone == [("help", {})]
    page.leave()
    left = session_log.unfinished(context)
    assert left is not None
    assert WRITTEN in left.snapshot
