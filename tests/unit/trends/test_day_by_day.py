"""Dots, ranges, line and band: what is drawn, and above all what is not."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics

import pytest
from hypothesis import given

from closeness_desktop import trends
from closeness_desktop.records import MoodNote
from tests.unit.trends.making import DAY, note, notes


def after(*days: int, named: str = "calm") -> list[MoodNote]:
    """One note on each of some days, counted from DAY."""
    return [note(DAY + dt.timedelta(days=day), named) for day in days]


def offsets(pieces: list[list[trends.Point]]) -> list[list[int]]:
    """The days of a line's pieces, counted from DAY."""
    return [[(point.day - DAY).days for point in piece] for piece in pieces]


def test_several_entries_a_day_are_a_range_with_its_median() -> None:
    """Points stand in order of time; the day's value is the middle one; moods by weight."""
    (day,) = trends.days(
        [note(DAY, {"glad": 2}, 900), note(DAY, {"sad": 3}, 600), note(DAY, {"calm": 1, "Äther": 1}, 1200)]
    )
    assert day.points == pytest.approx((-0.6, 0.8, 0.4))
    assert day.value == pytest.approx(0.4)
    assert day.pleasantness == pytest.approx((2 * 0.8 - 3 * 0.6 + 0.4) / 6)
    assert day.energy == pytest.approx((2 * 0.3 - 3 * 0.5 - 0.5) / 6)
    assert day.moods == ("sad", "glad", "calm", "Äther")
    assert day.entries == 3


def test_a_day_without_a_placed_word_has_no_dot() -> None:
    """Missing is not zero."""
    (day,) = trends.days([note(DAY, "Äther")])
    assert day.points == ()
    assert day.value is None


def test_the_line_begins_on_the_fourth_of_seven_days() -> None:
    """Three days are not enough; four of seven are; four of eight are not."""
    assert offsets(trends.median7(trends.days(after(0, 1, 2)))) == []
    assert offsets(trends.median7(trends.days(after(0, 1, 2, 3)))) == [[3]]
    assert offsets(trends.median7(trends.days(after(0, 2, 4, 6)))) == [[6]]
    assert offsets(trends.median7(trends.days(after(0, 2, 4, 7)))) == []


def test_the_line_bridges_two_days_and_breaks_at_three() -> None:
    """A gap of two days is crossed, one of three is left open."""
    assert offsets(trends.median7(trends.days(after(0, 1, 2, 3, 6)))) == [[3, 6]]
    assert offsets(trends.median7(trends.days(after(*range(7), 10, 11)))) == [[3, 4, 5, 6], [10, 11]]


def test_the_line_waits_for_four_days_after_a_long_gap() -> None:
    """After ten days away there is nothing to take a median of, so nothing is drawn at first."""
    assert offsets(trends.median7(trends.days(after(*range(7), 17, 18, 19, 20)))) == [[3, 4, 5, 6], [20]]


def test_days_before_the_range_count_but_are_not_drawn() -> None:
    """The line does not start afresh where a range happens to begin."""
    logged = trends.days([*after(0, 1, 2, named="sad"), *after(3, 4)])
    (piece,) = trends.median7(logged, since=DAY + dt.timedelta(days=4))
    assert [point.day for point in piece] == [DAY + dt.timedelta(days=4)]
    assert piece[0].value == pytest.approx(-0.6)


def test_the_band_needs_half_of_its_28_days() -> None:
    """Thirteen days give none, fourteen a first slice: the middle half, ends included."""
    mixed = [*after(*range(0, 13, 2), named="sad"), *after(*range(1, 13, 2), named="glad")]
    assert trends.band28(trends.days(mixed)) == []
    ((span,),) = trends.band28(trends.days([*mixed, *after(13)]))
    assert (span.low, span.high) == pytest.approx((-0.6, 0.8))


@given(notes())
def test_line_and_band_are_those_of_a_slow_reading(given_notes: list[MoodNote]) -> None:
    """Every point recomputed from its own window of the calendar, and every missing one rightly missing."""
    logged = trends.days(given_notes)
    values = {day.day: statistics.median(day.points) for day in logged if day.points}

    def window(day: dt.date, length: int) -> list[float]:
        return [values[past] for back in range(length) if (past := day - dt.timedelta(days=back)) in values]

    line = {point.day: point.value for piece in trends.median7(logged) for point in piece}
    assert line == {
        day: pytest.approx(statistics.median(window(day, 7))) for day in values if len(window(day, 7)) >= 4
    }
    band = {span.day: (span.low, span.high) for piece in trends.band28(logged) for span in piece}
    assert set(band) == {day for day in values if len(window(day, 28)) >= 14}
    for day, ends in band.items():
        quartiles = statistics.quantiles(window(day, 28), n=4, method="inclusive")
        assert ends == pytest.approx((quartiles[0], quartiles[2]))
    for piece in trends.median7(logged):
        steps = [(later.day - sooner.day).days for sooner, later in itertools.pairwise(piece)]
        assert all(1 <= step <= 3 for step in steps)


def test_places_tell_where_a_mood_lies() -> None:
    """For colours; None for a word that has no place."""
    assert trends.places([note(DAY, {"calm": 1, "Äther": 1})]) == {"calm": (0.4, -0.5), "Äther": None}
