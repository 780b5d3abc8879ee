"""How many minutes a practice usually takes, for lists."""

from __future__ import annotations

from closeness_desktop.practice.format import (
    Choose,
    Loop,
    PersonStep,
    Practice,
    Prompt,
    Scale,
    Step,
    Tag,
)
from closeness_desktop.practice.unroll import rounds

WRITING = 120.0
ANSWERING = {Scale: 10.0, Choose: 15.0, Tag: 30.0, PersonStep: 10.0}
"""Seconds that a step is taken to last which ends when the person goes on, unless the file says how long the
writing is meant to be. Our own guesses, for a round figure in a list; nothing is timed by them."""


def minutes_of(practice: Practice) -> int | None:
    """Whole minutes, at least one: its timed part at its usual length, and a guess of what waits for the
    person. None when all of the time is the person's own."""
    timed = practice.total.default if practice.total else 0.0
    seconds = timed + _waiting(practice, practice.steps)
    return max(1, round(seconds / 60)) if seconds else None


def _waiting(practice: Practice, steps: tuple[Step, ...]) -> float:
    seconds = 0.0
    for step in steps:
        if isinstance(step, Loop):
            each = rounds(practice, step) * _waiting(practice, step.steps)
        elif isinstance(step, Prompt):
            each = step.secs or WRITING
        else:
            each = ANSWERING.get(type(step), 0.0)
        seconds += each if step.when is None else each / 2  # conditions are met by some only
    return seconds
