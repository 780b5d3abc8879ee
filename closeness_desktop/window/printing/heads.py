"""The words that stand around the entries on paper: months, days, titles and names. HTML, no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QLocale, QTime

from closeness_desktop.clock import local_time
from closeness_desktop.records import Entry, Measured
from closeness_desktop.window.models.amounts import amount, behind
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.reading.look import Look


def month_head(first: Entry, look: Look) -> str:
    """The heading of a month: that of its first entry's day."""
    local = local_time(first.at)
    words = date_text(local.date(), "MMMM yyyy")
    return _line(words, look, size=27, below=24, weight=600)


def entry_head(entry: Entry, look: Look, *, names: bool, measured: Iterable[Measured] = ()) -> list[str]:
    """Day and time, the title, and who and what belongs to it: a line each."""
    local = local_time(entry.at)
    time = QLocale().toString(QTime(local.hour, local.minute), "HH:mm")
    when = f"{date_text(local.date(), 'dddd, d MMMM yyyy')}, {time}"
    about = carried(entry, measured) if names else ""
    parts = [
        _line(when, look, size=13, below=2, color=look.soft),
    ]
    if entry.title.strip():
        parts.append(_line(entry.title, look, size=22, below=4 if about else 10, weight=600))
    if about:
        parts.append(_line(about, look, size=13, below=10, color=look.soft))
    return parts


def carried(entry: Entry, measured: Iterable[Measured]) -> str:
    """Feelings, people, tags and numbers of an entry in one line."""
    feelings = ", ".join(feeling.name for feeling in entry.feelings)
    people = ", ".join(entry.people)
    groups: Sequence[str] = (
        feelings,
        f"with {people}" if people else "",
        " ".join(f"#{tag}" for tag in entry.tags),
        ", ".join(
            f"{each.measure.name} {amount(each.value)} {behind(each.measure)}".strip() for each in measured
        ),
    )
    return " · ".join(filter(None, groups))


def _line(
    words: str,
    look: Look,
    *,
    size: float,
    below: float,
    color: str = "",
    weight: int = 400,
) -> str:
    px = look.unit
    return (
        f'<p style="margin-top:0; margin-bottom:{round(below * px)}px;">'
        f'<span style="font-size:{round(size * px)}px; font-weight:{weight}; color:{color or look.ink};">'
        f"{escape(' '.join(words.split()))}</span></p>"
    )
