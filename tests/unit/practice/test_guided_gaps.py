"""Time that nobody was there for: what a guided session asks, starts again, or lets pass."""

from __future__ import annotations

from typing import Any

import pytest

from closeness_desktop.errors import BugError
from closeness_desktop.practice.effects import Bell, Finished, GapFound, SteppedBack
from closeness_desktop.practice.format import Breathe
from tests.support.guided import began, now, session_of
from tests.support.practices import bell, prompt, say, silence, turn


def test_a_gap_in_silence_asks() -> None:
    session = session_of(silence("quiet", 600), say())
    session.advance(100.0)
    assert session.slept(100.0, 120.0) == (GapFound(120.0),)
    assert (session.paused, session.asking) == (True, 120.0)
    session.resume(101.0)
    assert session.paused, "a gap is answered, not resumed"
    assert session.advance(200.0) == ()
    assert session.answer("keep", 210.0) == ()
    session.advance(220.0)
    assert session.done_seconds == 110


def test_a_gap_that_is_counted_goes_to_the_end_of_its_step_at_most() -> None:
    session = session_of(silence("quiet", 600), bell("a"), bell("b"), say())
    session.advance(100.0)
    session.slept(100.0, 9000.0)
    effects = session.answer("count", 110.0)
    assert began(effects) == ["a", "b", "say"]
    assert sum(isinstance(one, Bell) for one in effects) == 1
    assert session.done_seconds == 600


def test_a_gap_past_the_end_of_a_last_silence_ends_with_one_bell() -> None:
    session = session_of(silence("quiet", 600), bell("a"), bell("b", times=3))
    session.advance(100.0)
    assert session.slept(100.0, 7000.0) == (Bell("bowl", 3, 4, "end"), Finished("early", 100, 7000.0))
    assert session.ended == "early"


@pytest.mark.parametrize(
    "step", [say("it", *["Sit down."] * 20), turn("it"), Breathe(id="it", inhale=5, exhale=5, secs=60)]
)
def test_a_gap_in_what_nobody_heard_steps_back(step: Any) -> None:
    session = session_of(silence("before", 10), step, people=2)
    whole = session.advance(0.0) + session.advance(10.0)
    assert began(whole) == ["before", "it"]
    session.advance(30.0)
    assert session.slept(30.0, 3.0) == (SteppedBack(3.0),)
    assert session.paused
    assert now(session).remaining == now(session).seconds
    assert session.advance(40.0) == ()
    session.resume(50.0)
    again = session.advance(50.0)
    assert began(again) == ["it"]
    assert session.done_seconds == 30


def test_a_gap_while_writing_changes_nothing() -> None:
    session = session_of(prompt("ask", secs=100), silence())
    session.advance(50.0)
    session.note_draft("It rai")
    assert session.slept(50.0, 40_000.0) == ()
    assert not session.paused
    assert (now(session).draft, session.done_seconds) == ("It rai", 50)


def test_a_file_may_say_that_its_silence_goes_on() -> None:
    session = session_of(silence("apart", 1200, gap="continue", show="return"), bell("come"), say("again"))
    session.advance(100.0)
    assert session.slept(100.0, 600.0) == ()
    assert now(session).remaining == 500
    effects = session.slept(110.0, 7200.0)
    assert began(effects) == ["come", "again"]
    assert sum(isinstance(one, Bell) for one in effects) == 1
    assert now(session).remaining == pytest.approx(now(session).seconds), "nobody heard it yet"


def test_a_gap_while_it_stands_still_is_not_noticed() -> None:
    for step in (silence("quiet", 60), say("hello", *["Sit down."] * 9), prompt("ask")):
        session = session_of(step, silence("more"))
        session.advance(0.0)
        session.pause(5.0)
        assert session.slept(6.0, 3600.0) == ()
        assert (session.asking, session.paused, session.position) == (None, True, 5.0)
        session.resume(7.0)
        session.advance(9.0)
        assert session.position == 7.0


def test_a_gap_is_asked_about_once() -> None:
    session = session_of(silence("quiet", 600), say())
    session.advance(0.0)
    session.slept(5.0, 60.0)
    assert session.slept(5.0, 90.0) == ()
    assert session.asking == 60.0
    session.resume(6.0)
    assert session.paused, "a gap is answered, not passed over"


def test_a_gap_may_be_where_it_ends() -> None:
    session = session_of(silence("quiet", 600), say())
    session.advance(0.0)
    session.slept(5.0, 60.0)
    assert session.answer("end", 9.0) == (Finished("early", 5),)
    assert session.ended == "early"


def test_a_gap_that_was_not_there_cannot_be_answered() -> None:
    with pytest.raises(BugError):
        session_of(silence()).answer("keep", 0)


@pytest.mark.parametrize("step", [silence("quiet", 600, skip=True), turn("talk", early=True, gap="ask")])
def test_until_a_gap_is_answered_nothing_else_is_heeded(step: Any) -> None:
    """Whatever was pressed: the question about the gap stands, and the answer to it finds all as it was."""
    session = session_of(prompt("before"), step, prompt("after"), people=2)
    session.respond("Rain.", 0.0)
    session.advance(10.0)
    session.slept(10.0, 60.0)
    before = (session.now, session.position, session.snapshot())
    for deed in (session.go_on, session.back, session.again, session.pause, session.advance):
        assert deed(20.0) == ()
        assert (session.now, session.position, session.snapshot()) == before
    assert session.respond("Snow.", 20.0) == ()
    assert (session.asking, session.paused, session.answers[0].value) == (60.0, True, "Rain.")
    assert session.answer("keep", 30.0) == ()
    assert session.now == before[0]
    assert began(session.go_on(31.0)) == ["after"]


def test_ending_it_answers_the_gap_too() -> None:
    session = session_of(silence("quiet", 600), say())
    session.advance(5.0)
    session.slept(5.0, 60.0)
    assert session.end(9.0) == (Finished("early", 5),)
    assert session.asking is None


def test_a_question_that_asks_after_a_gap_takes_no_answer_until_then() -> None:
    session = session_of(prompt("ask", gap="ask"), prompt("more"))
    session.advance(5.0)
    session.slept(5.0, 60.0)
    assert session.respond("Rain.", 6.0) == ()
    assert session.answers == ()
    session.answer("keep", 7.0)
    assert began(session.respond("Rain.", 8.0)) == ["more"]
