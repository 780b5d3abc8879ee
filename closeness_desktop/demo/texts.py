"""The texts that the sample journal is put together from, read strictly."""

from __future__ import annotations

import re
from typing import Literal, TypeVar

import msgspec

from closeness_desktop.paths import read_yaml
from closeness_desktop.records import Strength

_FEELING = re.compile(r"(?P<name>.+?)(?: (?P<strength>[1-3]))?\Z")
T = TypeVar("T")


class Scene(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that keeps happening. Any opening goes with any middle and any closing.

    hours: local, from–to. weekdays: Monday is 0, empty for all. months: 1–12, empty for all.
    """

    name: str
    hours: tuple[int, int]
    titles: list[str]
    openings: list[str]
    middles: list[str]
    closings: list[str]
    feelings: list[str]
    weekdays: list[int] = []
    months: list[int] = []
    kind: Literal["entry", "practice-note"] = "entry"


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A check-in of one line."""

    feelings: str
    line: str


class Sat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sitting that a letter was written after; minutes sat, and the local hour it began."""

    minutes: int
    hour: int


class Letter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A longer piece with its own place in time."""

    days_ago: int
    hour: int
    title: str
    feelings: str
    body: str
    starred: bool = False
    session: Sat | None = None


class Done(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A guided practice that was done: when (days before the last, local hour), how long, what was answered.

    answers: by the id of a step. early: it was ended before its end. note, feelings: when it was over.
    """

    days_ago: int
    hour: int
    minutes: int
    practice: str
    answers: dict[str, str | int | list[str]]
    early: bool = False
    note: str = ""
    feelings: str = ""


class Texts(msgspec.Struct, frozen=True):
    """All of them, and where each feeling word lies on the field (pleasantness, energy; −1..1)."""

    scenes: list[Scene]
    lines: list[Line]
    letters: list[Letter]
    weather: dict[str, list[str]]
    guided: list[Done]
    places: dict[str, tuple[float, float]]

    def tone(self, feelings: str) -> tuple[float, float]:
        """How pleasant and how lively some feelings are together, −1..1 each, weighted by strength."""
        named = strengths(feelings)
        total = sum(one.strength for one in named)
        pleasantness = sum(self.places[one.name][0] * one.strength for one in named)
        energy = sum(self.places[one.name][1] * one.strength for one in named)
        return pleasantness / total, energy / total


def load() -> Texts:
    """Read every file. Raises msgspec.ValidationError or KeyError for a mistake in one, which tests find."""
    feelings = _read(list[dict[str, str | float | bool]], "feelings", "en.yaml")
    return Texts(
        scenes=_read(list[Scene], "demo", "scenes.yaml"),
        lines=_read(list[Line], "demo", "check-ins.yaml"),
        letters=_read(list[Letter], "demo", "letters.yaml"),
        weather=_read(dict[str, list[str]], "demo", "weather.yaml"),
        guided=_read(list[Done], "demo", "guided.yaml"),
        places={str(word["name"]): (float(word["pleasantness"]), float(word["energy"])) for word in feelings},
    )


def strengths(feelings: str) -> list[Strength]:
    """Read "calm 2, grateful": names with strengths, 1 unless given."""
    found = (_FEELING.match(part.strip()) for part in feelings.split(",") if part)
    return [Strength(one["name"], int(one["strength"] or 1)) for one in found if one is not None]


def _read(kind: type[T], *place: str) -> T:
    return msgspec.convert(read_yaml(*place), kind)
