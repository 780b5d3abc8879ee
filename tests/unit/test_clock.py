"""Times as people write them, and the moments they become."""
# ruff: noqa: DTZ001  # times without a zone are what is tested

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop import clock
from closeness_desktop.errors import UsageError

BERLIN = "Europe/Berlin"
ZONES = ["UTC", BERLIN, "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "+05:45"]


def utc(text: str) -> int:
    """UTC milliseconds of an ISO time with its offset."""
    return round(dt.datetime.fromisoformat(text).timestamp() * 1000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24", "2026-11-24T12:00:00+01:00"),
        ("2026-11-24T21:30", "2026-11-24T21:30:00+01:00"),
        ("2026-11-24 21:30", "2026-11-24T21:30:00+01:00"),
        ("2026-11-24T21:30:45", "2026-11-24T21:30:45+01:00"),
        (" 2026-11-24T21:30 ", "2026-11-24T21:30:00+01:00"),
        ("2026-11-24T21:30Z", "2026-11-24T21:30:00+00:00"),
        ("2026-11-24T21:30-03:30", "2026-11-24T21:30:00-03:30"),
        ("2026-11-24 21:30:05+0545", "2026-11-24T21:30:05+05:45"),
    ],
)
def test_every_written_form_is_understood(text: str, expected: str) -> None:
    """A date is noon; T or a space; seconds or none; an offset or none."""
    assert clock.parse_when(text, BERLIN).utc_ms == utc(expected)


def test_a_time_in_the_spring_gap_is_the_moment_that_ends_it() -> None:
    """02:00–02:59 do not exist on the last Sunday of March in Berlin: all of them are 03:00."""
    for minute in (0, 1, 30, 59):
        at = clock.parse_when(f"2026-03-29T02:{minute:02}", BERLIN)
        assert clock.local_time(at).isoformat() == "2026-03-29T03:00:00+02:00"


@pytest.mark.parametrize(
    ("zone", "text", "expected"),
    [
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T02:30:00+11:00"),  # a gap of half an hour
        ("Pacific/Apia", "2011-12-30T09:00", "2011-12-31T00:00:00+14:00"),  # a day that never was
        ("America/St_Johns", "2026-03-08T02:30", "2026-03-08T03:00:00-02:30"),
    ],
)
def test_gaps_of_other_lengths_end_where_they_end(zone: str, text: str, expected: str) -> None:
    """The end of a gap is looked up, not reckoned from the hour."""
    assert clock.local_time(clock.parse_when(text, zone)).isoformat() == expected


def test_a_time_that_comes_twice_in_autumn_is_the_first() -> None:
    """02:30 on the last Sunday of October happens in summer time first."""
    at = clock.parse_when("2026-10-25T02:30", BERLIN)
    assert clock.local_time(at).isoformat() == "2026-10-25T02:30:00+02:00"


