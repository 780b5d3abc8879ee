"""L1 of the threat model: what somebody writes is in no byte of any file that the program made.

A word of its own is typed as title, body, tag, person and feeling; the passphrase and the recovery key are
looked for too. Searched: the journal's folder, settings, logs, temporary folders, the working folder, shared
memory; as text, base64, digits and packed; while it is written, after kills, after a clean end.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from closeness_desktop import vault
from closeness_desktop.journal import Journal
from tests.conftest import PASSPHRASE
from tests.support.canary import Canaries
from tests.support.commands import PROGRAM, Commands, call, copied, findable

WORDS = ("Zwieselfink", "Quagrobel", "umbraxelle", "Xanthivor", "wozzlement")
WRITER = Path(__file__).parent / "programs" / "writer.py"
PROCESS_KILLS = 10


@pytest.fixture
def place(tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All that the program may write to: the home with its folders, and the folder it is started in."""
    working = own_home / "working"
    working.mkdir()
    monkeypatch.chdir(working)
    return own_home


@pytest.fixture
def written(place: Path, empty_journal: Path, tmp_path: Path) -> Commands:
    """A journal in that home; its passphrase lies in a file outside of it."""
    made = copied(empty_journal, place, PASSPHRASE, call)
    outside = tmp_path / "outside"
    outside.mkdir()
    return Commands(made.journal, made.passphrase_file.rename(outside / "passphrase"))


def test_the_search_would_find_something(written: Commands, place: Path) -> None:
    """The same search over the same folders meets a word that was written in the clear."""
    canaries = Canaries((*WORDS, PASSPHRASE))
    assert canaries.found(place) == []
    (written.journal / "journal.db-journal").write_bytes(b"\0" * 512 + WORDS[1].encode())
    assert len(canaries.found(place)) == 1


def test_no_command_leaves_a_word_behind(written: Commands, place: Path) -> None:
    """Every command that takes or prints text, the failing ones too."""
    title, body, tag, person, feeling = WORDS
    key = written("recovery", "new").text.strip()
    canaries = Canaries((*WORDS, PASSPHRASE, key, key.replace("-", "")))
    fields = ("--title", title, "--tag", tag, "--person", person, "--feeling", f"{feeling}:3")
    ident = written("write", body, *fields).text.strip()
    everything = written("list", "--json").out
    assert all(word in everything.decode() for word in WORDS)
    assert canaries.found(place) == []
    written("write", "--json", "-", input=everything.replace(b"2026-", b"2025-"))
    written("write", "-", input=f"{body} #{tag}2 @{person}2")
    written("list", body)
    written("list", f"feeling:{feeling} tag:{tag} person:{person}", "--json")
    written("show", ident)
    written("trends", "--json")
    written("list", f"{body} nosuch:{title}")
    written("list", f'"{body}', status=2)
    written("write", "--json", "-", input=f'{{"body": "{body}", "{title}": 1}}', status=2)
    written("write", body, "--at", title, status=2)
    written("show", body, status=1)
    written("practice", "run", body, status=1)
    call("list", "--journal", str(written.journal), "--passphrase-file", "-", input=body)
    written("verify")
    assert canaries.found(place) == []


@pytest.fixture
def writer(written: Commands, place: Path) -> Iterator[subprocess.Popen[str]]:
    """The writing program, told the words by its environment and nowhere else."""
    with vault.open(written.journal, PASSPHRASE) as opened:
        key = opened.new_recovery_key()
    environment = findable() | {"WORDS": json.dumps(WORDS), "KEY": key}
    command = [sys.executable, "-W", "error", str(WRITER), str(written.journal)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    ) as started:
        yield started
        started.kill()


def begin(writer: subprocess.Popen[str], how: str = "write") -> int:
    """Have it start a writing process, and return the process's id."""
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.write(how + "\n")
    writer.stdin.flush()
    return int(writer.stdout.readline())


def said_until(writer: subprocess.Popen[str], last: str) -> list[str]:
    """The lines it says before `last`."""
    assert writer.stdout is not None
    lines = []
    while (line := writer.stdout.readline()).strip() != last:
        assert line, "it ended in the middle"
        lines.append(line.strip())
    return lines


@pytest.mark.parametrize("kills", [30, pytest.param(100, marks=pytest.mark.nightly)])
def test_kills_leave_no_word_and_lose_no_entry(
    written: Commands, place: Path, writer: subprocess.Popen[str], kills: int
) -> None:
    """At random moments, with half-done transactions on the disk; every acknowledged entry is there."""
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    canaries = Canaries((*WORDS, PASSPHRASE))
    acknowledged: list[str] = []
    half_done = 0
    for _ in range(kills):
        child = begin(writer)
        assert writer.stdout is not None
        first = writer.stdout.readline().strip()
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        acknowledged += [first, *said_until(writer, "killed")]
        half_done += (written.journal / "journal.db-journal").exists()
        assert canaries.found(place) == [], seed
    assert len(acknowledged) > kills
    assert half_done > 0, "no kill came within a transaction"
    journal = Journal(vault.open(written.journal, PASSPHRASE))
    kept = {entry.id: entry for entry in journal.entries.find()}
    assert set(acknowledged) <= set(kept), seed
    assert all(entry.title == WORDS[0] and WORDS[1] in entry.body for entry in kept.values())
    assert journal.verify() == []
    journal.close()
    assert canaries.found(place) == []


def test_no_word_is_on_the_disk_in_the_middle_of_a_transaction(
    written: Commands, place: Path, writer: subprocess.Popen[str]
) -> None:
    """With the rollback journal beside the database, and more changed pages than memory keeps."""
    canaries = Canaries((*WORDS, PASSPHRASE))
    child = begin(writer)
    said_for_a_while = [writer.stdout.readline() for _ in range(20)]  # type: ignore[union-attr]
    assert all(said_for_a_while)
    assert canaries.found(place) == []
    os.kill(child, signal.SIGKILL)
    said_until(writer, "killed")
    child = begin(writer, "hold")
    said_until(writer, "held")
    assert (written.journal / "journal.db-journal").stat().st_size > 4096
    assert canaries.found(place) == []
    os.kill(child, signal.SIGKILL)
    said_until(writer, "killed")
    assert canaries.found(place) == []
    assert written("verify").err.startswith("Closeness ended without locking last time.")
    assert canaries.found(place) == []


def test_killed_commands_leave_no_word_and_lose_no_entry(written: Commands, place: Path) -> None:
    """The command itself, killed anywhere between its start and its end."""
    title, body, tag, person, feeling = WORDS
    canaries = Canaries((*WORDS, PASSPHRASE))
    fields = ("--title", title, "--tag", tag, "--person", person, "--feeling", feeling)
    command = [*PROGRAM, "write", body, *fields, *written.common]
    began = time.monotonic()
    acknowledged = [written("write", body, *fields).text.strip()]
    usual = time.monotonic() - began
    for number in range(PROCESS_KILLS):
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout is not None
            time.sleep(usual * (number + 1) / PROCESS_KILLS)
            process.kill()
            acknowledged += process.stdout.read().split()
        assert canaries.found(place) == []
    kept = {entry["id"] for entry in written("list", "--json").json}
    assert set(acknowledged) <= kept
    assert written("verify").status == 0
    assert canaries.found(place) == []
