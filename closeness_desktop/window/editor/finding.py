"""Finding words in a text, and putting others in their place. No Qt in here.

Places are offsets in the text as it is shown (one LF between two lines), in code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
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

    def is_at(self, text: str) -> bool:
        """Whether a text is just what is looked for."""
        pattern = self.pattern()
        return pattern is not None and pattern.fullmatch(text) is not None

    def replaced(self, text: str, by: str) -> str:
        """The text with every place replaced; `by` is taken as it stands."""
        pattern = self.pattern()
        return pattern.sub(lambda _: by, text) if pattern else text
