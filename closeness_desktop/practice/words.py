"""What a session says, for the window and the terminal alike: captions of effects, lengths, times."""

from __future__ import annotations

import math

from closeness_desktop.practice.breathing import OWN_PACE, PATTERNS
from closeness_desktop.practice.catalogue import title_of
from closeness_desktop.practice.effects import Bell, BreathChanged, Effect, PhaseChanged
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.records import SessionEnd

BREATHS = {"in": "Breathe in", "hold": "Hold", "out": "Breathe out", "rest": "Rest"}
BELLS = {"start": "A bell. Your sitting begins.", "interval": "A bell.", "end": "A bell. Your time is over."}
PHASES = {"prepare": "Settle in.", "sit": "", "overtime": "Sit on as long as you like.", "ended": ""}
SOUND_NAMES = {"bowl": "Bowl", "bell": "Bell", "woodblock": "Woodblock"}
ENDS: dict[SessionEnd, str] = {
    "completed": "to the end",
    "early": "ended early",
    "abandoned": "set aside",
    "running": "under way",
}


def caption(effect: Effect) -> str:
    """One line for those who do not hear or see the effect itself; "" when there is nothing to say."""
    if isinstance(effect, Bell):
        return BELLS[effect.mark]
    if isinstance(effect, BreathChanged):
        return BREATHS[effect.phase]
    if isinstance(effect, PhaseChanged):
        return PHASES[effect.phase]
    return ""


def length(seconds: float) -> str:
    """A length as people say it: "45 seconds", "12 minutes 30 seconds", "1 hour 5 minutes"."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    parts = [_count(hours, "hour"), _count(minutes, "minute"), "" if hours else _count(rest, "second")]
    return " ".join(part for part in parts if part) or "0 seconds"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def clock(seconds: float, *, left: bool = False) -> str:
    """Seconds as "7:26" or "1:07:26". `left`: time that runs out is rounded up, so that 0:00 is the end."""
    whole = math.ceil(seconds - 1e-6) if left else int(seconds + 1e-6)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def pace(breathing: str) -> str:
    """A breathing pace by its key: "6 breaths a minute"."""
    return "your own pace" if breathing == OWN_PACE else f"{PATTERNS[breathing].per_minute} breaths a minute"


def heading(plan: SittingPlan) -> str:
    """What is under way, in one quiet line: "Slow breathing · 6 breaths a minute"."""
    if plan.breathing:
        about = pace(plan.breathing)
    else:
        about = length(plan.seconds) if plan.seconds else "open-ended"
    return f"{title_of(plan.practice)} · {about}"


def outline(plan: SittingPlan) -> str:
    """A set-up in one sentence: "10 minutes, after 10 seconds to settle in, with a bell every 5 minutes."."""
    parts = [length(plan.seconds) if plan.seconds else "Open-ended"]
    if plan.prepare:
        parts.append(f"after {length(plan.prepare)} to settle in")
    if plan.breathing:
        parts.append("at your own pace" if plan.breathing == OWN_PACE else f"with {pace(plan.breathing)}")
    if plan.interval:
        parts.append(f"with a bell every {length(plan.interval).removeprefix('1 ')}")
    return ", ".join(parts) + "."
