"""What every test stands on: private folders, no display, no surprise in the log, Qt counted straight."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.journal import Journal

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports PySide6
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false;qt.pulseaudio*=false")

FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test's hands off a person's real folders."""
    home = tmp_path / "home"
    for name in FOLDERS:
        folder = home / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))
    return home


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test on any log record of WARNING or above that it did not ask for (`caplog.clear()`)."""
    yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, [record.getMessage() for record in loud]


@pytest.fixture(autouse=True)
def true_counted_straight() -> Iterator[None]:
    """PySide6 6.12.0 on Python 3.11 eats references to True on every emit: notice it before it is fatal.

    The count also falls by thousands when a test lets go of much, so only what is left of it is looked at.
    """
    yield
    assert sys.getrefcount(True) > 1000


PASSPHRASE = "seven quiet herons stand"


@pytest.fixture(scope="session")
def empty_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, locked journal at the floor of its cost, to be copied and not opened; PASSPHRASE opens it."""
    folder = tmp_path_factory.mktemp("template") / "My journal.closeness"
    Journal(vaults.create(folder, PASSPHRASE, cost=vaults.FLOOR)).close()
    return folder


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[vaults.Vault]:
    """A real, empty, open journal file at the floor of its cost; PASSPHRASE opens it."""
    with vaults.create(tmp_path / "A journal.closeness", PASSPHRASE, cost=vaults.FLOOR) as made:
        yield made


@pytest.fixture
def journal(vault: vaults.Vault) -> Journal:
    """An empty journal in a real vault, whose zone is Berlin's; the vault is closed at the end."""
    return Journal(vault, zone="Europe/Berlin")
