"""A check-in that is being made: kept inside the journal within three seconds, saved or not."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from closeness_desktop.errors import KnownError
from closeness_desktop.records import Entry, Feeling, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.known_names import learn
from closeness_desktop.window.widgets.feelings_field import FeelingsField
from closeness_desktop.window.widgets.numbers_field import NumbersField
from closeness_desktop.window.widgets.sentence_field import SentenceField

_KEEP_MS = 3_000


class Words(NamedTuple):
    """What stands in the fields of a check-in."""

    feelings: tuple[Strength, ...]
    numbers: dict[str, float]
    text: str


class CheckInDraft(QObject):
    """What stands in a field of feelings, in the numbers and in the sentence below it.

    setting: the name, inside the journal, under which it is kept while it is not saved. page: where it is
    made; it is told as the origin of its changes.
    """

    def __init__(
        self,
        context: Context,
        field: FeelingsField,
        numbers: NumbersField,
        sentence: SentenceField,
        setting: str,
        page: QObject,
    ) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._field, self._numbers, self._sentence = field, numbers, sentence
        self._setting = setting
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEEP_MS)
        self._keeping.timeout.connect(self.keep_quietly)
        self._restore()
        field.changed.connect(self._changed)
        numbers.changed.connect(self._changed)
        sentence.textChanged.connect(self._changed)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that could be saved."""
        return not (self._field.chosen() or self._numbers.filled() or self._sentence.text().strip())

    @property
    def words(self) -> Words:
        """What stands in the fields."""
        return Words(self._field.chosen(), self._numbers.filled(), self._sentence.text())

    def show(self, words: Words) -> None:
        """Let these stand in the fields."""
        self._field.set_chosen(words.feelings)
        self._numbers.show_numbers(self._context.journal.measures.all(), words.numbers)
        self._sentence.setPlainText(words.text)

    @property
    def wrong(self) -> str:
        """Why a number cannot be taken; "" when all can."""
        return self._numbers.wrong()

    def look(self) -> None:
        """Show the numbers that are kept by now, with what was typed for them."""
        self._numbers.show_numbers(self._context.journal.measures.all(), self._numbers.filled())

    def learn(self) -> None:
        """Let the journal know the own words among the chosen. Raises StorageError."""
        learn(self._context.journal, self._field.new_words())

    def save(self) -> Entry:
        """Save it as a check-in; it still stands in the fields. Raises KnownError."""
        self.learn()
        journal, numbers = self._context.journal, self._numbers.filled()
        entry = journal.entries.add(
            body=self._sentence.text(), feelings=self._field.chosen(), kind="check-in", origin=self._page
        )
        if numbers:
            journal.measures.put(entry.id, numbers, origin=self._page)
        return entry

    def clear(self) -> None:
        """Empty the fields, and keep nothing."""
        self._field.clear()
        self._numbers.clear()
        self._sentence.clear()
        self.keep_quietly()

    def forget(self) -> None:
        """Let go of all text, on the screen only: it is kept in the journal."""
        self._keeping.stop()
        for each in (self._field, self._sentence):
            each.blockSignals(True)
            each.clear()
        self._numbers.forget()

    # What is not saved yet

    @Slot()
    def _changed(self) -> None:
        """Keep it within three seconds of the first change, however long the typing goes on."""
        if not self._keeping.isActive():
            self._keeping.start()

    @Slot()
    def keep_quietly(self) -> None:
        """Keep it, and say so if that fails."""
        try:
            self.keep()
        except KnownError as error:
            self._context.say(str(error))

    def keep(self) -> None:
        """Keep what is not saved. Raises StorageError when the disk will not take it."""
        self._keeping.stop()
        settings = self._context.journal.settings
        unsaved: dict[str, Any] = {}
        if self._field.chosen() or self._numbers.filled() or self._sentence.text():
            unsaved = {
                "text": self._sentence.text(),
                "feelings": [asdict(each) for each in self._field.chosen()],
                "new": [asdict(each) for each in self._field.new_words()],
                "numbers": self._numbers.filled(),
            }
        if unsaved != settings.get(self._setting, {}):
            settings.set(self._setting, unsaved, origin=self._page)

    def _restore(self) -> None:
        unsaved = self._context.journal.settings.get(self._setting, {})
        numbers = unsaved.get("numbers", {})
        self._numbers.show_numbers(self._context.journal.measures.all(), numbers)
        if unsaved:
            new = [Feeling(**each) for each in unsaved["new"]]
            self._field.set_chosen([Strength(**each) for each in unsaved["feelings"]], new)
            self._sentence.setPlainText(unsaved["text"])
