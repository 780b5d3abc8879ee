"""Two texts compared: nothing of either is lost, and what changed is shown in whole words."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.journal.compare import MOST_PAIRS, Piece, Tally, compare, folded, tally

TEXTS = st.text(st.sampled_from("ab. \n’\u00a0é"), max_size=60)


def sides(pieces: list[Piece]) -> tuple[str, str]:
    """The text before and the text after that a comparison tells of."""
    return (
        "".join(piece.text for piece in pieces if piece.kind != "new"),
        "".join(piece.text for piece in pieces if piece.kind != "gone"),
    )


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_a_comparison(before: str, after: str) -> None:
    """To the character; no piece is empty, and neighbours differ in kind."""
    pieces = compare(before, after)
    assert sides(pieces) == (before, after)
    assert all(piece.text for piece in pieces)
    assert all(one.kind != other.kind for one, other in pairwise(pieces))
    assert all(piece.kind == "same" for piece in pieces) == (before == after)


def test_what_changed_is_told_in_whole_words() -> None:
    """What went stands before what came, and a word is never cut."""
    before = "I went to the sea. It was cold.\nAda came.\n"
    after = "I went home. It was very cold.\nAda came along.\n"
    pieces = compare(before, after)
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind != "same"] == [
        ("gone", "to the sea"),
        ("new", "home"),
        ("new", "very "),
        ("new", " along"),
    ]
    assert tally(pieces) == Tally(gone=3, new=3)
    assert compare("colour", "colours") == [Piece("gone", "colour"), Piece("new", "colours")]


def test_signs_alone_do_not_scatter_a_change() -> None:
    """Two changed words with a comma between them are one change."""
    assert compare("red, green day", "blue, black day") == [
        Piece("gone", "red, green"),
        Piece("new", "blue, black"),
        Piece("same", " day"),
    ]


def test_long_stretches_that_stayed_are_left_out() -> None:
    """Two lines stay beside each change, and short stretches stay whole."""
    lines = [f"line {number}\n" for number in range(20)]
    before = "".join(lines)
    after = before.replace("line 10\n", "another\n").replace("line 12\n", "more\n")
    shown = folded(compare(before, after))
    assert shown[0] is None
    assert shown[1] == Piece("same", "line 8\nline 9\n")
    assert shown[-1] is None
    assert shown[-2] == Piece("same", "\nline 13\n")
    assert shown.count(None) == 2
    assert folded([Piece("same", before)]) == [None]


def test_a_very_long_text_is_compared_in_larger_parts() -> None:
    """Where comparing every word would take long, sentences are matched first, or nothing at all."""
    words = [str(number) for number in range(2000)]
    shuffled = random.Random(1).sample(words, len(words))
    assert len(words) ** 2 > MOST_PAIRS
    assert len(compare(" ".join(words), " ".join(shuffled))) <= 4
    prose = [f"This is sentence number {number} of a paragraph. " for number in range(2000)]
    changed = [*prose[:500], "A word of mine. ", *prose[500:1500], *prose[1501:]]
    pieces = compare("".join(prose), "".join(changed))
    assert tally(pieces) == Tally(gone=8, new=4)
