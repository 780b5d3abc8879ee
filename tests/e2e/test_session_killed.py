"""A guided session whose process is killed: half a minute of it is lost at the most, five seconds of typing,
and no word of it is in any byte on the disk."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from closeness_desktop import vault
from closeness_desktop.journal import Journal
from closeness_desktop.practice.format import Practice
from closeness_desktop.practice.guided import GuidedSession
from closeness_desktop.practice.reading import read_practice
from tests.conftest import PASSPHRASE
from tests.support.canary import Canaries
from tests.support.commands import PATIENCE, findable
from tests.support.tables import rows_with

PROGRAM = Path(__file__).parent / "programs" / "session.py"
WORD, TITLE = "umbraxelle", "Quagrobel"
KILLS = 3
SPEED = 60.0
"""Seconds of the session in one of the clock on the wall, where only its time matters."""
SLACK = 1.0
"""Seconds on the wall that an answer may be late by on a busy machine."""

PRACTICE = """\
format: practice/1
id: trial
version: 1
lang: en
title: {title}
summary: A rest.
theme: settle
people: {people}
licence: CC0-1.0
evidence: {{level: 0, note: Handed down.}}
expect: [You sit.]
total: {{default: {secs}, min: {secs}, max: {secs}}}
steps:
"""
QUIET = """\
  - {id: quiet, kind: silence, secs: 3000}
"""
SHEET = """\
  - {{id: settle, kind: silence, secs: 10}}
  - {{id: sheet, kind: prompt{private}, text: [What is there now?]}}
"""
TURNS = """\
  - {id: first, kind: turn, speaker: first, text: [Speak.], secs: 900}
  - {id: second, kind: turn, speaker: second, text: [Speak.], secs: 900}
"""


def practice_file(folder: Path, steps: str, secs: int, people: int = 1) -> Path:
    """A practice's file, outside of everything that the program may write to."""
    folder.mkdir()
    file = folder / "trial.yaml"
    file.write_text(PRACTICE.format(title=TITLE, people=people, secs=secs) + steps)
    return file


def killed_after(seconds: float, folder: Path, file: Path, speed: float) -> list[str]:
    """Begin the session in a process of its own, kill it so long after its first look; what it said."""
    command = [sys.executable, str(PROGRAM), str(folder), PASSPHRASE, str(file), str(speed), WORD]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=findable() | {"QT_QPA_PLATFORM": "offscreen"},
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        said, complaint = process.communicate(timeout=PATIENCE)
        assert first, complaint
        return [first.strip(), *said.splitlines()]


def kept(folder: Path, tried: Practice) -> GuidedSession:
    """The session as the journal has it, taken up again."""
    journal = Journal(vault.open(folder, PASSPHRASE))
    left = journal.sessions.running()
    assert left is not None
    session = GuidedSession.restore(left.snapshot, tried)
    assert left.done == session.done_seconds
    assert journal.verify() == []
    journal.close()
    return session


@pytest.fixture
def canaries(own_home: Path) -> Canaries:
    return Canaries((WORD, TITLE))


@pytest.mark.parametrize(
    ("steps", "secs", "people"), [(QUIET, 3000, 1), (TURNS, 1800, 2)], ids=["alone", "two"]
)
def test_a_kill_costs_half_a_minute_at_most(
    steps: str,
    secs: int,
    people: int,
    empty_journal: Path,
    own_home: Path,
    tmp_path: Path,
    canaries: Canaries,
) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    file = practice_file(tmp_path / "outside", steps, secs, people)
    tried = read_practice(file.read_bytes(), file.name)
    for number in range(KILLS):
        folder = Path(shutil.copytree(empty_journal, own_home / f"{number}.closeness"))
        said = killed_after(chance.uniform(0.1, 3.0), folder, file, SPEED)
        reached = max(float(line.removeprefix("at ")) for line in said if line.startswith("at "))
        session = kept(folder, tried)
        assert reached - 30 <= session.done_seconds <= reached + 0.25, seed
        assert session.paused
        assert canaries.found(own_home) == [], seed


def test_a_kill_costs_five_seconds_of_typing_at_most(
    empty_journal: Path, own_home: Path, tmp_path: Path, canaries: Canaries
) -> None:
    file = practice_file(tmp_path / "outside", SHEET.format(private=""), 10)
    folder = Path(shutil.copytree(empty_journal, own_home / "Mine.closeness"))
    said = killed_after(8.0, folder, file, 20.0)
    typed = {int(line.split()[1]): float(line.split()[2]) for line in said if line.startswith("typed")}
    last = max(typed.values())
    session = kept(folder, read_practice(file.read_bytes(), file.name))
    assert session.now is not None
    words = str(session.now.draft).split()
    assert words
    lost = [when for number, when in typed.items() if f"{WORD}{number}" not in words]
    assert all(last - when <= 5 + SLACK for when in lost)
    assert canaries.found(own_home) == []


@pytest.mark.parametrize(("private", "people"), [("keep: never", 1), ("for: second", 2)])
def test_after_a_kill_nothing_is_in_any_table_that_nobody_is_to_keep(
    private: str, people: int, empty_journal: Path, own_home: Path, tmp_path: Path, canaries: Canaries
) -> None:
    """Typed for some seconds, and killed: the decrypted tables know the session, and none of its words."""
    steps = SHEET.format(private=f", {private}") + (TURNS if people == 2 else "")
    file = practice_file(tmp_path / "outside", steps, 10 + 1800 * (people == 2), people)
    folder = Path(shutil.copytree(empty_journal, own_home / "Mine.closeness"))
    said = killed_after(4.0, folder, file, 20.0)
    assert sum(line.startswith("typed") for line in said) > 10
    journal = Journal(vault.open(folder, PASSPHRASE))
    assert journal.sessions.running() is not None
    assert rows_with(journal, WORD) == []
    journal.close()
    assert canaries.found(own_home) == []
