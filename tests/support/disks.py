"""Disks that refuse."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import peewee


@contextmanager
def full_disk(database: peewee.SqliteDatabase) -> Iterator[None]:
    """No page more for an open journal: SQLite itself says that the disk is full."""
    (pages,) = database.execute_sql("PRAGMA page_count").fetchone()
    database.execute_sql(f"PRAGMA max_page_count={pages}")
    try:
        yield
    finally:
        database.execute_sql("PRAGMA max_page_count=4294967294")


@contextmanager
def refusing_disk(database: peewee.SqliteDatabase) -> Iterator[None]:
    """No write at all, as when the disk became read-only while the journal was open."""
    database.execute_sql("PRAGMA query_only=ON")
    try:
        yield
    finally:
        database.execute_sql("PRAGMA query_only=OFF")