def test_with_an_offset_both_of_the_two_can_be_named() -> None:
    """An offset is taken at its word, and becomes the zone of the moment."""
    at = clock.parse_when("2026-10-25T02:30+01:00", BERLIN)
    assert (at.utc_ms, at.zone) == (utc("2026-10-25T02:30:00+01:00"), "+01:00")


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2025-02-29",
        "2026-13-01",
        "0000-01-01",
        "2026-11-24T24:01",
        "2026-11-24T21:60",
        "2026-00-10",
    ],
)
def test_impossible_dates_are_refused_by_name(text: str) -> None:
    """The sentence repeats what was typed."""
    with pytest.raises(UsageError, match=text):
        clock.parse_when(text, BERLIN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "24.11.2026",
        "2026-11-24T",
        "2026-11-24T9:30",
        "2026-11-24T21",
        "２０２６-11-24",
        "2026-11-24T21:30+25:00",
        "2026-11-24T21:30+01:75",
        "x2026-11-24",
        "2026-11-24T21:30 UTC",
        "2026-11-24+01:00",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError):
        clock.parse_when(text, BERLIN)


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "0001-01-01T00:00"])
def test_the_ends_of_the_calendar_give_a_sentence(text: str) -> None:
    """Times that leave the years 1 to 9999 on their way through UTC are no bug."""
    with pytest.raises(UsageError):
        clock.parse_when(text, "+14:00")


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No other error ever comes out."""
    try:
        clock.parse_when(text, BERLIN)
    except UsageError:
        return


@given(
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1)).map(
        lambda when: when.replace(microsecond=0)
    ),
    st.sampled_from(ZONES),
)
def test_a_local_time_that_exists_comes_back_as_written(when: dt.datetime, zone: str) -> None:
    """Reading and showing are inverse; what does not exist becomes later, never earlier, than written."""
    shown = clock.local_time(clock.parse_when(when.isoformat(), zone)).replace(tzinfo=None)
    aware = when.replace(tzinfo=clock.zone_info(zone))
    exists = aware.astimezone(dt.UTC).astimezone(aware.tzinfo).replace(tzinfo=None) == when
    assert shown == when if exists else shown > when


@given(
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)),
    st.sampled_from(ZONES),
    st.integers(0, 23),
)
def test_the_day_is_that_of_the_kept_time(when: dt.datetime, zone: str, day_start: int) -> None:
    """A moment read back gives the same day again, whatever fractions of a second it had."""
    at = clock.moment(when, zone, day_start)
    assert clock.moment(clock.local_time(at), zone, day_start) == at
    local = clock.local_time(at).replace(tzinfo=None) - dt.timedelta(hours=day_start)
    assert at.day == local.date().isoformat()


def test_a_later_start_of_day_keeps_the_night_with_the_evening() -> None:
    """With the day beginning at four, half past three still belongs to the day before."""
    assert clock.parse_when("2026-11-24T03:30", BERLIN, 4).day == "2026-11-23"
    assert clock.parse_when("2026-11-24T04:00", BERLIN, 4).day == "2026-11-24"
    assert clock.parse_when("2026-11-24", BERLIN, 4).day == "2026-11-24"


def test_a_moment_before_the_first_year_is_refused() -> None:
    """A day start that pushes a day out of the calendar gives a sentence."""
    with pytest.raises(UsageError):
        clock.moment(dt.datetime(1, 1, 1, 2, tzinfo=dt.UTC), "UTC", 4)


@pytest.mark.parametrize(
    "zone", ["", "Mars/Base", "../../etc/passwd", "+24:00", "+01:60", "+٠١:٠٠", "Europe", "a\0b"]
)
def test_unknown_zones_are_refused(zone: str) -> None:
    """Neither a path nor another script's digits are a zone."""
    with pytest.raises(UsageError):
        clock.zone_info(zone)


def test_zones_of_both_kinds_are_known() -> None:
    """IANA names and fixed offsets."""
    when = dt.datetime(2026, 7, 1)
    assert clock.zone_info(BERLIN) == ZoneInfo(BERLIN)
    assert clock.zone_info("-03:30").utcoffset(when) == dt.timedelta(hours=-3, minutes=-30)
    assert clock.zone_info("UTC").utcoffset(when) == dt.timedelta(0)


def test_the_local_zone_has_rules() -> None:
    """Whatever the computer says, its zone can be used."""
    clock.zone_info(clock.local_zone())


def test_the_driven_clock_moves_only_when_told() -> None:
    """Waking seconds stand still in sleep, total seconds do not, and the wall follows both."""
    driven = clock.DrivenClock(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
    driven.advance(90)
    driven.sleep(600)
    assert (driven.awake(), driven.total()) == (90, 690)
    assert driven.wall() == dt.datetime(2026, 11, 24, 12, 11, 30, tzinfo=dt.UTC)


def test_the_system_clock_runs_forward() -> None:
    """Both steady clocks never go back, and the wall is aware of its zone."""
    system = clock.SystemClock()
    first = (system.awake(), system.total())
    assert system.awake() >= first[0]
    assert system.total() >= first[1]
    assert system.wall().utcoffset() == dt.timedelta(0)
