"""What the calendar shows of a stretch of days, gathered in one go, and its table twin. No widgets.

And what a person decides while they look back: not to be shown an entry again, or to be shown it after all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from closeness_desktop import trends
from closeness_desktop.errors import KnownError
from closeness_desktop.journal import Journal
from closeness_desktop.records import DayHeld
from closeness_desktop.window.context import Act, Context
from closeness_desktop.window.models.dates import in_words
from closeness_desktop.window.models.month_of_days import held_in_words
from closeness_desktop.window.models.trend_table import Row, Table
from closeness_desktop.window.theme.tokens import QUADRANT_WORDS, quadrant_of


@dataclass(frozen=True)
class Stretch:
    """Days that hold something of what is looked for; moods only of days on which a feeling was named."""

    held: Mapping[dt.date, DayHeld] = field(default_factory=dict)
    moods: Mapping[dt.date, trends.Day] = field(default_factory=dict)


def stretch(journal: Journal, since: dt.date, until: dt.date, query: str) -> Stretch:
    """Read the days from `since` to `until`. A mood is that of the whole day, whatever is looked for."""
    held = {day.day: day for day in journal.days.held(since, until, query)}
    notes = journal.entries.mood_notes(since, until)
    return Stretch(held, {day.day: day for day in trends.days(notes) if day.day in held})


def table(shown: Stretch, query: str) -> Table:
    """Newest day first: what it holds, where it lay on the field, and what was named."""
    rows = []
    for day in sorted(shown.held, reverse=True):
        mood = shown.moods.get(day)
        quadrant = quadrant_of(mood.pleasantness, mood.energy) if mood else None
        place = QUADRANT_WORDS[quadrant] if quadrant else "not placed" if mood else ""
        named = ", ".join(mood.moods) if mood else ""
        cells = (in_words(day), held_in_words(shown.held[day]), place, named)
        rows.append(Row(cells, day_query(day, query)))
    return Table(("Day", "Holds", "On the field", "Named"), tuple(rows), frozenset({0, 1, 2, 3}))


def caption(shown: Stretch, days: int) -> str:
    """How many of the days hold something."""
    if not shown.held:
        return "Nothing on these days."
    return f"Something on {trends.of_days(len(shown.held), days)}."


def day_query(day: dt.date, query: str = "") -> str:
    """The search that finds what matches on a day."""
    return f"on:{day.isoformat()} {query}".strip()


def leave_out(context: Context, id: str) -> None:
    """Look back on an entry no more, and offer to take that back."""
    days = context.journal.days
    sentence = "You will not be shown this one again. It stays in your journal."
    _do(context, sentence, lambda: days.leave_out(id), lambda: days.let_back(id))


def let_back(context: Context, id: str) -> None:
    """Look back on it after all."""
    days = context.journal.days
    _do(context, "You will be shown this one again.", lambda: days.let_back(id), lambda: days.leave_out(id))


def _do(context: Context, sentence: str, act: Act, undo: Act) -> None:
    try:
        act()
    except KnownError as error:
        context.say(str(error))
    else:
        context.say(sentence, undo, act)
