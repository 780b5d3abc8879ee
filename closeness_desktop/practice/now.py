"""What a guided session is doing at this moment, for whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass

from closeness_desktop.practice.answers import Value
from closeness_desktop.practice.course import Course
from closeness_desktop.practice.format import Prompt, Role, Silence, Step, Turn


@dataclass(frozen=True, slots=True)
class Now:
    """The present step. Texts are filled in, roles as they are this time.

    role: whose step it is, None for both. speaker: who speaks, in a turn. lines: what is said or asked.
    caption: the line said last. listener: for the one who listens. hint: one quiet line.
    seconds: how long it takes, or is meant to take; None when it is open. remaining: what is left of that.
    number, of: as in “3 of 12”; bells are not counted. round, rounds: of the innermost loop (1 of 1 without).
    skippable: whether `go_on` leaves it. waiting: whether it waits for the person. draft: what was noted or
    answered before.
    """

    path: str
    step: Step
    role: Role | None
    speaker: Role | None
    lines: tuple[str, ...]
    caption: str
    listener: tuple[str, ...]
    hint: str
    seconds: float | None
    remaining: float | None
    number: int
    of: int
    round: int
    rounds: int
    skippable: bool
    waiting: bool
    draft: Value | None


def look(course: Course) -> Now:
    """The present step of a course."""
    stop, step = course.route.here, course.route.here.step
    seconds = (step.secs or None) if isinstance(step, Prompt) else course.length
    return Now(
        path=stop.path,
        step=step,
        role=stop.role,
        speaker=step.speaker if isinstance(step, Turn) else None,
        lines=stop.lines,
        caption=course.said or (course.route.caption() if isinstance(step, Silence) else ""),
        listener=step.listener if isinstance(step, Turn) else (),
        hint=getattr(step, "hint", "") or getattr(step, "helper", ""),
        seconds=seconds,
        remaining=None if seconds is None else max(0.0, seconds - (course.position - course.began)),
        number=course.number[0],
        of=course.number[1],
        round=stop.round,
        rounds=stop.rounds,
        skippable=skippable(step),
        waiting=stop.open,
        draft=course.route.drafts.get(stop.path),
    )


def skippable(step: Step) -> bool:
    """Whether a person may leave it before its time, or pass it over."""
    return step.skip or (isinstance(step, Turn) and step.early)
