"""Clock readings become a session's time; sleep becomes a question."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.driver import TICK, Driver
from closeness_desktop.practice.effects import Bell, Effect, Finished, GapFound
from closeness_desktop.practice.intervals import Every
from closeness_desktop.practice.sitting import Sitting, SittingPlan


def new_clock() -> DrivenClock:
    clock = DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))
    clock.advance(12_345.678)  # a clock never starts at zero
    return clock


def play(driver: Driver[Sitting], clock: DrivenClock, seconds: float) -> list[Effect]:
    effects = list(driver.tick())
    until = clock.seconds + seconds
    while clock.seconds < until and driver.session.ended is None:
        clock.advance(max(0.001, min(driver.wait(), until - clock.seconds)))
        effects += driver.tick()
    return effects


def test_forty_minutes_pass_in_an_instant() -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=2400, intervals=Every(600))))
    effects = play(driver, clock, 3000)
    assert [e.mark for e in effects if isinstance(e, Bell)] == ["start", *["interval"] * 3, "end"]
    assert effects[-1] == Finished("completed", 2400)


def test_it_waits_for_the_next_deadline_but_never_longer_than_a_tick() -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(prepare=10)))
    driver.tick()
    assert driver.wait() == TICK
    assert driver.wait(most=60) == 10
    clock.advance(4.9)
    driver.tick()
    clock.advance(4.9)
    driver.tick()
    assert driver.wait() == pytest.approx(0.2)
    driver.pause()
    assert driver.wait() == TICK


def test_a_bell_falls_on_its_deadline() -> None:
    """Waiting as long as `wait` says, the bell is due within a thousandth of a second."""
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=60, prepare=7, intervals=Every(13))))
    start, at = clock.seconds, []
    driver.tick()
    while driver.session.ended is None:
        clock.advance(max(0.001, driver.wait()))
        at += [clock.seconds - start for e in driver.tick() if isinstance(e, Bell)]
    assert at == pytest.approx([7, 20, 33, 46, 59, 67], abs=0.002)


@pytest.mark.parametrize("asleep", [2.0, 60.0, 12 * 3600.0])
def test_a_sleeping_computer_is_noticed(asleep: float) -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=None, prepare=0)))
    play(driver, clock, 60)
    clock.advance(0.2)
    clock.sleep(asleep)
    assert driver.tick() == (GapFound(pytest.approx(asleep + 0.2)),)
    clock.advance(3)
    assert driver.tick() == ()
    assert driver.answer("keep") == ()
    assert play(driver, clock, 10) == []
    assert driver.session.done_seconds == 70


def test_a_late_tick_is_a_gap_where_no_clock_tells_sleep_apart() -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=None, prepare=0)))
    driver.tick()
    clock.advance(4.9)
    assert driver.tick() == ()
    clock.advance(700)
    assert driver.tick() == (GapFound(pytest.approx(700)),)
    driver.answer("count")
    assert driver.session.done_seconds == 704


def test_the_end_slept_through_rings_once_and_logs_waking_seconds() -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=600, prepare=0, intervals=Every(60))))
    play(driver, clock, 200)
    clock.sleep(7200)
    effects = driver.tick()
    assert [e.mark for e in effects if isinstance(e, Bell)] == ["end"]
    assert effects[-1] == Finished("early", 200, 7200.0)


def test_sleep_during_a_pause_passes_unnoticed() -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=600, prepare=0)))
    play(driver, clock, 100)
    driver.pause()
    clock.advance(1)
    clock.sleep(3600)
    driver.resume()
    play(driver, clock, 10)
    assert driver.session.done_seconds == 110


def test_ending_counts_to_the_moment_it_is_asked() -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=600, prepare=0)))
    play(driver, clock, 100)
    clock.advance(0.2)
    assert driver.end()[-1] == Finished("early", 100)


@settings(max_examples=30)
@given(st.lists(st.integers(-86_400, 86_400), max_size=10))
def test_a_changed_date_changes_nothing(jumps: list[int]) -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=60, prepare=0)))
    effects: list[Effect] = []
    for jump in jumps:
        effects += play(driver, clock, 3)
        clock.now += dt.timedelta(seconds=jump)
    effects += play(driver, clock, 60)
    assert effects[-1] == Finished("completed", 60)
    assert sum(isinstance(e, Bell) for e in effects) == 2


def test_a_restored_sitting_goes_on_under_a_new_clock() -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=600, prepare=0)))
    play(driver, clock, 200)
    later = new_clock()
    second = Driver(later, Sitting.restore(driver.session.snapshot()))
    assert play(second, later, 20) == []
    second.resume()
    assert play(second, later, 500)[-1] == Finished("completed", 600)


def test_the_time_spent_over_the_question_about_a_gap_is_not_sat() -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=None, prepare=0)))
    play(driver, clock, 60)
    clock.sleep(600)
    driver.tick()
    clock.advance(300)  # at a terminal, nothing ticks meanwhile
    driver.answer("keep")
    assert play(driver, clock, 10) == []
    assert driver.session.done_seconds == 70


def unseen_for(seconds: float, gap: float, after: float) -> tuple[Driver[Sitting], DrivenClock, list[Effect]]:
    """A sitting kept after 200 s and taken up again `after` s later, for `seconds` of which it went on."""
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=600, prepare=0, intervals=Every(60))))
    play(driver, clock, 200)
    later = Driver(clock, Sitting.restore(driver.session.snapshot()))
    clock.advance(after)
    return later, clock, list(later.catch_up(seconds, gap))


def test_what_went_on_unseen_is_caught_up_with_and_rings_nothing_again() -> None:
    driver, clock, effects = unseen_for(250, 0.0, after=3000)
    assert effects == []
    assert driver.session.done_seconds == 450
    assert [e.mark for e in play(driver, clock, 151) if isinstance(e, Bell)] == [
        "interval",
        "interval",
        "end",
    ]
    assert driver.session.ended == "completed"


def test_a_gap_that_came_unseen_is_asked_about_afterwards() -> None:
    driver, _clock, effects = unseen_for(40, 90.0, after=3000)
    assert effects == [GapFound(90.0)]
    driver.answer("count")
    assert driver.session.done_seconds == 330


def test_an_end_reached_unseen_is_logged_whole_and_without_its_bell() -> None:
    _driver, _clock, effects = unseen_for(400, 0.0, after=400)
    assert effects[-1] == Finished("completed", 600)
    assert not any(isinstance(e, Bell) for e in effects)


def test_what_is_held_begins_when_it_is_started_and_counts_from_the_moment_named() -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=60, prepare=0)))
    driver.hold()
    clock.advance(1.7)
    assert driver.elapsed() == 0.0
    driver.start(after=0.25)
    assert driver.elapsed() == pytest.approx(-0.25)
    assert [e.mark for e in driver.tick() if isinstance(e, Bell)] == ["start"]
    clock.advance(0.125)
    driver.tick()
    assert driver.session.position == 0.0
    clock.advance(1.125)
    driver.tick()
    assert driver.session.position == pytest.approx(1.0)
    driver.start(5.0)
    assert driver.elapsed() == pytest.approx(1.0), "it has begun already"
    assert play(driver, clock, 100)[-1] == Finished("completed", 60)
    assert driver.session.position == pytest.approx(60.0, abs=TICK)


@pytest.mark.parametrize("act", ["tick", "pause", "end"])
def test_whatever_is_asked_of_it_begins_what_is_held(act: str) -> None:
    clock = new_clock()
    driver = Driver(clock, Sitting(SittingPlan(seconds=60, prepare=0)))
    driver.hold()
    clock.sleep(600)
    effects = getattr(driver, act)()
    assert [e.mark for e in effects if isinstance(e, Bell)] == ["start"]
    assert not any(isinstance(e, GapFound) for e in effects), "nothing was under way that could be missed"
    assert (driver.held, driver.session.position) == (False, 0.0)
