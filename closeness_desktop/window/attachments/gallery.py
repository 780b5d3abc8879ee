"""The pictures of a journal for whatever shows a text: out of memory, upright, no larger than wanted."""

from __future__ import annotations

import logging

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from closeness_desktop.errors import KnownError, NotFoundError
from closeness_desktop.journal import Journal
from closeness_desktop.journal.attachments import AttachmentStore
from closeness_desktop.records import Attachment
from closeness_desktop.window.attachments import pictures

_MOST_HIGH = 1 << 20

_log = logging.getLogger(__name__)


class Gallery:
    """Holds nothing itself. What cannot be had is None: gone, broken, or no picture."""

    def __init__(self, journal: Journal) -> None:
        self._store: AttachmentStore = journal.attachments

    def find(self, id: str) -> Attachment | None:
        """A picture's record; None when there is none with this id, or it was removed."""
        try:
            found = self._store.get(id)
        except NotFoundError:
            return None
        return found if found.deleted is None and found.width and found.height else None

    def size(self, id: str) -> tuple[int, int] | None:
        """Width and height in pixels, upright."""
        found = self.find(id)
        return (found.width, found.height) if found and found.width and found.height else None

    def image(self, id: str, max_width: int) -> QImage | None:
        """The picture, at most so many pixels wide. A large photo takes some hundredths of a second."""
        return self.fitting(id, QSize(max_width, _MOST_HIGH))

    def fitting(self, id: str, box: QSize) -> QImage | None:
        """The picture, within a box of pixels."""
        found = self.find(id)
        if found is None:
            return None
        try:
            if max(box.width(), 1) <= _small(found):
                small = self._store.thumbnail(id)
                if small and (image := pictures.scaled(small, box)) is not None:
                    return image
            return pictures.scaled(self._store.read(id), box)
        except KnownError as error:  # said at its place by whoever shows it; the text goes on
            _log.info("a picture cannot be had: %s", type(error).__name__)
            return None

    def thumbnail(self, id: str) -> QImage | None:
        """The small picture of it."""
        return self.fitting(id, pictures.THUMBNAIL) if self.find(id) else None


def _small(found: Attachment) -> int:
    """How wide the thumbnail of a picture is."""
    size = QSize(found.width or 0, found.height or 0)
    if size.width() > pictures.THUMBNAIL.width() or size.height() > pictures.THUMBNAIL.height():
        size.scale(pictures.THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio)
    return size.width()
