"""Where the words of a search stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.journal.hits import Sought, placed_words, snippet, spans
from closeness_desktop.journal.query import parse
from closeness_desktop.journal.text import fold, index_words

AWKWARD = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "aé日かがっﾞ゛ガ각ᄀ\u1161\u11a8😀🏽\u200d\ufe0f\u0301\u3099\u00ad\u0940हि ้กß㌔ﬁ \n\u2028.#@_-'’"
        ),
    ),
    max_size=60,
)


def marked(query: str, text: str, *, typing: bool = False) -> list[str]:
    """What of a text a search marks."""
    return [text[start:end] for start, end in spans(text, Sought.of(parse(query, typing=typing)))]


@settings(max_examples=1500)
@given(AWKWARD)
def test_the_words_with_places_are_the_words_of_the_index(text: str) -> None:
    placed = list(placed_words(text))
    assert [word for word, _, _ in placed] == index_words(text)
    before = 0
    for word, start, end in placed:
        assert before <= start < end <= len(text)
        before = start
        assert word in index_words(text[start:end])
        assert fold(text[start:end])


@given(AWKWARD.filter(lambda text: index_words(text) and not set('"“”„') & set(text)), AWKWARD, AWKWARD)
def test_what_is_looked_for_as_a_phrase_is_marked_wherever_it_stands(
    words: str, before: str, after: str
) -> None:
    text = f"{before} {words} {after}"
    found = spans(text, Sought.of(parse(f'"{words}"')))
    (first, *_, last) = [*placed_words(words), *placed_words(words)]
    start, end = len(before) + 1 + first[1], len(before) + 1 + last[2]
    assert any(low <= start and end <= high for low, high in found)


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("sea", "The sea, the Sea; the season", ["sea", "Sea"]),
        ("sea*", "The sea and the season", ["sea", "season"]),
        ('"by the sea"', "by the\nsea by the way", ["by the\nsea"]),
        ("cafe", "Café, cafe\u0301", ["Café", "cafe\u0301"]),
        ("日", "今日は日曜日", ["日", "日", "日"]),
        ("日曜", "日曜日曜 日 曜", ["日曜日曜", "日 曜"]),
        ("a OR b -c", "a b c", ["a", "b"]),
        ("-a", "a", []),
        ("tag:garden", "in the #Garden, a garden", ["#Garden"]),
        ("person:an*", "@Anna and Anna", ["@Anna"]),
        ("tag:garden gard*", "#garden", ["#garden"]),
        ("feeling:calm since:2026 is:starred", "calm 2026", []),
        ("", "anything", []),
        ("self-care", "self care, self-care", ["self care", "self-care"]),
        ("🍃", "a 🍃 leaf", ["🍃"]),
    ],
)
def test_what_a_search_marks(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


def test_the_last_word_marks_what_begins_so_while_it_is_typed() -> None:
    assert marked("wal", "a walk, a wall", typing=True) == ["walk", "wall"]
    assert marked("wal", "a walk, a wall") == []


def test_a_snippet_shows_the_first_hit_and_what_is_around_it() -> None:
    text = "One line.\n" * 30 + "Then the  sea\nwas there. " + "More. " * 60
    found = snippet(text, Sought.of(parse("sea")))
    assert found is not None
    assert found.is_cut
    assert len(found.text) <= 200
    assert "Then the sea was there." in found.text
    assert [found.text[start:end] for start, end in found.hits] == ["sea"]
    assert snippet(text, Sought.of(parse("lake"))) is None


@given(AWKWARD, st.sampled_from(["a", "日", "か*", "가", "a*", '"a 日"']))
def test_a_snippet_holds_a_hit_whenever_the_text_does(text: str, query: str) -> None:
    sought = Sought.of(parse(query))
    found = snippet(text, sought)
    assert (found is not None) == bool(spans(text, sought))
    if found is not None:
        assert found.hits
        assert all(0 <= start < end <= len(found.text) for start, end in found.hits)
