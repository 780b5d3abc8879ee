"""What stands on the command line, or in a file of entries, as the values that it means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from closeness_desktop.errors import UsageError
from closeness_desktop.terminal import inputs

_STRENGTH = re.compile(r"(?P<name>.*):(?P<strength>[123])\Z", re.DOTALL)


def argument(text: str | None) -> str | None:
    """An argument that may begin with one dash; with two it is an option that does not exist."""
    if text is None:
        return None
    if re.match(r"--[\w-]+(=|\Z)", text):
        raise UsageError(f"There is no option {text.partition('=')[0]} here.")
    return inputs.typed_text(text)


def strengths(given: Iterable[str]) -> dict[str, int]:
    """Feelings as typed, `NAME[:1-3]`, to name and strength. Of one that is named twice the last counts."""
    found: dict[str, int] = {}
    for text in given:
        match = _STRENGTH.match(inputs.typed_text(text))
        name, strength = (match["name"], int(match["strength"])) if match else (text, 1)
        if not name.strip():
            raise UsageError("A feeling needs a name.")
        found[name.strip()] = strength
    return found


def names(given: Iterable[str], sign: str) -> list[str]:
    """Names of tags or people, typed with or without their sign. Raises UsageError for an empty one."""
    names = [inputs.typed_text(name).lstrip(f"{sign} ").strip() for name in given]
    if not all(names):
        raise UsageError("A tag or a person needs a name.")
    return names


def objects(raw: str) -> list[dict[str, Any]]:
    """Entries from one JSON array, one object, or one object a line. Raises UsageError with the line."""
    if not raw.strip():
        raise UsageError("There is nothing to write: the input is empty.")
    try:
        whole = _loads(raw)
    except ValueError as error:
        if raw.lstrip().startswith("[") and isinstance(error, json.JSONDecodeError):
            raise UsageError(
                f"The input is not JSON (line {error.lineno}, character {error.colno})."
            ) from error
        whole = [_loads_line(number, line) for number, line in enumerate(raw.split("\n"), 1) if line.strip()]
    except RecursionError as error:
        raise UsageError("The input is nested too deeply to be entries.") from error
    found = whole if isinstance(whole, list) else [whole]
    for number, item in enumerate(found, 1):
        if not isinstance(item, dict):
            raise UsageError(f"Number {number} of the input is no entry: it should be a JSON object.")
    return found


def _loads(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_each_key_once)


def _loads_line(number: int, line: str) -> Any:
    try:
        return _loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"Line {number} of the input is not JSON (character {error.pos + 1}).") from error
    except RecursionError as error:
        raise UsageError(f"Line {number} of the input is nested too deeply to be an entry.") from error
    except ValueError as error:  # a number of thousands of digits
        raise UsageError(f"Line {number} of the input holds a number that is too long.") from error


def _each_key_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UsageError("An object of the input has the same key twice.")
    return found
