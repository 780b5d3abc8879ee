"""Absolute time within a session: effects at fixed offsets, and a stopwatch that pauses keep honest.

Offsets count from the start, never from one effect to the next, so that lateness cannot add up
(practice.md A.4). A session without an end simply has an endless timeline.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from closeness_desktop.practice.effects import Effect


class Timeline:
    """Effects in the order of their offsets (seconds), each handed out once."""

    def __init__(self, events: Iterator[tuple[float, Effect]]) -> None:
        self._events = events
        self._next = next(events, None)

    @property
    def next_at(self) -> float | None:
        """Offset of the next effect; None when there is none left."""
        return self._next[0] if self._next else None

    def take(self, position: float) -> tuple[Effect, ...]:
        """All effects due up to and at `position` that were not taken before."""
        taken: list[Effect] = []
        while self._next is not None and self._next[0] <= position:
            taken.append(self._next[1])
            self._next = next(self._events, None)
        return tuple(taken)


Event = TypeVar("Event")


class Lookahead(Generic[Event]):
    """Looks at what is still to come of a timeline, and never twice at what has passed."""

    def __init__(self, events: Iterator[tuple[float, Event]]) -> None:
        self._events = events
        self._seen: deque[tuple[float, Event]] = deque()

    def between(self, after: float, until: float) -> Iterator[tuple[float, Event]]:
        """What lies beyond `after`, up to and at `until`. `after` never goes back from call to call."""
        while self._seen and self._seen[0][0] <= after:
            self._seen.popleft()
        while not self._seen or self._seen[-1][0] <= until:
            event = next(self._events, None)
            if event is None:
                break
            if event[0] > after:
                self._seen.append(event)
        return itertools.takewhile(lambda event: event[0] <= until, iter(self._seen))


@dataclass(slots=True)
class Stopwatch:
    """Seconds counted while running. Its whole state is two numbers, no clock among them.

    accumulated: seconds counted before the last start. resumed_at: reading of the outer clock at the last
    start, None while it stands still.
    """

    accumulated: float = 0.0
    resumed_at: float | None = 0.0

    def read(self, elapsed: float) -> float:
        """Seconds counted by the time the outer clock reads `elapsed`; never fewer than were counted."""
        if self.resumed_at is None:
            return self.accumulated
        return self.accumulated + max(0.0, elapsed - self.resumed_at)

    def pause(self, elapsed: float) -> None:
        """Stand still from now on."""
        self.accumulated = self.read(elapsed)
        self.resumed_at = None

    def resume(self, elapsed: float) -> None:
        """Count on from now; what passed in between is not counted."""
        if self.resumed_at is None:
            self.resumed_at = elapsed
