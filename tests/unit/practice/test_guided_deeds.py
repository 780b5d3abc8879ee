"""What a person does in a guided session: go on, go back, hand over, end it."""

from __future__ import annotations

import pytest

from closeness_desktop.errors import BugError
from closeness_desktop.practice.effects import Finished
from tests.support.guided import began, now, session_of
from tests.support.practices import bell, prompt, say, scale, silence, turn


def test_only_what_may_be_left_is_left() -> None:
    session = session_of(
        silence("stay"), silence("may", 60, skip=True), prompt("ask"), prompt("ask-not", skip=True)
    )
    session.advance(0.0)
    assert not now(session).skippable
    assert session.go_on(10.0) == ()
    assert began(session.go_on(60.0)) == ["may", "ask"], "what fell due comes first"
    assert session.go_on(70.0) == ()
    assert began(session.respond("Rain.", 71.0)) == ["ask-not"]
    assert session.go_on(72.0) == (Finished("completed", 72),)


def test_a_speaker_hands_over_early_only_where_the_file_says_so() -> None:
    session = session_of(turn("mine", early=True), turn("yours", "second"), people=2)
    session.advance(0.0)
    assert began(session.go_on(30.0)) == ["yours"]
    session.go_on(31.0)
    assert now(session).path == "yours"


def test_going_back_brings_the_answer_and_starts_timed_steps_again() -> None:
    session = session_of(prompt("ask"), bell("ring"), silence("quiet", 30))
    session.respond("Rain.", 5.0)
    session.advance(20.0)
    assert began(session.back(20.0)) == ["ask"], "a bell is passed by"
    assert now(session).draft == "Rain."
    assert [answer.value for answer in session.answers] == ["Rain."]
    assert began(session.respond("Snow.", 25.0)) == ["ring", "quiet"]
    assert now(session).remaining == 30
    session.advance(35.0)
    assert now(session).remaining == 20
    assert [answer.value for answer in session.answers] == ["Snow."]


def test_going_back_at_the_beginning_starts_again() -> None:
    session = session_of(say(), silence())
    session.advance(0.0)
    assert began(session.back(1.0)) == ["say"]
    waiting = session_of(prompt())
    waiting.advance(0.0)
    waiting.note_draft("Ra")
    assert waiting.back(1.0) == ()
    assert now(waiting).draft == "Ra"


def test_ending_keeps_what_was_being_written() -> None:
    session = session_of(prompt("ask"), silence())
    session.advance(0.0)
    session.note_draft("It rai")
    assert session.end(30.0) == (Finished("early", 30),)
    assert [answer.value for answer in session.answers] == ["It rai"]
    nothing = session_of(prompt("ask"))
    assert nothing.end(0.5)[-1] == Finished("abandoned", 0)


def test_an_answer_given_at_once_is_something_done() -> None:
    session = session_of(scale("near"), silence())
    session.respond(3, 0.0)
    assert session.end(0.0) == (Finished("early", 0),)


def test_nothing_happens_any_more_when_it_is_over() -> None:
    session = session_of(prompt("ask"), silence("quiet", 60, skip=True))
    session.respond("Rain.", 1.0)
    session.end(5.0)
    before = (session.answers, session.position, session.snapshot())
    session.resume(6.0)
    session.note_draft("Snow.")
    assert session.advance(99.0) == session.pause(99.0) == session.end(99.0) == ()
    assert session.back(99.0) == session.go_on(99.0) == session.slept(99.0, 60.0) == ()
    with pytest.raises(BugError):
        session.respond("Snow.", 99.0)
    assert (session.answers, session.position, session.snapshot()) == before
    assert (session.paused, session.next_at, session.ends_in, session.breath(99.0)) == (
        False,
        None,
        None,
        None,
    )
    assert (session.now, session.bells_ahead(), session.ended) == (None, (), "early")


def test_over_in_the_middle_of_a_question_nothing_more_is_noted() -> None:
    session = session_of(prompt("ask"), silence())
    session.advance(0.0)
    session.end(5.0)
    session.note_draft("Snow.")
    with pytest.raises(BugError):
        session.respond("Snow.", 6.0)
    assert "Snow" not in session.snapshot()
    assert session.answers == ()
