"""Time: the clock port of a session, and the rules by which a written time becomes a Moment.

Source of the three clocks: PEP 418 and docs of `time` (what stops in suspend differs by system).
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import time
from dataclasses import dataclass, field, replace
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from closeness_desktop.errors import UsageError
from closeness_desktop.records import Moment

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MILLISECOND = dt.timedelta(milliseconds=1)
_SECOND = dt.timedelta(seconds=1)
_OFFSET = re.compile(r"([+-])([01]\d|2[0-3]):?([0-5]\d)\Z", re.ASCII)
_WHEN = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?P<offset>Z|[+-]\d\d:?\d\d)?)?\Z", re.ASCII
)


class Clock(Protocol):
    """Three clocks. Seconds for the first two; only their differences mean anything."""

    def awake(self) -> float:
        """Seconds that never jump and stand still while the computer sleeps."""

    def total(self) -> float:
        """Seconds that never jump and go on while the computer sleeps."""

    def wall(self) -> dt.datetime:
        """The date and time on the wall, aware, in UTC. May jump; only for what is written down."""


class SystemClock:
    """The computer's own clocks."""

    def awake(self) -> float:
        """See Clock. On Windows and macOS, see the notes on `total`."""
        if sys.platform == "darwin":
            return time.clock_gettime(time.CLOCK_UPTIME_RAW)
        return time.monotonic()

    def total(self) -> float:
        """See Clock. Linux: CLOCK_BOOTTIME. Elsewhere `time.monotonic`, which on Windows counts sleep."""
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()

    def wall(self) -> dt.datetime:
        """See Clock."""
        return dt.datetime.now(dt.UTC)


@dataclass
class DrivenClock:
    """A clock that only moves when told to: for `--fast`, the sample run without a display, and tests."""

    now: dt.datetime
    seconds: float = 0.0
    slept: float = field(default=0.0, init=False)

    def awake(self) -> float:
        """See Clock."""
        return self.seconds

    def total(self) -> float:
        """See Clock."""
        return self.seconds + self.slept

    def wall(self) -> dt.datetime:
        """See Clock."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass while awake."""
        self.seconds += seconds
        self.now += dt.timedelta(seconds=seconds)

    def sleep(self, seconds: float) -> None:
        """Let the computer sleep for `seconds`."""
        self.slept += seconds
        self.now += dt.timedelta(seconds=seconds)


def local_zone() -> str:
    """The computer's IANA time zone name; where none is known, its offset of this moment, "+HH:MM"."""
    import tzlocal  # costs milliseconds, and half of all calls never need it

    try:
        name = tzlocal.get_localzone_name()
        if name:
            zone_info(name)
            return name
    except (LookupError, UsageError):  # tzlocal: two settings that contradict each other
        pass
    offset = dt.datetime.now().astimezone().strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}"


def zone_info(zone: str) -> dt.tzinfo:
    """The rules of an IANA zone or of a fixed offset "+HH:MM". Raises UsageError for an unknown one."""
    if match := _OFFSET.match(zone):
        sign = -1 if match[1] == "-" else 1
        return dt.timezone(sign * dt.timedelta(hours=int(match[2]), minutes=int(match[3])))
    if zone == "UTC":  # known even where the system keeps no table of zones
        return dt.UTC
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"“{zone}” is no time zone.") from error


def moment(when: dt.datetime, zone: str, day_start: int = 0) -> Moment:
    """An aware datetime as a Moment in `zone`; the day begins at hour `day_start` (0–23).

    Fractions of a millisecond are dropped, so that the day is that of the time kept. Raises UsageError for
    an unknown zone and for a time beyond the years 1 to 9999.
    """
    try:
        local = when.astimezone(zone_info(zone)).replace(tzinfo=None) - dt.timedelta(hours=day_start)
    except (ValueError, OverflowError) as error:
        raise UsageError("That time lies outside the calendar.") from error
    return Moment((when - _EPOCH) // _MILLISECOND, zone, local.date().isoformat())


def local_time(at: Moment) -> dt.datetime:
    """The aware local time of a Moment, in its own zone, to the millisecond."""
    return (_EPOCH + at.utc_ms * _MILLISECOND).astimezone(zone_info(at.zone))


def parse_when(text: str, zone: str, day_start: int = 0) -> Moment:
    """Read `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS]` (a space may stand for T), with or without an offset.

    Without an offset it is local time in `zone`: in a gap (spring) the moment that ends the gap, twice
    (autumn) the first. A date alone is noon, and its day is that date. Raises UsageError for anything else.
    """
    match = _WHEN.match(text.strip())
    if match is None:
        raise UsageError(f"“{text}” is no date: write it as 2026-11-24 or 2026-11-24T21:30.")
    try:
        day = dt.date.fromisoformat(match["day"])
        clock = dt.time.fromisoformat(match["time"]) if match["time"] else None
        if clock is None:
            noon = _local(dt.datetime.combine(day, dt.time(12)), zone)
            return replace(moment(noon, zone), day=day.isoformat())
        naive = dt.datetime.combine(day, clock)
        if match["offset"]:
            offset = "+00:00" if match["offset"] == "Z" else match["offset"]
            offset = offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"
            return moment(naive.replace(tzinfo=zone_info(offset)), offset, day_start)
        return moment(_local(naive, zone), zone, day_start)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"There is no such day or time: “{text}”.") from error


def _local(naive: dt.datetime, zone: str) -> dt.datetime:
    """Give a naive local time its zone: the first of two, and in a gap the moment that ends the gap."""
    rules = zone_info(zone)
    first = naive.replace(tzinfo=rules, fold=0).astimezone(dt.UTC)
    if first.astimezone(rules).replace(tzinfo=None) == naive:
        return first
    # Read with the offset of after the gap the time lies before the change, with that of before it after.
    before, after = naive.replace(tzinfo=rules, fold=1).astimezone(dt.UTC), first
    offset = after.astimezone(rules).utcoffset()
    while after - before > dt.timedelta(seconds=1):
        middle = before + ((after - before) // 2 // _SECOND) * _SECOND
        if middle.astimezone(rules).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
