"""The header's two copies on disk: reading both, writing both, so that one of them is whole at any moment."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from closeness_desktop.errors import DamagedError, NotAJournalError
from closeness_desktop.vault import files, header
from closeness_desktop.vault.header import Header

FIRST = "vault.hdr"
SECOND = "vault.hdr.2"

NO_JOURNAL = "There is no journal in that place."


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy: its bytes and what they say."""

    data: bytes
    header: Header


def present(folder: Path) -> bool:
    """Whether at least one copy is there. Raises StorageError when the folder cannot be looked into."""
    with files.disk_errors():
        return (folder / FIRST).is_file() or (folder / SECOND).is_file()


def read(folder: Path) -> tuple[Copy | None, Copy | None]:
    """Both copies, None for one that is missing or damaged.

    Raises NotAJournalError when both are missing, DamagedError when none is whole, NewerVersionError when one
    of them is newer than this program.
    """
    found: list[Copy | None] = []
    damage: DamagedError | None = None
    for name in (FIRST, SECOND):
        try:
            found.append(_read(folder / name))
        except DamagedError as error:
            damage = error
            found.append(None)
    first, second = found
    if first is None and second is None:
        raise damage or NotAJournalError(NO_JOURNAL)
    return first, second


def write(folder: Path, data: bytes, before: bytes | None = None) -> None:
    """Write both copies, the second first. Raises StorageError; then both hold `before` again, if given."""
    with files.disk_errors():
        try:
            files.replace_private(folder / SECOND, data)
            files.replace_private(folder / FIRST, data)
        except OSError:
            if before is not None:
                # Should this fail too, the copies differ, and either opens: the first error says enough.
                for name in (SECOND, FIRST):
                    with contextlib.suppress(OSError):
                        files.replace_private(folder / name, before)
            raise


def intact(folder: Path, data: bytes) -> bool:
    """Whether both copies hold exactly these bytes. Raises StorageError."""
    with files.disk_errors():
        return all(_bytes(folder / name) == data for name in (FIRST, SECOND))


def _read(file: Path) -> Copy | None:
    with files.disk_errors():
        data = _bytes(file)
    return None if data is None else Copy(data, header.decode(data))


def _bytes(file: Path) -> bytes | None:
    """The file, but no more of it than a header may have (and one byte, to notice that there is more)."""
    return files.read_start(file, header.MAX_BYTES + 1)
