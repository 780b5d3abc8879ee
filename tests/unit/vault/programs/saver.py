"""What the killed and the starved processes do: save rows, each with its index and sometimes an attachment.

Each id is acknowledged on a pipe after its transaction was committed, never before.
"""

import io
import itertools
import os
from pathlib import Path

from closeness_desktop import vault


def save_for_ever(folder: Path, key: str, acknowledged: int, *, first: int, weight: int = 1) -> None:
    """Save rows `first`, `first` + 1, …, each id on the pipe `acknowledged` once it is committed.

    weight: how long the texts are.
    """
    opened = vault.open_with_recovery_key(folder, key)
    database = opened.database
    for number in itertools.count(first):
        text = f"row {number} " + "calm " * (number % 300 * weight)
        info = opened.blobs.write(io.BytesIO(text.encode() * (20 // weight))) if number % 5 == 0 else None
        with database.atomic():
            database.execute_sql("INSERT INTO note VALUES (?, ?)", (number, text))
            database.execute_sql("INSERT INTO word(rowid, text) VALUES (?, ?)", (number, text))
            if info is not None:
                database.execute_sql(
                    "INSERT INTO attachment VALUES (?, ?, ?, ?)",
                    (info.id, info.key, info.length, info.digest),
                )
        os.write(acknowledged, f"{number}\n".encode())


def check(folder: Path, key: str, acknowledged: set[int]) -> vault.Vault:
    """Open the journal and make sure that nothing acknowledged is missing and everything is sound."""
    opened = vault.open_with_recovery_key(folder, key)
    database = opened.database
    ids = {number for (number,) in database.execute_sql("SELECT id FROM note").fetchall()}
    indexed = {n for (n,) in database.execute_sql("SELECT rowid FROM word WHERE word MATCH 'row'").fetchall()}
    assert acknowledged <= ids, acknowledged - ids
    assert indexed == ids
    infos = [
        vault.BlobInfo(*row)
        for row in database.execute_sql("SELECT id, key, length, digest FROM attachment").fetchall()
    ]
    assert opened.blobs.check(infos) == []
    assert opened.verify() == []
    return opened
