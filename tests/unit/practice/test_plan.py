"""A set-up holds everything, survives being kept, and refuses what cannot be."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.errors import UsageError
from closeness_desktop.practice import catalogue
from closeness_desktop.practice.plan import SittingPlan


@pytest.mark.parametrize(
    "wrong",
    [
        {"seconds": 0},
        {"seconds": 90_000},
        {"prepare": -1},
        {"prepare": 601},
        {"start_strikes": 10},
        {"end_strikes": -1},
        {"interval": 9},
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
    plan = SittingPlan("breathing@1", None, 0, 0, 9, 60, True, "5.5", "bell", "bowl")
    assert SittingPlan.from_dict(json.loads(json.dumps(plan.as_dict()))) == plan


@given(
    st.dictionaries(
        st.sampled_from(["seconds", "prepare", "overtime", "sound", "breathing", "interval", "future"]),
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


def test_every_practice_has_a_plan_that_is_logged_under_it() -> None:
    for practice in catalogue.PRACTICES:
        assert practice.plan().practice == practice.reference
        assert catalogue.find(practice.reference) is practice
        assert catalogue.find(practice.id) is practice


def test_an_unknown_practice_is_called_by_its_id() -> None:
    assert catalogue.title_of("sitting@1") == "Just sit"
    assert catalogue.title_of("walking@3") == "walking"
    assert catalogue.find("walking@3") is None
