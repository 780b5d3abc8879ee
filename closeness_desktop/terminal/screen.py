"""What a running practice shows: captions on standard output, and a passing line on a terminal."""

from __future__ import annotations

import sys

from closeness_desktop.terminal import output


class Screen:
    """Captions, and on a terminal one quiet line below them, such as the time left."""

    def __init__(self) -> None:
        self._live = sys.stderr is not None and sys.stderr.isatty()
        self._shown = ""

    def caption(self, text: str) -> None:
        """One line for good; nothing for ""."""
        if text:
            self.clear()
            output.out(text)

    def line(self, text: str) -> None:
        """The line that comes and goes; none where there is no terminal."""
        if self._live and text != self._shown:
            sys.stderr.write("\r" + text.ljust(len(self._shown)) + ("" if text else "\r"))
            sys.stderr.flush()
            self._shown = text

    def ring(self) -> None:
        """The terminal's own bell, where there is one."""
        if self._live:
            sys.stderr.write("\a")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        self.line("")

    def wipe(self) -> None:
        """Empty a terminal with all that went by on it: somebody else is to sit down at it."""
        if self._live and sys.stdout is not None and sys.stdout.isatty():
            self._shown = ""
            sys.stdout.write("\x1b[H\x1b[2J\x1b[3J")
            sys.stdout.flush()
            output.out("What was answered is off the screen.")
