"""Weeks and months as calendars know them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.trends import BY, By, by_for, of_days, start_of, starts

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))


@given(DAYS)
def test_a_week_begins_on_its_iso_monday(day: dt.date) -> None:
    """The standard library's ISO calendar agrees, at the ends of time too."""
    monday = start_of(day, "week")
    year, week, weekday = day.isocalendar()
    assert monday == dt.date.fromisocalendar(year, week, 1)
    assert (day - monday).days == weekday - 1


@given(DAYS, st.integers(0, 900), st.sampled_from(BY))
def test_every_day_falls_into_exactly_one_start(since: dt.date, length: int, by: By) -> None:
    """No bucket is missing, none is doubled, none lies outside the range."""
    until = dt.date.fromordinal(min(since.toordinal() + length, dt.date.max.toordinal()))
    every_day = map(dt.date.fromordinal, range(since.toordinal(), until.toordinal() + 1))
    assert starts(since, until, by) == sorted({start_of(day, by) for day in every_day})


@pytest.mark.parametrize(
    ("length", "by"), [(1, "week"), (60, "week"), (120, "week"), (121, "month"), (365, "month")]
)
def test_short_ranges_read_by_week_and_long_ones_by_month(length: int, by: By) -> None:
    """Up to 120 days by week."""
    until = dt.date(2026, 11, 24)
    assert by_for(until - dt.timedelta(days=length - 1), until) == by


def test_days_are_counted_in_words() -> None:
    """One day is a day."""
    assert of_days(18, 30) == "18 of 30 days"
    assert of_days(1, 1) == "1 of 1 day"
