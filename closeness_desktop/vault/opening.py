"""Making a journal, and opening one, in an order in which nothing is believed too early."""

from __future__ import annotations

import datetime as dt
import logging
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from closeness_desktop import paths
from closeness_desktop.clock import SystemClock
from closeness_desktop.errors import DamagedError, KnownError, NotAJournalError, StorageError
from closeness_desktop.vault import (
    backup,
    blobs,
    copies,
    database,
    files,
    header,
    keys,
    lockfile,
    seal,
    slots,
    unlock,
)
from closeness_desktop.vault.blobs import Blobs
from closeness_desktop.vault.contents import contents
from closeness_desktop.vault.copies import Copy
from closeness_desktop.vault.cost import Cost
from closeness_desktop.vault.header import Header
from closeness_desktop.vault.keys import KEY_BYTES, KeyTree
from closeness_desktop.vault.lockfile import Lock
from closeness_desktop.vault.seal import Contents, Seal
from closeness_desktop.vault.vault import Notice, Vault

LOGGER = logging.getLogger("closeness.vault")

Seen: TypeAlias = int | Mapping[str, int] | None

OCCUPIED = "There is something in that place already. Choose a new or an empty folder."

_CHECK_ALWAYS_BYTES = 200_000_000  # reading and checking every page takes about 0.2 s per 100 MB
_FILES = (
    copies.FIRST, copies.SECOND, database.NAME, database.HOT_JOURNAL, seal.NAME, lockfile.NAME
)  # fmt: skip
_FOLDERS = (blobs.NAME, backup.FOLDER)
_DOUBTS = {Notice.CHANGED_OUTSIDE, Notice.RECOVERED}
_UNKNOWN = Contents(0, bytes(32), 0, bytes(32), bytes(32))


def is_journal(folder: Path) -> bool:
    """Whether a journal seems to lie there: a cheap look, for a first page or a file dialog."""
    return copies.present(Path(folder))


def create(folder: Path, passphrase: str, *, cost: Cost | None = None) -> Vault:
    """Make a journal in a new or empty folder, and open it. cost: None is today's default.

    It is made in a folder beside it and renamed, so that a crash leaves all of it or none. Raises UsageError
    (an empty passphrase), KnownError (something is there already), StorageError.
    """
    folder = Path(folder).absolute()
    folder = folder.resolve() if folder.is_symlink() else folder
    cost = unlock.usable(passphrase, cost)
    with files.disk_errors():
        _check_free(folder)
        paths.make_private(folder.parent)
        temporary = Path(tempfile.mkdtemp(prefix=".closeness-", dir=folder.parent))  # 0700
        try:
            copy, tree = _fill(temporary, passphrase, cost)
            if os.name == "nt" and folder.exists():
                folder.rmdir()
            temporary.rename(folder)
        except BaseException:
            shutil.rmtree(temporary)
            raise
        files.sync_folder(folder.parent)
    try:
        lock = Lock(folder)
    except BaseException:
        tree.wipe()
        raise
    return _enter(folder, lock, copy, tree, whole=True, seen=None)


def open(folder: Path, passphrase: str, *, seen: Seen = None, allow_much_memory: bool = False) -> Vault:
    """Open a journal with its passphrase.

    seen: the highest `Vault.counter` met on this computer, by which an older copy is noticed; or those of all
    journals that were met, by id.
    allow_much_memory: go on when the derivation takes more than half of this computer's memory.
    Raises NotAJournalError, InUseError (at once, before any key is derived), WrongKeyError, DamagedError,
    NewerVersionError, MuchMemoryError, StorageError.
    """
    opener = unlock.by_passphrase(passphrase, allow_much_memory=allow_much_memory)
    return _open(folder, opener, unlock.WRONG_PASSPHRASE, seen)


def open_with_recovery_key(folder: Path, recovery_key: str, *, seen: Seen = None) -> Vault:
    """Open a journal with its recovery key, however it is typed. Raises as `open` does."""
    secret = unlock.typed_recovery_key(recovery_key)
    try:
        return _open(folder, unlock.by_recovery_secret(secret), unlock.WRONG_RECOVERY_KEY, seen)
    finally:
        keys.wipe(secret)


def _open(folder: Path, opener: unlock.Opener, wrong: str, seen: Seen) -> Vault:
    folder = Path(folder).absolute()
    if not is_journal(folder):
        raise NotAJournalError(copies.NO_JOURNAL)
    with files.disk_errors():
        _refuse_strangers(folder)
    lock = Lock(folder)
    try:
        copy, tree, whole = unlock.unlock(folder, opener, wrong)
    except BaseException:
        lock.release()
        raise
    return _enter(folder, lock, copy, tree, whole=whole, seen=seen)


