"""Runs the real command line in processes of its own, with and without a terminal."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from unittest import mock

from closeness_desktop import cli

PROGRAM = (sys.executable, "-m", "closeness_desktop")
ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds after which a process counts as hanging."""


@dataclass(frozen=True)
class Done:
    """How a call ended and what it said, byte for byte."""

    status: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def text(self) -> str:
        return self.out.decode()


def findable() -> dict[str, str]:
    """This environment, in which the program is found from whatever folder it is started in."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


class Caller(Protocol):
    """A way to call the program."""

    def __call__(
        self, *arguments: str, input: str | bytes = b"", environment: dict[str, str] | None = None
    ) -> Done:
        """Call it and return how it ended."""


def call(
    *arguments: str,
    input: str | bytes = b"",
    environment: dict[str, str] | None = None,
    before: Callable[[], None] | None = None,
) -> Done:
    """One call without a terminal: in a session of its own, so that it cannot find the developer's."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=input.encode() if isinstance(input, str) else input,
        capture_output=True,
        env=findable() | (environment or {}),
        start_new_session=True,
        preexec_fn=before,
        timeout=PATIENCE,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Done(done.returncode, done.stdout, done.stderr.decode())


def call_here(*arguments: str, input: str | bytes = b"", environment: dict[str, str] | None = None) -> Done:
    """The same within this process, without its half second of start-up: for the breadth of the contract."""
    raw = input.encode() if isinstance(input, str) else input
    out, err = io.BytesIO(), io.BytesIO()
    streams = [io.TextIOWrapper(stream, "utf-8", newline="\n", write_through=True) for stream in (out, err)]
    with (
        mock.patch.dict(os.environ, environment or {}),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), "utf-8")),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        status = cli.run(arguments)
    return Done(status, out.getvalue(), err.getvalue().decode())


@dataclass(frozen=True)
class Commands:
    """A journal and a way to call the program about it."""

    journal: Path
    passphrase_file: Path
    caller: Caller = call

    @property
    def common(self) -> list[str]:
        """The options that name both."""
        return ["--journal", str(self.journal), "--passphrase-file", str(self.passphrase_file)]

    def __call__(self, *arguments: str, status: int = 0, **more: Any) -> Done:
        """Call with the journal and its passphrase, and expect that exit status."""
        done = self.caller(*arguments, *self.common, **more)
        assert done.status == status, done
        return done

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """The same in a process that is left running, its output in pipes."""
        return subprocess.Popen(
            [*PROGRAM, *arguments, *self.common],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=findable(),
            start_new_session=True,
        )


def on_terminal(arguments: Sequence[str], typed: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """One call on a terminal: wait for each prompt, type each answer. Returns exit status and the screen."""
    master, slave = pty.openpty()

    def own_terminal() -> None:
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=findable(),
        start_new_session=True,
        preexec_fn=own_terminal,
    )
    os.close(slave)
    screen, unanswered = "", list(typed)
    try:
        while True:
            if unanswered and unanswered[0][0] in screen[screen.rfind("\0") + 1 :]:
                os.write(master, unanswered.pop(0)[1].encode())
                screen += "\0"  # what was on the screen before this mark is answered
            ready, _, _ = select.select([master], [], [], PATIENCE)
            assert ready, f"hangs after: {screen}"
            try:
                screen += os.read(master, 65_536).decode(errors="replace")
            except OSError:  # EIO: the other end is closed
                break
        return process.wait(PATIENCE), screen.replace("\0", "").replace("\r\n", "\n")
    finally:
        os.close(master)
        if process.poll() is None:
            process.kill()
            process.wait()


def copied(journal: Path, place: Path, passphrase: str, caller: Caller) -> Commands:
    """A copy of a journal, its passphrase in a file, and the way to call the program about it."""
    folder = place / "My journal.closeness"
    shutil.copytree(journal, folder)
    passphrase_file = place / "passphrase"
    passphrase_file.write_text(passphrase + "\n")
    return Commands(folder, passphrase_file, caller)
