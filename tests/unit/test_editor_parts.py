"""The parts of the editor that need no Qt: kinds of line, finding and replacing, counting words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.window.editor import blocks
from closeness_desktop.window.editor.blocks import Kind
from closeness_desktop.window.editor.finding import Wanted
from closeness_desktop.window.editor.word_count import WordCount, count_words

KINDS: tuple[Kind, ...] = ("list", "numbers", "boxes", "quote")
lines = st.lists(
    st.text(alphabet="ab >-*1.[]x#\t", max_size=12) | st.sampled_from(["- a", "1. b", "- [x] c", "> d"]),
    min_size=1,
    max_size=5,
)


def toggled(text: list[str], kind: Kind) -> list[str]:
    """The lines after the toolbar was pressed."""
    made = blocks.toggle(text, kind)
    return [
        line if change is None else line[: change.start] + change.text + line[change.end :]
        for line, change in zip(text, made, strict=True)
    ]


@pytest.mark.parametrize(
    ("before", "kind", "after"),
    [
        (["a", "", "b"], "list", ["- a", "", "- b"]),
        (["- a", "b"], "list", ["- a", "- b"]),
        (["- a", "- b"], "list", ["a", "b"]),
        (["a", "b"], "numbers", ["1. a", "2. b"]),
        (["- a", "  * b"], "numbers", ["1. a", "  2. b"]),
        (["- [x] a", "b"], "boxes", ["- [ ] a", "- [ ] b"]),
        (["- [x] a"], "list", ["- a"]),
        (["- [ ] a"], "boxes", ["a"]),
        (["a", "> b"], "quote", ["> a", "> b"]),
        (["> a", "> > b"], "quote", ["a", "> b"]),
        ([""], "list", ["- "]),
        (["- "], "list", [""]),
    ],
)
def test_lines_become_a_kind_and_plain_again(before: list[str], kind: Kind, after: list[str]) -> None:
    assert toggled(before, kind) == after


@given(lines, st.sampled_from(KINDS))
def test_only_marks_at_the_start_of_a_line_change(text: list[str], kind: Kind) -> None:
    for line, change in zip(text, blocks.toggle(text, kind), strict=True):
        if change is not None:
            assert change.start == 0
            assert set(line[: change.end]) <= set(" \t-*+>0123456789.)[]xX")
            assert set(change.text) <= set(" \t->0123456789.[]")


def test_a_heading_goes_from_level_to_level_and_becomes_plain() -> None:
    line = "words"
    seen = []
    for _ in range(4):
        change = blocks.next_heading(line)
        line = line[: change.start] + change.text + line[change.end :]
        seen.append(line)
    assert seen == ["# words", "## words", "### words", "words"]


def test_a_link_asks_for_what_is_missing() -> None:
    assert blocks.link("a walk") == ("[a walk]()", 9, 9)
    assert blocks.link("https://example.org/a") == ("[](https://example.org/a)", 1, 1)


def test_what_is_sought_is_taken_as_it_stands() -> None:
    assert Wanted("a.c").places("abc a.c A.C") == [(4, 7), (8, 11)]
    assert Wanted("a.c", exact=True).places("abc a.c A.C") == [(4, 7)]
    assert Wanted("ann", whole=True).places("Anna, Ann and ann's") == [(6, 9), (14, 17)]
    assert Wanted("- ", whole=True).places("a- b") == [(1, 3)]
    assert Wanted("").places("abc") == []
    assert Wanted("a").replaced("banana", r"\1") == r"b\1n\1n\1"


@given(
    st.text(alphabet="abA \n", max_size=30), st.text(alphabet="abA ", min_size=1, max_size=3), st.booleans()
)
def test_places_are_just_where_it_stands(text: str, sought: str, exact: bool) -> None:
    places = Wanted(sought, exact).places(text)
    fold = str if exact else str.lower
    assert all(fold(text[start:end]) == fold(sought) for start, end in places)
    assert len(places) == fold(text).count(fold(sought))


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("", 0),
        ("one two  three", 3),
        ("- [ ] two words", 2),
        ("# - > * 1", 1),
        ("it’s well-kept", 2),
        ("學而時習之", 5),
        ("我 like 茶", 3),
        ("été\u00a0passé", 2),
    ],
)
def test_what_counts_as_a_word(line: str, count: int) -> None:
    assert count_words(line) == count


@given(lines, st.data())
def test_counting_line_by_line_comes_to_the_same(text: list[str], data: st.DataObject) -> None:
    counted = WordCount(text)
    for _ in range(3):
        first = data.draw(st.integers(0, len(text) - 1))
        count = data.draw(st.integers(1, len(text) - first))
        new = data.draw(lines)
        text = [*text[:first], *new, *text[first + count :]]
        counted.replace(first, count, new)
        assert counted.words == sum(map(count_words, text))
