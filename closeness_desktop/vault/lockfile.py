"""One process at a time: a lock of the operating system on a file of its own, held while the journal is open.

The kernel lets go of it when the process ends, however it ends, so nothing stale can shut a person out. The
file stays where it is for ever: removing it would let two processes hold two files of the same name.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from closeness_desktop.errors import InUseError
from closeness_desktop.vault.files import disk_errors

NAME = "lock"


class Lock:
    """A lock that is held from its making to `release`. Raises InUseError at once when another holds it."""

    def __init__(self, folder: Path) -> None:
        with disk_errors():
            self._descriptor: int | None = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                taken = _taken(self._descriptor)
            except OSError:
                self.release()
                raise
        if not taken:
            self.release()
            raise InUseError("This journal is already open in another window or program.")

    def release(self) -> None:
        """Let go of it. Harmless when done twice."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _taken(descriptor: int) -> bool:
        """Take the lock if it is free."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _taken(descriptor: int) -> bool:
        """Take the lock if it is free. flock belongs to the open file, so it holds within one process too."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
