"""The place where a guided session is answered: one field, made for the kind of its step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop import paths
from closeness_desktop.practice.format import Choose, PersonStep, Prompt, Role, Scale, Step, Tag
from closeness_desktop.practice.word_lists import words_of
from closeness_desktop.records import AnswerValue, Feeling, Strength
from closeness_desktop.window.editor.completion import Names
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.feelings_field import FeelingsField
from closeness_desktop.window.widgets.labels import SoftLabel
from closeness_desktop.window.widgets.name_field import NameField
from closeness_desktop.window.widgets.options import OptionList
from closeness_desktop.window.widgets.prompt_field import PromptField
from closeness_desktop.window.widgets.scales import ScaleField
from closeness_desktop.window.widgets.word_chips import WordChips

GOES_ON = "Ctrl+Enter goes on."

FEELINGS_HEIGHT = 420
"""Height that the field of feelings would like, in pixels of the design."""


@dataclass(frozen=True)
class Known:
    """What a person's own words are, read when they are needed. Nothing of it where others look on.

    feelings: all words; used: names of them, most used first; names: what may follow "#" and "@".
    """

    feelings: Callable[[], Sequence[Feeling]]
    used: Callable[[], Sequence[str]]
    names: Names


@cache
def built_in() -> tuple[Feeling, ...]:
    """The feeling words that come with the program."""
    words = paths.read_yaml("feelings", "en.yaml")
    return tuple(
        Feeling(one["name"], one["name"], one["meaning"], one["pleasantness"], one["energy"]) for one in words
    )


NOTHING_KNOWN = Known(built_in, lambda: (), lambda _sign: ())
"""Where others look on: what comes with the program, and nothing of the person's own."""

Field = PromptField | ScaleField | OptionList | WordChips | FeelingsField | NameField


