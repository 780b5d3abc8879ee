"""Spelling by the desktop's dictionaries: which words are looked at, which are wrong, what is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from closeness_desktop.window.editor.dictionary import load
from closeness_desktop.window.editor.spelling import Speller, dictionaries, words_in

SMALL = "4\nhouse/S\nwalk/SD\nCanada\nnaïve\n"
RULES = "SET UTF-8\nTRY esianrtolcdugmphbyfvkw\nSFX S Y 1\nSFX S 0 s .\nSFX D Y 1\nSFX D 0 ed .\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with a small dictionary, as a desktop has them."""
    (tmp_path / "en_XX.aff").write_text(RULES, encoding="utf-8")
    (tmp_path / "en_XX.dic").write_text(SMALL, encoding="utf-8")
    (tmp_path / "en_YY.aff").symlink_to(tmp_path / "en_XX.aff")
    (tmp_path / "en_YY.dic").symlink_to(tmp_path / "en_XX.dic")
    (tmp_path / "hyph_en.dic").write_text("nothing", encoding="utf-8")
    return tmp_path


def words(line: str, fence: int = 0) -> list[str]:
    """The words of a line that a dictionary is asked about."""
    return [line[start:end] for start, end in words_in(line, fence)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("She didn’t say it, well-kept.", ["She", "didn’t", "say", "it", "well-kept"]),
        ("a I 3rd NASA x_y é́té", ["é́té"]),
        ("see `code` #tag @Mum https://a.org/wrold", ["see"]),
        ('[the words](https://a.org/wrold "title")', ["the", "words"]),
        ("**strong** ~~gone~~ - [x] done", ["strong", "gone", "done"]),
        ("學而時習之 and 我like", ["and"]),
        ("'quoted' ‘so’", ["quoted", "so"]),
    ],
)
def test_which_words_a_dictionary_is_asked_about(line: str, expected: list[str]) -> None:
    assert words(line) == expected


def test_code_is_not_spelled() -> None:
    assert words("wrold", fence=3) == []
    assert words("```python") == []


def test_dictionaries_are_found_once_each_and_without_reading_them(small: Path) -> None:
    found = dictionaries([small, small / "nowhere"])
    assert found["en_XX"] == small / "en_XX"
    assert "en_YY" not in found, "it is the same one"
    assert "hyph_en" not in found


def test_a_word_is_wrong_that_no_dictionary_and_no_own_word_knows(small: Path) -> None:
    speller = Speller([small / "en_XX"], known=["Annika Maria", "grittle"])
    asked = ["house", "houses", "walked", "Walked", "CANADA", "canada", "walk-house", "walk-hose", "naïve",
             "nai\u0308ve", "Annika", "Annika’s", "Grittle", "house's", "wrold"]  # fmt: skip
    assert speller.is_wrong("house") is None, "not found out yet"
    assert speller.is_wrong("Annika’s") is False
    speller.judge(asked)
    assert [word for word in asked if speller.is_wrong(word)] == ["canada", "walk-hose", "wrold"]
    assert speller.suggest("howse") == ["house"]
    speller.forget()
    assert speller.is_wrong("house") is None


def test_without_a_dictionary_nothing_is_wrong() -> None:
    speller = Speller([])
    assert not speller
    assert speller.is_wrong("wrold") is False


def test_the_dictionary_that_comes_along_serves_where_the_desktop_has_none(tmp_path: Path) -> None:
    speller = Speller([dictionaries([tmp_path])["en_US"]])
    speller.judge(["shoulders", "didn’t", "recieve"])
    assert [speller.is_wrong(word) for word in ("shoulders", "didn’t", "recieve")] == [False, False, True]
    assert "receive" in speller.suggest("recieve")


def test_a_spoilt_dictionary_says_so(tmp_path: Path) -> None:
    (tmp_path / "xx.aff").write_bytes(b"SET no-such-encoding\n")
    (tmp_path / "xx.dic").write_bytes(b"\xff\xfe")
    with pytest.raises(LookupError):
        load(tmp_path / "xx")
