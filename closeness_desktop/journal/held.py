"""Bytes that the journal holds: small ones inside the database, larger ones as a sealed file beside it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from typing import Any, BinaryIO, cast

from closeness_desktop.errors import NotFoundError
from closeness_desktop.journal.kept import RecordStore
from closeness_desktop.journal.storage import Storage
from closeness_desktop.vault import BlobInfo, Blobs

INSIDE = 256 * 1024
"""Up to so many bytes are kept inside the database."""

_HELD = "(blob IS NOT NULL OR bytes IS NOT NULL)"


class HeldStore(RecordStore):
    """A table with the columns size, sha256, key, blob and bytes. What is removed loses its bytes later."""

    def __init__(self, storage: Storage, blobs: Blobs) -> None:
        super().__init__(storage)
        self._blobs = blobs

    def bring_back(self, id: str, *, origin: object = None) -> None:
        """Undo `remove`. Raises NotFoundError, too when its bytes are gone."""
        with self._storage.writing(origin):
            if self._storage.row(f"SELECT 1 FROM {self.table} WHERE id = ? AND NOT {_HELD}", (id,)):
                raise NotFoundError(f"The {self.kind} is gone.")
            super().bring_back(id)

    def _hold(self, source: BinaryIO) -> dict[str, Any]:
        """Take in all that `source` gives; returns the columns that tell how to read it again.

        Outside of a transaction, since it may take long: a file whose row is not committed after this is
        swept at some later opening. Raises StorageError, and whatever `source` raises.
        """
        start = _up_to(source, INSIDE + 1)
        if len(start) <= INSIDE:
            return {"bytes": start, "size": len(start), "sha256": hashlib.sha256(start).digest()}
        info = self._blobs.write(cast("BinaryIO", _After(start, source)))
        return {"blob": info.id, "key": info.key, "size": info.length, "sha256": info.digest}

    def _open(self, where: str, *values: str) -> BinaryIO:
        """A seekable reader of what one living record holds. Raises NotFoundError, DamagedError."""
        with self._storage.reading():
            row = self._storage.row(
                f"SELECT bytes, blob, key, size, sha256 FROM {self.table}"
                f" WHERE deleted IS NULL AND {_HELD} AND {where}",
                values,
            )
            if row is None:
                raise NotFoundError(f"There is no such {self.kind}.")
            inside, *blob = row
            if inside is not None:
                return io.BytesIO(inside)
            return cast("BinaryIO", self._blobs.open(BlobInfo(*blob)))

    def _let_go(self, where: str, *values: object) -> None:
        """Let the bytes of removed records go: first the rows' keys, then the files."""
        with self._storage.reading():
            gone = self._storage.rows(
                f"SELECT id, blob FROM {self.table} WHERE deleted IS NOT NULL AND {_HELD} AND {where}", values
            )
            if gone:
                with self._storage.writing():
                    for id, _ in gone:
                        self._set(id, **self._emptied())
            self._delete_files(blob for _, blob in gone)

    def _emptied(self) -> dict[str, None]:
        """The columns that hold something of the content, and are blank afterwards."""
        return dict.fromkeys(("blob", "key", "bytes"))

    def _delete_files(self, ids: Iterable[str | None]) -> None:
        for id in ids:
            if id is not None:
                self._blobs.delete(id)


def sweep(storage: Storage, blobs: Blobs) -> None:
    """Remove files beside the database that no row has known of for a day."""
    with storage.reading():
        known = storage.rows(
            "SELECT blob FROM sound WHERE blob IS NOT NULL"
            " UNION SELECT blob FROM attachment WHERE blob IS NOT NULL"
        )
        blobs.sweep(blob for (blob,) in known)


def _up_to(source: BinaryIO, most: int) -> bytes:
    """The next `most` bytes, or what is left: a source may give less than it is asked for."""
    parts = []
    while most and (part := source.read(most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


class _After(io.RawIOBase):
    """What was read of a source already, and then the rest of it."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._start, self._rest = io.BytesIO(start), rest

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes."""
        return self._start.read(size) or self._rest.read(size)
