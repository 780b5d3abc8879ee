"""Turns readings of a clock into a session's time, and notices when the computer slept.

Pure but for the clock it is given; `clock.DrivenClock` runs it fast. Elapsed time is always the clock's
reading less one base, never a sum of ticks, so lateness cannot add up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from closeness_desktop.clock import Clock
from closeness_desktop.practice.effects import (
    Bell,
    Effect,
    Finished,
    GapFound,
    StepBegan,
    SteppedBack,
    one_bell,
)
from closeness_desktop.practice.under_way import GapAnswer
from closeness_desktop.records import SessionEnd

TICK = 0.25
"""Most seconds between two ticks."""

SLEPT = 2.0
"""Seconds by which the clock that counts sleep must outrun the other to call it a gap."""

LATE = 5.0
"""Seconds between two ticks that are a gap whatever the clocks say (where no clock tells sleep apart)."""


class Driveable(Protocol):
    """A session as the driver knows it. All times: awake seconds since it began, gaps left out."""

    @property
    def position(self) -> float:
        """Seconds of the session itself, pauses left out."""

    @property
    def ended(self) -> SessionEnd | None:
        """None until it is over, then how."""

    @property
    def paused(self) -> bool:
        """Whether it stands still."""

    @property
    def next_at(self) -> float | None:
        """Position of the next effect, None when nothing more comes by itself."""

    def advance(self, elapsed: float) -> tuple[Effect, ...]:
        """Go on to `elapsed`."""

    def pause(self, elapsed: float) -> tuple[Effect, ...]:
        """Stand still."""

    def resume(self, elapsed: float) -> None:
        """Go on."""

    def end(self, elapsed: float) -> tuple[Effect, ...]:
        """The person ends it."""

    def slept(self, elapsed: float, seconds: float) -> tuple[Effect, ...]:
        """A gap of `seconds` just after `elapsed`."""

    def answer(self, choice: GapAnswer, elapsed: float) -> tuple[Effect, ...]:
        """What to do about the gap."""


S = TypeVar("S", bound=Driveable)


class Driver(Generic[S]):
    """Feeds one session from one clock. Call `tick` every `wait()` seconds and carry out its effects.

    With a DrivenClock, move it by `wait()` (or by less than LATE seconds) between two ticks: a longer stride
    is taken for a sleeping computer, as it would be with a real clock.
    """

    def __init__(self, clock: Clock, session: S) -> None:
        self.session = session
        self._clock = clock
        self._awake = self._base = clock.awake()
        self._total = clock.total()
        self.held = False

    def hold(self) -> None:
        """Let no time go by until `start`, or until anything else is asked of it, which begins it at once."""
        self.held = True

    def start(self, after: float = 0.0) -> None:
        """Begin what is still held, counting from `after` seconds from now.

        What comes at its very beginning is handed out by the next tick all the same, so that a bell can be on
        its way to be heard at that moment.
        """
        if self.held:
            self._read()
            self._base += after

    def elapsed(self) -> float:
        """Awake seconds since it began, gaps left out; for a view that paints between ticks. Below zero when
        it is about to begin."""
        return 0.0 if self.held else self._clock.awake() - self._base

    def wait(self, most: float = TICK) -> float:
        """Seconds until the next tick: the next effect's time, `most` at the most."""
        due = self.session.next_at
        if self.session.paused or due is None:
            return most
        return min(most, max(0.0, due - self.session.position))

    def tick(self, awaited: bool = False) -> tuple[Effect, ...]:
        """Read the clock and hand out what fell due, or what a gap calls for.

        awaited: whoever drives it was waiting for the person (at a terminal), so a late tick is no gap; a
        computer that slept still is.
        """
        gap = self._read(awaited)
        if gap:
            return self.session.slept(self._awake - self._base, gap)
        return self.session.advance(self._awake - self._base)

    def pause(self) -> tuple[Effect, ...]:
        """Stand still from now on. What fell due, or a gap just found, comes first."""
        effects = self.tick()
        return effects + self.session.pause(self.elapsed())

    def catch_up(self, seconds: float, gap: float) -> tuple[Effect, ...]:
        """Go on with a session just restored whose time went on unseen: `seconds` of it, then perhaps a gap.

        Its bells have rung already, and are left out (see `unseen`).
        """
        self._read()
        self._base = self._awake - seconds
        self.session.resume(0.0)
        effects = one_bell(self.session.advance(seconds))
        if gap:
            effects += self.session.slept(seconds, gap)
        return tuple(effect for effect in effects if not isinstance(effect, Bell))

    def resume(self) -> None:
        """Go on. Time slept during a pause is no gap."""
        self._read()
        self.session.resume(self._awake - self._base)

    def act(self, does: Callable[[float], tuple[Effect, ...]], awaited: bool = False) -> tuple[Effect, ...]:
        """Let the person do something at this moment: `act(session.go_on)`. What fell due comes first.

        Does nothing when a gap just found, or what fell due, has changed what they saw meanwhile.
        """
        effects = self.tick(awaited)
        if any(isinstance(one, StepBegan | SteppedBack | GapFound | Finished) for one in effects):
            return effects
        return effects + does(self.elapsed())

    def end(self) -> tuple[Effect, ...]:
        """The person ends it."""
        effects = self.tick()
        return effects + self.session.end(self.elapsed())

    def answer(self, choice: GapAnswer) -> tuple[Effect, ...]:
        """What the person wants after a gap."""
        self._read()
        return self.session.answer(choice, self._awake - self._base)

    def _read(self, awaited: bool = False) -> float:
        """Take a reading; the seconds of a gap (0.0 for none) come back and stay out of elapsed time."""
        awake, total = self._clock.awake(), self._clock.total()
        if self.held:
            self.held, self._base, self._awake, self._total = False, awake, awake, total
            return 0.0
        passed_awake, passed_total = awake - self._awake, total - self._total
        self._awake, self._total = awake, total
        gap = max(passed_awake, passed_total)
        if passed_total - passed_awake < SLEPT and (gap < LATE or awaited):
            return 0.0
        self._base += passed_awake
        return gap
