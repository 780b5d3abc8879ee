"""Where a guided session is on its way, and which effects are due. It counts positions and knows no pauses.

A step begins where the one before ended, never when somebody looked, so lateness cannot add up. A step that
waits for a person has no end of its own: the course stays there until it is told to leave.
"""

from __future__ import annotations

from collections.abc import Iterator

from closeness_desktop.practice.effects import Effect, Said
from closeness_desktop.practice.format import Breathe, Practice
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.on_the_way import on_the_way
from closeness_desktop.practice.route import Route
from closeness_desktop.practice.score import score
from closeness_desktop.practice.stretch import CRUMB, Stretched, stretch
from closeness_desktop.practice.unroll import Stop


class Course:
    """position: seconds so far. began: position at which the present step began. given: how many of its
    effects were handed out. over: whether the last step is behind. Raises UsageError as `stretch` does, and
    for a practice without steps.
    """

    def __init__(self, practice: Practice, plan: GuidedPlan) -> None:
        self._planned = stretch(practice, plan.seconds, plan.talk)
        self.route = Route(practice, plan)
        self._before = self.route.stops
        self._reckoned: tuple[list[Stop], Stretched] | None = None
        self.position = 0.0
        self.over = False
        self.begin(0.0)

    def begin(self, position: float, given: int = 0) -> None:
        """Begin the present step of the route; `given` of its effects are not handed out again."""
        stop = self.route.here
        self.began = position
        self.length = self.length_of(stop)
        self.number = self.route.number()
        self._score = score(stop, self.length)
        self.given = min(given, len(self._score))

    @property
    def planned(self) -> Stretched:
        """What each step takes on the way that the answers so far lead; reckoned anew with each layout."""
        stops = self.route.stops
        if self._reckoned is None or self._reckoned[0] is not stops:
            self._reckoned = stops, on_the_way(self._planned, self._before, stops)
        return self._reckoned[1]

    def length_of(self, stop: Stop) -> float | None:
        """Seconds of a step; None when it waits for a person."""
        return None if stop.open else self.planned.lengths.get(stop.path, 0.0)

    @property
    def ends_at(self) -> float | None:
        """Position at which the present step ends by itself."""
        return None if self.length is None else self.began + self.length

    @property
    def next_at(self) -> float | None:
        """Position of the next effect; None when nothing more comes by itself."""
        if self.given < len(self._score):
            return self.began + self._score[self.given][0]
        return self.ends_at

    @property
    def said(self) -> str:
        """The line of the present step that was said last, "" when none was."""
        given = reversed(self._score[: self.given])
        return next((effect.text for _at, effect in given if isinstance(effect, Said)), "")

    @property
    def progress(self) -> float:
        """How much of the timed part has passed, 0 to 1; without a timed part, how many of the steps."""
        if self.over:
            return 1.0
        total = self.planned.total
        if total <= CRUMB:
            return (self.number[0] - 1) / self.number[1]
        passed = sum(self.length_of(stop) or 0.0 for stop in self.route.behind())
        return min(1.0, (passed + min(self.position - self.began, self.length or 0.0)) / total)

    @property
    def breathing(self) -> tuple[Breathe, float] | None:
        """The present step and its seconds, when it is one to breathe in."""
        step = self.route.here.step
        return (step, self.length) if isinstance(step, Breathe) and self.length is not None else None

    @property
    def ends_in(self) -> float | None:
        """Seconds from now to the end of the last step; None when a step is ahead that waits."""
        lengths = [self.length_of(stop) for stop in self.route.ahead()]
        if self.ends_at is None or None in lengths:
            return None
        return self.ends_at - self.position + sum(length or 0.0 for length in lengths)

    def ahead(self, within: float) -> Iterator[tuple[float, Effect]]:
        """Effects of the next `within` seconds, up to the next step that waits, and the seconds to each."""
        until = self.position + within
        for at, effect in self._score[self.given :]:
            if self.began + at > until:
                return
            yield self.began + at - self.position, effect
        end = self.ends_at
        for stop in self.route.ahead():
            if end is None or end > until or stop.open:
                return
            length = self.length_of(stop) or 0.0
            for at, effect in score(stop, length):
                if end + at > until:
                    return
                yield end + at - self.position, effect
            end += length

    def run(self, position: float) -> tuple[Effect, ...]:
        """Go on to a position, through as many steps as end by then, and hand out what is due."""
        effects = self.take(position)
        while (end := self.ends_at) is not None and end <= position:
            self.position = max(self.position, end)
            if not self._next(end):
                return effects
            effects += self.take(position)
        self.position = max(self.position, position)
        return effects

    def leave(self) -> tuple[Effect, ...]:
        """Leave the present step now, whatever was left of it."""
        return self.run(self.position) if self._next(self.position) else ()

    def take(self, position: float) -> tuple[Effect, ...]:
        """The effects of the present step that are due and were not handed out."""
        first = self.given
        while self.given < len(self._score) and self.began + self._score[self.given][0] <= position:
            self.given += 1
        return tuple(effect for _at, effect in self._score[first : self.given])

    def _next(self, began: float) -> bool:
        self.over = not self.route.forward()
        if not self.over:
            self.begin(began)
        return not self.over
