"""Bells in between: where they fall, what cannot be, and how they are kept."""

from __future__ import annotations

import json
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.errors import UsageError
from closeness_desktop.practice import intervals
from closeness_desktop.practice.intervals import At, AtRandom, Every, FromEnd


def test_every_so_often_and_never_on_the_end() -> None:
    assert list(Every(300).offsets(1200)) == [300, 600, 900]
    assert list(islice(Every(300).offsets(None), 3)) == [300, 600, 900]


def test_times_of_ones_own_within_the_sitting() -> None:
    walk = At((1500, 1800, 3300, 3600, 5100))
    assert list(walk.offsets(3600)) == [1500, 1800, 3300]
    assert list(walk.offsets(None)) == [1500, 1800, 3300, 3600, 5100]


def test_times_before_the_end_come_in_their_order() -> None:
    assert list(FromEnd((60, 300, 1200)).offsets(1200)) == [900, 1140]
    assert list(FromEnd((60,)).offsets(None)) == []


@given(st.integers(10, 600), st.integers(0, 600), st.integers(60, 20_000), st.integers(0, 2**31 - 1))
def test_bells_at_random_keep_their_bounds_and_their_seed(
    least: int, more: int, length: int, seed: int
) -> None:
    drawn = AtRandom(least, least + more)
    bells = list(drawn.offsets(float(length), seed))
    assert bells == list(drawn.offsets(float(length), seed))
    assert all(least - 1e-6 <= b - a <= least + more + 1e-6 for a, b in pairwise([0.0, *bells]))
    assert all(bell <= length - intervals.SHORTEST_INTERVAL for bell in bells)
    longer = list(islice(drawn.offsets(None, seed), len(bells)))
    assert longer == bells, "the length of a sitting moves none of them"


def test_another_sitting_has_other_bells() -> None:
    assert list(AtRandom(60, 600).offsets(3600, 1)) != list(AtRandom(60, 600).offsets(3600, 2))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Every(9),
        lambda: Every(90_000),
        lambda: At(()),
        lambda: At((5,)),
        lambda: At((60, 65)),
        lambda: At((60, 30)),
        lambda: FromEnd((-60,)),
        lambda: FromEnd(tuple(range(10, 700, 10))),
        lambda: AtRandom(5, 60),
        lambda: AtRandom(60, 59),
        lambda: AtRandom(60, 10**9),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(make: object) -> None:
    with pytest.raises(UsageError, match=r"^[^\n]+\.$"):
        make()  # type: ignore[operator]


@pytest.mark.parametrize("value", [Every(60), At((60, 120)), FromEnd((30,)), AtRandom(60, 120)])
def test_they_are_kept_as_json(value: intervals.Intervals) -> None:
    assert intervals.read(json.loads(json.dumps(intervals.as_dict(value)))) == value


@pytest.mark.parametrize(
    "kept",
    [None, "x", True, [], {}, {"kind": "sometimes"}, {"kind": "every"}, {"kind": "at", "seconds": ["1"]}],
)
def test_another_shape_is_no_bells(kept: object) -> None:
    assert intervals.read(kept) is None


def test_times_are_sorted_when_they_are_read() -> None:
    assert intervals.read({"kind": "at", "seconds": [600, 60, 600]}) == At((60, 600))
