"""The command line contract when things go wrong: one sentence, the right exit status, and nothing lost."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from closeness_desktop import logs, vault
from tests.conftest import PASSPHRASE
from tests.support.commands import PROGRAM, Commands, Done, call, call_here, findable

DATABASE = "journal.db"


@pytest.fixture
def here(commands: Commands) -> Commands:
    """The same within this process, for what many calls are asked of."""
    return replace(commands, caller=call_here)


def refused(done: Done, status: int) -> None:
    """Nothing on standard output, one sentence on standard error."""
    assert (done.status, done.out) == (status, b""), done
    assert done.err.endswith("\n")
    assert done.err.count("\n") == 1, done.err
    assert len(done.err) > 10


def test_wrong_use_of_the_inputs_is_2(commands: Commands, tmp_path: Path) -> None:
    """Two dashes, nobody to ask, no such file, bytes that are no text."""
    where = ("--journal", str(commands.journal))
    refused(call("write", "--json", "-", "--passphrase-file", "-", *where), 2)
    refused(call("passphrase", "--passphrase-file", "-", "--new-passphrase-file", "-", *where), 2)
    refused(call("recovery", "use", "--recovery-key-file", "-", "--new-passphrase-file", "-", *where), 2)
    refused(call("list", "--json", *where), 2)
    refused(call("list", "--passphrase-file", str(tmp_path / "none"), *where), 2)
    refused(commands("write", input=b"\xff\xfe", status=2), 2)
    refused(commands("write", "--json", "-", input=b'[{"body": "x"', status=2), 2)


def test_an_unknown_id_is_1(commands: Commands) -> None:
    """For entries and practices alike."""
    refused(commands("show", "0199b6c2-6b1e-7d3e-8a55-0f3b7d2d3c11", "--json", status=1), 1)
    refused(commands("show", "nonsense", status=1), 1)
    refused(commands("practice", "run", "nonsense", "--fast", status=1), 1)


def test_a_wrong_passphrase_is_3_and_changes_nothing(here: Commands) -> None:
    """Also an empty one."""
    before = contents(here.journal)
    for wrong in ("four quiet rivers meetinG", ""):
        here.passphrase_file.write_text(wrong + "\n")
        refused(here("list", "--json", status=3), 3)
    assert contents(here.journal) == before


def test_a_journal_in_use_is_4(commands: Commands) -> None:
    """While another process sits with it, and not a moment longer."""
    with commands.start("practice", "run", "sitting") as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        refused(commands("write", "x", status=4), 4)
        refused(commands("list", "--json", status=4), 4)
        other.send_signal(signal.SIGINT)
        assert other.wait(60) == 0
    commands("write", "x")


def cut(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(file.stat().st_size - 4096)


def altered(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.seek(10_000)
        byte = stream.read(1)[0]
        stream.seek(10_000)
        stream.write(bytes([byte ^ 1]))


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def text(file: Path) -> None:
    file.write_text("Dear diary, " * 1000)


@pytest.mark.parametrize("harm", [cut, altered, emptied, text, Path.unlink], ids=lambda harm: harm.__name__)
def test_a_damaged_journal_is_5_and_stays_as_it_is(here: Commands, harm: Callable[[Path], None]) -> None:
    """Cut short, altered, emptied, replaced, deleted: no wrong passphrase, and no new journal either."""
    here("write", "something")
    harm(here.journal / DATABASE)
    before = contents(here.journal)
    refused(here("list", "--json", status=5), 5)
    refused(here("verify", status=5), 5)
    assert contents(here.journal) == before


@pytest.mark.parametrize(
    "harm", [Path.unlink, lambda file: file.write_bytes(b"")], ids=["deleted", "emptied"]
)
@pytest.mark.parametrize("part", ["vault.hdr", "vault.hdr.2", "state.seal"])
def test_verify_tells_of_a_part_that_opening_puts_right(
    here: Commands, part: str, harm: Callable[[Path], object]
) -> None:
    """Nothing is lost, so other here go on with a notice.

    The check says once that something was amiss.
    """
    ident = here("write", "something").text.strip()
    harm(here.journal / part)
    done = here("verify", status=5)
    assert done.out == b""
    assert "missing or altered" in done.err
    assert here("verify").text.startswith("All is sound: 1 entry")
    harm(here.journal / part)
    assert [entry["id"] for entry in here("list", "--json").json] == [ident]


def test_what_is_no_journal_is_6_and_stays_as_it_is(commands: Commands, tmp_path: Path) -> None:
    """Nothing there, a text file, a database by itself, some other folder; none is made into a journal."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("notes")
    for place in (
        tmp_path / "nothing",
        other,
        other / "notes.txt",
        commands.journal / DATABASE,
        tmp_path / "a" / "b",
    ):
        refused(Commands(place, commands.passphrase_file)("list", "--json", status=6), 6)
    assert not (tmp_path / "nothing").exists()
    assert [path.name for path in other.iterdir()] == ["notes.txt"]


def test_a_journal_of_a_newer_version_is_7(commands: Commands) -> None:
    """Nothing of it is changed."""
    with vault.open(commands.journal, PASSPHRASE) as opened:
        opened.database.pragma("user_version", 999, permanent=True)
    database = (commands.journal / DATABASE).read_bytes()
    refused(commands("list", "--json", status=7), 7)
    assert (commands.journal / DATABASE).read_bytes() == database


