"""How a text names what is attached: `![words](attachment:ID)` shows it there, without “!” it is a link."""

from __future__ import annotations

import re
from dataclasses import dataclass

from closeness_desktop.records import Attachment

SCHEME = "attachment:"

_LINK = re.compile(r"(!?)\[((?:[^\[\]\\\n]|\\.)*)\]\(attachment:([0-9A-Za-z-]{1,64})\)")
_MEANS = re.compile(r"[\\\[\]*`<]")
_SIGNS = str.maketrans("#@", "--")  # else the name of a file could make a tag or a person


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a text. start, end: offsets in code points. shown: whether it is to be seen there."""

    id: str
    start: int
    end: int
    shown: bool


def link(attachment: Attachment) -> str:
    """What stands in a text for an attachment."""
    words = _MEANS.sub(r"\\\g<0>", attachment.name.translate(_SIGNS))
    shown = "!" if attachment.type.startswith("image/") else ""
    return f"{shown}[{words}]({SCHEME}{attachment.id})"


def links(text: str) -> list[Link]:
    """Every such place in a text, in order."""
    return [Link(found[3], found.start(), found.end(), bool(found[1])) for found in _LINK.finditer(text)]


def without(text: str, id: str) -> str:
    """A text without its links to one attachment; a line that held nothing else goes with its link."""
    for found in reversed(links(text)):
        if found.id == id:
            start, end = _to_go(text, found)
            text = text[:start] + text[end:]
    return text


def _to_go(text: str, found: Link) -> tuple[int, int]:
    line_start, line_end = text.rfind("\n", 0, found.start) + 1, text.find("\n", found.end)
    is_last = line_end < 0
    line_end = len(text) if is_last else line_end
    if (text[line_start : found.start] + text[found.end : line_end]).strip():
        return found.start, found.end
    return (max(0, line_start - 1), line_end) if is_last else (line_start, line_end + 1)
