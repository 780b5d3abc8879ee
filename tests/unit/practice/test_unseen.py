"""The time of a session behind the lock: it goes on, rings what is left to ring, and holds no content."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.driver import Driver
from closeness_desktop.practice.effects import Bell, Effect
from closeness_desktop.practice.unseen import Unseen

START, END = Bell("bowl", 1, 4.0, "start"), Bell("bowl", 3, 4.0, "end")
BELLS = [(10.0, Bell("woodblock", 1, 4.0, "interval")), (20.0, START), (30.0, END)]


def driven(unseen: Unseen) -> tuple[DrivenClock, Driver[Unseen]]:
    clock = DrivenClock(dt.datetime(2026, 11, 24, 20, tzinfo=dt.UTC))
    return clock, Driver(clock, unseen)


@given(st.lists(st.floats(0.01, 4.9), min_size=1, max_size=60))
def test_any_cutting_of_the_time_rings_the_same_bells(pieces: list[float]) -> None:
    clock, driver = driven(Unseen(BELLS, 30.0))
    rung: list[Effect] = []
    for seconds in pieces:
        clock.advance(seconds)
        rung += driver.tick()
    passed = sum(pieces)
    assert rung == [bell for offset, bell in BELLS if offset <= driver.session.position]
    if driver.session.ended is None:
        assert abs(driver.session.position - passed) < 1e-6
        assert passed < 30.0 + 1e-6
    else:
        assert driver.session.position >= 30.0


def test_after_a_gap_it_stands_still_and_tells_how_long_it_was() -> None:
    clock, driver = driven(Unseen(BELLS, 3600.0))
    clock.advance(4.0)
    driver.tick()
    clock.sleep(60.0)
    assert driver.tick() == ()
    clock.advance(4.0)
    assert driver.tick() == ()
    assert (driver.session.position, driver.session.gap, driver.session.ended) == (4.0, 60.0, None)
    assert driver.session.next_at is None


def test_an_end_that_was_slept_through_rings_once() -> None:
    clock, driver = driven(Unseen(BELLS, 30.0))
    clock.sleep(12 * 3600.0)
    assert driver.tick() == (END,)
    clock.sleep(60.0)
    assert driver.tick() == ()


def test_time_past_an_end_that_was_slept_through_begins_with_its_bell_and_once_only() -> None:
    clock, driver = driven(Unseen(BELLS, None))
    clock.sleep(25.0)
    assert driver.tick() == ()
    clock, driver = driven(Unseen(BELLS, None))
    clock.sleep(3600.0)
    assert driver.tick() == (END,)
    clock, driver = driven(Unseen(BELLS, None))
    rung: list[Effect] = []
    for _ in range(8):
        clock.advance(4.0)
        rung += driver.tick()
    assert rung[-1] == END
    clock.sleep(3600.0)
    assert driver.tick() == ()


def test_without_an_end_bell_an_end_that_was_slept_through_rings_nothing() -> None:
    clock, driver = driven(Unseen(BELLS[:2], 30.0))
    clock.sleep(3600.0)
    assert driver.tick() == ()
    assert driver.session.gap == 3600.0


def test_the_bells_still_to_come_are_told_until_it_stands_still() -> None:
    clock, driver = driven(Unseen(BELLS, 30.0))
    clock.advance(4.0)
    driver.tick()
    assert driver.session.bells_ahead() == tuple((at - 4.0, bell) for at, bell in BELLS)
    assert driver.session.remaining == 26.0
    for _ in range(2):
        clock.advance(4.0)
        driver.tick()
    assert [at for at, _bell in driver.session.bells_ahead()] == [8.0, 18.0]
    clock.sleep(60.0)
    driver.tick()
    assert (driver.session.bells_ahead(), driver.session.next_at) == ((), None)


def test_one_that_waits_for_the_person_has_no_end_of_its_own() -> None:
    clock, driver = driven(Unseen([], None))
    for _ in range(100):
        clock.advance(4.0)
        assert driver.tick() == ()
    assert driver.session.remaining is None
    assert driver.session.ended is None
