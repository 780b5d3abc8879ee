"""A journal stored when its format was released opens for ever."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.errors import DamagedError
from tests.unit.vault.helpers import attachments, flip, header_json

STORED = sorted((Path(__file__).parents[2] / "data" / "vault").glob("format-*"))
ROWS = [(number, f"row {number} — καλημέρα") for number in range(5)]
DATA = b"a small photograph " * 5000


@dataclass(frozen=True)
class About:
    """What was written down beside a stored journal."""

    passphrase: str
    recovery_key: str
    vault_id: str
    counter: int
    locked_ms: int


@pytest.fixture(params=STORED, ids=lambda place: place.name)
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, About]:
    """A copy of each stored journal."""
    place: Path = request.param
    shutil.copytree(place / "Journal", tmp_path / "Journal")
    return tmp_path / "Journal", About(**json.loads((place / "about.json").read_text(encoding="utf-8")))


def test_there_is_one_for_each_format() -> None:
    """One folder for each version that the header can have."""
    assert [place.name for place in STORED] == ["format-1"]


def test_it_opens_with_its_passphrase_as_it_was_left(stored: tuple[Path, About]) -> None:
    """Seal, rows and attachment are what they were on the day it was stored."""
    folder, about = stored
    with vaults.open(folder, about.passphrase, seen=about.counter) as vault:
        assert vault.notices == ()
        assert (vault.id, vault.counter) == (about.vault_id, about.counter + 1)
        assert vault.locked_ms == about.locked_ms
        assert vault.database.execute_sql("SELECT * FROM note").fetchall() == ROWS
        (info,) = attachments(vault)
        assert vault.blobs.read(info) == DATA
        assert vault.blobs.check([info]) == []
        assert vault.verify() == []


def test_it_opens_with_its_recovery_key(stored: tuple[Path, About]) -> None:
    """And takes a new passphrase then."""
    folder, about = stored
    with vaults.open_with_recovery_key(folder, about.recovery_key) as vault:
        assert vault.has_recovery_key
        vault.set_passphrase("new one", cost=vaults.FLOOR)
    with vaults.open(folder, "new one") as vault:
        assert vault.database.execute_sql("SELECT * FROM note").fetchall() == ROWS


def test_damage_to_it_is_noticed(stored: tuple[Path, About]) -> None:
    """Its twin with one bit flipped, in the database and in both headers, stays shut."""
    folder, about = stored
    flip(folder / "journal.db", 5000)
    with pytest.raises(DamagedError):
        vaults.open_with_recovery_key(folder, about.recovery_key)
    flip(folder / "journal.db", 5000)
    for name in ("vault.hdr", "vault.hdr.2"):
        flip(folder / name, 100)
    with pytest.raises(DamagedError):
        vaults.open_with_recovery_key(folder, about.recovery_key)


def test_its_header_says_what_the_format_says(stored: tuple[Path, About]) -> None:
    """The fields of version 1, by name and shape."""
    folder, about = stored
    found = header_json((folder / "vault.hdr").read_bytes())
    assert found["vid"] == about.vault_id
    assert (found["v"], found["min_reader"], found["critical"]) == (1, 1, [])
    assert found["suite"] == "argon2id-chacha20poly1305-sqlcipher4"
    assert [slot["kdf"]["alg"] for slot in found["slots"]] == ["argon2id", "hkdf-sha256"]
