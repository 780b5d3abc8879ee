"""The facts of a range of days: which moods were named on how many of them, bucket by bucket.

This is what `closeness trends --json` prints; the words used here are defined in the command line contract.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from closeness_desktop.errors import UsageError
from closeness_desktop.records import MoodNote
from closeness_desktop.trends.figures import median, weighted, wilson
from closeness_desktop.trends.spans import By, start_of, starts


@dataclass(frozen=True, slots=True)
class Mood:
    """One mood in a range. share: days on which it was named / days logged; low, high: its 95 % interval."""

    name: str
    days: int
    entries: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BucketMood:
    """On how many days of a bucket a mood was named."""

    name: str
    days: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """One day, week or month, cut to the range.

    start: its first day in the calendar (a Monday for weeks), which may lie before the range.
    entries: those that name a feeling. pleasantness: median over the logged days, −1..1 or None.
    """

    start: dt.date
    days_logged: int
    entries: int
    pleasantness: float | None
    moods: tuple[BucketMood, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A range of days, both ends included. days: of the calendar; days_written: with any living entry;
    days_logged: with at least one feeling named."""

    since: dt.date
    until: dt.date
    by: By
    days: int
    days_written: int
    days_logged: int
    moods: tuple[Mood, ...]
    buckets: tuple[Bucket, ...]

    def to_json(self) -> dict[str, Any]:
        """The same as plain values: dates written YYYY-MM-DD, lists for tuples, shares unrounded."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def summary(
    notes: Iterable[MoodNote], days_written: Iterable[dt.date], since: dt.date, until: dt.date, by: By
) -> Summary:
    """Sum up what was named between two days. Notes and days outside of them are left aside.

    Without a logged day there is no mood, and so no share; an empty bucket is there with zeros and no
    pleasantness. Raises UsageError when the range ends before it begins.
    """
    if until < since:
        raise UsageError("The range ends before it begins.")
    by_day: dict[dt.date, list[MoodNote]] = defaultdict(list)
    for note in notes:
        if since <= note.day <= until:
            by_day[note.day].append(note)
    in_bucket: dict[dt.date, list[dt.date]] = {start: [] for start in starts(since, until, by)}
    for day in by_day:
        in_bucket[start_of(day, by)].append(day)
    return Summary(
        since=since,
        until=until,
        by=by,
        days=(until - since).days + 1,
        days_written=len({day for day in days_written if since <= day <= until}),
        days_logged=len(by_day),
        moods=_moods(by_day),
        buckets=tuple(_bucket(start, [by_day[day] for day in days]) for start, days in in_bucket.items()),
    )


def _moods(by_day: dict[dt.date, list[MoodNote]]) -> tuple[Mood, ...]:
    entries: dict[str, int] = defaultdict(int)
    for notes in by_day.values():
        for note in notes:
            for name in {feeling.name for feeling in note.feelings}:
                entries[name] += 1
    logged = len(by_day)
    return tuple(
        Mood(named.name, named.days, entries[named.name], named.days / logged, *wilson(named.days, logged))
        for named in _days_named(by_day.values())
    )


def _bucket(start: dt.date, days: list[list[MoodNote]]) -> Bucket:
    means = [weighted((feeling for note in day for feeling in note.feelings), "pleasantness") for day in days]
    return Bucket(
        start=start,
        days_logged=len(days),
        entries=sum(len(day) for day in days),
        pleasantness=median(mean for mean in means if mean is not None),
        moods=_days_named(days),
    )


def _days_named(days: Iterable[list[MoodNote]]) -> tuple[BucketMood, ...]:
    """Every mood of some days, with on how many it was named: most days first, then by name."""
    counts: dict[str, int] = defaultdict(int)
    for day in days:
        for name in {feeling.name for note in day for feeling in note.feelings}:
            counts[name] += 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    return tuple(BucketMood(name, number) for name, number in ordered)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value
