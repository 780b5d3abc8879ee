"""From the tree of a search to SQL over the table `entry`, called `e`. Pure; every value is bound.

A word may stand in the text or in the name of a feeling, tag or person. The index finds the first by an
expression that holds nothing but words in quotes, so none of its syntax can come from outside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import singledispatch

from closeness_desktop.errors import BugError
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
)
from closeness_desktop.journal.text import stands_alone

Value = str | int | float

Range = tuple[int, int]
"""The first and last of some entry numbers."""

BEGINS = "begins"
"""What SQL calls the function that tells whether a title or body holds words that begin so (storage.py)."""

_READ_FOR_BEGINNING = f"SELECT 1 FROM entry x WHERE x.number = e.number AND {BEGINS}(x.title, x.body, ?)"
_BROAD, _COMMON = 2, 3  # letters of a beginning up to which nearly every entry holds one, and many do

_TYPES = {"photo": "image/%", "audio": "audio/%", "file": "%"}


@dataclass(frozen=True, slots=True)
class Rows:
    """A SELECT of entry numbers; repeats and deleted entries may be among them."""

    sql: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What stands in a WHERE, and ways to list the entries that can meet it at all.

    within: each lists every entry that meets the condition, perhaps more. When one of them turns out short,
    starting from it is quicker than walking all entries from the newest.
    """

    sql: str
    values: tuple[Value, ...] = ()
    within: tuple[Rows, ...] = ()


def _in(rows: Rows) -> Condition:
    return Condition(f"e.number IN ({rows.sql})", rows.values, (rows,))


def _either(alternatives: Iterable[Rows]) -> Rows:
    listed = list(alternatives)
    values = tuple(value for rows in listed for value in rows.values)
    return Rows(" UNION ALL ".join(rows.sql for rows in listed), values)


def _carrying(kind: str, compared: str, *values: Value) -> Rows:
    """The entries with a feeling, tag or person (`kind`) whose row `n` compares so."""
    return Rows(
        f"SELECT x.entry FROM {kind} n CROSS JOIN entry_{kind} x ON x.{kind} = n.number WHERE {compared}",
        values,
    )


def _is_short(words: Words, letters: int) -> bool:
    """Whether it is a beginning of so many letters at most."""
    return words.beginning and len(" ".join(words.words)) <= letters and not stands_alone(words.words[-1])


def is_broad(node: Node) -> bool:
    """Whether a search has a part for which the index would merge a great part of all its words."""
    match node:
        case Words():
            return _is_short(node, _BROAD)
        case Not():
            return is_broad(node.node)
        case AllOf(nodes) | AnyOf(nodes):
            return any(is_broad(part) for part in nodes)
    return False


@singledispatch
def condition(node: Node, *, each: bool = False, near: Range | None = None) -> Condition:
    """The condition that the entries matched by a node meet.

    each: worded for a handful of entries, of which each is looked up in the index by itself (about 20 µs for
    each word). Otherwise the index lists all that hold a word, once (for a common one 20 ms at 100,000, for a
    phrase of common words 60). near: only entries with numbers between these two are asked about, so that
    the index need not list others.
    """
    raise BugError(f"The search cannot look for {type(node).__name__}.")


@condition.register
def _(node: Words, *, each: bool = False, near: Range | None = None) -> Condition:
    phrase = " ".join(node.words)
    # In a script without spaces nothing goes on: each character is a whole word of the index.
    begun = node.beginning and not stands_alone(node.words[-1])
    in_text, in_name = (f'"{phrase}"*', f" {phrase}") if begun else (f'"{phrase}"', f" {phrase} ")
    text = Rows("SELECT rowid FROM entry_text WHERE entry_text MATCH ?", (in_text,))
    if near is not None:
        text = Rows(f"{text.sql} AND rowid BETWEEN ? AND ?", (*text.values, *near))
    names = _either(
        _carrying(kind, "instr(n.words, ?) > 0", in_name) for kind in ("feeling", "tag", "person")
    )
    if each and begun:  # the index would merge all words that begin so, each time
        one = f"e.number IN ({names.sql}) OR EXISTS ({_READ_FOR_BEGINNING})"
        return Condition(one, (*names.values, phrase))
    if each:
        one = f"EXISTS ({text.sql} AND rowid = e.number) OR e.number IN ({names.sql})"
        return Condition(one, text.values + names.values)
    found = _in(_either([text, names]))
    # Many entries hold a word that begins so: to ask for few would ask in vain.
    return replace(found, within=()) if _is_short(node, _COMMON) else found


