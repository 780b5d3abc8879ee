"""What is drawn, and what an answer decides, is gone through and nothing else."""

from __future__ import annotations

import pytest

from closeness_desktop.practice.effects import Said
from closeness_desktop.practice.format import Loop, Practice, When
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession
from tests.support.guided import began, now, session_of
from tests.support.practices import choose, practice, prompt, replace, say, scale, silence


def test_items_are_drawn_filled_in_and_never_twice() -> None:
    things = ["a hand", "a window", "rain", "bread"]
    loop = Loop(id="each", over="things", pick=3, steps=(say("it", "Think of {it}."),))
    texts = set()
    for seed in range(20):
        session = session_of(loop, lists={"things": things}, plan={"seed": seed})
        said = tuple(e.text for e in session.advance(0.0) + session.advance(60.0) if isinstance(e, Said))
        assert len(said) == len(set(said)) == 3
        assert set(said) <= {f"Think of {thing}." for thing in things}
        texts.add(said)
    assert len(texts) > 5, "another seed, another draw"


def test_what_is_never_gone_through_takes_no_item_away() -> None:
    loop = Loop(
        id="maybe", over="things", pick=2, when=When(answer="ask", given=True), steps=(say("a", "{it}"),)
    )
    steps = (prompt("ask"), loop, replace(loop, id="surely", when=None))
    for answer, drawn in ((None, 2), ("Yes.", 4)):
        session = session_of(*steps, lists={"things": ["one", "two", "three", "four"]})
        said = session.respond(answer, 0.0) + session.advance(60.0)
        texts = [effect.text for effect in said if isinstance(effect, Said)][1:]
        assert len(set(texts)) == len(texts) == drawn


def test_a_draw_keeps_to_what_fits_the_answer() -> None:
    made = practice(
        choose("whom", "friend", "sibling"),
        Loop(id="each", over="things", pick=2, match="whom", steps=(prompt("ask"),)),
        lists={"things": ["a", "b", "c", "d", "e"]},
    )
    fits = [("friend",), ("sibling",), (), ("friend",), ("sibling",)]
    items = tuple(replace(one, fits=fit) for one, fit in zip(made.lists["things"], fits, strict=True))  # type: ignore[arg-type]
    loop = replace(made.steps[1], steps=(replace(prompt("ask"), text=("{it}",)),))
    made = replace(made, lists={"things": items}, steps=(made.steps[0], loop))  # type: ignore[arg-type,assignment]
    assert isinstance(made, Practice)
    for seed in range(10):
        session = GuidedSession(made, GuidedPlan(made.reference, seed=seed))
        session.respond("sibling", 0.0)
        asked = set(now(session).lines)
        session.respond("x", 1.0)
        asked |= set(now(session).lines)
        assert len(asked) == 2
        assert asked <= {"b", "c", "e"}


def test_conditions_decide_on_the_way() -> None:
    steps = (
        choose("part", "guess", "answer"),
        prompt("mine", when=When(answer="part", is_="guess")),
        prompt("theirs", when=When(answer="part", is_="answer")),
        silence("quiet", 5),
    )
    session = session_of(*steps)
    session.advance(0.0)
    assert (now(session).number, now(session).of) == (1, 4)
    assert began(session.respond("answer", 1.0)) == ["theirs"]
    assert (now(session).number, now(session).of) == (2, 3)
    passed = session_of(*steps)
    assert began(passed.respond(None, 1.0)) == ["part", "quiet"]


@pytest.mark.parametrize(
    ("when", "value", "met"),
    [
        (When(answer="scale", at_least=4), 4, True),
        (When(answer="scale", at_least=4), 3, False),
        (When(answer="scale", at_most=3), 3, True),
        (When(answer="scale", at_least=2, at_most=3), 4, False),
        (When(answer="scale", is_="4"), 4, True),
        (When(answer="scale", given=True), None, False),
        (When(answer="scale", given=False), None, True),
        (When(answer="scale", at_most=7), None, False),
    ],
)
def test_a_condition_on_a_number(when: When, value: int | None, met: bool) -> None:
    session = session_of(scale(), silence("here", when=when), silence("there"))
    assert began(session.respond(value, 0.0))[-1] == ("here" if met else "there")


def test_a_condition_on_one_of_several_chosen() -> None:
    steps = (
        choose("all", "a", "b", "c", many=True),
        silence("here", when=When(answer="all", is_="b")),
        silence(),
    )
    assert began(session_of(*steps).respond(("a", "b"), 0.0))[-1] == "here"
    assert began(session_of(*steps).respond(("a", "c"), 0.0))[-1] == "silence"


def test_an_answer_whose_condition_fell_away_is_no_answer() -> None:
    session = session_of(
        choose("part", "a", "b"), prompt("why", when=When(answer="part", is_="a")), silence()
    )
    session.respond("a", 0.0)
    session.respond("So.", 0.0)
    session.back(1.0)
    session.back(1.0)
    assert began(session.respond("b", 2.0)) == ["silence"]
    assert [answer.value for answer in session.answers] == ["b"]
