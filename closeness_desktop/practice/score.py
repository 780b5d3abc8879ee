"""What happens within one step of a guided practice, and when: effects at seconds after its beginning."""

from __future__ import annotations

from collections.abc import Iterator

from closeness_desktop.practice.breathing import Pattern
from closeness_desktop.practice.effects import Bell, BreathChanged, Effect, Said, StepBegan
from closeness_desktop.practice.format import Bell as BellStep
from closeness_desktop.practice.format import Breathe, Prompt, Turn
from closeness_desktop.practice.stretch import CRUMB
from closeness_desktop.practice.unroll import Stop

WARNING = Bell("chime", 1, 4.0, "warn")
"""Soft and short: a turn is nearly over."""
TIME = Bell("chime", 1, 4.0, "time")
"""The time meant for writing has passed; the person may write on."""


def score(stop: Stop, length: float | None) -> tuple[tuple[float, Effect], ...]:
    """Offsets in seconds and effects, in order. length: seconds of the step, None when it is open."""
    return (
        (0.0, StepBegan(stop.path)),
        *sorted([*_lines(stop, length), *_bells(stop, length), *_breaths(stop, length)], key=lambda e: e[0]),
    )


def pattern_of(step: Breathe) -> Pattern:
    """The breath of a step."""
    return Pattern("", step.inhale, step.exhale, step.hold, step.rest)


def _lines(stop: Stop, length: float | None) -> Iterator[tuple[float, Effect]]:
    """Lines one after another; faster when a turn or a few breaths are too short for all of them."""
    needed = sum(stop.line_seconds)
    pace = 1.0 if length is None or needed <= length + CRUMB else length / needed
    offset = 0.0
    for line, seconds in zip(stop.lines, stop.line_seconds, strict=True):
        yield offset, Said(line, seconds * pace)
        offset += seconds * pace


def _bells(stop: Stop, length: float | None) -> Iterator[tuple[float, Effect]]:
    step = stop.step
    if isinstance(step, BellStep):
        yield 0.0, Bell(step.sound, step.times, step.spacing, "step")
    elif isinstance(step, Prompt) and step.secs:
        yield step.secs, TIME
    elif isinstance(step, Turn) and length is not None and 0 < step.warn < length:
        yield length - step.warn, WARNING


def _breaths(stop: Stop, length: float | None) -> Iterator[tuple[float, Effect]]:
    if not isinstance(stop.step, Breathe) or length is None:
        return
    for offset, phase, seconds in pattern_of(stop.step).changes():
        if offset >= length - CRUMB:
            return
        yield offset, BreathChanged(phase, seconds)
