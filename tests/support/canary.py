"""Looks for words in every file below some folders, in every encoding in which they could have got there.

For tests that type secrets and then ask whether any byte on the disk gives them away.
"""

from __future__ import annotations

import base64
import contextlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")
_MOST_INFLATED = 8 * 1024 * 1024
_ZLIB = [b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"]
_GZIP = b"\x1f\x8b\x08"


@dataclass
class Canaries:
    """Words that must be nowhere. Make it before anything is written: what lies in shared memory by then is
    not ours."""

    words: tuple[str, ...]
    _before: frozenset[Path] = field(default_factory=lambda: frozenset(_shared_memory()))

    def __post_init__(self) -> None:
        self._forms = {form: f"{word} as {name}" for word in self.words for name, form in forms(word)}

    def found(self, *folders: Path) -> list[str]:
        """Every hit below these folders and in new shared memory, in names and in bytes: where, and how."""
        hits = []
        for file in self._files(folders):
            hits += [
                f"{how}, in the name of {file}" for form, how in self._forms.items() if form in bytes(file)
            ]
            with contextlib.suppress(
                FileNotFoundError, IsADirectoryError
            ):  # it came and went, as lock files do
                hits += [f"{how}, in {file}" for how in self.in_bytes(file.read_bytes())]
        return hits

    def in_bytes(self, data: bytes) -> list[str]:
        """The words that some bytes hold, as they are or packed."""
        hits = [how for form, how in self._forms.items() if form in data]
        for packed in inflated(data):
            hits += [f"{how}, packed" for form, how in self._forms.items() if form in packed]
        return hits

    def _files(self, folders: Iterable[Path]) -> Iterator[Path]:
        for folder in folders:
            assert folder.is_dir()
            yield from (path for path in folder.rglob("*") if not path.is_symlink())
        yield from _shared_memory() - self._before


def forms(word: str) -> Iterator[tuple[str, bytes]]:
    """A word as bytes, each way with its name: as typed, small and large; as text, as base64, as digits."""
    for spelling in sorted({word, word.lower(), word.upper()}):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            raw = spelling.encode(encoding)
            yield f"{spelling} {encoding}", raw
            yield f"{spelling} {encoding} hex", raw.hex().encode()
            yield f"{spelling} {encoding} HEX", raw.hex().upper().encode()
            for offset in range(3):
                yield f"{spelling} {encoding} base64+{offset}", _base64(raw, offset)
                yield f"{spelling} {encoding} base64url+{offset}", _base64(raw, offset, b"-_")


def inflated(data: bytes) -> Iterator[bytes]:
    """Whatever unpacks as zlib or gzip, from anywhere in the data, and the whole as a bare stream."""
    yield from _unpacked(data, -zlib.MAX_WBITS)
    for magic in (*_ZLIB, _GZIP):
        at = data.find(magic)
        while at >= 0:
            yield from _unpacked(data[at:], zlib.MAX_WBITS | 32)
            at = data.find(magic, at + 1)


def _unpacked(data: bytes, window: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(window)
    found = b""
    with contextlib.suppress(zlib.error):  # as far as it is a stream at all
        for start in range(0, len(data), 4096):
            found += unpacker.decompress(data[start : start + 4096], _MOST_INFLATED)
            if unpacker.eof or len(found) >= _MOST_INFLATED:
                break
    if found:
        yield found


def _base64(raw: bytes, offset: int, signs: bytes = b"+/") -> bytes:
    """The characters that stand for these bytes and nothing else, when `offset` others come before them."""
    text = base64.b64encode(bytes(offset) + raw, signs)
    return text[(0, 2, 3)[offset] : (offset + len(raw)) * 8 // 6]


def _shared_memory() -> set[Path]:
    """All files there but those of tests: these are named to `found`."""
    if not SHARED_MEMORY.is_dir():
        return set()
    tops = [top for top in SHARED_MEMORY.iterdir() if not top.name.startswith("pytest-of-")]
    return {path for top in tops for path in (top, *top.rglob("*")) if path.is_file()}
