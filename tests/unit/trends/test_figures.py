"""The figures against known values and against the standard library."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.records import PlacedStrength
from closeness_desktop.trends import median, middle_half, weighted, wilson

NUMBERS = st.lists(st.floats(-1, 1, allow_subnormal=False), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # Newcombe, Stat. Med. 17 (1998) 857, table I, method 3, printed to four places
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (5, 10, 0.2366, 0.7634),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilson_gives_the_published_intervals(hits: int, of: int, low: float, high: float) -> None:
    """Known values, ends included."""
    assert wilson(hits, of) == pytest.approx((low, high), abs=6e-5)


@given(st.integers(0, 4000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_wilson_holds_the_share_and_mirrors(case: tuple[int, int]) -> None:
    """The interval lies in 0..1, holds the share, and that of the misses is its mirror image."""
    hits, of = case
    low, high = wilson(hits, of)
    assert 0 <= low <= high <= 1
    if of:
        assert low <= hits / of <= high
    mirrored_low, mirrored_high = wilson(of - hits, of)
    assert (low, high) == pytest.approx((1 - mirrored_high, 1 - mirrored_low), abs=1e-12)


@given(NUMBERS)
def test_medians_and_quartiles_are_those_of_the_standard_library(values: list[float]) -> None:
    """Checked by another hand: `statistics.median`, and `quantiles` by the inclusive method."""
    assert median(values) == pytest.approx(statistics.median(values), abs=1e-12)
    quartiles = statistics.quantiles(values * 2 if len(values) == 1 else values, n=4, method="inclusive")
    assert middle_half(values) == pytest.approx((quartiles[0], quartiles[2]), abs=1e-12)


def test_nothing_has_no_median_and_no_middle_half() -> None:
    """Of nothing, nothing is claimed."""
    assert median([]) is None
    with pytest.raises(ValueError, match="no values"):
        middle_half([])


def test_a_strong_feeling_weighs_more_and_an_unplaced_one_not_at_all() -> None:
    """3 × 0.8 and 1 × −0.4 make 0.5; a word without a place changes nothing."""
    glad, tense = PlacedStrength("glad", 3, 0.8, 0.3), PlacedStrength("tense", 1, -0.4, 0.6)
    own = PlacedStrength("own", 3, None, None)
    assert weighted([glad, tense, own], "pleasantness") == pytest.approx(0.5)
    assert weighted([glad, tense], "energy") == pytest.approx(0.375)
    assert weighted([own], "pleasantness") is None
    assert weighted([], "energy") is None


@given(
    st.lists(st.tuples(st.integers(1, 3), st.floats(-1, 1, allow_subnormal=False)), min_size=1, max_size=30)
)
def test_a_mean_stays_among_its_values(named: list[tuple[int, float]]) -> None:
    """Rounding never carries a mean beyond what it is the mean of."""
    feelings = [PlacedStrength("x", strength, place, 0.0) for strength, place in named]
    mean = weighted(feelings, "pleasantness")
    assert mean is not None
    assert min(place for _, place in named) <= mean <= max(place for _, place in named)
