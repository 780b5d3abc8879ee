"""Which part of a breath it is, at any time."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.breathing import PATTERNS, Pattern, own_pattern

BOX = Pattern("3.75", inhale=4, hold=4, exhale=4, rest=4)


@pytest.mark.parametrize(("pace", "breaths"), [("6", 60), ("5.5", 55)])
def test_ten_minutes_hold_as_many_breaths_as_the_pace_says(pace: str, breaths: int) -> None:
    assert PATTERNS[pace].whole_cycles(600) == pytest.approx(breaths * PATTERNS[pace].cycle)
    assert breaths * PATTERNS[pace].cycle == pytest.approx(600)


@pytest.mark.parametrize(
    ("elapsed", "expected"),
    [(0, ("in", 0.0)), (2.5, ("in", 0.5)), (5, ("out", 0.0)), (7.5, ("out", 0.5)), (10, ("in", 0.0))],
)
def test_six_a_minute(elapsed: float, expected: tuple[str, float]) -> None:
    assert PATTERNS["6"].phase_at(elapsed) == expected


def test_holds_take_their_place() -> None:
    assert [BOX.phase_at(t)[0] for t in (0, 4, 8, 12, 16)] == ["in", "hold", "out", "rest", "in"]
    assert [BOX.openness(t) for t in (0, 4, 6, 8, 12, 14)] == pytest.approx([0, 1, 1, 1, 0, 0])


@given(st.sampled_from([*PATTERNS.values(), BOX]), st.floats(0, 1e6))
def test_it_is_always_some_part_of_a_breath(pattern: Pattern, elapsed: float) -> None:
    phase, fraction = pattern.phase_at(elapsed)
    assert phase in {part for part, _ in pattern.parts}
    assert 0 <= fraction <= 1
    assert 0 <= pattern.openness(elapsed) <= 1


@pytest.mark.parametrize("pattern", [*PATTERNS.values(), BOX])
def test_changes_are_where_phases_begin(pattern: Pattern) -> None:
    for offset, phase, seconds in itertools.islice(pattern.changes(), 400):
        assert pattern.phase_at(offset + seconds / 2) == (phase, pytest.approx(0.5))


@pytest.mark.parametrize("pattern", PATTERNS.values())
def test_its_name_a_minute_is_what_it_comes_to(pattern: Pattern) -> None:
    assert 60 / pattern.cycle == pytest.approx(float(pattern.per_minute), rel=0.07)


def test_without_holds_only_in_and_out_are_left() -> None:
    assert BOX.holds
    bare = BOX.without_holds()
    assert not bare.holds
    assert bare.parts == (("in", 4), ("out", 4))


def test_a_pattern_of_ones_own() -> None:
    pattern = own_pattern(4, 6, hold=2)
    assert pattern.parts == (("in", 4), ("hold", 2), ("out", 6))
    assert pattern.per_minute == "5"


@pytest.mark.parametrize(
    "parts", [(1.9, 4, 0, 0), (4, 31, 0, 0), (4, 4, -1, 0), (4, 4, 0, 31), (float("nan"), 4, 0, 0)]
)
def test_a_pattern_that_nobody_should_breathe_is_refused(parts: tuple[float, float, float, float]) -> None:
    with pytest.raises(UsageError, match=r"\.$"):
        own_pattern(*parts)
