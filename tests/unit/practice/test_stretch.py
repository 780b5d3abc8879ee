"""A practice takes exactly as long as asked, and each of two people gets as much of it as the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.format import Breathe, Loop, Practice, Role, Turn, When
from closeness_desktop.practice.stretch import SHORTEST, natural, reach, stretch
from closeness_desktop.practice.unroll import Talk, reading_seconds, rounds, unroll
from closeness_desktop.practice.walk import count
from tests.support.practices import (
    GUIDED,
    bell,
    practice,
    practices,
    prompt,
    replace,
    say,
    shipped,
    silence,
    turn,
)

TALKS: tuple[Talk, ...] = ("full", "less", "least")


def totals(made: Practice) -> list[float | None]:
    """Least, usual and greatest."""
    return [None] if made.total is None else [made.total.min, None, made.total.max]


@pytest.mark.parametrize("id", GUIDED)
def test_every_practice_stretches_exactly_with_much_talk_and_little(id: str) -> None:
    made = shipped(id)
    for seconds in totals(made):
        wished = seconds or (made.total.default if made.total else natural(made))
        for talk in TALKS:
            assert stretch(made, seconds, talk).total == pytest.approx(wished, abs=1e-6)


@pytest.mark.parametrize("id", [id for id in GUIDED if shipped(id).people == 2])
def test_both_speak_for_as_long(id: str) -> None:
    made = shipped(id)
    for seconds in totals(made):
        for talk in TALKS:
            spoken: dict[Role, float] = {"first": 0.0, "second": 0.0}
            lengths = stretch(made, seconds, talk).lengths
            for stop in unroll(made, talk=talk):
                if isinstance(stop.step, Turn):
                    spoken[stop.step.speaker] += lengths[stop.path]
            assert spoken["first"] == pytest.approx(spoken["second"])


def stretchable(made: Practice, total: float) -> Practice:
    """The same with a total of its own, anything from a second to four hours allowed."""
    return practice(
        *made.steps,
        total=(total, 1, 4 * 3600),
        people=made.people,
        lists={name: [item.text for item in items] for name, items in made.lists.items()},
    )


@settings(max_examples=80, deadline=None)
@given(practices(), st.floats(0, 4), st.sampled_from(TALKS))
def test_generated_practices_stretch_exactly_or_say_that_they_cannot(
    made: Practice, share: float, talk: Talk
) -> None:
    least, greatest = reach(made)
    whole = natural(made)
    if not whole:
        return
    wished = least + share * whole if greatest is None else whole
    if not 0 < wished <= 4 * 3600:
        return
    flexible = [one for one in unroll(made) if one.flex and one.natural and not one.whens]
    try:
        found = stretch(stretchable(made, wished), talk=talk)
    except UsageError:
        assert any(isinstance(one.step, Breathe) for one in flexible), "only whole breaths may get in the way"
        return
    takers = [one for one in flexible if not isinstance(one.step, Breathe)]
    if takers:
        assert found.total == pytest.approx(wished, abs=1e-6)
        assert all(found.lengths[one.path] >= min(SHORTEST, one.natural) - 1e-6 for one in takers)
    for one in unroll(made, talk=talk):
        if one.whens and one.natural:
            assert found.lengths[one.path] == one.natural
        if isinstance(one.step, Breathe):
            breaths = found.lengths[one.path] / (one.step.inhale + one.step.hold + one.step.exhale)
            assert breaths == pytest.approx(round(breaths))
            assert breaths > 0.9


def test_weights_share_what_is_added() -> None:
    made = practice(
        silence("a", 60, flex=1), silence("b", 60, flex=2), silence("c", 60), total=(180, 90, 900)
    )
    assert stretch(made, 240).lengths == pytest.approx({"a": 80, "b": 100, "c": 60})
    assert stretch(made, 150).lengths == pytest.approx({"a": 50, "b": 40, "c": 60})


def test_a_total_beyond_what_the_file_allows_is_refused_with_what_is_possible() -> None:
    made = practice(silence("a", 60, flex=1), total=(60, 30, 90))
    with pytest.raises(UsageError, match=r"“Trial” takes 0\.5 to 1\.5 minutes"):
        stretch(made, 100)


def test_a_step_is_never_shrunk_to_nothing() -> None:
    made = practice(silence("a", 60, flex=1), silence("b", 12, flex=1), total=(72, 20, 90))
    assert reach(made) == (pytest.approx(60), None)
    with pytest.raises(UsageError, match="too short"):
        stretch(made, 40)
    assert reach(practice(silence("a", 60))) == (60, 60)


def test_breathing_goes_to_whole_breaths_and_the_rest_elsewhere() -> None:
    breathe = Breathe(id="breathe", inhale=4, exhale=6, secs=60, flex=1)
    found = stretch(practice(breathe, silence("a", 60, flex=1), total=(120, 60, 900)), 147)
    assert found.lengths == pytest.approx({"breathe": 70, "a": 77})
    assert stretch(practice(breathe, total=(60, 30, 90)), 77).total == 80


def test_less_talk_becomes_quiet_and_the_total_stays() -> None:
    steps = (
        say("always"),
        say("often", talk=2),
        say("seldom", talk=3),
        turn("turn", flex=1, secs=30),
        silence("quiet", 30, flex=1),
    )
    made = practice(*steps, total=(90, 60, 200))
    full, less, least = (stretch(made, 120, talk) for talk in TALKS)
    assert "seldom" in full.lengths
    assert "seldom" not in less.lengths
    assert "often" not in least.lengths
    assert full.total == pytest.approx(less.total) == pytest.approx(least.total) == pytest.approx(120)
    assert least.lengths["turn"] == less.lengths["turn"] == full.lengths["turn"]
    assert least.lengths["quiet"] > less.lengths["quiet"] > full.lengths["quiet"]


def test_what_stands_under_a_condition_is_outside_the_total_until_it_is_known_to_be_met() -> None:
    step = silence("b", 60, flex=1, when=When(answer="ask", given=True))
    found = stretch(practice(prompt("ask"), silence("a", 60, flex=1), step, total=(60, 30, 90)), 80)
    assert (found.lengths, found.total, found.about) == ({"a": 80, "b": 60}, 80, True)


def test_its_length_is_told_as_about_only_where_a_person_decides_on_it() -> None:
    """Conditions and draws hang on an answer, so there is a question too."""
    assert not stretch(practice(silence("a", 60), bell())).about
    assert stretch(practice(silence("a", 60), prompt("ask"))).about


def test_with_nothing_but_breathing_one_breath_is_the_least() -> None:
    breathe = Breathe(id="breathe", inhale=4, exhale=8, secs=120, flex=1)
    made = practice(breathe, total=(120, 1, 900))
    assert reach(made) == (pytest.approx(12), None)
    assert stretch(made, 1).lengths == {"breathe": 12}


def test_the_time_of_lines_left_out_goes_to_no_breath() -> None:
    """Nor to a question, which has no time of its own to stretch."""
    breathe = Breathe(id="breathe", inhale=4, exhale=6, secs=60, flex=1)
    turns = turn("turn", flex=1, secs=60)
    made = practice(breathe, turns, say("seldom", "Breathe.", talk=3), prompt("ask"), total=(122.5, 90, 900))
    full, least = stretch(made, 122.5), stretch(made, 122.5, "least")
    assert full.lengths == pytest.approx({"breathe": 60, "turn": 60, "seldom": 2.5})
    assert least.lengths == pytest.approx({"breathe": 60, "turn": 62.5})


def test_lengths_do_not_hang_on_what_is_drawn() -> None:
    loop = Loop(id="each", over="things", pick=1, steps=(say("it", "{it}"),))
    made = practice(loop, lists={"things": ["a", "one two three four five six seven eight nine ten"]})
    [stop] = unroll(made)
    assert stop.natural == reading_seconds("one two three four five six seven eight nine ten", "en")
    assert {one.natural for seed in range(9) for one in unroll(made, seed)} == {stop.natural}


def test_reading_takes_its_time() -> None:
    assert reading_seconds("Breathe.", "en") == 2.5
    assert reading_seconds("a b c d e f g h i j k", "en") == pytest.approx(1 + 11 / 2.2)
    assert reading_seconds("a b c d e f g h i j k", "fi") > reading_seconds("a b c d e f g h i j k", "en-GB")
    assert reading_seconds("请你安静地坐下来，听一听窗外的声音", "zh") > 5


@settings(max_examples=60, deadline=None)
@given(practices())
def test_counting_needs_no_laying_out(made: Practice) -> None:
    assert count(made) == len(list(unroll(made)))
    paths = [stop.path for stop in unroll(made)]
    assert len(paths) == len(set(paths))


def test_counting_a_monstrous_file_is_quick() -> None:
    step = silence()
    for number in range(12):
        step = Loop(id=f"loop-{number}", times=100, steps=(step, step))  # type: ignore[assignment]
    made = practice(step)
    assert count(made) > 10**24
    assert rounds(made, made.steps[0]) == 100  # type: ignore[arg-type]


def test_roles_trade_in_loops_within_loops() -> None:
    inner = Loop(id="in", times=2, swap=True, steps=(turn("t"), replace(prompt("p"), role="first")))
    outer = Loop(id="out", times=2, swap=True, steps=(inner,))
    stops = {stop.path: stop.step for stop in unroll(practice(outer, people=2))}
    speakers = [step.speaker for step in stops.values() if isinstance(step, Turn)]
    assert speakers == ["first", "second", "second", "first"]
    assert stops["out.1/in.2/p"].role == "second"
    assert stops["out.2/in.2/p"].role == "first"
