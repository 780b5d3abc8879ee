"""The days of programmes: which one is under way, and which were done.

A day that was opened is remembered in the journal, so that neither a lock nor a kill nor two people at the
table lose it; it is marked as done when a session of its practice has ended since.
"""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale

from closeness_desktop.practice.format import Programme, ProgrammeDay
from closeness_desktop.window.context import Act, Context
from closeness_desktop.window.pages.session_log import try_to

UNDER_WAY, AGREED = "programme_day", "programmes_agreed"
"""The journal's settings: the day opened last, and the programmes whose question was answered with yes."""

LOOKED_THROUGH = 50
"""Sessions, from the newest, among which that of the day is looked for."""


def open_day(context: Context, programme: Programme, day: ProgrammeDay) -> None:
    """Remember that this day is under way from now on."""
    kept = {
        "programme": programme.id,
        "day": day.id,
        "practice": day.practice,
        "since": context.journal.now().utc_ms,
    }
    try_to(context, lambda: context.journal.settings.set(UNDER_WAY, kept))


def settle(context: Context) -> None:
    """Mark the day under way as done, if a session of its practice has ended since it was opened."""
    journal = context.journal
    kept = journal.settings.get(UNDER_WAY, None)
    if not isinstance(kept, dict):
        return
    programme, day, practice, since = (kept.get(key) for key in ("programme", "day", "practice", "since"))
    if not (isinstance(programme, str) and isinstance(day, str) and isinstance(since, int)):
        return
    for session in journal.sessions.all(limit=LOOKED_THROUGH):
        if session.started.utc_ms < since:
            break
        if session.practice.partition("@")[0] == practice and session.ended in ("completed", "early"):
            journal.programmes.mark(programme, day, session.id, at=session.started)
            journal.settings.set(UNDER_WAY, None)
            return


def done(context: Context) -> dict[str, dict[str, str]]:
    """By programme, the days done and when, in words."""
    return {
        programme: {day: _in_words(mark.at.day) for day, mark in days.items()}
        for programme, days in context.journal.programmes.begun().items()
    }


def agreed(context: Context, programme: Programme) -> bool:
    """Whether the question before its first day was answered with yes, or there is none."""
    return programme.opt_in is None or programme.id in _agreed(context)


def agree(context: Context, programme: Programme) -> None:
    """Remember that it was."""
    kept = sorted({*_agreed(context), programme.id})
    try_to(context, lambda: context.journal.settings.set(AGREED, kept))


def unmark(context: Context, programme: Programme, day: ProgrammeDay, show: Act) -> None:
    """Take the mark of a day away, with an offer to put it back as it was. show: shows the marks anew."""
    programmes = context.journal.programmes
    mark = programmes.progress(programme.id).get(day.id)

    def take() -> None:
        programmes.unmark(programme.id, day.id)
        show()

    def put() -> None:
        if mark is not None:
            programmes.mark(programme.id, day.id, mark.session, at=mark.at)
            show()

    if mark is not None and try_to(context, take):
        context.say(f"“{day.title}” is not marked as done any more.", put, take)


def _agreed(context: Context) -> set[str]:
    kept = context.journal.settings.get(AGREED, [])
    return set(map(str, kept)) if isinstance(kept, list) else set()


def _in_words(day: str) -> str:
    date = dt.date.fromisoformat(day)
    return QLocale().toString(QDate(date.year, date.month, date.day), "d MMMM yyyy")
