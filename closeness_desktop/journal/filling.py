"""A template filled in: what stands in braces gives way to what it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

HERE = "here"
"""Names a place for an answer; it leaves nothing in the text."""

_BRACES = re.compile(r"\{\s*(\w+)\s*\}")


def fill(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """The parts of the filled text, between which the places for answers lie; one part without any.

    values: by name, without regard to case. A name that is not among them stays as it is typed.
    """
    parts, end = [""], 0
    for found in _BRACES.finditer(text):
        name = found[1].casefold()
        parts[-1] += text[end : found.start()]
        end = found.end()
        if name == HERE:
            parts.append("")
        else:
            parts[-1] += values.get(name, found[0])
    parts[-1] += text[end:]
    return tuple(parts)
