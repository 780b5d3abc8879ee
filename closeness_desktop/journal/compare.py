"""Two texts side by side, as a person reads it: what stayed, what went, what came. Pure.

Lines are matched first, then sentences, and words only where those differ, so that a long text costs little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import Literal, TypeAlias

PieceKind = Literal["same", "gone", "new"]

MOST_PAIRS = 1_000_000
"""Words of one times words of the other, up to which a passage is compared word by word."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE = re.compile(r"[^.!?…。！？]*[.!?…。！？]+\s*|[^.!?…。！？]+")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*[ \t]*|\n|[^\w\n]")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. Those that are same or gone make the text before, same or new the text after."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many words of a comparison went, and how many came."""

    gone: int
    new: int


_Differ: TypeAlias = Callable[[Sequence[str], Sequence[str]], Iterator[Piece]]


def compare(before: str, after: str) -> list[Piece]:
    """What became of a text: its runs in reading order, what went before what came in its place."""
    return _tidied(_compared(_LINE.findall(before), _LINE.findall(after), _by_sentences))


def tally(pieces: Sequence[Piece]) -> Tally:
    """Words that went and came, each counted where it is marked."""
    gone, new = (
        sum(_words(piece.text) for piece in pieces if piece.kind == kind) for kind in ("gone", "new")
    )
    return Tally(gone, new)


def folded(pieces: Sequence[Piece], around: int = 2) -> list[Piece | None]:
    """The same with long stretches that stayed cut to `around` lines beside each change; None: left out.

    Only whole lines are left out.
    """
    found: list[Piece | None] = []
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        lines = _LINE.findall(piece.text)
        head = around if place > 0 else 0
        # The last line runs on into the next change, unless it ends before it.
        tail = around + (not piece.text.endswith("\n")) if place < last else 0
        if piece.kind != "same" or len(lines) <= head + tail + 1:
            found.append(piece)
            continue
        if head:
            found.append(Piece("same", "".join(lines[:head])))
        found.append(None)
        if tail:
            found.append(Piece("same", "".join(lines[-tail:])))
    return found


def _by_sentences(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Lines that differ: word by word, and where that would take long, sentence by sentence first."""
    old, new = "".join(before), "".join(after)
    if _pairs(old, new) <= MOST_PAIRS:
        yield from _by_words([old], [new])
    else:
        yield from _compared(_SENTENCE.findall(old), _SENTENCE.findall(new), _by_words)


def _by_words(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """A passage that differs, word by word; as a whole where that would take long."""
    old, new = "".join(before), "".join(after)
    if _pairs(old, new) <= MOST_PAIRS:
        yield from _compared(_WORD.findall(old), _WORD.findall(new), _changed)
    else:
        yield from _changed([old], [new])


def _pairs(old: str, new: str) -> int:
    return len(_WORD.findall(old)) * len(_WORD.findall(new))


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    yield Piece("gone", "".join(before))
    yield Piece("new", "".join(after))


def _compared(before: Sequence[str], after: Sequence[str], differ: _Differ) -> Iterator[Piece]:
    """What two lists of parts share, and between that what `differ` makes of the rest."""
    start, end = _shared_ends(before, after)
    yield Piece("same", "".join(before[:start]))
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if old and new:
        for what, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
            if what == "equal":
                yield Piece("same", "".join(old[a:b]))
            else:
                yield from differ(old[a:b], new[c:d])
    else:
        yield from _changed(old, new)
    yield Piece("same", "".join(before[len(before) - end :]))


def _shared_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many parts two lists share at their start, and then at their end."""
    most = min(len(before), len(after))
    start = next((n for n in range(most) if before[n] != after[n]), most)
    most -= start
    end = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    return start, end


def _tidied(pieces: Iterator[Piece]) -> list[Piece]:
    """Changes that only a space or a sign keeps apart become one: what went first, then what came."""
    runs = [piece for piece in pieces if piece.text]
    found: list[Piece] = []
    for is_change, group in groupby(_with_crumbs(runs), key=itemgetter(0)):
        members = [piece for _, piece in group]
        gone = "".join(piece.text for piece in members if piece.kind != "new")
        new = "".join(piece.text for piece in members if piece.kind != "gone")
        found += _trimmed(gone, new) if is_change else [Piece("same", gone)]
    joined = (
        Piece(kind, "".join(piece.text for piece in group)) for kind, group in groupby(found, key=_kind)
    )
    return [piece for piece in joined if piece.text]


def _with_crumbs(runs: Sequence[Piece]) -> Iterator[tuple[bool, Piece]]:
    """Each piece, and whether it belongs to a change: what stayed does when it is no word and lies within."""
    for place, piece in enumerate(runs):
        between = 0 < place < len(runs) - 1
        crumb = between and "\n" not in piece.text and not _LETTER.search(piece.text)
        yield piece.kind != "same" or crumb, piece


def _trimmed(gone: str, new: str) -> list[Piece]:
    """What both begin and end with, as far as whole words go, has stayed."""
    start, end = _shared_ends(gone, new)
    start = _whole_words(start, gone, new)
    end = _whole_words(end, gone[::-1], new[::-1])
    return [
        Piece("same", gone[:start]),
        Piece("gone", gone[start : len(gone) - end]),
        Piece("new", new[start : len(new) - end]),
        Piece("same", gone[len(gone) - end :]),
    ]


def _whole_words(length: int, *texts: str) -> int:
    """How much of a shared beginning there is before a word is cut in any of the texts."""

    def cuts(text: str) -> bool:
        beside = text[length - 1 : length + 1]
        return len(beside) > 1 and all(map(_LETTER.match, beside))

    while length and any(map(cuts, texts)):
        length -= 1
    return length


def _kind(piece: Piece) -> PieceKind:
    return piece.kind


def _words(text: str) -> int:
    return sum(bool(_LETTER.match(word)) for word in _WORD.findall(text))
