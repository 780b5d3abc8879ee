"""What every test stands on: private folders, no display, no surprise in the log, Qt counted straight."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.journal import Journal
from closeness_desktop.window.sweeping import sweep

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports PySide6
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false;qt.pulseaudio*=false")

gc.disable()

# Started in the background or by nohup, the tests would ignore these, and so would every process they start.
for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)

MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    # Every test has a journal of its own, and waiting for a disk at each commit would be half of the time.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

pytest_plugins = ["tests.support.crashes"]

FOLDERS = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Sweep between two tests, and nowhere else.

    By itself Python may do it in any thread, such as the one on which a worker of xdist listens; a widget or
    a timer that goes there takes the process down.
    """
    try:
        return (yield)
    finally:
        gc.disable()
        sweep()


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


@pytest.fixture(scope="session")
def made_vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a locked journal file without a table, which PASSPHRASE opens, and its recovery key."""
    folder = tmp_path_factory.mktemp("made") / "A journal.closeness"
    with vaults.create(folder, PASSPHRASE, cost=vaults.FLOOR) as made:
        return folder, made.new_recovery_key()


@pytest.fixture
def vault(made_vault: tuple[Path, str], tmp_path: Path) -> Iterator[vaults.Vault]:
    """A real, empty, open journal file at the floor of its cost; PASSPHRASE opens it.

    Copied and opened with its recovery key: deriving one from a passphrase for each test would take minutes.
    """
    made, key = made_vault
    shutil.copytree(made, tmp_path / made.name)
    with vaults.open_with_recovery_key(tmp_path / made.name, key) as vault:
        yield vault


@pytest.fixture(scope="session")
def made_journal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of an empty, locked journal that PASSPHRASE opens, and its recovery key. To be copied."""
    folder = tmp_path_factory.mktemp("made") / "A journal.closeness"
    with vaults.create(folder, PASSPHRASE, cost=vaults.FLOOR) as made:
        Journal(made)
        return folder, made.new_recovery_key()


@pytest.fixture
def journal(made_journal: tuple[Path, str], tmp_path: Path) -> Iterator[Journal]:
    """An empty journal in a real vault of its own, whose zone is Berlin's. PASSPHRASE opens it.

    Opened as `vault` is.
    """
    made, key = made_journal
    folder = tmp_path / made.name
    shutil.copytree(made, folder)
    with vaults.open_with_recovery_key(folder, key) as vault:
        yield Journal(vault, zone="Europe/Berlin")
