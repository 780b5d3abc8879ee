"""What some keys do to a line: lists that go on, items that move in and out, words made strong.

No Qt in here. Columns are in code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from closeness_desktop.window.editor.markdown import ITEM

INDENT = "  "
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")


@dataclass(frozen=True, slots=True)
class Replacement:
    """In one line, `start` to `end` becomes `text`; then `anchor` to `cursor` is selected."""

    start: int
    end: int
    text: str
    anchor: int
    cursor: int


def on_enter(line: str, column: int) -> str | None:
    """What Enter puts in at `column` of a list item or quotation: a line end and the next mark.

    "" means that the item is empty: its mark goes, and no line is begun. None: an ordinary line.
    """
    quote = _QUOTE.match(line)
    start = quote.end() if quote else 0
    item = ITEM.match(line, start)
    end = item.end() if item else start
    if end == 0 or column < end:
        return None
    if not line[end:].strip():
        return ""
    before = line[:start]
    if item is None:
        return "\n" + before
    mark = item["mark"]
    if mark[:-1].isdecimal():
        mark = f"{int(mark[:-1]) + 1}{mark[-1]}"
    box = "[ ] " if item["box"] else ""
    gap = line[item.start("gap") : item.end("gap")]
    return f"\n{before}{item['indent']}{mark}{gap}{box}"


def is_item(line: str) -> bool:
    """Whether a line is a list item."""
    return ITEM.match(line) is not None


def outdent(line: str) -> int:
    """How many characters at the start of a line one step outward takes away."""
    if line.startswith("\t"):
        return 1
    return min(len(INDENT), len(line) - len(line.lstrip(" ")))


def toggle_box(line: str) -> Replacement | None:
    """Tick a checkbox or take the tick away; an item without one gets one. None: the line is no item."""
    quote = _QUOTE.match(line)
    item = ITEM.match(line, quote.end() if quote else 0)
    if item is None:
        return None
    end = len(line)
    if item["box"] is None:
        at = item.end("gap")
        return Replacement(at, at, "[ ] ", end + 4, end + 4)
    at = item.start("box") + 1
    return Replacement(at, at + 1, "x" if line[at] == " " else " ", end, end)


def toggle_mark(line: str, start: int, end: int, mark: str) -> Replacement:
    """Put `mark` around the text from `start` to `end`, or take it away where it is there.

    Spaces at the edges stay outside, since a mark beside a space means nothing in Markdown. With nothing
    selected it is the word around the cursor, or else an empty pair with the cursor inside.
    """
    if start == end:
        start, end = _word(line, start)
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    size = len(mark)
    inner = line[start:end]
    if _marks(line[:start], mark, at_end=True) and _marks(line[end:], mark, at_end=False):
        return Replacement(start - size, end + size, inner, start - size, end - size)
    if len(inner) > 2 * size and _marks(inner, mark, at_end=False) and _marks(inner, mark, at_end=True):
        return Replacement(start, end, inner[size:-size], start, end - 2 * size)
    return Replacement(start, end, f"{mark}{inner}{mark}", start + size, end + size)


def _word(line: str, column: int) -> tuple[int, int]:
    start = end = column
    while start > 0 and (line[start - 1].isalnum() or line[start - 1] in "'’-"):
        start -= 1
    while end < len(line) and (line[end].isalnum() or line[end] in "'’-"):
        end += 1
    return start, end


def _marks(text: str, mark: str, *, at_end: bool) -> bool:
    """Whether the stars at this edge of a text hold `mark`: one star is in "*" and "***", not in "**"."""
    sign = mark[0]
    rest = text.rstrip(sign) if at_end else text.lstrip(sign)
    run = len(text) - len(rest)
    return run >= len(mark) and (len(mark) == 2 or run % 2 == 1)
