"""Plain copies for other programs: in a private folder, and gone when the journal locks.

Where the system has a folder in memory for the person alone (XDG_RUNTIME_DIR), the copies lie there. What a
killed program left is removed when a journal is next opened; a lock beside each folder tells whose time is
over. Nothing of a copy comes back into the journal.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
from pathlib import Path

from PySide6.QtCore import QLockFile

from closeness_desktop import paths
from closeness_desktop.errors import StorageError, UsageError
from closeness_desktop.journal.attachments import AttachmentStore
from closeness_desktop.records import Attachment

PROGRAM = (
    "This is a program, and opening it would run it. Save a copy of it if you are sure that you want that."
)
NO_ROOM = "There is no place on this computer for a copy. Nothing left your journal."

_FOLDER = "closeness-outside"
_LOCK = ".lock"
_PROGRAMS = frozenset(
    {"app", "appimage", "application", "bat", "cmd", "com", "command", "cpl", "desktop", "dll", "dmg"}
    | {"exe", "gadget", "hta", "inf", "jar", "js", "jse", "ksh", "lnk", "msc", "msi", "msp", "pif", "pkg"}
    | {"ps1", "py", "pyw", "rb", "reg", "run", "scf", "scr", "sh", "url", "vb", "vbe", "vbs", "workflow"}
    | {"ws", "wsf", "wsh"}
)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def file_name(attachment: Attachment) -> str:
    """What the copy of an attachment is called, on any system."""
    name = _NOT_IN_NAMES.sub("_", attachment.name).rstrip(". ") or "attachment"
    return f"_{name}" if _DEVICES.match(name) else name


def is_program(attachment: Attachment) -> bool:
    """Whether opening it might run it rather than show it."""
    return Path(file_name(attachment)).suffix.lower().removeprefix(".") in _PROGRAMS


def folder() -> Path:
    """Where the folders of all running programs lie (not made by this call)."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and Path(runtime).is_absolute() and Path(runtime).is_dir():
        return Path(runtime) / _FOLDER
    return paths.state_folder() / _FOLDER


class Outside:
    """The copies of one open journal."""

    def __init__(self, store: AttachmentStore) -> None:
        self._store = store
        self._place: Path | None = None
        self._lock: QLockFile | None = None

    def copy(self, attachment: Attachment) -> Path:
        """Make a plain copy that only its owner may read. Raises UsageError, DamagedError, StorageError."""
        if is_program(attachment):
            raise UsageError(PROGRAM)
        try:
            within = self._begin() / secrets.token_hex(4)
            within.mkdir(mode=0o700)
        except OSError as error:
            raise StorageError(NO_ROOM) from error
        copy = within / file_name(attachment)
        self._store.export(attachment.id, copy)
        with contextlib.suppress(OSError):  # a hint to the other program that changes lead nowhere
            copy.chmod(stat.S_IRUSR)
        return copy

    def clean(self) -> None:
        """Remove every copy made here. What another program still holds on to goes at the next opening."""
        if self._place is not None:
            _remove(self._place)
            self._place = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _begin(self) -> Path:
        """The folder for this journal's copies, with its lock. Raises OSError."""
        if self._place is None:
            above = paths.make_private(folder())
            if above.is_symlink() or stat.S_IMODE(above.stat().st_mode) & 0o077:
                raise PermissionError("not a folder of ours alone")
            place = above / secrets.token_hex(8)
            lock = QLockFile(str(place) + _LOCK)
            lock.setStaleLockTime(0)  # never by age alone: a journal may stay open for weeks
            if not lock.tryLock(0):
                raise PermissionError("no lock")
            place.mkdir(mode=0o700)
            self._place, self._lock = place, lock
        return self._place


def clean_left_over() -> None:
    """Remove what programs that are gone have left behind."""
    for above in {folder(), paths.state_folder() / _FOLDER}:
        with contextlib.suppress(OSError):  # nothing there, or not ours to look at
            for place in [each for each in above.iterdir() if each.is_dir() and not each.is_symlink()]:
                lock = QLockFile(str(place) + _LOCK)
                lock.setStaleLockTime(0)
                if lock.tryLock(0):
                    _remove(place)
                    lock.unlock()


def _remove(place: Path) -> None:
    """Remove all of a folder, what is only to be read too: Windows would leave that where it is."""
    for each in (place, *place.rglob("*")):
        with contextlib.suppress(OSError):  # then it stays, until the next opening
            if not each.is_symlink():
                each.chmod(stat.S_IRWXU)
    shutil.rmtree(place, ignore_errors=True)
