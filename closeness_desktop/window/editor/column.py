"""A text edit whose text runs in one readable column, with room above it for something that scrolls along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from closeness_desktop.window.editor.look import EditorLook
from closeness_desktop.window.theme.theme import Theme

LINE_HEIGHT = 1.7

_SAMPLE = "she asked what had made it hard to say and noticed her shoulders come down"
"""Ordinary words, to find out how wide a character is on average."""


class ColumnTextEdit(QTextEdit):
    """The looks of the editor: the reading face, its line height, and the width of a line."""

    look_changed = Signal()
    """The text is set in another face, size or length of line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look = EditorLook()
        self._quiet = False
        self.invitation = "Write here"
        self._head: QWidget | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setStyleSheet(
            "QTextEdit, QTextEdit:focus { border: none; padding: 0; background: transparent; }"
        )
        self.viewport().setAutoFillBackground(False)
        self._restyle()
        theme.changed.connect(self._follow_theme)

    def set_head(self, head: QWidget | None) -> None:
        """Show a widget above the text, as wide as the column; it scrolls away with the text.

        None: the widget goes elsewhere, to the head of another text.
        """
        app = QApplication.instance()
        if self._head is not None:
            self._head.removeEventFilter(self)
            if isinstance(app, QApplication):
                app.focusChanged.disconnect(self._follow_focus)
        self._head = head
        if head is not None:
            head.setParent(self.viewport())
            head.installEventFilter(self)
            head.show()
            if isinstance(app, QApplication):
                app.focusChanged.connect(self._follow_focus)
        self.arrange()

    @property
    def look(self) -> EditorLook:
        """How the text is set."""
        return self._look

    def set_look(self, look: EditorLook) -> None:
        """Set the text in another face or size, or in lines of another length."""
        if look == self._look:
            return
        self._look = look
        self._restyle()
        with self.quietly():
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeBlockFormat(self.block_format())
        self.look_changed.emit()

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Change the document without taking it for an edit."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def block_format(self) -> QTextBlockFormat:
        """The line height; new lines inherit it from the line in which they are begun."""
        made = QTextBlockFormat()
        height = self._theme.px(self._look.size * LINE_HEIGHT)
        made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text; or where there is none, a soft word where it begins (Qt's own would lie on the head)."""
        super().paintEvent(event)
        layout = self.textCursor().block().layout()
        if self.document().isEmpty() and not (layout and layout.preeditAreaText()):
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.color("ink-soft"))
            painter.setFont(self.document().defaultFont())
            place = self.cursorRect().translated(self.cursorWidth(), 0)
            place.setRight(self.viewport().width())
            painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self.invitation)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the head as it grows and shrinks."""
        if watched is self._head and event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().eventFilter(watched, event)

    def arrange(self) -> None:
        """Centre the column and make room for the head; needed again after the document was cleared."""
        width = self.width()  # not the viewport's: the column stays when a scroll bar comes
        text = QFontMetricsF(self.document().defaultFont()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        pad = min(self._theme.px(54), width // 12)
        column = width - 2 * pad
        if self._look.width:
            column = min(column, round(text * self._look.width))
        side = (width - column) // 2
        right = max(0, side - (width - self.viewport().width()))
        top = self._theme.px(28)
        if self._head is not None:
            layout = self._head.layout()
            flows = layout is not None and layout.hasHeightForWidth()
            self._head.resize(column, self._head.height())  # what it says may depend on its width
            height = layout.heightForWidth(column) if layout and flows else self._head.sizeHint().height()
            self._head.setGeometry(QRect(side, top - self.verticalScrollBar().value(), column, height))
            top += height + self._theme.px(18)
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        margins = (side, top, right, self._theme.px(48))
        if margins != (form.leftMargin(), form.topMargin(), form.rightMargin(), form.bottomMargin()):
            form.setLeftMargin(side)
            form.setRightMargin(right)
            form.setTopMargin(top)
            form.setBottomMargin(margins[3])
            before = self.document().blockSignals(True)  # else all of the text would be styled anew
            frame.setFrameFormat(form)
            if self.document().isEmpty():  # which Qt forgets to lay out anew
                self.document().markContentsDirty(0, 1)
            self.document().blockSignals(before)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll up when the keyboard goes to something in the head that is out of sight."""
        if now is None or self._head is None or not self._head.isAncestorOf(now):
            return
        above = now.mapTo(self.viewport(), QPoint(0, 0)).y() - self._theme.px(8)
        if above < 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + above)

    @Slot()
    def _follow_theme(self) -> None:
        """Not `_restyle` itself: a slot that a class overrides is still called when its widget is gone."""
        self._restyle()

    def _restyle(self) -> None:
        font = self._look.font(self._theme)
        self.setFont(font)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("ink"))
        self.setPalette(palette)
        with self.quietly():
            self.document().setDefaultFont(font)
        self.arrange()
