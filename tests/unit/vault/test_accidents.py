"""Kills and full disks: nothing that was acknowledged is lost, and the journal opens."""

from __future__ import annotations

import errno
import fcntl
import io
import random
import resource
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.errors import InUseError, StorageError
from tests.conftest import PASSPHRASE
from tests.unit.vault.conftest import Locked
from tests.unit.vault.helpers import ATTACHMENT, ROWS, attachments, rows, run, snapshot


@pytest.mark.parametrize("kills", [100, pytest.param(1000, marks=pytest.mark.nightly)])
def test_kills_lose_nothing(locked: Locked, kills: int) -> None:
    """SIGKILL at random moments while rows, index and attachments are saved: all acknowledged are there."""
    (line,) = run("killed.py", locked.folder, locked.recovery_key, kills, random.randrange(2**32))
    words = line.split()
    assert words[0] == str(kills)
    assert int(words[2]) > kills
    assert words[4] == "0"


def test_a_full_disk_loses_nothing(locked: Locked, tmp_path: Path) -> None:
    """At sixty sizes of the disk: told by StorageError, everything acknowledged is there afterwards."""
    (tmp_path / "work").mkdir()
    lines = [
        line.split() for line in run("starved.py", locked.folder, locked.recovery_key, tmp_path / "work")
    ]
    assert len(lines) >= 50
    assert {status for status, _ in lines} == {"7"}
    counts = [int(count) for _, count in lines]
    assert counts[0] == 40
    assert counts[-1] > counts[10] > counts[0]


@pytest.fixture
def small_disk() -> _SmallDisk:
    """Limits what this process may write into one file."""
    return _SmallDisk()


