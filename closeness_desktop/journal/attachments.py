"""What is attached to entries: photos, sounds, any file; taken in and given out as streams."""

from __future__ import annotations

import contextlib
import io
import mimetypes
import os
import secrets
import stat
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal.held import HeldStore
from closeness_desktop.records import Attachment
from closeness_desktop.vault import files

MOST_BYTES = 2_000_000_000
"""Largest file that is kept."""

KEPT_DAYS = 30
"""For so long a removed attachment can be brought back."""

TOO_LARGE = "This file is larger than 2 GB, and too large to be kept in the journal."
NO_FILE = "This is no file that could be kept: attach the files in a folder one by one."
UNREADABLE = "This file cannot be read here. Nothing was attached."
NAMELESS = "An attachment"

_LONGEST_NAME = 120
_PIECE = 1 << 20
_DAY_MS = 24 * 3600 * 1000
_COLUMNS = "a.id, e.id, a.name, a.type, a.size, a.width, a.height, a.seconds, a.created, a.deleted"
_FROM = "FROM attachment a INDEXED BY attachment_shown JOIN entry e ON e.number = a.entry"
_UNKNOWN = "application/octet-stream"
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_TYPES = mimetypes.MimeTypes(filenames=())
for _type, _ending in (
    ("image/webp", ".webp"), ("image/heic", ".heic"), ("image/avif", ".avif"), ("audio/flac", ".flac"),
    ("audio/ogg", ".ogg"), ("audio/ogg", ".oga"), ("audio/opus", ".opus"), ("audio/mp4", ".m4a"),
    ("audio/aac", ".aac"), ("audio/x-wav", ".wav"), ("text/markdown", ".md"),
):  # fmt: skip
    _TYPES.add_type(_type, _ending)

Progress = Callable[[int], None]
"""Told after each piece how many bytes are through; what it raises ends the work, and nothing stays."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What is known of the content. thumbnail: a small picture. width, height: pixels. seconds: of sound."""

    thumbnail: bytes | None = None
    width: int | None = None
    height: int | None = None
    seconds: float | None = None