def _enter(folder: Path, lock: Lock, copy: Copy, tree: KeyTree, *, whole: bool, seen: Seen) -> Vault:
    """With the keys in hand: check the files, open the database, mark the journal as open."""
    if isinstance(seen, Mapping):
        seen = seen.get(copy.header.vault_id)
    try:
        with files.disk_errors():
            last, notices = _compare(folder, copy, tree, seen)
            copy = copy if whole else _mend(folder, copy, tree, notices)
            connection = _connect(folder, copy.header.vault_id, tree, doubtful=bool(_DOUBTS & set(notices)))
            try:
                opened = Seal(False, max(last.counter, seen or 0) + 1, last.locked_ms, last.contents)
                seal.write(folder, tree.seal, copy.header.id_bytes, opened)
            except BaseException:
                connection.close()
                raise
    except BaseException:
        tree.wipe()
        lock.release()
        raise
    return Vault(folder, lock, tree, copy, connection, opened, tuple(notices))


def _refuse_strangers(folder: Path) -> None:
    """Make sure that what is there is plain files and folders. Raises DamagedError, OSError.

    A journal may come from a stranger: a link would have us write elsewhere, a pipe wait for ever.
    """
    for names, fits in ((_FILES, stat.S_ISREG), (_FOLDERS, stat.S_ISDIR)):
        for name in names:
            try:
                mode = (folder / name).lstat().st_mode
            except FileNotFoundError:
                continue
            if not fits(mode):
                raise DamagedError(f"“{name}” in the journal’s folder is not what it should be.")


def _mend(folder: Path, copy: Copy, tree: KeyTree, notices: list[Notice]) -> Copy:
    """Mend the header's copies. On a full disk the journal opens all the same: one copy is enough."""
    try:
        copy = unlock.mend(folder, copy, tree)
    except StorageError:
        LOGGER.warning("a header copy could not be mended")
    else:
        notices.append(Notice.HEADER_REPAIRED)
    return copy


def _compare(folder: Path, copy: Copy, tree: KeyTree, seen: int | None) -> tuple[Seal, list[Notice]]:
    """Compare the files with the seal. Raises DamagedError when the database cannot be one."""
    hot = database.check_file(folder / database.NAME)
    last = seal.read(folder, tree.seal, copy.header.id_bytes)
    if last is None:
        return Seal(True, 0, 0, _UNKNOWN), [Notice.CHANGED_OUTSIDE]
    notices = []
    if not last.locked:
        notices.append(Notice.RECOVERED)
    else:
        now = contents(folder, copy.header.generation, copy.data, Blobs(folder, copy.header.id_bytes))
        if hot or now != last.contents:
            notices.append(Notice.CHANGED_OUTSIDE)
    if seen is not None and last.counter < seen:
        notices.append(Notice.OLDER_COPY)
    return last, notices


def _connect(folder: Path, vault_id: str, tree: KeyTree, *, doubtful: bool) -> database.Connection:
    """Open the database and check it: every page, and when there is doubt its whole structure too."""
    file = folder / database.NAME
    connection = database.connect(file, tree.database)
    try:
        database.check_bond(connection, vault_id)
        size = file.stat().st_size
        if doubtful or size < _CHECK_ALWAYS_BYTES:
            database.check(connection, size, deep=doubtful)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_free(folder: Path) -> None:
    """Raise KnownError unless nothing, or an empty folder, is there."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise KnownError(OCCUPIED)


def _fill(folder: Path, passphrase: str, cost: Cost) -> tuple[Copy, KeyTree]:
    """Write a whole, locked, empty journal into a folder. Raises OSError, StorageError."""
    vault_id = secrets.token_hex(header.ID_BYTES)
    tree = KeyTree(bytearray(secrets.token_bytes(KEY_BYTES)), bytes.fromhex(vault_id))
    now = SystemClock().wall()
    new = Header(
        vault_id=vault_id,
        generation=1,
        created=now.astimezone(dt.UTC).date().isoformat(),
        slots=(slots.for_passphrase(vault_id, tree.master, passphrase, cost),),
    )
    copy = Copy(header.encode(new, tree.header), new)
    copies.write(folder, copy.data)
    os.close(files.new_private(folder / database.NAME))
    connection = database.connect(folder / database.NAME, tree.database)
    try:
        database.prepare(connection, vault_id)
    finally:
        connection.close()
    found = contents(folder, new.generation, copy.data, Blobs(folder, new.id_bytes))
    mark = Seal(True, 1, round(now.timestamp() * 1000), found)
    seal.write(folder, tree.seal, new.id_bytes, mark)
    return copy, tree
