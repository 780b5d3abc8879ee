"""The question that stands between a disk which refuses and words that are not saved."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def go_without(window: QWidget, sentence: str) -> bool:
    """Ask whether to leave although the last words are not saved; staying is the first choice.

    sentence: why they could not be saved.
    """
    question = QMessageBox(window)
    question.setWindowTitle(window.windowTitle())
    question.setTextFormat(Qt.TextFormat.PlainText)
    question.setText(f"{sentence} Your last words are not saved yet.")
    stay = question.addButton("Stay and keep them here", QMessageBox.ButtonRole.RejectRole)
    go = question.addButton("Leave without them", QMessageBox.ButtonRole.DestructiveRole)
    question.setDefaultButton(stay)
    question.exec()
    return question.clickedButton() is go
