"""The calendar: a month or a year of days, what the chosen one holds, and the same day in other years."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.clock import parse_when
from closeness_desktop.errors import KnownError
from closeness_desktop.journal.days import LEAVE_OUT_HARD
from closeness_desktop.records import Change
from closeness_desktop.window.commands import Command
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.month_of_days import (
    DayCell,
    Month,
    MonthOfDays,
    held_in_words,
)
from closeness_desktop.window.models.trend_table import Table
from closeness_desktop.window.models.year_of_days import YearOfDays
from closeness_desktop.window.pages import calendar_look as looks
from closeness_desktop.window.pages.calendar_cards import DayCard, OtherYearsCard
from closeness_desktop.window.pages.calendar_filter import CalendarFilter
from closeness_desktop.window.pages.calendar_head import CalendarHead
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.chart_card import ChartCard
from closeness_desktop.window.widgets.legend import FieldLegend
from closeness_desktop.window.widgets.month_grid import MonthGrid, by_months
from closeness_desktop.window.widgets.scroll import ScrollPage
from closeness_desktop.window.widgets.year_grid import YearGrid

SIDE_BY_SIDE = 860
"""Width of the page, in pixels of the design, from which the chosen day stands beside the calendar."""

NO_GOOD_DAY = "No such day yet. Name what you feel now and then, and write a line about it."


class CalendarPage(Page):
    """`arrive` takes day=DATE; without it the day that was chosen before stays chosen, today at first."""

    kinds = frozenset({"entry", "feeling", "person", "session"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.day = self._today()
        self._shown = looks.Stretch()
        self._months, self._year_model = MonthOfDays(self), YearOfDays(self)
        self.back = LinkButton("Journal")
        self.back.clicked.connect(lambda: context.go("journal"))
        self.head = CalendarHead(theme)
        self.head.gone_by.connect(self._go_by)
        self.head.now_wanted.connect(self.go_to_today)
        self.head.changed.connect(self._switch)
        self.filter = CalendarFilter(context)
        self.filter.changed.connect(self._draw)
        self.filter.read_wanted.connect(lambda: context.go("journal", query=self.filter.query))
        self.filter.paper_wanted.connect(self._put_on_paper)
        self.month = MonthGrid(theme, self._months)
        self.month.come_to.connect(self.choose)
        self.month.read.connect(self.read_day)
        self.year = YearGrid(theme, self._year_model, whole=True)
        self.year.come_to.connect(self.choose)
        self.year.read.connect(self.read_day)
        self.month_card = self._card("Day by day", self.month)
        self.year_card = self._card("A year of days", self.year)
        self.day_card = DayCard()
        self.day_card.opened.connect(self._open)
        self.day_card.read_wanted.connect(lambda: self.read_day(self.day))
        self.day_card.write_wanted.connect(self._write)
        self.others = OtherYearsCard()
        self.others.opened.connect(self._open)
        self.others.unwanted.connect(self._leave_out)
        self.others.wanted_back.connect(self._let_back)
        self.others.kinder.connect(self._set_kinder)
        self.others.good_wanted.connect(self.go_to_a_good_day)
        self._build()
        self._add_commands()
        theme.changed.connect(self._tint)
        self._tint()

    def _card(self, title: str, grid: QWidget) -> ChartCard:
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(grid)
        column.addWidget(FieldLegend(self.context.theme))
        card = ChartCard(self.context.theme, title)
        card.set_chart(room)
        card.opened.connect(self._read)
        return card

    def _build(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.month_card)
        left.addWidget(self.year_card)
        left.addStretch(1)
        self._beside = right = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        right.setSpacing(18)
        right.addWidget(self.day_card, 0, Qt.AlignmentFlag.AlignTop)
        right.addWidget(self.others, 0, Qt.AlignmentFlag.AlignTop)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(18)
        self._columns.addLayout(left, 5)
        self._columns.addLayout(right, 3)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(14)
        column.addLayout(flush(self.context.theme, self.back))
        column.addWidget(self.head)
        column.addWidget(self.filter)
        column.addLayout(self._columns)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside, page=True))

    def _add_commands(self) -> None:
        for id, title, act, keys, words in (
            ("before", "Earlier month or year", partial(self._go_by, -1), "Ctrl+PgUp", ("back", "previous")),
            ("after", "Later month or year", partial(self._go_by, 1), "Ctrl+PgDown", ("forward", "next")),
            ("today", "Go to today in the calendar", self.go_to_today, "Alt+Home", ()),
            ("month", "Show a month of days", self.head.month.click, None, ()),
            ("year", "Show a year of days", self.head.year.click, None, ()),
            ("good", "Show a good day", self.go_to_a_good_day, None, ("random", "memory")),
        ):
            self.context.commands.add(
                Command(f"calendar.{id}", title, act, keys, "Calendar", words=words), self
            )

    # --- what a page does ---

    def arrive(self, **where: object) -> None:
        """See the class."""
        if isinstance(day := where.get("day"), dt.date):
            self.day = day
        self.filter.renew()
        self._draw()

    def take_focus(self) -> None:
        """Begin on the chosen day."""
        grid = self.month if self.head.by_month else self.year.view
        grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Change) -> None:
        """Something that is shown changed elsewhere."""
        if self.isVisible():
            self.filter.renew()
            self._draw()

    def forget(self) -> None:
        """Let go of every word."""
        self._shown = looks.Stretch()
        self._months.show(Month(self.day.replace(day=1), self.day))
        self._year_model.show([], self.day, since=self.day)
        for card in (self.month_card, self.year_card):
            card.show_table(Table(), "")
        self.filter.forget()
        self.day_card.forget()
        self.others.forget()

    # --- what a person does ---

    @Slot(object)
    def choose(self, day: dt.date) -> None:
        """Come to a day, in whatever month or year it lies."""
        if day == self.day:
            return
        before, self.day = self.day, day
        if day.year != before.year or (self.head.by_month and day.month != before.month):
            self._draw()
        else:
            self._mark()
            self._show_day()

    @Slot(int)
    def _go_by(self, steps: int) -> None:
        to = by_months(self.day, steps * (1 if self.head.by_month else 12))
        if to is not None:
            self.choose(to)

    @Slot()
    def go_to_today(self) -> None:
        """Back to today."""
        self.choose(self._today())

    @Slot()
    def go_to_a_good_day(self) -> None:
        """Come to a day that was pleasant on the whole, drawn at random."""
        found = self.context.journal.days.a_good_one(self._today(), but=self.day)
        if found is None:
            self.context.say(NO_GOOD_DAY)
        else:
            self.choose(found)

    @Slot(object)
    def read_day(self, day: dt.date) -> None:
        """Read what matches on a day, in the journal."""
        if self._shown.held.get(day):
            self._read(looks.day_query(day, self.filter.query))

    @Slot(str)
    def _read(self, query: str) -> None:
        self.context.go("journal", query=query)

    @Slot()
    def _put_on_paper(self) -> None:
        """Print the month or the year that is shown; of what is looked for only."""
        first, last = self.head.bounds(self.day)
        if query := self.filter.query:
            self.context.go("paper", query=f"{query} since:{first.isoformat()} until:{last.isoformat()}")
        else:
            self.context.go("paper", since=first, until=last)

    @Slot(str)
    def _open(self, entry: str) -> None:
        self.context.go("journal", entry=entry)

    @Slot()
    def _write(self) -> None:
        """Begin an entry that belongs to the chosen day."""
        journal = self.context.journal
        now = journal.now()
        if self.day == self._today():
            self.context.go("journal", new=True)
        else:
            at = parse_when(self.day.isoformat(), now.zone, journal.day_start())
            self.context.go("journal", new=True, at=at)

    @Slot(str)
    def _leave_out(self, id: str) -> None:
        looks.leave_out(self.context, id)
        self.others.leave_out.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _let_back(self, id: str) -> None:
        looks.let_back(self.context, id)
        self.others.leave_out.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _set_kinder(self, leave_out: bool) -> None:
        try:
            self.context.journal.settings.set(LEAVE_OUT_HARD, leave_out)
        except KnownError as error:
            self.context.say(str(error))
        self._show_others()

    # --- what is shown ---

    def _today(self) -> dt.date:
        return dt.date.fromisoformat(self.context.journal.now().day)

    @Slot()
    def _switch(self) -> None:
        """Show a year instead of a month, or the reverse; the keyboard goes along."""
        inside = self.month.hasFocus() or self.year.view.hasFocus()
        self._draw()
        if inside:
            self.take_focus()

    @Slot()
    def _draw(self) -> None:
        """Read the month or the year that holds the chosen day."""
        by_month, query = self.head.by_month, self.filter.query
        first, last = self.head.bounds(self.day)
        self._shown = shown = looks.stretch(self.context.journal, first, last, query)
        self.head.show_day(self.day)
        self.month_card.setVisible(by_month)
        self.year_card.setVisible(not by_month)
        self._arrange()
        card = self.month_card if by_month else self.year_card
        if by_month:
            titles = self.context.journal.days.titles(first, last, query)
            self._months.show(Month(first, self._today(), shown.held, shown.moods, titles))
        else:
            held = {each: held_in_words(shown.held[each]) for each in shown.held}
            self._year_model.show(list(shown.moods.values()), last, since=first, held=held)
        card.show_table(looks.table(shown, query), looks.caption(shown, (last - first).days + 1))
        self._mark()
        self._show_day()

    def _mark(self) -> None:
        """Let the grid that is shown stand on the chosen day."""
        if self.head.by_month:
            self.month.mark(self.day)
        else:
            self.year.view.setCurrentIndex(self._year_model.cell(self.day))

    def _show_day(self) -> None:
        day, today = self.day, self._today()
        cell = DayCell(day, self._shown.held.get(day), self._shown.moods.get(day), is_today=day == today)
        lines = self.context.journal.days.lines(day, self.filter.query) if cell.held else []
        self.day_card.show_day(cell, lines, is_to_come=day > today)
        self._show_others()

    def _show_others(self) -> None:
        journal = self.context.journal
        kinder = journal.settings.get(LEAVE_OUT_HARD, False) is True
        lines = journal.days.in_other_years(self.day, self._today(), leave_out_hard=kinder)
        self.others.show_day(self.day, lines, leave_out=kinder)
        self.others.show_left_out(journal.days.left_out())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The day beside the calendar where there is room, else below it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """A year is as wide as the page, with the day below it."""
        wide = self.width() >= self.context.theme.px(SIDE_BY_SIDE)
        ways = QBoxLayout.Direction
        by_month = self.head.by_month
        self._columns.setDirection(ways.LeftToRight if wide and by_month else ways.TopToBottom)
        below = wide and not by_month
        self._beside.setDirection(ways.LeftToRight if below else ways.TopToBottom)
        for place, share in enumerate((1, 1, 0) if below else (0, 0, 1)):
            self._beside.setStretch(place, share)
        self.head.fit(roomy=self.width() >= self.context.theme.px(640))

    @Slot()
    def _tint(self) -> None:
        self.back.setIcon(self.context.theme.icon("arrow-left", "teal", 14))
