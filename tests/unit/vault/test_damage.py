"""The database on disk: an altered byte, a cut, a stranger in its place is refused, and never made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from closeness_desktop import vault as vaults
from closeness_desktop.errors import DamagedError
from closeness_desktop.vault import database, opening
from closeness_desktop.vault.vault import Notice
from tests.unit.vault.conftest import Locked
from tests.unit.vault.helpers import ROWS, flip, rows, run, snapshot, tree_of


def test_every_altered_byte_of_the_database_is_noticed(vault: vaults.Vault) -> None:
    """Each page is authenticated: whichever byte changes, the check of all pages names it."""
    key = bytearray(vault._tree.database)
    vault.close()
    file = vault.folder / "journal.db"
    size = file.stat().st_size
    assert size >= 2 * 4096
    for place in range(size):
        flip(file, place, place % 8)
        assert _noticed(file, key), place
        flip(file, place, place % 8)
    assert not _noticed(file, key)


def _noticed(file: Path, key: bytearray) -> bool:
    connection = sqlcipher.connect(str(file))
    try:
        connection.set_key("x'" + key.hex() + "'")
        connection.execute("PRAGMA cipher_log_level = NONE")
        return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    except sqlcipher.DatabaseError:
        return True
    finally:
        connection.close()


def test_an_altered_byte_keeps_the_journal_shut(locked: Locked) -> None:
    """On every page, through the whole opening: damaged, nothing written, and sound again when undone."""
    file = locked.file("journal.db")
    for place in range(17, file.stat().st_size, 1013):
        flip(file, place)
        before = snapshot(locked.folder)
        with pytest.raises(DamagedError):
            locked.open()
        assert snapshot(locked.folder) == before
        flip(file, place)
    with locked.open() as vault:
        assert vault.notices == ()
        assert rows(vault) == ROWS


def test_a_database_cut_short_or_made_longer_is_refused(locked: Locked) -> None:
    """At every 512 bytes, and to nothing; and with anything behind its end. It is never made anew."""
    file = locked.file("journal.db")
    whole = file.read_bytes()
    longer = [whole + b"\0", whole + bytes(4096), whole + whole[-4096:], whole * 2]
    for data in [whole[:length] for length in range(0, len(whole), 512)] + longer:
        file.write_bytes(data)
        with pytest.raises(DamagedError):
            locked.open()
        assert file.read_bytes() == data
    file.unlink()
    with pytest.raises(DamagedError, match="missing"):
        locked.open()
    assert not file.exists()


def test_pages_that_change_places_are_noticed(locked: Locked) -> None:
    """Each page's authentication holds its number."""
    file = locked.file("journal.db")
    whole = file.read_bytes()
    pages = [whole[start : start + 4096] for start in range(0, len(whole), 4096)]
    pages[3], pages[4] = pages[4], pages[3]
    file.write_bytes(b"".join(pages))
    with pytest.raises(DamagedError):
        locked.open()


def test_a_plain_database_in_its_place_is_refused(locked: Locked) -> None:
    """Whatever is plain SQLite is not ours, even with all the right tables; it is left alone."""
    file = locked.file("journal.db")
    file.unlink()
    plain = sqlite3.connect(file)
    plain.execute("CREATE TABLE note (id, text)")
    plain.commit()
    plain.close()
    before = file.read_bytes()
    with pytest.raises(DamagedError, match="not encrypted"):
        locked.open()
    assert file.read_bytes() == before


def test_plain_sqlite_cannot_read_it(locked: Locked) -> None:
    """Nor is there anything in it that looks like SQLite."""
    plain = sqlite3.connect(locked.file("journal.db"))
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM note")
    plain.close()


def test_a_database_library_that_cannot_encrypt_is_refused(tmp_path: Path) -> None:
    """With plain SQLite in SQLCipher's place nothing is ever written in the clear."""
    assert run("create_without_encryption.py", tmp_path / "Journal") == ["KnownError: cannot encrypt"]
    assert [path.name for path in tmp_path.iterdir()] == ["home"]


def test_the_database_of_another_journal_is_refused_even_under_the_same_key(locked: Locked) -> None:
    """The bond is a row inside: a database without it, or with another's, is not this journal's."""
    key = tree_of(locked.folder, locked.recovery_key).database
    for change in (
        "UPDATE vault_meta SET value = 'another'",
        "DELETE FROM vault_meta",
        "DROP TABLE vault_meta",
    ):
        connection = database.connect(locked.file("journal.db"), key)
        connection.execute(change)
        connection.close()
        with pytest.raises(DamagedError, match="another journal"):
            locked.open()


def test_a_database_with_another_mark_is_refused(locked: Locked) -> None:
    """The application id says whose file it is."""
    connection = database.connect(
        locked.file("journal.db"), tree_of(locked.folder, locked.recovery_key).database
    )
    connection.set_authorizer(None)
    connection.execute("PRAGMA application_id = 7")
    connection.close()
    with pytest.raises(DamagedError, match="another journal"):
        locked.open()


