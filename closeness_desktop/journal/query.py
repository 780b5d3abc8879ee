"""The grammar of a search: from what a person types to a tree. `compile.py` turns the tree into SQL.

    query   = group { "OR" group }
    group   = piece { piece }
    piece   = [ "-" ] ( word [ "*" ] | phrase [ "*" ] | operator ":" ( word | phrase ) [ "*" ] )

Quotes are `"` or the typographic ones, and open a phrase only at the beginning of a piece. A word before a
colon that is no operator is plain text (`10:30`, `note:this`), unless it looks like an operator misspelt.
A piece without a letter, digit or symbol is passed over, as punctuation is in the texts.
docs/user-guide.md, “Finding things”, is the same for people.
"""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from closeness_desktop.errors import QueryError
from closeness_desktop.journal.nodes import (
    AllOf,
    AnyOf,
    Days,
    Has,
    Is,
    Kind,
    Named,
    Node,
    Not,
    Pleasant,
    Practice,
    Words,
)  # fmt: skip
from closeness_desktop.journal.text import fold_name, index_words
from closeness_desktop.records import ENTRY_KINDS

NAMED = ("feeling", "tag", "person")
OPERATORS = (*NAMED, "kind", "practice", "since", "until", "on", "has", "is", "pleasant")
_LONG = [name for name in OPERATORS if len(name) > 4]  # beside shorter ones lie too many ordinary words
HAS = ("photo", "audio", "file")
IS = ("starred", "draft", "pinned")

# Far more than anyone types; SQLite takes an expression a thousand deep.
_MOST_CHARACTERS = 2000
_MOST_PIECES = 100

# Words that people try instead of an operator, and the one that they mean.
_MEANT = {
    "tags": "tag", "feelings": "feeling", "mood": "feeling", "people": "person",
    "before": "until", "after": "since",
}  # fmt: skip
_QUOTES = '"“”„'
_QUOTE = re.compile(f"[{_QUOTES}]")
_SPACES = re.compile(r"\s*")
_WORD = re.compile(r"\S*")
_VALUE = re.compile(r"\S")
_OPERATOR = re.compile(r"([^\W\d_]+):")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)
_DAY_BEGUN = re.compile(r"\d{0,4}\Z|\d{4}-\d?\Z|\d{4}-\d\d-\d?\Z", re.ASCII)
_BOUND = re.compile(r"(>=|<=|>|<)(-?(?:\d+\.?\d*|\.\d+))\Z", re.ASCII)
_BOUND_BEGUN = re.compile(r"[<>]?=?-?\.?\Z", re.ASCII)


class _UnfinishedError(QueryError):
    """A mistake that typing on may mend: while typing, the last piece is forgiven it."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One piece as written. start, at: offsets in code points of the piece and of its word or phrase."""

    start: int
    at: int
    end: int
    text: str
    operator: str | None = None
    excluded: bool = False
    quoted: bool = False
    closed: bool = True
    beginning: bool = False

    @property
    def is_or(self) -> bool:
        return self.text == "OR" and not (self.operator or self.excluded or self.quoted)


def parse(query: str, *, typing: bool = False) -> Node:
    """Read a query; an empty one matches everything.

    typing: the query is still being typed. Its last word counts as a beginning, and a last piece that is
    merely unfinished (an open quote, `since:20`, a trailing OR) is read as far as it goes, or passed over.
    Raises QueryError with one sentence and the place of the mistake.
    """
    if half := _HALF_CHARACTER.search(query):
        raise QueryError("There is half of a character here; please type it again.", half.start())
    if len(query) > _MOST_CHARACTERS:
        raise QueryError(f"A search is at most {_MOST_CHARACTERS:,} characters long.", _MOST_CHARACTERS)
    pieces = list(_cut(query))
    if len(pieces) > _MOST_PIECES:
        raise QueryError(f"A search has at most {_MOST_PIECES} words.", pieces[_MOST_PIECES].start)
    if typing and pieces and pieces[-1].end == len(query):
        pieces[-1] = _being_typed(pieces[-1])
    groups = list(_groups(pieces))
    alternatives = []
    for number, (place, group) in enumerate(groups):
        forgiving = typing and number == len(groups) - 1
        nodes = list(_nodes(group, forgiving=forgiving))
        if nodes:
            alternatives.append(nodes[0] if len(nodes) == 1 else AllOf(tuple(nodes)))
        elif group and not forgiving:
            raise QueryError("There is no word to look for here.", group[0].start)
        elif len(groups) > 1 and not forgiving:
            side = "before" if number == 0 else "after"
            raise QueryError(f"There is nothing {side} this OR.", place)
    if not alternatives:
        return AllOf(())
    return alternatives[0] if len(alternatives) == 1 else AnyOf(tuple(alternatives))


def mistaken(query: str, error: QueryError) -> tuple[int, int]:
    """From where to where in the query the mistake stands, at least one character of it."""
    start = min(error.position, max(0, len(query) - 1))
    if query[start : start + 1] and query[start] in _QUOTES:
        closing = _QUOTE.search(query, start + 1)
        return start, closing.end() if closing else len(query)
    return start, max(_after(_WORD, query, start), min(start + 1, len(query)))


