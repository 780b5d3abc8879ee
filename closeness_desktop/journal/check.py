"""Whether the records of a journal hang together: what `verify` looks at beyond the vault's own checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from closeness_desktop import clock
from closeness_desktop.errors import UsageError
from closeness_desktop.journal.storage import Storage
from closeness_desktop.records import ENTRY_KINDS, Moment
from closeness_desktop.vault import BlobInfo, Blobs

_SLICE = 500
_LIVING = "SELECT number FROM entry WHERE deleted IS NULL"
_INDEXED = "SELECT rowid FROM entry_text"


def check(storage: Storage, blobs: Blobs) -> list[str]:
    """Sentences about what does not hang together; none when everything does. Counts, never content."""
    with storage.reading():
        missing = _count(storage, f"{_LIVING} EXCEPT {_INDEXED}")
        left_over = _count(storage, f"{_INDEXED} EXCEPT {_LIVING}")
    wrong = sum(not _sensible(at, kind) for at, kind in _times(storage))
    counted = {
        "Entries that the search cannot find": missing,
        "Entries that are gone and still in the search": left_over,
        "Entries with a time, a day or a kind that does not exist": wrong,
    }
    found = [f"{what}: {number}." for what, number in counted.items() if number]
    return [*found, *blobs.check(_blobs(storage))]


def _count(storage: Storage, select: str) -> int:
    return int(storage.rows(f"SELECT count(*) FROM ({select})")[0][0])


def _times(storage: Storage) -> Iterator[tuple[Moment, str]]:
    """Time and kind of every entry, deleted ones too, a slice at a time."""
    last = -1
    while True:
        rows = storage.rows(
            "SELECT number, utc_ms, zone, day, kind FROM entry WHERE number > ? ORDER BY number LIMIT ?",
            (last, _SLICE),
        )
        for _, utc_ms, zone, day, kind in rows:
            yield Moment(utc_ms, zone, day), kind
        if len(rows) < _SLICE:
            return
        last = rows[-1][0]


def _sensible(at: Moment, kind: str) -> bool:
    try:
        clock.local_time(at)
        dt.date.fromisoformat(at.day)
    except (UsageError, ValueError, OverflowError):
        return False
    return kind in ENTRY_KINDS


def _blobs(storage: Storage) -> list[BlobInfo]:
    rows = storage.rows(
        "SELECT blob, key, size, sha256 FROM attachment WHERE blob IS NOT NULL AND deleted IS NULL"
    )
    return [BlobInfo(*row) for row in rows]
