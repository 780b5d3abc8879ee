"""What a running session lets be heard, frame by frame, however it goes: cues of the breath above all.

A device that only counts stands in for a real one; its time is the session's time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.driver import Driveable
from closeness_desktop.practice.effects import Effect
from closeness_desktop.practice.format import Breathe
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession
from closeness_desktop.practice.sitting import Sitting, SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided_around import Surroundings
from closeness_desktop.window.pages.guided_journal import JournalKeeper
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.pages.session import SessionPage
from closeness_desktop.window.pages.session_around import SittingAround
from closeness_desktop.window.platform.mixer import BLOCK, gain
from closeness_desktop.window.platform.shelf import Shelf
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.platform.waves import Samples
from tests.support.practices import bell, practice, silence
from tests.window.test_sounds_mixed import RATE, Counting

STRIDE = 47 * BLOCK / RATE
"""Seconds from tick to tick, about a quarter: whole blocks of the device."""


@pytest.fixture
def device() -> Counting:
    return Counting()


@pytest.fixture
def sounds(qtbot: QtBot, device: Counting) -> Sounds:
    return Sounds(output=device)


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


def mixed(seconds: float, *sounding: tuple[float, str]) -> Samples:
    """What is heard when each sound begins at its moment."""
    shelf, frames = Shelf(), round(seconds / STRIDE) * 47 * BLOCK
    expected = np.zeros(frames + 20 * RATE, np.float32)
    for at, name in sounding:
        samples = shelf.samples(name, RATE, 1)[:, 0] * np.float32(gain(80))
        expected[round(at * RATE) : round(at * RATE) + len(samples)] += samples
    return expected[:frames]


class Going:
    """A session with what surrounds it, moved on tick by tick as its page does it."""

    def __init__(self, session: Sitting | GuidedSession, sounds: Sounds, device: Counting) -> None:
        self.session, self.device, self.elapsed = session, device, 0.0
        self.around: SittingAround | Surroundings
        if isinstance(session, Sitting):
            self.around = SittingAround(sounds)
            self.around.begin(session, lambda _name: b"")
        else:
            self.around = Surroundings(sounds)
            self.around.begin(session, None)
        self.carry_out(session.advance(0.0))

    def carry_out(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            self.around.hear(effect)
        if isinstance(self.around, SittingAround):
            self.around.follow()
        else:
            self.around.foresee()

    def go(self, seconds: float) -> Samples:
        heard = []
        for _ in range(round(seconds / STRIDE)):
            heard.append(self.device.play(STRIDE))
            self.elapsed += STRIDE
            self.carry_out(self.session.advance(self.elapsed))
        return np.concatenate(heard)


def sitting(**plan: object) -> Sitting:
    return Sitting(SittingPlan(**{"seconds": 60, "prepare": 3, "breathing": "6", **plan}))  # type: ignore[arg-type]


def guided(*, cues: bool) -> GuidedSession:
    made = practice(
        silence("quiet", 3),
        Breathe(id="breathe", inhale=4, exhale=6, secs=20),
        bell("ring"),
        silence("last", 5),
    )
    return GuidedSession(made, GuidedPlan(made.reference, cues=cues))


def test_every_cue_of_a_sitting_is_heard_at_its_moment(sounds: Sounds, device: Counting) -> None:
    heard = Going(sitting(cues=True, start_strikes=0), sounds, device).go(20)
    expected = mixed(20, (3, "breath-in"), (8, "breath-out"), (13, "breath-in"), (18, "breath-out"))
    assert np.abs(heard - expected).max() < 1e-3


def test_every_cue_of_a_guided_practice_is_heard_at_its_moment(sounds: Sounds, device: Counting) -> None:
    heard = Going(guided(cues=True), sounds, device).go(27)
    cues = (3, "breath-in"), (7, "breath-out"), (13, "breath-in"), (17, "breath-out")
    assert np.abs(heard - mixed(27, *cues, (23, "bowl"))).max() < 1e-3


def test_a_guided_practice_breathes_silently_unless_it_is_wished(sounds: Sounds, device: Counting) -> None:
    heard = Going(guided(cues=False), sounds, device).go(27)
    assert np.abs(heard - mixed(27, (23, "bowl"))).max() < 1e-3


@pytest.mark.parametrize("kind", ["sitting", "guided"])
def test_a_pause_takes_the_next_cue_back_and_it_comes_when_its_moment_does(
    sounds: Sounds, device: Counting, kind: str
) -> None:
    session: Driveable = sitting(cues=True, start_strikes=0) if kind == "sitting" else guided(cues=True)
    going = Going(session, sounds, device)  # type: ignore[arg-type]
    going.go(2)
    stood = going.elapsed
    going.carry_out(session.pause(going.elapsed))
    if isinstance(going.around, Surroundings):
        going.around.stand_still()
    assert not going.go(4).any()
    session.resume(going.elapsed)
    going.carry_out(())
    heard = going.go(4)
    assert np.abs(heard - mixed(4, (3 - stood, "breath-in"))).max() < 1e-3


def test_going_back_takes_the_next_cue_back(sounds: Sounds, device: Counting) -> None:
    going = Going(guided(cues=True), sounds, device)
    going.go(6.5)
    session, around = going.session, going.around
    assert isinstance(session, GuidedSession)
    assert isinstance(around, Surroundings)
    around.quiet()
    going.carry_out(session.back(going.elapsed))
    heard = going.go(4)
    assert np.abs(heard - mixed(4, (3, "breath-in")))[RATE:].max() < 1e-3, "the breath before may fade"


def lagging(device: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a fifth of a second lie between what is made and what is heard, as before a real device."""

    def frame_in(seconds: float) -> int:
        return (device.mixer.frame - RATE // 5 if device.mixer else 0) + round(seconds * RATE)

    monkeypatch.setattr(device, "frame_in", frame_in)


def test_a_sitting_without_preparation_counts_from_its_start_bell(
    sounds: Sounds,
    device: Counting,
    context: Context,
    clock: DrivenClock,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = SessionPage(replace(context, clock=clock))
    page.bells, page.around = sounds, SittingAround(sounds)
    qtbot.addWidget(page)
    lagging(device, monkeypatch)
    page.arrive(plan=SittingPlan(seconds=60, prepare=0))
    driver = page._driver
    assert driver is not None
    clock.advance(0.9)  # the device takes its time
    assert driver.held
    device.play(STRIDE)
    assert not driver.held
    heard = device.play(STRIDE)
    begins = np.flatnonzero(np.abs(heard) > 1e-4)[0] / RATE + 0.2  # what is made now is heard later
    assert -driver.elapsed() == pytest.approx(begins, abs=0.01)
    clock.advance(-driver.elapsed() + 1.0)
    page.tick()
    assert driver.session.done_seconds == 1


def test_a_guided_practice_counts_from_its_first_bell(
    sounds: Sounds,
    device: Counting,
    context: Context,
    clock: DrivenClock,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = practice(bell("ring"), silence("quiet", 30))
    keeper = JournalKeeper(context.journal, lambda sentence: None, device, guest=False)
    run = GuidedRun(context.theme, clock, keeper, sounds)
    qtbot.addWidget(run)
    lagging(device, monkeypatch)
    run.begin(GuidedSession(made, GuidedPlan(made.reference)))
    clock.advance(0.9)
    device.play(STRIDE)
    assert run._driver is not None
    assert run._driver.elapsed() == pytest.approx(-0.2, abs=0.01)
    assert device.play(STRIDE).any()
    clock.advance(1.2 + BLOCK / RATE)
    run.tick()
    assert run.session is not None
    assert run.session.position == pytest.approx(1.0)


def test_a_pause_before_the_device_began_is_a_pause(
    sounds: Sounds, device: Counting, context: Context, clock: DrivenClock, qtbot: QtBot
) -> None:
    page = SessionPage(replace(context, clock=clock))
    page.bells, page.around = sounds, SittingAround(sounds)
    qtbot.addWidget(page)
    page.arrive(plan=SittingPlan(seconds=60, prepare=0))
    page.pause_or_go_on()
    device.play(STRIDE)
    clock.advance(1.0)
    page.tick()
    assert page.sitting is not None
    assert (page.sitting.paused, page.sitting.position) == (True, 0.0)
    page.pause_or_go_on()
    clock.advance(2.0)
    page.tick()
    assert page.sitting.position == pytest.approx(2.0)


def test_ending_a_guided_practice_takes_back_what_was_laid(
    sounds: Sounds, device: Counting, context: Context, clock: DrivenClock, qtbot: QtBot
) -> None:
    keeper = JournalKeeper(context.journal, lambda sentence: None, device, guest=False)
    run = GuidedRun(context.theme, clock, keeper, sounds)
    qtbot.addWidget(run)
    run.begin(guided(cues=True))
    for _ in range(8):
        device.play(STRIDE)
        clock.advance(STRIDE)
        run.tick()
    run.end()
    assert not device.play(4.0).any()


def test_ending_a_sitting_takes_back_what_was_laid(
    sounds: Sounds, device: Counting, context: Context, clock: DrivenClock, qtbot: QtBot
) -> None:
    page = SessionPage(replace(context, clock=clock))
    page.bells, page.around = sounds, SittingAround(sounds)
    qtbot.addWidget(page)
    page.arrive(plan=SittingPlan(seconds=60, prepare=0, start_strikes=0, breathing="6", cues=True))
    for _ in range(15):
        device.play(STRIDE)
        clock.advance(STRIDE)
        page.tick()
    page.end()
    assert not device.play(4.0).any()
