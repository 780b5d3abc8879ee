"""Today: name what you feel, add a sentence, save it or write on; and what the day brings beside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.clock import local_time
from closeness_desktop.errors import KnownError
from closeness_desktop.records import Change, Feeling, Reminder, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.pages.page import Page
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
from closeness_desktop.window.widgets.scroll import ScrollPage
from closeness_desktop.window.widgets.sentence_field import SentenceField

SIDE_BY_SIDE = 780
"""Width of the page, in pixels of the design, from which the cards stand in two columns."""

UNSAVED = "today_unsaved"
"""The setting, inside the journal, that keeps what was chosen and typed but not saved."""

_KEEP_MS = 3_000
_WIDEST = 1240

QUESTIONS = {
    "morning": "How are you arriving this morning?",
    "afternoon": "How are you this afternoon?",
    "evening": "How are you arriving this evening?",
    "night": "What is with you tonight?",
}


class TodayPage(Page):
    """What is chosen and typed is kept inside the journal within three seconds, saved or not."""

    kinds = frozenset({"entry", "feeling", "reminder", "session"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.date_label = LeadLabel()
        self.question = TitleLabel()
        feelings, used = self._words()
        self.field = FeelingsField(theme, feelings, used)
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
        self.earlier = OnThisDayCard()
        self.earlier.wanted.connect(self._open_entry)
        self.weeks = FourWeeksCard(theme)
        self.weeks.wanted.connect(self._open_day)
        self._build()
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self._keep_quietly)
        self._restore()
        self.field.changed.connect(self._changed)
        self.sentence.textChanged.connect(self._changed)

    def _build(self) -> None:
        card = Card("Name what you feel")
        card.add(self.field, 1)
        card.body.addSpacing(4)
        card.add(self.sentence)
        buttons = FlowLayout(gap=12)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.more_button)
        card.body.addSpacing(4)
        card.add(buttons)
        side = QVBoxLayout()
        side.setSpacing(18)
        for each in (self.practice, self.earlier, self.weeks):
            side.addWidget(each)
        side.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(18)
        self._columns.addWidget(card, 3)
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

    def take_focus(self) -> None:
        """Begin where feelings are named."""
        self.field.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is not saved. Raises StorageError when the disk will not take it."""
        self._keep()

    def refresh(self, change: Change) -> None:
        """Something that is shown changed elsewhere."""
        if self.isVisible():
            self._reload()

    def forget(self) -> None:
        """Let go of all text, on the screen only: it is kept in the journal."""
        self._keeping.stop()
        for each in (self.field, self.sentence):
            each.blockSignals(True)
            each.clear()
        self.left_over.show_session(None)
        self.reminder.show_reminder(None, dt.date.min)
        self.earlier.show_line(None)
        self.weeks.show_days([])

    # Saving

    @Slot()
    def save(self) -> None:
        """Save a check-in, and offer to take it back."""
        chosen, text = self.field.chosen(), self.sentence.text()
        if not chosen and not text.strip():
            self.context.say("Choose a word or write a sentence first.")
            self.field.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self._make_known(self.field.new_words())
            entry = self.context.journal.entries.add(body=text, feelings=chosen, kind="check-in", origin=self)
        except KnownError as error:
            self.context.say(str(error))
            return
        self._clear()
        self._reload()
        self.context.say("Saved in your journal.", lambda: self._take_back(entry.id, chosen, text))

    @Slot()
    def write_more(self) -> None:
        """Go on with the same words and sentence as an entry."""
        chosen, text = self.field.chosen(), self.sentence.text()
        try:
            self._make_known(self.field.new_words())
        except KnownError as error:
            self.context.say(str(error))
            return
        self.context.go("journal", new=True, feelings=chosen, text=text)
        self._clear()

    def _take_back(self, entry: str, chosen: tuple[Strength, ...], text: str) -> None:
        """Delete the check-in again, and put its words back if nothing new was begun. Raises StorageError."""
        self.context.journal.entries.delete(entry, origin=self)
        if not self.field.chosen() and not self.sentence.text():
            self.field.set_chosen(chosen)
            self.sentence.setPlainText(text)
            self._keep_quietly()
        self._reload()

    def _make_known(self, words: tuple[Feeling, ...]) -> None:
        for word in words:
            self.context.journal.feelings.own(word.name, word.pleasantness, word.energy, word.meaning)

    def _clear(self) -> None:
        self.field.clear()
        self.sentence.clear()
        self._keep()

    # What is not saved yet

    @Slot()
    def _changed(self) -> None:
        """Keep it within three seconds of the first change, however long the typing goes on."""
        if not self._keeping.isActive():
            self._keeping.start()

    @Slot()
    def _keep_quietly(self) -> None:
        try:
            self._keep()
        except KnownError as error:
            self.context.say(str(error))

    def _keep(self) -> None:
        self._keeping.stop()
        unsaved: dict[str, Any] = {}
        if self.field.chosen() or self.sentence.text():
            unsaved = {
                "text": self.sentence.text(),
                "feelings": [asdict(each) for each in self.field.chosen()],
                "new": [asdict(each) for each in self.field.new_words()],
            }
        if unsaved != self.context.journal.settings.get(UNSAVED, {}):
            self.context.journal.settings.set(UNSAVED, unsaved, origin=self)

    def _restore(self) -> None:
        unsaved = self.context.journal.settings.get(UNSAVED, {})
        if unsaved:
            new = [Feeling(**each) for each in unsaved["new"]]
            self.field.set_chosen([Strength(**each) for each in unsaved["feelings"]], new)
            self.sentence.setPlainText(unsaved["text"])

    # What is shown

    def _reload(self) -> None:
        """Read everything that the journal says, and the time of day."""
        now = local_time(self.context.journal.now())
        today = dt.date.fromisoformat(self.context.journal.now().day)
        part = part_of_day(now.hour)
        self.date_label.setText(date_text(today, "dddd, d MMMM"))
        self.question.setText(QUESTIONS[part])
        self.practice.suggest(part)
        self.field.set_feelings(*self._words())
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
        self.context.say("It is done, and Today no longer says so.", lambda: reminders.undo(reminder.id))
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
        wide = self.width() >= self.context.theme.px(SIDE_BY_SIDE)
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
