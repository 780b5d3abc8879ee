"""Small tools for the tests of the locked box."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from closeness_desktop import vault as vaults
from closeness_desktop.vault import header as headers
from closeness_desktop.vault import recovery, slots
from closeness_desktop.vault.keys import KeyTree
from tests.conftest import PASSPHRASE

ROOT = Path(__file__).parents[3]
ROWS = [(number, f"row {number} " + "calm " * 20) for number in range(40)]
ATTACHMENT = bytes(range(256)) * 1100  # more than four chunks


def fill(vault: vaults.Vault) -> vaults.BlobInfo:
    """Write some rows and one attachment, and remember in the rows how to read it."""
    database = vault.database
    with database.atomic():
        database.execute_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        database.execute_sql("CREATE TABLE attachment (id TEXT, key BLOB, length INTEGER, digest BLOB)")
        database.execute_sql("CREATE VIRTUAL TABLE word USING fts5(text, content='', contentless_delete=1)")
        for number, text in ROWS:
            database.execute_sql("INSERT INTO note VALUES (?, ?)", (number, text))
            database.execute_sql("INSERT INTO word(rowid, text) VALUES (?, ?)", (number, text))
    return attach(vault, ATTACHMENT)


def attach(vault: vaults.Vault, data: bytes) -> vaults.BlobInfo:
    """Add an attachment with its row."""
    import io

    info = vault.blobs.write(io.BytesIO(data))
    vault.database.execute_sql(
        "INSERT INTO attachment VALUES (?, ?, ?, ?)", (info.id, info.key, info.length, info.digest)
    )
    return info


def rows(vault: vaults.Vault) -> list[tuple[int, str]]:
    """All rows that `fill` and others wrote."""
    return [tuple(row) for row in vault.database.execute_sql("SELECT * FROM note ORDER BY id").fetchall()]


def attachments(vault: vaults.Vault) -> list[vaults.BlobInfo]:
    """How to read each attachment."""
    found = vault.database.execute_sql("SELECT id, key, length, digest FROM attachment").fetchall()
    return [vaults.BlobInfo(*row) for row in found]


def tree_of(folder: Path, recovery_key: str) -> KeyTree:
    """All keys of a locked journal, by its recovery key."""
    found = headers.decode((folder / "vault.hdr").read_bytes())
    (slot,) = found.of_type(headers.RECOVERY)
    master = slots.open_with_recovery(slot, found.vault_id, recovery.from_text(recovery_key))
    assert master is not None
    return KeyTree(master, found.id_bytes)


def header_json(data: bytes) -> dict[str, Any]:
    """The JSON object of a header's bytes."""
    found: dict[str, Any] = json.loads(data[12:-64])
    return found


def forged(
    data: bytes,
    change: Callable[[dict[str, Any]], object] = lambda found: None,
    *,
    version: int = 1,
    text: bytes | None = None,
) -> bytes:
    """A header with something changed and its checksum made right again; the HMAC stays what it was."""
    found = header_json(data)
    change(found)
    text = text or json.dumps(found, sort_keys=True, separators=(",", ":")).encode()
    body = data[:6] + struct.pack(">HI", version, len(text)) + text
    return body + hashlib.sha256(body).digest() + data[-32:]


def put_header(folder: Path, data: bytes) -> None:
    """Write the same bytes into both copies."""
    (folder / "vault.hdr").write_bytes(data)
    (folder / "vault.hdr.2").write_bytes(data)


def flip(file: Path, place: int, bit: int = 0) -> None:
    """Flip one bit of a file in place. Flipping it again undoes it."""
    with file.open("r+b") as stream:
        stream.seek(place)
        (old,) = stream.read(1)
        stream.seek(place)
        stream.write(bytes([old ^ 1 << bit]))


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the lock, by its path."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "lock"
    }


def run(program: str, *arguments: object, timeout: float = 250) -> list[str]:
    """Run a program of this folder's `programs` in a process of its own; returns the lines it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", Path(__file__).parent / "programs" / program, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=timeout,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


__all__ = ["PASSPHRASE"]
