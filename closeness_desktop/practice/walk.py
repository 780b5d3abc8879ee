"""Every step of a practice file with the path that leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from closeness_desktop.practice.format import Choose, Loop, Practice, Step
from closeness_desktop.practice.plain_yaml import Path
from closeness_desktop.practice.unroll import IT, rounds


@dataclass(frozen=True, slots=True)
class Met:
    """One step where it stands in the file. loops: those around it, the outermost first."""

    step: Step
    path: Path
    loops: tuple[Loop, ...] = ()

    @property
    def within_list(self) -> bool:
        """Whether `{it}` means something here. A loop's own texts do not hold it; it has none."""
        return any(loop.over is not None for loop in self.loops)


def walk(practice: Practice) -> Iterator[Met]:
    """In the order of the file, a loop before what is in it."""
    yield from _walk(practice.steps, ("steps",), ())


def _walk(steps: tuple[Step, ...], path: Path, loops: tuple[Loop, ...]) -> Iterator[Met]:
    for number, step in enumerate(steps):
        here = (*path, number)
        yield Met(step, here, loops)
        if isinstance(step, Loop):
            yield from _walk(step.steps, (*here, "steps"), (*loops, step))


def fitting(practice: Practice, loop: Loop) -> int:
    """How many items of its list a loop may draw from, in the answer's case that leaves the fewest."""
    items = practice.lists.get(loop.over or "", ())
    if loop.match is None:
        return len(items)
    match = next((met.step for met in walk(practice) if met.step.id == loop.match), None)
    if not isinstance(match, Choose):
        return len(items)
    return min(sum(not item.fits or option.id in item.fits for item in items) for option in match.options)


def count(practice: Practice) -> int:
    """Steps that are no loops, when every loop is gone through as often as it can be; not laid out."""

    def of(steps: tuple[Step, ...]) -> int:
        return sum(rounds(practice, one) * of(one.steps) if isinstance(one, Loop) else 1 for one in steps)

    return of(practice.steps)


def spelled_out(practice: Practice) -> int:
    """Characters of all texts when every loop is gone through, `{it}` filled in with the longest item."""

    def of(steps: tuple[Step, ...], longest: int) -> int:
        found = 0
        for one in steps:
            if isinstance(one, Loop):
                items = practice.lists.get(one.over or "", ())
                inner = max((len(item.text) for item in items), default=0) if one.over else longest
                found += rounds(practice, one) * of(one.steps, inner)
            else:
                found += sum(len(text) + text.count(IT) * longest for text in texts_of(one))
        return found

    return of(practice.steps, len(IT))


def texts_of(step: Step) -> tuple[str, ...]:
    """Every text that a step shows or says; a loop has none of its own."""
    lines = [*getattr(step, "text", ()), *getattr(step, "listener", ())]
    lines += [getattr(step, name, "") for name in ("hint", "helper", "low", "high")]
    lines += [option.text for option in step.options] if isinstance(step, Choose) else []
    return tuple(line for line in lines if line)
