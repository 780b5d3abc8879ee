"""A session waits for a sleeping sound device, and says so when that takes longer than a moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.sitting import SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided_journal import JournalKeeper
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.pages.session import SessionPage
from closeness_desktop.window.pages.session_around import SittingAround
from closeness_desktop.window.pages.session_pulse import WAKING
from closeness_desktop.window.platform.sound import Sounds
from tests.support.practices import bell, practice, silence
from tests.window import guided
from tests.window.test_sounds_mixed import Counting

PLAN = SittingPlan(seconds=60, prepare=0)


@pytest.fixture
def device() -> Counting:
    return Counting()


@pytest.fixture
def sounds(qtbot: QtBot, device: Counting) -> Sounds:
    return Sounds(output=device)


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


def test_a_sitting_tells_that_it_waits_and_no_longer_than_it_does(
    sounds: Sounds, device: Counting, context: Context, clock: DrivenClock, qtbot: QtBot
) -> None:
    page = SessionPage(replace(context, clock=clock))
    page.bells, page.around = sounds, SittingAround(sounds)
    qtbot.addWidget(page)
    page.arrive(plan=PLAN)
    caption = page.view.caption
    assert WAKING not in caption.text()  # not at once: most devices need no time
    qtbot.waitUntil(lambda: caption.text().endswith(WAKING), timeout=2000)
    device.play(0.5)
    assert WAKING not in caption.text()
    page.arrive(plan=PLAN)  # the device is awake by now
    assert not page._pulse._late.isActive()
    page.forget()
    assert caption.text() == ""


def test_a_guided_practice_tells_so_too_and_a_screen_reader_hears_it(
    sounds: Sounds, device: Counting, context: Context, clock: DrivenClock, qtbot: QtBot
) -> None:
    keeper = JournalKeeper(context.journal, lambda sentence: None, device, guest=False)
    run = GuidedRun(context.theme, clock, keeper, sounds)
    qtbot.addWidget(run)
    told: list[str] = []
    run.view.announced.connect(told.append)
    run.begin(guided.session_of(practice(bell("ring"), silence("quiet", 30))))
    qtbot.waitUntil(lambda: WAKING in told, timeout=2000)
    assert run.view.caption.text().endswith(WAKING)
    device.play(0.5)
    assert WAKING not in run.view.caption.text()
    run.drop()
    run.begin(guided.session_of(practice(bell("ring"), silence("quiet", 30))))
    run.drop()
    assert not run._pulse._late.isActive()
