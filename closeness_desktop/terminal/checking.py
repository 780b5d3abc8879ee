"""`closeness practice check`: the authors' tool. One line for each mistake, or one that all is well.

Remarks (what we ask of the practices that come with the program) are told too; with --strict they count.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from closeness_desktop.terminal import output
from closeness_desktop.terminal.opening import JournalOption, PassphraseOption

if TYPE_CHECKING:
    from closeness_desktop.practice.format import Practice, Programme
    from closeness_desktop.practice.mistakes import Mistake


def check(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Practice files, or folders and .zip files of them."),
    ],
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 for remarks too.")] = False,
    journal_path: JournalOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Check practice files: one line for each mistake and each remark. Ends with 1 if there is a mistake."""
    from closeness_desktop.practice.mistakes import PracticeFileError

    lines: list[str] = []
    wrong = False
    for file in files:
        try:
            found, mistakes = _looked_at(file)
        except PracticeFileError as error:
            found, mistakes = {}, error.mistakes
        for name, one in found.items():
            remarks = _remarks(one, name)
            wrong = wrong or (strict and bool(remarks))
            lines.append(f"{name}: sound. {_in_short(one)}")
            lines += [f"{name}: remark: {remark.place}: {remark.sentence}" for remark in remarks]
        lines += map(str, mistakes)
        wrong = wrong or bool(mistakes)
    output.out("\n".join(lines))
    if wrong:
        raise typer.Exit(1)


def _looked_at(file: Path) -> tuple[dict[str, Practice | Programme], tuple[Mistake, ...]]:
    """What is sound in a file, folder or .zip, by name, and every mistake. Raises PracticeFileError."""
    from closeness_desktop.practice.mistakes import Mistake, PracticeFileError
    from closeness_desktop.practice.pack_files import gather
    from closeness_desktop.practice.packs import judge
    from closeness_desktop.practice.plain_yaml import MOST_BYTES, printable
    from closeness_desktop.practice.reading import read_either

    name = printable(str(file))
    if file.is_dir() or file.suffix.lower() == ".zip":
        judged = judge(gather(file, name), name)
        return {f"{name}/{inner}": one for inner, one in judged.found.items()}, judged.mistakes
    if not file.is_file():  # a pipe or a device would be waited for
        sentence = "This is no file." if file.exists() else "There is no such file."
        raise PracticeFileError([Mistake(name, "file", sentence)])
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise PracticeFileError([Mistake(name, "file", "It cannot be read.")]) from error
    return {name: read_either(content, name)}, ()


def _remarks(found: Practice | Programme, name: str) -> tuple[Mistake, ...]:
    from closeness_desktop.practice.format import Practice
    from closeness_desktop.practice.lint import lint, lint_programme

    return lint(found, name) if isinstance(found, Practice) else lint_programme(found, name)


def _in_short(found: Practice | Programme) -> str:
    """ "12 steps, about 10 minutes (5 to 20)." """
    from closeness_desktop.practice.format import OPEN, Programme
    from closeness_desktop.practice.walk import count, walk

    if isinstance(found, Programme):
        return f"{len(found.days)} days."
    if found.timer is not None:
        return "One of the program’s timers."
    steps = count(found)
    parts = ["1 step" if steps == 1 else f"{steps} steps"]
    waits = any(isinstance(met.step, OPEN) for met in walk(found))
    if found.total is not None:
        total = found.total
        least, usual, most = _minutes(total.min), _minutes(total.default), _minutes(total.max)
        unit = "minute" if usual == "1" else "minutes"
        parts.append(f"about {usual} {unit}" + (f" ({least} to {most})" if least != most else ""))
    if waits or found.total is None:
        parts.append("and your own time" if found.total else "in your own time")
    return ", ".join(parts) + "."


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.1f}".removesuffix(".0")
