"""Beside the calendar: what the chosen day holds, and the same day in other years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt, QTime, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from closeness_desktop.clock import local_time
from closeness_desktop.records import EntryLine
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.models.month_of_days import DayCell, held_in_words
from closeness_desktop.window.models.year_of_days import moods_in_words
from closeness_desktop.window.pages.today_cards import shortened
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import ReadingLabel, SoftLabel

MOST = 6
"""Entries that a card shows at first."""


class EntryBrief(QWidget):
    """An entry in two lines, with what can be done with it. `opened` carries its id."""

    opened = Signal(str)

    def __init__(self, line: EntryLine, when: str, offers: Sequence[LinkButton] = ()) -> None:
        """when: its time or its day. offers: more that can be done with it."""
        super().__init__()
        self.id = line.id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 6)
        column.setSpacing(2)
        feelings = ", ".join(feeling.name for feeling in line.feelings)
        column.addWidget(SoftLabel(" · ".join(filter(None, (when, feelings))), wrap=True))
        self.text = ReadingLabel(shortened(line.title or line.excerpt), wrap=True)
        column.addWidget(self.text)
        self.text.setVisible(bool(self.text.text()))
        self.open = LinkButton("Open")
        called = f"“{shortened(line.title)}”" if line.title.strip() else "the entry"
        self.open.setAccessibleName(f"Open {called}, {when}")
        self.open.clicked.connect(lambda: self.opened.emit(self.id))
        row = QWidget()
        flow = FlowLayout(row, gap=14)
        for button in (self.open, *offers):
            flow.addWidget(button)
        column.addWidget(row)


class DayCard(Card):
    """`opened` carries the id of an entry; `read_wanted` and `write_wanted` come when the whole day is to be
    read, or something to be written about it."""

    opened = Signal(str)
    read_wanted = Signal()
    write_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("The day")
        self.holds = SoftLabel(wrap=True)
        self.body.setSpacing(6)
        self.add(self.holds)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add(self._list)
        self.briefs: list[EntryBrief] = []
        self.read = QuietButton("Read the day")
        self.read.clicked.connect(self.read_wanted)
        self.write = QuietButton("Write about it")
        self.write.clicked.connect(self.write_wanted)
        row = QWidget()
        flow = FlowLayout(row, gap=10)
        for button in (self.read, self.write):
            flow.addWidget(button)
        self.add(row)

    def show_day(self, cell: DayCell, lines: Sequence[EntryLine], *, is_to_come: bool) -> None:
        """Show a day and its entries, as many as there is room for."""
        if self.heading is not None:
            self.heading.setText(date_text(cell.day, "dddd, d MMMM yyyy"))
        held = held_in_words(cell.held) if cell.held else "Nothing yet." if cell.is_today else "Nothing."
        named = f" · {moods_in_words(cell.mood)}" if cell.mood else ""
        self.holds.setText(held + named)
        _refill(self._list, self.briefs, (_timed(line) for line in lines[:MOST]))
        for brief in self.briefs:
            brief.opened.connect(self.opened)
        self.read.setVisible(len(lines) > 1)
        self.write.setVisible(not is_to_come)
        self.read.setText("Read the day" if len(lines) <= MOST else f"Read all {len(lines)}")

    def forget(self) -> None:
        """Let go of every word."""
        _refill(self._list, self.briefs, ())
        self.holds.clear()


class OtherYearsCard(Card):
    """`opened`, `unwanted` and `wanted_back` carry the id of an entry, `kinder` whether hard days are left
    out; `good_wanted` comes when a good day is asked for."""

    opened = Signal(str)
    unwanted = Signal(str)
    wanted_back = Signal(str)
    kinder = Signal(bool)
    good_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("On this day")
        self.body.setSpacing(8)
        self.none = SoftLabel(wrap=True)
        self.add(self.none)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.add(self._list)
        self.briefs: list[EntryBrief] = []
        self.more = LinkButton("Show more")
        self.more.clicked.connect(self._show_more)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.leave_out = QCheckBox("Leave out hard days")
        self.leave_out.setToolTip("Days on which what you named was unpleasant on the whole.")
        self.leave_out.toggled.connect(self.kinder)
        self.add(self.leave_out)
        self.good = QuietButton("Show me a good day")
        self.good.clicked.connect(self.good_wanted)
        self.body.addWidget(self.good, 0, Qt.AlignmentFlag.AlignLeft)
        self.back = LinkButton("")
        self.back.setCheckable(True)
        self.back.toggled.connect(self._show_left_out)
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._left_list = QVBoxLayout()
        self._left_list.setSpacing(8)
        self.add(self._left_list)
        self.left_briefs: list[EntryBrief] = []
        self._lines: Sequence[EntryLine] = ()
        self._left: Sequence[EntryLine] = ()

    def show_day(self, day: dt.date, lines: Sequence[EntryLine], *, leave_out: bool) -> None:
        """Show what was written on this day in other years."""
        self._lines = lines
        if self.heading is not None:
            self.heading.setText(f"{date_text(day, 'd MMMM')} in other years")
        self.leave_out.blockSignals(True)
        self.leave_out.setChecked(leave_out)
        self.leave_out.blockSignals(False)
        self.none.setText("Nothing to look back on." if not lines else "")
        self.none.setVisible(not lines)
        self._fill(MOST)

    def show_left_out(self, lines: Sequence[EntryLine]) -> None:
        """Know which entries are not looked back on."""
        self._left = lines
        self.back.setText("1 entry is left out" if len(lines) == 1 else f"{len(lines)} entries are left out")
        self.back.setVisible(bool(lines))
        self._show_left_out(self.back.isChecked() and bool(lines))

    def forget(self) -> None:
        """Let go of every word."""
        self._lines = self._left = ()
        _refill(self._list, self.briefs, ())
        _refill(self._left_list, self.left_briefs, ())

    def _fill(self, most: int) -> None:
        _refill(self._list, self.briefs, map(self._brief, self._lines[:most]))
        self.more.setVisible(len(self._lines) > most)

    def _brief(self, line: EntryLine) -> EntryBrief:
        day = date_text(dt.date.fromisoformat(line.at.day), "d MMMM yyyy")
        no_more = LinkButton("Not this one again")
        no_more.setAccessibleName(f"Do not look back on this one again, {day}")
        no_more.clicked.connect(partial(self.unwanted.emit, line.id))
        brief = EntryBrief(line, day, [no_more])
        brief.opened.connect(self.opened)
        return brief

    @Slot()
    def _show_more(self) -> None:
        self._fill(len(self._lines))
        self.briefs[MOST].open.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _show_left_out(self, shown: bool) -> None:
        _refill(self._left_list, self.left_briefs, map(self._left_brief, self._left) if shown else ())

    def _left_brief(self, line: EntryLine) -> EntryBrief:
        day = date_text(dt.date.fromisoformat(line.at.day), "d MMMM yyyy")
        again = LinkButton("Look back on it again")
        again.setAccessibleName(f"Look back on it again, {day}")
        again.clicked.connect(partial(self.wanted_back.emit, line.id))
        brief = EntryBrief(line, day, [again])
        brief.opened.connect(self.opened)
        return brief


def _timed(line: EntryLine) -> EntryBrief:
    at = local_time(line.at)
    return EntryBrief(line, QLocale().toString(QTime(at.hour, at.minute), "HH:mm"))


def _refill(column: QVBoxLayout, held: list[EntryBrief], briefs: Iterable[EntryBrief]) -> None:
    """Let these be all that a column holds."""
    for old in held:
        column.removeWidget(old)
        old.hide()
        old.deleteLater()
    held.clear()
    for brief in briefs:
        column.addWidget(brief)
        brief.show()
        held.append(brief)
