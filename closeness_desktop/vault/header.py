"""The header: who may open the journal (key slots), which generation it is, and what reads it.

magic and version (8) ‖ length (4) ‖ canonical JSON ‖ SHA-256 (32) ‖ HMAC-SHA-256 under the header key (32)

It is read in this order, so that nothing is believed too early: magic, length, checksum (wrong = damaged),
version, shape and bounds of every value before any work is done for it, key slot, and last the HMAC (wrong
= someone edited it). The envelope (magic, version, length, JSON, SHA-256) stays the same in later versions,
which is how an older program can tell a newer header from a damaged one.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
from dataclasses import dataclass, field, replace
from typing import Any

from closeness_desktop.errors import DamagedError, NewerVersionError
from closeness_desktop.vault import cost as costs
from closeness_desktop.vault import keys
from closeness_desktop.vault.cost import Cost

MAGIC = b"CLOSEN"
VERSION = 1
READER = 1
SUITE = "argon2id-chacha20poly1305-sqlcipher4"
MAX_JSON = 16 * 1024
MAX_SLOTS = 8
ID_BYTES = 16
_SLOT_ID_BYTES = 8
_SUM_BYTES = 32
_FIXED = len(MAGIC) + 2 + 4
MAX_BYTES = _FIXED + MAX_JSON + 2 * _SUM_BYTES
_MAX_INTEGER = 2**53 - 1

PASSPHRASE = "passphrase"  # noqa: S105 (the name of a kind of slot)
RECOVERY = "recovery"
_ALGORITHMS = {PASSPHRASE: "argon2id", RECOVERY: "hkdf-sha256"}

NEWER = "This journal was made by a newer version of Closeness. Update the program to open it."


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the master key. cost: of a passphrase slot; None in a recovery slot."""

    id: str
    type: str
    salt: bytes
    nonce: bytes
    wrap: bytes
    cost: Cost | None = None

    def kdf(self) -> dict[str, Any]:
        """The parameters of its derivation, as they stand in the file."""
        found: dict[str, Any] = {"alg": _ALGORITHMS[self.type], "salt": self.salt.hex()}
        if self.cost is not None:
            found |= {"m": self.cost.memory_kib, "t": self.cost.passes, "p": self.cost.lanes}
        return found

    def context(self, vault_id: str) -> bytes:
        """What the wrap is bound to, besides its key."""
        return _canonical(
            {
                "v": VERSION,
                "vid": vault_id,
                "suite": SUITE,
                "id": self.id,
                "type": self.type,
                "kdf": self.kdf(),
            }
        )


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says. vault_id: 32 hex digits. created: day, UTC. extra: fields of a later version."""

    vault_id: str
    generation: int
    created: str
    slots: tuple[Slot, ...]
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def id_bytes(self) -> bytes:
        """The journal's id as 16 bytes."""
        return bytes.fromhex(self.vault_id)

    def of_type(self, kind: str) -> tuple[Slot, ...]:
        """The slots of one type."""
        return tuple(slot for slot in self.slots if slot.type == kind)

    def with_slot(self, slot: Slot) -> Header:
        """The next generation, in which `slot` takes the place of all others of its type."""
        kept = tuple(other for other in self.slots if other.type != slot.type)
        return replace(self, slots=(*kept, slot), generation=self.generation + 1)

    def at_generation(self, generation: int) -> Header:
        """The same header as another generation."""
        return replace(self, generation=generation)


def encode(header: Header, mac_key: bytes | bytearray) -> bytes:
    """The header as the bytes of its file."""
    text = _canonical(
        header.extra
        | {
            "v": VERSION,
            "vid": header.vault_id,
            "gen": header.generation,
            "created": header.created,
            "suite": SUITE,
            "min_reader": READER,
            "critical": [],
            "slots": [
                {
                    "id": slot.id,
                    "type": slot.type,
                    "kdf": slot.kdf(),
                    "nonce": slot.nonce.hex(),
                    "wrap": slot.wrap.hex(),
                }
                for slot in header.slots
            ],
        }
    )
    data = MAGIC + struct.pack(">HI", VERSION, len(text)) + text
    data += hashlib.sha256(data).digest()
    return data + _mac(data, mac_key)


def authentic(data: bytes, mac_key: bytes | bytearray) -> bool:
    """Whether the bytes of a header were written by someone who holds the master key."""
    return hmac.compare_digest(_mac(data[:-_SUM_BYTES], mac_key), data[-_SUM_BYTES:])


