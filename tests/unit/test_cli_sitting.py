"""A practice in the terminal, by a driven clock: captions, the record, and every way in which it can end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.practice.catalogue import find, plan_of
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.terminal import sitting

PLAN = SittingPlan(seconds=600, prepare=10)


class Waiting:
    """Passes time instead of waiting, and does something once so much of it has passed."""

    def __init__(self, clock: DrivenClock, after: float, act: Callable[[], None]) -> None:
        self.clock, self.after, self.act = clock, after, act

    def __call__(self, seconds: float) -> None:
        self.clock.advance(seconds)
        if self.clock.awake() >= self.after:
            self.after = float("inf")
            self.act()


def sit(journal: Journal, after: float, act: Callable[[], None], plan: SittingPlan = PLAN) -> None:
    """Sit by a driven clock; `act` happens once `after` seconds have passed."""
    clock = DrivenClock(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
    sitting.run(plan, sitting.Record(journal, plan), clock, Waiting(clock, after, act), 0.25)


def interrupt() -> None:
    """Ctrl+C."""
    raise KeyboardInterrupt


def test_to_the_end(journal: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    """Captions on standard output, in a pipe nothing on standard error, the seconds in the journal."""
    sit(journal, 1e9, interrupt)
    [session] = journal.sessions.all()
    assert (session.practice, session.planned, session.done, session.ended) == (
        "sitting@1",
        600,
        600,
        "completed",
    )
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "Just sit · 10 minutes"
    assert out.splitlines()[-1] == "You sat for 10 minutes."
    assert err == ""


def test_ctrl_c_ends_early_and_keeps_what_was_sat(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without preparation; as early, since the end was not reached."""
    sit(journal, 10 + 90, interrupt)
    [session] = journal.sessions.all()
    assert (session.done, session.ended) == (90, "early")
    assert "You sat for 1 minute 30 seconds." in capsys.readouterr().out


def test_ctrl_c_while_settling_leaves_nothing(journal: Journal) -> None:
    """Nothing was sat."""
    sit(journal, 5, interrupt)
    assert journal.sessions.all() == []


def test_a_polite_kill_finishes_the_record(journal: Journal) -> None:
    """And goes on its way."""

    def leave() -> None:
        raise SystemExit(143)

    with pytest.raises(SystemExit):
        sit(journal, 10 + 120, leave)
    [session] = journal.sessions.all()
    assert (session.done, session.ended) == (120, "early")


def test_a_kill_costs_half_a_minute_at_most(journal: Journal) -> None:
    """The record begins with the sitting and follows it; here it is looked at from within."""
    seen = []
    sit(journal, 10 + 100, lambda: seen.extend(journal.sessions.all()))
    assert [session.ended for session in seen] == ["running"]
    assert 100 - 30 < seen[0].done <= 100
    assert seen[0].snapshot


def test_after_a_sleep_nobody_answers_it_goes_on(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal to ask on, time slept is left out and the sitting goes on to its end."""
    clock = DrivenClock(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
    waiting = Waiting(clock, 100, lambda: clock.sleep(300))
    sitting.run(PLAN, sitting.Record(journal, PLAN), clock, waiting, 0.25)
    [session] = journal.sessions.all()
    assert (session.done, session.ended) == (600, "completed")


def test_fast_logs_only_into_a_journal_it_is_given(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    """And shows the same either way, breaths and all."""
    practice = find("breathing")
    assert practice is not None
    sitting.fast(plan_of(practice), None)
    shown = capsys.readouterr().out
    assert journal.sessions.all() == []
    assert shown.count("Breathe in") == 30
    sitting.fast(plan_of(practice), journal)
    assert capsys.readouterr().out == shown
    assert [session.done for session in journal.sessions.all()] == [300]
