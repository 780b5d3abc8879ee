"""What a journal's files hold, as the seal and a backup's manifest write it down."""

from __future__ import annotations

import hashlib
from pathlib import Path

from closeness_desktop.vault import database, seal
from closeness_desktop.vault.blobs import Blobs
from closeness_desktop.vault.seal import Contents


def contents(folder: Path, generation: int, header: bytes, blobs: Blobs) -> Contents:
    """Read it from the disk. The database must not be open: reading it would drop its lock.

    Raises OSError.
    """
    size, digest = seal.digest(folder / database.NAME)
    return Contents(generation, hashlib.sha256(header).digest(), size, digest, blobs.digest())
