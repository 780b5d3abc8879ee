"""Where in a text the words of a search stand, to be marked there. Pure.

The index only tells which entries match. Here a text is cut into the same words with their places: folded
cluster by cluster (a character with the marks behind it), because folding never reaches across clusters.
Offsets are in code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from closeness_desktop.journal.nodes import AllOf, AnyOf, Named, Node, Words
from closeness_desktop.journal.text import fold_name, index_form, inline_names

Span = tuple[int, int]
"""Where something begins and ends."""

_BEFORE, _AROUND = 24, 200
"""Characters of a snippet before its first hit, and at most altogether."""

# Without white space, and with more than ASCII in it; written so that a long run of ASCII is read only once.
_RUN = re.compile(r"(?<![\x21-\x7f])[\x21-\x7f]*+[^\x00-\x7f]\S*")
_ASCII_WORD = re.compile(r"[0-9A-Za-z]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text, on one line, with the hits in it. is_cut: whether something stands before it."""

    text: str
    hits: tuple[Span, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a search can be marked in a text: its words, and its tags and people where they are written."""

    words: tuple[Words, ...] = ()
    names: tuple[Named, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.names)

    @classmethod
    def of(cls, node: Node) -> Sought:
        """All that a search asks for; what it excludes is nowhere to be marked."""
        words: dict[Words, None] = {}
        names: dict[Named, None] = {}
        waiting = [node]
        while waiting:
            match waiting.pop(0):
                case Words() as found:
                    words[found] = None
                case Named(kind="tag" | "person") as found:
                    names[found] = None
                case AllOf(nodes) | AnyOf(nodes):
                    waiting += nodes
        return cls(tuple(words), tuple(names))


def begins(title: str, body: str, phrase: str) -> bool:
    """Whether either holds these words of the index in a row, the last of which may go on."""
    sought = (Words(tuple(phrase.split(" ")), beginning=True),)
    return any(next(_of_words(text, sought), None) is not None for text in (title, body))


def spans(text: str, sought: Sought) -> list[Span]:
    """Every place where something sought stands, in order; those that touch or overlap are one."""
    return list(_merged(sorted({*_of_words(text, sought.words), *_of_names(text, sought.names)})))


def snippet(text: str, sought: Sought) -> Snippet | None:
    """The first place in a text where something sought stands, with what is around it; None without one."""
    first = next(_of_words(text, sought.words), None)
    named = next(_of_names(text, sought.names), None)
    first = min((each for each in (first, named) if each is not None), default=None)
    if first is None:
        return None
    start = max(0, first[0] - _BEFORE)
    if start and (gap := _SPACES.search(text, start, first[0])):
        start = gap.end()
    words = _SPACES.sub(" ", text[start : max(start + _AROUND, first[1])].lstrip())
    return Snippet(words, tuple(spans(words, sought)), is_cut=bool(text[:start].strip()))


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as they stand in the index, each with its place."""
    done = 0
    for run in () if text.isascii() else _RUN.finditer(text):
        yield from _placed_in_ascii(text, done, run.start())
        yield from _placed_in_run(run[0], run.start())
        done = run.end()
    yield from _placed_in_ascii(text, done, len(text))


def _placed_in_ascii(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The words between two places, with nothing but ASCII there."""
    for word in _ASCII_WORD.finditer(text, start, end):
        yield word[0].lower(), word.start(), word.end()


def _placed_in_run(run: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The words of a text without white space, which begins at `at`."""
    word: list[str] = []
    start = end = 0
    for place, cluster in _clusters(run):
        for character in _form(cluster) if len(cluster) < 3 else index_form(cluster):
            if character != " ":
                start = start if word else place
                word.append(character)
                end = place + len(cluster)
            elif word:
                yield "".join(word), at + start, at + end
                word.clear()
    if word:
        yield "".join(word), at + start, at + end


@lru_cache(4096)
def _form(cluster: str) -> str:
    return index_form(cluster)


def _clusters(run: str) -> Iterator[tuple[int, str]]:
    """Each character with all that folding may join to it."""
    start = 0
    for place in range(1, len(run)):
        if not _joins.get(run[place]):
            yield start, run[start:place]
            start = place
    yield start, run[start:]


class _Joins(dict[str, bool]):
    """Whether folding may join a character to the one before; filled as it is used."""

    def get(self, character: str, default: bool | None = None) -> bool:  # type: ignore[override]
        return self[character]

    def __missing__(self, character: str) -> bool:
        first = unicodedata.normalize("NFKD", character)[0]
        code = ord(first)
        self[character] = (
            unicodedata.category(first)[0] == "M"
            or unicodedata.category(first) == "Cf"
            or 0x1160 <= code <= 0x11FF  # vowels and final consonants of Hangul
            or 0x1F3FB <= code <= 0x1F3FF  # tones of skin
        )
        return self[character]


_joins = _Joins()


def _of_words(text: str, sought: tuple[Words, ...]) -> Iterator[Span]:
    if not sought:
        return
    longest = max(len(words.words) for words in sought)
    exact = {words.words[-1] for words in sought if not words.beginning}
    begun = tuple(words.words[-1] for words in sought if words.beginning)
    row: deque[tuple[str, int, int]] = deque(maxlen=longest)
    for placed in placed_words(text):
        row.append(placed)
        word = placed[0]
        if word not in exact and not word.startswith(begun):
            continue
        for words in sought:
            size = len(words.words)
            if size > len(row):
                continue
            if not (word.startswith(words.words[-1]) if words.beginning else word == words.words[-1]):
                continue
            before = [row[place][0] for place in range(len(row) - size, len(row) - 1)]
            if before == list(words.words[:-1]):
                yield row[-size][1], placed[2]


def _of_names(text: str, sought: tuple[Named, ...]) -> Iterator[Span]:
    if not sought:
        return
    for written in inline_names(text):
        folded = fold_name(written.name)
        for name in sought:
            same = folded.startswith(name.name) if name.beginning else folded == name.name
            if name.kind == written.kind and same:
                yield written.start, written.end
                break


def _merged(found: list[Span]) -> Iterator[Span]:
    held: Span | None = None
    for start, end in found:
        if held is not None and start <= held[1]:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held
