"""Lines that a person types while time goes on."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable

_MOST = 65536


class Lines:
    """Reads standard input line by line, and calls `meanwhile` every `every` seconds until a line is there.

    Where waiting for input and for time at once is not possible (Windows, a stream that is no file), it only
    waits for the line.
    """

    def __init__(self, meanwhile: Callable[[], object], every: float) -> None:
        self._meanwhile, self._every = meanwhile, every
        self._rest = b""
        self._over = False

    def next(self) -> str | None:
        """The next line without its end; None when there is no more."""
        number = _number_of_stdin()
        if number is None:
            line = sys.stdin.readline() if sys.stdin is not None else ""
            return line.rstrip("\r\n") if line else None
        while b"\n" not in self._rest and not self._over:
            if not select.select([number], [], [], self._every)[0]:
                self._meanwhile()
                continue
            piece = os.read(number, _MOST)
            self._over = not piece
            self._rest += piece
        if not self._rest:
            self._over = False  # on a terminal, Ctrl+D ends one answer, not all of them
            return None
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode("utf-8", "replace").removesuffix("\r")


def _number_of_stdin() -> int | None:
    """The number of the file behind standard input, if it can be waited for."""
    if os.name != "posix" or sys.stdin is None:
        return None
    try:
        return sys.stdin.fileno()
    except (OSError, ValueError):
        return None
