"""A matcher that looks at one entry at a time, and queries that go with it: what a search must agree with."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from closeness_desktop.journal.text import fold_name, index_words
from closeness_desktop.records import Moment, Strength

TEXTS = [
    "sea",
    "Sea",
    "CAFÉ",
    "cafe",
    "walk",
    "walks",
    "日本",
    "日",
    "本日",
    "don't",
    "self-care",
    "self care",
    "10:30",
    "#work",
    "#Work",
    "@Anna",
    "@anna’s",
    "OR",
    "😀",
    "naïve",
    "\n",
    "—",
    "हिन्दी",
    "がっこう",
    "สวัสดี",
    "a\u0301bc",
]
FEELINGS = ["calm", "Sad", "at ease", "sea-sick"]
TAGS = ["work", "old friends", "Café", "日本"]
PEOPLE = ["Anna", "Ben Ali"]
DAYS = ["2024-02-29", "2025-12-31", "2026-01-01", "2026-11-24"]
PLACES = {"calm": 0.5, "sad": -0.75, "at ease": 0.25}  # binary fractions: their mean is exact
KINDS = ["entry", "check-in", "practice-note", "worksheet"]

SPOKEN = [text for text in TEXTS if index_words(text)]
BARE = [text for text in SPOKEN if text != "OR" and " " not in text]
BEGUN = [*BARE, "wal", "s", "ई", "が", "日本日"]


class Searched(Protocol):
    """What a matcher looks at of an entry; records.Entry has all of it."""

    @property
    def at(self) -> Moment: ...
    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def feelings(self) -> Sequence[Strength]: ...
    @property
    def tags(self) -> Sequence[str]: ...
    @property
    def people(self) -> Sequence[str]: ...
    @property
    def starred(self) -> bool: ...
    @property
    def kind(self) -> str: ...


@dataclass(frozen=True)
class Piece:
    """A piece of a query, or a whole one, as typed, and whether an entry matches it."""

    text: str
    matches: Callable[[Searched], bool]

    def excluded(self) -> Piece:
        """The same with a “-” before it."""
        return Piece(f"-{self.text}", lambda entry: not self.matches(entry))


def fields(entry: Searched) -> list[list[str]]:
    """The words of each field that a word may stand in."""
    named = [feeling.name for feeling in entry.feelings]
    return [index_words(field) for field in (entry.title, entry.body, *named, *entry.tags, *entry.people)]


def holds(entry: Searched, words: list[str], *, beginning: bool) -> bool:
    """Whether these words stand in a row in one field; with `beginning` the last may go on."""
    for field in fields(entry):
        for start in range(len(field) - len(words) + 1):
            *whole, last = field[start : start + len(words)]
            if whole == words[:-1] and (last.startswith(words[-1]) if beginning else last == words[-1]):
                return True
    return False


def word(text: str, *, beginning: bool = False) -> Piece:
    """A bare word, or the beginning of one."""
    words = index_words(text)
    return Piece(text + "*" * beginning, lambda entry: holds(entry, words, beginning=beginning))


def phrase(parts: Sequence[str], *, beginning: bool = False, quotes: str = '""') -> Piece:
    """Words in quotes."""
    words = index_words(" ".join(parts))
    return Piece(
        f"{quotes[0]}{' '.join(parts)}{quotes[1]}{'*' * beginning}",
        lambda entry: holds(entry, words, beginning=beginning),
    )


def named(operator: str, name: str, *, beginning: bool = False) -> Piece:
    """An operator with a name."""
    wanted = fold_name(name)

    def matches(entry: Searched) -> bool:
        lists: dict[str, Sequence[str]] = {
            "feeling": [feeling.name for feeling in entry.feelings],
            "tag": entry.tags,
            "person": entry.people,
        }
        held = [fold_name(one) for one in lists[operator]]
        return any(one.startswith(wanted) if beginning else one == wanted for one in held)

    return Piece(f'{operator}:"{name}"{"*" * beginning}', matches)


def dated(operator: str, value: str) -> Piece:
    """An operator with a year, month or day."""
    tests: dict[str, Callable[[Searched], bool]] = {
        "on": lambda entry: entry.at.day.startswith(value),
        "since": lambda entry: entry.at.day[: len(value)] >= value,
        "until": lambda entry: entry.at.day[: len(value)] <= value,
    }
    return Piece(f"{operator}:{value}", tests[operator])


def pleasant(comparison: str, bound: float) -> Piece:
    """A comparison with the mean of the placed feelings."""
    tests: dict[str, Callable[[float], bool]] = {
        ">": lambda mean: mean > bound,
        "<": lambda mean: mean < bound,
        ">=": lambda mean: mean >= bound,
        "<=": lambda mean: mean <= bound,
    }

    def matches(entry: Searched) -> bool:
        placed = [PLACES[one.name.lower()] for one in entry.feelings if one.name.lower() in PLACES]
        return bool(placed) and tests[comparison](sum(placed) / len(placed))

    return Piece(f"pleasant:{comparison}{bound}", matches)


def kind(name: str) -> Piece:
    """Entries of one kind."""
    return Piece(f"kind:{name}", lambda entry: entry.kind == name)


STARRED = Piece("is:starred", lambda entry: entry.starred)


def together(pieces: Sequence[Piece]) -> Piece:
    """Pieces side by side: all of them match."""
    return Piece(
        " ".join(piece.text for piece in pieces), lambda entry: all(piece.matches(entry) for piece in pieces)
    )


def either(groups: Sequence[Piece]) -> Piece:
    """Groups with OR between them: one of them matches."""
    return Piece(
        " OR ".join(group.text for group in groups),
        lambda entry: any(group.matches(entry) for group in groups),
    )


def any_piece(chance: random.Random) -> Piece:
    """One piece, drawn at random."""
    pick = chance.choice
    made = pick(
        (
            lambda: word(pick(BEGUN), beginning=chance.random() < 0.4),
            lambda: phrase(chance.choices(SPOKEN, k=chance.randint(1, 3)), beginning=chance.random() < 0.2),
            lambda: named("feeling", pick([*FEELINGS, "sea"]), beginning=chance.random() < 0.3),
            lambda: named("tag", pick([*TAGS, "cafe", "wor"]), beginning=chance.random() < 0.3),
            lambda: named("person", pick([*PEOPLE, "ANNA", "b"]), beginning=chance.random() < 0.3),
            lambda: dated(pick(["on", "since", "until"]), pick(["2024", "2026-01", "2026", *DAYS])),
            lambda: pleasant(pick([">", "<", ">=", "<="]), pick([0, 0.25, -0.75, 0.5])),
            lambda: kind(pick(KINDS)),
            lambda: STARRED,
        )
    )()
    return made.excluded() if chance.random() < 0.25 else made


def any_query(chance: random.Random) -> Piece:
    """A whole query, drawn at random."""
    return either(
        [
            together([any_piece(chance) for _ in range(chance.randint(1, 3))])
            for _ in range(chance.choice((1, 1, 1, 2, 3)))
        ]
    )
