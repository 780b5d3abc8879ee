"""Where things lie."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from closeness_desktop import paths


def test_the_folders_follow_the_systems_own_settings(own_home: Path) -> None:
    """Data, settings and state go where the system says, each under our own name; nothing is made yet."""
    folders = [paths.data_folder(), paths.config_folder(), paths.state_folder()]
    assert all(folder.is_relative_to(own_home) and folder.name == "closeness-desktop" for folder in folders)
    assert len(set(folders)) == 3
    assert not any(folder.exists() for folder in folders)


def test_the_default_journal_lies_in_the_data_folder() -> None:
    """And its name says what it is."""
    assert paths.default_journal() == paths.data_folder() / "My journal.closeness"


def test_the_resources_are_found() -> None:
    """A file that every installed copy must have."""
    assert paths.resource("feelings", "en.yaml").is_file()


def test_new_folders_are_the_owners_alone(tmp_path: Path) -> None:
    """Every folder that was missing gets 0700 under any umask; one that was there keeps its own mode."""
    there = tmp_path / "there"
    there.mkdir()
    there.chmod(0o755)
    before = os.umask(0)
    try:
        made = paths.make_private(there / "a" / "b")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(folder.stat().st_mode) for folder in (there, there / "a", made)]
    assert modes == [0o755, 0o700, 0o700]
    assert paths.make_private(made) == made


def test_a_folder_under_a_file_cannot_be_made(tmp_path: Path) -> None:
    """The system's error comes through, for the caller to word."""
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        paths.make_private(tmp_path / "file" / "folder")
