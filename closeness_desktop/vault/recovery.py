"""The recovery key: 128 random bits as 32 symbols in eight groups of four, with a check of six symbols.

The check is bech32m (source: BIP-350): any four wrong symbols are always noticed. The alphabet has no
1, b, i and o. Two bits say which kind of key it is (0 so far).
"""

from __future__ import annotations

import secrets

from closeness_desktop.errors import UsageError

SECRET_BYTES = 16
_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX = "closeness"  # goes into the check, not into the text
_DATA_SYMBOLS = 26
_CHECK_SYMBOLS = 6
_BECH32M = 0x2BC830A3
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_LOOKALIKES = str.maketrans("1io", "ll0")  # none of them is in the alphabet
_SEPARATORS = str.maketrans("", "", " -‐‑‒–—−_.\t\r\n\u00a0")

MISTYPED = "There is a slip somewhere in that recovery key. Please compare it with what you wrote down."


def new_secret() -> bytearray:
    """Fresh random bits for a recovery key."""
    return bytearray(secrets.token_bytes(SECRET_BYTES))


def to_text(secret: bytes | bytearray) -> str:
    """The secret as a person writes it down: "abcd-efgh-…"."""
    number = int.from_bytes(secret, "big")
    data = [(number >> 5 * place) & 31 for place in reversed(range(_DATA_SYMBOLS))]
    symbols = "".join(_ALPHABET[value] for value in data + checksum(_PREFIX, data))
    return "-".join(symbols[start : start + 4] for start in range(0, len(symbols), 4))


def from_text(text: str) -> bytearray:
    """The secret of a typed key: case, separators and look-alikes (1 or i for l, o for 0) do not matter.

    Raises UsageError for a mistyped one.
    """
    symbols = text.translate(_SEPARATORS).lower().translate(_LOOKALIKES)
    if len(symbols) != _DATA_SYMBOLS + _CHECK_SYMBOLS or not set(symbols) <= set(_ALPHABET):
        raise UsageError(MISTYPED)
    values = [_ALPHABET.index(symbol) for symbol in symbols]
    if not check_holds(_PREFIX, values):
        raise UsageError(MISTYPED)
    number = 0
    for value in values[:_DATA_SYMBOLS]:
        number = number << 5 | value
    if number >> 8 * SECRET_BYTES:
        raise UsageError("That recovery key belongs to a newer version of Closeness.")
    return bytearray(number.to_bytes(SECRET_BYTES, "big"))


def checksum(prefix: str, data: list[int]) -> list[int]:
    """The six check symbols of bech32m over 5-bit values."""
    polymod = _polymod(_expanded(prefix) + data + [0] * _CHECK_SYMBOLS) ^ _BECH32M
    return [(polymod >> 5 * place) & 31 for place in reversed(range(_CHECK_SYMBOLS))]


def check_holds(prefix: str, values: list[int]) -> bool:
    """Whether 5-bit values end in their right bech32m check."""
    return _polymod(_expanded(prefix) + values) == _BECH32M


def _expanded(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            if top >> place & 1:
                check ^= generator
    return check
