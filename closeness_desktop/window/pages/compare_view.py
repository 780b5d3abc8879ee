"""A text with what went from it struck through and what came to it underlined; to be read only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from closeness_desktop.journal.compare import Piece, folded
from closeness_desktop.window.theme.theme import Theme

LEFT_OUT = "…"
"""Stands on a line of its own for lines that stayed and are left out."""


class CompareView(QTextEdit):
    """Colour only helps: what went is struck through, what came is underlined."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[Piece | None] = []
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setAccessibleName("The two texts compared")
        theme.changed.connect(self._draw)
        self._draw()

    def show_pieces(self, pieces: Sequence[Piece], *, fold: bool = True) -> None:
        """Show a comparison from its start. fold: leave out long stretches that stayed."""
        self._shown = folded(pieces) if fold else list(pieces)
        self._draw()

    def clear(self) -> None:
        """Let go of the text."""
        self._shown = []
        super().clear()

    @Slot()
    def _draw(self) -> None:
        self.setFont(self._theme.reading_font(17))
        super().clear()
        cursor = QTextCursor(self.document())
        for piece in self._shown:
            if piece is None:
                cursor.insertText(f"{LEFT_OUT}\n", self._format("left out"))
            else:
                cursor.insertText(piece.text, self._format(piece.kind))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, kind: str) -> QTextCharFormat:
        theme, form = self._theme, QTextCharFormat()
        form.setForeground(theme.color("ink-soft" if kind == "left out" else "ink"))
        if kind == "gone":
            form.setFontStrikeOut(True)
            form.setForeground(theme.color("coral"))
            form.setBackground(theme.color("coral-wash"))
        elif kind == "new":
            form.setFontUnderline(True)
            form.setForeground(theme.color("teal"))
            form.setBackground(theme.color("teal-wash"))
        return form
