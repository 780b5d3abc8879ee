"""All keys on one sheet, by where they work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from closeness_desktop.window.key_list import OR, KeyGroup
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.labels import BodyLabel, HeadingLabel, KeyLabel
from closeness_desktop.window.widgets.scroll import scroll_by_key
from closeness_desktop.window.widgets.sheet import Sheet

_WIDE = 900
_TWO_COLUMNS = 680
"""Width of what is on the sheet, in pixels of the design, from which it stands in two columns."""


class ShortcutSheet(Sheet):
    """Only to be read: nothing on it can be pressed but its cross."""

    def __init__(self, theme: Theme, groups: Sequence[KeyGroup], over: QWidget) -> None:
        super().__init__(theme, "Every key and what it does", over, wide=_WIDE)
        self.fill(_Columns(theme, groups))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys scroll."""
        if not scroll_by_key(self, event):
            super().keyPressEvent(event)


class _Columns(QWidget):
    """The groups in two columns of about one height, or in one."""

    def __init__(self, theme: Theme, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self._theme = theme
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(40)
        for part in _in_two(groups):
            column = QVBoxLayout()
            column.setSpacing(22)
            for group in part:
                column.addLayout(_group(group))
            column.addStretch(1)
            self._row.addLayout(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(_TWO_COLUMNS)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(40 if wide else 22)


def _group(group: KeyGroup) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    grid.setColumnStretch(0, 1)
    grid.addWidget(HeadingLabel(group.where, wrap=True), 0, 0, 1, 2)
    for row, each in enumerate(group.keys, start=1):
        what = BodyLabel(each.what, wrap=True)
        grid.addWidget(what, row, 0)
        keys = QVBoxLayout()
        keys.setSpacing(4)
        for part in each.keys.split(OR):
            label = KeyLabel(part)
            label.setAccessibleName(f"{part}: {each.what}")
            keys.addWidget(label, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(keys, row, 1)
    return grid


def _in_two(groups: Sequence[KeyGroup]) -> Iterable[list[KeyGroup]]:
    """The groups in their order, parted where both halves have about as many lines."""
    lines = [len(group.keys) + 2 for group in groups]
    half = min(range(len(lines) + 1), key=lambda cut: abs(sum(lines[:cut]) - sum(lines[cut:])))
    return list(groups[:half]), list(groups[half:])
