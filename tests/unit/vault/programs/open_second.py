"""Open a journal that is open elsewhere; print the error. The passphrase is wrong: it is not even tried."""

import sys
from pathlib import Path

from closeness_desktop import vault
from closeness_desktop.errors import KnownError

try:
    vault.open(Path(sys.argv[1]), "wrong")
except KnownError as error:
    print(type(error).__name__)
