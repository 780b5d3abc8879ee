"""Standard output and standard error: data on the one, sentences on the other, never half of either.

A command gathers what it has to say and hands it over once, so that an error on the way leaves standard
output empty. A reader that goes away early (`closeness list | head`) is no error.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from closeness_desktop.errors import StorageError

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def prepare_streams() -> None:
    """Make both streams take any text: UTF-8 into files and pipes, and on a terminal what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a window without a terminal has none on Windows
            on_screen = stream.isatty()
            stream.reconfigure(
                encoding=stream.encoding if on_screen else "utf-8",
                errors="backslashreplace",
                newline=None if on_screen else "\n",
            )


def out(text: str) -> None:
    """Print `text` as it is, with one newline after it. On a terminal, control characters are made harmless.

    When the reader has gone away nothing more is printed, and what the command does goes on.
    Raises StorageError when it cannot be written.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.write((tame(text) if sys.stdout.isatty() else text) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise StorageError("What there is to say could not be written to standard output.") from error


def note(sentence: str) -> None:
    """Say one sentence on standard error. Nobody listening there is no reason to stop."""
    with contextlib.suppress(OSError, AttributeError):
        sys.stderr.write(tame(sentence) + "\n")
        sys.stderr.flush()


def tame(text: str) -> str:
    """Show control characters as signs: a text must not steer the terminal that it is shown on."""
    return _CONTROL.sub(lambda found: "␛" if found[0] == "\x1b" else "␦", text)


def as_json(value: Any) -> str:
    """JSON for people and programs: indented, other scripts as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


def as_json_rows(values: Iterable[Any]) -> str:
    """A JSON array with each of its objects on a line of its own."""
    rows = [json.dumps(value, ensure_ascii=False, allow_nan=False) for value in values]
    return "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Rows under quiet headings; columns in `right` are set to the right. In a pipe nothing is cut."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    on_screen = sys.stdout is not None and sys.stdout.isatty()
    sheet = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for number, heading in enumerate(headings):
        sheet.add_column(heading, justify="right" if number in right else "left", no_wrap=not on_screen)
    for row in rows:
        sheet.add_row(*(Text(tame(cell)) for cell in row))
    console = Console(file=io.StringIO(), force_terminal=on_screen, width=None if on_screen else 10_000)
    with console.capture() as captured:
        console.print(sheet)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def _silence(stream: TextIO) -> None:
    """Send what is still buffered nowhere, so that the interpreter does not complain at its end."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
