"""The anchor: the same stores over the same tables in plain SQLite.

The interpreter's own sqlite3 module may be too old for the search index (`contentless_delete` needs SQLite
3.43; Debian 12 has 3.40), so plain SQLite here is the library of `sqlcipher3` opened without a key: the same
SQLite, nothing encrypted. It gets every setting of the encrypted database that exists without encryption.
"""

from __future__ import annotations

import threading
from pathlib import Path

from sqlcipher3 import dbapi2

from closeness_desktop.vault import database


class PlainVault:
    """As much of an open vault as a journal needs, over a database that anybody can read."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.id = "0" * 32
        self.folder = folder
        self.lock = threading.RLock()
        self.notices = ()
        file = folder / database.NAME
        file.touch()
        self.database = database.VaultDatabase(file)
        self.database.adopt(connect(file))

    def close(self) -> None:
        """Close the database."""
        if not self.database.is_closed():
            self.database.close()


def connect(file: Path) -> dbapi2.Connection:
    """An unencrypted connection with the settings of the encrypted one."""
    connection = dbapi2.connect(
        str(file), isolation_level=None, check_same_thread=False, factory=database.Connection
    )
    for name, value, _ in database._SETTINGS:
        if not name.startswith("cipher"):
            connection.execute(f"PRAGMA {name} = {value}").fetchall()
    return connection