@condition.register
def _(node: Named, *, each: bool = False, near: Range | None = None) -> Condition:
    if node.beginning:
        return _in(_carrying(node.kind, "substr(n.folded, 1, ?) = ?", len(node.name), node.name))
    return _in(_carrying(node.kind, "n.folded = ?", node.name))


@condition.register
def _(node: Practice, *, each: bool = False, near: Range | None = None) -> Condition:
    # A session keeps "sitting@1"; with one more "@" behind it, id and id@version are found alike.
    wanted = node.name if node.beginning else f"{node.name}@"
    return _in(
        Rows(
            "SELECT x.number FROM session s CROSS JOIN entry x ON x.session = s.id"
            " WHERE substr(lower(s.practice) || '@', 1, ?) = ?",
            (len(wanted), wanted),
        )
    )


@condition.register
def _(node: Kind, *, each: bool = False, near: Range | None = None) -> Condition:
    return Condition("e.kind = ?", (node.kind,))


@condition.register
def _(node: Days, *, each: bool = False, near: Range | None = None) -> Condition:
    first, last = node.first or "", node.last or "~"  # "~" sorts after every digit
    rows = Rows("SELECT number FROM entry WHERE deleted IS NULL AND day BETWEEN ? AND ?", (first, last))
    return Condition("e.day BETWEEN ? AND ?", (first, last), (rows,))


@condition.register
def _(node: Has, *, each: bool = False, near: Range | None = None) -> Condition:
    return _in(
        Rows("SELECT entry FROM attachment WHERE deleted IS NULL AND type LIKE ?", (_TYPES[node.what],))
    )


@condition.register
def _(node: Is, *, each: bool = False, near: Range | None = None) -> Condition:
    if node.state == "draft":
        return _in(Rows("SELECT x.number FROM draft d CROSS JOIN entry x ON x.id = d.entry"))
    return Condition(f"e.{node.state} = 1")


@condition.register
def _(node: Pleasant, *, each: bool = False, near: Range | None = None) -> Condition:
    # An entry without placed feelings has no mean: it meets no comparison, and is met by every “-pleasant:”.
    mean = (
        "(SELECT avg(f.pleasantness) FROM entry_feeling x JOIN feeling f ON f.number = x.feeling"
        " WHERE x.entry = e.number)"
    )
    return Condition(f"ifnull({mean} {node.comparison} ?, 0)", (node.bound,))


@condition.register
def _(node: Not, *, each: bool = False, near: Range | None = None) -> Condition:
    inner = condition(node.node, each=each, near=near)
    return Condition(f"NOT ({inner.sql})", inner.values)


@condition.register
def _(node: AllOf, *, each: bool = False, near: Range | None = None) -> Condition:
    parts = [condition(part, each=each, near=near) for part in node.nodes]
    return Condition(
        " AND ".join(f"({part.sql})" for part in parts) or "1",
        tuple(value for part in parts for value in part.values),
        tuple(rows for part in parts for rows in part.within),
    )


@condition.register
def _(node: AnyOf, *, each: bool = False, near: Range | None = None) -> Condition:
    parts = [condition(part, each=each, near=near) for part in node.nodes]
    return Condition(
        " OR ".join(f"({part.sql})" for part in parts),
        tuple(value for part in parts for value in part.values),
        (_either(part.within[0] for part in parts),) if all(part.within for part in parts) else (),
    )
