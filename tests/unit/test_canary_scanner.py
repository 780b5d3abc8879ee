"""The scanner of the canary tests finds what it looks for: else they would prove nothing."""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from pathlib import Path

import pytest

from tests.support.canary import SHARED_MEMORY, Canaries

WORD = "Zwieselfink"


@pytest.mark.parametrize(
    "data",
    [
        WORD.encode(),
        f"a {WORD.lower()} b".encode(),
        WORD.upper().encode("utf-16-le"),
        b"\0" + WORD.encode("utf-16-be"),
        *(base64.b64encode(bytes(offset) + WORD.encode() + b"tail") for offset in range(5)),
        base64.b64encode(b"x" + WORD.encode("utf-16-le")),
        json.dumps({"key": WORD.encode().hex()}).encode(),
        WORD.encode().hex().upper().encode(),
        bytes(1000) + zlib.compress(b"before " + WORD.encode() * 9) + b"after",
        b"\x78\x9c" + zlib.compress(WORD.encode(), 1) + b"\x78\x9c",
        gzip.compress(WORD.encode(), mtime=0),
        zlib.compress(WORD.encode("utf-16-le"), wbits=-15),
    ],
)
def test_every_form_is_found(tmp_path: Path, data: bytes) -> None:
    """As text, as base64 at every offset, as digits, packed."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / ".hidden").write_bytes(b"\xff\0" + data if data[:1].isalpha() else data)
    assert Canaries((WORD,)).found(tmp_path)


def test_names_and_shared_memory_are_looked_at(tmp_path: Path) -> None:
    """A word gives itself away in the name of a file too."""
    canaries = Canaries((WORD,))
    assert canaries.found(tmp_path) == []
    (tmp_path / f"{WORD}.txt").mkdir()
    assert canaries.found(tmp_path)
    shared = SHARED_MEMORY / "test-of-the-canary-scanner"
    shared.write_text(WORD)
    try:
        (tmp_path / f"{WORD}.txt").rmdir()
        assert len(canaries.found(tmp_path)) == 1
    finally:
        shared.unlink()


def test_other_words_are_not_found(tmp_path: Path) -> None:
    """Nor a part of the word."""
    (tmp_path / "file").write_bytes(WORD[:-1].encode() + bytes(range(256)) + zlib.compress(b"finch"))
    assert Canaries((WORD,)).found(tmp_path) == []