def decode(data: bytes) -> Header:
    """Read the bytes of a header, without believing them: `authentic` has the last word.

    Raises DamagedError, naming what is wrong, and NewerVersionError.
    """
    if len(data) < _FIXED or not data.startswith(MAGIC):
        raise _damaged("its first bytes are not a header’s")
    version, length = struct.unpack(">HI", data[len(MAGIC) : _FIXED])
    if length > MAX_JSON or len(data) != _FIXED + length + 2 * _SUM_BYTES:
        raise _damaged("its length is wrong")
    summed, checksum = data[: _FIXED + length], data[_FIXED + length : _FIXED + length + _SUM_BYTES]
    if not hmac.compare_digest(hashlib.sha256(summed).digest(), checksum):
        raise _damaged("its checksum does not match")
    if version > VERSION:
        raise NewerVersionError(NEWER)
    if version != VERSION:
        raise _damaged(f"there was never a version {version}")
    return _header(_parsed(data[_FIXED : _FIXED + length]))


def _parsed(text: bytes) -> dict[str, Any]:
    """The JSON object of a header; only the one canonical spelling of it is accepted."""
    try:
        found = json.loads(text.decode("ascii"))
        same = isinstance(found, dict) and _canonical(found) == text
    except (ValueError, RecursionError) as error:
        raise _damaged("it is not JSON") from error
    if not same:
        raise _damaged("it is not in canonical form")
    return dict(found)


def _header(found: dict[str, Any]) -> Header:
    """Check every value of the object, then build the header from it."""
    minimum = _integer(found, "min_reader", 1)
    critical = found.get("critical")
    if not isinstance(critical, list):
        raise _damaged("critical is not a list")
    if minimum > READER or critical:
        raise NewerVersionError(NEWER)
    if _integer(found, "v", 1) != VERSION:
        raise _damaged("v does not match its version")
    if found.get("suite") != SUITE:
        raise NewerVersionError(NEWER)
    slots = found.get("slots")
    if not isinstance(slots, list) or not 1 <= len(slots) <= MAX_SLOTS:
        raise _damaged("the number of key slots is out of bounds")
    header = Header(
        vault_id=_hex(found, "vid", ID_BYTES).hex(),
        generation=_integer(found, "gen", 1),
        created=_text(found, "created"),
        slots=tuple(_slot(slot) for slot in slots),
        extra={name: value for name, value in found.items() if name not in _NAMES},
    )
    if len({slot.id for slot in header.slots}) != len(header.slots):
        raise _damaged("two key slots have one id")
    return header


_NAMES = {"v", "vid", "gen", "created", "suite", "min_reader", "critical", "slots"}


def _slot(found: object) -> Slot:
    """One key slot, every value checked."""
    if not isinstance(found, dict) or set(found) != {"id", "type", "kdf", "nonce", "wrap"}:
        raise _damaged("a key slot has the wrong fields")
    kind, kdf = found["type"], found["kdf"]
    if not isinstance(kind, str) or not isinstance(kdf, dict):
        raise _damaged("a key slot has the wrong fields")
    if kind not in _ALGORITHMS or kdf.get("alg") != _ALGORITHMS[kind]:
        raise NewerVersionError(NEWER)
    cost = None
    if kind == PASSPHRASE:
        cost = Cost(kdf.get("m", 0), kdf.get("t", 0), kdf.get("p", 0))
        if fault := costs.fault(cost):
            raise _damaged(f"{fault} is out of bounds")
    if set(kdf) != {"alg", "salt"} | ({"m", "t", "p"} if cost else set()):
        raise _damaged("a key slot has the wrong fields")
    return Slot(
        id=_hex(found, "id", _SLOT_ID_BYTES).hex(),
        type=kind,
        salt=_hex(kdf, "salt", keys.SALT_BYTES),
        nonce=_hex(found, "nonce", keys.NONCE_BYTES),
        wrap=_hex(found, "wrap", keys.WRAP_BYTES),
        cost=cost,
    )


def _integer(found: dict[str, Any], name: str, low: int) -> int:
    value = found.get(name)
    if type(value) is not int or not low <= value <= _MAX_INTEGER:
        raise _damaged(f"{name} is out of bounds")
    return value


def _text(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str):
        raise _damaged(f"{name} is not text")
    return value


def _hex(found: dict[str, Any], name: str, length: int) -> bytes:
    value = found.get(name)
    try:
        data = bytes.fromhex(value) if isinstance(value, str) else b""
    except ValueError:
        data = b""
    if len(data) != length or data.hex() != value:
        raise _damaged(f"{name} is malformed")
    return data


def _canonical(found: dict[str, Any]) -> bytes:
    """The one spelling of a JSON object: sorted names, no spaces, ASCII."""
    return json.dumps(found, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def _mac(data: bytes, mac_key: bytes | bytearray) -> bytes:
    return hmac.digest(mac_key, data, "sha256")


def _damaged(reason: str) -> DamagedError:
    return DamagedError(f"The journal’s header is damaged: {reason}.")
