"""The search for words in memory finds what Python holds anywhere, and never what the test says itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType

import msgspec
import pytest

from tests.support.memory import Unspoken, brought_back, put_away

SHELF: dict[str, object] = {}
"""Was there before the test, as a module of the program would be."""


class Record(msgspec.Struct, frozen=True):
    text: str


@pytest.fixture(autouse=True)
def new_words() -> Iterator[None]:
    with WORDS.anew():
        yield
    SHELF.clear()


def in_a_function(word: str) -> Callable[[], str]:
    return lambda: word


def in_a_traceback(word: str) -> TracebackType | None:
    def fall(held: str) -> None:
        raise ValueError

    try:
        fall(word)
    except ValueError as error:
        return error.__traceback__
    return None


def in_a_generator(word: str) -> Iterator[str]:
    begun = (word for _ in range(2))
    next(begun)
    return begun


WAYS: tuple[Callable[[str], object], ...] = (
    str,
    str.encode,
    lambda word: bytearray(word.encode()),
    lambda word: f"Dear {word}, good evening",
    lambda word: [word],
    lambda word: ((("one", word),),),
    lambda word: {"of": {"plain": word}},
    lambda word: {word: 1},
    Record,
    in_a_function,
    in_a_traceback,
    in_a_generator,
)
WORDS = Unspoken(len(WAYS))


def test_a_word_is_found_in_whatever_holds_it() -> None:
    for number, keep in enumerate(WAYS):
        SHELF[str(number)] = keep(WORDS[number])
    found = " ".join(WORDS.in_python())
    assert [number for number, word in enumerate(WORDS) if word[::-1] not in found] == []
    SHELF.clear()
    assert WORDS.in_python() == []


def test_what_the_test_itself_says_and_puts_away_is_not_found() -> None:
    said = WORDS[0]
    kept = put_away([("title", said)])
    assert WORDS.in_python() == []
    assert brought_back(kept) == [("title", said)]


def test_every_test_has_words_of_its_own() -> None:
    before = put_away(list(WORDS))
    with WORDS.anew():
        assert not set(WORDS) & set(brought_back(before))  # type: ignore[call-overload]
