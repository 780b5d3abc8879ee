"""A sitting rings, asks and ends by its own time, however that time is cut up."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from closeness_desktop.errors import BugError, UsageError
from closeness_desktop.practice.breathing import PATTERNS
from closeness_desktop.practice.effects import (
    Bell,
    BreathChanged,
    Effect,
    Finished,
    GapFound,
    PhaseChanged,
    one_bell,
)
from closeness_desktop.practice.intervals import At, AtRandom, Every, FromEnd, points
from closeness_desktop.practice.plan import Around, pattern_of
from closeness_desktop.practice.sitting import Sitting, SittingPlan

LENGTHS = st.none() | st.integers(1, 4000)
POINTS = st.lists(st.integers(1, 200).map(lambda n: 10 * n), min_size=1, max_size=20).map(points)
INTERVALS = (
    st.none()
    | st.integers(10, 1000).map(Every)
    | POINTS.map(At)
    | POINTS.map(FromEnd)
    | st.tuples(st.integers(10, 300), st.integers(0, 300)).map(lambda two: AtRandom(two[0], sum(two)))
)
PLANS = st.builds(
    SittingPlan,
    seconds=LENGTHS,
    prepare=st.integers(0, 600),
    start_strikes=st.integers(0, 9),
    end_strikes=st.integers(0, 9),
    intervals=INTERVALS,
    interval_strikes=st.integers(1, 9),
    overtime=st.booleans(),
    breathing=st.sampled_from([None, "own", "pattern", *PATTERNS]),
    holds=st.booleans(),
    seed=st.integers(0, 5),
)
QUARTERS = st.integers(0, 20_000).map(lambda n: n / 4)  # quarters of a second: sums of them are exact


def run(sitting: Sitting, *readings: float) -> list[Effect]:
    return [effect for reading in readings for effect in sitting.advance(reading)]


def bells(effects: list[Effect]) -> list[tuple[str, int]]:
    return [(effect.mark, effect.strikes) for effect in effects if isinstance(effect, Bell)]


def test_a_ten_minute_sitting_from_preparation_to_end() -> None:
    sitting = Sitting(
        SittingPlan(seconds=600, prepare=10, start_strikes=1, end_strikes=3, intervals=Every(300))
    )
    assert run(sitting, 0.0) == [PhaseChanged("prepare")]
    assert sitting.remaining == 10
    assert run(sitting, 9.9) == []
    assert [type(e) for e in run(sitting, 10.0)] == [PhaseChanged, Bell]
    assert (sitting.phase, sitting.remaining, sitting.done_seconds) == ("sit", 600, 0)
    assert bells(run(sitting, 309.9, 310.0, 609.9)) == [("interval", 1)]
    assert sitting.done_seconds == 599
    last = run(sitting, 610.1)
    assert bells(last) == [("end", 3)]
    assert last[1:] == [PhaseChanged("ended"), Finished("completed", 600)]
    assert sitting.ended == "completed"
    assert sitting.done_seconds == 600
    assert sitting.advance(5000) == ()


def test_no_bell_rings_when_none_is_wished() -> None:
    effects = run(Sitting(SittingPlan(seconds=60, prepare=0, start_strikes=0, end_strikes=0)), 0, 60)
    assert effects == [PhaseChanged("sit"), PhaseChanged("ended"), Finished("completed", 60)]


def test_an_interval_bell_never_falls_on_the_end() -> None:
    effects = run(Sitting(SittingPlan(seconds=60, prepare=0, intervals=Every(30))), 60)
    assert [mark for mark, _ in bells(effects)] == ["start", "interval", "end"]


@settings(max_examples=60)
@given(PLANS, st.lists(QUARTERS, max_size=60), st.integers(0, 20_000).map(lambda n: n / 4))
def test_any_cutting_of_time_gives_the_same_effects(
    plan: SittingPlan, cuts: list[float], until: float
) -> None:
    whole, cut = Sitting(plan), Sitting(plan)
    at_once = run(whole, until)
    assert run(cut, *sorted(c for c in cuts if c <= until), until) == at_once
    assert (cut.done_seconds, cut.phase, cut.ended) == (whole.done_seconds, whole.phase, whole.ended)


@settings(max_examples=60)
@given(PLANS, st.lists(st.tuples(QUARTERS, QUARTERS), max_size=200))
def test_pauses_change_nothing(plan: SittingPlan, pauses: list[tuple[float, float]]) -> None:
    """Each pair: seconds sat, then seconds paused."""
    paused, plain = Sitting(plan), Sitting(plan)
    effects: list[Effect] = []
    elapsed = sat = 0.0
    for run_for, pause_for in pauses:
        elapsed, sat = elapsed + run_for, sat + run_for
        effects += paused.pause(elapsed)
        assert paused.advance(elapsed + pause_for / 2) == ()
        elapsed += pause_for
        paused.resume(elapsed)
    assert effects == (run(plain, sat) if pauses else [])
    assert paused.done_seconds == plain.done_seconds


@settings(max_examples=60)
@given(PLANS, QUARTERS, QUARTERS)
def test_a_snapshot_restored_goes_on_without_repeating(plan: SittingPlan, first: float, then: float) -> None:
    plain = Sitting(plan)
    run(plain, first)
    restored = Sitting.restore(plain.snapshot())
    assert (restored.phase, restored.ended, restored.done_seconds) == (
        plain.phase,
        plain.ended,
        plain.done_seconds,
    )
    assert restored.ended or restored.paused
    restored.resume(1000.0)
    assert run(restored, 1000.0 + then) == run(plain, first + then)


def test_a_snapshot_is_json_without_clocks() -> None:
    sitting = Sitting(SittingPlan())
    run(sitting, 12.5)
    assert json.loads(sitting.snapshot()) == {
        "sitting/1": sitting.plan.as_dict(),
        "position": 12.5,
        "given": 12.5,
    }


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sitting/2": {}}', '{"sitting/1": {"seconds": 0}}', "1"])
def test_what_is_no_snapshot_is_refused_kindly(text: str) -> None:
    with pytest.raises(UsageError):
        Sitting.restore(text)


def test_ended_early_is_counted_to_the_second() -> None:
    sitting = Sitting(SittingPlan(seconds=600, prepare=10))
    run(sitting, 0)
    sitting.pause(100.0)
    sitting.resume(400.0)
    assert sitting.end(433.9) == (PhaseChanged("ended"), Finished("early", 123))


def test_ended_in_preparation_is_nothing_to_log() -> None:
    sitting = Sitting(SittingPlan(seconds=600, prepare=60))
    assert sitting.end(30.0)[-1] == Finished("abandoned", 0)


def test_an_open_ended_sitting_is_complete_when_the_person_ends_it() -> None:
    sitting = Sitting(SittingPlan(seconds=None, prepare=0, intervals=Every(600)))
    assert len(bells(run(sitting, 1900))) == 4
    assert sitting.remaining is None
    assert sitting.end(1900)[-1] == Finished("completed", 1900)


def test_time_past_the_end_is_counted_when_wished() -> None:
    sitting = Sitting(SittingPlan(seconds=60, prepare=0, overtime=True, intervals=Every(20)))
    effects = run(sitting, 60, 200)
    assert bells(effects)[-1] == ("end", 3)
    assert effects[-1] == PhaseChanged("overtime")
    assert sitting.remaining is None
    assert sitting.end(95)[-1] == Finished(
        "completed", 200
    )  # it was at 200 already, and time never runs back


@settings(max_examples=100)
@given(PLANS, QUARTERS, st.floats(2, 12 * 3600))
def test_a_gap_asks_before_the_end_and_ends_once_after_it(plan: SittingPlan, at: float, gap: float) -> None:
    sitting = Sitting(plan)
    run(sitting, at)
    if sitting.ended:
        assert sitting.slept(at, gap) == ()
        return
    phase, done = sitting.phase, sitting.done_seconds
    effects = list(sitting.slept(at, gap))
    end = None if sitting.length is None else plan.prepare + sitting.length
    if phase != "overtime" and (end is None or at + gap < end):
        assert effects == [GapFound(gap)]
        assert sitting.paused
        sitting.resume(at)
        assert sitting.paused, "a gap is answered, not resumed"
        assert sitting.advance(at + 500) == ()
    else:
        assert len(bells(effects)) == (1 if plan.end_strikes and phase != "overtime" else 0)
        assert sitting.ended in ("early", "completed", "abandoned")
        assert effects[-1] == Finished(sitting.ended, done, gap if phase != "overtime" else 0.0)


def slept_in_the_middle() -> Sitting:
    sitting = Sitting(SittingPlan(seconds=3600, prepare=0, intervals=Every(300)))
    run(sitting, 100)
    sitting.slept(100, 1000)
    return sitting


def test_keeping_on_after_a_gap_leaves_it_out() -> None:
    sitting = slept_in_the_middle()
    assert sitting.answer("keep", 150) == ()
    run(sitting, 250)
    assert sitting.done_seconds == 200


def test_counting_a_gap_rings_one_bell_at_most() -> None:
    sitting = slept_in_the_middle()
    assert bells(list(sitting.answer("count", 150))) == [("interval", 1)]
    assert sitting.done_seconds == 1100


def test_ending_at_a_gap_logs_what_was_sat() -> None:
    assert slept_in_the_middle().answer("end", 150)[-1] == Finished("early", 100)


def test_a_gap_that_was_not_there_cannot_be_answered() -> None:
    with pytest.raises(BugError):
        Sitting(SittingPlan()).answer("keep", 0)


def test_sleep_during_a_pause_is_not_noticed() -> None:
    sitting = Sitting(SittingPlan(prepare=0))
    run(sitting, 0)
    sitting.pause(100)
    assert sitting.slept(100, 9999) == ()
    assert sitting.asking is None


@pytest.mark.parametrize("pace", PATTERNS)
@given(seconds=st.integers(1, 7200), holds=st.booleans())
@settings(max_examples=40)
def test_a_sitting_that_breathes_ends_on_a_whole_breath(pace: str, seconds: int, holds: bool) -> None:
    plan = SittingPlan(seconds=seconds, prepare=0, breathing=pace, holds=holds)
    sitting, pattern = Sitting(plan), pattern_of(plan)
    assert pattern is not None
    assert pattern.holds == (holds and PATTERNS[pace].holds)
    assert sitting.length is not None
    assert sitting.length / pattern.cycle == pytest.approx(round(sitting.length / pattern.cycle))
    assert seconds <= sitting.length + 1e-6
    assert sitting.length < seconds + pattern.cycle
    breaths = [e for e in run(sitting, sitting.length) if isinstance(e, BreathChanged)]
    assert len(breaths) == len(pattern.parts) * round(sitting.length / pattern.cycle)
    assert all(a.phase != b.phase for a, b in pairwise(breaths))


def test_there_is_no_breath_before_and_after_the_sitting() -> None:
    sitting = Sitting(SittingPlan(seconds=60, prepare=10, breathing="6", overtime=True))
    run(sitting, 5)
    assert sitting.breath(5) is None
    run(sitting, 12.5)
    assert sitting.breath(12.5) == ("in", 0.5, pytest.approx(0.5))
    run(sitting, 71)
    assert sitting.breath(71) is None


def test_one_bell_keeps_the_last_of_many() -> None:
    first, second = Bell("bell", 1, 4, "interval"), Bell("bowl", 3, 4, "end")
    phase = PhaseChanged("overtime")
    assert one_bell([first, BreathChanged("in", 5), phase, second, BreathChanged("out", 5)]) == (
        phase,
        second,
        BreathChanged("out", 5),
    )


@settings(max_examples=60)
@given(PLANS, QUARTERS)
def test_the_bells_ahead_are_those_that_ring_then(plan: SittingPlan, at: float) -> None:
    sitting = Sitting(plan)
    run(sitting, at)
    ahead = sitting.bells_ahead()
    rung: list[tuple[float, Bell]] = []
    position = at
    while sitting.next_at is not None and (position := sitting.next_at) <= at + 4000:
        rung += [(position - at, e) for e in sitting.advance(position) if isinstance(e, Bell)]
    near = [(seconds, bell) for seconds, bell in ahead if seconds <= 4000]
    assert [bell for _, bell in near] == [bell for _, bell in rung]
    assert [seconds for seconds, _ in near] == pytest.approx([seconds for seconds, _ in rung])


@settings(max_examples=60)
@given(PLANS, QUARTERS, st.integers(1, 40).map(float))
def test_the_breaths_ahead_are_those_that_begin_then(plan: SittingPlan, at: float, within: float) -> None:
    sitting = Sitting(plan)
    run(sitting, at)
    told = sitting.breaths_ahead(within)
    begun: list[tuple[float, BreathChanged]] = []
    while sitting.next_at is not None and (position := sitting.next_at) <= at + within:
        begun += [(position - at, e) for e in sitting.advance(position) if isinstance(e, BreathChanged)]
    assert [breath for _, breath in told] == [breath for _, breath in begun]
    assert [seconds for seconds, _ in told] == pytest.approx([seconds for seconds, _ in begun])


def test_a_sitting_taken_up_again_has_its_breaths_ahead_from_where_it_stood() -> None:
    sitting = Sitting(SittingPlan(seconds=600, prepare=0, breathing="6"))
    run(sitting, 7)
    again = Sitting.restore(sitting.snapshot())
    again.resume(100)
    again.advance(100)
    told = [(at, breath.phase) for at, breath in again.breaths_ahead(10)]
    assert told == [(3, "in"), (8, "out")]


def test_looking_for_the_bells_of_the_next_moment_is_cheap_and_right() -> None:
    sitting = Sitting(SittingPlan(seconds=None, prepare=0, intervals=Every(10)))
    for second in range(0, 7200, 4):
        run(sitting, float(second))
        due = 10 - second % 10
        expected = [(due, "interval")] if due <= 2.5 else []
        assert [(at, bell.mark) for at, bell in sitting.bells_ahead(2.5)] == expected
    assert len(sitting.bells_ahead()) == 8640


def test_the_bells_ahead_of_an_open_ended_sitting_are_those_of_a_day() -> None:
    sitting = Sitting(SittingPlan(seconds=None, prepare=0, intervals=Every(3600)))
    run(sitting, 0)
    assert len(sitting.bells_ahead()) == 24
    assert sitting.ends_in is None


def test_what_stands_still_has_nothing_ahead() -> None:
    sitting = Sitting(SittingPlan(seconds=600, prepare=10, breathing="6"))
    run(sitting, 0)
    assert sitting.ends_in == 610
    sitting.pause(70)
    assert (sitting.ends_in, sitting.bells_ahead(), sitting.breaths_ahead(60)) == (None, (), ())
    sitting.resume(100)
    assert sitting.ends_in == 540
    assert [(seconds, bell.mark) for seconds, bell in sitting.bells_ahead()] == [(540, "end")]
    assert [(seconds, breath.phase) for seconds, breath in sitting.breaths_ahead(5)] == [(5, "out")]
    sitting.end(110)
    assert (sitting.ends_in, sitting.bells_ahead(), sitting.breaths_ahead(60)) == (None, (), ())


def test_a_sitting_that_counts_on_past_its_end_does_not_end_by_itself() -> None:
    """So that behind the lock its time goes on as it would before the eyes."""
    sitting = Sitting(SittingPlan(seconds=60, prepare=0, overtime=True))
    run(sitting, 20)
    assert sitting.ends_in is None
    assert [at for at, bell in sitting.bells_ahead() if bell.mark == "end"] == [40]


def test_nothing_comes_by_itself_past_the_end() -> None:
    sitting = Sitting(SittingPlan(seconds=60, prepare=0, overtime=True))
    run(sitting, 61)
    assert (sitting.ends_in, sitting.bells_ahead()) == (None, ())


def test_holds_are_left_out_until_they_are_asked_for() -> None:
    plan = SittingPlan(seconds=60, prepare=0, breathing="4-7-8")
    phases = [e.phase for e in run(Sitting(plan), 60) if isinstance(e, BreathChanged)]
    assert set(phases) == {"in", "out"}
    held = SittingPlan(seconds=60, prepare=0, breathing="4-7-8", holds=True)
    breaths = [(e.phase, e.seconds) for e in run(Sitting(held), 60) if isinstance(e, BreathChanged)]
    assert breaths[:3] == [("in", 4), ("hold", 7), ("out", 8)]


def test_a_sitting_begun_by_an_earlier_version_goes_on() -> None:
    plan = {"seconds": 600, "prepare": 0, "interval": 60}
    sitting = Sitting.restore(json.dumps({"sitting/1": plan, "position": 50, "given": 50}))
    assert sitting.plan == SittingPlan(seconds=600, prepare=0, intervals=Every(60), around=Around())
    sitting.resume(0)
    assert bells(run(sitting, 10)) == [("interval", 1)]
