"""`closeness trends`: how often moods were named, as figures."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated

import typer

from closeness_desktop.errors import UsageError
from closeness_desktop.terminal import output
from closeness_desktop.terminal.opening import Common, JournalOption, PassphraseOption, journal

if TYPE_CHECKING:
    from closeness_desktop.trends import Summary

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)
_USUAL = dt.timedelta(days=59)  # with today, the last 60 days

Since = Annotated[
    str | None, typer.Option("--since", metavar="D", help="The first day: 2026-11-24, 2026-11 or 2026.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="D", help="The last day; without it, today.")]


def trends(
    context: typer.Context,
    since: Since = None,
    until: Until = None,
    by: Annotated[
        str, typer.Option("--by", metavar="day|week|month", help="How days are put together.")
    ] = "week",
    as_json: Annotated[bool, typer.Option("--json", help="The same for programs.")] = False,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Show how often moods were named. Without dates, over the last 60 days."""
    common = Common.of(context)
    first = first_day(since) if since is not None else None
    last = last_day(until) if until is not None else None
    from closeness_desktop.trends import BY, summary

    chosen = next((one for one in BY if one == by), None)
    if chosen is None:
        raise UsageError(f"--by takes day, week or month, and not “{by}”.")
    with journal(common) as opened:
        today = dt.date.fromisoformat(opened.now().day)
        last = last if last is not None else max(today, first) if first is not None else today
        first = first if first is not None else last - min(_USUAL, last - dt.date.min)
        if last < first:
            raise UsageError("The range ends before it begins.")
        notes = opened.entries.mood_notes(first, last)
        written = opened.entries.days_written(first, last)
    found = summary(notes, written, first, last, chosen)
    output.out(output.as_json(found.to_json()) if as_json else _figures(found))


def first_day(text: str) -> dt.date:
    """The first day of a day, month or year as written. Raises UsageError."""
    return _date(text, first=True)


def last_day(text: str) -> dt.date:
    """The last day of a day, month or year as written. Raises UsageError."""
    return _date(text, first=False)


def _date(text: str, *, first: bool) -> dt.date:
    match = _DAY.match(text)
    if match is None:
        raise UsageError(f"“{text}” is no date: write it as 2026-11-24, 2026-11 or 2026.")
    year, month = int(match[1]), int(match[2] or (1 if first else 12))
    try:
        return dt.date(year, month, int(match[3] or (1 if first else calendar.monthrange(year, month)[1])))
    except ValueError as error:  # calendar's own error for a month that is none is one too
        raise UsageError(f"There is no such day: “{text}”.") from error


def _figures(found: Summary) -> str:
    """The same as sentences and two tables."""
    from closeness_desktop.trends import of_days

    written, logged = of_days(found.days_written, found.days), of_days(found.days_logged, found.days)
    lines = [f"{found.since} to {found.until}: you wrote on {written}, and named a feeling on {logged}."]
    if not found.days_logged:
        return lines[0]
    moods = [
        (
            mood.name,
            of_days(mood.days, found.days_logged),
            _percent(mood.share),
            f"{_percent(mood.low)}–{_percent(mood.high)}",
        )
        for mood in found.moods
    ]
    buckets = [
        (
            bucket.start.isoformat(),
            str(bucket.days_logged),
            str(bucket.entries),
            "" if bucket.pleasantness is None else f"{bucket.pleasantness:+.2f}",
            ", ".join(f"{mood.name} {mood.days}" for mood in bucket.moods),
        )
        for bucket in found.buckets
    ]
    lines += ["", output.table(("Mood", "Named on", "Share", "95 %"), moods, right=frozenset({2}))]
    headings = (found.by.capitalize(), "Days", "Entries", "Pleasantness", "Moods, with days")
    lines += ["", output.table(headings, buckets, right=frozenset({1, 2, 3}))]
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
