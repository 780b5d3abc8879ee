"""A sitting: preparation, a start bell, silence with or without bells in it, an end bell, time past the end.

`Sitting` is a pure state machine. It holds numbers, never a clock: whoever drives it (see `driver`) says how
many seconds have passed since it began, and carries out the effects that come back. Any cutting of that time
into pieces gives the same effects in the same order, so 40 minutes are tested in microseconds. What *elapsed*
and *position* are, see `under_way`.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from typing import Literal

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.effects import (
    Bell,
    BreathChanged,
    BreathPhase,
    Effect,
    Finished,
    GapFound,
    Phase,
    PhaseChanged,
    one_bell,
)
from closeness_desktop.practice.plan import SittingPlan, pattern_of
from closeness_desktop.practice.timeline import Lookahead, Stopwatch, Timeline
from closeness_desktop.practice.under_way import GapAnswer, UnderWay
from closeness_desktop.records import SessionEnd

__all__ = ["GapAnswer", "Sitting", "SittingPlan"]

STRIKE_SPACING = 4.0
"""Seconds from one strike to the next: time for a bowl to bloom, not to fade."""


class Sitting(UnderWay):
    """One sitting, from preparation to its end. phase: where it is.

    Ended by the person it is "completed" past the planned end or when open-ended, "early" before it, and
    "abandoned" when not a second was sat.
    """

    def __init__(self, plan: SittingPlan) -> None:
        super().__init__()
        self.plan = plan
        self.phase: Phase = "prepare" if plan.prepare else "sit"
        self.position = 0.0
        self._given = -1.0  # the position up to which effects were handed out
        self._timeline = Timeline(_events(plan))
        self._bells = Lookahead(_bells(plan))
        self._breaths = Lookahead(_breaths(plan))

    # What it is, to whoever shows it

    @property
    def length(self) -> float | None:
        """Seconds from start bell to end bell: whole breaths when it breathes. None when open-ended."""
        return _length(self.plan)

    @property
    def done_seconds(self) -> int:
        """Whole seconds really sat: without preparation, pauses and gaps."""
        return int(max(0.0, self._capped(self.position) - self.plan.prepare) + 1e-6)

    @property
    def remaining(self) -> float | None:
        """Seconds left of the present phase; None when it has no end of its own."""
        if self.phase == "prepare":
            return max(0.0, self.plan.prepare - self.position)
        if self.phase == "sit" and self.length is not None:
            return max(0.0, self.plan.prepare + self.length - self.position)
        return None

    def breath(self, elapsed: float) -> tuple[BreathPhase, float, float] | None:
        """The part of the breath at `elapsed`, how far into it, and how full the breath is (all 0 to 1).

        None while there is nothing to breathe with: no pace, or not within the sitting itself. Changes
        nothing, so that a view may ask as often as it paints.
        """
        pattern = pattern_of(self.plan)
        within = self._watch.read(elapsed) - self.plan.prepare
        if pattern is None or self.phase != "sit" or within < 0:
            return None
        return (*pattern.phase_at(within), pattern.openness(within))

    # What happens to it

    def advance(self, elapsed: float) -> tuple[Effect, ...]:
        """Go on to `elapsed` and hand out what fell due since. The first call is `advance(0.0)`."""
        if self.ended is not None:
            return ()
        return self._move(self._watch.read(elapsed))

    def _due(self) -> float | None:
        return self._timeline.next_at

    def _left(self) -> float | None:
        if self.plan.overtime or self.length is None:
            return None
        return self.plan.prepare + self.length - self.position

    def _bells_within(self, seconds: float) -> Iterator[tuple[float, Bell]]:
        for offset, bell in self._bells.between(self._given, self.position + seconds):
            yield offset - self.position, bell

    def _breaths_within(self, seconds: float) -> Iterator[tuple[float, BreathChanged]]:
        for offset, breath in self._breaths.between(self._given, self.position + seconds):
            yield offset - self.position, breath

    def _end(self) -> tuple[Effect, ...]:
        whole = self.phase == "overtime" or (self.length is None and self.done_seconds > 0)
        return self._finish("completed" if whole else self._cut_short())

    def _gap(self, elapsed: float, seconds: float) -> tuple[Effect, ...]:
        """Still before its end, it stands still and asks. When its end went by meanwhile, or it was past it
        already, it is over: one end bell, and only waking seconds are logged.
        """
        if self.phase == "overtime":
            return self._finish("completed")
        if self.length is None or self.position + seconds < self.plan.prepare + self.length:
            self._watch.pause(elapsed)
            self.asking = seconds
            return (GapFound(seconds),)
        return (*_bell(self.plan, "end"), *self._finish(self._cut_short(), slept=seconds))

    def _count(self, seconds: float) -> tuple[Effect, ...]:
        self._watch.accumulated += seconds
        return one_bell(self._move(self._watch.accumulated))

    # What is kept of it

    def snapshot(self) -> str:
        """Its whole state as JSON: the plan and two numbers."""
        state = {"sitting/1": self.plan.as_dict(), "position": self.position, "given": self._given}
        return json.dumps(state, separators=(",", ":"), sort_keys=True)

    @classmethod
    def restore(cls, snapshot: str) -> Sitting:
        """A sitting as it was kept, standing still; effects handed out before do not come again.

        Raises UsageError when the text is no snapshot of this version.
        """
        try:
            state = json.loads(snapshot)
            sitting = cls(SittingPlan.from_dict(state["sitting/1"]))
            position, given = float(state["position"]), float(state["given"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError("What was kept of this sitting cannot be read by this version.") from error
        sitting._move(given)
        sitting.position = position
        sitting._watch = Stopwatch(position, None)
        return sitting

    def _move(self, position: float) -> tuple[Effect, ...]:
        effects = self._timeline.take(position)
        self.position = max(self.position, position)
        self._given = max(self._given, position)
        for effect in effects:
            if isinstance(effect, PhaseChanged):
                self.phase = effect.phase
            elif isinstance(effect, Finished):
                self.ended = effect.ended
        return effects

    def _finish(self, ended: SessionEnd, slept: float = 0.0) -> tuple[Effect, ...]:
        self.phase, self.ended = "ended", ended
        return PhaseChanged("ended"), Finished(ended, self.done_seconds, slept)

    def _cut_short(self) -> SessionEnd:
        return "early" if self.done_seconds else "abandoned"

    def _capped(self, position: float) -> float:
        if self.plan.overtime or self.length is None:
            return position
        return min(position, self.plan.prepare + self.length)


def _length(plan: SittingPlan) -> float | None:
    pattern = pattern_of(plan)
    if plan.seconds is None or pattern is None:
        return plan.seconds
    return pattern.whole_cycles(plan.seconds)


def _bell(plan: SittingPlan, mark: Literal["start", "end"]) -> tuple[Effect, ...]:
    strikes = plan.start_strikes if mark == "start" else plan.end_strikes
    return (Bell(plan.sound, strikes, STRIKE_SPACING, mark),) if strikes else ()


def _events(plan: SittingPlan) -> Iterator[tuple[float, Effect]]:
    """The whole sitting as offsets and effects; at one offset in this order: phase, bell, breath."""
    return heapq.merge(_frame(plan), _intervals(plan), _breaths(plan), key=lambda event: event[0])


def _frame(plan: SittingPlan) -> Iterator[tuple[float, Effect]]:
    start = float(plan.prepare)
    if plan.prepare:
        yield 0.0, PhaseChanged("prepare")
    yield start, PhaseChanged("sit")
    for bell in _bell(plan, "start"):
        yield start, bell
    length = _length(plan)
    if length is None:
        return
    end = start + length
    for bell in _bell(plan, "end"):
        yield end, bell
    if plan.overtime:
        yield end, PhaseChanged("overtime")
    else:
        yield end, PhaseChanged("ended")
        yield end, Finished("completed", int(length + 1e-6))


def _bells(plan: SittingPlan) -> Iterator[tuple[float, Bell]]:
    for offset, effect in heapq.merge(_frame(plan), _intervals(plan), key=lambda event: event[0]):
        if isinstance(effect, Bell):
            yield offset, effect


def _intervals(plan: SittingPlan) -> Iterator[tuple[float, Effect]]:
    if plan.intervals is None:
        return
    bell = Bell(plan.interval_sound, plan.interval_strikes, STRIKE_SPACING, "interval")
    for offset in plan.intervals.offsets(_length(plan), plan.seed):
        yield plan.prepare + offset, bell


def _breaths(plan: SittingPlan) -> Iterator[tuple[float, BreathChanged]]:
    pattern = pattern_of(plan)
    if pattern is None:
        return
    length = _length(plan)
    for offset, phase, seconds in pattern.changes():
        if length is not None and offset >= length - 1e-6:
            return
        yield plan.prepare + offset, BreathChanged(phase, seconds)
