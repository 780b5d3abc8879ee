"""The locked box as a whole: make one, open one, and what can be done while it is open."""

from __future__ import annotations

import contextlib
import enum
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import peewee

from closeness_desktop.clock import SystemClock
from closeness_desktop.errors import BugError, WrongKeyError
from closeness_desktop.vault import (
    backup,
    copies,
    database,
    files,
    header,
    keys,
    recovery,
    seal,
    slots,
    unlock,
)
from closeness_desktop.vault.blobs import Blobs
from closeness_desktop.vault.contents import contents
from closeness_desktop.vault.copies import Copy
from closeness_desktop.vault.cost import Cost
from closeness_desktop.vault.database import VaultDatabase
from closeness_desktop.vault.header import RECOVERY, Slot
from closeness_desktop.vault.keys import KeyTree
from closeness_desktop.vault.lockfile import Lock
from closeness_desktop.vault.seal import Seal

LOGGER = logging.getLogger("closeness.vault")


class Notice(enum.Enum):
    """Something a person should know about the journal that was just opened. The value is the sentence."""

    CHANGED_OUTSIDE = "This journal was changed outside Closeness since it was last locked."
    OLDER_COPY = (
        "This is an older copy of your journal than the one you last had open here. "
        "If you did not put it back yourself, look for the newer one."
    )
    RECOVERED = (
        "Closeness ended without locking last time. Everything that was saved has been checked and is here."
    )
    HEADER_REPAIRED = (
        "One of the two copies of your journal’s key file was damaged or missing. It has been mended."
    )


class Vault:
    """An open journal file. Made by `create`, `open` and `open_with_recovery_key`.

    lock: whoever touches `database` holds it. notices: what a person should know about this opening.
    """

    def __init__(
        self,
        folder: Path,
        lockfile: Lock,
        tree: KeyTree,
        copy: Copy,
        connection: database.Connection,
        last: Seal,
        notices: tuple[Notice, ...],
    ) -> None:
        self.folder = folder
        self.lock = threading.RLock()
        self.notices = notices
        self.blobs = Blobs(folder, copy.header.id_bytes)
        self._lockfile = lockfile
        self._tree = tree
        self._copy = copy
        self._seal = last
        self._closed = False
        self._database = VaultDatabase(folder / database.NAME)
        self._database.adopt(connection)

    @property
    def id(self) -> str:
        """The journal's id: 32 hex digits, the same for ever."""
        return self._copy.header.vault_id

    @property
    def database(self) -> peewee.SqliteDatabase:
        """The open database: one connection, for every thread that holds `lock`."""
        return self._database

    @property
    def counter(self) -> int:
        """Rises with every opening and locking; the highest seen on this computer goes to the next `open`."""
        return self._seal.counter

    @property
    def locked_ms(self) -> int | None:
        """When the journal was last locked cleanly, UTC ms."""
        return self._seal.locked_ms or None

    @property
    def has_recovery_key(self) -> bool:
        """Whether a recovery key opens this journal."""
        return bool(self._copy.header.of_type(RECOVERY))

    def __enter__(self) -> Vault:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def errors_of_the_disk(self) -> Iterator[None]:
        """Turn a full, failing, read-only or damaged disk within the block into StorageError or DamagedError.

        Statements run through `database` do so by themselves; this is for what is mixed with files.
        """
        with files.disk_errors(), database.translated():
            yield

    def close(self) -> None:
        """Close the database, seal, overwrite the keys, let go of the lock. Harmless when repeated.

        A seal that cannot be written is logged and no more: the next opening checks everything instead.
        """
        with self.lock:
            if self._closed:
                return
            if self._database.in_transaction():
                raise BugError("The journal was closed in the middle of a transaction.")
            self._closed = True
            try:
                with database.translated():
                    self._database.close()
                self._seal_locked()
            finally:
                self._tree.wipe()
                self._lockfile.release()

    def change_passphrase(self, current: str, new: str, *, cost: Cost | None = None) -> None:
        """Open with `new` from now on, at `cost` or today's default.

        Raises WrongKeyError, UsageError, StorageError.

        Older copies of the header, in backups or a synced folder, still open with the old passphrase.
        """
        with self.lock:
            self._check_open()
            master = unlock.by_passphrase(current, allow_much_memory=True)(self._copy.header)
            if master is None:
                raise WrongKeyError(unlock.WRONG_PASSPHRASE)
            keys.wipe(master)
            self.set_passphrase(new, cost=cost)

    def set_passphrase(self, new: str, *, cost: Cost | None = None) -> None:
        """Open with `new` from now on, without asking for the old one: after the recovery key opened it."""
        with self.lock:
            self._check_open()
            cost = unlock.usable(new, cost)
            self._replace_slot(slots.for_passphrase(self.id, self._tree.master, new, cost))

    def new_recovery_key(self) -> str:
        """A recovery key, for this one showing; an earlier one is of no use from now on.

        Raises StorageError.
        """
        with self.lock:
            self._check_open()
            secret = recovery.new_secret()
            self._replace_slot(slots.for_recovery(self.id, self._tree.master, secret))
            text = recovery.to_text(secret)
            keys.wipe(secret)
            return text

    def check_recovery_key(self, text: str) -> bool:
        """Whether `text` is this journal's recovery key. Raises UsageError when it is mistyped."""
        secret = recovery.from_text(text)
        with self.lock:
            self._check_open()
            master = unlock.by_recovery_secret(secret)(self._copy.header)
        keys.wipe(secret)
        if master is None:
            return False
        keys.wipe(master)
        return True

    def backup(self) -> Path:
        """Make a verified copy under `backups/` and return its folder. Raises StorageError."""
        with self.lock:
            self._check_open()
            now = SystemClock().wall()
            return backup.make(self.folder, self._database, self._tree, self._copy, self.counter, now)

    def verify_backup(self, place: Path) -> list[str]:
        """Sentences on what is wrong with a backup of this journal; empty when it is whole."""
        with self.lock, files.disk_errors():
            self._check_open()
            return backup.check(place, self._tree, self._copy.header.id_bytes)

    def verify(self) -> list[str]:
        """Check every page, both header copies and the seal. Sentences; empty when all is sound.

        Attachments are checked by `blobs.check`, which needs the rows that the journal keeps about them.
        """
        with self.lock, self.errors_of_the_disk():
            self._check_open()
            connection = self._database.connection()
            found = database.faults(connection, deep=True) or database.dangling(connection)
            if not copies.intact(self.folder, self._copy.data):
                found.append("A copy of the journal’s header has been altered.")
            if seal.read(self.folder, self._tree.seal, self._copy.header.id_bytes) != self._seal:
                found.append("The journal’s seal has been altered.")
            return found

    def _check_open(self) -> None:
        if self._closed:
            raise BugError("The journal is closed.")

    def _replace_slot(self, slot: Slot) -> None:
        """Write the next generation of the header, with `slot` in the place of its kind."""
        changed = self._copy.header.with_slot(slot)
        data = header.encode(changed, self._tree.header)
        copies.write(self.folder, data, before=self._copy.data)
        self._copy = Copy(data, changed)

    def _seal_locked(self) -> None:
        now = round(SystemClock().wall().timestamp() * 1000)
        try:
            found = contents(self.folder, self._copy.header.generation, self._copy.data, self.blobs)
            sealed = Seal(True, self.counter + 1, now, found)
            seal.write(self.folder, self._tree.seal, self._copy.header.id_bytes, sealed)
        except OSError as error:
            LOGGER.warning("the seal was not written: errno %s", error.errno)
        else:
            self._seal = sealed
