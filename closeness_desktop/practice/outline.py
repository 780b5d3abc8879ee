"""What a practice is made of, in a few plain sentences, for those who decide whether to begin it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from closeness_desktop.practice import words
from closeness_desktop.practice.format import (
    OPEN,
    Breathe,
    Choose,
    Loop,
    PersonStep,
    Practice,
    Prompt,
    Say,
    Scale,
    Silence,
    Step,
    Tag,
    Turn,
)
from closeness_desktop.practice.minutes import minutes_of
from closeness_desktop.practice.stretch import stretch
from closeness_desktop.practice.unroll import rounds, unroll


def each(practice: Practice) -> Iterator[tuple[Step, int]]:
    """Every step that is no loop, and how often it comes when all of its loops are gone through."""
    yield from _each(practice, practice.steps, 1)


def _each(practice: Practice, steps: Sequence[Step], times: int) -> Iterator[tuple[Step, int]]:
    for step in steps:
        if isinstance(step, Loop):
            yield from _each(practice, step.steps, times * rounds(practice, step))
        else:
            yield step, times


def length(practice: Practice) -> str:
    """How long it takes, for a card: "5–20 min", "about 8 min", "" for one's own time.

    "about": something in it ends when the person goes on.
    """
    total = practice.total
    if total is None or is_open(practice):
        minutes = minutes_of(practice)
        return f"about {minutes} min" if minutes else ""
    least, most = max(1, round(total.min / 60)), max(1, round(total.max / 60))
    return f"{least} min" if least == most else f"{least}–{most} min"


def least_minutes(practice: Practice) -> float | None:
    """Minutes that it takes at the least; None for one's own time."""
    total = practice.total
    if total is None or is_open(practice):
        return minutes_of(practice)
    return total.min / 60


def stretches(practice: Practice) -> bool:
    """Whether its length is worth choosing: it can be stretched, and most of it is timed."""
    total = practice.total
    if total is None or total.min == total.max:
        return False
    return total.default / 60 >= (minutes_of(practice) or 0) / 2


def is_open(practice: Practice) -> bool:
    """Whether something in it takes as long as the person likes."""
    return any(isinstance(step, OPEN) or step.when is not None for step, _times in each(practice))


def sentences(practice: Practice, seconds: float | None = None) -> tuple[str, ...]:
    """What it is made of, one thing a sentence, at a total of so many seconds (None: the file's own)."""
    steps = list(each(practice))
    found = []
    kinds = {type(step) for step, _times in steps}
    if Say in kinds:
        found.append(
            "Guidance in words, with quiet in between." if Silence in kinds else "Guidance in words."
        )
    elif Silence in kinds:
        found.append("Quiet.")
    if Breathe in kinds:
        found.append("Slow breathing with the two circles.")
    if Turn in kinds:
        lengths = stretch(practice, seconds).lengths
        each_has = sum(lengths[stop.path] for stop in unroll(practice) if isinstance(stop.step, Turn)) / 2
        near = round(each_has / 10) * 10
        about = "" if abs(each_has - near) < 1 else "about "
        found.append(f"Each of you speaks for {about}{words.length(near)} in all, and listens as long.")
    questions = sum(times for step, times in steps if isinstance(step, Prompt))
    if questions:
        found.append(
            "A question to write about."
            if questions == 1
            else f"{words.counted(questions).capitalize()} questions to write about."
        )
    if kinds & {Scale, Choose, Tag, PersonStep}:
        found.append("Something to choose or to mark.")
    return tuple(found)
