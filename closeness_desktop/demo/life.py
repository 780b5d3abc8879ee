"""An invented life: which days were written on, how they felt, and what was put down. Pure and repeatable.

It is told backwards from the last day, so that the newest entries, which are looked at most, have the
freshest sentences. The mood drifts from day to day, as moods do, and each entry is chosen to fit its day.
"""

from __future__ import annotations

import datetime as dt
import math
import random
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from closeness_desktop.demo.texts import Letter, Line, Scene, Texts, strengths
from closeness_desktop.records import EntryKind

SEED = 12
MARK = "sample"
"""The tag that every entry carries."""
AWAY = ((40, 43), (120, 123), (205, 209), (300, 311), (410, 418), (470, 475))
"""Stretches without an entry, in days before the last."""
LENGTHS = (10, 10, 12, 15, 15, 20, 25)
"""How long sittings are meant to be, in minutes."""
PERSISTENCE, STEP = 0.62, 0.34
"""How much of a day's mood is left on the next one, and how far it moves by itself."""
HABITS = {
    (True, True): ("hopeful", "grateful", "hopeful"),
    (True, False): ("calm", "calm", "calm", "grateful"),
    (False, False): ("lonely", "tired", "tired"),
    (False, True): ("tense", "tense", "frustrated"),
}
"""Words that this person reaches for, by (pleasant, lively): everybody names a few again and again."""
_TAGS = re.compile(r"((?: #\w+)+)\Z")


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting: when (local), planned and done seconds, and whether it went to its end."""

    when: dt.datetime
    planned: int
    done: int

    @property
    def whole(self) -> bool:
        """Whether it went to its end."""
        return self.done >= self.planned


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry, not yet written: `when` is local, `after` the sitting it belongs to."""

    when: dt.datetime
    title: str
    body: str
    kind: EntryKind
    feelings: str
    starred: bool = False
    after: Sitting | None = None

    def as_json(self, at: str, zone: str, session: str | None) -> dict[str, Any]:
        """The shape that `write --json` takes."""
        return {
            "at": at,
            "zone": zone,
            "kind": self.kind,
            "title": self.title,
            "body": self.body,
            "feelings": [{"name": one.name, "strength": one.strength} for one in strengths(self.feelings)],
            "tags": [MARK],
            "starred": self.starred,
            "session": session,
        }


