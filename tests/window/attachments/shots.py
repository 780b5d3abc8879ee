"""Pictures as cameras and programs make them, with much in their files that is nobody's business."""

from __future__ import annotations

import struct
import zlib

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter

SECRET = b"52.5200N 13.4050E Canon of somebody"


def picture(width: int = 60, height: int = 40) -> QImage:
    """Red on its left half, blue on its right, a green corner at the top left."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.blue)
    for y in range(height):
        for x in range(width // 2):
            made.setPixelColor(x, y, Qt.GlobalColor.red)
    for y in range(height // 4):
        for x in range(width // 4):
            made.setPixelColor(x, y, Qt.GlobalColor.green)
    return made


def written(image: QImage, form: str) -> bytes:
    """The file of a picture."""
    writer = QImageWriter()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer.setDevice(buffer)
    writer.setFormat(QByteArray(form.encode()))
    writer.setQuality(95)
    assert writer.write(image), writer.errorString()
    del writer  # only then is a TIFF whole
    return bytes(held.data())


def exif(orientation: int) -> bytes:
    """Exif data (TIFF, Exif 2.32) that says how the camera was held, and where."""
    return (
        b"MM\x00*\x00\x00\x00\x08\x00\x02"
        + struct.pack(">HHIHxx", 0x0112, 3, 1, orientation)
        + struct.pack(">HHII", 0x010F, 2, len(SECRET), 38)
        + b"\0\0\0\0"
        + SECRET
    )


def jpeg(orientation: int = 1, image: QImage | None = None) -> bytes:
    """A photo with Exif, a comment, and something behind its end."""
    data = written(image or picture(), "jpeg")
    told = b"Exif\0\0" + exif(orientation)
    parts = [(0xE1, told), (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>" + SECRET), (0xFE, SECRET)]
    segments = b"".join(bytes([0xFF, mark]) + struct.pack(">H", len(part) + 2) + part for mark, part in parts)
    return data[:2] + segments + data[2:] + SECRET


def png(image: QImage | None = None) -> bytes:
    """A picture with texts, Exif and something behind its end."""
    data = written(image or picture(), "png")
    chunks = b""
    for name, part in ((b"tEXt", b"Comment\0" + SECRET), (b"eXIf", exif(1))):
        chunks += struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part))
    return data[:33] + chunks + data[33:] + SECRET


def webp(moving: bool = False) -> bytes:
    """A picture with Exif and XMP; or two that take turns."""
    still = written(picture(), "webp")[12:]
    flags = 0x0C | (0x02 if moving else 0)
    size = struct.pack("<I", 59)[:3] + struct.pack("<I", 39)[:3]
    body = _chunk(b"VP8X", bytes([flags, 0, 0, 0]) + size)
    if moving:
        frame = b"\0" * 6 + size + struct.pack("<I", 100)[:3] + b"\0"
        body += _chunk(b"ANIM", b"\0" * 6) + _chunk(b"ANMF", frame + _bitmap(still)) * 2
    else:
        body += _bitmap(still)
    body += _chunk(b"EXIF", exif(1)) + _chunk(b"XMP ", SECRET)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _bitmap(chunks: bytes) -> bytes:
    """The part of a still picture that holds its pixels."""
    at = 0
    while chunks[at : at + 3] != b"VP8" or chunks[at : at + 4] == b"VP8X":
        length = int.from_bytes(chunks[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    length = int.from_bytes(chunks[at + 4 : at + 8], "little")
    return chunks[at : at + 8 + length + length % 2]


def _chunk(name: bytes, part: bytes) -> bytes:
    return name + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2)


def gif(frames: int = 2) -> bytes:
    """One pixel that goes round for ever, in the smallest file of its kind, with a comment and XMP."""
    head = b"GIF89a\1\0\1\0\x80\0\0" + b"\xff\0\0\0\0\xff"
    loop = b"\x21\xff\x0bNETSCAPE2.0\3\1\0\0\0"
    comment = b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0"
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    frame = b"\x21\xf9\4\0\x0a\0\0\0" + b"\x2c\0\0\0\0\1\0\1\0\0" + b"\2\2\x44\1\0"
    return head + loop + comment + xmp + frame * frames + b";" + SECRET


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG that says it is very large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + png()[33:]


def tiff(*sizes: tuple[int, int]) -> bytes:
    """Grey pages of so many pixels."""
    made, pointer = bytearray(b"II*\0\0\0\0\0"), 4
    for width, height in sizes:
        pixels = len(made)
        made += bytes(width * height)
        struct.pack_into("<I", made, pointer, len(made))
        tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: pixels, 277: 1, 278: height}
        tags[279] = width * height
        made += struct.pack("<H", len(tags))
        for tag, value in tags.items():
            made += struct.pack("<HHII", tag, 4, 1, value)
        pointer = len(made)
        made += bytes(4)
    return bytes(made)
