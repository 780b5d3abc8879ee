"""What was copied out of the journal: no clipboard manager should list it, and locking takes it back."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

PRIVATE = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"text",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
}
"""By these marks managers on Linux, macOS and Windows know what not to list (as KeePassXC does)."""

OURS = "application/x-closeness-text"
"""Tells what was copied here from what was copied elsewhere, where a desktop does not say whose it is."""


def marked(text: str) -> QMimeData:
    """A text to be copied, marked as private."""
    data = QMimeData()
    if text.startswith("\ufffe"):  # as a str, PySide (6.11) would swap the bytes of all that follows
        data.setData("text/plain", text.encode())
    else:
        data.setText(text)
    for kind, value in {**PRIVATE, OURS: b"1"}.items():
        data.setData(kind, value)
    return data


def forget() -> None:
    """Empty the clipboard and the selection, each unless somebody else has put something there since."""
    board = QGuiApplication.clipboard()
    held: QMimeData | None = board.mimeData()  # nothing right after it was emptied
    if board.ownsClipboard() or (held is not None and held.hasFormat(OURS)):
        board.clear(QClipboard.Mode.Clipboard)
    if board.supportsSelection() and board.ownsSelection():
        board.clear(QClipboard.Mode.Selection)
