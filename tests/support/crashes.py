"""A pytest plugin: a worker that crashed says where, at the end of the run, and not only that it did."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import shutil
import tempfile
from collections import deque
from pathlib import Path
from typing import TextIO

import pytest

FOLDER = "CLOSENESS_TEST_STACKS"

_last: deque[str] = deque(maxlen=6)
_made = pytest.StashKey[Path]()
_file = pytest.StashKey[TextIO]()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Let every process write its stacks into a file of its own; pytest's own place is lost with a worker."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="closeness-stacks-")
        config.stash[_made] = Path(os.environ[FOLDER])
    file = (Path(os.environ[FOLDER]) / f"{os.getpid()}.txt").open("w", encoding="utf-8")
    config.stash[_file] = file
    faulthandler.enable(file)


def pytest_runtest_logstart(nodeid: str) -> None:
    """Remember the last tests of this process, newest first: a crash may come of what one before it left."""
    if folder := os.environ.get(FOLDER):
        _last.appendleft(nodeid)
        (Path(folder) / f"{os.getpid()}.tests").write_text("\n".join(_last), encoding="utf-8")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what crashed workers left."""
    folder = terminalreporter.config.stash.get(_made, None)
    for left in sorted(folder.glob("*.txt")) if folder else ():
        lines = left.read_text(encoding="utf-8", errors="replace").splitlines()
        if lines:
            terminalreporter.section(f"the stacks of process {left.stem}, without those of libraries")
        for line in lines:
            if "site-packages" not in line and not line.startswith("Extension modules"):
                terminalreporter.write_line(line)
        if lines:
            terminalreporter.write_line("Its last tests, newest first:")
            terminalreporter.write_line(left.with_suffix(".tests").read_text(encoding="utf-8"))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if file := config.stash.get(_file, None):
        faulthandler.disable()
        file.close()
    if folder := config.stash.get(_made, None):
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(folder)
        os.environ.pop(FOLDER, None)
