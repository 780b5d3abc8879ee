"""The seal: what the journal's files looked like when it was last locked, and whether it is open now.

One file of fixed size, written in place. It answers three questions at opening: was the journal locked
cleanly or did the program end without locking; was anything changed since then; and is this an older copy
than one that was seen before (the counter rises with every opening and every locking). It notices, it
cannot prevent. All of it is encrypted, since how often somebody opens their journal is nobody's business;
each writing has a fresh salt and so a key of its own.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import struct
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from closeness_desktop.vault import files

NAME = "state.seal"
_MAGIC = b"CLSEAL\x00\x01"
_SALT_BYTES = 32
_NONCE = bytes(12)  # each key seals one message
_STATE = struct.Struct(">BQQQQ32s32s32s")
MAX_BYTES = 512
_READ_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Contents:
    """What the files hold: header generation and digest, database size and digest, blob list digest."""

    generation: int
    header: bytes
    database_bytes: int
    database: bytes
    blobs: bytes


@dataclass(frozen=True, slots=True)
class Seal:
    """The state of a journal. locked_ms: UTC ms of the last clean lock. contents: as they were then."""

    locked: bool
    counter: int
    locked_ms: int
    contents: Contents


def box(key: bytearray, context: bytes, text: bytes) -> bytes:
    """`text` encrypted and authenticated under a key of its own, derived with a fresh salt."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return salt + ChaCha20Poly1305(_once(key, salt)).encrypt(_NONCE, text, context)


def unbox(key: bytearray, context: bytes, data: bytes) -> bytes | None:
    """What `box` was given, or None when the data, the key or the context is not the same."""
    if len(data) < _SALT_BYTES + 16:
        return None
    salt, sealed = data[:_SALT_BYTES], data[_SALT_BYTES:]
    try:
        return ChaCha20Poly1305(_once(key, salt)).decrypt(_NONCE, sealed, context)
    except InvalidTag:
        return None


def encode(magic: bytes, key: bytearray, vault_id: bytes, seal: Seal) -> bytes:
    """The bytes of a seal's file. magic: 8 bytes that say what it is the seal of."""
    c = seal.contents
    text = _STATE.pack(
        seal.locked,
        seal.counter,
        seal.locked_ms,
        c.generation,
        c.database_bytes,
        c.header,
        c.database,
        c.blobs,
    )
    return magic + box(key, magic + vault_id, text)


def decode(magic: bytes, key: bytearray, vault_id: bytes, data: bytes) -> Seal | None:
    """Read it again; None when it was altered or is another journal's."""
    text = unbox(key, magic + vault_id, data.removeprefix(magic)) if data.startswith(magic) else None
    if text is None:
        return None
    locked, counter, locked_ms, generation, size, header, database, blobs = _STATE.unpack(text)
    return Seal(bool(locked), counter, locked_ms, Contents(generation, header, size, database, blobs))


def read(folder: Path, key: bytearray, vault_id: bytes) -> Seal | None:
    """The seal, or None when it is missing or not one of this journal's. Raises OSError."""
    data = files.read_start(folder / NAME, MAX_BYTES)
    return None if data is None else decode(_MAGIC, key, vault_id, data)


def write(folder: Path, key: bytearray, vault_id: bytes, seal: Seal) -> None:
    """Write the seal, durably. Raises OSError.

    In place when it is there already, so that a journal on a full disk can still be opened and locked; it is
    smaller than a sector, and a torn one costs a notice, no text.
    """
    data = encode(_MAGIC, key, vault_id, seal)
    file = folder / NAME
    try:
        descriptor = os.open(file, os.O_WRONLY | files.BINARY)
    except FileNotFoundError:
        files.replace_private(file, data)
        return
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        stream.truncate()
        files.sync(stream.fileno())


def digest(file: Path) -> tuple[int, bytes]:
    """Size and SHA-256 of a file that nobody has open."""
    found = hashlib.sha256()
    size = 0
    with file.open("rb", buffering=0) as stream:
        while part := stream.read(_READ_BYTES):
            found.update(part)
            size += len(part)
    return size, found.digest()


def _once(key: bytearray, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, b"closeness sealed box v1").derive(key)
