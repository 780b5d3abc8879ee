"""A sitting: preparation, a start bell, silence with or without bells in it, an end bell, time past the end.

`Sitting` is a pure state machine. It holds numbers, never a clock: whoever drives it (see `driver`) says how
many seconds have passed since it began, and carries out the effects that come back. Any cutting of that time
into pieces gives the same effects in the same order, so 40 minutes are tested in microseconds.

Two clocks meet here. *elapsed*: awake seconds since the session was begun, pauses included; what a driver
passes in. *position*: seconds of the session itself, pauses and gaps left out; offsets are positions.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from typing import Literal

from closeness_desktop.errors import BugError, UsageError
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
from closeness_desktop.practice.plan import LONGEST, SittingPlan, pattern_of
from closeness_desktop.practice.timeline import Lookahead, Stopwatch, Timeline
from closeness_desktop.records import SessionEnd

__all__ = ["GapAnswer", "Sitting", "SittingPlan"]

GapAnswer = Literal["keep", "count", "end"]
"""After a gap: sit on from where it stood, count the gap as sat, or end the sitting there."""

STRIKE_SPACING = 4.0
"""Seconds from one strike to the next: time for a bowl to bloom, not to fade."""


class Sitting:
    """One sitting, from preparation to its end.

    phase: where it is. ended: None until it is over, then how. asking: seconds of an unanswered gap, or None.
    """

    def __init__(self, plan: SittingPlan) -> None:
        self.plan = plan
        self.phase: Phase = "prepare" if plan.prepare else "sit"
        self.ended: SessionEnd | None = None
        self.asking: float | None = None
        self.position = 0.0
        self._given = -1.0  # the position up to which effects were handed out
        self._watch = Stopwatch()
        self._timeline = Timeline(_events(plan))
        self._bells = Lookahead(_bells(plan))
        self._breaths = Lookahead(_breaths(plan))

    # What it is, to whoever shows it

    @property
    def paused(self) -> bool:
        """Whether it stands still, by wish or by an unanswered gap."""
        return self.ended is None and self._watch.resumed_at is None

    @property
    def next_at(self) -> float | None:
        """Position of the next effect; None when nothing more comes by itself."""
        return None if self.ended else self._timeline.next_at

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

    @property
    def ends_in(self) -> float | None:
        """Seconds from now until it ends by itself; None when it does not: paused, ended, open, overtime."""
        if self.paused or self.ended is not None or self.plan.overtime or self.length is None:
            return None
        return self.plan.prepare + self.length - self.position

    def bells_ahead(self, within: float = LONGEST) -> tuple[tuple[float, Bell], ...]:
        """Every bell that will ring `within` so many seconds unless somebody steps in, and when from now.

        For the time while the journal is locked: it tells nothing of what the sitting is about. Nothing while
        it stands still.
        """
        if self.paused or self.ended is not None:
            return ()
        ahead = self._bells.between(self._given, self.position + within)
        return tuple((offset - self.position, bell) for offset, bell in ahead)

    def breaths_ahead(self, within: float) -> tuple[tuple[float, BreathChanged], ...]:
        """The same for every part of a breath that begins within so many seconds."""
        still = self.paused or self.ended is not None
        ahead = () if still else self._breaths.between(self._given, self.position + within)
        return tuple((offset - self.position, breath) for offset, breath in ahead)

    # What happens to it

    def advance(self, elapsed: float) -> tuple[Effect, ...]:
        """Go on to `elapsed` and hand out what fell due since. The first call is `advance(0.0)`."""
        if self.ended is not None:
            return ()
        return self._move(self._watch.read(elapsed))

    def pause(self, elapsed: float) -> tuple[Effect, ...]:
        """Stand still at `elapsed`; hands out what fell due before."""
        effects = self.advance(elapsed)
        if self.ended is None:
            self._watch.pause(elapsed)
        return effects

    def resume(self, elapsed: float) -> None:
        """Go on after a pause. A gap must be answered instead (see `answer`)."""
        if self.ended is None and self.asking is None:
            self._watch.resume(elapsed)

    def end(self, elapsed: float) -> tuple[Effect, ...]:
        """The person ends it, and no bell rings.

        Ends as "completed" past the planned end or when open-ended, as "early" before it, and as "abandoned"
        when not a second was sat.
        """
        effects = self.advance(elapsed)
        if self.ended is not None:
            return effects
        whole = self.phase == "overtime" or (self.length is None and self.done_seconds > 0)
        return effects + self._finish("completed" if whole else self._cut_short())

    def slept(self, elapsed: float, seconds: float) -> tuple[Effect, ...]:
        """Nobody counted for `seconds` just after `elapsed` (awake seconds, the gap not among them).

        Policy (practice.md A.4): still before its end, it stands still and asks. When its end went by
        meanwhile, or it was past it already, it is over: one end bell, and only waking seconds are logged.
        A sitting that was paused anyway notices nothing.
        """
        effects = self.advance(elapsed)
        if self.ended is not None or self.paused:
            return effects
        over = self.phase == "overtime"
        if not over and self.length is not None:
            over = self.position + seconds >= self.plan.prepare + self.length
        if not over:
            self._watch.pause(elapsed)
            self.asking = seconds
            return (*effects, GapFound(seconds))
        if self.phase == "overtime":
            return effects + self._finish("completed")
        return (*effects, *_bell(self.plan, "end"), *self._finish(self._cut_short(), slept=seconds))

    def answer(self, choice: GapAnswer, elapsed: float) -> tuple[Effect, ...]:
        """What the person wants after a gap. Counting it rings at most one of the bells that were missed."""
        if self.asking is None:
            raise BugError("There was no gap to answer for.")
        missed, self.asking = self.asking, None
        if choice == "end":
            return self.end(elapsed)
        if choice == "count":
            self._watch.accumulated += missed
        self._watch.resume(elapsed)
        return one_bell(self.advance(elapsed))

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
