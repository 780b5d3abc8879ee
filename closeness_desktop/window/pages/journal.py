"""The journal: the list of entries, and one of them being read and written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from closeness_desktop.errors import NotFoundError, StorageError
from closeness_desktop.records import Change, Entry, EntryLine, Moment, Strength, Template
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.entry_list_pane import EntryListPane
from closeness_desktop.window.pages.entry_pane import EntryPane
from closeness_desktop.window.pages.journal_columns import JournalColumns
from closeness_desktop.window.pages.journal_commands import fill_menu, journal_commands
from closeness_desktop.window.pages.known_names import KnownNames
from closeness_desktop.window.pages.list_menu import ListMenu
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.two_panes import TwoPanes

_EXCERPT = 200


class JournalPage(Page):
    """`arrive` takes entry=ID, query=TEXT, or new=True with session, feelings, numbers, text and at=Moment,
    or else with prompt=ID or template=Template to begin with."""

    kinds = frozenset({"entry", "feeling", "tag", "person"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._names = KnownNames(context.journal)
        self.list = EntryListPane(context, self._names)
        self.pane = EntryPane(context, self._names, origin=self)
        self.two = TwoPanes(context, self.pane)
        self.list_menu = ListMenu(context, self.list.view)
        self.columns = JournalColumns(context.theme, self.list, self.two)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.columns)
        self.setTabOrder(self.list.view, self.pane.header.back)
        self.pane.header.set_tab_order(self.pane.editor)
        self.list.chosen.connect(self._on_marked)
        self.list.opened.connect(self._go_to)
        self.list_menu.open_wanted.connect(self._go_to)
        self.list_menu.beside_wanted.connect(self._read_beside)
        self.two.beside.write_wanted.connect(self._go_to)
        self.list.new_wanted.connect(self.write_new)
        self.list.about_to_search.connect(self._keep_text)
        self.list.searched.connect(self.pane.marks.seek)
        self.pane.hit_bar.closed.connect(self.pane.marks.forget)
        self.pane.new_wanted.connect(self.write_new)
        self.pane.writing.only_page.connect(self._set_only_page)
        self.pane.saved.connect(self._on_saved)
        self.pane.header.delete_wanted.connect(self.delete_entry)
        self.pane.header.back_wanted.connect(self.show_list)
        self.pane.header.search_wanted.connect(self.search_for)
        fill_menu(self)
        for command in journal_commands(self):
            context.commands.add(command, self)
        self._entrance: QWidget = self.list.view

    # --- what a page does ---

    def arrive(self, **where: object) -> None:
        """Show what was asked for; with nothing asked, what was open, or else the newest entry."""
        if where.get("new"):
            self._begin(
                session=cast("str | None", where.get("session")),
                feelings=tuple(cast("tuple[Strength, ...]", where.get("feelings") or ())),
                text=str(where.get("text") or ""),
                at=cast("Moment | None", where.get("at")),
                numbers=cast("dict[str, float]", where.get("numbers") or {}),
                prompt=cast("str | None", where.get("prompt")),
                template=cast("Template | None", where.get("template")),
            )
        elif isinstance(entry := where.get("entry"), str):
            if self._kept():
                self.list.show_query("")
                self._open(entry)
                self.columns.show_entry(True)
                if where.get("at_end"):
                    self.pane.reading.write()
                    self.pane.editor.to_end()
        elif isinstance(query := where.get("query"), str):
            self.search_for(query)
        else:
            self.list.show_query(self.list.search.text())
            self.list.mark(self.pane.entry.id if self.pane.entry else None)
            if self.pane.entry is None:
                self._open_first()
        editing = self.columns.shows_entry or not self.columns.is_narrow
        self._entrance = self.pane.reading.page if editing and self.pane.entry else self.list.view
        if where.get("search"):
            self.go_to_search()
            self._entrance = self.list.search

    def take_focus(self) -> None:
        """Go to what was asked for. (A focus proxy would take the search field out of Tab's way.)"""
        self._entrance.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Write what is unwritten. Raises StorageError when the disk will not take it."""
        self.pane.flush()

    def refresh(self, change: Change) -> None:
        """Another page changed something: show it, and keep cursor and unsaved text."""
        self._names.outdated()
        if "entry" not in change.kinds:
            self.list.view.viewport().update()
            return
        self.list.reload()
        self.two.show_changed(change.ids)
        entry = self.pane.entry
        if entry is None or entry.id not in change.ids or not self.pane.autosave.is_stored:
            return
        now = self.context.journal.entries.get(entry.id)
        if now.deleted is None:
            self.pane.take_over(now)
        elif not self.pane.is_unsaved:
            self.pane.close_entry()

    def forget(self) -> None:
        """Let go of all text: editor, undo, title, chips, list and names."""
        self.pane.forget()
        self.two.close_beside()
        self.list.forget()
        self._names.outdated()

    # --- what a person does ---

    @Slot()
    def write_new(self) -> None:
        """Begin an entry."""
        self._begin()

    @Slot()
    def go_to_search(self) -> None:
        """Go to the line to search with."""
        self.pane.writing.set_only_page(False)
        self.show_list()
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    @Slot()
    def put_on_paper(self) -> None:
        """Print the open entry, what the search finds, or a stretch of days."""
        if self._kept():
            entry = self.pane.entry.id if self.pane.entry and self.is_stored() else None
            self.context.go("paper", entry=entry, query=self.list.model.query)

    @Slot()
    def older(self) -> None:
        """Go to the next older entry of the list."""
        self.list.step(1)

    @Slot()
    def newer(self) -> None:
        """Go to the next newer entry of the list."""
        self.list.step(-1)

    @Slot(str)
    def search_for(self, query: str) -> None:
        """Show what a query finds, and the first of it."""
        if not self._kept():
            return
        self.columns.show_entry(False)
        if self.list.show_query(query) and not self.columns.is_narrow:
            self._open_first()

    @Slot()
    def show_list(self) -> None:
        """Where there is one column: go back to the list."""
        self.pane.writing.set_only_page(False)
        if self.columns.shows_entry and self._kept():
            self.columns.show_entry(False)
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def delete_entry(self) -> None:
        """Delete the open entry, go on to its neighbour, and offer to take it back."""
        entry = self.pane.entry
        if entry is None or not self._kept():
            return
        if not self.pane.autosave.is_stored:  # nothing was written, nothing is lost
            self.pane.close_entry()
            self.list.mark(None)
            self.columns.show_entry(False)
            return
        try:
            self._delete(entry.id)
        except StorageError as error:
            self.context.say(str(error))
            return
        self.context.say(
            "The entry is deleted.", lambda: self._restore(entry.id), lambda: self._delete(entry.id)
        )

    @Slot()
    def pin_or_unpin(self) -> None:
        """Pin the open entry to the top of the list, or take its pin away."""
        if self.pane.entry is not None:
            id = self.pane.entry.id
            self.list_menu.pin(id, not self.context.journal.pins.has(id))

    @Slot()
    def show_earlier(self) -> None:
        """Go to what the open entry said before."""
        if self.pane.entry is not None:
            self.context.go("earlier", entry=self.pane.entry.id)

    def is_stored(self) -> bool:
        """Whether an entry is open that the journal holds."""
        return self.pane.entry is not None and self.pane.autosave.is_stored

    def _delete(self, id: str) -> None:
        """Delete an entry; where it is open, go on to its neighbour. Raises StorageError."""
        entries = self.context.journal.entries
        is_open = self.pane.entry is not None and self.pane.entry.id == id
        if is_open:
            self.pane.flush()
        neighbour = entries.older(id) or entries.newer(id)
        entries.delete(id, origin=self)
        self._names.outdated()
        if is_open:
            self.pane.close_entry()
        self.two.show_changed((id,))
        self.list.reload()
        if is_open:
            if neighbour is not None and not self.columns.is_narrow:
                self._open(neighbour.id)
            self.columns.show_entry(False)

    def _restore(self, id: str) -> None:
        self.context.journal.entries.restore(id, origin=self)
        self._names.outdated()
        self.list.reload()
        if self._kept():
            self._open(id)

    def has_entry(self) -> bool:
        """Whether an entry is open."""
        return self.pane.entry is not None

    # --- which entry ---

    def _begin(
        self,
        *,
        session: str | None = None,
        feelings: tuple[Strength, ...] = (),
        numbers: Mapping[str, float] | None = None,
        text: str = "",
        at: Moment | None = None,
        prompt: str | None = None,
        template: Template | None = None,
    ) -> None:
        if not self._kept():
            return
        self.list.show_query("")
        self.list.mark(None)
        self.pane.open_new(session=session, feelings=feelings, text=text, at=at)
        if numbers:
            self.pane.autosave.measure(numbers)
        if prompt:
            self.pane.beginning.ask(prompt)
        if template:
            self.pane.beginning.use(template)
        self.columns.show_entry(True)
        self.pane.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_marked(self, id: str) -> None:
        """Beside the list, what is marked is open; in one column the list stays until Enter or a click."""
        if not self.columns.is_narrow or self.columns.shows_entry:
            self._go_to(id)

    @Slot(str)
    def _go_to(self, id: str) -> None:
        """A person opens an entry of the list."""
        entry = self.pane.entry
        if entry is None or entry.id != id:
            if not self._kept():
                # The view is about to mark the other line; put the mark back when it has.
                QTimer.singleShot(0, self, self._mark_open)
                return
            self._open(id)
        self.columns.show_entry(True)
        if self.columns.is_narrow:  # the list is hidden now, and would leave the keyboard anywhere
            self.pane.reading.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, id: str) -> None:
        try:
            self.pane.open(id)
        except NotFoundError as error:
            self.context.say(str(error))
            return
        self.pane.marks.reveal()
        self.list.mark(id)

    def _open_first(self) -> None:
        line = self.list.model.line(0)
        if line is None:
            self.pane.close_entry()
            self.pane.show_first_words(self.context.journal.entries.first_day() is None)
            self.columns.show_entry(not self.list.search.text())
        elif not self.columns.is_narrow:
            self._open(line.id)

    @Slot(str)
    def _read_beside(self, id: str) -> None:
        """Where there is one column, the list gives way to what is open and what is beside it."""
        if self._kept():
            self.two.read_beside(id)
            self.columns.show_entry(True)

    @Slot()
    def _mark_open(self) -> None:
        self.list.mark(self.pane.entry.id if self.pane.entry else None)

    def _kept(self) -> bool:
        """Write what is unwritten before something else is shown. False, and said, when the disk refuses."""
        try:
            self.pane.flush()
        except StorageError as error:
            self.context.say(f"{error} This entry stays open until it can be saved.")
            return False
        return True

    @Slot()
    def _keep_text(self) -> None:
        self._kept()

    @Slot(object)
    def _on_saved(self, entry: Entry) -> None:
        self.list.show_line(
            EntryLine(
                entry.id,
                entry.at,
                entry.kind,
                entry.title,
                entry.body[:_EXCERPT],
                entry.feelings,
                entry.starred,
                entry.session,
            )
        )
        self.two.show_changed((entry.id,))

    # --- room ---

    @Slot(bool)
    def _set_only_page(self, alone: bool) -> None:
        self.columns.arrange()
        self.alone_wanted.emit(alone)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: nothing is left out of the window any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.pane.writing.set_only_page(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back from the entry to the list where only one of them has room."""
        if event.key() == Qt.Key.Key_Escape and self.columns.is_narrow and self.columns.shows_entry:
            self.show_list()
        else:
            super().keyPressEvent(event)
