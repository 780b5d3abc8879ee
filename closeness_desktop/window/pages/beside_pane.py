"""One entry to be read beside the one that is being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.records import Entry
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.entry_header import when_text
from closeness_desktop.window.reading.document import Pictures
from closeness_desktop.window.reading.leaving import ask_to_open
from closeness_desktop.window.reading.view import ReadingView
from closeness_desktop.window.widgets.buttons import IconButton
from closeness_desktop.window.widgets.labels import PlainLabel, SoftLabel

KEYS = (KeyHelp("Escape", "Close the entry beside"),)


class BesidePane(QWidget):
    """Shows an entry without a field to write in; its checkboxes are only looked at."""

    closed = Signal()
    """Nothing is to be read here any more."""

    write_wanted = Signal(str)
    """The entry is to be written instead of the one that is open: its id."""

    attachment_wanted = Signal(str)
    """A picture or a link to an attachment was followed: its id."""

    def __init__(self, context: Context, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.entry: str | None = None
        """The id of the entry that is shown."""
        theme = context.theme
        self.view = ReadingView(theme, pictures)
        self.view.setAccessibleName("Text of the entry beside")
        self.when = SoftLabel(wrap=True)
        self.title = PlainLabel(wrap=True)
        self.write = IconButton(theme, "notebook-pen", "Write in this entry")
        self.close_button = IconButton(theme, "x", "Close the entry beside")
        self._head = self._build_head()
        self.view.set_head(self._head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.link_wanted.connect(self._leave)
        self.view.attachment_wanted.connect(self.attachment_wanted)
        self.write.clicked.connect(self._write)
        self.close_button.clicked.connect(self.closed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _build_head(self) -> QWidget:
        head = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.when, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.write, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.title)
        return head

    def show_entry(self, entry: Entry) -> None:
        """Show an entry from its beginning; the one that is shown already, where it was being read."""
        self.when.setText(when_text(entry.at, "d MMM yyyy"))
        self.title.setText(entry.title)
        self.title.setVisible(bool(entry.title.strip()))
        if entry.id == self.entry:
            self.view.update_text(entry.body)
        else:
            self.entry = entry.id
            self.view.show_text(entry.body, boxes=False)
        self.view.arrange()

    def forget(self) -> None:
        """Let go of every word."""
        self.entry = None
        self.when.setText("")
        self.title.setText("")
        self.view.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _write(self) -> None:
        if self.entry is not None:
            self.write_wanted.emit(self.entry)

    @Slot(str)
    def _leave(self, address: str) -> None:
        if sentence := ask_to_open(self.window(), address):
            self._context.say(sentence)

    @Slot()
    def _restyle(self) -> None:
        self.title.setFont(self._context.theme.reading_font(24, bold=True))
