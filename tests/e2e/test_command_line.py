"""The command line contract, through real processes: what each command takes, prints and leaves behind."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from closeness_desktop import paths
from tests.conftest import PASSPHRASE
from tests.support.commands import Commands, call

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\n")


def test_a_new_journal_can_be_written_read_and_verified(tmp_path: Path) -> None:
    """The whole way, in the person's own data folder, with nothing named but the passphrase."""
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    secret = ("--passphrase-file", str(file))
    made = call("new", *secret)
    assert made.status == 0
    assert made.text == f"Your journal is at {paths.default_journal()}\n"
    written = call("write", "A first evening.", *secret)
    assert (written.status, written.err) == (0, "")
    assert ID.fullmatch(written.text)
    assert call("list", "--json", *secret).json[0]["body"] == "A first evening."
    assert call("verify", *secret).text.startswith("All is sound: 1 entry,")


def test_a_time_in_the_gap_and_one_that_comes_twice(commands: Commands) -> None:
    """Local times follow the computer's zone: the end of the gap, the first of two; a date alone is noon."""
    berlin = {"TZ": "Europe/Berlin"}
    for when in ("2026-03-29T02:30", "2026-10-25 02:30", "2026-11-24", "2026-11-24T21:30:05"):
        commands("write", "x", "--at", when, environment=berlin)
    assert [entry["at"] for entry in reversed(commands("list", "--json").json)] == [
        "2026-03-29T03:00:00+02:00",
        "2026-10-25T02:30:00+02:00",
        "2026-11-24T12:00:00+01:00",
        "2026-11-24T21:30:05+01:00",
    ]


def test_a_copied_journal_is_the_same_and_copying_again_is_harmless(
    commands: Commands, empty_journal: Path, tmp_path: Path
) -> None:
    """`list --json | write --json -`, once and again; one object a line will do as well."""
    text = "By the #sea with @Mira"
    commands("write", text, "--title", "One", "--feeling", "calm:2", "--star", "--at", "2026-03-29")
    commands("write", "--feeling", "zorp:3", "--at", "2026-10-25T02:30+01:00")
    commands("write", "now\n", "--tag", "sea")
    first = commands("list", "--json")
    copy = Commands(tmp_path / "copy", commands.passphrase_file)
    shutil.copytree(empty_journal, copy.journal)
    ids = [entry["id"] for entry in first.json]
    assert copy("write", "--json", "-", input=first.out).text.split() == ids
    assert copy("list", "--json").out == first.out
    lines = "\n".join(json.dumps(entry) for entry in first.json)
    assert copy("write", "--json", "-", input=lines).text.split() == ids
    file = tmp_path / "entries.json"
    file.write_bytes(first.out)
    copy("write", "--json", str(file))
    assert copy("list", "--json").out == first.out
    assert copy("verify").status == 0


def test_the_passphrase_may_come_from_standard_input(commands: Commands) -> None:
    """Its first line; then nothing else can."""
    where = ("--journal", str(commands.journal), "--passphrase-file", "-")
    assert call("write", "text", *where, input=f"{PASSPHRASE}\r\nmore").status == 0
    assert call("write", *where, input=PASSPHRASE).status == 2
    assert call("write", "-", *where, input=PASSPHRASE).status == 2
    assert call("write", "--json", "-", *where, input=PASSPHRASE).status == 2
    assert call("list", "--json", *where, input=PASSPHRASE).json[0]["body"] == "text"
