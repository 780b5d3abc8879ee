"""The room of the Journal page: two columns, or where there is little of it the one that is in turn."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from closeness_desktop.window.pages.entry_list_pane import EntryListPane
from closeness_desktop.window.pages.two_panes import TwoPanes
from closeness_desktop.window.theme.theme import Theme

ONE_COLUMN_BELOW = 620
"""Width in pixels of the design under which list and entry take turns."""

_LIST_WIDTH = 310
_NO_LIMIT = 16_777_215


class JournalColumns(QWidget):
    """The list on the left, what is written and read on the right."""

    def __init__(self, theme: Theme, entries: EntryListPane, two: TwoPanes) -> None:
        super().__init__()
        self._theme, self._list, self._two = theme, entries, two
        self.shows_entry = False
        """Which of the two is in turn where only one has room."""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(entries)
        row.addWidget(two, 1)
        theme.changed.connect(self.arrange)
        self.arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether list and entry take turns."""
        return self.width() < self._theme.px(ONE_COLUMN_BELOW)

    def show_entry(self, shown: bool) -> None:
        """Give the turn to the entry, or to the list."""
        self.shows_entry = shown
        self.arrange()

    @Slot()
    def arrange(self) -> None:
        """Give each its room."""
        narrow, alone = self.is_narrow, self._two.is_only_page
        self._list.setVisible((not narrow or not self.shows_entry) and not alone)
        self._two.setVisible(not narrow or self.shows_entry)
        self._two.arrange(one_column=narrow)
        if narrow:
            self._list.setMinimumWidth(0)
            self._list.setMaximumWidth(_NO_LIMIT)
        else:
            self._list.setFixedWidth(min(self._theme.px(_LIST_WIDTH), round(self.width() * 0.4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column or two."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline between the columns."""
        if self._list.isVisible() and not self.is_narrow:
            painter = QPainter(self)
            edge = self._list.geometry().right() + 1
            painter.fillRect(edge, 0, 1, self.height(), self._theme.color("line"))
            painter.end()
