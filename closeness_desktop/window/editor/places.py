"""Between Python's text and Qt's: how places are counted, and characters that get lost on the way."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

_BYTE_ORDER_MARKS = ("\ufeff", "\ufffe")


def put(cursor: QTextCursor, text: str) -> None:
    """Insert a text in place of what the cursor selects, every character of it, as one change.

    PySide (6.11) reads U+FEFF or U+FFFE at the start of a str as a byte order mark: the first is dropped,
    after the second every byte is swapped. So such a text goes in behind a space, which is then taken out.
    """
    if not text.startswith(_BYTE_ORDER_MARKS):
        cursor.insertText(text)
        return
    cursor.beginEditBlock()
    start = cursor.selectionStart()
    cursor.insertText(f" {text}")
    end = cursor.position() - 1
    cursor.setPosition(start)
    cursor.deleteChar()
    cursor.setPosition(end)
    cursor.endEditBlock()


def code_points(text: str, units: int) -> int:
    """How many characters of `text` its first `units` UTF-16 units are."""
    if units <= 0:
        return 0
    head = text[:units]
    if head.isascii() or max(head) <= "\uffff":
        return len(head)
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text takes."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
