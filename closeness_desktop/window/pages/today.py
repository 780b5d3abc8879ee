"""Today: name what you feel, add a sentence, save it or write on; and what the day brings beside it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.clock import local_time
from closeness_desktop.errors import KnownError
from closeness_desktop.records import Change, Feeling, Reminder
from closeness_desktop.window.commands import Command
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.pages.calendar_look import leave_out
from closeness_desktop.window.pages.check_in_draft import CheckInDraft, Words
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.question_card import QuestionCard
from closeness_desktop.window.pages.today_cards import (
    FourWeeksCard,
    OnThisDayCard,
    PracticeCard,
    last_days,
    on_this_day,
    part_of_day,
)
from closeness_desktop.window.pages.today_lines import LeftLine, ReminderLine
from closeness_desktop.window.widgets.buttons import PrimaryButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.feelings_field import FeelingsField
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import LeadLabel, TitleLabel
from closeness_desktop.window.widgets.numbers_field import NumbersField
from closeness_desktop.window.widgets.scroll import TOP_MARGIN, ScrollPage
from closeness_desktop.window.widgets.sentence_field import SentenceField

SIDE_BY_SIDE = 780
"""Width of the page, in pixels of the design, from which the cards stand in two columns."""

UNSAVED = "today_unsaved"
"""The setting, inside the journal, that keeps what was chosen and typed but not saved."""

_WIDEST = 1240

QUESTIONS = {
    "morning": "How are you arriving this morning?",
    "afternoon": "How are you this afternoon?",
    "evening": "How are you arriving this evening?",
    "night": "What is with you tonight?",
}


class TodayPage(Page):
    """What is chosen and typed is kept inside the journal within three seconds, saved or not."""

    kinds = frozenset({"entry", "feeling", "measure", "reminder", "session"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.date_label = LeadLabel()
        self.question = TitleLabel()
        feelings, used = self._words()
        self.field = FeelingsField(theme, feelings, used)
        self.numbers = NumbersField(theme)
        self.sentence = SentenceField(theme, "A sentence about it", "A sentence about it, if you like")
        self.save_button = PrimaryButton("Save check-in")
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.save)
        self.more_button = QuietButton("Write more…")
        self.more_button.clicked.connect(self.write_more)
        self.reminder = ReminderLine()
        self.reminder.opened.connect(self._look_again)
        self.reminder.done.connect(self._done_with)
        self.left_over = LeftLine()
        self.left_over.wanted.connect(self._decide)
        self.practice = PracticeCard()
        self.practice.wanted.connect(self._practise)
        self.asked = QuestionCard(context)
        self.asked.wanted.connect(lambda prompt: context.go("journal", new=True, prompt=prompt))
        self.earlier = OnThisDayCard()
        self.earlier.wanted.connect(self._open_entry)
        self.earlier.unwanted.connect(self._leave_out)
        self.earlier.more_wanted.connect(lambda: context.go("calendar", day=self._today()))
        self.weeks = FourWeeksCard(theme)
        self.weeks.wanted.connect(self._open_day)
        self._build()
        self._draft = CheckInDraft(context, self.field, self.numbers, self.sentence, UNSAVED, self)
        context.commands.add(
            Command("today.save", "Save the check-in", self.save, ("Ctrl+Return", "Ctrl+Enter"), "Today"),
            self,
        )

    def _build(self) -> None:
        card = self._card = Card("Name what you feel")
        card.add(self.field, 1)
        card.body.addSpacing(4)
        card.add(self.numbers)
        card.add(self.sentence)
        buttons = FlowLayout(gap=12)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.more_button)
        card.body.addSpacing(4)
        card.add(buttons)
        side = QVBoxLayout()
        side.setSpacing(18)
        for each in (self.practice, self.asked, self.earlier, self.weeks):
            side.addWidget(each)
        side.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(18)
        first = QVBoxLayout()
        first.addWidget(card, 1)
        first.addStretch(0)
        self._columns.addLayout(first, 3)
        self._columns.addLayout(side, 2)
        inside = QWidget()
        inside.setMaximumWidth(self.context.theme.px(_WIDEST))
        self._page = QVBoxLayout(inside)
        self._page.setSpacing(0)
        self._page.addWidget(self.date_label)
        self._page.addWidget(self.question)
        self._page.addSpacing(4)
        self._page.addWidget(self.left_over)
        self._page.addWidget(self.reminder)
        self._page.addSpacing(16)
        self._page.addLayout(self._columns, 1)
        self._page.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside, page=True))

    # Coming and going

    def arrive(self, **where: object) -> None:
        """See the class. Everything is read again: the day may have changed."""
        self._reload()
        self.asked.look()

    def take_focus(self) -> None:
        """Begin where feelings are named."""
        self.field.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is not saved. Raises StorageError when the disk will not take it."""
        self._draft.keep()

    def refresh(self, change: Change) -> None:
        """Something that is shown changed elsewhere."""
        if self.isVisible():
            self._reload()

    def forget(self) -> None:
        """Let go of all text, on the screen only: it is kept in the journal."""
        self._draft.forget()
        self.left_over.show_session(None)
        self.reminder.show_reminder(None, dt.date.min)
        self.asked.forget()
        self.earlier.show_line(None)
        self.weeks.show_days([])

    # Saving

    @Slot()
    def save(self) -> None:
        """Save a check-in, and offer to take it back."""
        if wrong := self._draft.wrong:
            self.context.say(wrong)
            return
        if self._draft.is_empty:
            self.context.say("Choose a word or write a sentence first.")
            self.field.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        words = self._draft.words
        try:
            entry = self._draft.save()
        except KnownError as error:
            self.context.say(str(error))
            return
        self._draft.clear()
        self._reload()
        self.context.say(
            "Saved in your journal.",
            lambda: self._take_back(entry.id, words),
            lambda: self._save_again(entry.id, words),
        )

    @Slot()
    def write_more(self) -> None:
        """Go on with the same words, numbers and sentence as an entry."""
        if wrong := self._draft.wrong:
            self.context.say(wrong)
            return
        chosen, numbers, text = self.field.chosen(), self.numbers.filled(), self.sentence.text()
        try:
            self._draft.learn()
        except KnownError as error:
            self.context.say(str(error))
            return
        self.context.go("journal", new=True, feelings=chosen, numbers=numbers, text=text)
        self._draft.clear()

    def _take_back(self, entry: str, words: Words) -> None:
        """Delete the check-in again, and put its words back if nothing new was begun. Raises StorageError."""
        self.context.journal.entries.delete(entry, origin=self)
        if self._draft.is_empty:
            self._draft.show(words)
            self._draft.keep_quietly()
        self._reload()

    def _save_again(self, entry: str, words: Words) -> None:
        """Bring it back, and empty the fields if nothing else stands in them. Raises StorageError."""
        self.context.journal.entries.restore(entry, origin=self)
        if self._draft.words == words:
            self._draft.clear()
        self._reload()

    # What is shown

    def _reload(self) -> None:
        """Read everything that the journal says, and the time of day."""
        now = local_time(self.context.journal.now())
        today = self._today()
        part = part_of_day(now.hour)
        self.date_label.setText(date_text(today, "dddd, d MMMM"))
        self.question.setText(QUESTIONS[part])
        self.practice.suggest(part)
        self.field.set_feelings(*self._words())
        self._draft.look()
        self.left_over.show_session(self.context.journal.sessions.running())
        self.reminder.show_reminder(self._waiting(today), today)
        self.earlier.show_line(on_this_day(self.context.journal, today))
        self.weeks.show_days(last_days(self.context.journal.entries.mood_notes, today))

    def _words(self) -> tuple[list[Feeling], list[str]]:
        feelings = self.context.journal.feelings
        return feelings.all(), [feeling.name for feeling, _ in feelings.used()]

    @Slot(str)
    def _practise(self, reference: str) -> None:
        self.context.go("practice", practice=reference)

    @Slot()
    def _decide(self) -> None:
        self.context.go("practice")

    def _waiting(self, today: dt.date) -> Reminder | None:
        return next(iter(self.context.journal.reminders.due(today.isoformat())), None)

    @Slot(object)
    def _look_again(self, reminder: Reminder) -> None:
        """At what was written about it then; without that, at the practice itself."""
        session = reminder.session or ""
        written = self.context.journal.sessions.entries_of([session]).get(session)
        if written is not None:
            self.context.go("journal", entry=written)
        else:
            self._practise(reminder.practice)

    @Slot(object)
    def _done_with(self, reminder: Reminder) -> None:
        reminders = self.context.journal.reminders
        try:
            reminders.done(reminder.id)
        except KnownError as error:
            self.context.say(str(error))
            return
        self.context.say(
            "It is done, and Today no longer says so.",
            lambda: reminders.undo(reminder.id),
            lambda: reminders.done(reminder.id),
        )
        self.take_focus()

    def _today(self) -> dt.date:
        return dt.date.fromisoformat(self.context.journal.now().day)

    @Slot(str)
    def _leave_out(self, entry: str) -> None:
        leave_out(self.context, entry)
        self.take_focus()

    @Slot(str)
    def _open_entry(self, entry: str) -> None:
        self.context.go("journal", entry=entry)

    @Slot(object)
    def _open_day(self, day: dt.date) -> None:
        self.context.go("journal", query=f"on:{day.isoformat()}")

    def showEvent(self, event: QShowEvent) -> None:
        """Arrange the columns before the first look."""
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room, one where there is not."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """In two columns the first is no higher than what can be seen, so that saving is always in sight."""
        wide = self.width() >= self.context.theme.px(SIDE_BY_SIDE)
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        self._page.activate()
        seen = self.height() - self._columns.geometry().top() - TOP_MARGIN
        most = max(seen, self._card.minimumSizeHint().height()) if wide else 16_777_215
        self._card.setMaximumHeight(most)