class AnswerArea(QWidget):
    """`show_step` makes the field of an open step; `changed` comes with every change of its answer.

    quiet: one line below it, when there is something to say about the answer; below the first sheet to write
    on, the keys that leave it.
    new_words: own feeling words that were named in any step, with their places if they got one.
    strengths: how strong each feeling named is, 1 to 3, by whose it is and its name.
    """

    changed = Signal()

    def __init__(self, theme: Theme, known: Known) -> None:
        super().__init__()
        self._theme, self._known = theme, known
        self._step: Step | None = None
        self._keys_known = False
        self.field: Field | None = None
        self.new_words: dict[str, Feeling] = {}
        self.strengths: dict[tuple[Role | None, str], int] = {}
        self.quiet = SoftLabel(wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.quiet)
        self.quiet.hide()

    @property
    def writes(self) -> bool:
        """Whether it is a sheet to write on."""
        return isinstance(self.field, PromptField)

    @property
    def grows(self) -> bool:
        """Whether it takes all the room there is."""
        return isinstance(self.field, PromptField | FeelingsField)

    def show_step(self, step: Step, question: str, hint: str, draft: AnswerValue | None) -> None:
        """Make the field of a step, with what was answered before. hint: a quiet line about it."""
        self.clear()
        field = self._made(step, question)
        if field is None:
            return
        self._step, self.field = step, field
        self._column.insertWidget(0, field, 1)
        self._put(draft)
        field.changed.connect(self._told)
        told = hint
        if isinstance(field, PromptField) and not self._keys_known:
            self.quiet.setText(GOES_ON)
            self.quiet.show()
            told = f"{hint} {GOES_ON}".strip()
        if told:
            (field.editor if isinstance(field, PromptField) else field).setAccessibleDescription(told)
        field.show()

    def _made(self, step: Step, question: str) -> Field | None:
        theme = self._theme
        if isinstance(step, Prompt):
            return PromptField(theme, question, self._known.names)
        if isinstance(step, Scale):
            steps = 7 if step.style == "circles" else step.steps
            return ScaleField(theme, question, steps=steps, low=step.low, high=step.high, style=step.style)
        if isinstance(step, Choose):
            return OptionList(theme, question, [(o.id, o.text) for o in step.options], many=step.many)
        if isinstance(step, Tag) and step.set == "feelings":
            field = FeelingsField(theme, self._known.feelings(), self._known.used())
            field.setMinimumHeight(theme.px(FEELINGS_HEIGHT))
            return field
        if isinstance(step, Tag):
            return WordChips(theme, question, words_of(step.set), most=step.most)
        if isinstance(step, PersonStep):
            return NameField(theme, question, list(self._known.names("@")))
        return None

    def answer(self) -> AnswerValue | None:
        """What stands there now; None for nothing."""
        field, step = self.field, self._step
        if isinstance(field, PromptField):
            text = field.text()
            return text if text.strip() else None
        if isinstance(field, ScaleField):
            return field.answer()
        if isinstance(field, OptionList):
            chosen = field.chosen()
            if isinstance(step, Choose) and not step.many:
                return chosen[0] if chosen else None
            return chosen or None
        if isinstance(field, WordChips):
            return field.chosen() or None
        if isinstance(field, FeelingsField):
            return tuple(one.name for one in field.chosen()) or None
        if isinstance(field, NameField):
            return field.name() or None
        return None

    def _put(self, draft: AnswerValue | None) -> None:
        field = self.field
        if draft is None:
            return
        several = draft if isinstance(draft, tuple) else (str(draft),)
        if isinstance(field, PromptField):
            field.set_text(str(draft))
        elif isinstance(field, ScaleField):
            field.set_answer(draft if isinstance(draft, int) else None)
        elif isinstance(field, OptionList | WordChips):
            field.set_chosen(several)
        elif isinstance(field, FeelingsField):
            role = self._step.role if self._step is not None else None
            new = [self.new_words[name] for name in several if name in self.new_words]
            field.set_chosen([Strength(name, self.strengths.get((role, name), 1)) for name in several], new)
        elif isinstance(field, NameField):
            field.set_name(str(draft))

    def take_focus(self) -> None:
        """Let the keyboard begin in the field."""
        if isinstance(self.field, FeelingsField):
            self.field.search.setFocus()
        elif self.field is not None:
            self.field.take_focus()

    def clear(self) -> None:
        """Let go of the field and all text in it."""
        field, self.field, self._step = self.field, None, None
        self.quiet.hide()
        if field is None:
            return
        field.changed.disconnect(self._told)
        if isinstance(field, PromptField):
            field.forget()
        elif isinstance(field, FeelingsField):
            field.clear()
        elif isinstance(field, NameField):
            field.set_name("")
        self._column.removeWidget(field)
        field.hide()
        field.deleteLater()

    def passed(self) -> None:
        """The person goes on by themselves: who left a sheet knows how."""
        self._keys_known = self._keys_known or self.writes

    def remind(self, sentence: str) -> None:
        """Say quietly what is wanted, until there is another answer, and let the keyboard go there."""
        self.quiet.setText(sentence)
        self.quiet.show()
        self.take_focus()

    def forget(self) -> None:
        """Let go of everything, own words included."""
        self.clear()
        self._keys_known = False
        self.new_words.clear()
        self.strengths.clear()

    @Slot()
    def _told(self) -> None:
        if isinstance(self.field, FeelingsField) and isinstance(self._step, Tag):
            self._keep_few(self.field, self._step.most)
            self.new_words |= {word.name: word for word in self.field.new_words()}
            self.strengths |= {(self._step.role, one.name): one.strength for one in self.field.chosen()}
        elif isinstance(self.field, ScaleField | OptionList):
            self.quiet.hide()
        self.changed.emit()

    def _keep_few(self, field: FeelingsField, most: int) -> None:
        """The field takes as many words as one likes; a step may ask for a few."""
        chosen = field.chosen()
        self.quiet.setVisible(len(chosen) > most)
        if len(chosen) > most:
            field.set_chosen(chosen[:most], field.new_words())
            words = "one word" if most == 1 else f"{most} words"
            self.quiet.setText(f"Up to {words} here. Let one go to choose another.")
