"""A practice laid out step after step: loops gone through, roles traded, items drawn and filled in.

The layout follows from the file, a seed and the answers given so far, and from nothing else. A step's path
tells its rounds apart: the step "hard" in the second round of the loop "rounds" is "rounds.2/hard".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Literal

import msgspec
from msgspec import UNSET

from closeness_desktop.practice import answers
from closeness_desktop.practice.answers import Value
from closeness_desktop.practice.format import (
    OPEN,
    Breathe,
    Item,
    Loop,
    Practice,
    Role,
    Say,
    Silence,
    Step,
    Turn,
    When,
)

IT = "{it}"
"""In a text within a loop over a list: the item whose turn it is."""

Talk = Literal["full", "less", "least"]
_MOST_TALK: Mapping[Talk, int] = {"full": 3, "less": 2, "least": 1}

WORDS_A_SECOND = {"en": 2.2}
"""Pace of calm guidance: 130 words a minute, about seven tenths of the pace at which people read aloud
(English: 183 a minute; Brysbaert 2019, doi 10.1016/j.jml.2019.104047)."""
SLOWEST = 1.8
"""Words a second in every other language."""
BREATH_A_LINE, SHORTEST_LINE = 1.0, 2.5
"""Seconds added to each line, and seconds that even a single word is given."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One step where it stands. `step` has its texts filled in and its roles as they are this time.

    whens: all conditions on it; met: whether they hold with the answers so far. matches: ids of the answers
    that decide which items, and perhaps how many, the loops around it go through. round, rounds: of the
    innermost loop (1 of 1 without one). line_seconds: for each line of its text, the time it is given; it
    does not depend on what is drawn. natural: its seconds as the file has them; 0 for a bell and for steps
    that wait for a person.
    """

    path: str
    step: Step
    whens: tuple[When, ...]
    met: bool
    matches: tuple[str, ...]
    round: int
    rounds: int
    line_seconds: tuple[float, ...]
    natural: float

    @property
    def open(self) -> bool:
        """Whether it ends when the person goes on."""
        return isinstance(self.step, OPEN)

    @property
    def role(self) -> Role | None:
        """Whose step it is."""
        return self.step.role

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said or asked."""
        return getattr(self.step, "text", ())

    @property
    def flex(self) -> float:
        """Its weight when the practice is stretched."""
        return getattr(self.step, "flex", 0.0)


def unroll(
    practice: Practice, seed: int = 0, given: Mapping[str, Value] | None = None, talk: Talk = "full"
) -> Iterator[Stop]:
    """Every step in order, those too whose conditions do not hold. given: answers so far, by path."""
    return _Walk(practice, seed, given or {}, _MOST_TALK[talk]).steps(practice.steps, _Place())


def rounds(practice: Practice, loop: Loop) -> int:
    """How often a loop is gone through; at the most, where that depends on an answer."""
    if loop.times is not UNSET:
        return loop.times
    items = len(practice.lists.get(loop.over or "", ()))
    return min(loop.pick, items) if loop.pick else items


def reading_seconds(line: str, language: str) -> float:
    """Seconds that a spoken or shown line is given. Scripts without spaces: two characters for a word."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in line)
    words = len(line.split()) + wide / 2
    pace = WORDS_A_SECOND.get(language.partition("-")[0], SLOWEST)
    return max(SHORTEST_LINE, BREATH_A_LINE + words / pace)


def cycle(step: Breathe) -> float:
    """Seconds of one whole breath."""
    return step.inhale + step.hold + step.exhale + step.rest


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is. item: what `{it}` stands for; longest: the longest that it may stand for."""

    path: str = ""
    whens: tuple[When, ...] = ()
    matches: tuple[str, ...] = ()
    round: int = 1
    rounds: int = 1
    swapped: bool = False
    item: str = IT
    longest: str = IT


