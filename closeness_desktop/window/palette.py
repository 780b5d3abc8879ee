"""Ctrl+K: type a few letters of whatever you want to do, open or find, and press Enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from closeness_desktop.errors import QueryError
from closeness_desktop.records import EntryLine
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.entry_delegate import short_date
from closeness_desktop.window.models.entry_list import Index, heading
from closeness_desktop.window.palette_find import MOST_OF_A_KIND, Offer, best
from closeness_desktop.window.palette_rows import OFFER, PaletteRows
from closeness_desktop.window.widgets.fields import SearchField
from closeness_desktop.window.widgets.sheet import Sheet

SEARCH_PAUSE = 100
"""Milliseconds after the last key before entries are looked for; everything else comes at once."""

_HIGHEST = 560


class Offers(QAbstractListModel):
    """The lines of the palette."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._offers = list(offers)
        self.endResetModel()

    def offer(self, row: int) -> Offer | None:
        """The one in a row, if there is such a row."""
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many there are."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title; OFFER gives all of it."""
        offer = self.offer(index.row())
        if offer is None:
            return None
        if role == OFFER:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "; ".join(filter(None, (offer.title, offer.kind, offer.beside)))
        return None


class PaletteSheet(Sheet):
    """Offers what can be done just now, and finds practices, people, tags and entries."""

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(context.theme, "What would you like to do?", over)
        self._context = context
        self._commands = [
            Offer(each.title, "Do", each.act, each.shown_keys, each.words)
            for each in context.commands.offered()
            if each.id != "palette"
        ]
        self._named: list[list[Offer]] | None = None
        self.line = SearchField(context.theme, "Type what you want to do or find", "Type a few letters")
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._choose_marked)
        self.line.installEventFilter(self)
        self.model = Offers(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(PaletteRows(context.theme, self))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setStyleSheet("QListView { background: transparent; border: none; outline: none; }")
        self.view.setAccessibleName("What there is")
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.card.add(self.line)
        self.card.add(self.view, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE)
        self._pause.timeout.connect(self.search_entries)
        self._show(())

    # As a sheet

    def wanted_height(self, width: int) -> int:
        """The same whatever is found, so that nothing jumps while one types."""
        return self.theme.px(_HIGHEST)

    def take_focus(self) -> None:
        """Begin to type."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of what was typed and found."""
        self._pause.stop()
        self.line.blockSignals(True)
        self.line.setText("")  # which, other than `clear`, leaves nothing to undo
        self.model.show_offers(())
        self._commands, self._named = [], None

    # What is offered

    @Slot()
    def _typed(self) -> None:
        self._pause.start()
        self._show(())

    @Slot()
    def search_entries(self) -> None:
        """Offer the entries too, through the same search as the Journal page's."""
        self._pause.stop()
        typed = self.line.text().strip()
        if not typed:
            return
        try:
            found = self._context.journal.entries.page(typed, limit=MOST_OF_A_KIND, typing=True)
        except QueryError:  # the Journal page explains mistakes; here one may have meant no query at all
            found = []
        today = dt.date.fromisoformat(self._context.journal.now().day)
        self._show([self._entry(line, today) for line in found])

    def _entry(self, line: EntryLine, today: dt.date) -> Offer:
        go = partial(self._context.go, "journal", entry=line.id)
        return Offer(heading(line), "Entry", go, short_date(line.at.day, today))

    def _show(self, entries: Sequence[Offer]) -> None:
        typed = self.line.text().strip()
        if not typed:
            self.model.show_offers(self._commands)
        else:
            found = [each for offers in (self._commands, *self._names()) for each in best(typed, offers)]
            search = partial(self._context.go, "journal", query=typed)
            self.model.show_offers(
                [*found, *entries, Offer(f"Search your entries for “{typed}”", "Search", search)]
            )
        self.view.setCurrentIndex(self.model.index(0))

    def _names(self) -> list[list[Offer]]:
        """Practices, people and tags, read when first asked for."""
        if self._named is None:
            journal = self._context.journal
            self._named = [
                [self._practice(*each) for each in self._context.practices.catalogue.titles().items()],
                [self._name("Person", each.name) for each in journal.people.all()],
                [self._name("Tag", each.name) for each in journal.tags.all()],
            ]
        return self._named

    def _practice(self, id: str, title: str) -> Offer:
        return Offer(title, "Practice", partial(self._context.go, "practice", practice=id))

    def _name(self, kind: str, name: str) -> Offer:
        """The entries that carry a name; a query knows no quotation mark within it."""
        bare = name.replace('"', "")
        return Offer(name, kind, partial(self._context.go, "journal", query=f'{kind.lower()}:"{bare}"'))

    # Choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down walk the list while one goes on typing."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            page = max(1, self.view.height() // max(1, self.view.sizeHintForRow(0)) - 1)
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: page,
                Qt.Key.Key_PageUp: -page,
            }
            if (step := steps.get(Qt.Key(event.key()))) is not None:
                last = self.model.rowCount() - 1
                row = min(max(self.view.currentIndex().row() + step, 0), last)
                self.view.setCurrentIndex(self.model.index(row))
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _choose_marked(self) -> None:
        if self._pause.isActive():
            self.search_entries()
        self._choose(self.view.currentIndex())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        """Go first, so that it is done where the keyboard was."""
        offer = self.model.offer(index.row())
        if offer is not None:
            self.shut()
            offer.act()
