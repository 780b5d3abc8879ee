"""A sitting’s page over a real journal, with a clock moved by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.sitting import SittingPlan
from closeness_desktop.records import Session
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.session import SessionPage

PLAN = SittingPlan(seconds=60, prepare=10, start_strikes=1, end_strikes=1)


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


@pytest.fixture
def new_page(context: Context, clock: DrivenClock, qtbot: QtBot) -> Callable[[], SessionPage]:
    def make() -> SessionPage:
        page = SessionPage(replace(context, clock=clock))
        context.changes.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(860, 640)
        page.show()
        return page

    return make


@pytest.fixture
def page(new_page: Callable[[], SessionPage]) -> SessionPage:
    return new_page()


def sit(page: SessionPage, clock: DrivenClock, seconds: float, step: float = 1.0) -> None:
    while seconds > 0:
        clock.advance(min(step, seconds))
        seconds -= step
        page.tick()


def only(context: Context) -> Session:
    (session,) = context.journal.sessions.all()
    return session


def offered(page: SessionPage) -> list[str]:
    ending = page.view.ending
    buttons = page.view.findChildren(QAbstractButton)
    return [b.text() for b in buttons if b.isVisible() and not ending.isAncestorOf(b)]
