"""What surrounds a sitting for the ears and for the display: bells, cues for the breath, a bed, light."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from closeness_desktop.practice.effects import Bell, BreathChanged, Effect
from closeness_desktop.practice.sitting import Sitting
from closeness_desktop.window.platform import awake
from closeness_desktop.window.platform.awake import Awake
from closeness_desktop.window.platform.sound import PATIENCE, Load, Sounds

if TYPE_CHECKING:
    from closeness_desktop.practice.guided import GuidedSession

FORESEEN = 5.0
"""Seconds ahead for which the sound device is told what comes; it lays it in its place itself."""


class SittingAround:
    """Carries out what is heard of a sitting. Nothing here raises or ends a sitting.

    The bed sounds and the display is held awake only while the sitting runs: `follow` sees to it.
    """

    def __init__(self, sounds: Sounds) -> None:
        self.sounds = sounds
        self.awake = Awake()
        self._sitting: Sitting | None = None
        self._running: bool | None = None
        self._told = False
        self._silent = ""

    @property
    def begun(self) -> bool:
        """Whether it is made ready for a sitting."""
        return self._sitting is not None

    def begin(self, sitting: Sitting, load: Load) -> str:
        """Make ready; returns a sentence for the person when what was to be heard will be silent.

        A sitting in which nothing is to be heard leaves the sound device alone.
        """
        self.finish()
        self._sitting, self._running, self._told = sitting, None, False
        names = _sounds(sitting)
        self._silent = ""
        if names or sitting.plan.around.bed is not None:
            self.sounds.begin(sitting.plan.around, names, load)
            self._silent = self.sounds.why
        return self._silent

    def when_heard(self, start: Callable[[float], None]) -> None:
        """Call `start` with the seconds in which its first sound will be heard (see Sounds.when_heard); at
        once when nothing is to be heard at its beginning.
        """
        begin_heard(self.sounds, self._sitting, start)

    def hear(self, effect: Effect) -> None:
        """Ring a bell; let the next part of a breath be heard, if that is wished."""
        if isinstance(effect, Bell):
            self.sounds.ring(effect)
        elif isinstance(effect, BreathChanged) and self._sitting is not None and self._sitting.plan.cues:
            self.sounds.cue(effect.phase)

    def follow(self) -> str:
        """Sound and light as the sitting stands now; call it after all that happens to it.

        Returns a sentence for the person, once, when the display was to be kept awake and cannot be.
        """
        sitting = self._sitting
        if sitting is None:
            return ""
        running = sitting.ended is None and not sitting.paused
        if running:
            breaths = sitting.breaths_ahead(FORESEEN) if sitting.plan.cues else ()
            self.sounds.foresee(sitting.bells_ahead(FORESEEN), breaths)
        if running == self._running:
            return ""
        self._running = running
        if running:
            self.sounds.resume_bed()
            return self._hold() if sitting.plan.around.awake else ""
        if sitting.ended is None:  # at the end the last bell rings out
            self.sounds.hush()
        self.sounds.pause_bed()
        self.awake.release()
        return ""

    def finish(self) -> None:
        """The sitting is over, or the page is left: what still sounds fades."""
        self._sitting = None
        self.awake.release()
        self.sounds.finish()

    def _hold(self) -> str:
        if self.awake.hold() or self._told:
            return ""
        self._told = True
        return f"{self._silent} {awake.CANNOT}".lstrip()  # both are met at once, and neither hides the other


def begin_heard(
    sounds: Sounds, session: Sitting | GuidedSession | None, start: Callable[[float], None]
) -> None:
    """Call `start` when the first sound of a session is heard; at once when none is near its beginning."""
    if session is not None and (
        session.bells_ahead(PATIENCE) or (session.plan.cues and session.breaths_ahead(PATIENCE))
    ):
        sounds.when_heard(start)
    else:
        start(0.0)


def _sounds(sitting: Sitting) -> list[str]:
    """Everything that the sitting may strike, to be loaded ahead."""
    plan = sitting.plan
    names = [plan.sound] if plan.start_strikes or plan.end_strikes else []
    if plan.intervals is not None:
        names.append(plan.interval_sound)
    if plan.cues and plan.breathing is not None:
        names += [f"breath-{phase}" for phase in ("in", "hold", "out", "rest")]
    return names