class AttachmentStore(HeldStore):
    """The attachments of all entries. An entry that is deleted keeps its own.

    A removed one can be brought back for KEPT_DAYS; then its bytes go, when the journal is next opened.
    """

    kind = table = "attachment"

    # --- in ---

    def add_bytes(
        self,
        entry: str,
        name: str,
        data: bytes,
        *,
        type: str | None = None,
        looks: Looks | None = None,
        origin: object = None,
    ) -> Attachment:
        """Attach bytes to a stored entry, under a name. Raises NotFoundError, UsageError, StorageError."""
        return self.add_stream(entry, name, io.BytesIO(data), type=type, looks=looks, origin=origin)

    def add_file(
        self,
        entry: str,
        file: Path,
        *,
        name: str | None = None,
        looks: Looks | None = None,
        progress: Progress | None = None,
        origin: object = None,
    ) -> Attachment:
        """Attach a copy of a file. Raises NotFoundError, UsageError for what cannot be kept, StorageError."""
        with open_file(file) as source:
            return self.add_stream(
                entry, name or file.name, source, looks=looks, progress=progress, origin=origin
            )

    def add_stream(
        self,
        entry: str,
        name: str,
        source: BinaryIO,
        *,
        type: str | None = None,
        looks: Looks | None = None,
        progress: Progress | None = None,
        origin: object = None,
    ) -> Attachment:
        """Attach all that `source` gives. type: its media type; by the ending of its name unless given.

        Long ones hold the journal's lock only at the very end. Raises NotFoundError for an entry that is not
        stored, UsageError for more than MOST_BYTES, StorageError; then nothing was kept.
        """
        name = clean_name(name)
        self._entry(entry)
        held = self._hold(cast("BinaryIO", _Counted(source, progress)))
        looks = looks or Looks()
        with self._storage.writing(origin):
            return self.get(
                self._add(
                    entry=self._entry(entry),
                    name=name,
                    type=type or _TYPES.guess_type(name)[0] or _UNKNOWN,
                    thumbnail=looks.thumbnail,
                    width=looks.width,
                    height=looks.height,
                    seconds=looks.seconds,
                    **held,
                )
            )

    def rename(self, id: str, name: str, *, origin: object = None) -> Attachment:
        """Give one another name. Raises NotFoundError, UsageError."""
        with self._storage.writing(origin):
            self._living(id)
            self._set(id, name=clean_name(name))
            return self.get(id)

    # --- out ---

    def get(self, id: str) -> Attachment:
        """The attachment with this id, a removed one too. Raises NotFoundError."""
        row = self._storage.row(
            f"SELECT {_COLUMNS} {_FROM} WHERE a.entry = (SELECT entry FROM attachment WHERE id = ?1)"
            " AND a.id = ?1",
            (id,),
        )
        if row is None:
            raise NotFoundError("There is no attachment with this id.")
        return Attachment(*row)

    def of(self, entry: str) -> list[Attachment]:
        """What is attached to an entry, in the order in which it came."""
        return self._list("a.deleted IS NULL AND e.id = ?", entry)

    def removed(self, entry: str) -> list[Attachment]:
        """What was removed from an entry and can still be brought back."""
        return self._list(
            "a.deleted IS NOT NULL AND (a.blob IS NOT NULL OR a.bytes IS NOT NULL) AND e.id = ?", entry
        )

    def open(self, id: str) -> BinaryIO:
        """A seekable reader of its bytes; to be closed. Raises NotFoundError, DamagedError, StorageError."""
        return self._open("id = ?", id)

    def read(self, id: str) -> bytes:
        """All its bytes at once. Raises NotFoundError, DamagedError, StorageError."""
        with self.open(id) as source:
            return source.read()

    def thumbnail(self, id: str) -> bytes | None:
        """Its small picture, if it has one. Raises NotFoundError."""
        with self._storage.reading():
            self._living(id)
            row = self._storage.row("SELECT thumbnail FROM attachment WHERE id = ?", (id,))
            return row[0] if row else None

    def export(self, id: str, to: Path, *, progress: Progress | None = None) -> None:
        """Write a plain copy, readable to its owner alone, to a place outside the journal.

        What is there is replaced only when the copy is whole. Raises NotFoundError, DamagedError,
        StorageError, and what `progress` raises; then nothing is left there.
        """
        temporary = to.with_name(f".{secrets.token_hex(8)}.part")
        with self.open(id) as source, files.disk_errors():
            try:
                with os.fdopen(files.new_private(temporary), "wb") as target:
                    done = 0
                    while part := source.read(_PIECE):
                        target.write(part)
                        done += len(part)
                        if progress is not None:
                            progress(done)
                temporary.replace(to)
            except BaseException:
                with contextlib.suppress(OSError):  # the first fault is the one to be told
                    temporary.unlink(missing_ok=True)
                raise

    # --- gone ---

    def forget_removed(self, sure: int) -> None:
        """Let go of what was removed longer than KEPT_DAYS ago. sure: UTC ms that have certainly passed."""
        self._let_go("deleted < ?", min(sure, self._storage.now_ms()) - KEPT_DAYS * _DAY_MS)

    def let_go(self, id: str) -> None:
        """Let go of a removed one for good, now. Raises StorageError."""
        self._let_go("id = ?", id)

    def purge(self, entries: Iterable[str]) -> None:
        """Delete the rows, and so the keys, of all that belongs to entries that are to go for good.

        To be called within that write. The files, which nothing can read then, are swept at an opening.
        """
        with self._storage.writing() as touched:
            for entry in entries:
                rows = self._storage.rows(f"SELECT a.id {_FROM} WHERE e.id = ?", (entry,))
                for (id,) in rows:
                    self._storage.run("DELETE FROM attachment WHERE id = ?", (id,))
                    touched.note(self.kind, id)

    def _emptied(self) -> dict[str, None]:
        return super()._emptied() | {"thumbnail": None}

    def _list(self, where: str, *values: str) -> list[Attachment]:
        rows = self._storage.rows(f"SELECT {_COLUMNS} {_FROM} WHERE {where} ORDER BY a.number", values)
        return [Attachment(*row) for row in rows]

    def _entry(self, id: str) -> int:
        row = self._storage.row("SELECT number FROM entry WHERE id = ?", (id,))
        if row is None:
            raise NotFoundError("There is no entry with this id.")
        return int(row[0])


def open_file(file: Path) -> BinaryIO:
    """A plain file, open for reading. Raises UsageError for anything else, or one that is too large."""
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):  # a folder; or a pipe, which would keep everyone waiting
            raise UsageError(NO_FILE)
        if found.st_size > MOST_BYTES:
            raise UsageError(TOO_LARGE)
        return file.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise UsageError(UNREADABLE) from error


def clean_name(name: str) -> str:
    """A name that can be shown in a line and be the name of a file: no control characters, no separators.

    Marks that change the direction of writing go too: they can make “exe.jpg” of what ends in “gpj.exe”.
    """
    whole = name.encode("utf-8", "replace").decode().replace("/", "_").replace("\\", "_")
    kept = (
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in whole
        if unicodedata.bidirectional(character) not in _TURNING
    )
    cleaned = " ".join("".join(kept).split()).lstrip(".")
    if len(cleaned) > _LONGEST_NAME:
        ending = PurePosixPath(cleaned).suffix[:20]
        cleaned = cleaned[: _LONGEST_NAME - len(ending)].rstrip() + ending
    return cleaned or NAMELESS


class _Counted(io.RawIOBase):
    """A source that is refused once it has given too much, and whose own faults become ours."""

    def __init__(self, source: BinaryIO, progress: Progress | None) -> None:
        super().__init__()
        self._source, self._progress, self._given = source, progress, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes. Raises UsageError past the ceiling, or when the source cannot be read."""
        try:
            part = self._source.read(size)
        except OSError as error:
            raise UsageError(UNREADABLE) from error
        self._given += len(part)
        if self._given > MOST_BYTES:
            raise UsageError(TOO_LARGE)
        if self._progress is not None:
            self._progress(self._given)
        return part
