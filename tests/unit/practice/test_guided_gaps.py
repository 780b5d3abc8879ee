"""Time that nobody was there for: what a guided session asks, starts again, or lets pass."""

from __future__ import annotations

from typing import Any

import pytest

from closeness_desktop.practice.effects import Finished
from tests.support.guided import began, session_of
from tests.support.practices import prompt, say, silence, turn


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
