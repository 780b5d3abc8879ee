"""L3 of the threat model, with the real command: the loudest log holds nothing of what was written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from closeness_desktop import logs
from tests.support.canary import Canaries
from tests.support.commands import Commands, findable

WORDS = ("Zwieselfink", "Quagrobel", "umbraxelle", "Xanthivor", "wozzlement")

LOUD = """
import logging, sys
from closeness_desktop import cli, logs
logs.catch_bugs()
logs.start(logging.DEBUG)
logging.getLogger().setLevel(logging.DEBUG)
import closeness_desktop.journal  # whatever loggers that brings
for name in ["peewee", "asyncio", "PIL", *logging.root.manager.loggerDict]:
    logging.getLogger(name).setLevel(logging.DEBUG)
{more}
sys.exit(cli.run(sys.argv[1:]))
"""

BROKEN = """
from closeness_desktop.journal.entries import EntryStore
def broken(self, **fields):
    secret = dict(fields)
    raise KeyError(repr(secret))
EntryStore.add = broken
"""


def loud(commands: Commands, *arguments: str, more: str = "") -> subprocess.CompletedProcess[str]:
    """Call the command with every logger at DEBUG, in Python's own developer mode."""
    return subprocess.run(
        [sys.executable, "-X", "dev", "-c", LOUD.format(more=more), *arguments, *commands.common],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=findable() | {"PYTHONFAULTHANDLER": "1", "PYTHONWARNINGS": "ignore::DeprecationWarning"},
        start_new_session=True,
    )


def test_the_log_at_its_loudest_holds_no_word(commands: Commands, own_home: Path) -> None:
    """Writing and finding with every logger at DEBUG, peewee's among them."""
    title, body, tag, person, feeling = WORDS
    canaries = Canaries(WORDS)
    fields = ("--title", title, "--tag", tag, "--person", person, "--feeling", feeling)
    written = loud(commands, "write", body, *fields)
    assert written.returncode == 0, written.stderr
    found = loud(commands, "list", f"{body} tag:{tag}", "--json")
    assert body in found.stdout
    assert (found.returncode, found.stderr) == (0, "")
    assert canaries.found(own_home) == []
    said = (logs.log_folder() / "closeness.log").read_text()
    assert ": (a message from line " in said


def test_a_bug_in_the_midst_of_writing_tells_nothing(commands: Commands, own_home: Path) -> None:
    """An error whose text and variables are the entry itself: a sentence, a report, and no word of it."""
    title, body, *_ = WORDS
    canaries = Canaries(WORDS)
    done = loud(commands, "write", body, "--title", title, more=BROKEN)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    [report] = logs.log_folder().glob("report-*")
    assert str(report) in done.stderr
    assert "KeyError" in report.read_text()
    assert canaries.in_bytes(done.stderr.encode()) == []
    assert canaries.found(own_home, commands.journal) == []
    assert commands("list").err == "There is nothing in this journal yet.\n"  # closed on the way out
