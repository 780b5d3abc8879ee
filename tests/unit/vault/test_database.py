"""The database room: its settings, and what nobody may do through it."""

from __future__ import annotations

from pathlib import Path

import peewee
import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from closeness_desktop import vault as vaults
from closeness_desktop.errors import BugError, InUseError, StorageError
from closeness_desktop.vault import database
from tests.unit.vault.conftest import Locked
from tests.unit.vault.helpers import run, tree_of

SETTINGS = {
    "cipher_page_size": "4096",
    "page_size": "4096",
    "journal_mode": "delete",
    "synchronous": 3,
    "locking_mode": "exclusive",
    "secure_delete": 1,
    "foreign_keys": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "fullfsync": 1,
    "cipher_memory_security": "0",
    "application_id": 0x434C4F53,
}


@pytest.mark.parametrize("name", SETTINGS)
def test_the_settings_are_those_that_lose_nothing(vault: vaults.Vault, name: str) -> None:
    """As they were when power cuts were simulated."""
    assert vault.database.execute_sql(f"PRAGMA {name}").fetchone() == (SETTINGS[name],)


def test_a_setting_that_is_not_taken_is_a_bug(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the database answers is compared with what it was told: silence about a setting costs entries."""
    settings = [*database._SETTINGS, ("synchronous", "FULL", "3")]
    monkeypatch.setattr(database, "_SETTINGS", tuple(settings))
    with pytest.raises(BugError, match="synchronous"):
        locked.open()


def test_the_library_is_the_one_we_chose(vault: vaults.Vault) -> None:
    """SQLCipher 4 over a SQLite without the WAL-reset fault (3.51.3 and later)."""
    (cipher,) = vault.database.execute_sql("PRAGMA cipher_version").fetchone()
    (version,) = vault.database.execute_sql("SELECT sqlite_version()").fetchone()
    options = {row[0] for row in vault.database.execute_sql("PRAGMA compile_options").fetchall()}
    assert cipher.startswith("4.")
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)
    assert {"HAS_CODEC", "ENABLE_FTS5"} <= options


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH 'x' AS y",
        "ATTACH '/tmp/plain.db' AS plain KEY ''",
        "DETACH main",
        "VACUUM INTO 'copy.db'",
        "SELECT load_extension('x')",
        "SELECT sqlcipher_export('main')",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA hexrekey = '00'",
        "PRAGMA main.journal_mode = WAL",
        "PRAGMA Synchronous = OFF",
        "PRAGMA synchronous(0)",
        "PRAGMA locking_mode = NORMAL",
        "PRAGMA secure_delete = OFF",
        "PRAGMA temp_store = FILE",
        "PRAGMA trusted_schema = ON",
        "PRAGMA mmap_size = 1000000",
        "PRAGMA writable_schema = ON",
        "PRAGMA application_id = 1",
        "PRAGMA cipher_log = 'log.txt'",
        "PRAGMA cipher_profile = 'log.txt'",
    ],
)
def test_what_leads_out_or_weakens_is_refused(vault: vaults.Vault, statement: str) -> None:
    """Other files, code, keys and the settings are out of reach of every statement."""
    with pytest.raises(peewee.DatabaseError, match=r"not authorized|denied"):
        vault.database.execute_sql(statement)


def test_what_a_journal_needs_is_allowed(vault: vaults.Vault) -> None:
    """Migrations switch references off for a while; looking at settings is harmless."""
    for statement in (
        "PRAGMA foreign_keys = OFF",
        "PRAGMA table_info(vault_meta)",
        "PRAGMA user_version = 3",
    ):
        vault.database.execute_sql(statement)
    assert vault.database.execute_sql("PRAGMA user_version").fetchone() == (3,)


def test_extensions_cannot_be_loaded(vault: vaults.Vault) -> None:
    """Neither by SQL nor through the driver."""
    with pytest.raises(BugError):
        vault.database.load_extension("x")
    with pytest.raises(Exception, match="not authorized"):
        vault.database.connection().load_extension("x")


def test_errors_of_statements_stay_what_they_are(vault: vaults.Vault) -> None:
    """Only the disk's faults become ours: a broken rule is peewee's own error."""
    vault.database.execute_sql("CREATE TABLE note (id INTEGER PRIMARY KEY)")
    vault.database.execute_sql("INSERT INTO note VALUES (1)")
    with pytest.raises(peewee.IntegrityError):
        vault.database.execute_sql("INSERT INTO note VALUES (1)")
    with pytest.raises(peewee.OperationalError):
        vault.database.execute_sql("SELECT * FROM nothing")
    with pytest.raises(ZeroDivisionError), vault.errors_of_the_disk():
        raise ZeroDivisionError
    with pytest.raises(peewee.OperationalError), vault.errors_of_the_disk():
        vault.database.execute_sql("SELECT * FROM nothing")
    assert database.translate(ValueError()) is None
    assert database.translate(peewee.OperationalError()) is None


def test_peewees_own_errors_of_the_disk_are_translated_too(vault: vaults.Vault) -> None:
    """Where peewee has wrapped the driver's error, the code is found inside."""

    def wrapped() -> None:
        try:
            sqlcipher.connect("file:///nowhere/at/all?mode=rw", uri=True)
        except sqlcipher.OperationalError as error:
            raise peewee.OperationalError(error, *error.args) from error

    with pytest.raises(StorageError), vault.errors_of_the_disk():
        wrapped()


def test_a_second_process_is_refused_at_once(locked: Locked) -> None:
    """By the lock file, before any key is derived; and past it by the database's own lock."""
    with locked.open() as vault:
        assert run("open_second.py", locked.folder) == ["InUseError"]
        assert run("open_database_of.py", locked.folder, locked.recovery_key) == ["InUseError"]
        vault.database.execute_sql("INSERT INTO note VALUES (100, 'still ours')")
    assert run("open_database_of.py", locked.folder, locked.recovery_key) == ["opened"]


def test_a_foreign_program_that_holds_the_database_is_named(locked: Locked) -> None:
    """Without our lock file, but with the file in hand: in use, not damaged; and the lock is let go."""
    foreign = database.connect(
        locked.file("journal.db"), tree_of(locked.folder, locked.recovery_key).database
    )
    with pytest.raises(InUseError):
        locked.open()
    foreign.close()
    locked.open().close()


def test_connecting_never_makes_a_file(tmp_path: Path) -> None:
    """A database that is gone stays gone: a new one in its place would look like an emptied journal."""
    with pytest.raises(StorageError):
        database.connect(tmp_path / "journal.db", bytearray(32))
    assert not (tmp_path / "journal.db").exists()


def test_a_database_is_adopted_once(vault: vaults.Vault) -> None:
    """peewee cannot connect again by itself: it has no key."""
    vault.database.close()
    with pytest.raises(BugError):
        vault.database.connect()
