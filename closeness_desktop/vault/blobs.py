"""Attachments beside the database: one immutable file each, encrypted in chunks under a key of its own.

magic and version (8) ‖ chunks of 64 KiB, each ChaCha20-Poly1305 with 16 bytes of tag; nonce = chunk number
(11 bytes) ‖ 1 for the last chunk, else 0; associated data = journal id ‖ blob id. Sources: STREAM as age
uses it (C2SP age), Padmé (Nikitin et al. 2019, "Reducing Metadata Leakage from Encrypted Files", at most 12
% longer). The key, the true length and the SHA-256 of the file are kept in the database by whoever asked
for the blob. Small things (256 KiB and less) are better kept in the database itself.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import secrets
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from closeness_desktop.errors import BugError, DamagedError
from closeness_desktop.vault import files

NAME = "blobs"
CHUNK = 64 * 1024
_MAGIC = b"CLBLOB\x00\x01"
_TAG = 16
_ID_SYMBOLS = 26
_ID_ALPHABET = frozenset("abcdefghijklmnopqrstuvwxyz234567")
_UNFINISHED = ".new"
_ORPHAN_SECONDS = 24 * 3600

GONE = "An attachment is missing from the journal’s folder."
ALTERED = "An attachment has been altered or cut short."


@dataclass(frozen=True, slots=True)
class BlobInfo:
    """All that is needed to read a blob again. length: true bytes. digest: SHA-256 of the encrypted file."""

    id: str
    key: bytes = field(repr=False)
    length: int
    digest: bytes


def padme(length: int) -> int:
    """The length that `length` is padded to, so that sizes say little about contents."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (length + mask) & ~mask


