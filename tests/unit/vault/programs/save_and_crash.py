"""Open a journal, save a row, print the counter, and end as a power cut would."""

import os
import sys
from pathlib import Path

from closeness_desktop import vault

opened = vault.open_with_recovery_key(Path(sys.argv[1]), sys.argv[2])
opened.database.execute_sql("INSERT INTO note VALUES (100, 'saved')")
print(opened.counter, flush=True)
os._exit(0)
