"""Folding, the words of the index, and the names in a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.journal import Journal
from closeness_desktop.journal.text import (
    fold,
    fold_name,
    index_words,
    inline_names,
    name_key,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("ﬁne", "FINE"),
        ("naïve", "nai\u0308ve"),
        ("Đức", "đuc"),
        ("Ωμέγα", "ωμεγα"),
        ("ｶﾞ", "ガ"),
        ("שָׁלוֹם", "שלום"),
        ("soft\u00adhyphen", "softhyphen"),
        ("👍🏽", "👍"),
        ("❤️", "❤"),
    ],
)
def test_what_folds_alike(one: str, other: str) -> None:
    """Case, accents, compatibility forms and invisible characters do not count."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("か", "が"), ("ハハ", "パパ"), ("की", "का"), ("เสือ", "เสื่อ"), ("ø", "o")]
)
def test_what_stays_apart(one: str, other: str) -> None:
    """Marks that make another letter are no accents: mother is not father."""
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """So that a folded query meets a folded text."""
    assert fold(fold(text)) == fold(text)
    assert fold_name(fold_name(text)) == fold_name(text)
    assert name_key(name_key(text)) == name_key(text)


def test_the_words_of_a_text() -> None:
    """Punctuation parts words; in scripts without spaces each character is one; an emoji is a word."""
    assert index_words("Don’t—walk, 10:30 to_day!") == ["don", "t", "walk", "10", "30", "to", "day"]
    assert index_words("iPhone手机でถึง") == ["iphone", "手", "机", "で", *index_words("ถ ึ ง")]
    assert len(index_words("हिन्दी में")) == 2
    assert len(index_words("so😀😀glad")) == 4
    assert index_words("…!? — «»") == []


def test_every_character_reaches_the_index_whole(journal: Journal) -> None:
    """The index's own tokenizer neither drops nor cuts nor folds further what is written for it."""
    database = journal.vault.database
    database.execute_sql("CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, entry_text, instance)")
    characters = [
        chr(code) for code in [*range(0x3100), *range(0x3100, 0x110000, 97)] if not 0xD7FF < code < 0xE000
    ]
    wanted = {}
    with database.atomic():
        for number, character in enumerate(characters):
            if words := index_words(f"a{character}b"):
                wanted[number] = words
                database.execute_sql(
                    "INSERT INTO entry_text (rowid, title, body) VALUES (?, '', ?)", (number, " ".join(words))
                )
        seen: dict[int, list[str]] = {}
        for term, number in database.execute_sql("SELECT term, doc FROM temp.seen ORDER BY doc, offset"):
            seen.setdefault(number, []).append(term)
    assert seen == wanted


def names(text: str, kind: str) -> list[str]:
    """The names of one kind in a text."""
    return [found.name for found in inline_names(text) if found.kind == kind]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#work", ["work"]),
        ("at #work, (#home) #sea.", ["work", "home", "sea"]),
        ("#", []),
        ("# Heading", []),
        ("## Heading", []),
        ("#1 and #2026", []),
        ("#2nd #1st-try", ["2nd", "1st-try"]),
        ("a#b 7#c _#d @#e ##f /#g &#h", []),
        ("é#x", []),
        ("e\u0301#x", []),
        ("#self-care- #rock’n’roll’ #a_b_", ["self-care", "rock’n’roll", "a_b_"]),
        ("#a--b", ["a"]),
        ("#日本 #ไทย #हिन्दी", ["日本", "ไทย", "हिन्दी"]),
        ("https://example.org/#part", []),
        ("#" + "a" * 101, []),
        ("#" + "\ufb2c" * 90, []),  # one of them is three characters when it is composed
        ("—#x “#y”", ["x", "y"]),
        ("#x#y", ["x"]),
    ],
)
def test_the_tags_in_a_text(text: str, tags: list[str]) -> None:
    """Where a sign counts, and how far a name goes."""
    assert names(text, "tag") == tags


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("@Anna and @ben", ["Anna", "ben"]),
        ("me@example.org", []),
        ("@Anna’s garden, @O'Brien's and @Chris' one", ["Anna", "O'Brien", "Chris"]),
        ("@Jean-Luc @Núria·M", ["Jean-Luc", "Núria·M"]),
        ("@1 @@x", []),
    ],
)
def test_the_people_in_a_text(text: str, people: list[str]) -> None:
    """As with tags; a closing ’s is not part of a person's name."""
    assert names(text, "person") == people


@given(st.text(alphabet=st.sampled_from("#@aé1_-'’·/& \n\u0301日"), max_size=30))
def test_names_are_where_they_are_said_to_be(text: str) -> None:
    """Each lies in the text at its place, whole, and none overlaps another."""
    end = 0
    for found in inline_names(text):
        assert found.start >= end
        assert text[found.start] in "#@"
        assert text[found.start + 1 : found.end] == found.name
        assert any(unicodedata.category(character)[0] == "L" for character in found.name)
        assert found.name[-1] not in "-'’·"
        end = found.end
