"""A practice asks for no socket of the internet, and what is brought in is read in memory alone.

Linux itself watches: a process that passes its walls is killed, whatever thread or library it was.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import wave
import zipfile
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE
from tests.support import walls
from tests.support.commands import ROOT, findable
from tests.support.practices import SHIPPED

PROGRAM = Path(__file__).parent / "programs" / "offline.py"
PATIENCE = 240
SAMPLES = ROOT / "tests" / "data" / "sounds"
pytestmark = pytest.mark.skipif(not walls.available, reason="no seccomp here")


def walled(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PROGRAM), *map(str, arguments)],
        capture_output=True,
        text=True,
        env=findable() | {"QT_QPA_PLATFORM": "offscreen"},
        timeout=PATIENCE,
    )


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A sound of one's own, larger than what is kept inside the database."""
    file = tmp_path / "brook.wav"
    with wave.open(str(file), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(16_000)
        made.writeframes(bytes(2 * 16_000 * 12))
    return file


@pytest.mark.parametrize(
    ("wall", "beyond"),
    [
        ("no_internet", "import socket; socket.socket(socket.AF_INET)"),
        ("no_internet", "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)"),
        ("no_new_files", "open('new', 'w')"),
        ("no_new_files", "import tempfile; tempfile.TemporaryFile()"),
        ("no_new_files", "from PySide6.QtCore import QTemporaryFile; QTemporaryFile().open()"),
    ],
)
def test_the_walls_stand(wall: str, beyond: str, tmp_path: Path) -> None:
    code = f"from tests.support import walls; walls.{wall}(); print('within', flush=True); {beyond}"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=findable(), cwd=tmp_path
    )
    assert (done.returncode, done.stdout) == (-signal.SIGSYS, "within\n"), done.stderr


def test_a_whole_practice_asks_for_no_socket_of_the_internet(
    empty_journal: Path, tmp_path: Path, sound: Path
) -> None:
    folder = Path(shutil.copytree(empty_journal, tmp_path / "Mine.closeness"))
    done = walled("practice", folder, PASSPHRASE, "pretended", sound)
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def test_sounds_of_ones_own_are_decoded_without_a_file(sound: Path, own_home: Path) -> None:
    samples = [SAMPLES / f"tone.{kind}" for kind in ("flac", "mp3", "ogg")]
    before = files_below(own_home)
    done = walled("sounds", *samples, sound)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "done"), done.stderr
    assert all(int(line) > 10_000 for line in done.stdout.splitlines()[:-1]), done.stdout
    assert files_below(own_home) == before


def test_packs_are_unpacked_and_read_without_a_file(tmp_path: Path, sound: Path) -> None:
    practices = [ROOT / "resources" / "practices" / f"{ident}.yaml" for ident in SHIPPED[:6]]
    folder = tmp_path / "some-pack"
    folder.mkdir()
    for file in practices:
        shutil.copy(file, folder)
    shutil.copy(sound, folder / "brook.wav")
    with zipfile.ZipFile(tmp_path / "other-pack.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in folder.iterdir():
            archive.write(file, file.name)
    done = walled("packs", folder, tmp_path / "other-pack.zip")
    assert (done.returncode, done.stdout) == (0, "6 1\n6 1\ndone\n"), done.stderr
