"""The table twins and captions of the trends page: the same facts as the charts, in words and figures."""

from __future__ import annotations

import datetime as dt

from closeness_desktop import trends
from closeness_desktop.window.models.dates import date_text, in_words
from closeness_desktop.window.models.trend_table import Row, Table
from closeness_desktop.window.pages.trends_look import Look
from closeness_desktop.window.theme.tokens import QUADRANT_WORDS, quadrant_of

NOT_YET = "The line, the band and the shares come once you have named feelings on five days."


def days_table(look: Look) -> Table:
    """Newest day first: its median, its range, and where line and band stand on it."""
    line = {point.day: point.value for piece in look.line for point in piece}
    band = {span.day: span for piece in look.band for span in piece}
    rows = []
    for day in reversed(look.days):
        span = band.get(day.day)
        spread = f"{signed(min(day.points))} to {signed(max(day.points))}" if len(day.points) > 1 else ""
        rows.append(
            Row(
                (
                    in_words(day.day),
                    signed(day.value),
                    spread,
                    str(day.entries),
                    signed(line.get(day.day)),
                    f"{signed(span.low)} to {signed(span.high)}" if span else "",
                ),
                day_query(day.day),
            )
        )
    headers = ("Day", "Pleasantness", "Range", "Entries", "Last 7 days", "Middle half")
    return Table(headers, tuple(rows))


def days_caption(look: Look) -> str:
    """What the marks are, how many days stand behind them, and what the gaps are."""
    rate = trends.of_days(look.summary.days_logged, look.summary.days)
    if not look.summary.days_logged:
        return f"No feeling named in these {look.summary.days} days."
    have = "has" if look.summary.days_logged == 1 else "have"
    gaps = f"Gaps are days without a named feeling: {rate} {have} one. Those days may have been different."
    if not look.enough:
        return f"{NOT_YET} {gaps}"
    return f"Line: median of the last 7 days. Band: the middle half of the last 28. {gaps}"


def moods_table(look: Look) -> Table:
    """Every mood of the range, most days first, with its interval."""
    rows = []
    for mood in look.summary.moods:
        quadrant = look.quadrants.get(mood.name)
        rows.append(
            Row(
                (
                    mood.name,
                    trends.of_days(mood.days, look.summary.days_logged),
                    f"{mood.share:.0%}",
                    f"{mood.low:.0%} to {mood.high:.0%}",
                    str(mood.entries),
                    QUADRANT_WORDS[quadrant] if quadrant else "not placed",
                ),
                mood_query(mood.name, look.since, look.until),
            )
        )
    headers = ("Mood", "Named on", "Share", "Would fit as well", "Entries", "On the field")
    return Table(headers, tuple(rows), frozenset({0, 5}))


def shares_table(look: Look, names: list[str]) -> Table:
    """One row for each week or month, newest first, one column for each mood."""
    by_name = [trends.shares(look.summary, name) for name in names]
    rows = []
    for place, bucket in reversed(list(enumerate(look.summary.buckets))):
        counts = (_counted(series[place]) for series in by_name)
        label = date_text(bucket.start, "MMMM yyyy" if look.summary.by == "month" else "d MMM yyyy")
        end = bucket_end(bucket.start, look.summary.by)
        query = f"since:{max(bucket.start, look.since)} until:{min(end, look.until)}"
        rows.append(Row((label, str(bucket.days_logged), *counts), query))
    first = "Month" if look.summary.by == "month" else "Week from"
    return Table((first, "Days logged", *names), tuple(rows))


def shares_caption(look: Look) -> str:
    """What a bar, a thin line and a ring are."""
    bucket = "month" if look.summary.by == "month" else "week"
    return (
        f"Each bar: on how many of the logged days of a {bucket} you named it. Thin line: how far off that"
        " could be with so few days. A ring stands for fewer than five logged days."
    )


def year_table(look: Look) -> Table:
    """The logged days of the year, newest first, with what was named on them."""
    rows = []
    for day in reversed(look.year):
        quadrant = quadrant_of(day.pleasantness, day.energy)
        place = QUADRANT_WORDS[quadrant] if quadrant else "not placed"
        rows.append(Row((in_words(day.day), place, ", ".join(day.moods)), day_query(day.day)))
    return Table(("Day", "On the field", "Named"), tuple(rows), frozenset({0, 1, 2}))


def bucket_label(start: dt.date, by: trends.By) -> str:
    """A week by its Monday, "5 Oct"; a month by its name, and January by the year that begins with it."""
    if by != "month":
        return date_text(start, "d MMM")
    return date_text(start, "yyyy" if start.month == 1 else "MMM")


def bucket_end(start: dt.date, by: trends.By) -> dt.date:
    """The last day of the week or month that begins on `start`."""
    if by == "week":
        return start + dt.timedelta(days=6)
    return (start.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def day_query(day: dt.date) -> str:
    """The search that finds a day's entries."""
    return f"on:{day.isoformat()}"


def mood_query(name: str, since: dt.date, until: dt.date) -> str:
    """The search that finds the entries on which a mood was named between two days."""
    quoted = name.replace('"', "")
    return f'feeling:"{quoted}" since:{since.isoformat()} until:{until.isoformat()}'


def signed(value: float | None) -> str:
    """A pleasantness from −1 to 1 with its sign; "" for none."""
    return "" if value is None else f"{value:+.2f}".replace("-", "−")


def _counted(share: trends.Share) -> str:
    return f"{share.days} of {share.logged}" if share.logged else ""
