"""Small files, readable to their owner alone, written so that a power cut leaves the old or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from closeness_desktop.errors import StorageError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DENIED = {errno.EACCES, errno.EPERM}

BINARY: int = getattr(os, "O_BINARY", 0)  # Windows would else change line ends

FULL = "The disk is full. What was saved before is safe; free some space and try again."
DENIED = "This computer does not let Closeness use that place. Nothing was changed."
READ_ONLY = "The journal’s folder cannot be written to. What was saved before is safe."
FAILED = "The disk did not answer as it should. What was saved before is still there."


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Turn the operating system's errors within the block into a StorageError of one sentence."""
    try:
        yield
    except OSError as error:
        raise StorageError(sentence_for(error.errno)) from error


def sentence_for(number: int | None) -> str:
    """One sentence for an `errno`."""
    if number in _FULL:
        return FULL
    if number in _DENIED:
        return DENIED
    return READ_ONLY if number == errno.EROFS else FAILED


def sync(descriptor: int) -> None:
    """Have the disk itself, not only the system, take what was written."""
    if sys.platform == "darwin":
        import fcntl

        with contextlib.suppress(OSError):  # some disks do not know it; then the common way has to do
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable. Windows has no such call, and keeps its own journal of names."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def new_private(file: Path) -> int:
    """Make a new file that only its owner may read (0600), and return a descriptor to write to."""
    return os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, 0o600)


def new_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter (0700), unless it is there already."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        sync_folder(folder.parent)


def read_start(file: Path, limit: int) -> bytes | None:
    """The first bytes of a file, at most `limit`; None when it is missing or no file. Raises OSError."""
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        return stream.read(limit)


def replace_private(file: Path, data: bytes) -> None:
    """Write a small file as a whole: temporary file, sync, rename, sync of the folder. Raises OSError."""
    temporary = file.with_name(file.name + ".new")
    temporary.unlink(missing_ok=True)
    try:
        with os.fdopen(new_private(temporary), "wb") as stream:
            stream.write(data)
            stream.flush()
            sync(stream.fileno())
        temporary.replace(file)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)
