"""How tests of the Practice page find their way on it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from closeness_desktop.practice import outline
from closeness_desktop.practice.catalogue import find, practices
from closeness_desktop.practice.format import Breathe, Practice
from closeness_desktop.practice.sitting import Sitting, SittingPlan
from closeness_desktop.window.care.fear import FearQuestion
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import PracticePage

GUIDED = [one for one in practices() if one.timer is None]


def breathes(practice: Practice) -> bool:
    """Whether there is something in it to breathe with."""
    return any(isinstance(step, Breathe) for step, _times in outline.each(practice))


def texts(widget: QWidget) -> list[str]:
    """All words on it, seen or not."""
    return [label.text() for label in widget.findChildren(QLabel)]


def sat(context: Context, done: int, ended: str = "completed", practice: str = "sitting@1") -> str:
    """Put a session into the journal; returns its id."""
    session = context.journal.sessions.start(practice, planned=600)
    context.journal.sessions.finish(session.id, done=done, ended=ended)  # type: ignore[arg-type]
    return session.id


def left_over(context: Context) -> str:
    """Leave a sitting under way 23 minutes in, as a kill does; returns its id."""
    sitting = Sitting(SittingPlan(seconds=3600, prepare=0))
    sitting.advance(1380)
    session = context.journal.sessions.start("sitting@1", planned=3600)
    context.journal.sessions.snapshot(session.id, done=sitting.done_seconds, state=sitting.snapshot())
    return session.id


def practice_of(ident: str) -> Practice:
    """A practice, which there must be."""
    practice = find(ident)
    assert practice is not None
    return practice


def opened(page: PracticePage, ident: str) -> Practice:
    """Open a practice's own page."""
    practice = practice_of(ident)
    page.open(practice)
    return practice


def question(page: PracticePage) -> FearQuestion:
    """The question about fear, which must be on the page."""
    (found,) = page.findChildren(FearQuestion)
    return found
