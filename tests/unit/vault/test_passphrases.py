"""Wrong passphrases open nothing, and the same passphrase opens from every keyboard."""

from __future__ import annotations

import secrets
import unicodedata
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.errors import DamagedError, WrongKeyError
from closeness_desktop.vault import header as headers
from closeness_desktop.vault import keys, slots
from tests.conftest import PASSPHRASE
from tests.unit.vault.conftest import Locked

NEAR = [
    "", " ", PASSPHRASE + " ", " " + PASSPHRASE, PASSPHRASE[:-1], PASSPHRASE + "\n", PASSPHRASE.upper(),
    PASSPHRASE.title(), PASSPHRASE.replace(" ", ""), PASSPHRASE.replace(" ", "-"), PASSPHRASE * 2,
    PASSPHRASE[::-1], PASSPHRASE + "\0", "\0", PASSPHRASE.replace("e", "е"), "x" * 1_000_000, "\ud800", "🕊",
]  # fmt: skip


def test_fifty_wrong_passphrases_open_nothing(locked: Locked) -> None:
    """Near misses, the empty one, a very long one, and random ones: wrong each time, never damaged."""
    before = locked.file("state.seal").read_bytes()
    for wrong in NEAR + [secrets.token_hex(8) for _ in range(50 - len(NEAR))]:
        with pytest.raises(WrongKeyError):
            vaults.open(locked.folder, wrong)
    assert locked.file("state.seal").read_bytes() == before
    vaults.open(locked.folder, PASSPHRASE).close()


def test_ten_thousand_wrong_keys_open_no_slot(locked: Locked) -> None:
    """Random keys, and the right key with one bit flipped, against the slot's own tag."""
    found = headers.decode(locked.file("vault.hdr").read_bytes())
    slot = found.slots[0]
    assert slot.cost is not None
    context = slot.context(found.vault_id)
    right = keys.from_passphrase(PASSPHRASE, slot.salt, slot.cost)
    assert keys.unwrap(right, slot.nonce, slot.wrap, context) is not None
    near = [bytearray(right) for _ in range(256)]
    for bit, key in enumerate(near):
        key[bit // 8] ^= 1 << bit % 8
    wrong = near + [bytearray(secrets.token_bytes(32)) for _ in range(10_000 - 256)]
    assert all(keys.unwrap(key, slot.nonce, slot.wrap, context) is None for key in wrong)


def test_a_slot_is_opened_by_its_own_kind_only(locked: Locked) -> None:
    """The passphrase is not tried on the recovery slot, nor the recovery key on the passphrase slot."""
    found = headers.decode(locked.file("vault.hdr").read_bytes())
    passphrase, recovery = found.slots
    assert slots.open_with_passphrase(recovery, found.vault_id, PASSPHRASE) is None
    assert slots.open_with_recovery(passphrase, found.vault_id, bytearray(16)) is None


def test_the_same_passphrase_opens_however_it_is_composed(tmp_path: Path) -> None:
    """Composed, decomposed and compatibility forms are one passphrase (NFKC)."""
    chosen = "Ångström ﬁne ½ カ"
    with vaults.create(tmp_path / "j", chosen, cost=vaults.FLOOR):
        pass
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        vaults.open(tmp_path / "j", unicodedata.normalize(form, chosen)).close()  # type: ignore[arg-type]
    vaults.open(tmp_path / "j", "Ångström fine 1⁄2 カ").close()
    with pytest.raises(WrongKeyError):
        vaults.open(tmp_path / "j", "Angstrom fine 1/2 カ")


def test_wrong_and_damaged_are_never_confused(locked: Locked) -> None:
    """A damaged database is damaged with the right passphrase; with a wrong one, the passphrase is wrong."""
    with locked.file("journal.db").open("r+b") as stream:
        stream.seek(5000)
        stream.write(b"!")
    with pytest.raises(WrongKeyError):
        vaults.open(locked.folder, "wrong")
    with pytest.raises(DamagedError):
        vaults.open(locked.folder, PASSPHRASE)
