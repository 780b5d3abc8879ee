"""The recovery key on paper, or in a file that a person saves on purpose."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QUrl
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPageLayout, QTextDocument

QR_PIXELS_A_MODULE = 6
_QUIET_MODULES = 4  # ISO/IEC 18004: four modules of quiet zone


def qr_image(key: str) -> QImage:
    """The key as a QR code, black on white, with its quiet zone."""
    import segno  # brings an XML and HTTP library along, and is needed once in a journal's life

    matrix = segno.make(key, micro=False, error="m").matrix
    side = len(matrix) + 2 * _QUIET_MODULES
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            if dark:
                image.setPixelColor(column + _QUIET_MODULES, row + _QUIET_MODULES, QColor("black"))
    return image.scaled(side * QR_PIXELS_A_MODULE, side * QR_PIXELS_A_MODULE)


def plain_sheet(key: str, journal: str) -> str:
    """The sheet as plain text."""
    return (
        f"Recovery key of the journal “{journal}”\n\n    {key}\n\n"
        "Whoever holds this key can open the journal without its passphrase. Keep it where you keep\n"
        "what you must not lose, and not on the same computer. To use it, choose “Use recovery key” on\n"
        "the page that asks for your passphrase. Capital letters, spaces and dashes do not matter.\n"
    )


def printed_sheet(key: str, journal: str) -> QTextDocument:
    """The sheet as a document with the QR code, ready to print."""
    document = QTextDocument()
    document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("key:qr"), qr_image(key))
    heading, code, *words = [line for line in plain_sheet(key, journal).splitlines() if line.strip()]
    document.setHtml(
        f"<h2>{_escaped(heading)}</h2>"
        f"<p style='font-family:monospace;font-size:15pt'>{_escaped(code.strip())}</p>"
        f"<p><img src='key:qr' width='220' height='220'></p><p>{_escaped(' '.join(words))}</p>"
    )
    return document


def print_sheet(key: str, journal: str, device: QPagedPaintDevice) -> None:
    """Put the sheet on one page of a printer or PDF."""
    device.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    printed_sheet(key, journal).print_(device)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
