"""Open the database of a journal past its lock file, as another program might; print the error."""

import sys
from pathlib import Path

from closeness_desktop.errors import KnownError
from closeness_desktop.vault import database
from tests.unit.vault.helpers import tree_of

folder = Path(sys.argv[1])
try:
    database.connect(folder / "journal.db", tree_of(folder, sys.argv[2]).database).close()
    print("opened")
except KnownError as error:
    print(type(error).__name__)
