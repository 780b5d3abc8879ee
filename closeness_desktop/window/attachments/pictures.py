"""Pictures from outside, made fit to be kept: turned upright, and without anything but the picture itself.

A photo's file says where and when it was taken, and with what. So it is made anew from its pixels; only
moving pictures keep their frames as they are (see `moving`). Formats that can refer to other files (SVG, PDF)
are not taken for pictures. Nothing here needs the window's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QImageWriter

from closeness_desktop.errors import UsageError
from closeness_desktop.journal.attachments import Looks
from closeness_desktop.window.attachments import moving

MOST_PIXELS = 100_000_000
"""Largest picture that is opened."""

MOST_OCTETS = 250_000_000
"""Largest file of a picture that is looked at, in bytes."""

THUMBNAIL = QSize(480, 360)
"""Box in pixels that a thumbnail fits into."""

_MEMORY = 512
"""Megabytes that decoding one picture may take."""

_QUALITY = 92
_THUMBNAIL_QUALITY = 82
_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_KEPT = ("jpeg", "png", "webp")
"""Formats in which a picture is kept; others become PNG."""

_ENDINGS = {
    "jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "png": (".png",),
    "webp": (".webp",),
    "gif": (".gif",),
}

_ONLY_NAMED = {"bmp": (".bmp", ".dib"), "tiff": (".tif", ".tiff")}

TOO_LARGE = "This picture has more than 100 million pixels, and is too large to be opened here."
UNREADABLE = "This picture cannot be opened here. It can be attached as a file, just as it is."

QImageReader.setAllocationLimit(_MEMORY)


@dataclass(frozen=True)
class Ready:
    """A picture as it is kept."""

    data: bytes
    name: str
    type: str
    looks: Looks


def format_of(start: bytes) -> str | None:
    """Which picture format a file is in, by its first bytes (twelve are enough); None for none of ours."""
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    return next((name for mark, name in _STARTS if start.startswith(mark)), None)


def is_picture(start: bytes, name: str) -> bool:
    """Whether a file that begins so is to be kept as a picture made anew.

    Two letters make a BMP, and a camera's raw file begins as a TIFF that holds a small picture: those count
    only under a name of their own.
    """
    form, ending = format_of(start), PurePosixPath(name).suffix.lower()
    return form is not None and ending in _ONLY_NAMED.get(form, (ending,))


def has_pages(data: bytes) -> bool:
    """Whether a file holds more than one page, of which only the first could be kept as a picture."""
    if format_of(data) != "tiff":
        return False
    order: Literal["little", "big"] = "little" if data[:1] == b"I" else "big"
    first = int.from_bytes(data[4:8], order)  # where the first page is described; behind that, the second
    behind = first + 2 + 12 * int.from_bytes(data[first : first + 2], order)
    return any(data[behind : behind + 4])


def prepare(data: bytes, name: str) -> Ready:
    """Make a picture's file fit to be kept. Raises UsageError when it is none, broken or too large."""
    form = format_of(data)
    if form is None or len(data) > MOST_OCTETS:
        raise UsageError(UNREADABLE if form is None else TOO_LARGE)
    image, moves = _read(data, form)
    if moves:
        kept = moving.strip_gif(data) if form == "gif" else moving.strip_webp(data)
        return Ready(kept, _named(name, form), f"image/{form}", _looks(image))
    return _ready(image, name, form if form in _KEPT else "png")


def prepare_pasted(image: QImage, name: str) -> Ready:
    """Make a picture that came without a file fit to be kept. Raises UsageError."""
    if image.isNull():
        raise UsageError(UNREADABLE)
    if image.width() * image.height() > MOST_PIXELS:
        raise UsageError(TOO_LARGE)
    return _ready(image, name, "png")


def looks(data: bytes) -> Looks:
    """What a file that is kept just as it is looks like; nothing when it is no picture that can be opened."""
    form = format_of(data)
    if form is None or len(data) > MOST_OCTETS:
        return Looks()
    try:
        return _looks(_read(data, form)[0])
    except UsageError:
        return Looks()


