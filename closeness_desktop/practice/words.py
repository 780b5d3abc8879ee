"""What a session says, for the window and the terminal alike: captions of effects, lengths, times."""

from __future__ import annotations

import math
from collections.abc import Sequence

from closeness_desktop.practice.breathing import OWN_PACE, OWN_PATTERN, PATTERNS, Pattern
from closeness_desktop.practice.catalogue import title_of
from closeness_desktop.practice.effects import Bell, BreathChanged, Effect, Mark, PhaseChanged, Said
from closeness_desktop.practice.intervals import AtRandom, Every, FromEnd, Intervals
from closeness_desktop.practice.plan import SittingPlan, pattern_of
from closeness_desktop.records import SessionEnd

BREATHS = {"in": "Breathe in", "hold": "Hold", "out": "Breathe out", "rest": "Rest"}
BELLS: dict[Mark, str] = {
    "start": "A bell. Your sitting begins.",
    "interval": "A bell.",
    "end": "A bell. Your time is over.",
    "step": "A bell.",
    "warn": "A soft bell. This turn is nearly over.",
    "time": "A bell. The time meant for this is over; take as long as you like.",
}
PHASES = {"prepare": "Settle in.", "sit": "", "overtime": "Sit on as long as you like.", "ended": ""}
SOUND_NAMES = {"bowl": "Bowl", "bell": "Bell", "chime": "Chime", "woodblock": "Woodblock"}
BED_NAMES = {"rain": "Rain", "brown": "Brown noise", "sea": "Sea"}
PATTERN_NAMES = {"4-7-8": "4-7-8", "box": "Box", OWN_PATTERN: "Your own pattern", OWN_PACE: "Your own pace"}
"""Those breathing paces that are not called by their breaths a minute."""
_UP_TO_NINE = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTS = {"in": "in", "hold": "held", "out": "out", "rest": "empty"}
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
    if isinstance(effect, Said):
        return effect.text
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
    """A breathing pace by its key, as it is chosen: "6 breaths a minute", "Box"."""
    return PATTERN_NAMES.get(breathing) or f"{PATTERNS[breathing].per_minute} breaths a minute"


def parts(pattern: Pattern) -> str:
    """A pattern in its seconds: "4 in – 7 held – 8 out"."""
    return " – ".join(f"{number(seconds)} {_PARTS[phase]}" for phase, seconds in pattern.parts)


def number(value: float) -> str:
    """A number with at most one decimal, and none where it is whole: "4", "2.5"."""
    return f"{value:.1f}".removesuffix(".0")


def counted(many: int) -> str:
    """How many, in a sentence: in words up to nine, "two", and in figures from there, "10"."""
    return _UP_TO_NINE[many] if 0 <= many < len(_UP_TO_NINE) else str(many)


def breathes(plan: SittingPlan) -> str:
    """How a plan breathes: "6 breaths a minute", "4 in – 8 out", "your own pace"; "" when it does not."""
    pattern = pattern_of(plan)
    if plan.breathing is None or pattern is None:
        return "your own pace" if plan.breathing == OWN_PACE else ""
    return parts(pattern) if plan.breathing in PATTERN_NAMES else pace(plan.breathing)


def heading(plan: SittingPlan) -> str:
    """What is under way, in one quiet line: "Slow breathing · 6 breaths a minute"."""
    about = breathes(plan) or (length(plan.seconds) if plan.seconds else "open-ended")
    return f"{title_of(plan.practice)} · {about}"


def outline(plan: SittingPlan) -> str:
    """A set-up in one sentence: "10 minutes, after 10 seconds to settle in, with a bell every 5 minutes."."""
    told = [length(plan.seconds) if plan.seconds else "Open-ended"]
    if plan.prepare:
        told.append(f"after {length(plan.prepare)} to settle in")
    if plan.breathing == OWN_PACE:
        told.append("at your own pace")
    elif plan.breathing in PATTERN_NAMES:
        told.append(f"breathing {breathes(plan)}")
    elif plan.breathing:
        told.append(f"with {breathes(plan)}")
    if plan.intervals:
        told.append(f"with {bells_between(plan.intervals)}")
    if bed := BED_NAMES.get(plan.around.bed or ""):
        told.append(f"with {bed.lower()} around you")
    return ", ".join(told) + "."


def bells_between(intervals: Intervals) -> str:
    """When bells ring in between: "a bell every 5 minutes", "bells after 5, 10 and 25 minutes"."""
    if isinstance(intervals, Every):
        return f"a bell every {length(intervals.seconds).removeprefix('1 ')}"
    if isinstance(intervals, AtRandom):
        return f"bells at random, {_lengths((intervals.least, intervals.most), ' to ')} apart"
    bells = "bells" if len(intervals.seconds) > 1 else "a bell"
    if isinstance(intervals, FromEnd):
        return f"{bells} {_lengths(intervals.seconds[::-1])} before the end"
    return f"{bells} after {_lengths(intervals.seconds)}"


def _lengths(seconds: Sequence[int], last: str = " and ") -> str:
    """Lengths side by side, in minutes when all are: "5, 10 and 25 minutes"."""
    whole = all(one % 30 == 0 for one in seconds)
    said = [number(one / 60) if whole else length(one) for one in seconds]
    joined = last.join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    if not whole:
        return joined
    return joined + (" minute" if said == ["1"] else " minutes")
