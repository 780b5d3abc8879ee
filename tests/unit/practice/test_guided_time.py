"""However time is cut up, paused or set anew, a guided session does the same; gaps are met by its policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import UsageError
from closeness_desktop.practice import gaps
from closeness_desktop.practice.driver import TICK, Driver
from closeness_desktop.practice.effects import (
    Bell,
    BreathChanged,
    Effect,
    Finished,
    GapFound,
    Said,
    StepBegan,
    SteppedBack,
)
from closeness_desktop.practice.format import Bell as BellStep
from closeness_desktop.practice.format import Loop, Practice, Say, Step
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession
from closeness_desktop.practice.unroll import Talk, unroll
from tests.support.practices import (
    GUIDED,
    practice,
    practices,
    prompt,
    replace,
    say,
    shipped,
    silence,
    some_answer,
)

ACTS = ("respond", "pass", "go on", "back")
QUARTERS = st.integers(0, 1200).map(lambda n: n / 4)  # quarters of a second: sums of them are exact
DEEDS = st.lists(st.tuples(QUARTERS, st.sampled_from(ACTS)), max_size=12)
"""What a person does, and after how many seconds more."""
GAPS = st.integers(1, 12 * 3600).map(float)


def session_of(made: Practice, seed: int = 0, talk: Talk = "full") -> GuidedSession:
    return GuidedSession(made, GuidedPlan(made.reference, seed=seed, talk=talk))


def do(session: GuidedSession, act: str, elapsed: float) -> tuple[Effect, ...]:
    """One deed; those that do not fit the present step do nothing but let time pass."""
    effects = session.advance(elapsed)
    now = session.now
    if now is None or act == "nothing":
        return effects
    if act == "back":
        return effects + session.back(elapsed)
    if act == "go on" or not now.waiting:
        return effects + session.go_on(elapsed)
    return effects + session.respond(some_answer(now.step) if act == "respond" else None, elapsed)


def play(session: GuidedSession, deeds: list[tuple[float, str]], cuts: list[float]) -> list[Effect]:
    """Live through all deeds, and look at `cuts` as well (elapsed seconds)."""
    effects, elapsed, cuts = list(session.advance(0.0)), 0.0, sorted(cuts)
    for after, act in deeds:
        for cut in [cut for cut in cuts if elapsed < cut < elapsed + after]:
            effects += session.advance(cut)
        elapsed += after
        effects += do(session, act, elapsed)
    return effects


def run_through(session: GuidedSession) -> list[Effect]:
    """To the end, from one effect to the next, every question answered at once."""
    effects, elapsed = list(session.advance(0.0)), 0.0
    while session.now is not None:
        if session.now.waiting:
            effects += session.respond(some_answer(session.now.step), elapsed)
        else:
            assert session.next_at is not None
            elapsed = max(elapsed, session.next_at)  # nothing was paused, so positions are elapsed seconds
            effects += session.advance(elapsed)
    return effects


@settings(max_examples=100, deadline=None)
@given(practices(), st.integers(0, 5), DEEDS, st.lists(QUARTERS, max_size=40))
def test_any_cutting_of_time_gives_the_same_effects(
    made: Practice, seed: int, deeds: list[tuple[float, str]], cuts: list[float]
) -> None:
    whole, cut = session_of(made, seed), session_of(made, seed)
    assert play(cut, deeds, cuts) == play(whole, deeds, [])
    assert (cut.position, cut.ended, cut.now) == (whole.position, whole.ended, whole.now)


@settings(max_examples=60, deadline=None)
@given(practices(), DEEDS, st.lists(st.tuples(QUARTERS, QUARTERS), max_size=200))
def test_pauses_change_nothing(
    made: Practice, deeds: list[tuple[float, str]], pauses: list[tuple[float, float]]
) -> None:
    """Each pair: seconds into the session, then seconds paused. A deed waits for the pause to be over."""
    plain, paused = session_of(made), session_of(made)
    expected = play(plain, deeds, [])
    effects, sat, elapsed = list(paused.advance(0.0)), 0.0, 0.0
    for after, act in deeds:
        for at, seconds in sorted(one for one in pauses if sat < one[0] <= sat + after):
            elapsed, sat, after = elapsed + at - sat, at, sat + after - at
            effects += paused.pause(elapsed)
            elapsed += seconds
            assert paused.advance(elapsed) == ()
            paused.resume(elapsed)
        sat, elapsed = sat + after, elapsed + after
        effects += do(paused, act, elapsed)
    assert effects == expected
    assert (paused.position, paused.ended, paused.now) == (plain.position, plain.ended, plain.now)


def only_said(step: Step) -> bool:
    """Whether there is nothing to a step, and those within it, but talk that can be left out."""
    if isinstance(step, Loop):
        return all(map(only_said, step.steps))
    return isinstance(step, Say) and step.talk > 1


@settings(max_examples=40, deadline=None)
@given(practices(open_steps=False), st.sampled_from(["full", "less", "least"]))
@example(practice(Loop(id="round", steps=(replace(say("a"), talk=2),), times=2)), "least")
def test_steps_without_questions_end_on_the_second(made: Practice, talk: Talk) -> None:
    try:
        session = session_of(made, talk=talk)
    except UsageError:
        assert all(map(only_said, made.steps)), "all talk left out"
        return
    run_through(session)
    assert session.position == pytest.approx(session.total)


@settings(max_examples=60, deadline=None)
@given(practices(), DEEDS, st.integers(0, 30).map(float))
def test_what_is_ahead_within_some_seconds_is_what_comes_by_itself(
    made: Practice, deeds: list[tuple[float, str]], within: float
) -> None:
    session = session_of(made)
    play(session, deeds, [])
    elapsed = sum(after for after, _act in deeds)
    bells, breaths = session.bells_ahead(within), session.breaths_ahead(within)
    effects = session.advance(elapsed + within)
    now = session.now
    if now is not None and now.waiting and (began := StepBegan(now.path)) in effects:
        effects = effects[: effects.index(began)]
    assert [one for _at, one in bells] == [one for one in effects if isinstance(one, Bell)]
    assert [one for _at, one in breaths] == [one for one in effects if isinstance(one, BreathChanged)]


@settings(max_examples=60, deadline=None)
@given(practices(), DEEDS)
def test_bells_ahead_are_the_bells_that_ring(made: Practice, deeds: list[tuple[float, str]]) -> None:
    session = session_of(made)
    play(session, deeds, [])
    elapsed = sum(after for after, _act in deeds)
    told, ends_in = session.bells_ahead(), session.ends_in
    here, rung, waits = session.now, list[tuple[float, Bell]](), False
    while not waits and (at := session.next_at) is not None:
        effects = session.advance(at)
        now = session.now
        waits = now is not None and now.waiting and now != here and StepBegan(now.path) in effects
        rung += [(at - elapsed, one) for one in effects if isinstance(one, Bell)]
    assert [one for _at, one in told] == [one for _at, one in rung]
    assert [at for at, _one in told] == pytest.approx([at for at, _one in rung], abs=1e-6)
    if ends_in is not None:
        assert session.position == pytest.approx(elapsed + ends_in)


def obeys(session: GuidedSession, following: list[object], elapsed: float, seconds: float) -> None:
    """A gap at this moment is met as the policy of the step has it."""
    before = session.now
    assert before is not None
    policy, position = gaps.policy(before.step), session.position
    effects = session.slept(elapsed, seconds)
    assert sum(isinstance(one, Bell) for one in effects) <= 1, "never a storm"
    assert sum(isinstance(one, Said) for one in effects) <= 1
    after = session.now
    over = not before.waiting and before.remaining is not None and seconds >= before.remaining
    if policy == "ask" and over and all(isinstance(step, BellStep) for step in following):
        assert isinstance(effects[-1], Finished)
        assert (session.ended, effects[-1].slept) == ("early" if int(position) else "abandoned", seconds)
        assert session.done_seconds == int(position + 1e-6), "only waking seconds are logged"
    elif policy == "ask":
        assert effects == (GapFound(seconds),)
        assert (session.paused, session.asking, session.position) == (True, seconds, position)
        assert session.advance(elapsed + 9999) == ()
    elif policy == "pause":
        assert effects == (SteppedBack(seconds),)
        assert after is not None
        assert (after.path, session.paused) == (before.path, True)
        assert after.remaining == after.seconds
        assert session.advance(elapsed + 9999) == ()
        session.resume(elapsed)
        assert session.advance(elapsed)[0] == StepBegan(before.path)
    elif before.waiting:
        assert effects == ()
        assert (session.now, session.paused) == (before, False)
    elif not over:
        assert session.position == pytest.approx(position + seconds)
        assert not session.paused
    else:
        assert after is None or after.path != before.path
        assert not session.paused


def visits(made: Practice, share: float, act: Callable[[GuidedSession, list[object], float], None]) -> int:
    """Come to every step of a practice, `share` of the way into it, and do something there to a copy."""
    session, elapsed, count = session_of(made), 0.0, 0
    session.keep_guest()  # so that a copy knows the same answers
    session.advance(0.0)
    while session.now is not None:
        now = session.now
        within = elapsed + share * min(now.remaining or 10.0, 20.0)
        session.advance(within)
        if session.now is not None and session.now.path == now.path:
            copy = GuidedSession.restore(session.snapshot(), made)
            copy.resume(within)
            act(copy, [stop.step for stop in session._course.route.ahead()], within)
            count += 1
        if now.waiting:
            elapsed = within
            session.respond(some_answer(now.step), elapsed)
        else:
            elapsed = within + (session.now.remaining or 0.0 if session.now else 0.0) + 1e-9
            session.advance(elapsed)
    return count


@pytest.mark.parametrize("id", GUIDED)
@settings(max_examples=4, deadline=None)
@given(seconds=GAPS, share=st.floats(0.05, 0.95))
def test_a_gap_at_any_step_of_any_practice_obeys_the_policy(id: str, seconds: float, share: float) -> None:
    made = shipped(id)
    count = visits(made, share, lambda session, following, at: obeys(session, following, at, seconds))
    steps = [stop for stop in unroll(made) if not stop.whens and not isinstance(stop.step, BellStep)]
    assert count >= len(steps)


@settings(max_examples=60, deadline=None)
@given(practices(), GAPS, st.floats(0.05, 0.95))
def test_a_gap_at_any_step_of_a_generated_practice_obeys_the_policy(
    made: Practice, seconds: float, share: float
) -> None:
    visits(made, share, lambda session, following, at: obeys(session, following, at, seconds))


@settings(max_examples=60, deadline=None)
@given(practices(), DEEDS, GAPS)
def test_whatever_is_answered_after_a_gap_rings_one_bell_at_most(
    made: Practice, deeds: list[tuple[float, str]], seconds: float
) -> None:
    for choice in ("keep", "count", "end"):
        session = session_of(made)
        play(session, deeds, [])
        elapsed = sum(after for after, _act in deeds)
        session.slept(elapsed, seconds)
        if session.asking is None:
            return
        done = session.done_seconds
        effects = session.answer(choice, elapsed + 5)  # type: ignore[arg-type]
        assert sum(isinstance(one, Bell) for one in effects) <= (choice == "count")
        assert session.done_seconds == done if choice != "count" else session.done_seconds >= done
        assert session.asking is None
        assert not session.paused


# With a clock


def new_clock() -> DrivenClock:
    clock = DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))
    clock.advance(12_345.678)
    return clock


def drive(driver: Driver[GuidedSession], clock: DrivenClock, seconds: float) -> list[Effect]:
    """So many seconds, every question answered after four."""
    effects, until = list(driver.tick()), clock.seconds + seconds
    while clock.seconds < until and driver.session.now is not None:
        if driver.session.now.waiting and driver.session.next_at is None:
            clock.advance(4.0)
            step = driver.session.now.step
            effects += driver.act(lambda at: driver.session.respond(some_answer(step), at))  # noqa: B023
        else:
            clock.advance(max(0.001, min(driver.wait(), until - clock.seconds)))
            effects += driver.tick()
    return effects


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(-86_400, 86_400), max_size=10))
def test_a_changed_date_changes_nothing(jumps: list[int]) -> None:
    made, clock = shipped("widening-kindness"), new_clock()
    driver = Driver(clock, session_of(made))
    effects: list[Effect] = []
    for jump in jumps:
        effects += drive(driver, clock, 3)
        clock.now += dt.timedelta(seconds=jump)
    effects += drive(driver, clock, 3600)
    assert effects == run_through(session_of(made))
    assert driver.session.ended == "completed"


def test_a_bell_falls_on_its_deadline() -> None:
    """Waiting as long as `wait` says, each effect comes within a thousandth of a second."""
    made = shipped("widening-kindness")
    clock = new_clock()
    driver = Driver(clock, session_of(made))
    start = clock.seconds
    driver.tick()
    while driver.session.ended is None:
        due = driver.session.next_at
        assert due is not None
        clock.advance(max(0.001, driver.wait()))
        if driver.tick():
            assert clock.seconds - start == pytest.approx(due, abs=0.002)
    assert clock.seconds - start == pytest.approx(driver.session.total, abs=0.002)


def test_a_sleeping_computer_is_noticed_and_the_terminal_may_wait() -> None:
    clock = new_clock()
    driver = Driver(clock, session_of(practice(prompt("ask"), say("hello", *["Sit down."] * 9), silence())))
    driver.tick()
    clock.advance(300)
    driver.act(lambda at: driver.session.respond("x", at), awaited=True)
    assert driver.session.done_seconds == 300
    clock.advance(TICK)
    clock.sleep(60)
    assert driver.tick() == (SteppedBack(pytest.approx(60 + TICK)),)
    driver.resume()
    assert driver.tick()[0] == StepBegan("hello")


def test_a_deed_comes_to_nothing_when_the_step_changed_meanwhile() -> None:
    clock = new_clock()
    driver = Driver(
        clock, session_of(practice(silence("a", 4, skip=True), silence("b", 60, skip=True), silence("c")))
    )
    driver.tick()
    clock.advance(4.5)
    assert driver.act(driver.session.go_on) == (StepBegan("b"),)
    clock.advance(1)
    assert driver.act(driver.session.go_on) == (StepBegan("c"),)
    clock.sleep(30)
    assert isinstance(driver.act(driver.session.back)[0], GapFound)
