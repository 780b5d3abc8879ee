"""What lies on disk: no key, no text, nothing that others may read."""

from __future__ import annotations

import base64
import logging
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.vault import header as headers
from closeness_desktop.vault import keys, recovery
from tests.conftest import PASSPHRASE
from tests.unit.vault.helpers import attach, attachments, fill, snapshot


def _spellings(secret: bytes) -> Iterator[bytes]:
    """A secret as it might stand in a file."""
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    for shift in range(3):  # base64 of what stands anywhere in a longer text
        yield base64.b64encode(bytes(shift) + secret)[4 if shift else 0 : -4].rstrip(b"=")
    yield base64.urlsafe_b64encode(secret).rstrip(b"=")
    yield secret[::-1]


def test_no_key_is_in_any_file(vault: vaults.Vault) -> None:
    """Someone with the files finds no key of the tree, no KEK, no attachment key, no recovery secret."""
    fill(vault)
    recovery_key = vault.new_recovery_key()
    place = vault.backup()
    slot = headers.decode((vault.folder / "vault.hdr").read_bytes()).slots[0]
    assert slot.cost is not None
    tree = vault._tree
    found = [bytes(key) for key in (tree.master, tree.database, tree.header, tree.seal, tree.backup)]
    found += [bytes(keys.from_passphrase(PASSPHRASE, slot.salt, slot.cost)), PASSPHRASE.encode()]
    found += [
        bytes(recovery.from_text(recovery_key)),
        recovery_key.encode(),
        recovery_key.replace("-", "").encode(),
    ]
    found += [info.key for info in attachments(vault)]
    assert all(any(secret) for secret in found)
    opened = snapshot(vault.folder)
    vault.close()
    for name, data in [*opened.items(), *snapshot(vault.folder).items()]:
        for secret in found:
            assert not any(spelling in data for spelling in _spellings(secret)), name
    assert f"backups/{place.name}/journal.db" in opened


def test_no_text_is_in_any_file(vault: vaults.Vault) -> None:
    """Rows, the search index, table names, an attachment: neither while it is open nor after."""
    canary = "quetzal" + secrets.token_hex(4)
    fill(vault)
    vault.database.execute_sql(f"CREATE TABLE {canary} (text TEXT)")
    vault.database.execute_sql("INSERT INTO note VALUES (1000, ?)", (canary,))
    vault.database.execute_sql("INSERT INTO word(rowid, text) VALUES (1000, ?)", (canary,))
    vault.database.execute_sql("DELETE FROM note WHERE id = 1")
    attach(vault, canary.encode() * 50_000)
    vault.backup()
    files = [*snapshot(vault.folder).values()]
    vault.close()
    files += snapshot(vault.folder).values()
    for data in files:
        for spelling in (
            canary.encode(),
            canary.encode("utf-16-le"),
            canary.encode("utf-16-be"),
            b"calm calm",
            b"CREATE",
        ):
            assert spelling not in data


def test_every_file_is_its_owners_alone(tmp_path: Path) -> None:
    """Under a careless umask too: files 0600, folders 0700, also temporary ones, lock, backups."""
    before = os.umask(0)
    try:
        with vaults.create(tmp_path / "Journal", PASSPHRASE, cost=vaults.FLOOR) as vault:
            fill(vault)
            vault.new_recovery_key()
            vault.backup()
            vault.database.execute_sql("INSERT INTO note VALUES (1000, 'x')")
            found = {tmp_path / "Journal", *(tmp_path / "Journal").rglob("*")}
            assert tmp_path / "Journal" / "journal.db-journal" in found
            modes = {path: path.stat().st_mode & 0o777 for path in found}
        modes |= {path: path.stat().st_mode & 0o777 for path in (tmp_path / "Journal").rglob("*")}
    finally:
        os.umask(before)
    for path, mode in modes.items():
        assert mode == (0o700 if path.suffix == "" and mode == 0o700 else 0o600), path
    assert modes[tmp_path / "Journal"] == 0o700
    assert modes[tmp_path / "Journal" / "backups"] == 0o700


def test_statements_are_never_logged(vault: vaults.Vault, caplog: pytest.LogCaptureFixture) -> None:
    """Not even at the lowest level of every logger: statements carry what somebody wrote."""
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("peewee").setLevel(logging.DEBUG)
        vault.database.execute_sql("CREATE TABLE note (text TEXT)")
        vault.database.execute_sql("INSERT INTO note VALUES (?)", ("quetzal",))
        logging.getLogger("peewee").setLevel(logging.NOTSET)
    assert "quetzal" not in caplog.text
    assert caplog.records == []


def test_peewee_never_holds_the_key(vault: vaults.Vault) -> None:
    """Neither as a parameter of the connection nor anywhere else among its attributes."""
    key = vault._tree.database
    spelled = repr(vars(vault.database))
    assert vault.database.connect_params == {}
    assert key.hex() not in spelled
    assert repr(bytes(key)) not in spelled
