"""Names offered while `#tag` or `@person` is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QListWidget, QWidget

from closeness_desktop.journal.inline import can_be_inline
from closeness_desktop.journal.text import fold, inline_names
from closeness_desktop.window.theme.theme import Theme

SHOWN = 6
"""How many names are offered at once."""

_KINDS = {"#": "tag", "@": "person"}
_PART = re.compile(r"[^\w]|_")

Names = Callable[[str], Iterable[str]]
"""Given "#" or "@", every name known of that kind, most used first; those in a group as GroupedName."""


class GroupedName(str):
    """A name, and the group that it is in."""

    __slots__ = ("group",)
    group: str

    def __new__(cls, name: str, group: str) -> GroupedName:
        """See the class."""
        made = super().__new__(cls, name)
        made.group = group
        return made


def name_before(line: str, column: int) -> str | None:
    """The `#tag` or `@person` that ends at `column`, sign included, or a bare sign; None when there is none.

    Nothing is offered in the middle of a word: what stands behind would be left over.
    """
    if column < len(line) and (line[column].isalnum() or line[column] in "_-"):
        return None
    start = max(line.rfind("#", 0, column), line.rfind("@", 0, column))
    if start < 0:
        return None
    typed = line[start:column]
    # A letter stands for what is still to come: it makes a bare sign, "#2" and "@jean-" beginnings of names.
    found = list(inline_names(f"{line[:column]}x"))
    if found and found[-1].start == start and found[-1].end == column + 1:
        return typed
    return None


def matching(typed: str, names: Iterable[str]) -> list[str]:
    """The names that begin with what was typed (its sign included), as they can be written in a line.

    After them those with a later word that begins so ("@maria" finds “Anna-Maria”), and those in a group
    with such a word ("#home" finds what is in “At home”). A bare sign offers the most used ones. What is
    typed already in full is not offered, so that Enter after it is Enter.
    """
    kind, begun = _KINDS[typed[0]], fold(typed[1:])
    first: list[str] = []
    second: list[str] = []
    for name in names:
        folded = fold(name)
        if folded == begun:
            return []
        if folded.startswith(begun):
            found = first
        elif len(second) < SHOWN and _later(begun, name, folded):
            found = second
        else:
            continue
        if can_be_inline(kind, name):
            found.append(str(name))
            if len(first) == SHOWN:
                break
    return [*first, *second][:SHOWN]


def _later(begun: str, name: str, folded: str) -> bool:
    """Whether a word of the name after its first, or a word of its group, begins so."""
    words = _PART.split(folded)[1:]
    if isinstance(name, GroupedName):
        words += _PART.split(fold(name.group))
    return any(word.startswith(begun) for word in words)


class Suggestions(QListWidget):
    """The names on offer, under the cursor. It never takes the focus: the keys go on to the text.

    Tab takes the first name or the chosen one; the arrows choose; Enter takes only what was chosen by arrow,
    so that a new tag at the end of a line can be followed by a new line. Escape closes.
    """

    taken = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._room = theme, parent
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("suggestions")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Suggested names"))
        self.itemClicked.connect(lambda item: self._take(item.text()))
        self._restyle()
        theme.changed.connect(self._restyle)
        self.hide()

    def offer(self, names: list[str], cursor: QRect) -> None:
        """Show names below the cursor (or above it, where there is no room), or nothing."""
        if not names:
            self.close_offer()
            return
        if names != self._names():
            self.clear()
            self.addItems(names)
            self.setCurrentRow(-1)
            self._announce(names)
        px = self._theme.px
        edges = 2 * (px(4) + 1)
        width = max(self.sizeHintForColumn(0) + edges + px(20) + self._key_width(), px(140))
        self.resize(min(width, self._room.width()), self.sizeHintForRow(0) * len(names) + edges)
        self.move(self._place(cursor))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say beside the first name which key writes it, until the arrows choose."""
        super().paintEvent(event)
        if self.count() == 0 or self.currentRow() >= 0:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._theme.ui_font(13))
        painter.setPen(self._theme.color("ink-soft"))
        room = self.visualItemRect(self.item(0)).adjusted(0, 0, -self._theme.px(8), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.tr("Tab"))
        painter.end()

    def _key_width(self) -> int:
        return QFontMetrics(self._theme.ui_font(13)).horizontalAdvance(self.tr("Tab"))

    def close_offer(self) -> None:
        """Hide, and forget the names."""
        self.hide()
        self.clear()

    def handle(self, event: QKeyEvent) -> bool:
        """Use a key that was meant for the names; False for every other."""
        if self.isHidden() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key, row = event.key(), self.currentRow()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow(
                (row + step) % self.count() if row >= 0 else 0 if step > 0 else self.count() - 1
            )
            return True
        if key == Qt.Key.Key_Tab or (key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0):
            self._take(self.item(max(row, 0)).text())
            return True
        if key == Qt.Key.Key_Escape:
            self.close_offer()
            return True
        return False

    def _names(self) -> list[str]:
        return [self.item(row).text() for row in range(self.count())]

    def _take(self, name: str) -> None:
        self.close_offer()
        self.taken.emit(name)

    def _place(self, cursor: QRect) -> QPoint:
        room = self._room.rect()
        left = max(0, min(cursor.left(), room.width() - self.width()))
        below = cursor.bottom() + 4
        above = cursor.top() - 4 - self.height()
        return QPoint(left, below if below + self.height() <= room.height() or above < 0 else above)

    @Slot()
    def _restyle(self) -> None:
        hex, px = self._theme.hex, self._theme.px
        self.setStyleSheet(
            f"#suggestions {{ background: {hex('surface')}; color: {hex('ink')};"
            f" border: 1px solid {hex('line')}; border-radius: {px(9)}px;"
            f" padding: {px(4)}px; outline: none; }}"
            f" #suggestions::item {{ padding: {px(6)}px {px(8)}px; border-radius: {px(6)}px; }}"
            f" #suggestions::item:selected, #suggestions::item:hover {{"
            f" background: {hex('teal-wash')}; color: {hex('ink')}; }}"
        )

    def _announce(self, names: list[str]) -> None:
        sentence = self.tr("Tab writes %1").replace("%1", names[0])
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
