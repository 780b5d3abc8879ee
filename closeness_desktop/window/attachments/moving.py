"""Moving pictures without what their files say besides: the frames are kept to the byte, the rest is dropped.

Sources: the GIF89a specification (CompuServe, 1990); RFC 9649, WebP Image Format.
"""

from __future__ import annotations

import struct

from closeness_desktop.errors import UsageError

UNREADABLE = "This moving picture cannot be opened here. It can be attached as a file, just as it is."

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_PARTS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_TELLS = 0x08 | 0x04  # flags of VP8X: it has Exif, it has XMP


def strip_gif(data: bytes) -> bytes:
    """Without comments and what other programs left, but with how often it goes round. Raises UsageError."""
    try:
        return _gif(data)
    except IndexError as error:
        raise UsageError(UNREADABLE) from error


def _gif(data: bytes) -> bytes:
    at = 13 + _colours(data[10])
    kept = [data[:at]]
    while (kind := data[at]) != 0x3B:
        start = at
        if kind == 0x2C:
            at = _after_blocks(data, at + 11 + _colours(data[at + 9]))
            keep = True
        elif kind == 0x21:
            label = data[at + 1]
            at = _after_blocks(data, at + 2)
            keep = label == 0xF9 or (label == 0xFF and data[start + 3 : start + 14] in _LOOPS)
        else:
            raise UsageError(UNREADABLE)
        if keep:
            kept.append(data[start:at])
    return b"".join([*kept, b"\x3b"])


def _colours(flags: int) -> int:
    """Bytes of a table of colours."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while length := data[at]:
        at += length + 1
    return at + 1


def strip_webp(data: bytes) -> bytes:
    """Without Exif, XMP and what nobody knows. Raises UsageError."""
    kept = []
    at, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        part = data[at + 8 : at + 8 + length]
        if len(part) != length:
            raise UsageError(UNREADABLE)
        if name == b"VP8X":
            part = bytes([part[0] & ~_TELLS]) + part[1:]
        if name in _PARTS:
            kept.append(name + struct.pack("<I", length) + part + b"\0" * (length % 2))
        at += 8 + length + length % 2
    body = b"".join(kept)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body
