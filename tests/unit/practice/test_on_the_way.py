"""A practice takes as long as chosen on every way that answers lead, and what it shows is true all along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.answers import Value
from closeness_desktop.practice.format import Choose, Item, Loop, Practice, Scale, Step, When
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession
from closeness_desktop.practice.unroll import Talk, unroll
from closeness_desktop.practice.walk import walk
from tests.support.practices import (
    GUIDED,
    choose,
    practice,
    practices,
    prompt,
    say,
    shipped,
    silence,
    some_answer,
    turn,
)

ON_TOP = {
    "cool-down": "twenty minutes more, when both ask for them",
    "fear-check": "a few lines when it came out worse",
    "letter-to-myself": "reading the letter once more, when there is one",
    "repair-worksheet": "a few lines for the one who was hurt",
    "say-it-back": "what each reply does, by reply",
    "self-compassion-pause": "grounding, when something was stirred up",
    "then-and-now": "what was needed then, when it reminds of something",
}
"""Shipped practices that may take longer than chosen, and by what: no silence is left after the question."""

MOST_WAYS = 24
TALKS: tuple[Talk, ...] = get_args(Talk)


@dataclass(frozen=True)
class Shown:
    """What is shown at one moment. passed, left: seconds of the timed part. answers: how many were given."""

    passed: float
    left: float
    answers: int


def choices(made: Practice, step: Step) -> list[Value | None]:
    """Every answer to it that a later step hangs on, besides passing it over."""
    steps = [met.step for met in walk(made)]
    hang = any(
        (one.when is not None and one.when.answer == step.id)
        or (isinstance(one, Loop) and one.match == step.id)
        for one in steps
    )
    if not hang:
        return []
    if isinstance(step, Choose):
        return [(one.id,) if step.many else one.id for one in step.options]
    return [*range(1, step.steps + 1)] if isinstance(step, Scale) else [some_answer(step)]


def live(session: GuidedSession, answers: list[Value | None]) -> list[Shown]:
    """Every moment at which something happened. Every question is answered at once, so all time is timed.

    Where there is no answer left it is passed over, and that is added to `answers`.
    """
    shown: list[Shown] = []
    elapsed, given = 0.0, 0
    session.advance(0.0)
    while (now := session.now) is not None:
        shown.append(Shown(elapsed, session.total * (1 - session.progress), given))
        if now.waiting:
            if given == len(answers):
                answers.append(None)
            session.respond(answers[given], elapsed)
            given += 1
        else:
            assert session.next_at is not None
            elapsed = max(elapsed, session.next_at)
            session.advance(elapsed)
    return [*shown, Shown(elapsed, 0.0, given)]


def is_true(shown: list[Shown], chosen: float) -> bool:
    """Whether what was shown came to pass, from the last answer on that could change it, and never fell."""
    lengths: dict[int, set[float]] = {}
    for one in shown:
        lengths.setdefault(one.answers, set()).add(round(one.passed + one.left, 3))
    grown = [max(one) for one in lengths.values()]
    assert all(max(one) - min(one) < 0.01 for one in lengths.values()), "the same from one answer to the next"
    assert grown == sorted(grown)
    return abs(grown[0] - chosen) < 0.01


def ways(made: Practice, seconds: float | None, talk: Talk = "full") -> Iterator[list[Shown]]:
    """Each way through a practice; of very many, some."""
    begun: list[list[Value | None]] = [[]]
    draw = Random(made.id)
    for _ in range(MOST_WAYS):
        if not begun:
            return
        answers = begun.pop(draw.randrange(len(begun)))
        session, known = GuidedSession(made, GuidedPlan(made.reference, seconds, talk)), len(answers)
        yield live(session, answers)
        asked = [stop.step for stop in session._course.route.stops if stop.met and stop.open]
        for at in range(known, len(answers)):
            begun += [[*answers[:at], value] for value in choices(made, asked[at])]


@pytest.mark.parametrize("id", [id for id in GUIDED if shipped(id).total is not None])
def test_every_way_through_a_shipped_practice_takes_as_long_as_chosen(id: str) -> None:
    made = shipped(id)
    assert made.total is not None
    plans: list[tuple[float, Talk]] = [
        (made.total.min, "full"),
        (made.total.default, "least"),
        (made.total.max, "less"),
    ]
    longer = False
    for seconds, talk in plans:
        for shown in ways(made, seconds, talk):
            assert is_true(shown, seconds)
            assert shown[-1].passed > seconds - 1
            longer |= shown[-1].passed > seconds + 1
    assert longer == (id in ON_TOP)


@settings(max_examples=60, deadline=None)
@given(practices(), st.lists(st.none() | st.integers(1, 7), max_size=8), st.sampled_from(TALKS))
def test_what_a_generated_practice_shows_is_true_on_every_way(
    made: Practice, numbers: list[int | None], talk: Talk
) -> None:
    try:
        session = GuidedSession(made, GuidedPlan(made.reference, talk=talk))
    except UsageError:
        return  # all talk, and left out
    chosen, asked = session.total, [stop.step for stop in unroll(made, talk=talk) if stop.open]
    answers: list[Value | None] = [
        numbers.pop() if numbers and isinstance(step, Scale) else None for step in asked
    ]
    shown = live(session, answers)
    assert is_true(shown, chosen)
    assert shown[-1].passed == pytest.approx(session.total)


BREATHS = When(answer="how", is_="one")


def lengths(session: GuidedSession, *paths: str) -> list[float]:
    """Seconds of some steps, with the answers so far."""
    return [session._course.planned.lengths[path] for path in paths]


def begun(*steps: Step, total: float, **more: Any) -> GuidedSession:
    """A session of these steps that shall take so long."""
    made = practice(*steps, total=(total, 1, 4 * 3600), **more)
    session = GuidedSession(made, GuidedPlan(made.reference))
    session.advance(0.0)
    return session


def test_a_step_that_is_met_takes_its_time_from_the_quiet_after_its_question() -> None:
    session = begun(
        silence("before", 60, flex=1),
        choose("how"),
        silence("met", 30, when=BREATHS),
        silence("rest", 40, flex=1),
        silence("fixed", 20),
        silence("last", 70, flex=3),
        total=190,
    )
    session.advance(60.0)
    session.respond("one", 60.0)
    assert lengths(session, "before", "met", "rest", "fixed", "last") == pytest.approx([60, 30, 30, 20, 50])
    assert (session.total, session.progress) == (pytest.approx(190), pytest.approx(60 / 190))
    session.back(61.0)
    session.respond("other", 61.0)
    assert lengths(session, "before", "rest", "last") == pytest.approx([60, 40, 70])
    assert session.total == pytest.approx(190)


def test_what_no_quiet_can_give_comes_on_top_and_is_said_as_soon_as_it_is_known() -> None:
    session = begun(
        choose("how"), silence("met", 100, when=BREATHS), silence("rest", 40, flex=1), prompt("end"), total=40
    )
    assert session.total == 40
    session.respond("one", 0.0)
    assert lengths(session, "met", "rest") == pytest.approx([100, 10])
    assert (session.total, session.progress) == (pytest.approx(110), 0.0)
    session.advance(55.0)
    assert session.progress == pytest.approx(0.5)


def test_turns_and_steps_under_conditions_give_nothing() -> None:
    session = begun(
        turn("first", "first", 60, flex=1),
        choose("how"),
        say("met", "Breathe.", when=BREATHS),
        silence("maybe", 60, flex=1, when=BREATHS),
        turn("second", "second", 60, flex=1),
        people=2,
        total=120,
    )
    session.advance(60.0)
    session.respond("one", 60.0)
    assert lengths(session, "first", "second", "maybe") == [60, 60, 60]
    assert session.total == pytest.approx(120 + 60 + 2.5)


def test_items_that_do_not_fit_the_answer_leave_their_time_to_the_quiet() -> None:
    made = practice(
        choose("whom", "friend", "sibling"),
        Loop(id="each", over="things", match="whom", steps=(silence("quiet", 30),)),
        silence("rest", 60, flex=1),
        lists={"things": ["a", "b", "c"]},
        total=(150, 1, 3600),
    )
    fits = [("friend",), ("sibling",), ("friend", "sibling")]
    items = tuple(Item(text="x", fits=fit) for fit in fits)
    made = msgspec.structs.replace(made, lists={"things": items})
    for answer, rest in ((None, 60), ("friend", 90)):
        session = GuidedSession(made, GuidedPlan(made.reference))
        session.respond(answer, 0.0)
        assert (session.total, *lengths(session, "rest")) == (pytest.approx(150), pytest.approx(rest))


def test_a_session_restored_takes_as_long_as_it_would_have() -> None:
    session = begun(
        choose("how"),
        silence("met", 30, when=BREATHS),
        silence("rest", 90, flex=1),
        say("end", "Breathe."),
        total=92.5,
    )
    session.respond("one", 1.0)
    session.advance(50.0)
    restored = GuidedSession.restore(session.snapshot(), session.practice)
    assert (restored.total, restored.progress, restored.now) == (92.5, session.progress, session.now)
    assert restored.now is not None
    assert (restored.now.path, restored.now.remaining) == ("rest", pytest.approx(41))
