"""An answer is taken if it fits, comes back to the one who gave it, and is kept only where it may be."""

from __future__ import annotations

from typing import Any

import pytest

from closeness_desktop.errors import BugError, UsageError
from closeness_desktop.practice.format import Option, Tag
from tests.support.guided import began, now, session_of
from tests.support.practices import choose, prompt, replace, scale, silence


def test_an_answer_that_does_not_fit_is_refused_and_nothing_moves() -> None:
    session = session_of(scale(), silence())
    with pytest.raises(UsageError):
        session.respond(8, 0.0)
    with pytest.raises(UsageError):
        session.note_draft("seven")
    assert began(session.respond(7, 0.0)) == ["scale", "silence"]
    with pytest.raises(BugError):
        session.respond(7, 1.0)


@pytest.mark.parametrize("value", ["one", "o", 1, ("one", "third")])
def test_several_of_a_choice_are_given_as_several(value: Any) -> None:
    session = session_of(choose("which", "one", "o", many=True))
    with pytest.raises(UsageError):
        session.respond(value, 1.0)
    session.respond(("one", "o"), 1.0)
    assert session.answers[0].value == ("one", "o")


def test_an_empty_answer_leaves_nothing() -> None:
    session = session_of(prompt(), Tag(id="tag", text=("Which?",), set="feelings"))
    session.respond("  \n", 0.0)
    session.respond((), 0.0)
    assert session.answers == ()
    assert session.ended == "completed"


def test_an_answer_changed_on_going_back_is_the_one_that_comes_the_next_time() -> None:
    session = session_of(prompt("ask"), silence("quiet", 30))
    session.note_draft("Ra")
    session.respond("Rain.", 5.0)
    session.back(6.0)
    assert now(session).draft == "Rain.", "not what was noted on the way to it"
    session.respond(None, 7.0)
    assert session.answers == ()
    session.back(8.0)
    assert now(session).draft is None


def test_an_answer_that_was_emptied_is_kept_nowhere() -> None:
    """Gone back to, its field cleared, and then left by ending it or by a kill."""
    session = session_of(prompt("ask"), silence("quiet", 30))
    session.respond("Rain.", 5.0)
    session.back(6.0)
    session.note_draft("Rain and")
    session.note_draft(None)
    assert "Rain" not in session.snapshot()
    session.end(9.0)
    assert session.answers == ()


def test_an_answer_that_did_not_come_back_is_not_emptied_by_an_empty_field() -> None:
    """It is in the other one's hands: they see an empty field, and what was said before is not theirs."""
    session = session_of(scale("mine", role="first"), scale("yours", role="second"), people=2)
    session.respond(2, 0.0)
    session.back(1.0)
    session.note_draft(None)
    session.end(2.0)
    assert [answer.value for answer in session.answers] == [2]


@pytest.mark.parametrize("shared", [scale("ours"), scale("ours", role="second")])
def test_an_answer_that_did_not_come_back_stays_unless_another_is_given(shared: Any) -> None:
    session = session_of(scale("mine", role="first"), shared, prompt("last"), people=2)
    session.respond(2, 0.0)
    session.back(1.0)
    assert now(session).draft is None
    session.respond(None, 2.0)
    assert [answer.value for answer in session.answers] == [2]
    session.back(3.0)
    session.respond(5, 4.0)
    assert [answer.value for answer in session.answers] == [5]


def test_an_answer_does_not_come_back_into_the_other_persons_hands() -> None:
    session = session_of(
        scale("mine", role="first"), scale("also", role="first"), scale("yours", role="second"), people=2
    )
    session.respond(2, 0.0)
    session.respond(3, 0.0)
    session.back(1.0)
    assert (now(session).path, now(session).draft) == ("also", None)
    session.back(1.0)
    assert (now(session).path, now(session).draft) == ("mine", 2)


def test_what_one_had_begun_to_write_does_not_come_back_after_the_other_ones_step() -> None:
    session = session_of(prompt("yours", role="second"), prompt("mine", role="first"), people=2)
    session.respond("Snow.", 0.0)
    session.note_draft("It rai")
    session.back(1.0)
    session.respond("Snow.", 2.0)
    assert (now(session).path, now(session).draft) == ("mine", None)


def test_options_chosen_are_kept_with_their_words() -> None:
    session = session_of(choose("which", "one", "other", many=True), scale(measure="closeness"))
    session.respond(("other",), 0.0)
    session.respond(4, 0.0)
    first, second = session.answers
    assert (first.value, first.words, second.measure) == (("other",), ("The other",), "closeness")


def test_what_is_kept_leaves_out_the_second_person_until_they_agree() -> None:
    session = session_of(
        prompt("first", role="first"),
        prompt("second", role="second"),
        prompt("nobody", keep="never"),
        people=2,
    )
    for value in ("one", "two", "three"):
        session.respond(value, 0.0)
    assert [answer.value for answer in session.answers] == ["one", "two", "three"]
    assert [answer.value for answer in session.kept] == ["one"]
    session.keep_guest()
    assert [answer.value for answer in session.kept] == ["one", "two"]


def test_a_note_where_nothing_is_asked_is_no_answer() -> None:
    session = session_of(silence("quiet", 60))
    session.advance(0.0)
    session.note_draft("Snow.")
    session.end(5.0)
    assert session.answers == ()
    assert "Snow" not in session.snapshot()


def test_the_day_to_look_again_follows_from_the_option_chosen() -> None:
    options = (Option(id="soon", text="Soon", days=7), Option(id="no", text="No"))
    step = replace(choose("look", remind=True), options=options)
    for value, days in (("soon", 7), ("no", None)):
        session = session_of(step)
        session.respond(value, 0.0)
        assert session.look_again == days
    kept = session.answers[0].as_kept()
    assert (kept.step, kept.kind, kept.value, kept.words) == ("look", "choose", "no", ("No",))
