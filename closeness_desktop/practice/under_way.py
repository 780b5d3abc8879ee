"""What a sitting and a guided session have in common: they go on, stand still, meet gaps, and are over.

Both are pure state machines that whoever drives them (see `driver`) tells how many seconds have passed. Two
clocks meet here. *elapsed*: awake seconds since the session was begun, pauses included; what a driver passes
in. *position*: seconds of the session itself, pauses and gaps left out; offsets are positions.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Literal

from closeness_desktop.errors import BugError
from closeness_desktop.practice.effects import Bell, BreathChanged, Effect
from closeness_desktop.practice.plan import LONGEST
from closeness_desktop.practice.timeline import Stopwatch
from closeness_desktop.records import SessionEnd

GapAnswer = Literal["keep", "count", "end"]
"""After a gap: go on from where it stood, count the gap as sat, or end the session there."""


class UnderWay(ABC):
    """ended: None until it is over, then how. asking: seconds of an unanswered gap, or None."""

    def __init__(self) -> None:
        self.ended: SessionEnd | None = None
        self.asking: float | None = None
        self._watch = Stopwatch()

    # What it is, to whoever shows it

    @property
    def paused(self) -> bool:
        """Whether it stands still: by wish, stepped back, or by an unanswered gap."""
        return self.ended is None and self._watch.resumed_at is None

    @property
    def next_at(self) -> float | None:
        """Position of the next effect; None when nothing more comes by itself."""
        return None if self.ended else self._due()

    @property
    def ends_in(self) -> float | None:
        """Seconds from now until it ends by itself; None when it does not, or stands still."""
        return None if self.ended or self.paused else self._left()

    def bells_ahead(self, within: float = LONGEST) -> tuple[tuple[float, Bell], ...]:
        """Bells of the next `within` seconds unless somebody steps in, and the seconds to each.

        For the time while the journal is locked: it tells nothing of content. Nothing while it stands still,
        and nothing beyond a step that waits for the person.
        """
        return () if self.ended or self.paused else tuple(self._bells_within(within))

    def breaths_ahead(self, within: float) -> tuple[tuple[float, BreathChanged], ...]:
        """The same for every part of a breath that begins within so many seconds."""
        return () if self.ended or self.paused else tuple(self._breaths_within(within))

    # What happens to it

    @abstractmethod
    def advance(self, elapsed: float) -> tuple[Effect, ...]:
        """Go on to `elapsed` and hand out what fell due since. The first call is `advance(0.0)`."""

    def pause(self, elapsed: float) -> tuple[Effect, ...]:
        """Stand still at `elapsed`; hands out what fell due before."""
        effects = self.advance(elapsed)
        if self.ended is None:
            self._watch.pause(elapsed)
        return effects

    def resume(self, elapsed: float) -> None:
        """Go on after a pause, or after having stepped back. A gap must be answered instead (`answer`)."""
        if self.ended is None and self.asking is None:
            self._watch.resume(elapsed)

    def end(self, elapsed: float) -> tuple[Effect, ...]:
        """The person ends it, and no bell rings."""
        effects = self.advance(elapsed)
        if self.ended is not None:
            return effects
        self.asking = None
        return effects + self._end()

    def slept(self, elapsed: float, seconds: float) -> tuple[Effect, ...]:
        """Nobody counted for `seconds` just after `elapsed` (awake seconds, the gap not among them).

        What follows is the policy of the kind of session (practice.md A.4). One that stood still anyway
        notices nothing.
        """
        effects = self.advance(elapsed)
        return effects if self.ended is not None or self.paused else effects + self._gap(elapsed, seconds)

    def answer(self, choice: GapAnswer, elapsed: float) -> tuple[Effect, ...]:
        """What the person wants after a gap. Counting it rings at most one of the bells that were missed."""
        if self.asking is None:
            raise BugError("There was no gap to answer for.")
        missed, self.asking = self.asking, None
        if choice == "end":
            return self.end(elapsed)
        self._watch.resume(elapsed)
        return self._count(missed) if choice == "count" else ()

    # What each kind knows for itself

    @abstractmethod
    def _due(self) -> float | None:
        """Position of the next effect."""

    @abstractmethod
    def _left(self) -> float | None:
        """Seconds to its end, when it comes to one by itself."""

    @abstractmethod
    def _bells_within(self, seconds: float) -> Iterable[tuple[float, Bell]]:
        """Bells ahead, and the seconds to each."""

    @abstractmethod
    def _breaths_within(self, seconds: float) -> Iterable[tuple[float, BreathChanged]]:
        """Parts of breaths ahead, and the seconds to each."""

    @abstractmethod
    def _end(self) -> tuple[Effect, ...]:
        """Be over, at this position."""

    @abstractmethod
    def _gap(self, elapsed: float, seconds: float) -> tuple[Effect, ...]:
        """What a gap calls for while it goes on."""

    @abstractmethod
    def _count(self, seconds: float) -> tuple[Effect, ...]:
        """Count time that nobody was there for."""
