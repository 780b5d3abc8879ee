"""Bells, cues, bed and display follow a sitting: they are there while it runs, and only then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.effects import Bell, BreathChanged, BreathPhase, PhaseChanged
from closeness_desktop.practice.intervals import Every
from closeness_desktop.practice.plan import Around
from closeness_desktop.practice.sitting import Sitting, SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_text
from closeness_desktop.window.pages.session import SessionPage
from closeness_desktop.window.pages.session_around import SittingAround
from closeness_desktop.window.platform import awake
from closeness_desktop.window.platform.sound import Load, Sounds


class Noted(Sounds):
    """The real thing, which also notes what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.cues: list[BreathPhase] = []
        self.loaded: list[str] = []
        self.foreseen: list[tuple[float, Bell]] = []
        self.breaths: list[tuple[float, BreathChanged]] = []

    def begin(self, around: Around, sounds: Iterable[str] = (), load: Load | None = None) -> None:
        self.loaded = list(sounds)
        super().begin(around, self.loaded, load)
        self.asked = ["begin"]

    def finish(self, *, at_once: bool = False) -> None:
        super().finish(at_once=at_once)
        self.asked.append("finish")

    def pause_bed(self) -> None:
        super().pause_bed()
        self.asked.append("pause bed")

    def resume_bed(self) -> None:
        super().resume_bed()
        self.asked.append("resume bed")

    def foresee(
        self, bells: Iterable[tuple[float, Bell]], breaths: Iterable[tuple[float, BreathChanged]] = ()
    ) -> None:
        self.foreseen, self.breaths = list(bells), list(breaths)
        super().foresee(self.foreseen, self.breaths)

    def cue(self, phase: BreathPhase) -> None:
        self.cues.append(phase)
        super().cue(phase)


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


@pytest.fixture
def sounds(qtbot: QtBot) -> Noted:
    return Noted()


@pytest.fixture
def page(context: Context, clock: DrivenClock, sounds: Noted, qtbot: QtBot) -> SessionPage:
    made = SessionPage(replace(context, clock=clock))
    made.bells, made.around = sounds, SittingAround(sounds)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def granted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop that keeps its display awake."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop that cannot be asked."""
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "1")


def sit(page: SessionPage, clock: DrivenClock, seconds: float) -> None:
    for _ in range(round(2 * seconds)):
        clock.advance(0.5)
        page.tick()


BREATHING = SittingPlan("breathing@1", seconds=40, prepare=5, breathing="box", holds=True)


def test_each_part_of_a_breath_is_heard_when_that_is_wished(
    page: SessionPage, clock: DrivenClock, sounds: Noted
) -> None:
    page.arrive(plan=replace(BREATHING, cues=True))
    assert set(sounds.loaded) == {"bowl", "breath-in", "breath-hold", "breath-out", "breath-rest"}
    sit(page, clock, 4)
    assert sounds.cues == []
    sit(page, clock, 19)
    assert sounds.cues == ["in", "hold", "out", "rest", "in"]


def test_the_parts_of_a_breath_are_told_ahead_when_they_are_heard(
    page: SessionPage, clock: DrivenClock, sounds: Noted
) -> None:
    page.arrive(plan=replace(BREATHING, cues=True))
    sit(page, clock, 2)
    assert [(at, breath.phase) for at, breath in sounds.breaths] == [(3.0, "in")]
    sit(page, clock, 4)
    assert [(at, breath.phase) for at, breath in sounds.breaths] == [(3.0, "hold")]


def test_a_breath_is_silent_otherwise(page: SessionPage, clock: DrivenClock, sounds: Noted) -> None:
    page.arrive(plan=BREATHING)
    sit(page, clock, 30)
    assert (sounds.cues, sounds.breaths) == ([], [])
    assert sounds.loaded == ["bowl"]


def test_the_bed_sounds_while_the_sitting_runs(page: SessionPage, clock: DrivenClock, sounds: Noted) -> None:
    page.arrive(plan=SittingPlan(seconds=60, prepare=0, around=Around("rain")))
    assert sounds.asked == ["begin", "resume bed"]
    page.pause_or_go_on()
    assert sounds.asked[2:] == ["pause bed"]
    page.pause_or_go_on()
    assert sounds.asked[3:] == ["resume bed"]
    sit(page, clock, 60)
    assert sounds.asked[4:] == ["pause bed"], "its last bell still rings"
    page.view.done.click()
    assert sounds.asked[-1] == "finish"


