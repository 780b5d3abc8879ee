"""The tree of a search, as `query.parse` builds it and `compile.compile_query` reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """These index words in a row, in any one field; with `beginning` the last one may go on."""

    words: tuple[str, ...]
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A feeling, tag or person (`kind`) by its folded name."""

    kind: str
    name: str
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """Entries written about a session of this practice: its folded id, with or without the version."""

    name: str
    beginning: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """Entries of one kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Days:
    """Entries from `first` to `last`, "YYYY-MM-DD", both included; None leaves that side open."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Has:
    """Entries with something attached: "photo", "audio" or any "file"."""

    what: str


@dataclass(frozen=True, slots=True)
class Is:
    """Entries that are "starred" or "pinned", or hold text not saved yet ("draft")."""

    state: str


@dataclass(frozen=True, slots=True)
class Pleasant:
    """Entries whose placed feelings have a mean pleasantness that compares so with `bound` (−1..1)."""

    comparison: str
    bound: float


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that `node` does not match."""

    node: Node


@dataclass(frozen=True, slots=True)
class AllOf:
    """What every one of them matches; with none, everything."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What at least one of them matches."""

    nodes: tuple[Node, ...]


Node = Words | Named | Practice | Kind | Days | Has | Is | Pleasant | Not | AllOf | AnyOf