class Life:
    """Tells `days` days that end at `now` (local, naive). `pieces` and `sittings` are newest first."""

    def __init__(self, texts: Texts, now: dt.datetime, days: int) -> None:
        self._texts = texts
        self._now = now
        self._random = random.Random(SEED)  # noqa: S311  # repeatable on purpose, and guards nothing
        self._used: Counter[str] = Counter()
        self._last_scene: dict[str, int] = {}
        self._lines = list(texts.lines)
        self._told: set[str] = set()
        self.pieces: list[Piece] = []
        self.sittings: list[Sitting] = []
        named = {line.feelings for line in texts.lines}
        named |= {feelings for scene in texts.scenes for feelings in scene.feelings}
        self._tone = {feelings: texts.tone(feelings) for feelings in named}
        letters = {letter.days_ago: letter for letter in texts.letters}
        mood = 0.2
        for ago in range(days):
            mood = PERSISTENCE * mood + self._random.gauss(0, STEP)
            self._day(ago, mood + _season(ago), letters.get(ago))

    def _day(self, ago: int, mood: float, letter: Letter | None) -> None:
        day = self._now.date() - dt.timedelta(days=ago)
        if letter is not None:
            self._letter(day, letter)
        if any(first <= ago <= last for first, last in AWAY):
            return
        likely = 0.88 if ago < 120 else 0.62 if ago < 300 else 0.48
        if self._random.random() < 0.3:
            self._sit(day, self._random.choice((7, 7, 18, 21)))
        if self._random.random() < likely:
            for _ in range(self._random.choices((1, 2, 3), (66, 27, 7))[0] - (letter is not None)):
                self._entry(ago, day, mood + self._random.gauss(0, 0.18))

    def _letter(self, day: dt.date, letter: Letter) -> None:
        sitting = None
        if letter.session is not None:
            sitting = self._sit(day, letter.session.hour, letter.session.minutes)
        when = min(self._at(day, letter.hour), self._now - dt.timedelta(minutes=2))
        kind: EntryKind = "practice-note" if sitting else "entry"
        self.pieces.append(
            Piece(when, letter.title, letter.body, kind, letter.feelings, letter.starred, sitting)
        )

    def _entry(self, ago: int, day: dt.date, mood: float) -> None:
        if self._lines and self._random.random() < 0.36:
            self._check_in(day, mood)
            return
        fitting = [scene for scene in self._texts.scenes if _fits(scene, day)]
        weights = [self._weight(scene, ago, mood) for scene in fitting]
        scene = self._random.choices(fitting, weights)[0]
        when = self._at(day, self._random.randint(*scene.hours))
        if when > self._now:
            return
        self._last_scene[scene.name] = ago
        sitting = self._sit(day, when.hour) if scene.kind == "practice-note" else None
        if scene.kind == "practice-note" and sitting is None:
            return
        minutes = str(sitting.done // 60) if sitting is not None else ""
        body = self._body(scene, day).replace("{minutes}", minutes)
        title = self._fresh(scene.titles).replace("{minutes}", minutes)
        if body in self._told:
            return
        self._told.add(body)
        if sitting is not None:
            when = sitting.when + dt.timedelta(seconds=sitting.done + self._random.randint(60, 600))
        named = sorted(scene.feelings, key=lambda feelings: abs(self._tone[feelings][0] - mood))
        feelings = "" if self._random.random() < 0.07 else self._habit(self._random.choice(named[:3]), 0.8)
        self.pieces.append(Piece(when, title, body, scene.kind, feelings, after=sitting))

    def _check_in(self, day: dt.date, mood: float) -> None:
        near = sorted(self._lines, key=lambda line: abs(self._tone[line.feelings][0] - mood))
        line: Line = self._random.choice(near[:12])
        when = self._at(day, self._random.choice((8, 10, 12, 13, 15, 17, 18, 20)))
        if when > self._now:
            return
        self._lines.remove(line)
        self.pieces.append(Piece(when, "", line.line, "check-in", self._habit(line.feelings, 0.7)))

    def _habit(self, feelings: str, likely: float) -> str:
        """Mostly with one of the words that this person names out of habit, if it fits."""
        pleasantness, energy = self._tone[feelings]
        word = self._random.choice(HABITS[pleasantness > 0, energy > 0])
        named = {one.name for one in strengths(feelings)}
        return feelings if word in named or self._random.random() > likely else f"{feelings}, {word}"

    def _weight(self, scene: Scene, ago: int, mood: float) -> float:
        tone = sum(self._tone[feelings][0] for feelings in scene.feelings) / len(scene.feelings)
        rested = min(1.0, (ago - self._last_scene.get(scene.name, -60)) / 45)
        unused = sum(self._used[opening] == 0 for opening in scene.openings)
        return math.exp(-(((tone - mood) / 0.3) ** 2)) * rested**2 * (unused + 0.02) + 1e-9

    def _body(self, scene: Scene, day: dt.date) -> str:
        """An opening, mostly a middle, mostly a closing; here and there a word about the day before it.

        Tags at the end of an opening move to the end of the whole.
        """
        opening = self._fresh(scene.openings)
        tags = _TAGS.search(opening)
        parts = [_TAGS.sub("", opening)]
        shape = self._random.random()
        if shape < 0.85:
            parts.append(self._fresh(scene.middles))
        if shape > 0.2:
            parts.append(self._fresh(scene.closings))
        if self._random.random() < 0.16:
            parts.insert(0, self._fresh(self._texts.weather[_season_name(day)]))
        parted = len(parts) > 2 and self._random.random() < 0.3
        text = " ".join(parts[:-1]) + ("\n\n" if parted else " ") + parts[-1]
        return text + tags[0] if tags is not None else text

    def _fresh(self, choices: list[str]) -> str:
        """One of those that have been used least so far."""
        least = min(self._used[choice] for choice in choices)
        chosen = self._random.choice([choice for choice in choices if self._used[choice] == least])
        self._used[chosen] += 1
        return chosen

    def _sit(self, day: dt.date, hour: int, minutes: int | None = None) -> Sitting | None:
        planned = 60 * (minutes or self._random.choice(LENGTHS))
        done = planned
        if minutes is None and self._random.random() < 0.14:
            done = self._random.randint(planned // 2, planned - 30)
        when = self._at(day, hour)
        if when + dt.timedelta(seconds=done + 900) > self._now:
            return None
        self.sittings.append(Sitting(when, planned, done))
        return self.sittings[-1]

    def _at(self, day: dt.date, hour: int) -> dt.datetime:
        return dt.datetime.combine(day, dt.time(hour, self._random.randint(0, 59)))


def _fits(scene: Scene, day: dt.date) -> bool:
    return (not scene.weekdays or day.weekday() in scene.weekdays) and (
        not scene.months or day.month in scene.months
    )


def _season(ago: int) -> float:
    """The slow part of the mood: better and worse weeks, and a better half-year."""
    return 0.1 + 0.4 * math.sin(ago / 8.5 + 0.4) + 0.16 * math.sin(ago / 47 + 1)


def _season_name(day: dt.date) -> str:
    return ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]