def file_bytes(length: int) -> int:
    """Size of the file that holds `length` true bytes."""
    padded = padme(length)
    return len(_MAGIC) + padded + _TAG * max(1, -(-padded // CHUNK))


class Blobs:
    """The attachment files of one journal."""

    def __init__(self, folder: Path, vault_id: bytes) -> None:
        self._folder = folder / NAME
        self._vault_id = vault_id

    def write(self, source: BinaryIO) -> BlobInfo:
        """Encrypt everything that `source` still holds into a new file, durably, and say how to read it.

        Commit the row that keeps the answer after this returns; a file whose row never came is swept later.
        Raises StorageError, and leaves nothing behind then.
        """
        blob_id = base64.b32encode(secrets.token_bytes(17)).decode()[:_ID_SYMBOLS].lower()
        key = secrets.token_bytes(32)
        place = self._place(blob_id)
        temporary = place.with_name(place.name + _UNFINISHED)
        with files.disk_errors():
            files.new_private_folder(self._folder)
            files.new_private_folder(place.parent)
            try:
                with os.fdopen(files.new_private(temporary), "wb") as target:
                    length, digest = self._encrypt(source, target, key, blob_id)
                    target.flush()
                    files.sync(target.fileno())
                temporary.replace(place)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            files.sync_folder(place.parent)
        return BlobInfo(blob_id, key, length, digest)

    def open(self, info: BlobInfo) -> BlobReader:
        """A seekable reader of the true bytes. Raises DamagedError when the file is missing or cut short."""
        place = self._place(info.id)
        with files.disk_errors():
            if not place.is_file():
                raise DamagedError(GONE)
            stream = place.open("rb")
        try:
            return BlobReader(stream, info, self._vault_id)
        except BaseException:
            stream.close()
            raise

    def read(self, info: BlobInfo) -> bytes:
        """All true bytes at once. Raises DamagedError, StorageError."""
        with self.open(info) as reader:
            return reader.read()

    def delete(self, blob_id: str) -> None:
        """Remove a file whose row is gone already (its key with it). Harmless when it is not there."""
        with files.disk_errors():
            self._place(blob_id).unlink(missing_ok=True)

    def take_over(self, source: Blobs, blob_id: str) -> None:
        """Have a file of `source` here too: a hard link where the disk allows, else a copy.

        Raises OSError.
        """
        theirs, place = source._place(blob_id), self._place(blob_id)
        files.new_private_folder(self._folder)
        files.new_private_folder(place.parent)
        try:
            os.link(theirs, place)
        except OSError:
            with theirs.open("rb") as stream, os.fdopen(files.new_private(place), "wb") as target:
                shutil.copyfileobj(stream, target)
                target.flush()
                files.sync(target.fileno())
        files.sync_folder(place.parent)

    def check(self, infos: Iterable[BlobInfo]) -> list[str]:
        """Read every attachment's file whole; one sentence for each that is missing or altered."""
        found = []
        for info in infos:
            try:
                if self._sum(info.id) != info.digest:
                    found.append(ALTERED)
            except FileNotFoundError:
                found.append(GONE)
        return found

    def sweep(self, known: Iterable[str], now: float | None = None) -> int:
        """Remove files older than a day that no row knows of; returns how many. now: seconds since 1970."""
        keep = set(known)
        limit = (time.time() if now is None else now) - _ORPHAN_SECONDS
        removed = 0
        with files.disk_errors():
            for file in self._files():
                if file.name not in keep and file.stat().st_mtime < limit and _is_ours(file.name):
                    file.unlink()
                    removed += 1
        return removed

    def listing(self) -> list[tuple[str, int]]:
        """Ids and file sizes of all finished blobs, sorted."""
        return sorted((file.name, file.stat().st_size) for file in self._files() if _is_id(file.name))

    def digest(self) -> bytes:
        """SHA-256 of the listing, for the seal."""
        lines = "".join(f"{name} {size}\n" for name, size in self.listing())
        return hashlib.sha256(lines.encode()).digest()

    def _files(self) -> list[Path]:
        return [file for file in self._folder.glob("??/*") if file.is_file()]

    def _sum(self, blob_id: str) -> bytes:
        with self._place(blob_id).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()

    def _place(self, blob_id: str) -> Path:
        if not _is_id(blob_id):
            raise BugError("That is not the id of an attachment.")
        return self._folder / blob_id[:2] / blob_id

    def _encrypt(self, source: BinaryIO, target: BinaryIO, key: bytes, blob_id: str) -> tuple[int, bytes]:
        """Write the file's bytes; returns the true length and the SHA-256 of what was written."""
        cipher = ChaCha20Poly1305(key)
        context = self._vault_id + blob_id.encode()
        chunks = _Padded(source)
        found = hashlib.sha256(_MAGIC)
        target.write(_MAGIC)
        number = 0
        last = False
        while not last:
            text, last = chunks.next()
            part = cipher.encrypt(_nonce(number, last=last), text, context)
            found.update(part)
            target.write(part)
            number += 1
        return chunks.length, found.digest()


class _Padded:
    """The chunks of a source with its padding, of which the last is known to be the last."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._ahead = self._fill()
        self._zeros: int | None = None  # how many bytes of padding are still to come; None: source not done
        self.length = len(self._ahead)

    def next(self) -> tuple[bytes, bool]:
        """The next chunk, and whether it is the last."""
        chunk = self._ahead
        if self._zeros is None:
            self._ahead = self._fill() if len(chunk) == CHUNK else b""
            self.length += len(self._ahead)
            if self._ahead:
                return chunk, False
            self._zeros = padme(self.length) - self.length
        room = min(CHUNK - len(chunk), self._zeros)
        chunk += bytes(room)
        self._zeros -= room
        self._ahead = b""
        return chunk, self._zeros == 0

    def _fill(self) -> bytes:
        """A whole chunk, or what is left: a source may give less than it is asked for."""
        parts = []
        wanted = CHUNK
        while wanted and (part := self._source.read(wanted)):
            parts.append(part)
            wanted -= len(part)
        return b"".join(parts)


class BlobReader(io.RawIOBase):
    """The true bytes of a blob, each chunk authenticated before any of it is given out."""

    def __init__(self, stream: BinaryIO, info: BlobInfo, vault_id: bytes) -> None:
        super().__init__()
        self._stream = stream
        self._length = info.length
        self._padded = padme(info.length)
        self._cipher = ChaCha20Poly1305(info.key)
        self._context = vault_id + info.id.encode()
        self._position = 0
        self._held: tuple[int, bytes] | None = None
        with files.disk_errors():
            if stream.seek(0, os.SEEK_END) != file_bytes(info.length):
                raise DamagedError(ALTERED)
            stream.seek(0)
            if stream.read(len(_MAGIC)) != _MAGIC:
                raise DamagedError(ALTERED)

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always: audio is played by chunk."""
        return True

    def tell(self) -> int:
        """The place of the next byte."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go to a place in the true bytes; past the end is allowed and reads as the end."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._length}[whence]
        if base + offset < 0:
            raise ValueError("negative seek position")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill `buffer` from one chunk. Raises DamagedError when that chunk was altered."""
        view = memoryview(buffer).cast("B")
        left = min(self._length - self._position, len(view))
        if left <= 0:
            return 0
        number, start = divmod(self._position, CHUNK)
        part = self._chunk(number)[start : start + left]
        view[: len(part)] = part
        self._position += len(part)
        return len(part)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        self._held = None
        super().close()

    def _chunk(self, number: int) -> bytes:
        if self._held is not None and self._held[0] == number:
            return self._held[1]
        last = (number + 1) * CHUNK >= self._padded
        with files.disk_errors():
            self._stream.seek(len(_MAGIC) + number * (CHUNK + _TAG))
            sealed = self._stream.read(CHUNK + _TAG)
        try:
            text = self._cipher.decrypt(_nonce(number, last=last), sealed, self._context)
        except InvalidTag as error:
            raise DamagedError(ALTERED) from error
        self._held = (number, text)
        return text


def _is_id(name: str) -> bool:
    return len(name) == _ID_SYMBOLS and set(name) <= _ID_ALPHABET


def _is_ours(name: str) -> bool:
    return _is_id(name.removesuffix(_UNFINISHED))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