class _SmallDisk:
    """Within `with small_disk(bytes):` no file may grow beyond that many bytes."""

    def __call__(self, limit: int) -> _SmallDisk:
        self._limit = limit
        return self

    def __enter__(self) -> None:
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._limit, self._before[1]))

    def __exit__(self, *error: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


def test_a_full_disk_spares_the_header(locked: Locked, small_disk: _SmallDisk) -> None:
    """A new recovery key or passphrase that cannot be written is not there; the old ones open."""
    before = locked.file("vault.hdr").read_bytes()
    with locked.open() as vault:
        for limit in (0, 1, 500, len(before) - 1):
            with small_disk(limit), pytest.raises(StorageError, match="full"):
                vault.new_recovery_key()
            with small_disk(limit), pytest.raises(StorageError, match="full"):
                vault.set_passphrase("new one", cost=vaults.FLOOR)
        assert vault.check_recovery_key(locked.recovery_key)
        assert vault.verify() == []
    assert [locked.file(name).read_bytes() for name in ("vault.hdr", "vault.hdr.2")] == [before, before]
    assert not [path for path in locked.folder.iterdir() if path.suffix == ".new"]
    vaults.open(locked.folder, PASSPHRASE).close()


def test_a_full_disk_between_the_two_headers_puts_the_second_back(locked: Locked) -> None:
    """The second copy is written first; if the first then fails, both are again what they were."""
    before = locked.file("vault.hdr").read_bytes()
    with locked.open() as vault:
        locked.file("vault.hdr.new").mkdir()
        (locked.file("vault.hdr.new") / "x").mkdir()
        with pytest.raises(StorageError):
            vault.new_recovery_key()
        assert vault.verify() == []
    assert [locked.file(name).read_bytes() for name in ("vault.hdr", "vault.hdr.2")] == [before, before]


def test_a_header_copy_that_cannot_be_mended_now_is_mended_later(
    locked: Locked, caplog: pytest.LogCaptureFixture
) -> None:
    """The first copy cannot be written, the second is whole: the journal opens, and is mended when it can."""
    locked.file("vault.hdr").write_bytes(b"")
    (locked.file("vault.hdr.new") / "x").mkdir(parents=True)
    with locked.open() as vault:
        assert rows(vault) == ROWS
    assert [record.getMessage() for record in caplog.records] == ["a header copy could not be mended"]
    caplog.clear()
    (locked.file("vault.hdr.new") / "x").rmdir()
    locked.file("vault.hdr.new").rmdir()
    with locked.open() as vault:
        assert vault.notices == (vaults.Notice.HEADER_REPAIRED,)


def test_a_disk_without_locks_is_a_disk_that_fails(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network disks cannot lock; then the journal stays shut, and nothing is held."""

    def no_locks(descriptor: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", no_locks)
        with pytest.raises(StorageError):
            locked.open()
    locked.open().close()


def test_a_journal_taken_the_moment_it_was_made_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between making and opening somebody else may be faster; the journal is whole all the same."""

    def taken(descriptor: int, how: int) -> None:
        raise BlockingIOError

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", taken)
        with pytest.raises(InUseError):
            vaults.create(tmp_path / "Journal", PASSPHRASE, cost=vaults.FLOOR)
    vaults.open(tmp_path / "Journal", PASSPHRASE).close()


def test_making_a_journal_on_a_full_disk_leaves_nothing(tmp_path: Path, small_disk: _SmallDisk) -> None:
    """Neither the journal nor the folder in which it was begun."""
    before = set(tmp_path.iterdir())
    with small_disk(1000), pytest.raises(StorageError):
        vaults.create(tmp_path / "Journal", PASSPHRASE, cost=vaults.FLOOR)
    assert set(tmp_path.iterdir()) == before


def test_an_opening_that_fails_at_its_last_step_lets_go(locked: Locked, small_disk: _SmallDisk) -> None:
    """The seal cannot be written: no lock, no connection, no key is kept."""
    with small_disk(0), pytest.raises(StorageError, match="full"):
        locked.open()
    with locked.open() as vault:
        assert rows(vault) == ROWS


def test_a_full_disk_spares_attachments_and_rows(locked: Locked, small_disk: _SmallDisk) -> None:
    """An attachment that does not fit leaves no file; what was there reads as before."""
    with locked.open() as vault:
        before = snapshot(locked.folder)
        for limit in (0, 7, 8, 65_000, 65_552, 65_560, 131_000, 280_000):
            with small_disk(limit), pytest.raises(StorageError, match="full"):
                vault.blobs.write(io.BytesIO(ATTACHMENT))
        assert snapshot(locked.folder) == before
        assert vault.blobs.read(attachments(vault)[0]) == ATTACHMENT


def test_a_full_disk_spares_the_backups(locked: Locked, small_disk: _SmallDisk) -> None:
    """A backup that does not fit leaves nothing, and the earlier one is whole."""
    with locked.open() as vault:
        good = vault.backup()
        before = snapshot(locked.folder / "backups")
        for limit in (0, 100, 512, 4096, 20_000):
            with small_disk(limit), pytest.raises(StorageError):
                vault.backup()
        assert snapshot(locked.folder / "backups") == before
        assert vault.verify_backup(good) == []
        assert rows(vault) == ROWS


def test_a_journal_on_a_full_disk_opens_and_locks(locked: Locked, small_disk: _SmallDisk) -> None:
    """The seal is written in place, so reading needs no new room."""
    with small_disk(len(locked.file("state.seal").read_bytes())):
        with locked.open() as vault:
            assert rows(vault) == ROWS
        with locked.open() as vault:
            assert vault.notices == ()


def test_a_damaged_header_copy_on_a_full_disk_does_not_keep_it_shut(
    locked: Locked, small_disk: _SmallDisk, caplog: pytest.LogCaptureFixture
) -> None:
    """One copy is enough; the mending waits until there is room."""
    locked.file("vault.hdr").write_bytes(b"")
    with small_disk(len(locked.file("state.seal").read_bytes())), locked.open() as vault:
        assert rows(vault) == ROWS
        assert vault.notices == ()
    assert [record.getMessage() for record in caplog.records] == ["a header copy could not be mended"]
    caplog.clear()
    with locked.open() as vault:
        assert vault.notices == (vaults.Notice.HEADER_REPAIRED,)


def test_a_seal_that_cannot_be_written_keeps_nothing_from_closing(
    locked: Locked, small_disk: _SmallDisk, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, without content; the next opening checks everything and says so."""
    vault = locked.open()
    with small_disk(10):
        vault.close()
    assert [record.getMessage() for record in caplog.records] == ["the seal was not written: errno 27"]
    caplog.clear()
    with locked.open() as again:
        assert again.notices == (vaults.Notice.CHANGED_OUTSIDE,)  # the seal was torn after ten bytes
        assert rows(again) == ROWS


def test_a_database_that_is_full_says_so_in_the_middle_of_nested_saves(vault: vaults.Vault) -> None:
    """SQLite rolls back by itself then; what peewee does after that hides nothing, and later saves work."""
    database = vault.database
    database.execute_sql("CREATE TABLE note (text TEXT)")
    database.execute_sql("PRAGMA max_page_count = 20")

    def save(text: str) -> None:
        with database.atomic(), database.atomic():
            database.execute_sql("INSERT INTO note VALUES (?)", (text,))

    save("kept")
    with pytest.raises(StorageError, match="full"):
        save("x" * 100_000)
    assert not database.in_transaction()
    database.execute_sql("PRAGMA max_page_count = 1000")
    save("later")
    assert database.execute_sql("SELECT text FROM note").fetchall() == [("kept",), ("later",)]
