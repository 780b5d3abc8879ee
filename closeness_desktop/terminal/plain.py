"""Entries for people to read, as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from closeness_desktop import clock
from closeness_desktop.records import Entry, Strength

_INDENT = " " * 18
LINE_LENGTH = 72
"""Characters of an untitled entry's text that a list shows."""


def two_lines(entry: Entry) -> str:
    """When and what, then feelings and the id: two lines of a list."""
    star = " ★" if entry.starred else ""
    feelings = _feelings(entry.feelings)
    heading = entry.title or _beginning(entry.body)
    below = f"{feelings} · " if heading and feelings else ""
    return f"{_when(entry)}  {heading or feelings}{star}\n{_INDENT}{below}{entry.id}"


def whole(entry: Entry) -> str:
    """Everything about an entry, then its text as it is."""
    return "\n".join(_whole_lines(entry))


def _whole_lines(entry: Entry) -> Iterator[str]:
    if entry.title:
        yield entry.title
    marks = [entry.kind, *(["starred"] if entry.starred else [])]
    yield f"{_when(entry)} ({entry.at.zone}) · {', '.join(marks)}"
    for heading, text in (
        ("Feelings", _feelings(entry.feelings)),
        ("Tags", ", ".join(entry.tags)),
        ("People", ", ".join(entry.people)),
    ):
        if text:
            yield f"{heading}: {text}"
    if entry.body:
        yield ""
        yield entry.body


def _when(entry: Entry) -> str:
    return clock.local_time(entry.at).replace(tzinfo=None).isoformat(" ", "minutes")


def _feelings(feelings: Iterable[Strength]) -> str:
    return ", ".join(one.name if one.strength == 1 else f"{one.name} {one.strength}" for one in feelings)


def _beginning(body: str) -> str:
    """The first line that says something, cut to what a list shows."""
    line = next((stripped for line in body.splitlines() if (stripped := line.strip("#>*-+ \t"))), "")
    return line if len(line) <= LINE_LENGTH else line[: LINE_LENGTH - 1].rstrip() + "…"