def test_a_broken_structure_is_found_after_a_change(locked: Locked) -> None:
    """When the seal does not match, the structure is checked too: authentic pages may not fit together."""
    connection = database.connect(
        locked.file("journal.db"), tree_of(locked.folder, locked.recovery_key).database
    )
    connection.execute("CREATE INDEX note_text ON note(text)")
    connection.set_authorizer(None)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, '(text)', '(id)') WHERE name = 'note_text'"
    )
    connection.close()
    with pytest.raises(DamagedError):
        locked.open()


def test_a_schema_that_cannot_be_read_is_named_by_verify(vault: vaults.Vault) -> None:
    """Every page is authentic, and yet nothing can be read."""
    vault.database.execute_sql("CREATE TABLE note (id)")
    with vault.database.unguarded():  # type: ignore[attr-defined]
        for statement in ("writable_schema = ON", "schema_version = 1000", "writable_schema = OFF"):
            vault.database.execute_sql(f"PRAGMA {statement}")
            if statement.endswith("ON"):
                vault.database.execute_sql("UPDATE sqlite_master SET sql = 'nonsense' WHERE name = 'note'")
    assert vault.verify() == ["The journal’s database is damaged."]


def test_a_large_sound_database_is_not_read_twice(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above 200 MB the seal's digest of the whole file stands for the check of its pages."""
    monkeypatch.setattr(opening, "_CHECK_ALWAYS_BYTES", 0)
    with locked.open() as vault:
        assert vault.notices == ()
    flip(locked.file("journal.db"), 5000)
    with pytest.raises(DamagedError):
        locked.open()


def test_records_that_point_nowhere_are_named_but_keep_nothing_shut(locked: Locked) -> None:
    """That is a fault of ours and not of the disk: verify says it, opening and backing up go on."""
    with locked.open() as vault:
        vault.database.execute_sql("CREATE TABLE leaf (note INTEGER REFERENCES note(id))")
        vault.database.execute_sql("PRAGMA foreign_keys = OFF")
        vault.database.execute_sql("INSERT INTO leaf VALUES (1000), (1001)")
        assert vault.verify() == ["2 records of the database point at records that are not there."]
    flip(locked.file("state.seal"), 60)
    with locked.open() as vault:
        assert vault.notices == (Notice.CHANGED_OUTSIDE,)
        assert vault.verify_backup(vault.backup()) == []


def test_closing_lets_go_though_a_failed_statement_is_still_held(locked: Locked) -> None:
    """The traceback of an error keeps its cursor alive; the file and its lock are free all the same."""
    vault = locked.open()
    vault.database.execute_sql("CREATE TABLE one (id INTEGER PRIMARY KEY)")
    with pytest.raises(Exception, match="UNIQUE"):
        vault.database.execute_sql("INSERT INTO one VALUES (1), (1)")
    held = vault.database.execute_sql("SELECT * FROM note")
    assert held.fetchone() is not None
    vault.close()
    assert not locked.file("journal.db-journal").exists()
    with locked.open() as again:
        assert again.notices == ()
        again.database.execute_sql("INSERT INTO one VALUES (1)")
    del held


def _all(vault: vaults.Vault) -> object:
    return vault.database.execute_sql("SELECT * FROM note").fetchall()


def _many(vault: vaults.Vault) -> object:
    return vault.database.execute_sql("SELECT * FROM note").fetchmany(5000)


def _each(vault: vaults.Vault) -> object:
    return list(vault.database.execute_sql("SELECT * FROM note"))


def _one_by_one(vault: vaults.Vault) -> object:
    return list(iter(vault.database.execute_sql("SELECT * FROM note").fetchone, None))


def _at_once(vault: vaults.Vault) -> object:
    return vault.database.execute_sql("SELECT sum(length(text)) FROM note")


def _written(vault: vaults.Vault) -> object:
    changes = [(text, 0) for text in "xy"]
    return vault.database.connection().executemany("UPDATE note SET text = ? WHERE id > ?", changes)


def _raw(vault: vaults.Vault) -> object:
    with vault.errors_of_the_disk():
        return sqlcipher.Cursor(vault.database.connection()).execute("SELECT sum(length(text)) FROM note")


@pytest.mark.parametrize("read", [_all, _many, _each, _one_by_one, _at_once, _written, _raw])
def test_damage_under_an_open_journal_is_one_of_our_errors(
    vault: vaults.Vault, read: Callable[[vaults.Vault], object]
) -> None:
    """A page that goes bad under an open journal is `damaged` at whatever row it is met; verify names it."""
    vault.database.execute_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    with vault.database.atomic():
        for number in range(600):
            vault.database.execute_sql("INSERT INTO note VALUES (?, ?)", (number, "calm " * 200))
    vault.database.execute_sql("PRAGMA cache_size = 2")
    file = vault.folder / "journal.db"
    with file.open("r+b") as stream:  # as another program might; ours never opens it while it is open
        stream.seek(file.stat().st_size // 2)
        stream.write(bytes(100))
    assert vault.verify() == ["1 of the database’s pages have been altered."]
    with pytest.raises(DamagedError):
        read(vault)
    assert vault.verify() != []
