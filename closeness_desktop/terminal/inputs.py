"""Where a command's words come from: files, standard input, the terminal."""

from __future__ import annotations

import getpass
import io
import math
import os
import sys
from typing import BinaryIO

from closeness_desktop import strength
from closeness_desktop.errors import UsageError
from closeness_desktop.terminal.output import note

DASH = "-"
_MOST_SECRET = 4 * 1024 * 1024
_TRIES = 3
_MOST_DIGITS = 15


def one_dash(*sources: str | None) -> None:
    """Refuse two inputs that both want standard input. Raises UsageError."""
    if sum(source == DASH for source in sources) > 1:
        raise UsageError("Only one of the inputs can come from standard input.")


def read_bytes(source: str) -> bytes:
    """The whole of a file, or of standard input for “-”. Raises UsageError when it cannot be read."""
    try:
        if source == DASH:
            return _standard_input().read()
        with open(source, "rb") as stream:  # noqa: PTH123  # the text as typed: "" is no file, not the folder
            return stream.read()
    except OSError as error:
        raise UsageError(f"“{source}” cannot be read: {error.strerror or 'not a file'}.") from error


def decoded(raw: bytes, source: str) -> str:
    """UTF-8 as text. Raises UsageError for anything else, since it could not be kept byte for byte."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        name = "Standard input" if source == DASH else f"“{source}”"
        raise UsageError(f"{name} is not UTF-8 text (byte {error.start + 1}).") from error


def typed_text(text: str) -> str:
    """An argument as text, whatever the locale. Raises UsageError when its bytes are not UTF-8."""
    try:
        return text.encode("utf-8").decode()
    except UnicodeEncodeError:  # a locale without these signs: Python has kept the bytes as they came
        try:
            return os.fsencode(text).decode("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError("What you typed is not UTF-8 text.") from error


def number(text: str, option: str) -> float:
    """A finite number as typed. Raises UsageError that names the option."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise UsageError(f"“{text}” is no number for {option}.")
    return found


def whole_number(text: str, option: str) -> int:
    """A whole number of at least 0, as typed. Raises UsageError that names the option."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS):
        raise UsageError(f"“{text}” is no number that {option} takes: it wants a whole one, 0 or more.")
    return int(text)


def without_final_newline(text: str) -> str:
    """The text less one newline at its very end, as `echo` adds it; all else stays."""
    return text.removesuffix("\r\n") if text.endswith("\r\n") else text.removesuffix("\n")


def stdin_is_terminal() -> bool:
    """Whether reading standard input would mean waiting for somebody to type."""
    return sys.stdin is not None and sys.stdin.isatty()


def secret(source: str | None, prompt: str, option: str) -> str:
    """A passphrase or key: the first line of a file or of standard input, else asked for on the terminal.

    Raises UsageError when there is nothing to read or nobody to ask; `option` names the way out.
    """
    if source is None:
        return _asked(prompt, option)
    try:
        if source == DASH:
            line = _standard_input().readline(_MOST_SECRET)
        else:
            with open(source, "rb") as stream:  # noqa: PTH123  # as in read_bytes
                line = stream.readline(_MOST_SECRET)
    except OSError as error:
        raise UsageError(f"“{source}” cannot be read: {error.strerror or 'not a file'}.") from error
    return without_final_newline(decoded(line, source))


def new_secret(source: str | None, option: str) -> str:
    """A new passphrase: from a file it is taken as it is, on the terminal it is typed twice.

    A weak one is warned of; on the terminal it needs a yes. Raises UsageError for an empty one, for two that
    differ three times, and for a no.
    """
    if source is not None:
        chosen = _not_empty(secret(source, "", option))
        if strength.estimate(chosen) < strength.STRONG:
            note("This passphrase is easy to guess. A few more words that do not belong together help most.")
        return chosen
    for _ in range(_TRIES):
        chosen = _not_empty(_asked("New passphrase: ", option))
        if chosen != _asked("The same again: ", option):
            note("The two are not the same.")
            continue
        if strength.estimate(chosen) < strength.STRONG:
            note("This passphrase is easy to guess. A few more words that do not belong together help most.")
            if not confirmed("Use it all the same?"):
                continue
        return chosen
    raise UsageError("No passphrase was chosen.")


def confirmed(question: str) -> bool:
    """Ask for a yes on the terminal; anything else is a no. Where answers cannot be typed it is a yes."""
    if not stdin_is_terminal():
        return True
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _asked(prompt: str, option: str) -> str:
    if not _someone_there():
        raise UsageError(f"There is no terminal to ask on. Name a file with {option}.")
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise UsageError("Nothing was typed.") from error


def _someone_there() -> bool:
    """Whether there is a terminal to ask on, also when standard input is a pipe."""
    if stdin_is_terminal():
        return True
    if os.name != "posix":
        return False
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _not_empty(passphrase: str) -> str:
    if not passphrase:
        raise UsageError("A passphrase needs at least one character.")
    return passphrase


def _standard_input() -> BinaryIO:
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer  # None: closed by whoever started us
