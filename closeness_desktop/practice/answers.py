"""What a person answers in a guided practice: what counts as an answer, and what conditions make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.format import (
    Choose,
    Keep,
    Option,
    PersonStep,
    Prompt,
    Role,
    Scale,
    Step,
    Tag,
    When,
)
from closeness_desktop.records import AnswerValue as Value
from closeness_desktop.records import KeptAnswer

__all__ = ["Answer", "Value", "holds", "of_step", "usable"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    path: where it was given, loops told apart ("rounds.2/hard"). value: text of a prompt or the name of a
    person, number on a scale, id of an option (several: a tuple), words of a tag. words: the texts of the
    options chosen. word_set: of a tag. measure: of a scale. role: whose it is in a practice for two.
    days: after which the person wants to look at it again.
    """

    path: str
    step_id: str
    role: Role | None
    question: str
    keep: Keep
    kind: str
    value: Value
    words: tuple[str, ...] = ()
    word_set: str | None = None
    measure: str | None = None
    days: int | None = None

    def as_kept(self) -> KeptAnswer:
        """What the journal keeps of it."""
        return KeptAnswer(
            step=self.step_id,
            path=self.path,
            kind=self.kind,
            question=self.question,
            value=self.value,
            keep=self.keep,
            role=self.role,
            words=self.words,
            word_set=self.word_set,
            measure=self.measure,
        )


def of_step(path: str, step: Step, value: Value) -> Answer:
    """The answer that `value` is to an open step, whose texts are filled in."""
    assert isinstance(step, Prompt | Scale | Choose | Tag | PersonStep)  # noqa: S101 (all that can be answered)
    chosen: list[Option] = []
    if isinstance(step, Choose):
        ids = value if isinstance(value, tuple) else (value,)
        chosen = [option for option in step.options if option.id in ids]
    reminders = [option.days for option in chosen if option.days is not None]
    return Answer(
        path,
        step.id,
        step.role,
        " ".join(step.text),
        step.keep,
        str(type(step).__struct_config__.tag),
        value,
        tuple(option.text for option in chosen),
        step.set if isinstance(step, Tag) else None,
        step.measure if isinstance(step, Scale) else None,
        min(reminders, default=None) if isinstance(step, Choose) and step.remind else None,
    )


def usable(step: Step, value: Value | None) -> Value | None:
    """The same, or None when there is nothing in it. Raises UsageError for what is no answer to this step."""
    if value is None or value == () or (isinstance(value, str) and not value.strip()):
        return None
    if not _fits(step, value):
        raise UsageError("That is no answer to this question.")
    return value


def _fits(step: Step, value: Value) -> bool:
    if isinstance(step, Prompt | PersonStep):
        return isinstance(value, str)
    if isinstance(step, Scale):
        return isinstance(value, int) and 1 <= value <= step.steps
    if isinstance(step, Choose):
        ids = {option.id for option in step.options}
        if step.many:
            return isinstance(value, tuple) and ids.issuperset(value)
        return value in ids
    if isinstance(step, Tag):
        return isinstance(value, tuple) and len(value) <= step.most
    return False


def holds(when: When, latest: Mapping[str, Value]) -> bool:
    """Whether a condition holds. latest: the last answers given, by id of step."""
    value = latest.get(when.answer)
    if when.given is not None and when.given is not (value is not None):
        return False
    if when.is_ is not None and not _is(value, when.is_):
        return False
    if when.at_least is not None and not (isinstance(value, int) and value >= when.at_least):
        return False
    return when.at_most is None or (isinstance(value, int) and value <= when.at_most)


def _is(value: Value | None, wanted: str) -> bool:
    return wanted in value if isinstance(value, tuple) else str(value) == wanted
