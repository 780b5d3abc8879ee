"""Where a guided session leaves what is to last. A narrow port: the view knows nothing of a journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from closeness_desktop.practice.effects import Finished
from closeness_desktop.practice.format import Role
from closeness_desktop.practice.guided import GuidedSession
from closeness_desktop.records import Feeling, Strength
from closeness_desktop.window.pages.guided_answers import Known
from closeness_desktop.window.platform.sound import Load


@dataclass(frozen=True)
class Afterwards:
    """What was said when it was over.

    new_words: own feeling words that nobody knows yet, with their places. strengths: how strong each feeling
    is that was named on the way, 1 to 3, by whose it is and its name.
    keep_guest: whether the guest of two wants their answers kept.
    """

    note: str = ""
    feelings: tuple[Strength, ...] = ()
    new_words: tuple[Feeling, ...] = ()
    strengths: Mapping[tuple[Role | None, str], int] = field(default_factory=dict)
    keep_guest: bool = False


class SessionKeeper(Protocol):
    """Keeps one session after the other; `take` says which. Told of a disk that refuses, it tells the person.

    known: the person's own words, or nothing where others look on. asks: whether how it was may be asked.
    load: gives sounds of one's own, None where there are none.
    """

    known: Known
    asks: bool
    load: Load | None

    def take(self, session: GuidedSession, id: str | None = None) -> None:
        """Another session is under way; nothing is written yet. id: of its record, if there is one."""

    def keep(self, session: GuidedSession, *, now: bool = False) -> None:
        """Keep where it stands: at once, or if half a minute has passed since the last time."""

    def conclude(self, session: GuidedSession, finished: Finished, after: Afterwards) -> None:
        """Keep how it ended, and the answers that are to be kept. Raises StorageError."""

    def let_go(self, session: GuidedSession) -> None:
        """Keep nothing of it. Raises StorageError."""

    def time_hidden(self) -> bool:
        """Whether the person sits without figures."""

    def hide_time(self, hidden: bool) -> None:
        """Sit without figures from now on, or with them."""

    def say(self, sentence: str) -> None:
        """One sentence for the person."""
