"""Words that spelling lets pass."""

from __future__ import annotations

import pytest

from closeness_desktop.errors import UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change


def test_own_words_stand_once_from_a_to_z_and_come_back(journal: Journal) -> None:
    heard: list[Change] = []
    journal.observe(heard.append)
    words = journal.own_words
    grit, annika = words.add(" gritte "), words.add("Annika", origin="page")
    assert words.add("gritte") == grit
    assert [own.word for own in words.all()] == ["Annika", "gritte"]
    assert heard == [
        Change(frozenset({"own_word"}), (grit.id,)), Change(frozenset({"own_word"}), (annika.id,), "page")
    ]  # fmt: skip
    words.remove(grit.id)
    assert words.all() == [annika]
    words.bring_back(grit.id)
    words.remove(grit.id)
    assert words.add("gritte") == grit
    assert words.add("Gritte") != grit, "a capital makes another word"
    assert words.add("e\u0301te\u0301") == words.add("été")


@pytest.mark.parametrize("word", ["", "  ", "two words", "x" * 101, "\udc00"])
def test_what_is_no_word_is_refused(journal: Journal, word: str) -> None:
    with pytest.raises(UsageError):
        journal.own_words.add(word)
