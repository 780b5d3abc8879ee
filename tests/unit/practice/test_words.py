"""Lengths and captions as people say them."""

from __future__ import annotations

from typing import get_args

import pytest

from closeness_desktop.practice import words
from closeness_desktop.practice.breathing import own_pattern
from closeness_desktop.practice.effects import (
    SOUNDS,
    Bell,
    BreathChanged,
    BreathPhase,
    Finished,
    Mark,
    PhaseChanged,
    Said,
)
from closeness_desktop.practice.intervals import At, AtRandom, Every, FromEnd, Intervals
from closeness_desktop.practice.plan import BEDS, Around, SittingPlan


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (60, "1 minute"),
        (750, "12 minutes 30 seconds"),
        (3600, "1 hour"),
        (3960.9, "1 hour 6 minutes"),
        (7325, "2 hours 2 minutes"),
    ],
)
def test_lengths(seconds: float, said: str) -> None:
    assert words.length(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "left", "shown"),
    [
        (0, True, "0:00"),
        (0.1, True, "0:01"),
        (446, True, "7:26"),
        (59.9, False, "0:59"),
        (4046, False, "1:07:26"),
    ],
)
def test_clock_times(seconds: float, left: bool, shown: str) -> None:
    assert words.clock(seconds, left=left) == shown


def test_every_bell_and_phase_has_its_caption() -> None:
    assert words.caption(Bell("bowl", 3, 4, "end")) == "A bell. Your time is over."
    assert words.caption(BreathChanged("in", 5)) == "Breathe in"
    assert words.caption(PhaseChanged("prepare")) == "Settle in."
    assert words.caption(Finished("completed", 600)) == ""
    assert words.caption(Said("Let your shoulders be.", 3.0)) == "Let your shoulders be."
    assert set(words.BELLS) == set(get_args(Mark))
    assert set(words.BREATHS) == set(get_args(BreathPhase))
    assert set(words.SOUND_NAMES) == set(SOUNDS)
    assert set(words.BED_NAMES) == set(BEDS)


@pytest.mark.parametrize(
    ("plan", "line"),
    [
        (SittingPlan("breathing@1", 300, breathing="6"), "Slow breathing · 6 breaths a minute"),
        (SittingPlan(seconds=600), "Just sit · 10 minutes"),
        (SittingPlan(seconds=None), "Just sit · open-ended"),
        (SittingPlan(breathing="own"), "Just sit · your own pace"),
        (SittingPlan(breathing="4-7-8"), "Just sit · 4 in – 8 out"),
        (SittingPlan(breathing="4-7-8", holds=True), "Just sit · 4 in – 7 held – 8 out"),
        (SittingPlan(breathing="pattern", pattern=own_pattern(4.5, 6)), "Just sit · 4.5 in – 6 out"),
    ],
)
def test_the_heading_says_what_is_under_way(plan: SittingPlan, line: str) -> None:
    assert words.heading(plan) == line


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (SittingPlan(seconds=600, prepare=0), "10 minutes."),
        (
            SittingPlan(seconds=None, breathing="own"),
            "Open-ended, after 10 seconds to settle in, at your own pace.",
        ),
        (
            SittingPlan(seconds=300, prepare=0, breathing="6", intervals=Every(60)),
            "5 minutes, with 6 breaths a minute, with a bell every minute.",
        ),
        (
            SittingPlan(seconds=300, prepare=0, breathing="box", holds=True, around=Around("rain")),
            "5 minutes, breathing 4 in – 4 held – 4 out – 4 empty, with rain around you.",
        ),
    ],
)
def test_a_plan_in_one_sentence(plan: SittingPlan, sentence: str) -> None:
    assert words.outline(plan) == sentence


@pytest.mark.parametrize(
    ("intervals", "said"),
    [
        (Every(60), "a bell every minute"),
        (Every(150), "a bell every 2 minutes 30 seconds"),
        (At((60,)), "a bell after 1 minute"),
        (At((300, 600, 1500)), "bells after 5, 10 and 25 minutes"),
        (At((90, 600)), "bells after 1.5 and 10 minutes"),
        (At((100, 600)), "bells after 1 minute 40 seconds and 10 minutes"),
        (FromEnd((60, 300)), "bells 5 and 1 minutes before the end"),
        (AtRandom(120, 480), "bells at random, 2 to 8 minutes apart"),
    ],
)
def test_bells_in_between_as_people_say_them(intervals: Intervals, said: str) -> None:
    assert words.bells_between(intervals) == said
