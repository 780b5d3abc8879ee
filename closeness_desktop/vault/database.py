"""The encrypted database: one connection, keyed with raw bytes, set up so that what was saved stays saved.

The settings were measured against simulated power cuts: a rollback journal with synchronous=EXTRA under an
exclusive lock loses nothing, while write-ahead logging drops entries when a left-over log is damaged.
Nothing in this process may `open()` the database file while it is open: closing any descriptor of it would
drop the lock.
"""

from __future__ import annotations

import contextlib
import os
import urllib.parse
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as sqlcipher

from closeness_desktop.errors import BugError, DamagedError, InUseError, KnownError, StorageError
from closeness_desktop.vault import files, keys
from closeness_desktop.vault.files import FAILED, FULL, READ_ONLY

NAME = "journal.db"
HOT_JOURNAL = NAME + "-journal"
PAGE_BYTES = 4096
APPLICATION_ID = 0x434C4F53  # "CLOS"
META = "vault_meta"
_BOND = f"SELECT value FROM {META} WHERE name = 'vault_id'"  # noqa: S608

_PLAIN = b"SQLite format 3\0"
_HEX = b"0123456789abcdef"

# name, value, and what the database answers when asked for it afterwards (None: it does not say)
_SETTINGS: tuple[tuple[str, str, str | None], ...] = (
    ("cipher_compatibility", "4", None),
    ("cipher_page_size", str(PAGE_BYTES), str(PAGE_BYTES)),
    ("cipher_log_level", "NONE", None),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", "3"),
    ("fullfsync", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
    # 32 MiB for the indexes of 100,000 entries: with SQLite's 8 each count decrypts the same pages again.
    ("cache_size", "-32768", "-32768"),
)

# What nobody may change on an open journal. Not foreign_keys: migrations need it off for a while. How much
# memory is used guards nothing.
_FREE_SETTINGS = frozenset({"foreign_keys", "cache_size"})
_FIXED_SETTINGS = frozenset(name for name, _, _ in _SETTINGS if name not in _FREE_SETTINGS) | {
    "key", "rekey", "hexkey", "hexrekey", "textkey", "textrekey",
    "cipher_migrate", "cipher_plaintext_header_size", "cipher_use_hmac", "cipher_memory_security",
    "cipher_log", "cipher_profile", "cipher_salt",
    "temp_store_directory", "data_store_directory", "writable_schema", "application_id",
}  # fmt: skip
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export"})
_ATTACHING = frozenset({sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH})

_STORAGE = {
    sqlcipher.SQLITE_FULL: FULL,
    sqlcipher.SQLITE_READONLY: READ_ONLY,
    sqlcipher.SQLITE_PERM: READ_ONLY,
    sqlcipher.SQLITE_CANTOPEN: READ_ONLY,
    sqlcipher.SQLITE_IOERR: FAILED,
}
_DAMAGE = frozenset({sqlcipher.SQLITE_CORRUPT, sqlcipher.SQLITE_NOTADB})
_HELD = frozenset({sqlcipher.SQLITE_BUSY, sqlcipher.SQLITE_LOCKED})

DAMAGED = "The journal’s database is damaged."


def translate(error: BaseException) -> KnownError | None:
    """A database error that is the disk's fault, as one of ours; None for any other error."""
    cause = getattr(error, "orig", error)  # peewee keeps the driver's error there
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in _STORAGE:
        return StorageError(_STORAGE[primary])
    if primary in _DAMAGE:
        return DamagedError(DAMAGED)
    if primary in _HELD:
        return InUseError("Another program has this journal open.")
    return None


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn database errors that are the disk's fault into KnownErrors; let all others through."""
    try:
        yield
    except (peewee.DatabaseError, sqlcipher.DatabaseError) as error:
        _raise(error)


def _raise(error: BaseException) -> NoReturn:
    known = translate(error)
    if known is None:
        raise error
    raise known from error


class _Cursor(sqlcipher.Cursor):  # type: ignore[misc]
    """A cursor whose errors are ours when the disk is at fault, at whatever row they come up."""

    def execute(self, sql: str, parameters: Any = ()) -> _Cursor:
        """As in the DB-API. After a full disk SQLite has rolled back by itself: a second time is no error."""
        if sql.startswith("ROLLBACK") and not self.connection.in_transaction:
            return self
        try:
            super().execute(sql, parameters)
        except sqlcipher.DatabaseError as error:
            _raise(error)
        return self

    def executemany(self, sql: str, parameters: Any) -> _Cursor:
        """As in the DB-API."""
        with translated():
            super().executemany(sql, parameters)
        return self

    def fetchone(self) -> Any:
        """As in the DB-API."""
        try:
            return super().fetchone()
        except sqlcipher.DatabaseError as error:
            _raise(error)

    def fetchmany(self, size: int = 1) -> Any:
        """As in the DB-API."""
        with translated():
            return super().fetchmany(size)

    def fetchall(self) -> Any:
        """As in the DB-API."""
        with translated():
            return super().fetchall()

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlcipher.DatabaseError as error:
            _raise(error)


class Connection(sqlcipher.Connection):  # type: ignore[misc]
    """A connection that makes our cursors, and lets go of the file when it is closed, whoever holds one yet.

    A statement cut short by an error keeps SQLite's end of a closed connection open, lock and all, for as
    long as its cursor lives; and the error's own traceback keeps that alive.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._cursors: weakref.WeakSet[_Cursor] = weakref.WeakSet()

    def cursor(self, factory: type[sqlcipher.Cursor] = _Cursor) -> Any:
        """As in the DB-API."""
        made = super().cursor(factory)
        self._cursors.add(made)
        return made

    def close(self) -> None:
        """As in the DB-API."""
        for cursor in list(self._cursors):
            cursor.close()
        super().close()


def connect(file: Path, key: bytearray) -> Connection:
    """Open an existing (or empty) file as a keyed connection that holds it alone, and check every setting.

    Raises DamagedError when the key does not open it, InUseError, StorageError, and KnownError when the
    database library that was loaded cannot encrypt.
    """
    with translated():
        connection: Connection = sqlcipher.connect(
            _uri(file), uri=True, isolation_level=None, check_same_thread=False, factory=Connection, timeout=0
        )
        try:
            _set_up(connection, key)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_up(connection: Connection, key: bytearray) -> None:
    if not connection.execute("PRAGMA cipher_version").fetchall():
        raise KnownError("This copy of Closeness cannot encrypt: its database library is not the right one.")
    connection.enable_load_extension(False)
    literal = _key_literal(key)
    connection.set_key(literal)
    keys.wipe(literal)
    for name, value, _ in _SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
    connection.execute("BEGIN EXCLUSIVE")  # takes the lock, and rolls back what a crash left half done
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.execute("COMMIT")
    for name, _, answer in _SETTINGS:
        if answer is not None and str(connection.execute(f"PRAGMA {name}").fetchone()[0]) != answer:
            raise BugError(f"The database did not take the setting {name}.")
    connection.set_authorizer(_authorise)


def _uri(file: Path) -> str:
    """The file as a URI that never creates it, whatever characters its path holds."""
    path = file.absolute().as_posix()
    path = path if path.startswith("/") else "/" + path
    return "file://" + urllib.parse.quote(os.fsencode(path)) + "?mode=rw"


def _key_literal(key: bytearray) -> bytearray:
    """The key as SQLCipher's raw key literal, in a buffer that can be overwritten."""
    literal = bytearray(b"x'" + bytes(2 * len(key)) + b"'")
    for place, byte in enumerate(key):
        literal[2 + 2 * place] = _HEX[byte >> 4]
        literal[3 + 2 * place] = _HEX[byte & 15]
    return literal


def _authorise(
    action: int, first: str | None, second: str | None, schema: str | None, trigger: str | None
) -> int:
    """Refuse what could write the journal elsewhere, load code, or weaken a setting."""
    forbidden = (
        action in _ATTACHING
        or (
            action == sqlcipher.SQLITE_PRAGMA
            and second is not None
            and first is not None
            and first.lower() in _FIXED_SETTINGS
        )
        or (
            action == sqlcipher.SQLITE_FUNCTION
            and second is not None
            and second.lower() in _FORBIDDEN_FUNCTIONS
        )
    )
    return int(sqlcipher.SQLITE_DENY if forbidden else sqlcipher.SQLITE_OK)


class VaultDatabase(SqlCipherDatabase):  # type: ignore[misc]
    """peewee's face of the one connection. It never holds the key, and never logs a statement."""

    def __init__(self, file: Path) -> None:
        super().__init__(os.fspath(file), thread_safe=False, autoconnect=False)
        self._ready: Connection | None = None

    def adopt(self, connection: Connection) -> None:
        """Use a connection made by `connect`."""
        self._ready = connection
        self.connect()

    def _connect(self) -> Connection:
        """Hand peewee the adopted connection, once."""
        connection, self._ready = self._ready, None
        if connection is None:
            raise BugError("The journal is closed.")
        self._add_conn_hooks(connection)
        return connection

    def _log_query(self, sql: str, params: object) -> None:
        """Log nothing: statements carry what somebody wrote."""

    def load_extension(self, extension: str) -> NoReturn:
        """Never: no code but ours comes near the journal."""
        raise BugError("The journal’s database loads no extensions.")

    @contextlib.contextmanager
    def unguarded(self) -> Iterator[None]:
        """Lift the authorizer within the block: for our own `VACUUM INTO`, which attaches a file."""
        connection = self.connection()
        connection.set_authorizer(None)
        try:
            yield
        finally:
            connection.set_authorizer(_authorise)


def prepare(connection: Connection, vault_id: str) -> None:
    """Mark an empty database as ours, and bind it to its header."""
    connection.set_authorizer(None)
    connection.execute("BEGIN")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(
        f"CREATE TABLE {META} (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID"
    )
    connection.execute(f"INSERT INTO {META} VALUES ('vault_id', ?)", (vault_id,))  # noqa: S608
    connection.execute("COMMIT")
    connection.set_authorizer(_authorise)


def check_bond(connection: Connection, vault_id: str) -> None:
    """Make sure that the database is ours and belongs to this header. Raises DamagedError."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = ?", (META,)).fetchall()
    bond = connection.execute(_BOND).fetchall() if tables else []
    if mark != APPLICATION_ID or bond != [(vault_id,)]:
        raise DamagedError("The journal’s database belongs to another journal.")


def check_file(file: Path) -> bool:
    """Look at the file before it is opened: it must be there, whole pages, and not plain text.

    Returns whether a rollback journal lies beside it that a crash left; then the last page may be torn
    until it is rolled back. Raises DamagedError, OSError.
    """
    hot = has_hot_journal(file)
    if not file.is_file():
        raise DamagedError("The journal’s database is missing.")
    with file.open("rb") as stream:
        first = stream.read(len(_PLAIN))
        size = stream.seek(0, os.SEEK_END)
    if first == _PLAIN:
        raise DamagedError("The journal’s database is not encrypted: it is not the one that belongs here.")
    if size < PAGE_BYTES or (size % PAGE_BYTES and not hot):
        raise DamagedError("The journal’s database has been cut short.")
    return hot


def has_hot_journal(file: Path) -> bool:
    """Whether a crash left a rollback journal that counts (SQLite clears its first bytes when done)."""
    return any(files.read_start(file.with_name(HOT_JOURNAL), 8) or b"")


def faults(connection: Connection, *, deep: bool) -> list[str]:
    """Sentences about damage: the authentication of every page; with `deep` the structure too."""
    found = []
    try:
        if bad := connection.execute("PRAGMA cipher_integrity_check").fetchall():
            found.append(f"{len(bad)} of the database’s pages have been altered.")
        elif deep:
            found += _structure(connection.execute("PRAGMA integrity_check").fetchall())
    except DamagedError:
        found.append(DAMAGED)
    return found


def dangling(connection: Connection) -> list[str]:
    """A sentence when records point at records that are not there: a fault of ours, not of the disk."""
    lost = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    return [f"{lost} records of the database point at records that are not there."] if lost else []


def check(connection: Connection, size: int, *, deep: bool) -> None:
    """Raise DamagedError when `faults` finds any, or the file's size in bytes is not whole pages."""
    if size % PAGE_BYTES or faults(connection, deep=deep):
        raise DamagedError(DAMAGED)


def _structure(rows: Iterable[tuple[str]]) -> list[str]:
    wrong = [row for row in rows if row != ("ok",)]
    return [f"The structure of the database is broken in {len(wrong)} places."] if wrong else []


def row_counts(connection: Connection) -> dict[str, int]:
    """How many rows each ordinary table has, by which a copy is compared with its original."""
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
    ).fetchall()
    return {
        name: connection.execute('SELECT count(*) FROM "' + name.replace('"', '""') + '"').fetchone()[0]  # noqa: S608
        for (name,) in names
    }
