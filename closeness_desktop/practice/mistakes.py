"""What is wrong with a practice file, where, and in one plain sentence each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from closeness_desktop.errors import UsageError


@dataclass(frozen=True, slots=True)
class Mistake:
    """file: the file's name. place: "steps / rounds / hard", or "line 12" where nothing has a name yet.

    line: the line of the file that the place begins on, counted from 1; 0 when it is not known.
    """

    file: str
    place: str
    sentence: str
    line: int = 0

    def __str__(self) -> str:
        """As `practice check` prints it."""
        where = self.place if not self.line or self.place == f"line {self.line}" else self._with_line()
        return f"{self.file}: {where}: {self.sentence}"

    def _with_line(self) -> str:
        return f"{self.place} (line {self.line})"


class PracticeFileError(UsageError):
    """A practice file, a programme or a pack that cannot be taken as it is. `mistakes` holds at least one."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))
