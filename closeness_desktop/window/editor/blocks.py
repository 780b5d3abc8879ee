"""What kind of line a line is, and how to make it another: heading, list, checkbox, quotation.

No Qt in here. Only the marks at the start of a line change; what is behind them stays to the character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from closeness_desktop.window.editor.editing import Replacement
from closeness_desktop.window.editor.markdown import ITEM

Kind = Literal["list", "numbers", "boxes", "quote"]

HEADINGS = 3
"""Levels of heading that the toolbar goes through before the line is plain again."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_QUOTE = re.compile(r" {0,3}> ?")


def next_heading(line: str) -> Replacement:
    """A plain line becomes a heading, a heading one of the next level, and the last one plain again."""
    found = _HEADING.match(line)
    level = len(found[1]) if found else 0
    marks = "#" * (level + 1) + " " if level < HEADINGS else ""
    return _swap(line, found.end() if found else 0, marks)


def toggle(lines: Sequence[str], kind: Kind) -> list[Replacement | None]:
    """Make every line one of that kind; or, where all of them are, plain again.

    Empty lines among others stay. A replacement for each line, None where it stays as it is.
    """
    touched = [bool(line.strip()) for line in lines]
    if not any(touched):
        touched = [True] * len(lines)
    takes_away = all(_is(line, kind) for line, on in zip(lines, touched, strict=True) if on)
    made: list[Replacement | None] = []
    number = 0
    for line, on in zip(lines, touched, strict=True):
        if not on:
            made.append(None)
            continue
        number += 1
        made.append(_plain(line, kind) if takes_away else _marked(line, kind, number))
    return made


def link(text: str) -> tuple[str, int, int]:
    """Markdown for a link made of a selected text, and which part of it is to be selected then.

    An address goes where the address belongs, anything else where the words do.
    """
    if re.fullmatch(r"(?:https?://|mailto:)\S+", text, re.IGNORECASE):
        return f"[]({text})", 1, 1
    made = f"[{text}]()"
    return made, len(made) - 1, len(made) - 1


def _is(line: str, kind: Kind) -> bool:
    if kind == "quote":
        return _QUOTE.match(line) is not None
    item = ITEM.match(line)
    if item is None:
        return False
    numbered = item["mark"][0].isdecimal()
    return {
        "list": not numbered and not item["box"],
        "numbers": numbered and not item["box"],
        "boxes": bool(item["box"]),
    }[kind]


def _plain(line: str, kind: Kind) -> Replacement | None:
    if kind == "quote":
        quote = _QUOTE.match(line)
        return _swap(line, quote.end() if quote else 0, "")
    item = ITEM.match(line)
    return _swap(line, _behind(item, line), item["indent"]) if item else None


def _marked(line: str, kind: Kind, number: int) -> Replacement | None:
    if kind == "quote":
        return _swap(line, 0, "> ") if not _is(line, kind) else None
    item = ITEM.match(line)
    indent = item["indent"] if item else line[: len(line) - len(line.lstrip(" \t"))]
    marks = {"list": "- ", "numbers": f"{number}. ", "boxes": "- [ ] "}[kind]
    return _swap(line, _behind(item, line) if item else len(indent), indent + marks)


def _behind(item: re.Match[str], line: str) -> int:
    """Where an item's own words begin."""
    end = item.end()
    return end + 1 if item["box"] and line[end : end + 1] == " " else end


def _swap(line: str, end: int, start: str) -> Replacement:
    return Replacement(0, end, start, len(start), len(start) + len(line) - end)
