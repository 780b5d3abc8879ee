"""The program as a process: told to end it saves and locks, and a sample journal leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from closeness_desktop import vault
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile
from tests.conftest import PASSPHRASE
from tests.support.commands import findable

PATIENCE = 120

TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from closeness_desktop import application
from closeness_desktop.settings import SettingsFile

app, window = application.build(SettingsFile(), Path(sys.argv[1]))
window.show()
window.closed.connect(app.quit)

def type_something():
    if window.shell is None:
        return
    timer.stop()
    window.shell.go("journal", new=True)
    QTest.keyClicks(window.shell.page("journal").pane.editor, "typed and not yet saved")
    print("typed", flush=True)

timer = QTimer()
timer.setInterval(20)
timer.timeout.connect(type_something)
timer.start()
window.gate.field.edit.setText(sys.argv[2])
window.gate.unlock()
with application.closed_by_signals(window):
    sys.exit(app.exec())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A locked journal."""
    made = tmp_path / "Mine.closeness"
    Journal(vault.create(made, PASSPHRASE, cost=vault.FLOOR)).close()
    return made


def start(*arguments: str) -> subprocess.Popen[str]:
    """A process of the program's own Python, in this environment."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=findable() | {"QT_QPA_PLATFORM": "offscreen"},
    )


@pytest.mark.parametrize("polite", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_being_told_to_end_saves_what_was_typed_and_locks(folder: Path, polite: signal.Signals) -> None:
    """Words typed a moment before SIGTERM are in the journal, which is sealed."""
    process = start("-c", TYPING, str(folder), PASSPHRASE)
    assert process.stdout is not None
    assert process.stdout.readline() == "typed\n"
    process.send_signal(polite)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said
    with vault.open(folder, PASSPHRASE, seen=SettingsFile().now.seen) as opened:
        assert opened.notices == ()
        (line,) = Journal(opened).entries.page()
        assert line.excerpt == "typed and not yet saved"


def test_a_kill_loses_no_saved_entry_and_the_draft_comes_back(folder: Path) -> None:
    """After SIGKILL the journal opens again, says so, and is whole."""
    process = start("-c", TYPING, str(folder), PASSPHRASE)
    assert process.stdout is not None
    assert process.stdout.readline() == "typed\n"
    process.kill()
    process.communicate(timeout=PATIENCE)
    with vault.open(folder, PASSPHRASE) as opened:
        assert vault.Notice.RECOVERED in opened.notices
        assert Journal(opened).verify() == []


def test_the_self_test_passes_and_leaves_nothing(own_home: Path) -> None:
    """`closeness --self-test` walks through the window, exits 0, and removes its sample."""
    process = start("-m", "closeness_desktop", "--self-test")
    said, complaint = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, complaint
    assert "This copy works." in said
    assert [path for path in Path(os.environ["TMPDIR"]).rglob("*") if path.is_file()] == []
