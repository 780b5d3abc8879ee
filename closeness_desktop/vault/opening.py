"""Making a journal, and opening one, in an order in which nothing is believed too early."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import tempfile
from pathlib import Path

from closeness_desktop import paths
from closeness_desktop.clock import SystemClock
from closeness_desktop.errors import KnownError, NotAJournalError
from closeness_desktop.vault import copies, database, files, header, seal, slots, unlock
from closeness_desktop.vault.blobs import Blobs
from closeness_desktop.vault.contents import contents
from closeness_desktop.vault.copies import Copy
from closeness_desktop.vault.cost import Cost
from closeness_desktop.vault.header import Header
from closeness_desktop.vault.keys import KEY_BYTES, KeyTree
from closeness_desktop.vault.lockfile import Lock
from closeness_desktop.vault.seal import Contents, Seal
from closeness_desktop.vault.vault import Notice, Vault

OCCUPIED = "There is something in that place already. Choose a new or an empty folder."

_CHECK_ALWAYS_BYTES = 200_000_000  # reading and checking every page takes about 0.2 s per 100 MB
_UNKNOWN = Contents(0, bytes(32), 0, bytes(32), bytes(32))


def is_journal(folder: Path) -> bool:
    """Whether a journal seems to lie there: a cheap look, for a first page or a file dialog."""
    return copies.present(Path(folder))


def create(folder: Path, passphrase: str, *, cost: Cost | None = None) -> Vault:
    """Make a journal in a new or empty folder, and open it. cost: None is today's default.

    It is made in a folder beside it and renamed, so that a crash leaves all of it or none. Raises UsageError
    (an empty passphrase), KnownError (something is there already), StorageError.
    """
    folder = Path(os.path.realpath(folder))
    cost = unlock.usable(passphrase, cost)
    with files.disk_errors():
        _check_free(folder)
        paths.make_private(folder.parent)
        temporary = Path(tempfile.mkdtemp(prefix=".closeness-", dir=folder.parent))
        try:
            temporary.chmod(0o700)
            copy, tree = _fill(temporary, passphrase, cost)
            _check_free(folder)
            if os.name == "nt" and folder.exists():
                folder.rmdir()
            temporary.rename(folder)
        except BaseException:
            shutil.rmtree(temporary)
            raise
        files.sync_folder(folder.parent)
    return _enter(folder, Lock(folder), copy, tree, whole=True, seen=None)


def open(folder: Path, passphrase: str, *, seen: int | None = None, allow_much_memory: bool = False) -> Vault:
    """Open a journal with its passphrase.

    seen: the highest `Vault.counter` met on this computer, by which an older copy is noticed.
    allow_much_memory: go on when the derivation takes more than half of this computer's memory.
    Raises NotAJournalError, InUseError (at once, before any key is derived), WrongKeyError, DamagedError,
    NewerVersionError, MuchMemoryError, StorageError.
    """
    opener = unlock.by_passphrase(passphrase, allow_much_memory=allow_much_memory)
    return _open(folder, opener, unlock.WRONG_PASSPHRASE, seen)


def open_with_recovery_key(folder: Path, recovery_key: str, *, seen: int | None = None) -> Vault:
    """Open a journal with its recovery key, however it is typed. Raises as `open` does."""
    return _open(folder, unlock.by_recovery_key(recovery_key), unlock.WRONG_RECOVERY_KEY, seen)


def _open(folder: Path, opener: unlock.Opener, wrong: str, seen: int | None) -> Vault:
    folder = Path(folder).absolute()
    if not is_journal(folder):
        raise NotAJournalError(copies.NO_JOURNAL)
    lock = Lock(folder)
    try:
        copy, tree, whole = unlock.unlock(folder, opener, wrong)
    except BaseException:
        lock.release()
        raise
    return _enter(folder, lock, copy, tree, whole=whole, seen=seen)


def _enter(folder: Path, lock: Lock, copy: Copy, tree: KeyTree, *, whole: bool, seen: int | None) -> Vault:
    """With the keys in hand: check the files, open the database, mark the journal as open."""
    try:
        with files.disk_errors():
            last, notices = _compare(folder, copy, tree, seen)
            if not whole:
                copy = unlock.mend(folder, copy, tree)
                notices.append(Notice.HEADER_REPAIRED)
            connection = _connect(folder, copy.header.vault_id, tree, doubtful=bool(notices))
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
        blobs = Blobs(folder, copy.header.id_bytes)
        if hot or contents(folder, copy.header.generation, copy.data, blobs) != last.contents:
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
