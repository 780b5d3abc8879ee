"""What the palette offers for a few letters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.window.palette_find import Offer, best


def offer(title: str, *words: str) -> Offer:
    """A line that does nothing."""
    return Offer(title, "Do", lambda: None, words=words)


OFFERS = [
    offer("Go to Journal"),
    offer("New entry", "write", "begin"),
    offer("Journal older entry"),
    offer("Search your entries"),
    offer("Écrire à Zoë"),
]


def titles(typed: str) -> list[str]:
    """What is offered, in order."""
    return [each.title for each in best(typed, OFFERS)]


def test_beginnings_of_words_find_in_any_order_and_the_title_that_begins_so_comes_first() -> None:
    assert titles("jour") == ["Journal older entry", "Go to Journal"]
    assert titles("ent") == ["New entry", "Journal older entry", "Search your entries"]
    assert titles("entry old") == ["Journal older entry"]
    assert titles("ntry") == []


def test_other_words_find_it_too_and_neither_case_nor_accents_count() -> None:
    assert titles("wri ent") == ["New entry"]
    assert titles("ECRIRE zoe") == ["Écrire à Zoë"]


def test_nothing_typed_offers_nothing() -> None:
    assert titles("  ") == []


@given(st.text(max_size=12), st.lists(st.text(max_size=20), max_size=12))
def test_whatever_is_offered_holds_each_word_typed(typed: str, lines: list[str]) -> None:
    """No more than asked for, each once, for any letters at all."""
    offers = [offer(line) for line in lines]
    found = best(typed, offers, most=5)
    assert len(found) <= 5
    assert all(each in offers for each in found)
