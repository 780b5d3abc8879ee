"""A check-in from wherever one is, by a few keys: first letters, 1 to 3 for how strong, Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError, StorageError
from closeness_desktop.window.commands import Command
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.check_in_draft import CheckInDraft
from closeness_desktop.window.widgets.buttons import PrimaryButton
from closeness_desktop.window.widgets.feelings_field import FeelingsField
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import HintLabel, SoftLabel
from closeness_desktop.window.widgets.numbers_field import NumbersField
from closeness_desktop.window.widgets.sentence_field import SentenceField
from closeness_desktop.window.widgets.sheet import Sheet

UNSAVED = "check_in_unsaved"
"""The setting, inside the journal, that keeps what was chosen and typed here but not saved."""

NOTHING = "Choose a word or write a sentence first."


class CheckInSheet(Sheet):
    """What was begun and not saved stands here again the next time."""

    def __init__(self, context: Context, over: QWidget) -> None:
        super().__init__(context.theme, "How are you just now?", over)
        self._context = context
        feelings = context.journal.feelings
        used = [feeling.name for feeling, _ in feelings.used()]
        self.field = FeelingsField(context.theme, feelings.all(), used)
        self.sentence = SentenceField(
            context.theme, "A sentence about it", "A sentence about it, if you like"
        )
        self.numbers = NumbersField(context.theme)
        self.save_button = PrimaryButton("Save check-in")
        self.save_button.setToolTip("Ctrl+Enter")
        self.save_button.clicked.connect(self.save)
        self.problem = HintLabel(wrap=True)
        self.problem.hide()
        self.hint = SoftLabel("Enter chooses the word you typed. Enter in the empty line saves.", wrap=True)
        foot = FlowLayout(gap=14)
        foot.addWidget(self.save_button)
        foot.addWidget(self.hint)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.field, 1)
        column.addWidget(self.numbers)
        column.addWidget(self.sentence)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self.fill(inside)
        self.draft = CheckInDraft(context, self.field, self.numbers, self.sentence, UNSAVED, self)
        self.field.finished.connect(self.save)
        context.commands.add(
            Command(
                "check-in.save", "Save the check-in", self.save, ("Ctrl+Return", "Ctrl+Enter"), "Check-in"
            ),
            self,
        )

    def take_focus(self) -> None:
        """Begin where feelings are named."""
        self.field.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is not saved. Raises StorageError."""
        self.draft.keep()

    def forget(self) -> None:
        """Let go of all text; what was not saved is kept in the journal."""
        self.draft.forget()

    @Slot()
    def save(self) -> None:
        """Save it and go back to where one was; there it can be taken back."""
        if wrong := self.draft.wrong:
            self._tell(wrong)
            return
        if self.draft.is_empty:
            self._tell(NOTHING)
            return
        entries = self._context.journal.entries
        try:
            entry = self.draft.save()
        except KnownError as error:
            self._tell(str(error))
            return
        self.draft.clear()
        self.shut()
        self._context.say(
            "Saved in your journal.", lambda: entries.delete(entry.id), lambda: entries.restore(entry.id)
        )

    @Slot()
    def shut(self) -> None:
        """Go; or stay and say why, when the disk will not take what is not saved."""
        try:
            super().shut()
        except StorageError as error:
            self._tell(f"{error} This stays open until it can be kept.")

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.field.search.setFocus(Qt.FocusReason.OtherFocusReason)
