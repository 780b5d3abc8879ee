"""`closeness practice check`: the authors' tool. One line for each mistake, or one that all is well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from closeness_desktop.terminal import output
from closeness_desktop.terminal.opening import JournalOption, PassphraseOption

if TYPE_CHECKING:
    from closeness_desktop.practice.format import Practice, Programme


def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Practice files, programmes, or folders of them.")
    ],
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Check practice files: one line for each mistake. Ends with 1 if there is any."""
    from closeness_desktop.practice.mistakes import PracticeFileError

    lines: list[str] = []
    wrong = False
    for file in _each(files):
        try:
            lines.append(f"{file}: sound. {_in_short(_read(file))}")
        except PracticeFileError as error:
            wrong = True
            lines.extend(map(str, error.mistakes))
    output.out("\n".join(lines))
    if wrong:
        raise typer.Exit(1)


def _each(files: list[Path]) -> list[Path]:
    found: list[Path] = []
    for file in files:
        found += sorted(file.glob("*.yaml")) if file.is_dir() else [file]
    return found


def _read(file: Path) -> Practice | Programme:
    """One file, never more of it than a practice file may hold. Raises PracticeFileError."""
    from closeness_desktop.practice.mistakes import Mistake, PracticeFileError
    from closeness_desktop.practice.plain_yaml import MOST_BYTES
    from closeness_desktop.practice.reading import read_either

    if not file.is_file():  # a pipe or a device would be waited for
        sentence = "There is no such file." if not file.exists() else "This is no file."
        raise PracticeFileError([Mistake(str(file), "file", sentence)])
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise PracticeFileError([Mistake(str(file), "file", "It cannot be read.")]) from error
    return read_either(content, str(file))


def _in_short(found: Practice | Programme) -> str:
    """ "12 steps, about 10 minutes (5 to 20)." """
    from closeness_desktop.practice.format import Programme
    from closeness_desktop.practice.walk import count

    if isinstance(found, Programme):
        return f"{len(found.days)} days."
    if found.timer is not None:
        return "One of the program’s timers."
    steps = count(found)
    parts = ["1 step" if steps == 1 else f"{steps} steps"]
    if found.total is not None:
        least, usual, most = (
            _minutes(found.total.min),
            _minutes(found.total.default),
            _minutes(found.total.max),
        )
        unit = "minute" if usual == "1" else "minutes"
        parts.append(f"about {usual} {unit}" + (f" ({least} to {most})" if least != most else ""))
    else:
        parts.append("in your own time")
    return ", ".join(parts) + "."


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f}".removesuffix(".0")
