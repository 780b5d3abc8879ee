"""A line under the open text: how many places of it a search found, and the way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from closeness_desktop.window.search.marks import HitMarks
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton
from closeness_desktop.window.widgets.labels import SoftLabel

NEXT, PREVIOUS = "F4", "Shift+F4"


class HitBar(QWidget):
    """There while something is marked. `closed` comes when the person wants no marks any more, `stepping`
    before another place is gone to: whatever hides the text should step aside."""

    closed = Signal()
    stepping = Signal()

    def __init__(self, theme: Theme, marks: HitMarks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._marks = theme, marks
        self.words = SoftLabel(wrap=True)
        self.previous = IconButton(theme, "chevron-up", f"The place before this one ({PREVIOUS})")
        self.next = IconButton(theme, "chevron-down", f"The next place ({NEXT})")
        self.close_marks = IconButton(theme, "x", "Mark nothing")
        row = QHBoxLayout(self)
        pad = theme.px(12)
        row.setContentsMargins(theme.px(20), theme.px(6), pad, theme.px(6))
        row.setSpacing(theme.px(4))
        row.addWidget(self.words, 1)
        for button in (self.previous, self.next, self.close_marks):
            row.addWidget(button)
        self.previous.clicked.connect(self.to_previous)
        self.next.clicked.connect(self.to_next)
        self.close_marks.clicked.connect(self.closed)
        marks.changed.connect(self._tell)
        self._tell()

    @Slot()
    def to_next(self) -> None:
        """Go to the next place."""
        self.stepping.emit()
        self._marks.step(1)

    @Slot()
    def to_previous(self) -> None:
        """Go to the place before."""
        self.stepping.emit()
        self._marks.step(-1)

    @Slot()
    def _tell(self) -> None:
        count, current = self._marks.count, self._marks.current
        many = f"{count:,}{'+' if self._marks.is_cut else ''}"
        if current is not None:
            self.words.setText(f"{current + 1:,} of {many} places found")
        else:
            self.words.setText("One place found" if count == 1 else f"{many} places found")
        self.setVisible(count > 0)
