"""What the palette offers for what is typed: things to do, practices, names and entries, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from closeness_desktop.journal.text import fold

MOST_OF_A_KIND = 6
"""How many of each kind are offered at once; typing on narrows them down."""


@dataclass(frozen=True)
class Offer:
    """One line of the palette.

    beside: what stands at its end, keys or a date. kind: what it is, "Do", "Practice", "Person", "Tag" or
    "Entry". words: other words by which it is found. act: what choosing it does.
    """

    title: str
    kind: str
    act: Callable[[], object] = field(compare=False)
    beside: str = ""
    words: tuple[str, ...] = ()


def best(typed: str, offers: Iterable[Offer], most: int = MOST_OF_A_KIND) -> list[Offer]:
    """Those that hold every word typed as the beginning of one of theirs; case and accents do not count.

    First those whose title begins so, then those that hold all of it in their title; else in their order.
    """
    wanted = fold(typed).split()
    if not wanted:
        return []
    ranked = [(rank, offer) for offer in offers if (rank := _rank(wanted, offer)) is not None]
    ranked.sort(key=lambda pair: pair[0])
    return [offer for _, offer in ranked[:most]]


def _rank(wanted: Sequence[str], offer: Offer) -> int | None:
    """0 to 2, best first; None when it does not match."""
    title = _words(offer.title)
    if not _begin(wanted, (*title, *(word for each in offer.words for word in _words(each)))):
        return None
    if " ".join(title).startswith(" ".join(wanted)):
        return 0
    return 1 if _begin(wanted, title) else 2


def _begin(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in wanted)


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip("“”‘’\"'.,…#@()") for part in fold(text).split())
