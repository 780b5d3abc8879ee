"""What a running session says on the screen, by where it stands."""

from __future__ import annotations

from typing import Literal

from closeness_desktop.practice import words
from closeness_desktop.practice.effects import BreathChanged, Finished, PhaseChanged
from closeness_desktop.practice.plan import pattern_of
from closeness_desktop.practice.sitting import Sitting

Mode = Literal["running", "paused", "leaving", "gap", "ended"]
"""leaving: asked whether to end. gap: asked what to do about time that the computer slept."""

STOPPED = "It is fine to stop. Look around the room, feel your feet on the floor, and take your time."


def mode_of(sitting: Sitting, *, leaving: bool) -> Mode:
    """Which of the modes it is in; `leaving` while the person is asked whether to end."""
    if sitting.ended is not None:
        return "ended"
    if sitting.asking is not None:
        return "gap"
    if leaving:
        return "leaving"
    return "paused" if sitting.paused else "running"


def word(mode: Mode, sitting: Sitting, elapsed: float, finished: Finished | None) -> str:
    """The one large word or sentence; "" in silence. elapsed: see `practice.sitting`."""
    if mode == "ended":
        return f"You sat for {words.length(finished.done if finished else sitting.done_seconds)}."
    if mode == "gap":
        return slept(sitting.asking or 0.0)
    if mode == "leaving":
        return "End here?"
    if mode == "paused":
        return "Paused"
    if sitting.phase == "prepare":
        return "Settle in"
    breath = sitting.breath(elapsed)
    return words.BREATHS[breath[0]] if breath is not None else ""


def time(sitting: Sitting) -> str:
    """The line of figures below the bar."""
    if sitting.phase == "prepare":
        return f"Begins in {words.clock(sitting.remaining or 0.0, left=True)}"
    if sitting.phase == "overtime":
        past = sitting.position - sitting.plan.prepare - (sitting.length or 0.0)
        return f"{words.clock(past)} past the end"
    if sitting.remaining is not None:
        return f"{words.clock(sitting.remaining, left=True)} left"
    return f"{words.clock(sitting.done_seconds)} so far"


def progress(sitting: Sitting) -> float | None:
    """The part of the sitting that is done, 0 to 1; None when it is open-ended."""
    if sitting.length is None:
        return None
    return min(1.0, max(0.0, (sitting.position - sitting.plan.prepare) / sitting.length))


def caption(mode: Mode, finished: Finished | None, rung: str) -> str:
    """The small line at the foot. rung: the caption of the last bell, while it is to be seen."""
    if mode == "leaving":
        return "What you have sat is kept. Press Esc again to end, or sit on."
    if mode == "gap":
        return "What would you like to do with that time?"
    if mode == "ended":
        return f"{slept(finished.slept)} That time is not counted." if finished and finished.slept else ""
    return rung


def announced(effect: PhaseChanged | BreathChanged, sitting: Sitting | None) -> str:
    """What a screen reader hears of it. The first two breaths tell how long each part is, so that the next
    one can be awaited; after that the words alone are quieter."""
    said = words.caption(effect)
    pattern = pattern_of(sitting.plan) if sitting is not None else None
    if sitting is None or pattern is None or not isinstance(effect, BreathChanged):
        return said
    breaths = (sitting.position - sitting.plan.prepare) / pattern.cycle
    return f"{said}, {words.number(effect.seconds)} seconds" if breaths < 2 else said


def slept(seconds: float) -> str:
    """The sentence about a gap."""
    return f"Your computer slept for {words.length(seconds)}."
