"""Settings outside the journal: nothing private, never half written, never in the way."""

from __future__ import annotations

import dataclasses
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop import paths, settings
from closeness_desktop.errors import StorageError
from closeness_desktop.settings import Settings

FULL = Settings(
    "dark", "still", "de", (10, 20, 900, 700), True, "/home/me/My journal.closeness", {"vault": 7}
)


def test_nothing_but_the_allowed_is_kept_outside_the_journal() -> None:
    """L4 of the threat model: a new key needs a decision, and this list, to be changed."""
    allowed = {"theme", "motion", "language", "geometry", "remember_journal", "last_journal", "seen"}
    assert {field.name for field in dataclasses.fields(Settings)} == allowed
    settings.save(FULL)
    assert set(json.loads(settings.settings_file().read_bytes())) == allowed


def test_what_is_saved_comes_back() -> None:
    """Every field, also a name that is no valid text on this system."""
    odd = dataclasses.replace(FULL, last_journal=os.fsdecode(b"/tmp/\xff"))
    for kept in (Settings(), FULL, odd):
        settings.save(kept)
        assert settings.load() == kept


def test_the_last_journal_can_be_forgotten() -> None:
    """Switched off, its place is not written, whatever it was."""
    settings.save(dataclasses.replace(FULL, remember_journal=False))
    assert settings.load().last_journal == ""
    assert b"My journal" not in settings.settings_file().read_bytes()


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 60_000, b'{"theme": "dark"' + b" " * 70_000 + b"}"]
)
def test_a_corrupt_file_gives_the_defaults(raw: bytes) -> None:
    """Broken settings never keep a person from their journal."""
    paths.make_private(paths.config_folder())
    settings.settings_file().write_bytes(raw)
    assert settings.load() == Settings()


def test_no_file_gives_the_defaults_and_makes_none() -> None:
    """Reading leaves no trace."""
    assert settings.load() == Settings()
    assert not paths.config_folder().exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from([field.name for field in dataclasses.fields(Settings)]) | st.text(max_size=5)


@given(st.dictionaries(KEYS, JSON, max_size=7))
def test_a_wrong_value_falls_back_alone(found: dict[str, object]) -> None:
    """Each setting stands or falls by itself, and what comes out can be saved again."""
    file = paths.make_private(paths.config_folder()) / "settings.json"
    file.write_text(json.dumps({**found, "language": "fr"}), "utf-8")
    kept = settings.load(file)
    assert kept.language == "fr"
    assert kept.theme in ("system", "light", "dark")
    assert kept.motion in ("system", "still", "gentle", "full")
    assert kept.geometry is None or [type(n) for n in kept.geometry] == [int] * 4
    assert all(type(n) is int for n in kept.seen.values())
    settings.save(kept, file)
    expected = kept if kept.remember_journal else dataclasses.replace(kept, last_journal="")
    assert settings.load(file) == expected


@pytest.mark.parametrize(
    "raw",
    [
        '{"seen": {"vault": 1%s}}' % ("0" * 30),
        '{"seen": {"vault": -1}}',
        '{"geometry": [0, 0, 9, 1%s]}' % ("0" * 30),
    ],
)
def test_a_number_beyond_all_bounds_falls_back(raw: str) -> None:
    """Neither the seal nor the window could take it, and the journal would not open any more."""
    (paths.make_private(paths.config_folder()) / "settings.json").write_text(raw)
    assert settings.load() == Settings()


def test_a_counter_that_could_not_be_written_is_not_lost(tmp_path: Path) -> None:
    """The file is behind then; the next writing must not go back to it."""
    file = tmp_path / "settings.json"
    kept = settings.SettingsFile(file)
    kept.met("vault", 3)
    file.with_name(f"{file.name}.{os.getpid()}.new").mkdir()  # stands in the way of the next writing
    with pytest.raises(StorageError):
        kept.met("vault", 5)
    file.with_name(f"{file.name}.{os.getpid()}.new").rmdir()
    kept.change(theme="dark")
    assert settings.load(file).seen == {"vault": 5}


def test_file_and_folder_are_the_owners_alone() -> None:
    """L9: 0600 and 0700, even under an open umask, and when the file was open to others before."""
    before = os.umask(0)
    try:
        settings.save(FULL)
        settings.settings_file().chmod(0o666)
        settings.save(FULL)
    finally:
        os.umask(before)
    assert stat.S_IMODE(settings.settings_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(paths.config_folder().stat().st_mode) == 0o700


def test_an_unwritable_place_gives_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    """A folder that cannot be made, and a file that cannot be replaced."""
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        settings.save(FULL, tmp_path / "file" / "settings.json")
    (tmp_path / "taken" / "settings.json").mkdir(parents=True)
    with pytest.raises(StorageError):
        settings.save(FULL, tmp_path / "taken" / "settings.json")
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["settings.json"]


def test_the_highest_counter_of_each_journal_is_kept() -> None:
    """An older copy never lowers what this computer has seen, and two programs keep what each has met."""
    settings.save(FULL)
    first, second = settings.SettingsFile(), settings.SettingsFile()
    first.met("vault", 9)
    second.met("vault", 8)
    second.met("other", 0)
    first.change(theme="light")
    expected = dataclasses.replace(FULL, theme="light", seen={"vault": 9, "other": 0})
    assert settings.load() == expected
    assert first.now == expected
