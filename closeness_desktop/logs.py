"""Logs and crash reports that carry ids and counts, never content.

A message from our own code is kept only if it is written with the logger "closeness" and its children; every
other library is cut down to its name and level. An exception is kept as its type and the places it passed
through: neither its text nor the value of any variable, since both may hold what somebody wrote.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import logging.handlers
import os
import platform
import sys
import threading
import traceback
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from closeness_desktop import __version__, paths
from closeness_desktop.errors import KnownError

LOGGER = logging.getLogger("closeness")
_OURS = "closeness"
_REPORTS_KEPT = 20  # a fault that comes back with every tick must not fill the disk


class _ContentFree(logging.Formatter):
    """Formats our own messages whole, those of others as a bare mark, exceptions without their text."""

    def format(self, record: logging.LogRecord) -> str:
        stamp = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="seconds")
        ours = record.name == _OURS or record.name.startswith(_OURS + ".")
        text = record.getMessage() if ours else f"(a message from line {record.lineno})"
        line = f"{stamp} {record.levelname} {record.name}: {text}"
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + describe(record.exc_info[1])
        return line


def describe(error: BaseException) -> str:
    """An exception and its causes as types and places, one a line, with no text and no values."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        frames = traceback.extract_tb(seen.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


def log_folder() -> Path:
    """Where logs and crash reports are written."""
    return paths.state_folder() / "log"


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """At most 256 KiB, two of them kept, readable to their owner alone. A full disk silences it, no more."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=262_144, backupCount=1, encoding="utf-8", delay=True)
        self.setFormatter(_ContentFree())

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding=self.encoding)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A log is never worth a crash, nor a traceback on somebody's screen."""


def start(level: int = logging.INFO) -> None:
    """Send our log, and warnings of other libraries without their text, to a file. Where none can be
    written there is no log: nothing is sent to the terminal instead, where a session journal may keep it."""
    handler: logging.Handler = logging.NullHandler()
    with contextlib.suppress(OSError):
        handler = _PrivateFile(paths.make_private(log_folder()) / "closeness.log")
    root = logging.getLogger()
    for old in [kept for kept in root.handlers if isinstance(kept, (_PrivateFile, logging.NullHandler))]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    LOGGER.setLevel(level)
    logging.raiseExceptions = False
    for noisy in ("peewee", "asyncio", "PIL"):  # these put values into their messages
        logging.getLogger(noisy).setLevel(logging.CRITICAL)


def report_bug(error: BaseException) -> Path:
    """Write a crash report without content, mode 0600, and return its place. Raises OSError if it cannot."""
    folder = paths.make_private(log_folder())
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%fZ")
    file = folder / f"report-{stamp}.txt"
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(f"Closeness {__version__}, Python {platform.python_version()}, {platform.system()}\n")
        stream.write(describe(error) + "\n")
    for old in sorted(folder.glob("report-*.txt"))[:-_REPORTS_KEPT]:
        old.unlink(missing_ok=True)
    return file


def catch_bugs() -> None:
    """Turn what reaches the top of the program, from any thread, into one sentence and a report."""

    def say(error: BaseException | None) -> None:
        if isinstance(error, KnownError):
            print(error, file=sys.stderr)
        elif error is not None and not isinstance(error, SystemExit):
            print(bug_sentence(error), file=sys.stderr)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        say(error)

    def thread_hook(given: threading.ExceptHookArgs) -> None:
        say(given.exc_value)

    def unraisable_hook(given: sys.UnraisableHookArgs) -> None:
        say(given.exc_value)

    sys.excepthook = hook
    threading.excepthook = thread_hook
    sys.unraisablehook = unraisable_hook


def bug_sentence(error: BaseException) -> str:
    """Write the report and say, in one sentence, where it lies."""
    try:
        place = report_bug(error)
    except OSError:
        return "Something went wrong inside the program, and no report could be written."
    return f"Something went wrong inside the program. A report without any of your text lies at {place}"
