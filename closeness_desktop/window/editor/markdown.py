"""Where in a line of Markdown source which style applies: the part of live styling that needs no Qt.

A line is looked at alone, with one number carried from line to line (inside a code fence or not), so that a
key costs one line and not the entry. It follows CommonMark closely enough for the eye; nothing is changed.
Offsets are in code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from closeness_desktop.journal.text import inline_names

MARKER, STRONG, EMPHASIS, CODE, LINK, TAG, PERSON, QUOTE, STRIKE, DONE, RULE = (1 << n for n in range(11))
HEADING_1, HEADING_2, HEADING_3 = (1 << n for n in range(11, 14))
HEADINGS = (HEADING_1, HEADING_2, HEADING_3)

Span = tuple[int, int, int]
"""Start, end (excluded), and the style: one of the constants above. Spans may lie over each other."""

LONGEST_LINE = 20_000
"""A longer line is shown plain: some patterns cost the square of the length."""

_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+|$)")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_QUOTE = re.compile(r" {0,3}(?:>\s?)+")
ITEM = re.compile(r"(?P<indent>\s*)(?P<mark>[-*+]|\d{1,9}[.)])(?P<gap>[ \t]+)(?P<box>\[[ xX]\](?=\s|$))?")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(r"(!?\[)([^\[\]]*)(\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\))")
_ADDRESS = re.compile(r"<?\bhttps?://[^\s<>]*[^\s<>.,;:!?'\")\]]>?", re.IGNORECASE)
_STRONG = re.compile(
    r"(?<![\\*])(\*\*)(?=[^\s*])(.+?)(?<=[^\s\\])\1|(?<![\\\w])(__)(?=\S)(.+?)(?<=[^\s\\])\3(?!\w)"
)
_EMPHASIS = re.compile(
    r"(?<![\\*])(\*)(?=[^\s*])((?:[^*]|\*\*[^*]+\*\*)+?)(?<=[^\s\\])\1(?!\*)"
    r"|(?<![\\\w])(_)(?=[^\s_])(.+?)(?<=[^\s\\])\3(?!\w)"
)
_BOTH = re.compile(r"(?<![\\*])(\*\*\*)(?=[^\s*])([^*]+?)(?<=[^\s\\])\1(?!\*)")
_STRIKE = re.compile(r"(?<!\\)(~~)(?=\S)(.+?)(?<=\S)\1")
_ANYTHING = re.compile(r"[*_`~#@\[<>]|://|^\s*(?:[-+]|\d+[.)])\s")


def spans(line: str, fence: int = 0) -> tuple[list[Span], int]:
    """The styles of a line, and what to hand to the next one.

    fence: 0 outside a code fence; inside one, its length, negative when it is made of tildes. The first line
    is handed 0.
    """
    mark = _FENCE.match(line)
    if fence:
        closes = mark is not None and not line[mark.end() :].strip() and _closes(mark[1], fence)
        return [(0, len(line), CODE | MARKER if closes else CODE)], 0 if closes else fence
    if mark is not None:
        length = len(mark[1])
        return [(0, len(line), CODE | MARKER)], length if mark[1][0] == "`" else -length
    if len(line) > LONGEST_LINE or _ANYTHING.search(line) is None:
        return [], 0
    return list(_styles(line)), 0


def _closes(mark: str, fence: int) -> bool:
    return (mark[0] == "`") == (fence > 0) and len(mark) >= abs(fence)


def _styles(line: str) -> Iterator[Span]:
    if _RULE.match(line):
        yield 0, len(line), MARKER | RULE
        return
    start = 0
    if quote := _QUOTE.match(line):
        start = quote.end()
        yield 0, start, MARKER
        yield start, len(line), QUOTE
    if heading := _HEADING.match(line, start):
        yield *heading.span(1), MARKER
        yield start, len(line), HEADINGS[min(len(heading[1]), 3) - 1]
        start = heading.end()
    elif item := ITEM.match(line, start):
        yield *item.span("mark"), MARKER
        if item["box"]:
            yield *item.span("box"), MARKER
            if item["box"] != "[ ]":
                yield len(line) - len(line[item.end() :].lstrip()), len(line), DONE
        start = item.end()
    yield from _inline(line, start)


def _inline(line: str, start: int) -> Iterator[Span]:
    """Styles within a paragraph. What lies in code, or is an address, is blotted out for the rest."""
    rest = " " * start + line[start:]
    for found in _CODE.finditer(rest):
        yield *found.span(), CODE
        yield *found.span(1), MARKER
        yield found.end(2), found.end(), MARKER
        rest = _blot(rest, *found.span())
    for found in _LINK.finditer(rest):
        yield *found.span(2), LINK
        yield *found.span(1), MARKER
        yield *found.span(3), MARKER
        rest = _blot(rest, *found.span(3))
    for found in _ADDRESS.finditer(rest):
        yield *found.span(), LINK
        rest = _blot(rest, *found.span())
    for name in inline_names(rest):
        yield name.start, name.end, TAG if name.kind == "tag" else PERSON
    for pattern, style in (
        (_BOTH, STRONG | EMPHASIS),
        (_STRONG, STRONG),
        (_EMPHASIS, EMPHASIS),
        (_STRIKE, STRIKE),
    ):
        for found in pattern.finditer(rest):
            group = 1 if found[1] is not None else 3
            yield found.end(group), found.end(group + 1), style
            yield *found.span(group), MARKER
            yield found.end(group + 1), found.end(), MARKER
        if pattern is _BOTH:
            rest = pattern.sub(lambda found: "\0" * len(found[0]), rest)


def _blot(text: str, start: int, end: int) -> str:
    return text[:start] + "\0" * (end - start) + text[end:]
