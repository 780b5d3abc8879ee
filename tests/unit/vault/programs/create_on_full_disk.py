"""Make a journal with files limited to so many bytes; print the error."""

import resource
import sys
from pathlib import Path

from closeness_desktop import vault
from closeness_desktop.errors import KnownError

limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
try:
    vault.create(Path(sys.argv[1]), "seven quiet herons stand", cost=vault.FLOOR)
except KnownError as error:
    print(type(error).__name__)
