"""The right side of the journal: the entry being written, and maybe another one beside it to be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from closeness_desktop.errors import NotFoundError
from closeness_desktop.window.commands import Command
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.beside_pane import BesidePane
from closeness_desktop.window.pages.entry_pane import EntryPane

BESIDE_FROM = 640
"""Width in pixels of the design from which the two stand beside each other; under it, one below the other."""


class TwoPanes(QSplitter):
    """Splits the room when something is to be read beside, and gives it back."""

    def __init__(self, context: Context, pane: EntryPane) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._context, self._pane = context, pane
        self.beside = BesidePane(context, pane.attachments.attaching.gallery, self)
        self.addWidget(pane)
        self.addWidget(self.beside)
        self.setChildrenCollapsible(False)
        self.beside.hide()
        self.beside.closed.connect(self.close_beside)
        pane.editor.look_changed.connect(self._follow_look)
        self.beside.attachment_wanted.connect(pane.attachments.showing.open_id)
        context.theme.changed.connect(self._restyle)
        self._restyle()

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, by name and by key."""
        return (
            Command(
                "journal.beside",
                "Keep this entry open beside, to read",
                self.keep_beside,
                "Ctrl+Shift+E",
                "Journal",
                lambda: self._pane.entry is not None and self._pane.autosave.is_stored,
                ("split", "two", "compare", "side"),
            ),
            Command(
                "journal.beside.close",
                "Close the entry beside",
                self.close_beside,
                where="Journal",
                enabled=lambda: self.beside.entry is not None,
            ),
        )

    @Slot(str)
    def read_beside(self, id: str) -> None:
        """Show an entry beside the one that is written, and halve the room if nothing was there."""
        try:
            entry = self._context.journal.entries.get(id)
        except NotFoundError as error:
            self._context.say(str(error))
            return
        was_closed = self.beside.isHidden()
        self._pane.writing.set_only_page(False)
        self.beside.show()
        self._arrange()
        if was_closed:
            half = max(self.width(), self.height()) // 2
            self.setSizes([half, half])
        self._follow_look()
        self.beside.show_entry(entry)

    @Slot()
    def _follow_look(self) -> None:
        self.beside.view.set_look(self._pane.editor.look)

    @Slot()
    def keep_beside(self) -> None:
        """Show the open entry beside, to be read while another one is written; the same again closes it."""
        entry = self._pane.entry
        if entry is None:
            return
        if self.beside.entry == entry.id:
            self.close_beside()
        else:
            self.read_beside(entry.id)

    @Slot()
    def close_beside(self) -> None:
        """Give the room back to what is written."""
        had_focus = self.beside.isAncestorOf(self.focusWidget() or self)
        self.beside.hide()
        self.beside.forget()
        if had_focus and self._pane.entry is not None:
            self._pane.reading.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_changed(self, ids: tuple[str, ...]) -> None:
        """These entries have changed: show what became of the one beside."""
        if self.beside.entry is None or self.beside.entry not in ids:
            return
        entry = self._context.journal.entries.get(self.beside.entry)
        if entry.deleted is None:
            self.beside.show_entry(entry)
        else:
            self.close_beside()

    @property
    def is_only_page(self) -> bool:
        """Whether nothing but the text that is written is wanted."""
        return self._pane.writing.is_only_page

    def arrange(self, *, one_column: bool) -> None:
        """one_column: these take turns with the list, to which a way back is offered."""
        self.beside.setVisible(self.beside.entry is not None and not self.is_only_page)
        self._pane.header.show_back(one_column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side or one below the other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= self._context.theme.px(BESIDE_FROM)
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if way != self.orientation():
            self.setOrientation(way)

    @Slot()
    def _restyle(self) -> None:
        theme = self._context.theme
        self.setHandleWidth(theme.px(5))
        self.setStyleSheet(
            f"QSplitter::handle:horizontal {{ border-left: 1px solid {theme.hex('line')}; }}"
            f" QSplitter::handle:vertical {{ border-top: 1px solid {theme.hex('line')}; }}"
        )
        self._arrange()
