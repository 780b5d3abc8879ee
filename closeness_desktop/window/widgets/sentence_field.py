"""A few lines to write in: Literata, as high as its text, up to a point."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from closeness_desktop.window.theme.theme import Theme


class SentenceField(QPlainTextEdit):
    """`textChanged` as usual. Tab leaves it; text of more than `most` lines scrolls."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        placeholder: str,
        *,
        least: int = 1,
        most: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._least, self._most = theme, least, most
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._restyle()
        theme.changed.connect(self._restyle)

    def text(self) -> str:
        """What was written, every character of it (`toPlainText` would turn some spaces into others)."""
        lines = []
        block = self.document().begin()
        while block.isValid():
            lines.append(block.text())
            block = block.next()
        return "\n".join(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter begins a line as Enter does; Ctrl+Enter is left to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower text is higher."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """One line of about forty letters."""
        return QSize(self._theme.px(320), self.height())

    @Slot()
    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        lines, block = 0, self.document().begin()
        while block.isValid() and lines <= self._most:
            self.blockBoundingRect(block)  # lays the block out: until then it counts no lines
            lines += max(1, block.lineCount())
            block = block.next()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if lines > self._most
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        lines = max(self._least, min(lines, self._most))
        chrome = 2 * self._theme.px(9) + 2 * round(self.document().documentMargin()) + 2
        self.setFixedHeight(lines * metrics.lineSpacing() + chrome)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(self._theme.reading_font(17))
        self._fit()
