"""What comes from outside to be attached: files, pictures from the clipboard; read and kept on the worker."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from closeness_desktop.errors import KnownError, UsageError
from closeness_desktop.journal.attachments import AttachmentStore, Looks, open_file
from closeness_desktop.records import Attachment
from closeness_desktop.window.attachments import pictures

PASTED = "Pasted picture"

_START = 12


@dataclass(frozen=True)
class Taken:
    """What came of it. refused: a name and a sentence for each that could not be kept."""

    kept: list[Attachment] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    cleaned: bool = False
    """Whether there are pictures among them, and of each only the picture was kept."""


Source = Callable[[AttachmentStore, str], tuple[Attachment, bool]]
"""Attaches one thing to an entry; says too whether it was cleaned."""


def from_file(file: Path, *, as_it_is: bool = False) -> Source:
    """A file. A picture is made anew, unless it is to be kept as it is, or has several pages."""

    def attach(store: AttachmentStore, entry: str) -> tuple[Attachment, bool]:
        with open_file(file) as source:
            start = source.read(_START)
            if pictures.format_of(start) is None or not (as_it_is or pictures.is_picture(start, file.name)):
                source.seek(0)
                return store.add_stream(entry, file.name, source), False
            data = start + source.read(pictures.MOST_OCTETS)
            if as_it_is or pictures.has_pages(data):
                looks = pictures.looks(data)
                source.seek(0)
                return store.add_stream(entry, file.name, source, looks=looks), False
        return _clean(store, entry, pictures.prepare(data, file.name))

    return attach


def from_image(image: QImage, name: str = PASTED) -> Source:
    """A picture without a file."""
    return lambda store, entry: _clean(store, entry, pictures.prepare_pasted(image, name))


def from_bytes(data: bytes, name: str = PASTED) -> Source:
    """The bytes of a picture's file."""
    return lambda store, entry: _clean(store, entry, pictures.prepare(data, name))


def from_recording(name: str, wav: bytes, seconds: float) -> Source:
    """What was recorded here."""

    def attach(store: AttachmentStore, entry: str) -> tuple[Attachment, bool]:
        looks = Looks(seconds=seconds)
        return store.add_bytes(entry, name, wav, type="audio/wav", looks=looks), False

    return attach


def _clean(store: AttachmentStore, entry: str, ready: pictures.Ready) -> tuple[Attachment, bool]:
    kept = store.add_bytes(entry, ready.name, ready.data, type=ready.type, looks=ready.looks)
    return kept, True


def take(store: AttachmentStore, entry: str, sources: Sequence[tuple[str, Source]]) -> Taken:
    """Attach one after the other; what cannot be kept does not stop the rest."""
    kept, refused, cleaned = [], [], set[bool]()
    for name, attach in sources:
        try:
            attachment, was_cleaned = attach(store, entry)
        except KnownError as error:
            refused.append((name, str(error)))
        except OSError as error:
            raise UsageError("This file cannot be read here. Nothing was attached.") from error
        else:
            kept.append(attachment)
            if was_cleaned or attachment.type.startswith("image/"):
                cleaned.add(was_cleaned)
    return Taken(kept, refused, cleaned == {True})


class Job:
    """To be attached once, by the worker or by whoever cannot wait for it."""

    def __init__(self, store: AttachmentStore, entry: str, sources: Sequence[tuple[str, Source]]) -> None:
        self.entry = entry
        self._store, self._sources = store, sources
        self._lock = threading.Lock()
        self._taken: Taken | None = None

    def run(self) -> Taken:
        """Attach it, or wait until another thread has; what came of it. Raises UsageError."""
        with self._lock:
            if self._taken is None:
                self._taken = take(self._store, self.entry, self._sources)
                self._sources = ()
            return self._taken


def local_files(mime: QMimeData) -> list[Path]:
    """The files that are dropped or pasted, if it is files of this computer and nothing else."""
    urls = mime.urls() if mime.hasUrls() else []
    if not urls or not all(url.isLocalFile() for url in urls):
        return []
    return [Path(url.toLocalFile()) for url in urls]


def has_picture(mime: QMimeData) -> bool:
    """Whether it is a picture rather than words that come with one, as out of a word processor."""
    return mime.hasImage() and not mime.text().strip()


def sources_of(mime: QMimeData) -> list[tuple[str, Source]]:
    """What of a drop or a paste is to be attached; nothing when it is words."""
    if files := local_files(mime):
        return [(file.name, from_file(file)) for file in files]
    if has_picture(mime):
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return [(PASTED, from_image(image))]
    return []
