"""A set-up holds everything, survives being kept, and refuses what cannot be."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.errors import UsageError
from closeness_desktop.practice import catalogue
from closeness_desktop.practice.breathing import own_pattern
from closeness_desktop.practice.intervals import At, AtRandom, Every, FromEnd, Intervals
from closeness_desktop.practice.plan import Around, SittingPlan


@pytest.mark.parametrize(
    "wrong",
    [
        {"seconds": 0},
        {"seconds": 90_000},
        {"prepare": -1},
        {"prepare": 601},
        {"start_strikes": 10},
        {"end_strikes": -1},
        {"interval_strikes": 0},
        {"breathing": "fast"},
        {"sound": "gong"},
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError) as raised:
        SittingPlan(**wrong)  # type: ignore[arg-type]
    assert str(raised.value).endswith(".")
    assert "\n" not in str(raised.value)


def test_a_kept_plan_comes_back_the_same() -> None:
    plan = SittingPlan("breathing@1", None, 0, 0, 9, Every(60), True, "5.5", "bell", "bowl")
    assert SittingPlan.from_dict(json.loads(json.dumps(plan.as_dict()))) == plan


@pytest.mark.parametrize(
    "intervals", [None, Every(300), At((300, 1500)), FromEnd((60, 600)), AtRandom(120, 480)]
)
def test_everything_in_a_plan_is_kept(intervals: Intervals | None) -> None:
    plan = SittingPlan(
        practice="breathing@1",
        seconds=None,
        prepare=47,
        start_strikes=2,
        end_strikes=9,
        intervals=intervals,
        overtime=True,
        breathing="pattern",
        sound="own:019a",
        interval_sound="bell",
        interval_strikes=2,
        pattern=own_pattern(4.5, 7, hold=2, rest=1),
        holds=True,
        cues=True,
        around=Around("own:019b", 10, 20, True, 30, True),
        seed=77,
    )
    usual = SittingPlan()
    alike = {one.name for one in fields(plan) if getattr(plan, one.name) == getattr(usual, one.name)}
    assert alike <= {"intervals"}, "this test must set everything, or it shows nothing"
    assert SittingPlan.from_dict(json.loads(json.dumps(plan.as_dict()))) == plan


def test_a_plan_of_the_first_version_is_read() -> None:
    assert SittingPlan.from_dict({"interval": 300}).intervals == Every(300)
    assert SittingPlan.from_dict({"interval": None}).intervals is None


def test_around_a_session_is_read_tolerantly() -> None:
    assert Around.read({"bed": "rain", "bed_volume": "loud", "strange": 1}) == Around("rain")
    assert Around.read(None) == Around()
    assert Around.read({"bed": None, "awake": True}) == Around(awake=True)


@pytest.mark.parametrize("wrong", [{"bed": "thunder"}, {"bed_volume": 101}, {"bell_volume": -1}])
def test_what_cannot_be_around_a_session_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"\.$"):
        Around.read(wrong)


def test_each_sitting_draws_its_bells_at_random_anew() -> None:
    plan = SittingPlan(seconds=3600, intervals=AtRandom(60, 600))
    assert plan.begun_with(2**40 + 5).seed == 5
    assert plan.begun_with(1).intervals == plan.intervals


@given(
    st.dictionaries(
        st.sampled_from(["seconds", "prepare", "overtime", "sound", "breathing", "intervals", "around"]),
        st.none() | st.booleans() | st.text(max_size=5) | st.lists(st.integers()) | st.floats(),
    )
)
def test_strange_values_in_a_kept_plan_are_passed_over(kept: dict[str, object]) -> None:
    try:
        plan = SittingPlan.from_dict(kept)
    except UsageError:
        return
    assert type(plan.prepare) is int
    assert type(plan.overtime) is bool
    assert SittingPlan.from_dict(plan.as_dict()) == plan


def test_every_practice_has_a_plan_that_is_logged_under_it() -> None:
    for practice in catalogue.timers():
        assert catalogue.plan_of(practice).practice == practice.reference
        assert catalogue.find(practice.reference) is practice
        assert catalogue.find(practice.id) is practice


def test_an_unknown_practice_is_called_by_its_id() -> None:
    assert catalogue.title_of("sitting@1") == "Just sit"
    assert catalogue.title_of("walking@3") == "walking"
    assert catalogue.find("walking@3") is None