def test_new_takes_only_a_free_place(commands: Commands, tmp_path: Path) -> None:
    """Something there, a place under a file: exit status 1, and nothing is touched."""
    before = contents(commands.journal)
    refused(commands("new", status=1), 1)
    assert contents(commands.journal) == before
    for place in (commands.passphrase_file, commands.passphrase_file / "under"):
        refused(Commands(place, commands.passphrase_file)("new", status=1), 1)
    commands.passphrase_file.write_text("\n")
    refused(Commands(tmp_path / "new", commands.passphrase_file)("new", status=2), 2)
    assert not (tmp_path / "new").exists()


def test_a_full_disk_is_1_and_loses_nothing(commands: Commands) -> None:
    """At several sizes: what was written before stays, what was refused is told, and all can be read."""
    kept = [commands("write", f"before {number}").text.strip() for number in range(2)]
    size = (commands.journal / DATABASE).stat().st_size
    long = "a long evening " * 20_000
    for limit in (4096, 65_536, size, size + 8192, size + 65_536):

        def full(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        done = commands.caller("write", "-", *commands.common, input=long, before=full)
        assert (done.status, done.out) == (1, b""), (limit, done)
        assert done.err
    found = commands("list", "--json")
    assert [entry["id"] for entry in found.json] == kept[::-1]
    assert commands("verify").status == 0
    commands("write", "-", input=long)


def without_privileges() -> None:
    """Let the modes of files bind root too: drop what overrides them. Others have nothing to drop."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def test_a_folder_that_cannot_be_written_is_1_and_loses_nothing(commands: Commands) -> None:
    """One clear sentence for reading and writing alike; given back its rights, all is there."""
    ident = commands("write", "kept").text.strip()
    locked = [commands.journal, *commands.journal.rglob("*")]
    modes = [path.stat().st_mode for path in locked]
    for path in locked:
        path.chmod(0o500 if path.is_dir() else 0o400)
    before = contents(commands.journal)
    for arguments in (["write", "x"], ["list", "--json"]):
        refused(call(*arguments, *commands.common, before=without_privileges), 1)
    inner = Commands(commands.journal / "inner", commands.passphrase_file)
    refused(call("new", *inner.common, before=without_privileges), 1)
    assert contents(commands.journal) == before
    for path, mode in zip(locked, modes, strict=True):
        path.chmod(mode)
    assert [entry["id"] for entry in commands("list", "--json").json] == [ident]


def test_output_that_nobody_takes(commands: Commands) -> None:
    """A full disk behind standard output is 1; a reader that went away is no error; neither says much."""
    ident = commands("write", input="x " * 100_000).text.strip()
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "list", "--json", *commands.common],
            stdout=full,
            stderr=subprocess.PIPE,
            env=findable(),
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    with commands.start("show", ident) as gone:
        assert gone.stdout is not None
        assert gone.stderr is not None
        gone.stdout.close()
        assert (gone.stderr.read(), gone.wait(60)) == (b"", 0)


def test_without_a_display_the_window_is_not_tried() -> None:
    """A sentence, where Qt would have ended the program by force."""
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "WAYLAND_SOCKET": "", "QT_QPA_PLATFORM": ""}
    for arguments in ([], ["--demo"]):
        done = call(*arguments, environment=nowhere)
        refused(done, 1)
        assert "no display" in done.err


def test_closed_streams_are_empty_ones(commands: Commands) -> None:
    """Started without standard input a feeling can be written, and a text is missing."""
    for stream, arguments, status in (
        (0, ["write", "--feeling", "calm"], 0),
        (0, ["write", "-"], 2),
        (1, ["list"], 0),
        (2, ["list", "--nonsense"], 2),
    ):
        done = call(*arguments, *commands.common, before=partial(os.close, stream))
        assert done.status == status, (stream, done)


def test_a_sitting_started_with_nohup_outlives_its_terminal(commands: Commands) -> None:
    """A hang-up that is to be ignored is ignored."""
    with subprocess.Popen(
        ["nohup", *PROGRAM, "practice", "run", "sitting", *commands.common],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=findable(),
        start_new_session=True,
    ) as sitting:
        assert sitting.stdout is not None
        assert sitting.stdout.readline()
        sitting.send_signal(signal.SIGHUP)
        refused(commands("list", status=4), 4)
        sitting.send_signal(signal.SIGINT)
        assert sitting.wait(60) == 0


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_request_to_end_closes_the_journal(commands: Commands, number: int, status: int) -> None:
    """Ctrl+C, a polite kill, a closed terminal: no traceback, and the next opening has nothing to mend."""
    with commands.start("practice", "run", "sitting", "--minutes", "5") as sitting:
        assert sitting.stdout is not None
        assert sitting.stderr is not None
        assert sitting.stdout.readline()
        sitting.send_signal(number)
        said = sitting.stderr.read()
        assert sitting.wait(60) == (
            0 if number == signal.SIGINT else status
        )  # Ctrl+C is how one ends it early
    assert said == b""
    assert commands("list").err == "There is nothing in this journal yet.\n"


def test_a_bug_is_one_sentence_and_a_report_without_content() -> None:
    """Exit status 1, standard output empty, and the secret in the error's text nowhere."""
    program = (
        "import sys; from closeness_desktop import cli; from closeness_desktop.terminal import output\n"
        "def broken(values): raise ValueError('canary-4be1')\n"
        "output.as_json_rows = broken; sys.argv = ['closeness', 'practice', 'list', '--json']; cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=findable())
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    [report] = logs.log_folder().glob("report-*")
    assert str(report) in done.stderr
    assert "canary" not in done.stderr + report.read_text()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
