"""The summary, against a slow second reading of the command line contract."""

from __future__ import annotations

import datetime as dt
import json
import statistics
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.errors import UsageError
from closeness_desktop.records import MoodNote
from closeness_desktop.trends import BY, By, summary
from tests.unit.trends.making import DAY, note, notes

RANGES = st.tuples(st.integers(-40, 40), st.integers(0, 80)).map(
    lambda pair: (DAY + dt.timedelta(days=pair[0]), DAY + dt.timedelta(days=pair[0] + pair[1]))
)


def test_three_days_word_by_word() -> None:
    """A small range, every figure worked out by hand."""
    given_notes = [
        note("2026-11-20", {"calm": 1, "tense": 3}),  # Friday: (0.4 − 3·0.4)/4 = −0.2
        note("2026-11-20", {"tense": 1}),  # with it: (0.4 − 4·0.4)/5 = −0.24
        note("2026-11-23", {"glad": 2}),  # Monday
        note("2026-11-24", {"calm": 1}),
        note("2026-11-25", {"sad": 3}),  # after the range
    ]
    written = [dt.date(2026, 11, 18), dt.date(2026, 11, 20), dt.date(2026, 11, 23), dt.date(2026, 11, 24)]
    found = summary(given_notes, written, dt.date(2026, 11, 19), dt.date(2026, 11, 24), "week").to_json()
    third, two_thirds = (0.061492, 0.792340), (0.207660, 0.938508)
    assert found == {
        "since": "2026-11-19",
        "until": "2026-11-24",
        "by": "week",
        "days": 6,
        "days_written": 3,
        "days_logged": 3,
        "moods": [
            {"name": "calm", "days": 2, "entries": 2, "share": pytest.approx(2 / 3), **interval(two_thirds)},
            {"name": "glad", "days": 1, "entries": 1, "share": pytest.approx(1 / 3), **interval(third)},
            {"name": "tense", "days": 1, "entries": 2, "share": pytest.approx(1 / 3), **interval(third)},
        ],
        "buckets": [
            {
                "start": "2026-11-16",
                "days_logged": 1,
                "entries": 2,
                "pleasantness": pytest.approx(-0.24),
                "moods": [{"name": "calm", "days": 1}, {"name": "tense", "days": 1}],
            },
            {
                "start": "2026-11-23",
                "days_logged": 2,
                "entries": 2,
                "pleasantness": pytest.approx(0.6),
                "moods": [{"name": "calm", "days": 1}, {"name": "glad", "days": 1}],
            },
        ],
    }


def interval(ends: tuple[float, float]) -> dict[str, Any]:
    """Ends of an interval as the summary prints them."""
    return {"low": pytest.approx(ends[0], abs=1e-5), "high": pytest.approx(ends[1], abs=1e-5)}


def test_nothing_logged_leaves_empty_buckets_and_no_moods() -> None:
    """No mood, so no share that could be wrong; every bucket is still there."""
    found = summary([], [], dt.date(2026, 1, 15), dt.date(2026, 3, 1), "month").to_json()
    assert found["moods"] == []
    assert found["days_logged"] == found["days_written"] == 0
    assert [bucket["start"] for bucket in found["buckets"]] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert all(
        bucket
        == {"start": bucket["start"], "days_logged": 0, "entries": 0, "pleasantness": None, "moods": []}
        for bucket in found["buckets"]
    )


def test_a_day_of_unplaced_words_is_logged_but_has_no_pleasantness() -> None:
    """Own words without a place count as named and claim nothing on the field."""
    found = summary([note(DAY, "Äther")], [DAY], DAY, DAY, "day")
    assert found.days_logged == 1
    assert found.moods[0].days == 1
    assert found.buckets[0].pleasantness is None


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    """One sentence, no figures."""
    with pytest.raises(UsageError, match="ends before it begins"):
        summary([], [], DAY, DAY - dt.timedelta(days=1), "week")


def test_many_entries_on_one_day_are_one_day() -> None:
    """Forty check-ins in an hour weigh as one day."""
    found = summary([note(DAY, "tense", minute) for minute in range(40)], [DAY], DAY, DAY, "day")
    assert (found.days_logged, found.moods[0].days, found.moods[0].entries) == (1, 1, 40)


@given(notes(), st.lists(st.integers(-40, 40)), RANGES, st.sampled_from(BY))
def test_the_summary_is_what_counting_day_by_day_gives(
    given_notes: list[MoodNote], written: list[int], ends: tuple[dt.date, dt.date], by: By
) -> None:
    """Every figure recomputed the slow way, from the words of the contract."""
    since, until = ends
    days_written = [DAY + dt.timedelta(days=away) for away in written]
    found = summary(given_notes, days_written, since, until, by).to_json()
    json.dumps(found, allow_nan=False)
    every_day = [since + dt.timedelta(days=number) for number in range((until - since).days + 1)]
    assert found["days"] == len(every_day)
    assert found["days_written"] == sum(day in days_written for day in every_day)
    logged = [day for day in every_day if any(one.day == day for one in given_notes)]
    assert found["days_logged"] == len(logged)
    assert found["moods"] == sorted(found["moods"], key=lambda mood: (-mood["days"], mood["name"].casefold()))
    assert {mood["name"] for mood in found["moods"]} == names(given_notes, logged)
    for mood in found["moods"]:
        days = [day for day in logged if mood["name"] in names(given_notes, [day])]
        inside = [one for one in given_notes if one.day in logged]
        naming = [one for one in inside if any(f.name == mood["name"] for f in one.feelings)]
        assert (mood["days"], mood["entries"]) == (len(days), len(naming))
        assert mood["share"] == pytest.approx(len(days) / len(logged))
        assert mood["low"] <= mood["share"] <= mood["high"]
    assert sum(bucket["days_logged"] for bucket in found["buckets"]) == len(logged)
    for bucket in found["buckets"]:
        days = [day for day in logged if key(day, by) == key(dt.date.fromisoformat(bucket["start"]), by)]
        assert bucket["days_logged"] == len(days)
        assert bucket["entries"] == sum(one.day in days for one in given_notes)
        assert bucket["pleasantness"] == slow_pleasantness(given_notes, days)
        assert {mood["name"] for mood in bucket["moods"]} == names(given_notes, days)


def names(given_notes: list[MoodNote], days: list[dt.date]) -> set[str]:
    """All names on some days."""
    return {feeling.name for one in given_notes if one.day in days for feeling in one.feelings}


def key(day: dt.date, by: By) -> tuple[int, ...]:
    """What the days of one bucket share."""
    if by == "day":
        return (day.toordinal(),)
    return day.isocalendar()[:2] if by == "week" else (day.year, day.month)


def slow_pleasantness(given_notes: list[MoodNote], days: list[dt.date]) -> Any:
    """Median over days of the day's mean: a feeling of strength 3 simply counts three times."""
    means = []
    for day in days:
        placed = [
            f for one in given_notes if one.day == day for f in one.feelings if f.pleasantness is not None
        ]
        if repeated := [f.pleasantness or 0.0 for f in placed for _ in range(f.strength)]:
            means.append(statistics.fmean(repeated))
    return pytest.approx(statistics.median(means)) if means else None
