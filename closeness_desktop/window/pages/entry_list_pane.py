"""The left side of the journal: a line to search with, and the entries that it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from closeness_desktop.errors import QueryError
from closeness_desktop.journal.query import mistaken
from closeness_desktop.records import EntryLine
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.entry_delegate import EntryDelegate
from closeness_desktop.window.models.entry_list import EntryList, EntryRole
from closeness_desktop.window.pages.known_names import KnownNames
from closeness_desktop.window.search.panel import HEIGHT, WIDTH, SearchPanel
from closeness_desktop.window.search.query_line import QueryLine
from closeness_desktop.window.widgets.buttons import IconButton
from closeness_desktop.window.widgets.labels import HintLabel, SoftLabel

TYPING_PAUSE = 150
"""Milliseconds after the last key before a search begins."""


class EntryListPane(QWidget):
    """`chosen` tells the id of the entry that a person marked; `opened` of one they clicked or entered."""

    chosen = Signal(str)
    opened = Signal(str)
    new_wanted = Signal()
    about_to_search = Signal()
    """What is unsaved should be written, so that it can be found."""

    searched = Signal(object)
    """Carries what can be marked in a text (Sought); nothing of it when all entries are shown."""

    def __init__(self, context: Context, names: KnownNames) -> None:
        super().__init__()
        self._context = context
        self._is_marking = False
        self.search = QueryLine(context.theme)
        self.search.textEdited.connect(self._typed)
        self.search.returnPressed.connect(self._entered)
        self.search.installEventFilter(self)
        self.options = IconButton(context.theme, "bookmark", "Saved searches, and what you can type", size=20)
        self.options.clicked.connect(self.show_options)
        self.new = IconButton(context.theme, "notebook-pen", "New entry (Ctrl+N)", size=20)
        self.new.clicked.connect(self.new_wanted)
        self.calendar = IconButton(context.theme, "calendar-days", "Calendar (Ctrl+6)", size=20)
        self.calendar.clicked.connect(lambda: context.go("calendar"))
        self.mistake = HintLabel(wrap=True)
        self.mistake.hide()
        self.none_found = SoftLabel(wrap=True)
        self.none_found.hide()
        journal = context.journal
        self.model = EntryList(journal.entries, self, found=journal.found, pins=journal.pins)
        self.part = SoftLabel()
        self.part.hide()
        self.view = QListView()
        self._dress_view(names)
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self._search_typed)
        context.theme.changed.connect(self._restyle)
        self._restyle()

    def _dress_view(self, names: KnownNames) -> None:
        view, theme = self.view, self._context.theme
        view.setModel(self.model)
        view.setItemDelegate(EntryDelegate(theme, names.quadrant, self._today, self))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName("Entries, newest first")
        view.setFrameShape(QListView.Shape.NoFrame)
        view.selectionModel().selectionChanged.connect(self._on_marked)
        view.verticalScrollBar().valueChanged.connect(self._tell_part)
        view.clicked.connect(self._on_opened)
        view.activated.connect(self._on_opened)

    def _build(self) -> None:
        px = self._context.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(px(16), px(18), px(10), px(14))
        top.setSpacing(px(4))
        top.addWidget(self.search, 1)
        top.addWidget(self.options)
        top.addWidget(self.calendar)
        top.addWidget(self.new)
        column.addLayout(top)
        for label in (self.mistake, self.none_found, self.part):
            label.setContentsMargins(px(16), 0, px(16), px(12))
            column.addWidget(label)
        column.addWidget(self.view, 1)

    # --- searching ---

    def show_query(self, query: str, *, typing: bool = False) -> bool:
        """Show what a query finds; a mistake in it is said below the line, and the list stays as it is."""
        self._pause.stop()
        if self.search.text() != query:
            self.search.setText(query)
        self.about_to_search.emit()
        try:
            with self._marking():
                self.model.show_query(query, typing=typing)
        except QueryError as error:
            self._explain(query, error)
            return False
        self.mistake.hide()
        self.search.clear_mistake()
        self._tell_if_empty()
        self.searched.emit(self.model.sought)
        return True

    def _explain(self, query: str, error: QueryError) -> None:
        """Underline a mistake where it stands, and say below the line what it is."""
        sentence = str(error)
        if sentence != self.mistake.text() or self.mistake.isHidden():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.search, sentence))
        self.mistake.setText(sentence)
        self.mistake.show()
        self._tell_if_empty()
        self.search.show_mistake(*mistaken(query, error), sentence)

    def reload(self) -> None:
        """Fetch the list anew; what is marked stays marked, and the list stays where it is."""
        marked = self.marked()
        scrolled = self.view.verticalScrollBar().value()
        with self._marking():
            self.model.reload()
        self.mark(marked, scroll=False)
        self.view.verticalScrollBar().setValue(scrolled)
        self._tell_if_empty()

    def show_line(self, line: EntryLine) -> None:
        """An entry was written: show what became of it."""
        marked = self.marked()
        scrolled = self.view.verticalScrollBar().value()
        with self._marking():
            self.model.update_line(line)
        self.mark(marked or line.id, scroll=False)
        self.view.verticalScrollBar().setValue(scrolled)
        self._tell_if_empty()

    def forget(self) -> None:
        """Let go of every line and of the query."""
        self._pause.stop()
        self.search.setText("")  # which, other than `clear`, leaves nothing to undo
        self.model.forget()
        self.mistake.setText("")
        self.searched.emit(self.model.sought)

    @Slot()
    def _typed(self) -> None:
        self._pause.start()

    @Slot()
    def _search_typed(self) -> None:
        self.show_query(self.search.text(), typing=True)

    @Slot()
    def _entered(self) -> None:
        """Enter: the words are whole now; go to the first entry found, or to the mistake."""
        if not self.show_query(self.search.text()):
            self.search.go_to_mistake()
        elif self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.step(0)

    @Slot()
    def show_options(self) -> None:
        """Show the saved searches, and what can be typed."""
        panel = SearchPanel(self._context, self, self.search.text())
        panel.chosen.connect(self._search_saved)
        panel.example.connect(self._type)
        panel.open_below(self.options, WIDTH, HEIGHT)
        panel.take_focus()

    @Slot(str)
    def _search_saved(self, query: str) -> None:
        self.show_query(query)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _type(self, words: str) -> None:
        """Put words behind what stands in the line, and go on there."""
        typed = self.search.text().rstrip()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(f"{typed} {words}" if typed else words)
        self._search_typed()

    def _tell_if_empty(self) -> None:
        empty = self.model.rowCount() == 0
        words = "Nothing found." if self.model.query.strip() else "Your entries will stand here."
        self.none_found.setText(words)
        self.none_found.setVisible(empty and self.mistake.isHidden())
        self._tell_part()

    @Slot()
    def _tell_part(self) -> None:
        """Where pinned entries stand before the others: which of the two is at the top of the view."""
        self.part.setVisible(self.model.pinned_count > 0)
        top = self.view.indexAt(self.view.viewport().rect().topLeft())
        pinned = not top.isValid() or bool(top.data(EntryRole.PINNED))
        self.part.setText("Pinned" if pinned else "All other entries")

    # --- which one is marked ---

    def marked(self) -> str | None:
        """The id of the marked entry."""
        row = self._marked_row()
        line = self.model.line(row) if row is not None else None
        return line.id if line is not None else None

    def _marked_row(self) -> int | None:
        rows = self.view.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def mark(self, id: str | None, *, scroll: bool = True) -> None:
        """Mark an entry without going to it; none, if it is not among the lines held."""
        row = self.model.row_of(id) if id is not None else None
        index = self.model.index(row) if row is not None else QModelIndex()
        with self._marking():
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        if scroll and index.isValid():
            self.view.scrollTo(index)

    @contextmanager
    def _marking(self) -> Iterator[None]:
        """Whatever is marked meanwhile, no person went to it."""
        before, self._is_marking = self._is_marking, True
        try:
            yield
        finally:
            self._is_marking = before

    def step(self, by: int) -> bool:
        """Mark the next older (1) or newer (-1) entry, the first if none is marked; False at the end."""
        row = self._marked_row()
        target = 0 if row is None else row + by
        if target >= self.model.rowCount() and self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())
        if not 0 <= target < self.model.rowCount() or target == row:
            return False
        self.view.setCurrentIndex(self.model.index(target))
        return True

    @Slot()
    def _on_marked(self) -> None:
        id = self.marked()
        if id is not None and not self._is_marking:
            self.chosen.emit(id)

    @Slot(QModelIndex)
    def _on_opened(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if line is not None:
            self.opened.emit(line.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads from the line into the list, Escape empties the line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down and self.model.rowCount():
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                if self._marked_row() is None:
                    self.view.setCurrentIndex(self.model.index(0))
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.show_query("")
                return True
        return super().eventFilter(watched, event)

    def _today(self) -> dt.date:
        return dt.date.fromisoformat(self._context.journal.now().day)

    @Slot()
    def _restyle(self) -> None:
        self.view.setStyleSheet(
            "QListView { background: transparent; border: none; outline: none;"
            f" border-top: 1px solid {self._context.theme.hex('line')}; }}"
        )
        self.view.scheduleDelayedItemsLayout()
