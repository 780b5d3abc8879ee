"""Make a journal in a copy of the program whose database library turned out to be plain SQLite."""

import sqlite3
import sqlite3.dbapi2
import sys
from pathlib import Path

sys.modules["sqlcipher3"] = sqlite3
sys.modules["sqlcipher3.dbapi2"] = sqlite3.dbapi2
sqlite3.dbapi2.Connection = sqlite3.Connection  # type: ignore[misc]

from closeness_desktop import vault  # noqa: E402
from closeness_desktop.errors import KnownError  # noqa: E402

try:
    vault.create(Path(sys.argv[1]), "seven quiet herons stand", cost=vault.FLOOR)
except KnownError as error:
    print(type(error).__name__ + ":", "cannot encrypt" if "cannot encrypt" in str(error) else error)
