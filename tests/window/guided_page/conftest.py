"""A guided session’s page over a real journal, with a clock moved by hand and practices made for a test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.format import Practice
from closeness_desktop.practice.guided import GuidedPlan
from closeness_desktop.records import Session
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.guided_run import GuidedRun
from tests.window import guided

WRITTEN = "I was quiet because I was tired, not cross."


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch, context: Context) -> dict[str, Practice]:
    """Practices of tests by reference, which the journal's own then holds besides those shipped."""
    made: dict[str, Practice] = {}
    find = context.practices.find
    monkeypatch.setattr(context.practices, "find", lambda reference: made.get(reference) or find(reference))
    return made


@pytest.fixture
def new_page(context: Context, clock: DrivenClock) -> Iterator[Callable[[], GuidedPage]]:
    made: list[GuidedPage] = []

    def make() -> GuidedPage:
        page = GuidedPage(replace(context, clock=clock))
        context.changes.changed.connect(page.refresh)
        page.resize(860, 640)
        page.show()
        made.append(page)
        return page

    yield make
    for each in made:  # before the journal closes: else a timer may still fall due
        each.forget()
        guided.let_go(each)


@pytest.fixture
def page(new_page: Callable[[], GuidedPage]) -> GuidedPage:
    return new_page()


@pytest.fixture
def begun(page: GuidedPage, catalogue: dict[str, Practice]) -> Callable[..., GuidedRun]:
    """Begins a practice on the page."""

    def begin(tried: Practice, seconds: float | None = None) -> GuidedRun:
        catalogue[tried.reference] = tried
        page.arrive(practice=tried, plan=GuidedPlan(tried.reference, seconds, seed=7))
        return page.run

    return begin


Begun = Callable[..., GuidedRun]


def only(context: Context) -> Session:
    (session,) = context.journal.sessions.all()
    return session


def write(run: GuidedRun, text: str) -> None:
    field = run.view.area.field
    assert field is not None
    QTest.keyClicks(field.editor, text)  # type: ignore[union-attr]
