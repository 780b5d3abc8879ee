"""The cards beside the field on Today: a practice, this day in earlier years, the last four weeks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from closeness_desktop import trends
from closeness_desktop.journal import Journal
from closeness_desktop.journal.days import LEAVE_OUT_HARD
from closeness_desktop.practice.catalogue import Practice, find, minutes_of
from closeness_desktop.records import EntryLine, MoodNote
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.theme.tokens import QUADRANT_WORDS, quadrant_of
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.day_grid import DayGrid, DayMood
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import ReadingHeading, ReadingLabel, SoftLabel

WEEKS = 4
_EXCERPT = 140


def part_of_day(hour: int) -> str:
    """What the hour, 0 to 23, is called in a sentence."""
    if 5 <= hour < 12:
        return "morning"
    if 12 <= hour < 17:
        return "afternoon"
    return "evening" if 17 <= hour < 22 else "night"


class PracticeCard(Card):
    """One simple practice for this part of the day. `wanted` carries its reference."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Today’s practice")
        self._reference = ""
        self._title = ReadingHeading(wrap=True)
        self._summary = SoftLabel(wrap=True)
        begin = QuietButton("Begin")
        begin.clicked.connect(self._begin)
        self.body.setSpacing(6)
        self.body.addSpacing(4)
        self.add(self._title)
        self.add(self._summary)
        self.body.addSpacing(8)
        self.body.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        self._button = begin

    def suggest(self, part: str) -> None:
        """Offer what suits a part of the day: sitting by day, slow breathing towards the night."""
        practice = find("sitting" if part in ("morning", "afternoon") else "breathing")
        title = {"morning": "This morning’s practice", "afternoon": "This afternoon’s practice"}
        if self.heading is not None:
            self.heading.setText(title.get(part, "Tonight’s practice"))
        if practice is not None:
            self._show(practice)

    def _show(self, practice: Practice) -> None:
        self._reference = practice.reference
        self._title.setText(practice.title)
        minutes = minutes_of(practice)
        length = f"{minutes} min · " if minutes else ""
        self._summary.setText(length + practice.summary)
        self._button.setAccessibleName(f"Begin “{practice.title}”")

    @Slot()
    def _begin(self) -> None:
        self.wanted.emit(self._reference)


class OnThisDayCard(Card):
    """An entry of the same day in an earlier year, hidden when there is none. `wanted` and `unwanted` (not
    this one again) carry its id; `more_wanted` comes when all of them are to be seen."""

    wanted = Signal(str)
    unwanted = Signal(str)
    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("On this day")
        self._id = ""
        self._date = SoftLabel()
        self._text = ReadingLabel(wrap=True)
        link = LinkButton("Open")
        link.setAccessibleName("Open this entry")
        link.clicked.connect(self._open)
        self.no_more = LinkButton("Not this one again")
        self.no_more.setAccessibleName("Do not look back on this one again")
        self.no_more.clicked.connect(lambda: self.unwanted.emit(self._id))
        self.more = LinkButton("Every year")
        self.more.setAccessibleName("See this day in every year")
        self.more.clicked.connect(self.more_wanted)
        self.body.setSpacing(4)
        self.body.addSpacing(4)
        self.add(self._date)
        self.add(self._text)
        self.body.addSpacing(4)
        row = QWidget()
        flow = FlowLayout(row, gap=14)
        for button in (link, self.more, self.no_more):
            flow.addWidget(button)
        self.add(row)
        self.hide()

    def show_line(self, line: EntryLine | None) -> None:
        """Show an entry, or nothing."""
        self._id = line.id if line else ""
        if line is not None:
            self._date.setText(date_text(dt.date.fromisoformat(line.at.day), "d MMMM yyyy"))
            self._text.setText(shortened(line.title or line.excerpt))
        else:
            self._date.clear()
            self._text.clear()
        self.setVisible(line is not None)

    @Slot()
    def _open(self) -> None:
        self.wanted.emit(self._id)


class FourWeeksCard(Card):
    """The last 28 days. `wanted` carries a day that was pressed."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__("Last four weeks")
        self.grid = DayGrid(theme, "Last four weeks, a week in a row")
        self.grid.opened.connect(self.wanted)
        self.grid.told.connect(self._tell)
        self.caption = SoftLabel(wrap=True)
        self._summary = ""
        self.add(self.grid)
        self.add(self.caption)

    def show_days(self, days: list[DayMood]) -> None:
        """Show these days, and say in words what they hold."""
        self.grid.set_days(days)
        self._summary = in_words(days)
        self.grid.setAccessibleDescription(self._summary)
        self.caption.setText(self._summary)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self.caption.setText(sentence or self._summary)


def shortened(text: str) -> str:
    """The beginning of a text in one piece, cut between two words."""
    plain = " ".join(text.split())
    if len(plain) <= _EXCERPT:
        return plain
    return plain[:_EXCERPT].rsplit(" ", 1)[0].rstrip(".,;:") + "…"


def on_this_day(journal: Journal, today: dt.date) -> EntryLine | None:
    """The newest entry of the same day in an earlier year, one that the person wants to look back on."""
    kinder = journal.settings.get(LEAVE_OUT_HARD, False) is True
    lines = journal.days.in_other_years(today, today, leave_out_hard=kinder)
    return next(iter(lines), None)


def last_days(notes: Callable[[dt.date, dt.date], list[MoodNote]], today: dt.date) -> list[DayMood]:
    """The last four weeks up to today, every day of them. notes: the journal's `mood_notes`."""
    since = today - dt.timedelta(days=7 * WEEKS - 1)
    logged = {day.day: day for day in trends.days(notes(since, today))}
    found = []
    for number in range(7 * WEEKS):
        date = since + dt.timedelta(days=number)
        day = logged.get(date)
        found.append(DayMood(date, day.moods, day.pleasantness, day.energy) if day else DayMood(date))
    return found


def in_words(days: list[DayMood]) -> str:
    """What the squares show, said: on how many days something was named, and where most of them lay."""
    named = sum(bool(day.words) for day in days)
    if not named:
        return "Days on which you name a feeling appear here."
    tally = Counter(q for day in days if (q := quadrant_of(day.pleasantness, day.energy)))
    most = tally.most_common(2)
    clear = most and (len(most) == 1 or most[0][1] > most[1][1])
    sentence = f"{named} of {len(days)} days named"
    return f"{sentence}, most often {QUADRANT_WORDS[most[0][0]]}." if clear else f"{sentence}."
