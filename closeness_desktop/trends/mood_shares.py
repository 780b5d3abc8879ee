"""One mood over time: on how many of the logged days of each week or month it was named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from closeness_desktop.trends.day_by_day import LEAST
from closeness_desktop.trends.facts import Summary
from closeness_desktop.trends.figures import wilson


@dataclass(frozen=True, slots=True)
class Share:
    """A mood in one week or month. share: days / logged, None when no day was logged; low, high: 95 %."""

    start: dt.date
    days: int
    logged: int
    share: float | None
    low: float
    high: float

    @property
    def enough(self) -> bool:
        """Whether there are enough logged days to draw more than a dot."""
        return self.logged >= LEAST


def shares(over: Summary, name: str) -> list[Share]:
    """The share of one mood in every bucket of a summary, empty buckets included."""
    found = []
    for bucket in over.buckets:
        days = next((mood.days for mood in bucket.moods if mood.name == name), 0)
        share = days / bucket.days_logged if bucket.days_logged else None
        found.append(Share(bucket.start, days, bucket.days_logged, share, *wilson(days, bucket.days_logged)))
    return found
