"""Finding words in a text, and putting others in their place. No Qt in here.

Places are offsets in the text as it is shown (one LF between two lines), in code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. exact: capitals are no small letters. whole: not within a longer word."""

    text: str = ""
    exact: bool = False
    whole: bool = False

    def pattern(self) -> re.Pattern[str] | None:
        """What matches it; None while there is nothing to look for."""
        if not self.text:
            return None
        pattern = re.escape(self.text)
        if self.whole:  # where the edge of what is sought is a sign, nothing needs to end there
            before = r"(?<!\w)" if self.text[0].isalnum() else ""
            after = r"(?!\w)" if self.text[-1].isalnum() else ""
            pattern = f"{before}{pattern}{after}"
        return re.compile(pattern, 0 if self.exact else re.IGNORECASE)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where it stands, from start to end."""
        pattern = self.pattern()
        return [found.span() for found in pattern.finditer(text)] if pattern else []

    def replaced(self, text: str, by: str) -> str:
        """The text with every place replaced; `by` is taken as it stands."""
        pattern = self.pattern()
        return pattern.sub(lambda _: by, text) if pattern else text


def next_place(places: Sequence[tuple[int, int]], at: int) -> int:
    """Number of the first place that begins at `at` or behind it; round to the first one at the end."""
    number = bisect_left(places, (at, at))
    return number if number < len(places) else 0


def place_before(places: Sequence[tuple[int, int]], at: int) -> int:
    """Number of the last place that begins before `at`; round to the last one at the start."""
    return (bisect_left(places, (at, 0)) - 1) % len(places)


def shown(number: int, count: int) -> str:
    """The words beside the field: which of how many."""
    if count == 0:
        return "Nothing found"
    return f"{number + 1} of {count:,}" if number >= 0 else "1 place" if count == 1 else f"{count:,} places"
