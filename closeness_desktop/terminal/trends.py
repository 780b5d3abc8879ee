"""`closeness trends`: how often moods were named, as figures."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Literal

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
        Literal["day", "week", "month"], typer.Option("--by", help="How days are put together.")
    ] = "week",
    as_json: Annotated[bool, typer.Option("--json", help="The same for programs.")] = False,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Show how often moods were named; without dates, over the last 60 days."""
    common = Common.of(context)
    first = first_day(since) if since is not None else None
    last = last_day(until) if until is not None else None
    from closeness_desktop.trends import summary

    with journal(common) as opened:
        today = dt.date.fromisoformat(opened.now().day)
        last = last if last is not None else max(today, first) if first is not None else today
        first = first if first is not None else last - min(_USUAL, last - dt.date.min)
        if last < first:
            raise UsageError("The range ends before it begins.")
        notes = opened.entries.mood_notes(first, last)
        written = opened.entries.days_written(first, last)
    found = summary(notes, written, first, last, by)
    output.out(output.as_json(found.to_json()) if as_json else _figures(found))


def first_day(text: str) -> dt.date:
    """The first day of a day, month or year as written. Raises UsageError."""
    year, month, day = _parts(text)
    return _date(text, year, month or 1, day or 1)


def last_day(text: str) -> dt.date:
    """The last day of a day, month or year as written. Raises UsageError."""
    year, month, day = _parts(text)
    month = month or 12
    whole = 1 <= month <= 12 and year >= 1
    return _date(text, year, month, day or (calendar.monthrange(year, month)[1] if whole else 1))


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _DAY.match(text)
    if match is None:
        raise UsageError(f"“{text}” is no date: write it as 2026-11-24, 2026-11 or 2026.")
    return int(match[1]), int(match[2]) if match[2] else None, int(match[3]) if match[3] else None


def _date(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
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
