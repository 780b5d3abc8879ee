"""Logs and reports carry ids and counts, never content (L3 of the threat model)."""
# ruff: noqa: TRY301  # errors are raised to be caught at once

from __future__ import annotations

import logging
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from closeness_desktop import logs, paths
from closeness_desktop.errors import BugError, UsageError

SECRET = "canary-4be1"


@pytest.fixture
def started(caplog: pytest.LogCaptureFixture) -> Iterator[Path]:
    """A log at DEBUG for every logger there is, and its file; all is put back afterwards."""
    root = logging.getLogger()
    before = (root.level, list(root.handlers), logging.raiseExceptions)
    logs.start(logging.DEBUG)
    root.setLevel(logging.DEBUG)
    for name in ("peewee", "asyncio", "PIL", "urllib3", "tzlocal"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield logs.log_folder() / "closeness.log"
    for handler in [kept for kept in root.handlers if kept not in before[1]]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(before[0])
    logging.raiseExceptions = before[2]
    for name in ("peewee", "asyncio", "PIL", "urllib3", "tzlocal", "closeness"):
        logging.getLogger(name).setLevel(logging.NOTSET)
    caplog.get_records("call").clear()


def test_our_own_messages_are_kept_whole(started: Path) -> None:
    """Ids and counts, with a time and a level."""
    logging.getLogger("closeness.journal").info("%d entries migrated", 12)
    assert re.search(
        r"^\d{4}-\d\d-\d\dT[\d:]+\+00:00 INFO closeness\.journal: 12 entries migrated$",
        started.read_text(),
        re.M,
    )


@pytest.mark.parametrize("name", ["peewee", "asyncio", "PIL", "urllib3", "anything", "closenessful", "root"])
def test_what_others_say_is_cut_to_a_mark(started: Path, name: str) -> None:
    """Name and level stay, the text goes: peewee alone would print every value of every query."""
    logging.getLogger(name).debug("INSERT INTO entry VALUES (%s)", SECRET)
    logging.getLogger(name).critical(SECRET)
    text = started.read_text()
    assert f"CRITICAL {name}: (a message from line " in text
    assert SECRET not in text


def test_exceptions_are_logged_without_their_text(started: Path) -> None:
    """Type and place stay, the words of the error and of its causes go."""
    try:
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            raise BugError(SECRET) from error
    except BugError:
        logs.LOGGER.exception("Saving failed")
    text = started.read_text()
    assert "builtins.ValueError" in text
    assert "closeness_desktop.errors.BugError" in text
    assert "test_logs.py" in text
    assert SECRET not in text


def test_a_message_that_cannot_be_put_together_is_dropped(
    started: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """logging would print it, with its values, on the terminal."""
    logging.getLogger("closeness").handle(
        logging.LogRecord("closeness", logging.INFO, "x.py", 1, "%d entries", (SECRET,), None)
    )
    assert SECRET not in "".join(capsys.readouterr())


def test_the_log_is_the_owners_alone_and_bounded(started: Path) -> None:
    """L9: 0600 also after it was turned over; two files of 256 KiB at most."""
    before = os.umask(0)
    try:
        for number in range(6000):
            logs.LOGGER.info("%0100d", number)
    finally:
        os.umask(before)
    files = sorted(logs.log_folder().iterdir())
    assert [file.name for file in files] == ["closeness.log", "closeness.log.1"]
    assert all(
        stat.S_IMODE(file.stat().st_mode) == 0o600 and file.stat().st_size <= 262_144 for file in files
    )


def test_starting_twice_logs_once(started: Path) -> None:
    """A second start takes the place of the first."""
    logs.start()
    logs.LOGGER.info("once")
    assert started.read_text().count("once") == 1


@pytest.mark.usefixtures("started")
def test_where_no_log_can_be_written_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a crash nor words on the terminal instead."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    logs.start()
    logs.LOGGER.warning("no place")
    logging.getLogger("peewee").critical(SECRET)
    assert capsys.readouterr() == ("", "")


def failing(passphrase: str) -> None:
    """Fails with a secret in its text, in an argument and in a variable."""
    secret = passphrase * 2
    raise KeyError(secret)


def test_a_report_holds_places_and_no_values() -> None:
    """What lets a fault be found, and nothing that somebody wrote."""
    with pytest.raises(KeyError) as caught:
        failing(SECRET)
    place = logs.report_bug(caught.value)
    text = place.read_text()
    assert text.startswith("Closeness 0.1.0, Python 3.")
    assert "builtins.KeyError\n" in text
    assert re.search(r"test_logs\.py:\d+ in failing", text)
    assert SECRET not in text
    assert str(paths.state_folder()) not in text
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_reports_do_not_pile_up() -> None:
    """A fault that comes back with every tick leaves the newest twenty."""
    places = [logs.report_bug(ValueError()) for _ in range(25)]
    assert sorted(logs.log_folder().glob("report-*")) == places[-20:]


def test_without_a_place_for_a_report_there_is_still_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, in one sentence."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert "no report could be written" in logs.bug_sentence(ValueError(SECRET))


PROGRAM = """
import sys, threading
from closeness_desktop import logs
from closeness_desktop.errors import UsageError
logs.start()
logs.catch_bugs()
secret = "canary" + "-4be1"
class Dying:
    def __del__(self):
        raise ValueError(secret)
def fail():
    raise {error}
{how}
"""


@pytest.mark.parametrize("tracing", ["", "1"])
@pytest.mark.parametrize(
    "how",
    ["fail()", "thread = threading.Thread(target=fail); thread.start(); thread.join()", "Dying()"],
    ids=["main", "thread", "unraisable"],
)
def test_no_traceback_and_no_value_reaches_anyone(own_home: Path, how: str, tracing: str) -> None:
    """An uncaught error from any place is one sentence on standard error and a report without content."""
    program = PROGRAM.format(error="ValueError(secret)", how=how)
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONFAULTHANDLER": tracing},
    )
    assert done.returncode == (1 if how == "fail()" else 0)
    assert done.stdout == ""
    assert done.stderr.startswith("Something went wrong inside the program. A report")
    assert done.stderr.count("\n") == 1
    [report] = logs.log_folder().glob("report-*")
    assert str(report) in done.stderr
    for file in [path for path in own_home.rglob("*") if path.is_file()]:
        assert SECRET not in file.read_text()


def test_a_known_error_that_nobody_caught_is_its_own_sentence() -> None:
    """It is no bug, so there is no report."""
    program = PROGRAM.format(error='UsageError("Only this.")', how="fail()")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Only this.\n")
    assert not list(logs.log_folder().glob("report-*"))


def test_an_interrupt_is_no_bug() -> None:
    """Ctrl+C ends with 130 and without a word."""
    program = PROGRAM.format(error="KeyboardInterrupt", how="fail()")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_describing_follows_causes_and_keeps_their_words_back() -> None:
    """Causes named with `from` and those that merely came before; none behind `from None`."""
    first, second, third = OSError(SECRET), ValueError(SECRET), UsageError(SECRET)
    third.__cause__, second.__context__ = second, first
    assert logs.describe(third).split() == [
        "closeness_desktop.errors.UsageError", "builtins.ValueError", "builtins.OSError"
    ]  # fmt: skip
    second.__suppress_context__ = True
    assert "OSError" not in logs.describe(third)
