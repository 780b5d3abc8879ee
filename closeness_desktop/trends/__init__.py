"""What can be seen: statistics over records. Pure.

`summary` answers the command line; `days`, `median7`, `band28` and `shares` feed the charts. Gaps stay gaps,
every share has its counts and its interval, and nothing here claims a cause.
"""

from closeness_desktop.trends.day_by_day import LEAST, Day, Point, Span, band28, days, median7, places
from closeness_desktop.trends.facts import Bucket, BucketMood, Mood, Summary, summary
from closeness_desktop.trends.figures import median, middle_half, weighted, wilson
from closeness_desktop.trends.mood_shares import Share, shares
from closeness_desktop.trends.spans import BY, WEEKS_UP_TO, By, by_for, of_days, start_of, starts

__all__ = [
    "BY",
    "LEAST",
    "WEEKS_UP_TO",
    "Bucket",
    "BucketMood",
    "By",
    "Day",
    "Mood",
    "Point",
    "Share",
    "Span",
    "Summary",
    "band28",
    "by_for",
    "days",
    "median",
    "median7",
    "middle_half",
    "of_days",
    "places",
    "shares",
    "start_of",
    "starts",
    "summary",
    "weighted",
    "wilson",
]
