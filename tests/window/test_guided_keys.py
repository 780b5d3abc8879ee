"""Keyboard alone runs every practice that comes with the program, from its first step to the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice import outline
from closeness_desktop.practice.format import OPEN, Practice
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided_journal import JournalKeeper
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.platform.sound import Sounds
from tests.support.practices import GUIDED, practice, prompt, scale, shipped, silence, turn
from tests.window import guided
from tests.window.guided import ALT, KEY, press


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


class Host:
    """A run over a real journal, active, as a page or the window for two holds it."""

    def __init__(self, context: Context, clock: DrivenClock, qtbot: QtBot) -> None:
        self.journal, self.clock, self.over = context.journal, clock, []
        self._context, self._qtbot = context, qtbot

    def begin(self, tried: Practice, seconds: float | None = None) -> GuidedRun:
        """Begin a practice; names and words of the journal are told only to one who is alone."""
        guest = tried.people == 2
        keeper = JournalKeeper(self.journal, lambda sentence: None, self, guest=guest)
        run = GuidedRun(self._context.theme, self.clock, keeper, Sounds())
        self.run = run
        run.over.connect(self.over.append)
        run.resize(860, 640)
        with self._qtbot.waitActive(run):
            run.show()
            run.activateWindow()
        run.begin(GuidedSession(tried, GuidedPlan(tried.reference, seconds, seed=7)))
        run.take_focus()
        return run


@pytest.fixture
def host(context: Context, clock: DrivenClock, qtbot: QtBot) -> Iterator[Host]:
    made = Host(context, clock, qtbot)
    yield made
    made.run.drop()
    guided.let_go(made.run)


@pytest.mark.parametrize("id", GUIDED)
def test_keyboard_alone_runs_a_practice_to_its_end(id: str, host: Host) -> None:
    tried = shipped(id)
    run = host.begin(tried, tried.total.min if tried.total else None)
    guided.drive_by_keys(run, host.clock)
    assert run.mode == "ended"
    press(KEY.Key_Return)
    assert host.over == ["done"]
    (logged,) = host.journal.sessions.all()
    assert (logged.practice, logged.ended, logged.snapshot) == (tried.reference, "completed", "")
    asked = [step for step, _ in outline.each(tried) if isinstance(step, OPEN) and not step.when]
    wanted = {step.id for step in asked if step.keep != "never" and step.role != "second"}
    kept = host.journal.answers.of(logged.id)
    assert wanted <= {answer.step for answer in kept}
    assert "second" not in {answer.role for answer in kept}
    if any(answer.keep == "entry" for answer in kept):
        (line,) = host.journal.entries.page(limit=2)
        assert (line.session, line.title) == (logged.id, tried.title)


def test_space_pauses_and_goes_on(host: Host) -> None:
    run = host.begin(practice(silence(secs=60)))
    guided.pass_time(run, host.clock, 10)
    press(KEY.Key_Space)
    assert (run.mode, run.view.word.text()) == ("paused", "Paused")
    guided.pass_time(run, host.clock, 100)
    assert run.session is not None
    assert run.session.done_seconds == 10
    press(KEY.Key_Space)
    guided.pass_time(run, host.clock, 49)
    assert run.mode == "running"
    guided.pass_time(run, host.clock, 1)
    assert run.mode == "ended"


def test_space_in_a_sheet_is_a_space(host: Host) -> None:
    run = host.begin(practice(prompt()))
    guided.type_in("two words")
    assert run.view.area.answer() == "two words"
    assert run.mode == "open"


def test_escape_asks_and_escape_again_ends(host: Host) -> None:
    run = host.begin(practice(silence(secs=60)))
    guided.pass_time(run, host.clock, 20)
    press(KEY.Key_Escape)
    assert run.view.word.text() == "End here?"
    assert guided.offered(run) == ["Stay with it", "End here"]
    run.view.keep.click()
    assert run.mode == "running"
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)
    assert run.mode == "ended"
    press(KEY.Key_Escape)
    (logged,) = host.journal.sessions.all()
    assert (logged.done, logged.ended) == (20, "early")


def test_alt_left_goes_back_and_an_answer_stays_as_it_was(host: Host) -> None:
    run = host.begin(practice(scale("how"), scale("again")))
    assert "Back" not in guided.offered(run)
    press(KEY.Key_6)
    press(KEY.Key_Return)
    press(KEY.Key_3)
    press(KEY.Key_Left, ALT)
    assert run.session is not None
    assert run.session.now is not None
    assert run.session.now.step.id == "how"
    assert run.view.area.answer() == 6
    press(KEY.Key_Return)
    assert run.view.area.answer() == 3


def test_enter_hands_over_a_turn_that_may_end_early_and_no_other(host: Host) -> None:
    run = host.begin(practice(turn("a", early=True), turn("b", "second"), people=2))
    guided.pass_time(run, host.clock, 5)
    assert "Hand over" in guided.offered(run)
    press(KEY.Key_Return)
    assert run.view.turns.speaker == "second"
    assert "Hand over" not in guided.offered(run)
    press(KEY.Key_Return)
    assert run.session is not None
    assert run.session.now is not None
    assert run.session.now.step.id == "b"
