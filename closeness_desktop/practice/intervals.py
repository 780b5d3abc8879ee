"""When bells ring within a sitting. Each kind is a plain value that answers where its bells are."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from closeness_desktop.errors import UsageError

SHORTEST_INTERVAL = 10
"""Least seconds from one bell to the next."""

LONGEST_INTERVAL = 24 * 3600
MOST_POINTS = 60
"""Bells at times of one's own, at the most."""


@dataclass(frozen=True, slots=True)
class Every:
    """A bell every so many seconds, counted from the start bell."""

    seconds: int

    def __post_init__(self) -> None:
        _check(self.seconds, SHORTEST_INTERVAL)

    def offsets(self, length: float | None, seed: int = 0) -> Iterator[float]:
        """Seconds after the start bell, in order, before `length`; endless when that is None."""
        offset = self.seconds
        while length is None or offset < length:
            yield float(offset)
            offset += self.seconds


@dataclass(frozen=True, slots=True)
class At:
    """Bells at times of one's own: seconds after the start bell, sorted, each once."""

    seconds: tuple[int, ...]

    def __post_init__(self) -> None:
        _check_points(self.seconds)

    def offsets(self, length: float | None, seed: int = 0) -> Iterator[float]:
        """See Every; what lies at the end or beyond it is left out."""
        yield from (float(point) for point in self.seconds if length is None or point < length)


@dataclass(frozen=True, slots=True)
class FromEnd:
    """Bells counted back from the end: seconds before the end bell, sorted, each once."""

    seconds: tuple[int, ...]

    def __post_init__(self) -> None:
        _check_points(self.seconds)

    def offsets(self, length: float | None, seed: int = 0) -> Iterator[float]:
        """See Every; none when there is no end to count from."""
        if length is not None:
            yield from (float(length - point) for point in reversed(self.seconds) if point < length)


@dataclass(frozen=True, slots=True)
class AtRandom:
    """Bells at times that nobody knows: each comes `least` to `most` seconds after the one before."""

    least: int
    most: int

    def __post_init__(self) -> None:
        _check(self.least, SHORTEST_INTERVAL)
        _check(self.most, self.least)

    def offsets(self, length: float | None, seed: int = 0) -> Iterator[float]:
        """See Every; the same for the same seed. None falls just before the end bell."""
        drawn = random.Random(seed)  # noqa: S311 (nothing here is a secret, and a snapshot draws it again)
        offset = drawn.uniform(self.least, self.most)
        while length is None or offset <= length - SHORTEST_INTERVAL:
            yield offset
            offset += drawn.uniform(self.least, self.most)


Intervals: TypeAlias = Every | At | FromEnd | AtRandom

_NAMES: Mapping[type[Every | At | FromEnd], str] = {Every: "every", At: "at", FromEnd: "from-end"}


def points(seconds: list[int] | tuple[int, ...]) -> tuple[int, ...]:
    """Times of one's own as At and FromEnd want them: sorted, each once."""
    return tuple(sorted(set(seconds)))


def as_dict(intervals: Intervals) -> dict[str, object]:
    """As JSON values."""
    if isinstance(intervals, AtRandom):
        return {"kind": "random", "least": intervals.least, "most": intervals.most}
    seconds = intervals.seconds
    return {
        "kind": _NAMES[type(intervals)],
        "seconds": list(seconds) if isinstance(seconds, tuple) else seconds,
    }


def read(kept: object) -> Intervals | None:
    """What `as_dict` gave; a bare number, as the first plans kept it, is a bell every so many seconds.

    None for anything of another shape. Raises UsageError for values that cannot be.
    """
    if type(kept) is int:
        return Every(kept)
    if not isinstance(kept, Mapping):
        return None
    kind, seconds = kept.get("kind"), kept.get("seconds")
    least, most = kept.get("least"), kept.get("most")
    if kind == "every" and type(seconds) is int:
        return Every(seconds)
    if kind in ("at", "from-end") and isinstance(seconds, list) and all(type(one) is int for one in seconds):
        return (At if kind == "at" else FromEnd)(points(seconds))
    if kind == "random" and type(least) is int and type(most) is int:
        return AtRandom(least, most)
    return None


def _check(seconds: int, least: int) -> None:
    if not least <= seconds <= LONGEST_INTERVAL:
        if least == SHORTEST_INTERVAL:
            raise UsageError("Bells in between are at least ten seconds apart.")
        raise UsageError("The longest wait for a bell is not shorter than the shortest.")


def _check_points(seconds: tuple[int, ...]) -> None:
    if not 1 <= len(seconds) <= MOST_POINTS:
        raise UsageError(f"Up to {MOST_POINTS} bells can ring at times of your own, and at least one.")
    for before, point in zip((0, *seconds), seconds, strict=False):
        _check(point - before, SHORTEST_INTERVAL)
