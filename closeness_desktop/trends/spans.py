"""Stretches of days: the days of a range, and the weeks or months that they fall into."""

from __future__ import annotations

import datetime as dt
from typing import Literal

By = Literal["day", "week", "month"]
BY: tuple[By, ...] = ("day", "week", "month")

WEEKS_UP_TO = 120
"""Days up to which a range is shown by week; a longer one by month."""


def start_of(day: dt.date, by: By) -> dt.date:
    """The first day of the day, week (ISO: Monday) or month that holds `day`."""
    if by == "week":
        return dt.date.fromordinal(day.toordinal() - day.weekday())
    return day.replace(day=1) if by == "month" else day


def starts(since: dt.date, until: dt.date, by: By) -> list[dt.date]:
    """The starts of all days, weeks or months between two days, both ends included, oldest first.

    The first may lie before `since`: a week begins on Monday, even when the range begins on Thursday.
    """
    first = start_of(since, by)
    if by == "month":
        months = range(first.year * 12 + first.month - 1, until.year * 12 + until.month)
        return [dt.date(month // 12, month % 12 + 1, 1) for month in months]
    step = 7 if by == "week" else 1
    return [dt.date.fromordinal(day) for day in range(first.toordinal(), until.toordinal() + 1, step)]


def by_for(since: dt.date, until: dt.date) -> By:
    """Whether a range of this length reads better by week or by month."""
    return "week" if (until - since).days < WEEKS_UP_TO else "month"


def of_days(some: int, of: int) -> str:
    """How many days of how many: "18 of 30 days"."""
    return f"{some} of {of} {'day' if of == 1 else 'days'}"
