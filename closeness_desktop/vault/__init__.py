"""The locked box: keys, header, database connection, attachments, seal. Knows no journal.

`create`, `open` and `open_with_recovery_key` give a `Vault`; everything else is its own business. The
format is described byte by byte in docs/file-format.md.
"""

from __future__ import annotations

from closeness_desktop.vault.blobs import BlobInfo, BlobReader, Blobs
from closeness_desktop.vault.cost import FLOOR, Cost, default_cost
from closeness_desktop.vault.opening import create, is_journal, open, open_with_recovery_key
from closeness_desktop.vault.unlock import MuchMemoryError
from closeness_desktop.vault.vault import Notice, Vault

__all__ = [
    "FLOOR",
    "BlobInfo",
    "BlobReader",
    "Blobs",
    "Cost",
    "MuchMemoryError",
    "Notice",
    "Vault",
    "create",
    "default_cost",
    "is_journal",
    "open",
    "open_with_recovery_key",
]
