"""The guided practices of the sample journal: done in the past, with the answers that were given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from closeness_desktop.demo.life import MARK
from closeness_desktop.demo.texts import Done, strengths
from closeness_desktop.errors import BugError
from closeness_desktop.journal import Journal
from closeness_desktop.practice import catalogue
from closeness_desktop.practice.answers import Answer, of_step, usable
from closeness_desktop.practice.format import Choose, Practice, Step
from closeness_desktop.records import KeptAnswer, Moment


def add_guided(
    journal: Journal,
    done: Iterable[Done],
    now: dt.datetime,
    days: int,
    moment: Callable[[dt.datetime], Moment],
) -> None:
    """Log those of the last `days` days before `now` (local, naive), each with its answers and its entry.

    moment: what a local time is in the journal. Raises BugError for an answer to what is not asked.
    """
    for one in done:
        began = dt.datetime.combine(now.date() - dt.timedelta(days=one.days_ago), dt.time(one.hour, 12))
        ended = began + dt.timedelta(minutes=one.minutes)
        practice = catalogue.find(one.practice)
        if practice is None:
            raise BugError(f"The sample has done “{one.practice}”, which is not there.")
        if one.days_ago < days and ended < now:
            _add(journal, one, practice, moment(began), moment(ended))


def answers(one: Done, practice: Practice) -> Iterator[tuple[Step, KeptAnswer]]:
    """The answers given, in the order of the steps. Raises BugError."""
    steps = {step.id: step for step in practice.steps}
    if unknown := one.answers.keys() - steps.keys():
        raise BugError(f"“{one.practice}” does not ask: {', '.join(sorted(unknown))}.")
    for step in practice.steps:
        if step.id not in one.answers:
            continue
        given = one.answers[step.id]
        value = usable(step, tuple(given) if isinstance(given, list) else given)
        if value is None:
            raise BugError(f"“{step.id}” of “{one.practice}” is not answered.")
        yield step, _kept(of_step(step.id, step, value))


def _kept(answer: Answer) -> KeptAnswer:
    return KeptAnswer(
        answer.step_id, answer.path, answer.kind, answer.question, answer.value, answer.keep, answer.role,
        answer.words, answer.word_set, answer.measure,
    )  # fmt: skip


def _add(journal: Journal, one: Done, practice: Practice, began: Moment, ended: Moment) -> None:
    given = list(answers(one, practice))
    session = journal.sessions.start(practice.reference, planned=one.minutes * 60, at=began)
    concluded = journal.sessions.conclude(
        session.id,
        done=one.minutes * 60,
        ended="early" if one.early else "completed",
        title=practice.title,
        answers=[answer for _, answer in given if answer.keep != "never"],
        note=one.note,
        feelings=strengths(one.feelings),
    )
    if concluded.entry is not None:
        journal.entries.update(concluded.entry.id, at=ended, tags=[MARK])
    for step, answer in given:
        if isinstance(step, Choose) and step.remind:
            _remind(journal, session.id, practice, began, _days(step, answer.value))


def _days(step: Choose, value: Any) -> int | None:
    return next((option.days for option in step.options if option.id == value), None)


def _remind(journal: Journal, session: str, practice: Practice, began: Moment, days: int | None) -> None:
    """Wait for the day on which to look again; those that are long past were looked at."""
    if days is None:
        return
    due = dt.date.fromisoformat(began.day) + dt.timedelta(days=days)
    reminder = journal.reminders.add(
        due.isoformat(), practice=practice.reference, title=practice.title, session=session
    )
    if due.isoformat() < journal.now().day:
        journal.reminders.done(reminder.id)
