"""What the trends page shows, gathered in one go. No Qt, so that it can run on the worker."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from closeness_desktop import trends
from closeness_desktop.journal import Journal
from closeness_desktop.window.theme.tokens import Quadrant, quadrant_of

BEFORE = dt.timedelta(days=27)
"""Days before a range that still count into its first medians and bands."""
YEAR = dt.timedelta(days=370)
"""Days before the last one that the year of days shows, at most."""


@dataclass(frozen=True)
class Look:
    """Everything for one range of days. `year` and `ever` look beyond it."""

    since: dt.date
    until: dt.date
    days: list[trends.Day]
    line: list[list[trends.Point]]
    band: list[list[trends.Span]]
    summary: trends.Summary
    quadrants: dict[str, Quadrant | None]
    year: list[trends.Day]
    ever: bool

    @property
    def enough(self) -> bool:
        """Whether there are enough logged days for more than dots."""
        return self.summary.days_logged >= trends.LEAST


def look(journal: Journal, since: dt.date, until: dt.date) -> Look:
    """Read the notes and work it all out. Takes milliseconds for a year, a few hundred for many years."""
    beginning = dt.date.min + max(BEFORE, YEAR)
    notes = journal.entries.mood_notes(min(max(since, beginning) - BEFORE, until - YEAR), until)
    every_day = trends.days(notes)
    inside = [note for note in notes if since <= note.day]
    warmed_up = [day for day in every_day if day.day >= max(since, beginning) - BEFORE]
    enough = len({note.day for note in inside}) >= trends.LEAST
    written = journal.entries.days_written(since, until)
    return Look(
        since=since,
        until=until,
        days=[day for day in every_day if day.day >= since],
        line=trends.median7(warmed_up, since) if enough else [],
        band=trends.band28(warmed_up, since) if enough else [],
        summary=trends.summary(inside, written, since, until, trends.by_for(since, until)),
        quadrants={
            name: quadrant_of(*place) if place else None for name, place in trends.places(inside).items()
        },
        year=[day for day in every_day if day.day >= until - YEAR],
        ever=bool(notes) or journal.entries.first_day() is not None,
    )
