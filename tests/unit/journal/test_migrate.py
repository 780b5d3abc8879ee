"""How a journal's tables come up to date, and what is refused."""

from __future__ import annotations

from pathlib import Path

import peewee
import pytest

from closeness_desktop.errors import NewerVersionError
from closeness_desktop.journal import Journal
from closeness_desktop.journal.migrate import SCRIPTS, migrate
from closeness_desktop.journal.tables import ALL
from closeness_desktop.vault import Vault

SECOND = '''"""Add a column."""


def up(migrator, db):
    db.execute_sql("ALTER TABLE entry ADD COLUMN weather TEXT")
'''
BROKEN = '''"""Fail half way."""


def up(migrator, db):
    db.execute_sql("ALTER TABLE entry ADD COLUMN weather TEXT")
    db.execute_sql("ALTER TABLE nothing ADD COLUMN weather TEXT")
'''


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A folder with the program's own migrations, to which a test adds one of tomorrow."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for script in SCRIPTS.glob("*.py"):
        (folder / script.name).write_bytes(script.read_bytes())
    return folder


def shape(database: peewee.SqliteDatabase) -> dict[str, object]:
    """Every table's columns, whether it is strict, and its indexes by their columns."""
    found: dict[str, object] = {}
    names = {row.table_name for row in (model._meta for model in ALL)}
    for name, without_rowid, strict in database.execute_sql(
        "SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main'"
    ).fetchall():
        if name in names:
            columns = database.execute_sql(
                'SELECT name, type, "notnull" OR pk, pk FROM pragma_table_info(?)', (name,)
            ).fetchall()
            points = database.execute_sql(
                'SELECT "table", "from", "to" FROM pragma_foreign_key_list(?)', (name,)
            ).fetchall()
            unique = database.execute_sql(
                "SELECT group_concat(x.name) FROM pragma_index_list(?) i, pragma_index_info(i.name) x"
                ' WHERE i."unique" GROUP BY i.name',
                (name,),
            ).fetchall()
            found[name] = (sorted(columns), sorted(points), sorted(unique), without_rowid, strict)
    return found


def test_a_new_journal_has_the_tables_of_today(journal: Journal) -> None:
    """What the migrations make is what tables.py says, to the column."""
    today = peewee.SqliteDatabase(":memory:")
    with today.bind_ctx(ALL):
        today.create_tables(ALL)
        wanted = shape(today)
    today.close()
    assert shape(journal.vault.database) == wanted
    assert len(wanted) == len(ALL)


def test_migrating_again_does_nothing(journal: Journal) -> None:
    """And makes no backup."""
    assert migrate(journal.vault) == []
    assert not list(journal.vault.folder.glob("backups/*"))


def test_a_backup_is_made_before_a_journal_is_changed(journal: Journal, scripts: Path) -> None:
    """A verified one, which still has the tables of before; a brand-new journal needs none."""
    entry = journal.entries.add(body="kept")
    assert not list(journal.vault.folder.glob("backups/*"))
    (scripts / "0003_weather.py").write_text(SECOND)

    assert migrate(journal.vault, scripts) == ["0003_weather"]

    (place,) = journal.vault.folder.glob("backups/*")
    assert journal.vault.verify_backup(place) == []
    assert journal.entries.get(entry.id) == entry
    version = journal.vault.database.execute_sql("PRAGMA user_version").fetchone()
    assert version == (len(list(scripts.glob("0*.py"))),)


def test_a_migration_that_fails_leaves_the_journal_as_it_was(journal: Journal, scripts: Path) -> None:
    """Its transaction is rolled back, and the next start tries again."""
    before = shape(journal.vault.database)
    (scripts / "0003_weather.py").write_text(BROKEN)

    with pytest.raises(peewee.OperationalError):
        migrate(journal.vault, scripts)
    assert shape(journal.vault.database) == before

    (scripts / "0003_weather.py").write_text(SECOND)
    assert migrate(journal.vault, scripts) == ["0003_weather"]


def test_a_journal_from_a_newer_program_is_refused(journal: Journal, scripts: Path) -> None:
    """By the migrations it has seen; nothing in it is touched."""
    (scripts / "0003_weather.py").write_text(SECOND)
    migrate(journal.vault, scripts)
    backups = list(journal.vault.folder.glob("backups/*"))

    with pytest.raises(NewerVersionError, match="newer version"):
        Journal(journal.vault)
    assert list(journal.vault.folder.glob("backups/*")) == backups


def test_a_newer_version_number_is_refused(vault: Vault) -> None:
    """Even if the list of migrations says nothing of it."""
    vault.database.execute_sql("PRAGMA user_version = 99")
    with pytest.raises(NewerVersionError):
        Journal(vault)
    assert vault.database.get_tables() == ["vault_meta"]
