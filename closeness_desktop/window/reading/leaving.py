"""The question before an address is opened: it leaves the journal, and somebody elsewhere may see it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from closeness_desktop.window.reading.render import opens

_SHOWN = 300
"""Characters of an address that are shown; of a longer one the middle is left out."""

WEB = "This opens outside your journal. Your browser, and who runs this place, will see that you went there."
MAIL = "This opens your mail program, outside your journal."
NOBODY = "No program on this computer opens this address."


def address_shown(address: str) -> str:
    """An address as it really is: letters that only look like others are spelled out."""
    shown = QUrl(address, QUrl.ParsingMode.TolerantMode).toString(QUrl.ComponentFormattingOption.FullyEncoded)
    if len(shown) > _SHOWN:
        return f"{shown[: _SHOWN - 60]} … {shown[-60:]}"
    return shown


def ask_to_open(window: QWidget, address: str) -> str:
    """Ask, and on yes hand the address to the desktop. Returns a sentence to be said, or "".

    Staying is the first choice. An address that nothing here may open is not even asked about.
    """
    if not opens(address):
        return ""
    question = QMessageBox(window)
    question.setWindowTitle(window.windowTitle())
    question.setTextFormat(Qt.TextFormat.PlainText)
    question.setText(MAIL if address.lower().startswith("mailto:") else WEB)
    question.setInformativeText(address_shown(address))
    stay = question.addButton("Stay here", QMessageBox.ButtonRole.RejectRole)
    go = question.addButton("Open it", QMessageBox.ButtonRole.AcceptRole)
    question.setDefaultButton(stay)
    question.setEscapeButton(stay)
    question.exec()
    if question.clickedButton() is not go:
        return ""
    opened = QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.TolerantMode))
    return "" if opened else NOBODY
