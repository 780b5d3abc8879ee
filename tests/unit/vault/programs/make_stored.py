"""Make the stored journal of this format version in a new folder, and the file that says what is in it.

Run once for each format version, then never again: `python make_stored.py tests/data/vault/format-1`.
"""

import io
import json
import sys
from pathlib import Path

from closeness_desktop import vault

PASSPHRASE = "Ångström counts quiet herons"
DATA = b"a small photograph " * 5000

place = Path(sys.argv[1])
with vault.create(place / "Journal", PASSPHRASE, cost=vault.FLOOR) as made:
    made.database.execute_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    made.database.execute_sql("CREATE TABLE attachment (id TEXT, key BLOB, length INTEGER, digest BLOB)")
    for number in range(5):
        made.database.execute_sql("INSERT INTO note VALUES (?, ?)", (number, f"row {number} — καλημέρα"))
    info = made.blobs.write(io.BytesIO(DATA))
    made.database.execute_sql(
        "INSERT INTO attachment VALUES (?, ?, ?, ?)", (info.id, info.key, info.length, info.digest)
    )
    key = made.new_recovery_key()
about = {
    "passphrase": PASSPHRASE,
    "recovery_key": key,
    "vault_id": made.id,
    "counter": made.counter,
    "locked_ms": made.locked_ms,
}
(place / "about.json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