def _cut(query: str) -> Iterator[_Piece]:
    """Cut a query into its pieces."""
    position = _after(_SPACES, query, 0)
    while position < len(query):
        piece = _piece(query, position)
        yield piece
        position = _after(_SPACES, query, piece.end)


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Where a pattern that may match nothing ends."""
    match = pattern.match(text, position)
    return match.end() if match else position


def _piece(query: str, start: int) -> _Piece:
    """The piece that begins at `start`, which is no space."""
    at = start
    operator = None
    if excluded := query[at] == "-":
        at += 1
    if named := _OPERATOR.match(query, at):
        operator = _operator(named[1], at, has_value=bool(_VALUE.match(query, named.end())))
        at = named.end() if operator else at
    if query[at : at + 1] and query[at] in _QUOTES:
        closing = _QUOTE.search(query, at + 1)
        text = query[at + 1 : closing.start() if closing else len(query)]
        end = closing.end() if closing else len(query)
        starred = query[end : end + 1] == "*"
        return _Piece(start, at, end + starred, text, operator, excluded, True, closing is not None, starred)
    end = _after(_WORD, query, at)
    text = query[at:end]
    if operator is None or operator in NAMED:
        return _Piece(start, at, end, text.rstrip("*"), operator, excluded, beginning=text.endswith("*"))
    return _Piece(start, at, end, text, operator, excluded)


def _operator(word: str, position: int, *, has_value: bool) -> str | None:
    """The operator that stands before a colon; None for plain text. Raises QueryError for one misspelt."""
    name = word.casefold()
    if name in OPERATORS:
        return name
    meant = [_MEANT[name]] if name in _MEANT else difflib.get_close_matches(name, _LONG, n=1, cutoff=0.8)
    if meant and has_value:
        raise QueryError(f"There is no “{word}:” in a search; perhaps “{meant[0]}:” is meant.", position)
    return None


def _being_typed(piece: _Piece) -> _Piece:
    """The last piece of a query that is being typed, the cursor right behind it."""
    if piece.quoted and piece.closed:
        return piece
    begun = bool(piece.text) and not piece.text[-1].isspace()
    return replace(piece, closed=True, beginning=piece.beginning or begun)


def _groups(pieces: list[_Piece]) -> Iterator[tuple[int, list[_Piece]]]:
    """The pieces between the ORs, each with the place of the OR beside it."""
    group: list[_Piece] = []
    place: int | None = None
    for piece in pieces:
        if piece.is_or:
            yield (piece.start if place is None else place), group
            group, place = [], piece.start
        else:
            group.append(piece)
    yield place or 0, group


def _nodes(group: list[_Piece], *, forgiving: bool) -> Iterator[Node]:
    """The nodes of one group; forgiving: its last piece may be unfinished."""
    for piece in group:
        try:
            node = _node(piece)
        except _UnfinishedError:
            if forgiving and piece is group[-1]:
                return
            raise
        if node is not None:
            yield Not(node) if piece.excluded else node


def _node(piece: _Piece) -> Node | None:
    """What one piece asks for, a “-” before it aside; None for mere punctuation."""
    if not piece.closed:
        raise _UnfinishedError("This quotation mark has no partner.", piece.at)
    if piece.operator is None:
        if piece.excluded and not piece.text and not piece.quoted:
            raise _UnfinishedError("There is nothing after this “-” to leave out.", piece.start)
        words = tuple(index_words(piece.text))
        return Words(words, piece.beginning) if words else None
    if not piece.text.strip():
        raise _UnfinishedError(f"There is nothing after “{piece.operator}:”.", piece.start)
    return _asked(piece.operator, piece)


def _asked(operator: str, piece: _Piece) -> Node:
    """What an operator with a value asks for."""
    if operator == "practice":
        return Practice(fold_name(piece.text), piece.beginning)
    if operator == "kind":
        return Kind(_choice(piece, ENTRY_KINDS))
    if operator == "has":
        return Has(_choice(piece, HAS))
    if operator == "is":
        return Is(_choice(piece, IS))
    if operator == "pleasant":
        return _pleasant(piece)
    if operator in ("since", "until", "on"):
        first, last = _days(piece)
        return Days(None if operator == "until" else first, None if operator == "since" else last)
    return Named(operator, fold_name(piece.text), piece.beginning)


def _choice(piece: _Piece, choices: tuple[str, ...]) -> str:
    """One of a few words."""
    value = fold_name(piece.text)
    if value in choices:
        return value
    begun = any(choice.startswith(value) for choice in choices)
    error = _UnfinishedError if begun else QueryError
    *firsts, last = (f"“{choice}”" for choice in choices)
    raise error(f"“{piece.operator}:” goes with {', '.join(firsts)} or {last}.", piece.at)


def _pleasant(piece: _Piece) -> Pleasant:
    """A comparison with a number, such as `>0` or `<=-0.5`."""
    if match := _BOUND.match(piece.text):
        return Pleasant(match[1], float(match[2]))
    error = _UnfinishedError if _BOUND_BEGUN.match(piece.text) else QueryError
    raise error("“pleasant:” goes with a comparison, such as “pleasant:>0” or “pleasant:<=-0.5”.", piece.at)


def _days(piece: _Piece) -> tuple[str, str]:
    """The first and last day of a year, month or day."""
    match = _DAY.match(piece.text)
    if match is None:
        error = _UnfinishedError if _DAY_BEGUN.match(piece.text) else QueryError
        raise error(
            f"“{piece.operator}:” goes with a year, month or day, such as 2026, 2026-11 or 2026-11-24.",
            piece.at,
        )
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise QueryError(f"“{piece.text}” is not in the calendar.", piece.at) from error
    if month is None:
        last = first.replace(month=12, day=31)
    elif day is None:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    else:
        last = first
    return first.isoformat(), last.isoformat()
