"""Puts entries on paper, one at a time, so that the window goes on and the work can be stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QFileDevice, QLocale, QMarginsF, QObject, QSaveFile, QTimer, Signal, Slot
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from closeness_desktop.errors import KnownError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Entry
from closeness_desktop.window.models.month_of_days import days_of_month
from closeness_desktop.window.printing.book import DPI, Book, Paper, Wanted

CALLED = "Pages of a journal"
"""What a PDF, or a job of a printer, is called: never after what is in it."""

NOT_WRITTEN = "The PDF could not be written there."
NOT_BEGUN = "It could not be begun: the printer or the file does not answer."


@dataclass(frozen=True)
class Extent:
    """What goes on paper: one entry (its id), or all that match a query between two days, both included."""

    entry: str | None = None
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max
    query: str = ""

    def count(self, journal: Journal, wanted: Wanted) -> int:
        """How many entries that is. Raises QueryError."""
        if self.entry is not None:
            return 1
        days = journal.days.held(self.since, self.until, self.query)
        return sum(
            count
            for day in days
            for kind, count in day.counts.items()
            if wanted.check_ins or kind != "check-in"
        )

    def entries(self, journal: Journal, wanted: Wanted) -> Iterator[Entry]:
        """The entries, the oldest first, read a month at a time. Raises QueryError, NotFoundError."""
        if self.entry is not None:
            yield journal.entries.get(self.entry)
            return
        days = [day.day for day in journal.days.held(self.since, self.until, self.query)]
        for first in sorted({day.replace(day=1) for day in days}):
            last = first.replace(day=days_of_month(first))
            found = journal.days.entries(max(first, self.since), min(last, self.until), self.query)
            yield from (entry for entry in found if wanted.takes(entry))


def paper_size() -> QPageSize:
    """A4, or Letter where that is what people have."""
    letter = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)


class Sheets:
    """The pages of a printer or a PDF; see book.Leaves. Without an answer, the painter is not active."""

    def __init__(self, device: QPagedPaintDevice) -> None:
        self._device = device
        self.painter = QPainter()
        if self.painter.begin(device):
            scale = device.logicalDpiX() / DPI
            self.painter.scale(scale, scale)

    def turn(self) -> None:
        """Go on to the next page."""
        self._device.newPage()


class Press(QObject):
    """One run. `went_on` carries how many entries are done; `ended` a sentence about why it failed, or ""."""

    went_on = Signal(int)
    ended = Signal(str)

    def __init__(
        self, journal: Journal, extent: Extent, wanted: Wanted, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._journal, self._extent, self._wanted = journal, extent, wanted
        self._entries: Iterator[Entry] = iter(())
        self._leaves: Sheets | None = None
        self._book: Book | None = None
        self._finish: Callable[[bool], str] = lambda _whole: ""
        self._done = 0
        self.was_stopped = False
        self._pulse = QTimer(self)
        self._pulse.setSingleShot(True)
        self._pulse.timeout.connect(self._step)

    @property
    def is_running(self) -> bool:
        """Whether it is at work."""
        return self._leaves is not None

    def save(self, path: str, layout: QPageLayout | None = None) -> None:
        """Write a PDF. What stood there stays until the new one is whole; only its owner may read it.

        layout: whose size and orientation the pages have, if not the usual ones.
        """
        file = QSaveFile(path)
        if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
            self.ended.emit(NOT_WRITTEN)
            return
        owner = QFileDevice.Permission.ReadOwner | QFileDevice.Permission.WriteOwner
        file.setPermissions(owner)
        device = QPdfWriter(file)
        device.setResolution(DPI)
        size = paper_size() if layout is None else layout.pageSize()
        turned = QPageLayout.Orientation.Portrait if layout is None else layout.orientation()
        device.setPageLayout(QPageLayout(size, turned, QMarginsF()))
        device.setTitle(CALLED)
        device.setCreator("Closeness")

        def finish(whole: bool) -> str:
            if not whole:
                file.cancelWriting()
            return "" if file.commit() or not whole else NOT_WRITTEN

        self.print_on(device, finish)

    def print_on(self, device: QPagedPaintDevice, finish: Callable[[bool], str] = lambda _whole: "") -> None:
        """Draw on a printer or a PDF. finish: told at the end whether all was drawn; says what failed."""
        leaves = Sheets(device)
        if not leaves.painter.isActive():
            finish(False)
            self.ended.emit(NOT_BEGUN)
            return
        self._leaves, self._finish = leaves, finish
        paper = Paper.of_points(device.pageLayout().fullRect(QPageLayout.Unit.Point).size())
        months = self._extent.entry is None
        self._book = Book(self._journal, leaves, paper, self._wanted, months=months)
        self._entries = self._extent.entries(self._journal, self._wanted)
        self._pulse.start(0)

    @Slot()
    def stop(self) -> None:
        """Give up; nothing is left behind in the file."""
        if self.is_running:
            self.was_stopped = True
            self._end(False, "")

    @Slot()
    def _step(self) -> None:
        """One entry; then reading what comes after it."""
        try:
            entry = next(self._entries, None)
            if entry is None:
                self._end(True, "")
            elif self._book is not None:
                self._book.add(entry)
                self._done += 1
                self._pulse.start(0)
                self.went_on.emit(self._done)
        except KnownError as error:
            self._end(False, str(error))

    def _end(self, whole: bool, why: str) -> None:
        self._pulse.stop()
        if self._book is not None and whole:
            self._book.close()
        if self._leaves is not None:
            self._leaves.painter.end()
        failed = self._finish(whole)
        self._book = self._leaves = None
        self._entries = iter(())
        self._finish = lambda _whole: ""
        self.ended.emit(why or failed)
