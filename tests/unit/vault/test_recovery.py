"""The recovery key: what a hand can get wrong is noticed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.errors import UsageError
from closeness_desktop.vault import recovery

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


@given(st.binary(min_size=16, max_size=16))
def test_a_key_written_down_comes_back(secret: bytes) -> None:
    """In capitals, without separators, with other ones, across lines, with letters that look alike."""
    text = recovery.to_text(secret)
    assert len(text) == 39
    assert not set(text) & set("1bio")
    for typed in (
        text,
        text.upper(),
        text.replace("-", ""),
        text.replace("-", " \n"),
        text.replace("-", "–"),
        text.replace("l", "1").replace("0", "o"),
        text.replace("l", "I").replace("0", "O"),
    ):
        assert recovery.from_text(typed) == secret


def test_keys_are_random_and_of_128_bits() -> None:
    """Two are never the same."""
    found = {bytes(recovery.new_secret()) for _ in range(100)}
    assert len(found) == 100
    assert {len(secret) for secret in found} == {16}


def test_no_slip_of_the_hand_passes() -> None:
    """All single substitutions, neighbours exchanged, and random ones of two to four symbols: all noticed."""
    chance = random.Random(350)
    tried = 0
    for _ in range(8):
        symbols = recovery.to_text(chance.randbytes(16)).replace("-", "")
        wrong = {symbols[:place] + other + symbols[place + 1 :] for place in range(32) for other in ALPHABET}
        wrong |= {
            symbols[:place] + symbols[place + 1] + symbols[place] + symbols[place + 2 :]
            for place in range(31)
        }
        while len(wrong) < 13_000:
            altered = list(symbols)
            for place in chance.sample(range(32), chance.randint(2, 4)):
                altered[place] = chance.choice(ALPHABET)
            wrong.add("".join(altered))
        wrong.discard(symbols)
        tried += len(wrong)
        for text in wrong:
            with pytest.raises(UsageError):
                recovery.from_text(text)
    assert tried >= 100_000


@pytest.mark.parametrize(
    "text", ["", "q", "hts8-kny6-nk7a-xen6-0nlw-3txt-ahqk-38c", "b" * 32, "é" * 32, "ⅰ" * 32]
)
def test_what_cannot_be_a_key_is_a_slip(text: str) -> None:
    """Too short, or with symbols that no key has."""
    with pytest.raises(UsageError, match="slip"):
        recovery.from_text(text)


def test_a_key_of_a_later_kind_is_called_so() -> None:
    """The two leading bits say which kind of key it is."""
    data = [8] + [0] * 25
    symbols = "".join(ALPHABET[value] for value in data + recovery.checksum("closeness", data))
    with pytest.raises(UsageError, match="newer"):
        recovery.from_text(symbols)
