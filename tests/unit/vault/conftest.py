"""Stored journals for the tests of the locked box: one is made, the tests get copies of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from tests.conftest import PASSPHRASE
from tests.unit.vault.helpers import fill


@dataclass(frozen=True)
class Locked:
    """A locked journal on disk, and what opens it without stretching."""

    folder: Path
    recovery_key: str
    counter: int

    def open(self, seen: int | None = None) -> vaults.Vault:
        """Open it with its recovery key."""
        return vaults.open_with_recovery_key(self.folder, self.recovery_key, seen=seen)

    def file(self, name: str) -> Path:
        """One of its files."""
        return self.folder / name


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Locked:
    """Made once: rows, an index, an attachment, a recovery key."""
    folder = tmp_path_factory.mktemp("template") / "Journal"
    with vaults.create(folder, PASSPHRASE, cost=vaults.FLOOR) as made:
        fill(made)
        key = made.new_recovery_key()
    return Locked(folder, key, made.counter)


@pytest.fixture
def locked(template: Locked, tmp_path: Path) -> Locked:
    """A copy of it that a test may do anything to."""
    folder = tmp_path / "Journal"
    shutil.copytree(template.folder, folder)
    return Locked(folder, template.recovery_key, template.counter)