def test_a_silent_sitting_leaves_the_sound_device_alone(
    page: SessionPage, clock: DrivenClock, sounds: Noted
) -> None:
    page.arrive(plan=SittingPlan(seconds=10, prepare=0, start_strikes=0, end_strikes=0))
    sit(page, clock, 11)
    assert "begin" not in sounds.asked
    assert page.view.caption.text() == ""


def test_bells_are_told_ahead_and_not_while_it_stands_still(
    page: SessionPage, clock: DrivenClock, sounds: Noted
) -> None:
    page.arrive(plan=SittingPlan(seconds=60, prepare=10, intervals=Every(20)))
    sit(page, clock, 7)
    assert [(at, bell.mark) for at, bell in sounds.foreseen] == [(3.0, "start")]
    sit(page, clock, 20)
    assert [(at, bell.mark) for at, bell in sounds.foreseen] == [(3.0, "interval")]
    page.pause_or_go_on()
    sounds.foreseen = []
    sit(page, clock, 3)
    assert sounds.foreseen == []


def test_leaving_lets_everything_go_and_coming_back_makes_it_ready_again(
    page: SessionPage, clock: DrivenClock, sounds: Noted, context: Context
) -> None:
    page.arrive(plan=SittingPlan(seconds=60, prepare=0, around=Around("rain")))
    sit(page, clock, 5)
    page.leave()
    assert sounds.asked[-1] == "finish"
    session = context.journal.sessions.running()
    assert session is not None
    page.arrive(session=session.id)
    assert sounds.asked == ["begin", "pause bed"], "it stands still"
    page.pause_or_go_on()
    assert sounds.asked[-1] == "resume bed"


@pytest.mark.usefixtures("granted")
def test_the_display_is_kept_awake_only_while_it_runs(page: SessionPage, clock: DrivenClock) -> None:
    page.arrive(plan=SittingPlan(seconds=600, prepare=5, around=Around(awake=True)))
    assert page.around.awake.held
    page.pause_or_go_on()
    assert not page.around.awake.held
    page.pause_or_go_on()
    assert page.around.awake.held
    sit(page, clock, 10)
    clock.sleep(60)
    page.tick()
    assert page.sitting is not None
    assert page.sitting.asking
    assert not page.around.awake.held
    page.view.keep.click()
    assert page.around.awake.held
    page.leave()
    assert not page.around.awake.held


@pytest.mark.usefixtures("granted")
def test_the_display_is_let_go_at_the_end(page: SessionPage, clock: DrivenClock) -> None:
    page.arrive(plan=SittingPlan(seconds=10, prepare=0, around=Around(awake=True)))
    sit(page, clock, 11)
    assert not page.around.awake.held


@pytest.mark.usefixtures("granted")
def test_the_display_is_left_alone_unless_asked_for(page: SessionPage, clock: DrivenClock) -> None:
    page.arrive(plan=SittingPlan(seconds=10, prepare=0))
    sit(page, clock, 2)
    assert not page.around.awake.held


@pytest.mark.usefixtures("refused")
def test_a_display_that_cannot_be_kept_awake_is_told_once(page: SessionPage, clock: DrivenClock) -> None:
    plan = SittingPlan(seconds=600, prepare=0, start_strikes=0, end_strikes=0, around=Around(awake=True))
    page.arrive(plan=plan)
    assert page.view.caption.text() == awake.CANNOT
    sit(page, clock, 20)
    assert page.view.caption.text() == ""
    page.pause_or_go_on()
    page.pause_or_go_on()
    assert page.view.caption.text() == ""


@pytest.mark.usefixtures("refused")
def test_neither_silence_nor_darkness_hides_the_other(page: SessionPage, sounds: Noted) -> None:
    page.arrive(plan=SittingPlan(seconds=600, prepare=0, start_strikes=0, around=Around(awake=True)))
    assert page.view.caption.text() == f"{sounds.why} {awake.CANNOT}".lstrip()


def test_the_first_breaths_tell_a_screen_reader_how_long_each_part_is() -> None:
    sitting = Sitting(BREATHING)
    sitting.advance(6)
    hold = BreathChanged("hold", 4.0)
    assert session_text.announced(hold, sitting) == "Hold, 4 seconds"
    sitting.advance(5 + 33)
    assert session_text.announced(hold, sitting) == "Hold"
    assert session_text.announced(PhaseChanged("prepare"), sitting) == "Settle in."
