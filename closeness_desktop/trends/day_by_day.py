"""Pleasantness day by day: dots, the ranges of days with several entries, the line and the band.

A day without a feeling is a gap and stays one: nothing here is filled in. The rules are those of the trends
document: the line needs 4 of the last 7 days, and bridges no more than two days in between.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from closeness_desktop.records import MoodNote, PlacedStrength
from closeness_desktop.trends.figures import median, middle_half, weighted

LINE_DAYS, LINE_LEAST = 7, 4
"""The line: median of this many days up to each day, if at least so many of them have a value."""
BAND_DAYS, BAND_LEAST = 28, 14
"""The band: middle half of this many days up to each day, if at least half of them have a value."""
BRIDGE = 2
"""Days without a value that a line may cross."""
LEAST = 5
"""Logged days below which only dots are shown."""


@dataclass(frozen=True, slots=True)
class Day:
    """One logged day.

    entries: how many named a feeling. moods: names, the strongest and most named first.
    points: each entry's pleasantness (mean weighted by strength, −1..1) in order of time, without
    entries whose feelings have no place.
    pleasantness, energy: the day's means weighted by strength, None when no named feeling has a place.
    """

    day: dt.date
    entries: int
    moods: tuple[str, ...]
    points: tuple[float, ...]
    pleasantness: float | None
    energy: float | None

    @property
    def value(self) -> float | None:
        """What stands for the day in a chart: the median of its entries."""
        return median(self.points)


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the line: the median of the days up to this one."""

    day: dt.date
    value: float


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of the band: the middle half of the days up to this one."""

    day: dt.date
    low: float
    high: float


T = TypeVar("T", Point, Span)


def days(notes: Iterable[MoodNote]) -> list[Day]:
    """Notes gathered into the days they belong to, oldest first."""
    by_day: dict[dt.date, list[MoodNote]] = defaultdict(list)
    for note in notes:
        by_day[note.day].append(note)
    return [_day(day, by_day[day]) for day in sorted(by_day)]


def median7(logged: Sequence[Day], since: dt.date | None = None) -> list[list[Point]]:
    """The line as pieces, broken wherever more than two days in a row have no value.

    Points stand on days with a value only. `since` leaves out points before it, while the days before it
    still count into the medians.
    """
    points = [
        Point(day, middle)
        for day, window in _windows(logged, LINE_DAYS)
        if len(window) >= LINE_LEAST and (middle := median(window)) is not None
    ]
    return _pieces([point for point in points if since is None or point.day >= since])


def band28(logged: Sequence[Day], since: dt.date | None = None) -> list[list[Span]]:
    """The band as pieces, broken as the line is; see `median7`."""
    spans = [
        Span(day, *middle_half(window))
        for day, window in _windows(logged, BAND_DAYS)
        if len(window) >= BAND_LEAST
    ]
    return _pieces([span for span in spans if since is None or span.day >= since])


def places(notes: Iterable[MoodNote]) -> dict[str, tuple[float, float] | None]:
    """Where on the field each named mood lies, (pleasantness, energy), or None for one not placed."""
    found: dict[str, tuple[float, float] | None] = {}
    for note in notes:
        for feeling in note.feelings:
            if feeling.pleasantness is None or feeling.energy is None:
                found[feeling.name] = None
            else:
                found[feeling.name] = feeling.pleasantness, feeling.energy
    return found


def _day(day: dt.date, notes: list[MoodNote]) -> Day:
    named: list[PlacedStrength] = [feeling for note in notes for feeling in note.feelings]
    weights: Counter[str] = Counter()
    for feeling in named:
        weights[feeling.name] += feeling.strength
    in_time = sorted(notes, key=lambda note: (note.utc_ms, note.entry))
    means = (weighted(note.feelings, "pleasantness") for note in in_time)
    return Day(
        day=day,
        entries=len(notes),
        moods=tuple(sorted(weights, key=lambda name: (-weights[name], name.casefold(), name))),
        points=tuple(mean for mean in means if mean is not None),
        pleasantness=weighted(named, "pleasantness"),
        energy=weighted(named, "energy"),
    )


def _windows(logged: Sequence[Day], length: int) -> Iterable[tuple[dt.date, list[float]]]:
    """Each day that has a value, with the values of the `length` days that end on it."""
    valued = [(day.day, value) for day in logged if (value := day.value) is not None]
    first = 0
    for last, (day, _) in enumerate(valued):
        while (day - valued[first][0]).days >= length:
            first += 1
        yield day, [value for _, value in valued[first : last + 1]]


def _pieces(points: list[T]) -> list[list[T]]:
    pieces: list[list[T]] = []
    for point in points:
        if pieces and (point.day - pieces[-1][-1].day).days <= BRIDGE + 1:
            pieces[-1].append(point)
        else:
            pieces.append([point])
    return pieces
