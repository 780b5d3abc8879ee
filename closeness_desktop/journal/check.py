"""Whether the records of a journal hang together: what `verify` looks at beyond the vault's own checks."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any, get_args

from closeness_desktop import clock
from closeness_desktop.errors import UsageError
from closeness_desktop.journal.storage import Storage
from closeness_desktop.records import ENTRY_KINDS, Moment, SessionEnd
from closeness_desktop.vault import BlobInfo, Blobs

_SLICE = 500
_FEW = 20  # records that may hold 256 KiB each
_LIVING = "SELECT number FROM entry WHERE deleted IS NULL"
_INDEXED = "SELECT rowid FROM entry_text"
_EMPTY_PACKS = """SELECT 1 FROM pack p WHERE deleted IS NULL
    AND NOT EXISTS (SELECT 1 FROM pack_practice x WHERE x.pack = p.number)"""
_LOST_SOUNDS = "SELECT 1 FROM sound WHERE deleted IS NULL AND blob IS NULL AND bytes IS NULL"
_LOST_ATTACHMENTS = "SELECT 1 FROM attachment WHERE deleted IS NULL AND blob IS NULL AND bytes IS NULL"


def check(storage: Storage, blobs: Blobs) -> list[str]:
    """Sentences about what does not hang together; none when everything does. Counts, never content."""
    with storage.reading():
        missing = _count(storage, f"{_LIVING} EXCEPT {_INDEXED}")
        left_over = _count(storage, f"{_INDEXED} EXCEPT {_LIVING}")
    counted = {
        "Entries that the search cannot find": missing,
        "Entries that are gone and still in the search": left_over,
        "Entries with a time, a day or a kind that does not exist": _wrong(
            storage, "entry", "utc_ms, zone, day, kind", _entry_sensible
        ),
        "Sessions with a time, a day or an end that does not exist": _wrong(
            storage, "session", "utc_ms, zone, day, ended", _session_sensible
        ),
        "Answers that cannot be read": _wrong(storage, "answer", "value, words, keep", _answer_sensible),
        "Presets that cannot be read": _wrong(storage, "preset", "plan", _is_object),
        "Days of programmes with a time or a day that does not exist": _wrong(
            storage, "programme_progress", "utc_ms, zone, day", _on_a_day
        ),
        "Reminders for a day that does not exist": _wrong(storage, "reminder", "due", _is_day),
        "Packs that have lost their practices": _count(storage, _EMPTY_PACKS),
        "Sounds that have been lost or altered": _count(storage, _LOST_SOUNDS)
        + _wrong(storage, "sound", "bytes, size, sha256", _is_whole, _FEW),
        "Attachments that have been lost or altered": _count(storage, _LOST_ATTACHMENTS)
        + _wrong(storage, "attachment", "bytes, size, sha256", _is_whole, _FEW),
    }
    found = [f"{what}: {number}." for what, number in counted.items() if number]
    return [*found, *blobs.check(_blobs(storage))]


def _count(storage: Storage, select: str) -> int:
    return int(storage.rows(f"SELECT count(*) FROM ({select})")[0][0])


def _wrong(
    storage: Storage, table: str, columns: str, sensible: Callable[..., bool], slice: int = _SLICE
) -> int:
    """How many records of a table, deleted ones too, hold what makes no sense."""
    return sum(not sensible(*row) for row in _slices(storage, table, columns, slice))


def _slices(storage: Storage, table: str, columns: str, slice: int) -> Iterator[tuple[Any, ...]]:
    """The columns of every record, a slice at a time, so that the lock is held only briefly."""
    last = -1
    while True:
        rows = storage.rows(
            f"SELECT number, {columns} FROM {table} WHERE number > ? ORDER BY number LIMIT ?", (last, slice)
        )
        for row in rows:
            yield row[1:]
        if len(rows) < slice:
            return
        last = rows[-1][0]


def _is_day(day: str) -> bool:
    try:
        return dt.date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _on_a_day(utc_ms: int, zone: str, day: str) -> bool:
    try:
        clock.local_time(Moment(utc_ms, zone, day))
    except (UsageError, ValueError, OverflowError):
        return False
    return _is_day(day)


def _entry_sensible(utc_ms: int, zone: str, day: str, kind: str) -> bool:
    return _on_a_day(utc_ms, zone, day) and kind in ENTRY_KINDS


def _session_sensible(utc_ms: int, zone: str, day: str, ended: str) -> bool:
    return _on_a_day(utc_ms, zone, day) and ended in get_args(SessionEnd)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _answer_sensible(value: str, words: str, keep: str) -> bool:
    try:
        held, shown = json.loads(value), json.loads(words)
    except ValueError:
        return False
    listed = isinstance(held, list) and all(isinstance(one, str) for one in held)
    return (listed or isinstance(held, str | int | None)) and isinstance(shown, list) and keep != "never"


def _is_whole(inside: bytes | None, size: int, sha256: bytes) -> bool:
    if inside is None:  # it lies beside the database, or was removed
        return True
    return len(inside) == size and hashlib.sha256(inside).digest() == bytes(sha256)


def _blobs(storage: Storage) -> list[BlobInfo]:
    """All that lies beside the database; of what was removed too, as long as it can be brought back."""
    rows = storage.rows(
        "SELECT blob, key, size, sha256 FROM attachment WHERE blob IS NOT NULL"
        " UNION ALL SELECT blob, key, size, sha256 FROM sound WHERE blob IS NOT NULL"
    )
    return [BlobInfo(*row) for row in rows]
