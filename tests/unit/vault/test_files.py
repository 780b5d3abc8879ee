"""Small files that are old or new but never half, and what the system's errors are called."""

from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

import pytest

from closeness_desktop.errors import KnownError, StorageError
from closeness_desktop.vault import files
from closeness_desktop.vault.blobs import Blobs
from tests.unit.vault.conftest import Locked


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """A left-over of an earlier try is no hindrance."""
    file = tmp_path / "f"
    (tmp_path / "f.new").write_bytes(b"left over")
    files.replace_private(file, b"one")
    files.replace_private(file, b"two")
    assert file.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["f"]


def test_a_file_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    """And the temporary one goes."""
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "x").write_bytes(b"")
    with pytest.raises(OSError, match=r"directory|not empty"):
        files.replace_private(tmp_path / "f", b"two")
    assert not (tmp_path / "f.new").exists()


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EFBIG, "full"),
        (errno.EROFS, "cannot be written"),
        (errno.EACCES, "does not let"),
        (errno.EPERM, "does not let"),
        (errno.EIO, "did not answer"),
        (None, "did not answer"),
    ],
)
def test_errors_of_the_system_become_one_sentence(number: int | None, word: str) -> None:
    """Of what a person can do something about; no path, no number."""
    error = OSError() if number is None else OSError(number, "secret", "/home/me/secret")
    with pytest.raises(StorageError, match=word) as raised, files.disk_errors():
        raise error
    assert "secret" not in str(raised.value)
    assert raised.value.__cause__ is error


def test_other_errors_pass(tmp_path: Path) -> None:
    """Only the system's errors are the disk's."""
    with pytest.raises(KnownError, match="mine"), files.disk_errors():
        raise KnownError("mine")


def test_a_folder_that_is_there_is_kept(tmp_path: Path) -> None:
    """Making it again changes nothing."""
    files.new_private_folder(tmp_path / "a")
    (tmp_path / "a" / "x").write_bytes(b"1")
    files.new_private_folder(tmp_path / "a")
    assert (tmp_path / "a" / "x").read_bytes() == b"1"


def _recorded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reaches the disk, in order: the kind of each thing synced, and each rename."""
    order: list[str] = []
    true_sync, true_replace = os.fsync, Path.replace

    def sync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        true_sync(descriptor)

    def replace(old: Path, new: Path) -> Path:
        order.append("rename")
        return true_replace(old, new)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", replace)
    return order


def test_a_file_is_on_the_disk_before_its_name_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contents, name, folder: in any other order a power cut can leave a name with nothing behind it."""
    order = _recorded(monkeypatch)
    files.replace_private(tmp_path / "f", b"one")
    assert order == ["file", "rename", "folder"]


def test_an_attachment_is_on_the_disk_before_its_row_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New folders too are made durable from above."""
    order = _recorded(monkeypatch)
    Blobs(tmp_path, bytes(16)).write(io.BytesIO(b"x"))
    assert order == ["folder", "folder", "file", "rename", "folder"]


def test_a_seal_is_on_the_disk_before_the_lock_is_let_go(
    locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written in place and synced, at opening and at locking."""
    order = _recorded(monkeypatch)
    vault = locked.open()
    assert order == ["file"]
    vault.close()
    assert order == ["file", "file"]
