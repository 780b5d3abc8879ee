"""What the clipboard holds, as it is put into a text: Markdown where it came with looks, else its words."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from closeness_desktop.errors import UsageError
from closeness_desktop.window.pasting.blocks import to_markdown
from closeness_desktop.window.platform import clipboard

MOST_BYTES = 4_000_000
"""Largest text that is put in at once, as UTF-8; a larger one would hold the window up for many seconds."""

MOST_HTML = 1_500_000
"""Characters of a page, pictures not counted, that is read for its looks; of a longer one words are taken."""

TOO_MUCH = "This is more than 4 MB of text, too much to paste at once. Save it as a file, and attach that."

_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]*)")


@dataclass(frozen=True)
class Pasted:
    """text: to be put in at the cursor. pictures: files of pictures that came within it."""

    text: str
    pictures: tuple[bytes, ...] = ()


def pasted(mime: QMimeData, *, only_words: bool = False) -> Pasted:
    """What to put in. Half a character (a lone surrogate) cannot be stored and becomes U+FFFD.

    only_words: leave the looks out. What was copied in this program is taken to the character.
    Raises UsageError when it is too much.
    """
    words = _whole(mime.text())
    if len(words) > MOST_BYTES or len(words.encode()) > MOST_BYTES:
        raise UsageError(TOO_MUCH)
    if only_words or not mime.hasHtml() or mime.hasFormat(clipboard.OURS):
        return Pasted(words)
    files: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        files.append(found[1])
        return f"data:image/{len(files) - 1}"

    page = _PICTURE.sub(put_aside, mime.html())
    if len(page) > MOST_HTML:
        return Pasted(words)
    converted = to_markdown(_whole(page))
    pictures = [_decoded(files, address) for address in converted.pictures]
    kept = tuple(each for each in pictures if each)
    if converted.is_rich or not words:
        return Pasted(converted.text, kept)
    return Pasted(words, kept)


def _decoded(files: list[str], address: str) -> bytes:
    number = address.rpartition("/")[2]
    if not number.isdecimal() or int(number) >= len(files):
        return b""
    try:
        return base64.b64decode(files[int(number)])
    except binascii.Error:  # broken on the way: there is no picture to keep
        return b""


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
