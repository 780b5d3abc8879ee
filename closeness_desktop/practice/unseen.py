"""A session while its journal is locked: how long it still takes and which bells it still rings. No content.

It is driven like any other session (see `driver`). When the journal is open again, the session itself is
taken up from what was kept of it and moved on by `position`; then it hears of the `gap`, if there was one.
"""

from __future__ import annotations

from collections.abc import Sequence

from closeness_desktop.practice.effects import Bell, Effect
from closeness_desktop.practice.stretch import CRUMB
from closeness_desktop.practice.timeline import Timeline
from closeness_desktop.practice.under_way import GapAnswer
from closeness_desktop.records import SessionEnd


class Unseen:
    """Time that passes for a session that nobody sees.

    bells: seconds from now, and the bell. ends_in: seconds from now to its end, None when it has none of its
    own or waits for the person before it. position: seconds that passed. gap: seconds of the first time that
    nobody counted (the computer slept), after which it stands still; 0.0 while there was none.
    """

    def __init__(self, bells: Sequence[tuple[float, Bell]], ends_in: float | None) -> None:
        self.position = 0.0
        self.gap = 0.0
        self.ended: SessionEnd | None = None
        self.ends_in = ends_in
        self._bells = tuple(bells)
        self._timeline = Timeline(iter(bells))

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return self.gap > 0

    @property
    def next_at(self) -> float | None:
        """Position of the next bell, or of the end."""
        if self.ended or self.paused:
            return None
        return self._timeline.next_at if self._timeline.next_at is not None else self.ends_in

    @property
    def remaining(self) -> float | None:
        """Seconds to its end; None when it has none."""
        return None if self.ends_in is None else max(0.0, self.ends_in - self.position)

    def bells_ahead(self) -> tuple[tuple[float, Bell], ...]:
        """The bells still to come, with the seconds from now."""
        if self.ended or self.paused:
            return ()
        return tuple((at - self.position, bell) for at, bell in self._bells if at > self.position)

    def advance(self, elapsed: float) -> tuple[Effect, ...]:
        """Go on to `elapsed`, and hand out the bells that fell due."""
        if self.ended or self.paused:
            return ()
        self.position = max(self.position, elapsed)
        if self.ends_in is not None and self.position >= self.ends_in:
            self.ended = "completed"
        return self._timeline.take(self.position)

    def slept(self, elapsed: float, seconds: float) -> tuple[Effect, ...]:
        """Nobody counted for `seconds`: stand still. If its planned end went by meanwhile, its bell rings.

        A sitting with time past its end has no end of its own; its end bell is known by what it means.
        """
        effects = self.advance(elapsed)
        if self.ended or self.paused:
            return effects
        self.gap = seconds
        missed = [
            bell
            for at, bell in self._bells
            if self.position < at <= self.position + seconds and self._ends(at, bell)
        ]
        return (*effects, *missed[-1:])

    def _ends(self, at: float, bell: Bell) -> bool:
        return bell.mark == "end" if self.ends_in is None else at >= self.ends_in - CRUMB

    def pause(self, elapsed: float) -> tuple[Effect, ...]:
        """Nobody is there to pause it."""
        return self.advance(elapsed)

    def resume(self, elapsed: float) -> None:
        """Nobody is there to go on."""

    def end(self, elapsed: float) -> tuple[Effect, ...]:
        """Ends with the session itself."""
        return self.advance(elapsed)

    def answer(self, choice: GapAnswer, elapsed: float) -> tuple[Effect, ...]:
        """Nobody is there to answer."""
        return ()
