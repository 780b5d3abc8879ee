"""HTML as a run of tags and words: read once from front to back, however broken it is.

The standard library's parser needs the square of the length for some broken pages; this one never looks at a
character more than a few times. It follows what browsers put on the clipboard, not the whole standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]*)")
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_LONGEST_TAG = 20_000
"""Characters of a tag whose attributes are looked at."""

_UNSEEN = frozenset({"script", "style", "title", "head", "template", "noscript", "svg", "iframe", "object"})
"""What stands in these is not shown to anybody."""

_RAW = frozenset({"script", "style", "title", "template", "noscript", "iframe"})
"""In these nothing counts but their own end."""


@dataclass(frozen=True)
class Tag:
    """A tag. ends: it closes one. attributes: names in lower case."""

    name: str
    ends: bool = False
    attributes: dict[str, str] = field(default_factory=dict)

    def style(self, key: str) -> str:
        """One property of its style attribute, in lower case; "" without."""
        found = re.search(rf"(?:^|;)\s*{key}\s*:\s*([^;]*)", self.attributes.get("style", "").lower())
        return found[1].strip() if found else ""


def read(html: str) -> Iterator[Tag | str]:
    """Tags and the words between them as they are shown, character references resolved; no unseen parts."""
    hidden = ""
    for part in _parts(html):
        if isinstance(part, Tag) and part.name in _UNSEEN:
            if not hidden and not part.ends:
                hidden = part.name
            elif part.ends and part.name == hidden:
                hidden = ""
        elif not hidden:
            yield part
        elif isinstance(part, Tag) and part.name == "body":  # a head that nobody closed
            hidden = ""
            yield part


def _parts(html: str) -> Iterator[Tag | str]:
    place, length = 0, len(html)
    while place < length:
        start = html.find("<", place)
        if start < 0:
            yield unescape(html[place:])
            return
        if start > place:
            yield unescape(html[place:start])
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            if end < 0:
                return
            place = end + 3
            continue
        if html.startswith(("<!", "<?"), start):
            end = html.find(">", start)
            if end < 0:
                return
            place = end + 1
            continue
        name = _NAME.match(html, start + 1)
        if name is None:
            yield "<"
            place = start + 1
            continue
        end = _end(html, name.end())
        if end < 0:
            return
        tag = _tag(html[start + 1 : min(end, start + _LONGEST_TAG)], name[1].lower())
        yield tag
        place = end + 1
        if tag.name in _RAW and not tag.ends:
            place = _close(html, place, tag.name)


def _end(html: str, place: int) -> int:
    """Where a tag ends: at the first ">" that stands in no quotes; negative if it never does."""
    first = html.find(">", place)
    quoted = html.find('"', place, first), html.find("'", place, first)
    if first < 0 or quoted == (-1, -1):
        return first
    at = place
    while True:
        first = html.find(">", at)
        if first < 0:
            return html.find(">", place)
        opening = [each for each in (html.find('"', at, first), html.find("'", at, first)) if each >= 0]
        if not opening:
            return first
        closing = html.find(html[min(opening)], min(opening) + 1)
        if closing < 0:
            return first
        at = closing + 1


def _tag(inside: str, name: str) -> Tag:
    if inside.startswith("/"):
        return Tag(name, ends=True)
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(inside, len(name)):
        value = next((each for each in found.groups()[1:] if each is not None), "")
        attributes.setdefault(found[1].lower(), unescape(value))
    return Tag(name, attributes=attributes)


def _close(html: str, place: int, name: str) -> int:
    """Where the end tag of a raw element begins; the end of the text if there is none."""
    found = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, place)
    return found.start() if found else len(html)
