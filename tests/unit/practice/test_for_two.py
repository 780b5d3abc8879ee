"""What must hold of every practice for two, of the questions, and of the programmes, beside the lint."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest

from closeness_desktop.practice import catalogue
from closeness_desktop.practice.format import (
    Choose,
    Loop,
    Practice,
    Role,
    Scale,
    Silence,
    Step,
    Turn,
)
from closeness_desktop.practice.stretch import stretch
from closeness_desktop.practice.unroll import Talk

OTHER: dict[Role, Role] = {"first": "second", "second": "first"}


ALL = {practice.id: practice for practice in catalogue.practices()}
TWO = {name: practice for name, practice in ALL.items() if practice.people == 2}
PROGRAMMES = {programme.id: programme for programme in catalogue.programmes()}
QUESTIONS = TWO["deepening-questions"]


def walked(
    practice: Practice, steps: Iterable[Step], swapped: bool = False
) -> Iterator[tuple[Step, Role | None]]:
    """Every step in the order in which it is met, with its speaker after swapping."""
    for step in steps:
        if isinstance(step, Loop):
            times = step.pick or len(practice.lists[step.over]) if step.over else step.times
            assert isinstance(times, int)
            for turn in range(times):
                yield from walked(practice, step.steps, swapped ^ (step.swap and turn % 2 == 1))
        else:
            speaker = step.speaker if isinstance(step, Turn) else step.role
            yield step, OTHER[speaker] if speaker and swapped else speaker


def everything(practice: Practice) -> list[Step]:
    """Every step of a practice once, those of its loops too."""
    found: list[Step] = []
    for step in practice.steps:
        found += [step, *step.steps] if isinstance(step, Loop) else [step]
    return found


@pytest.mark.parametrize("name", TWO)
def test_both_have_the_same_time_however_long_it_is(name: str) -> None:
    """The same seconds, the same share when it is stretched, and as many turns of each kind."""
    seconds: Counter[Role] = Counter()
    share: Counter[Role] = Counter()
    turns: Counter[Role] = Counter()
    for step, speaker in walked(TWO[name], TWO[name].steps):
        if isinstance(step, Turn) and speaker:
            seconds[speaker] += step.secs
            share[speaker] += step.flex * step.secs
            turns[speaker] += 1
    assert turns["first"] > 0
    assert seconds["first"] == seconds["second"]
    assert share["first"] == share["second"]


@pytest.mark.parametrize("name", TWO)
def test_what_one_is_asked_the_other_is_asked_too(name: str) -> None:
    """In the same words, and either may pass: nobody is measured alone."""
    asked: dict[Role, list[tuple[str, ...]]] = {"first": [], "second": []}
    for step in everything(TWO[name]):
        if isinstance(step, Scale):
            assert step.role is not None, "a number about the two belongs to one of them"
            assert step.skip
            asked[step.role].append(step.text)
    assert asked["first"] == asked["second"]


@pytest.mark.parametrize("name", TWO)
def test_a_practice_for_two_warns_of_fear_first(name: str) -> None:
    """The first caution of each is about being afraid of the other."""
    assert "afraid" in TWO[name].cautions[0]


@pytest.mark.parametrize("name", TWO)
def test_every_turn_tells_the_listener_what_to_do(name: str) -> None:
    """Listening is the harder half."""
    assert [step.id for step in everything(TWO[name]) if isinstance(step, Turn) and not step.listener] == []


# ---------------------------------------------------------------------- the questions


def test_there_are_questions_enough_for_many_evenings() -> None:
    """At least 66, at least 20 at each depth, and no question twice."""
    texts = [item.text for items in QUESTIONS.lists.values() for item in items]
    assert len(texts) >= 66
    assert len(set(texts)) == len(texts)
    assert [len(items) >= 20 for items in QUESTIONS.lists.values()] == [True] * 3


def test_every_question_is_one_question() -> None:
    """It ends with the only question mark, fits on two lines, and asks the other rather than telling them."""
    for items in QUESTIONS.lists.values():
        for item in items:
            assert item.text.endswith("?"), item.text
            assert item.text.count("?") == 1, item.text
            assert len(item.text) <= 95, item.text


def test_every_pair_of_people_has_questions_of_its_own_at_each_depth() -> None:
    """Four times as many as are drawn, and at least one that is meant for just such two."""
    (relation,) = [step for step in QUESTIONS.steps if isinstance(step, Choose)]
    loops = [step for step in QUESTIONS.steps if isinstance(step, Loop)]
    assert [loop.match for loop in loops] == [relation.id] * 3
    known = {option.id for option in relation.options}
    own = known - {"someone-else"}
    assert own == {"partner", "friend", "parent-child", "sibling", "colleague"}
    for loop, who in itertools.product(loops, known):
        assert loop.over is not None
        items = QUESTIONS.lists[loop.over]
        assert set().union(*(item.fits for item in items)) <= known
        fitting = [item for item in items if not item.fits or who in item.fits]
        assert len(fitting) >= 4 * loop.pick, (loop.id, who)
        assert who not in own or any(who in item.fits for item in items), (loop.id, who)


def test_passing_is_free() -> None:
    """Every answer may be passed over or ended early."""
    turns = [step for step in everything(QUESTIONS) if isinstance(step, Turn)]
    assert turns
    assert all(turn.skip and turn.early for turn in turns)


# ---------------------------------------------------------------------- cooling down


def test_a_cool_down_lasts_at_least_twenty_minutes_and_says_when_it_ends() -> None:
    """Its silence shows the time of return, not a countdown, and goes on while the computer sleeps."""
    silences = [step for step in everything(TWO["cool-down"]) if isinstance(step, Silence)]
    assert [(each.show, each.gap, each.secs >= 1200) for each in silences] == [
        ("return", "continue", True)
    ] * 2


@pytest.mark.parametrize("talk", ["full", "less", "least"])
def test_even_the_shortest_cool_down_is_twenty_minutes_apart(talk: Talk) -> None:
    """However little is said."""
    practice = TWO["cool-down"]
    assert practice.total is not None
    assert stretch(practice, practice.total.min, talk).lengths["apart"] >= 1200


def test_solving_a_problem_ends_with_a_day_to_look_again() -> None:
    """The choice sets a reminder; every answer but the one that wants none has its days."""
    (look,) = [step for step in everything(TWO["one-problem"]) if isinstance(step, Choose)]
    assert look.remind
    assert [option.id for option in look.options if not option.days] == ["no"]


# ---------------------------------------------------------------------- programmes


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_day_of_a_programme_has_a_practice_that_is_there(name: str) -> None:
    """And no two days share an id or a title."""
    days = PROGRAMMES[name].days
    assert [day.practice for day in days if day.practice not in ALL] == []
    assert len({day.id for day in days}) == len({day.title for day in days}) == len(days)
    assert PROGRAMMES[name].id == name


def test_the_programmes_are_as_long_as_they_say() -> None:
    """Days each, and in the long one four of them for two."""
    assert {name: len(programme.days) for name, programme in PROGRAMMES.items()} == {
        "knowing-myself": 7,
        "what-stands-between": 7,
        "hearing-and-being-heard": 14,
        "after-a-quarrel": 3,
        "four-days-of-writing": 4,
    }
    heard = PROGRAMMES["hearing-and-being-heard"]
    assert sum(ALL[day.practice].people == 2 for day in heard.days) == 4
    assert heard.cautions


def test_four_days_of_writing_ask_before_they_begin() -> None:
    """With what it may do, and for whom it is not: the loss that makes it risky is named, and a way round."""
    writing = PROGRAMMES["four-days-of-writing"]
    assert writing.opt_in is not None
    assert writing.opt_in[-1].endswith("?")
    whole = " ".join(writing.cautions)
    assert "separation" in whole
    assert ALL["observer-view"].title in whole


def test_what_a_programme_says_of_length_is_true() -> None:
    """No practice of a programme that promises twenty minutes has a timed part that cannot be that short."""
    for programme in PROGRAMMES.values():
        if "twenty minutes" in " ".join(programme.expect):
            long = [
                day.practice
                for day in programme.days
                if (total := ALL[day.practice].total) is not None and total.min > 20 * 60
            ]
            assert long == [], programme.id
