"""Places in a text: Qt counts in UTF-16 units, Python in code points."""

from __future__ import annotations


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
