"""A mood over time, bucket by bucket."""

from __future__ import annotations

import datetime as dt

import pytest

from closeness_desktop import trends
from tests.unit.trends.making import note

MONDAY = dt.date(2026, 11, 2)


def day(number: int) -> dt.date:
    """A day counted from a Monday."""
    return MONDAY + dt.timedelta(days=number)


def test_shares_go_with_counts_and_an_empty_week_has_none() -> None:
    """Named on 2 of 5 days in the first week, on none of 1 in the second; the third is a gap, not a zero."""
    notes = [
        note(day(0), "calm"),
        *(note(day(number), "sad") for number in range(1, 4)),
        note(day(4), "calm"),
    ]
    over = trends.summary([*notes, note(day(8), "sad")], [], day(0), day(20), "week")
    first, second, third = trends.shares(over, "calm")
    assert (first.days, first.logged, first.share, first.enough) == (2, 5, pytest.approx(0.4), True)
    assert (first.low, first.high) == trends.wilson(2, 5)
    assert (second.days, second.logged, second.share, second.enough) == (0, 1, 0.0, False)
    assert (third.logged, third.share, third.low, third.high) == (0, None, 0.0, 1.0)