@dataclass
class _Walk:
    practice: Practice
    seed: int
    given: Mapping[str, Value]
    most_talk: int
    latest: dict[str, Value] = field(default_factory=dict)
    drawn: set[tuple[str, int]] = field(default_factory=set)

    def steps(self, steps: Sequence[Step], at: _Place) -> Iterator[Stop]:
        for step in steps:
            here = at if step.when is None else replace(at, whens=(*at.whens, step.when))
            path = at.path + step.id
            if isinstance(step, Loop):
                yield from self._loop(step, path, here)
            elif not (isinstance(step, Say) and step.talk > self.most_talk):
                met = self._met(here)
                yield _stop(step, path, here, met, self.practice.lang)
                if met and path in self.given:
                    self.latest[step.id] = self.given[path]
                elif met:
                    self.latest.pop(step.id, None)

    def _loop(self, loop: Loop, path: str, at: _Place) -> Iterator[Stop]:
        items: Sequence[Item | None]
        longest = at.longest
        if loop.over is None:
            items = [None] * rounds(self.practice, loop)
        else:
            everything = self.practice.lists.get(loop.over, ())
            items = self._draw(loop, path, everything, self._met(at))
            longest = max((one.text for one in everything), key=len, default="")
        for number, item in enumerate(items, 1):
            yield from self.steps(
                loop.steps,
                _Place(
                    f"{path}.{number}/",
                    at.whens,
                    at.matches if loop.match is None else (*at.matches, loop.match),
                    number,
                    len(items),
                    at.swapped ^ (loop.swap and number % 2 == 0),
                    at.item if item is None else item.text,
                    longest,
                ),
            )

    def _met(self, at: _Place) -> bool:
        return all(answers.holds(when, self.latest) for when in at.whens)

    def _draw(self, loop: Loop, path: str, everything: Sequence[Item], met: bool) -> list[Item]:
        """The items of a loop's turns. Those drawn before from the same list come when no others are left.

        met: whether the loop is gone through; otherwise it takes nothing away from those after it.
        """
        answer = self.latest.get(loop.match) if loop.match else None
        wanted = set(answer) if isinstance(answer, tuple) else {answer}
        fitting = [
            (index, item)
            for index, item in enumerate(everything)
            if answer is None or not item.fits or wanted.intersection(item.fits)
        ]
        if not loop.pick:
            return [item for _index, item in fitting]
        Random(f"{self.seed}/{path}").shuffle(fitting)  # noqa: S311 (a draw of questions keeps no secret)
        fitting.sort(key=lambda one: (loop.over, one[0]) in self.drawn)
        chosen = fitting[: loop.pick]
        if met:
            self.drawn.update((str(loop.over), index) for index, _item in chosen)
        return [item for _index, item in chosen]


def _stop(step: Step, path: str, at: _Place, met: bool, language: str) -> Stop:
    lines: tuple[str, ...] = getattr(step, "text", ())
    hold = step.hold if isinstance(step, Say) else 0.0
    seconds = tuple(reading_seconds(line.replace(IT, at.longest), language) + hold for line in lines)
    return Stop(
        path=path,
        step=_filled(step, at),
        whens=at.whens,
        met=met,
        matches=at.matches,
        round=at.round,
        rounds=at.rounds,
        line_seconds=seconds,
        natural=_natural(step, seconds),
    )


def _natural(step: Step, line_seconds: tuple[float, ...]) -> float:
    if isinstance(step, Say):
        return sum(line_seconds)
    if isinstance(step, Breathe):
        return max(1, round(step.secs / cycle(step))) * cycle(step)
    return step.secs if isinstance(step, Silence | Turn) else 0.0


def _filled(step: Step, at: _Place) -> Step:
    """The step with `{it}` filled in and, where the two people have traded, the other's role."""
    changes: dict[str, Any] = {}
    if at.item != IT:
        for name in ("text", "listener"):
            if lines := getattr(step, name, ()):
                changes[name] = tuple(line.replace(IT, at.item) for line in lines)
        for name in ("hint", "helper", "low", "high"):
            if line := getattr(step, name, ""):
                changes[name] = line.replace(IT, at.item)
        if options := getattr(step, "options", ()):
            changes["options"] = tuple(
                msgspec.structs.replace(one, text=one.text.replace(IT, at.item)) for one in options
            )
    if at.swapped:
        for name in ("role", "speaker"):
            if role := getattr(step, name, None):
                changes[name] = "second" if role == "first" else "first"
    return msgspec.structs.replace(step, **changes) if changes else step
