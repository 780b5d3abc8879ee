"""Lengths and captions as people say them."""

from __future__ import annotations

import pytest

from closeness_desktop.practice import words
from closeness_desktop.practice.effects import Bell, BreathChanged, Finished, PhaseChanged
from closeness_desktop.practice.plan import SittingPlan


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


@pytest.mark.parametrize(
    ("plan", "line"),
    [
        (SittingPlan("breathing@1", 300, breathing="6"), "Slow breathing · 6 breaths a minute"),
        (SittingPlan(seconds=600), "Just sit · 10 minutes"),
        (SittingPlan(seconds=None), "Just sit · open-ended"),
        (SittingPlan(breathing="own"), "Just sit · your own pace"),
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
            SittingPlan(seconds=300, prepare=0, breathing="6", interval=60),
            "5 minutes, with 6 breaths a minute, with a bell every minute.",
        ),
    ],
)
def test_a_plan_in_one_sentence(plan: SittingPlan, sentence: str) -> None:
    assert words.outline(plan) == sentence
