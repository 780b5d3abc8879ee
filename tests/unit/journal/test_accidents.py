"""Kills and a full disk: nothing that was acknowledged is lost, and a write is whole or not there at all."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.errors import StorageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Strength
from tests.conftest import PASSPHRASE

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("kills", [30, pytest.param(1000, marks=pytest.mark.nightly)])
def test_kills_lose_nothing(journal: Journal, kills: int) -> None:
    """At random moments while entries, their names, their revisions and drafts are written."""
    key = journal.vault.new_recovery_key()
    journal.close()
    program = Path(__file__).parent / "programs" / "killed.py"
    seed = random.randrange(2**32)
    done = subprocess.run(
        [sys.executable, "-W", "error", program, journal.vault.folder, key, str(kills), str(seed)],
        capture_output=True,
        text=True,
        timeout=10 * kills,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, (seed, done.stderr)
    done_kills, acknowledged = done.stdout.split()
    assert int(done_kills) == kills
    assert int(acknowledged) > 2 * kills


def test_a_full_disk_is_told_and_leaves_what_was_there(journal: Journal) -> None:
    """Whatever part of the write did not fit, none of it is there; once there is room it goes on."""
    kept = journal.entries.add(title="T", body="kept #tag", feelings=[Strength("calm")])
    heard: list[Change] = []
    journal.observe(heard.append)
    size = (journal.vault.folder / "journal.db").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    text = "word " * 5000
    for limit in (0, 512, 4096, size, size + 4096):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        try:
            with pytest.raises(StorageError):
                journal.entries.add(body=f"{text} #new", feelings=[Strength("never heard of")])
            with pytest.raises(StorageError):
                journal.entries.update(kept.id, body=text)
            with pytest.raises(StorageError):
                journal.drafts.put(kept.id, title="", body=text * 3, at=kept.at)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert list(journal.entries.find()) == [kept]
        assert journal.feelings.get("never heard of") is None
        assert [tag.name for tag in journal.tags.all()] == ["tag"]
        assert journal.drafts.all() == []
        assert not heard
    assert journal.verify() == []

    journal.entries.update(kept.id, body=text)
    folder = journal.vault.folder
    journal.close()
    with vaults.open(folder, PASSPHRASE) as vault:
        assert Journal(vault).entries.get(kept.id).body == text
