"""A verified copy of the whole journal: made while it is open, checked page by page before it counts."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from closeness_desktop.errors import BugError, DamagedError, StorageError
from closeness_desktop.vault import copies, database, files, header, seal
from closeness_desktop.vault.blobs import Blobs
from closeness_desktop.vault.contents import contents
from closeness_desktop.vault.copies import Copy
from closeness_desktop.vault.database import VaultDatabase
from closeness_desktop.vault.keys import KeyTree
from closeness_desktop.vault.seal import Seal

FOLDER = "backups"
MANIFEST = "manifest.seal"
_MAGIC = b"CLBACK\x00\x01"
_UNFINISHED = ".new-"

NOT_WHOLE = "The backup did not come out whole, so it was not kept. The journal itself is as it was."
ALTERED = "That backup has been altered or is incomplete."


def make(
    folder: Path, source: VaultDatabase, tree: KeyTree, copy: Copy, counter: int, now: dt.datetime
) -> Path:
    """Copy, check, seal, rename: a copy that is not whole never takes its place among the backups.

    now: aware, names the backup. Raises StorageError (a full disk, a copy that does not check out) and leaves
    nothing behind then.
    """
    if source.in_transaction():
        raise BugError("A backup was asked for in the middle of a transaction.")
    place = folder / FOLDER
    with files.disk_errors():
        files.new_private_folder(place)
        for stale in place.glob(_UNFINISHED + "*"):
            shutil.rmtree(stale)
        finished = _free_name(place, now)
        with _unfinished(place) as temporary:
            _copy_database(source, temporary / database.NAME)
            files.replace_private(temporary / copies.FIRST, copy.data)
            blobs = _copy_blobs(folder, temporary, copy.header.id_bytes)
            _check_copy(source, temporary / database.NAME, tree, copy.header.vault_id)
            found = contents(temporary, copy.header.generation, copy.data, blobs)
            mark = Seal(True, counter, round(now.timestamp() * 1000), found)
            files.replace_private(
                temporary / MANIFEST, seal.encode(_MAGIC, tree.backup, copy.header.id_bytes, mark)
            )
            temporary.rename(finished)
            files.sync_folder(place)
    return finished


def check(place: Path, tree: KeyTree, vault_id: bytes) -> list[str]:
    """Compare a backup with its own manifest. Sentences; empty when it is what it was. Raises OSError."""
    data = files.read_start(place / copies.FIRST, header.MAX_BYTES + 1)
    sealed = files.read_start(place / MANIFEST, seal.MAX_BYTES)
    if data is None or sealed is None or not (place / database.NAME).is_file():
        return [ALTERED]
    try:
        generation = header.decode(data).generation
    except DamagedError:
        return [ALTERED]
    mark = seal.decode(_MAGIC, tree.backup, vault_id, sealed)
    now = contents(place, generation, data, Blobs(place, vault_id))
    return [] if mark is not None and mark.contents == now else [ALTERED]


def _free_name(place: Path, now: dt.datetime) -> Path:
    """A name of the second, or the next free one when that second has a backup already."""
    while True:
        name = place / now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H%M%SZ")
        if not name.exists():
            return name
        now += dt.timedelta(seconds=1)


@contextlib.contextmanager
def _unfinished(place: Path) -> Iterator[Path]:
    """A private folder that is gone again if the block fails."""
    temporary = place / (_UNFINISHED + secrets.token_hex(8))
    files.new_private_folder(temporary)
    try:
        yield temporary
    except BaseException:
        shutil.rmtree(temporary)
        raise


def _copy_database(source: VaultDatabase, target: Path) -> None:
    """A compact copy under the same key, made by the one connection there is."""
    os.close(files.new_private(target))
    with database.translated(), source.unguarded():
        source.execute_sql("VACUUM INTO ?", (os.fspath(target),))
    descriptor = os.open(target, os.O_RDWR | files.BINARY)
    try:
        files.sync(descriptor)
    finally:
        os.close(descriptor)


def _copy_blobs(folder: Path, target: Path, vault_id: bytes) -> Blobs:
    """Hard links where the disk allows (blobs never change), else copies."""
    source, copy = Blobs(folder, vault_id), Blobs(target, vault_id)
    for blob_id, _ in source.listing():
        copy.take_over(source, blob_id)
    return copy


def _check_copy(source: VaultDatabase, copy: Path, tree: KeyTree, vault_id: str) -> None:
    """Open the copy, check every page and its structure, and count its rows. Raises StorageError."""
    expected = database.row_counts(source.connection())
    try:
        with contextlib.closing(database.connect(copy, tree.database)) as connection:
            database.check_bond(connection, vault_id)
            sound = not database.faults(connection, deep=True)
            whole = sound and database.row_counts(connection) == expected
    except DamagedError as error:
        raise StorageError(NOT_WHOLE) from error
    if not whole:
        raise StorageError(NOT_WHOLE)
