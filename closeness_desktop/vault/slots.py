"""Key slots at work: making one around the master key, and opening one."""

from __future__ import annotations

import secrets
from dataclasses import replace

from closeness_desktop.vault import keys
from closeness_desktop.vault.cost import Cost
from closeness_desktop.vault.header import PASSPHRASE, RECOVERY, Slot


def for_passphrase(vault_id: str, master: bytearray, passphrase: str, cost: Cost) -> Slot:
    """A new slot that `passphrase` opens, with a fresh salt."""
    blank = _blank(PASSPHRASE, cost)
    return _filled(blank, vault_id, master, keys.from_passphrase(passphrase, blank.salt, cost))


def for_recovery(vault_id: str, master: bytearray, secret: bytearray) -> Slot:
    """A new slot that a recovery key opens, with a fresh salt."""
    blank = _blank(RECOVERY, None)
    return _filled(blank, vault_id, master, keys.from_recovery_secret(secret, blank.salt))


def open_with_passphrase(slot: Slot, vault_id: str, passphrase: str) -> bytearray | None:
    """The master key, or None when `passphrase` is not this slot's."""
    if slot.cost is None:
        return None
    return _opened(slot, vault_id, keys.from_passphrase(passphrase, slot.salt, slot.cost))


def open_with_recovery(slot: Slot, vault_id: str, secret: bytearray) -> bytearray | None:
    """The master key, or None when `secret` is not this slot's."""
    if slot.type != RECOVERY:
        return None
    return _opened(slot, vault_id, keys.from_recovery_secret(secret, slot.salt))


def _blank(kind: str, cost: Cost | None) -> Slot:
    return Slot(
        id=secrets.token_hex(8),
        type=kind,
        salt=secrets.token_bytes(keys.SALT_BYTES),
        nonce=secrets.token_bytes(keys.NONCE_BYTES),
        wrap=b"",
        cost=cost,
    )


def _filled(slot: Slot, vault_id: str, master: bytearray, kek: bytearray) -> Slot:
    wrapped = keys.wrap(kek, slot.nonce, master, slot.context(vault_id))
    keys.wipe(kek)
    return replace(slot, wrap=wrapped)


def _opened(slot: Slot, vault_id: str, kek: bytearray) -> bytearray | None:
    master = keys.unwrap(kek, slot.nonce, slot.wrap, slot.context(vault_id))
    keys.wipe(kek)
    return master
