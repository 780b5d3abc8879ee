"""Which folders get a warning before a journal is made in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from closeness_desktop.window.platform.places import warning

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/nas nfs4 rw 0 0
//box/share /mnt/My\\040share cifs rw 0 0
/dev/sdb1 /mnt/nas/usb ext4 rw 0 0
"""


@pytest.mark.parametrize("folder", ["/mnt/nas/journal", "/mnt/My share/journal"])
def test_network_folder_is_named(folder: str) -> None:
    """A folder below a network mount is said to be on a network."""
    said = warning(Path(folder), MOUNTS)
    assert said is not None
    assert "network" in said


@pytest.mark.parametrize("folder", ["/home/ada/journal", "/mnt/nas/usb/journal", "/mnt/nasty/journal"])
def test_local_folder_is_quiet(folder: str) -> None:
    """A local folder, also one mounted below a network mount, gets no warning."""
    assert warning(Path(folder), MOUNTS) is None


@pytest.mark.parametrize(
    "folder", ["/home/ada/Dropbox/j", "/home/ada/OneDrive - Home/j", "/home/ada/Nextcloud/a/j"]
)
def test_synced_folder_is_named(folder: str) -> None:
    """A folder inside a well-known sync folder is said to be synced."""
    said = warning(Path(folder), MOUNTS)
    assert said is not None
    assert "sync" in said


def test_folder_with_a_sync_programs_mark_is_named(tmp_path: Path) -> None:
    """The mark that a sync program leaves above the folder is seen."""
    (tmp_path / ".stfolder").mkdir()
    said = warning(tmp_path / "deep" / "journal", MOUNTS)
    assert said is not None
    assert "sync" in said