def scaled(data: bytes, box: QSize) -> QImage | None:
    """A picture, upright and no larger than a box of pixels; None when it cannot be opened."""
    form = format_of(data)
    if form is None:
        return None
    with_size = _Reader(data, form)
    try:
        size = with_size.size()
    except UsageError:
        return None
    if size.width() > box.width() or size.height() > box.height():
        size.scale(box, Qt.AspectRatioMode.KeepAspectRatio)
        size = size.expandedTo(QSize(1, 1))
        with_size.reader.setScaledSize(size.transposed() if with_size.lies else size)
    image = with_size.reader.read()
    return None if image.isNull() else image


class _Reader:
    """One reading of one file. `lies`: it is stored turned by a quarter."""

    def __init__(self, data: bytes, form: str) -> None:
        self.reader = QImageReader()  # first, so that it also goes before what it reads from
        self._bytes = QByteArray(data)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.reader.setDevice(self._buffer)
        self.reader.setFormat(QByteArray(form.encode()))
        self.reader.setAutoDetectImageFormat(False)
        self.reader.setAutoTransform(True)
        turn = QImageIOHandler.Transformation.TransformationRotate90
        self.lies = bool(self.reader.transformation() & turn)

    def size(self) -> QSize:
        """Width and height as it is shown. Raises UsageError, before anything large is made."""
        size = self.reader.size()
        if not size.isValid() or size.isEmpty():
            raise UsageError(UNREADABLE)
        if size.width() * size.height() > MOST_PIXELS:
            raise UsageError(TOO_LARGE)
        return size.transposed() if self.lies else size


def _read(data: bytes, form: str) -> tuple[QImage, bool]:
    """The picture, upright, or the first of several; and whether it moves. Raises UsageError."""
    one = _Reader(data, form)
    one.size()
    moves = one.reader.supportsAnimation() and one.reader.imageCount() > 1
    image = one.reader.read()
    if image.isNull():
        raise UsageError(UNREADABLE)
    return image, moves


def _ready(image: QImage, name: str, form: str) -> Ready:
    bare = _only_pixels(image)
    return Ready(_written(bare, form, _QUALITY), _named(name, form), f"image/{form}", _looks(bare))


def _only_pixels(image: QImage) -> QImage:
    """The same picture without the texts that came with it, which would be written out again."""
    if image.textKeys():
        bare = QImage(image.size(), image.format())
        bare.setColorTable(image.colorTable())
        memoryview(bare.bits())[:] = memoryview(image.constBits())
        bare.setColorSpace(image.colorSpace())
        bare.setDevicePixelRatio(1)
        return bare
    return image


def _looks(image: QImage) -> Looks:
    return Looks(thumbnail(image), image.width(), image.height())


def thumbnail(image: QImage) -> bytes:
    """A small picture of one, in bytes."""
    small = image
    if image.width() > THUMBNAIL.width() or image.height() > THUMBNAIL.height():
        small = image.scaled(
            THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    small = _only_pixels(small)
    return _written(small, "png" if small.hasAlphaChannel() else "jpeg", _THUMBNAIL_QUALITY)


def _written(image: QImage, form: str, quality: int) -> bytes:
    writer = QImageWriter()  # first, so that it also goes before what it writes to
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer.setDevice(buffer)
    writer.setFormat(QByteArray(form.encode()))
    if form != "png":  # for which it would say how hard to press
        writer.setQuality(quality)
    if not writer.write(image):
        raise UsageError(UNREADABLE)
    return bytes(held.data())


def _named(name: str, form: str) -> str:
    """The name with an ending that fits what it is now."""
    known = _ENDINGS[form]
    path = PurePosixPath(name)
    if path.suffix.lower() in known:
        return name
    others = {".bmp", ".tif", ".tiff"}.union(*_ENDINGS.values())
    return (path.stem if path.suffix.lower() in others else name) + known[0]
