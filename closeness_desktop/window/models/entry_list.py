"""The entries that match a search, as a Qt model that grows with scrolling and never holds them all."""

from __future__ import annotations

from collections import OrderedDict
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from closeness_desktop.journal.entries import EntryStore
from closeness_desktop.journal.found import FoundStore
from closeness_desktop.journal.hits import Snippet, Sought
from closeness_desktop.journal.pins import OTHERS, PinStore
from closeness_desktop.journal.query import parse
from closeness_desktop.records import EntryLine

PAGE = 50
"""Lines fetched at once."""

KEPT = 12
"""Pages held at once; of every other one only its last line, by which the next page is found."""

Index = QModelIndex | QPersistentModelIndex


class EntryRole(IntEnum):
    """What the model gives besides Qt's own roles: the EntryLine, what is sought (Sought), and the first
    place in the text where it stands (a Snippet, or None)."""

    LINE = Qt.ItemDataRole.UserRole
    SOUGHT = Qt.ItemDataRole.UserRole + 1
    SNIPPET = Qt.ItemDataRole.UserRole + 2
    PINNED = Qt.ItemDataRole.UserRole + 3


class EntryList(QAbstractListModel):
    """Newest first, and where nothing is searched for the pinned ones before all others.

    `show_query` begins anew; rows come as they are asked for (canFetchMore, fetchMore).
    """

    def __init__(
        self,
        entries: EntryStore,
        parent: QObject | None = None,
        *,
        found: FoundStore | None = None,
        pins: PinStore | None = None,
    ) -> None:
        """found: tells what a search found in each entry. pins: which entries are pinned."""
        super().__init__(parent)
        self._entries, self._found, self._pins = entries, found, pins
        self._pinned: list[EntryLine] = []
        self._query, self._typing = "", False
        self._sought = Sought()
        self._snippets: dict[str, Snippet | None] = {}
        self._pages: OrderedDict[int, list[EntryLine]] = OrderedDict()
        self._last: list[EntryLine] = []
        self._count = 0
        self._complete = True

    @property
    def query(self) -> str:
        """What is searched for; empty for all."""
        return self._query

    @property
    def pinned_count(self) -> int:
        """How many rows at the top are pinned entries."""
        return len(self._pinned)

    @property
    def sought(self) -> Sought:
        """What of the query can be marked in a text."""
        return self._sought

    def show_query(self, query: str, *, typing: bool = False) -> None:
        """Show what matches. typing: the last word may go on. Raises QueryError, and then nothing changes."""
        sought = Sought.of(parse(query, typing=typing))
        first = self._first(query, typing)
        self.beginResetModel()
        self._query, self._typing, self._sought = query, typing, sought
        self._start(*first)
        self.endResetModel()

    def reload(self) -> None:
        """Fetch anew what is shown, as far down as it was."""
        pages = len(self._last)
        self.beginResetModel()
        self._start(*self._first(self._query, self._typing))
        while len(self._last) < pages and not self._complete:
            self._take(self._fetch(len(self._last)))
        self.endResetModel()

    def forget(self) -> None:
        """Let go of every line."""
        self.beginResetModel()
        self._start([], [])
        self._query, self._sought = "", Sought()
        self.endResetModel()

    def line(self, row: int) -> EntryLine | None:
        """The line at a row that exists; fetched again if it was let go."""
        if 0 <= row < len(self._pinned):
            return self._pinned[row]
        row -= len(self._pinned)
        if not 0 <= row < self._count:
            return None
        number, place = divmod(row, PAGE)
        if number not in self._pages:
            self._hold(number, self._fetch(number))
        self._pages.move_to_end(number)
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def row_of(self, entry: str) -> int | None:
        """The row of an entry among the lines held; None when it is not there."""
        for row, line in enumerate(self._pinned):
            if line.id == entry:
                return row
        for number, page in self._pages.items():
            for place, line in enumerate(page):
                if line.id == entry:
                    return len(self._pinned) + number * PAGE + place
        return None

    def update_line(self, line: EntryLine) -> None:
        """Show what became of an entry. A new one, or one that moved in time, means fetching anew."""
        row = self.row_of(line.id)
        old = self.line(row) if row is not None else None
        if row is None or old is None or old.at != line.at:
            self.reload()
            return
        self._snippets.pop(line.id, None)
        if row < len(self._pinned):
            self._pinned[row] = line
        else:
            number, place = divmod(row - len(self._pinned), PAGE)
            self._pages[number][place] = line
            if self._last[number].id == line.id:
                self._last[number] = line
        self.dataChanged.emit(self.index(row), self.index(row))

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many rows are known so far."""
        return 0 if parent.isValid() else len(self._pinned) + self._count

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older entries match too."""
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        """Fetch the next page."""
        if not self.canFetchMore(parent):
            return
        found = self._fetch(len(self._last))
        if not found:
            self._complete = True
            return
        rows = self.rowCount()
        self.beginInsertRows(QModelIndex(), rows, rows + len(found) - 1)
        self._take(found)
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heading of a line; with EntryRole.LINE all of it."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == EntryRole.LINE:
            return line
        if role == EntryRole.SOUGHT:
            return self._sought
        if role == EntryRole.PINNED:
            return index.row() < len(self._pinned)
        if role == EntryRole.SNIPPET:
            return self._snippet(line.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            snippet = self._snippet(line.id)
            words = f"{spoken(line)}; pinned" if index.row() < len(self._pinned) else spoken(line)
            return f"{words}; {snippet.text}" if snippet else words
        return None

    def _snippet(self, entry: str) -> Snippet | None:
        """Found when it is first seen: a list never looks through more entries than it shows."""
        if not self._sought or self._found is None:
            return None
        if entry not in self._snippets:
            if len(self._snippets) >= KEPT * PAGE:
                self._snippets.clear()
            self._snippets[entry] = self._found.snippet(entry, self._sought)
        return self._snippets[entry]

    # Pages

    def _first(self, query: str, typing: bool) -> tuple[list[EntryLine], list[EntryLine]]:
        """The pinned entries, if they are to stand before the others, and the first page of the others."""
        pinned = self._pins.lines() if self._pins is not None and not query.strip() else []
        return pinned, self._entries.page(OTHERS if pinned else query, limit=PAGE, typing=typing)

    def _start(self, pinned: list[EntryLine], first: list[EntryLine]) -> None:
        self._pinned = pinned
        self._pages.clear()
        self._last.clear()
        self._snippets.clear()
        self._count, self._complete = 0, False
        self._take(first)

    def _take(self, found: list[EntryLine]) -> None:
        """Put a page at the end; a short one is the last."""
        self._complete = len(found) < PAGE
        if found:
            self._hold(len(self._last), found)
            self._last.append(found[-1])
            self._count += len(found)

    def _hold(self, number: int, lines: list[EntryLine]) -> None:
        self._pages[number] = lines
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    def _fetch(self, number: int) -> list[EntryLine]:
        after = self._last[number - 1] if number else None
        query = OTHERS if self._pinned else self._query
        return self._entries.page(query, after=after, limit=PAGE, typing=self._typing)


def heading(line: EntryLine) -> str:
    """The title, or else the first line that says something, or else what kind of entry it is."""
    if line.title.strip():
        return " ".join(line.title.split())
    for each in line.excerpt.splitlines():
        if words := each.strip().lstrip("#>-*+ ").removeprefix("[ ] ").removeprefix("[x] "):
            return words
    if line.kind == "practice-note":
        return "After a practice"
    return "Check-in" if line.kind == "check-in" or line.feelings else "Untitled"


def spoken(line: EntryLine) -> str:
    """A line as a screen reader says it."""
    parts = [heading(line), line.at.day]
    if line.feelings:
        parts.append(", ".join(feeling.name for feeling in line.feelings))
    if line.starred:
        parts.append("starred")
    return "; ".join(parts)
