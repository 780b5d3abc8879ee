"""The built-in feeling words: whole, balanced, readable and well spread."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from typing import Any

import pytest
import yaml

from closeness_desktop.paths import resource

WORDS: list[dict[str, Any]] = yaml.safe_load(resource("feelings", "en.yaml").read_text(encoding="utf-8"))
KEYS = {"name", "meaning", "pleasantness", "energy"}


def quarter(word: dict[str, Any]) -> tuple[bool, bool] | None:
    """Pleasant or not, lively or not; None for a word on an axis."""
    if word["pleasantness"] == 0 or word["energy"] == 0:
        return None
    return word["pleasantness"] > 0, word["energy"] > 0


def folded(name: str) -> str:
    """A name without case and accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def test_every_word_has_a_name_a_meaning_and_a_place() -> None:
    """Nothing is missing, nothing else is there, and places lie on the field."""
    for word in WORDS:
        assert word.keys() - {"closeness"} == KEYS, word
        assert word.get("closeness", True) is True, word
        assert isinstance(word["name"], str), word
        assert -1 <= word["pleasantness"] <= 1, word
        assert -1 <= word["energy"] <= 1, word


def test_there_are_about_120_and_no_two_are_alike() -> None:
    """Names stay apart without case and accents; meanings are never repeated."""
    assert 115 <= len(WORDS) <= 135
    assert len({folded(word["name"]) for word in WORDS}) == len(WORDS)
    assert len({folded(word["meaning"]) for word in WORDS}) == len(WORDS)
    assert all(word["name"] == word["name"].strip() == folded(word["name"]) for word in WORDS)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word["name"])
def test_a_meaning_is_one_calm_line(word: dict[str, Any]) -> None:
    """At most 90 characters, one sentence, no shouting, and it explains more than the word itself."""
    meaning = word["meaning"]
    assert 10 <= len(meaning) <= 90
    assert meaning[0].isupper()
    assert meaning.endswith(".")
    assert not set("!?;\n") & set(meaning)
    assert folded(word["name"]) not in folded(meaning)


def test_no_quarter_outweighs_another() -> None:
    """The field leans no way, and closeness has words in every quarter."""
    counts = Counter(quarter(word) for word in WORDS)
    counts.pop(None, None)
    assert len(counts) == 4
    assert min(counts.values()) >= 28
    assert max(counts.values()) - min(counts.values()) <= 4
    close = Counter(quarter(word) for word in WORDS if word.get("closeness"))
    assert min(close[corner] for corner in counts) >= 5
    assert sum(close.values()) >= 35


def test_labels_do_not_pile_up() -> None:
    """No two words share a spot: each stays a label’s height, or most of its width, from the rest."""
    for one, other in itertools.combinations(WORDS, 2):
        across = abs(one["pleasantness"] - other["pleasantness"])
        along = abs(one["energy"] - other["energy"])
        assert across >= 0.16 or along >= 0.05, (one["name"], other["name"])


def test_the_first_sixteen_cover_the_field() -> None:
    """What a newcomer sees: four words of each quarter."""
    assert set(Counter(quarter(word) for word in WORDS[:16]).values()) == {4}
