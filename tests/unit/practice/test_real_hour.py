"""One real hour by the computer's own clock: nothing drifts, and no bell is late while it is idle."""

from __future__ import annotations

import time

import pytest

from closeness_desktop.clock import SystemClock
from closeness_desktop.practice.driver import Driver
from closeness_desktop.practice.effects import Bell, Finished
from closeness_desktop.practice.format import Breathe, Loop
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession
from tests.support.practices import bell, practice, say, silence, turn

HOUR = 3600.0
DRIFT, LATE = 0.050, 0.030
"""Seconds by which the hour may be wrong, and by which a bell may come after its time."""


@pytest.mark.nightly
@pytest.mark.timeout(2 * HOUR)
def test_an_hour_is_an_hour_and_every_bell_comes_on_time() -> None:
    rounds = Loop(
        id="rounds",
        times=12,
        swap=True,
        steps=(
            say("sit", "Sit as you like."),
            Breathe(id="breathe", inhale=4, exhale=6, secs=60, flex=1),
            turn("talk", secs=60, flex=1, warn=15),
            silence("quiet", 60, flex=1),
            bell("ring"),
        ),
    )
    made = practice(rounds, people=2, total=(HOUR, HOUR / 2, HOUR * 2))
    clock = SystemClock()
    driver = Driver(clock, GuidedSession(made, GuidedPlan(made.reference)))
    session = driver.session
    assert session.total == pytest.approx(HOUR)
    began, late = clock.awake(), []
    effects = driver.tick()
    while session.ended is None:
        due = session.next_at
        time.sleep(max(0.0, driver.wait()))
        effects = driver.tick()
        if any(isinstance(one, Bell) for one in effects) and due is not None:
            late.append(clock.awake() - began - due)
    drift = clock.awake() - began - HOUR
    print(f"{len(late)} bells, the latest by {max(late) * 1000:.1f} ms; drift {drift * 1000:.1f} ms")
    assert effects[-1] == Finished("completed", 3600)
    assert len(late) == 24
    assert max(late) < LATE
    assert 0 <= drift < DRIFT
