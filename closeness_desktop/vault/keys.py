"""The key tree: how a passphrase or recovery key opens the master key, and what is derived from that.

passphrase ── NFKC ── Argon2id ──► KEK ─┐
recovery key ── HKDF-SHA-256 ────► KEK ─┴─ ChaCha20-Poly1305 ─► MK ── HKDF-SHA-256 (journal id) ──► db, …

Each wrap has a fresh salt, so each KEK encrypts one message in its life. Keys live in bytearrays and are
overwritten when they are done with; a passphrase is a `str` for a moment, which cannot be helped in Python.
Sources: RFC 9106 (Argon2id), RFC 5869 (HKDF), RFC 8439 (ChaCha20-Poly1305).
"""

from __future__ import annotations

import unicodedata

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from closeness_desktop.errors import KnownError
from closeness_desktop.vault.cost import Cost

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
WRAP_BYTES = KEY_BYTES + TAG_BYTES

_RECOVERY_INFO = b"closeness recovery slot v1"
_TREE_INFO = b"closeness v1 "


def normalised(passphrase: str) -> bytes:
    """A passphrase as the bytes that are derived from: NFKC, so that it is the same from every keyboard."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def from_passphrase(passphrase: str, salt: bytes, cost: Cost) -> bytearray:
    """The KEK of a passphrase. `cost` must be within bounds. Raises KnownError if memory does not suffice."""
    key = bytearray(KEY_BYTES)
    derivation = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    try:
        derivation.derive_into(normalised(passphrase), key)
    except MemoryError as error:
        raise KnownError(
            f"Opening this journal takes {cost.memory_kib // 1024} MiB of memory, and that is not free."
        ) from error
    return key


def from_recovery_secret(secret: bytes | bytearray, salt: bytes) -> bytearray:
    """The KEK of a recovery key's 128 random bits, which need no stretching."""
    return _hkdf(secret, salt, _RECOVERY_INFO)


def wrap(kek: bytearray, nonce: bytes, master: bytearray, context: bytes) -> bytes:
    """The master key sealed under a KEK that has never sealed anything else."""
    return ChaCha20Poly1305(kek).encrypt(nonce, master, context)


def unwrap(kek: bytearray, nonce: bytes, wrapped: bytes, context: bytes) -> bytearray | None:
    """The master key, or None when the KEK (or the context) is not the one it was wrapped with."""
    master = bytearray(KEY_BYTES)
    try:
        ChaCha20Poly1305(kek).decrypt_into(nonce, wrapped, context, master)
    except InvalidTag:
        return None
    return master


def wipe(*keys: bytearray) -> None:
    """Overwrite keys in place."""
    for key in keys:
        key[:] = bytes(len(key))


class KeyTree:
    """The master key and the keys that hang from it, each for one purpose."""

    __slots__ = ("backup", "database", "header", "master", "seal")

    def __init__(self, master: bytearray, vault_id: bytes) -> None:
        self.master = master
        self.database = _hkdf(master, vault_id, _TREE_INFO + b"db")
        self.header = _hkdf(master, vault_id, _TREE_INFO + b"header-mac")
        self.seal = _hkdf(master, vault_id, _TREE_INFO + b"seal")
        self.backup = _hkdf(master, vault_id, _TREE_INFO + b"backup")

    def wipe(self) -> None:
        """Overwrite them all. The tree is of no use afterwards."""
        wipe(self.master, self.database, self.header, self.seal, self.backup)


def _hkdf(secret: bytes | bytearray, salt: bytes, info: bytes) -> bytearray:
    """HKDF-SHA-256 of `secret`, 32 bytes, in a buffer that can be overwritten."""
    key = bytearray(KEY_BYTES)
    HKDF(SHA256(), KEY_BYTES, salt, info).derive_into(secret, key)
    return key
