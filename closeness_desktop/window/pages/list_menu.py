"""What can be done with an entry of the list, without opening it: a menu at its line, by mouse or by key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QMenu

from closeness_desktop.errors import StorageError
from closeness_desktop.records import EntryLine
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.entry_list import EntryRole

KEYS = (KeyHelp("Shift+F10", "What can be done with the entry at this line"),)

PIN, UNPIN = "Pin to the top", "Take the pin away"


class ListMenu(QObject):
    """Opens where the right button or the menu key was pressed; a right click opens no entry."""

    open_wanted = Signal(str)
    beside_wanted = Signal(str)
    """The entry is to be read beside the one that is open: its id."""

    def __init__(self, context: Context, view: QListView) -> None:
        super().__init__(view)
        self._context, self._view = context, view
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the right button mark nothing, and open the menu."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            return event.button() == Qt.MouseButton.RightButton
        if event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            index = self._view.currentIndex() if by_key else self._view.indexAt(event.pos())
            line = index.data(EntryRole.LINE) if index.isValid() else None
            if isinstance(line, EntryLine):
                middle = self._view.viewport().mapToGlobal(self._view.visualRect(index).center())
                self.menu(line.id).popup(middle if by_key else event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def menu(self, entry: str) -> QMenu:
        """The menu of an entry; it is gone once it is closed."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pinned = self._context.journal.pins.has(entry)
        for title, act in (
            ("Open", partial(self.open_wanted.emit, entry)),
            ("Read beside", partial(self.beside_wanted.emit, entry)),
            (UNPIN if pinned else PIN, partial(self.pin, entry, not pinned)),
        ):
            menu.addAction(title).triggered.connect(lambda _checked=False, act=act: act())
        return menu

    def pin(self, entry: str, pinned: bool) -> None:
        """Pin an entry or take its pin away, and offer to take that back. Raises NotFoundError."""
        pins = self._context.journal.pins
        try:
            changed = pins.pin(entry, pinned)
        except StorageError as error:
            self._context.say(str(error))
            return
        if changed:
            self._context.say(
                "The entry is pinned to the top." if pinned else "The pin is taken away.",
                partial(pins.pin, entry, not pinned),
                partial(pins.pin, entry, pinned),
            )
