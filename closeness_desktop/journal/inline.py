"""#tags and @people within a text when their name changes: which can stand there, and how they turn."""

from __future__ import annotations

import re

from closeness_desktop.journal.text import InlineName, inline_names, name_key

SIGNS = {"tag": "#", "person": "@"}

_JOINING = "-'’·"  # behind one of these a word without its sign would become part of the name before
_PIECE = re.compile(r'(?i)"[^"]*"?|(?<![^\s-])(feeling|tag|person):("[^"]*"|[^\s"]+)(?!\S)')


def can_be_inline(kind: str, name: str) -> bool:
    """Whether the name of a tag or person can be written in a text behind its sign, whole."""
    found = inline_names(SIGNS[kind] + name)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(name) + 1)


def renamed(text: str, kind: str, old: str, new: str | None) -> str:
    """The text with one tag or person written as `new`; without their sign if that is None.

    kind: "tag" or "person". Any spelling of `old` counts that is the same name. Nothing else changes: every
    other name in the text is read as before.
    """
    key = name_key(old)
    pieces, place = [], 0
    for found in inline_names(text):
        if found.kind != kind or name_key(found.name) != key:
            continue
        pieces += [text[place : found.start], _written(text, found, new)]
        place = found.end
    return "".join([*pieces, text[place:]])


def _written(text: str, found: InlineName, new: str | None) -> str:
    if new is not None:
        return SIGNS[found.kind] + new
    word = text[found.start + 1 : found.end]
    before = text[found.start - 1 : found.start]
    return f" {word}" if before and before in _JOINING else word


def renamed_in_query(query: str, kind: str, old: str, new: str) -> str:
    """A search in which `tag:old` and its like ask for the new name."""
    key = name_key(old)

    def turn(found: re.Match[str]) -> str:
        if not found[1] or found[1].lower() != kind or name_key(found[2].strip('"')) != key or '"' in new:
            return found[0]
        return f'{found[1]}:"{new}"'

    return _PIECE.sub(turn, query)
