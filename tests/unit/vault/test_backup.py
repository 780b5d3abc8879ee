"""The verified backup: whole, checked, private, and made without letting go of the journal."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.errors import BugError, DamagedError, InUseError, StorageError
from closeness_desktop.vault import files
from closeness_desktop.vault.vault import Notice
from tests.unit.vault.conftest import Locked
from tests.unit.vault.helpers import ATTACHMENT, ROWS, attachments, flip, rows, run, snapshot


def test_a_backup_opens_as_the_journal_it_was(locked: Locked, tmp_path: Path) -> None:
    """With nothing but its folder and the key: rows, index, attachments; what came later is not in it."""
    with locked.open() as vault:
        place = vault.backup()
        vault.database.execute_sql("INSERT INTO note VALUES (100, 'later')")
        assert vault.verify_backup(place) == []
    assert {path.name for path in place.iterdir()} == {"journal.db", "vault.hdr", "manifest.seal", "blobs"}
    copy = tmp_path / "elsewhere"
    shutil.copytree(place, copy)
    shutil.rmtree(locked.folder)
    with vaults.open_with_recovery_key(copy, locked.recovery_key) as again:
        assert rows(again) == ROWS
        assert again.blobs.read(attachments(again)[0]) == ATTACHMENT
        found = again.database.execute_sql("SELECT rowid FROM word WHERE word MATCH 'calm'").fetchall()
        assert len(found) == len(ROWS)
        assert Notice.CHANGED_OUTSIDE in again.notices


def test_every_altered_byte_of_a_backup_is_noticed(locked: Locked) -> None:
    """Header and manifest byte by byte, the database here and there, any part cut short or missing."""
    with locked.open() as vault:
        place = vault.backup()
        for name, step in (("vault.hdr", 1), ("manifest.seal", 1), ("journal.db", 509)):
            for at in range(0, (place / name).stat().st_size, step):
                flip(place / name, at)
                assert vault.verify_backup(place) == ["That backup has been altered or is incomplete."]
                flip(place / name, at)
        for name in ("vault.hdr", "manifest.seal", "journal.db"):
            whole = (place / name).read_bytes()
            for data in (whole[:-1], whole[: len(whole) // 2], b"", whole + b"\0"):
                (place / name).write_bytes(data)
                assert vault.verify_backup(place) != []
            (place / name).unlink()
            assert vault.verify_backup(place) != []
            (place / name).write_bytes(whole)
        assert vault.verify_backup(place) == []
        shutil.rmtree(place / "blobs")
        assert vault.verify_backup(place) != []


def test_the_manifest_of_another_backup_does_not_fit(locked: Locked) -> None:
    """Two backups, two seconds, two names; a seal for one is no seal for the other."""
    with locked.open() as vault:
        first = vault.backup()
        vault.database.execute_sql("INSERT INTO note VALUES (100, 'later')")
        second = vault.backup()
        assert first != second
        assert vault.verify_backup(first) == vault.verify_backup(second) == []
        shutil.copy(first / "manifest.seal", second / "manifest.seal")
        assert vault.verify_backup(second) != []


def test_attachments_are_linked_where_the_disk_allows(locked: Locked) -> None:
    """No second copy of large files; deleting the original leaves the backup whole."""
    with locked.open() as vault:
        place = vault.backup()
        (info,) = attachments(vault)
        original = locked.folder / "blobs" / info.id[:2] / info.id
        assert original.samefile(place / "blobs" / info.id[:2] / info.id)
        vault.blobs.delete(info.id)
        assert vault.verify_backup(place) == []


def test_attachments_are_copied_where_it_does_not(locked: Locked, monkeypatch: pytest.MonkeyPatch) -> None:
    """A FAT disk has no links."""

    def no_links(source: object, target: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with locked.open() as vault:
        place = vault.backup()
        (info,) = attachments(vault)
        copy = place / "blobs" / info.id[:2] / info.id
        assert copy.read_bytes() == (locked.folder / "blobs" / info.id[:2] / info.id).read_bytes()
        assert copy.stat().st_nlink == 1


def test_the_journal_stays_locked_to_others_through_a_backup(locked: Locked) -> None:
    """Nothing opens the database file a second time, which would drop its lock."""
    with locked.open() as vault:
        vault.backup()
        vault.verify()
        vault.blobs.listing()
        with pytest.raises(InUseError):
            locked.open()
        assert run("open_database_of.py", locked.folder, locked.recovery_key) == ["InUseError"]
        vault.database.execute_sql("INSERT INTO note VALUES (100, 'later')")


def test_an_unfinished_backup_is_cleared_away(locked: Locked) -> None:
    """What a crash left half done never counts as a backup, and goes with the next one."""
    stale = locked.folder / "backups" / ".new-0123"
    stale.mkdir(parents=True)
    (stale / "journal.db").write_bytes(b"half")
    with locked.open() as vault:
        vault.backup()
    assert len(list((locked.folder / "backups").iterdir())) == 1
    assert not stale.exists()


def test_a_backup_of_a_damaged_database_is_not_kept(locked: Locked) -> None:
    """Nor does it displace one that is whole."""
    with locked.open() as vault:
        good = vault.backup()
        vault.database.execute_sql("PRAGMA cache_size = 2")
        file = locked.file("journal.db")
        with file.open("r+b") as stream:
            stream.seek(file.stat().st_size - 2000)
            stream.write(bytes(100))
        before = snapshot(locked.folder / "backups")
        with pytest.raises((StorageError, DamagedError)):
            vault.backup()
        assert snapshot(locked.folder / "backups") == before
        assert vault.verify_backup(good) == []


@pytest.mark.parametrize("page", [0, 1, 4, 7])
def test_a_copy_that_does_not_check_out_is_not_kept(
    locked: Locked, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    """A disk that keeps something else than it was given is found out before the copy counts."""
    true_sync = files.sync

    def bad_sync(descriptor: int) -> None:
        if os.fstat(descriptor).st_size > 8192:
            os.pwrite(descriptor, b"!!!", page * 4096 + 2000)
        true_sync(descriptor)

    with locked.open() as vault:
        monkeypatch.setattr(files, "sync", bad_sync)
        with pytest.raises(StorageError, match="did not come out whole"):
            vault.backup()
        assert list((locked.folder / "backups").iterdir()) == []


def test_a_backup_inside_a_transaction_is_a_bug(locked: Locked) -> None:
    """It would hold half of what is being written."""
    with locked.open() as vault, vault.database.atomic(), pytest.raises(BugError):
        vault.backup()


def test_statements_that_attach_are_refused_again_after_a_backup(locked: Locked) -> None:
    """The door that a backup needs is closed behind it."""
    with locked.open() as vault:
        vault.backup()
        with pytest.raises(Exception, match="not authorized"):
            vault.database.execute_sql("ATTACH 'x' AS y")
