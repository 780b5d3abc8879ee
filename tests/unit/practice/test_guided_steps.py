"""Steps of a guided session follow one another on time, and show what they are."""

from __future__ import annotations

import pytest

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.effects import Bell, BreathChanged, Finished, Said, StepBegan
from closeness_desktop.practice.format import Breathe, Loop, When
from tests.support.guided import began, now, session_of
from tests.support.practices import bell, prompt, say, scale, silence, turn


def test_steps_follow_one_another_on_time() -> None:
    session = session_of(
        bell("open"), say("hello", "Sit down.", "Breathe."), silence("quiet", 60), bell("close")
    )
    first = session.advance(0.0)
    assert first == (
        StepBegan("open"),
        Bell("bowl", 1, 4, "step"),
        StepBegan("hello"),
        Said("Sit down.", 2.5),
    )
    assert session.advance(2.4) == ()
    assert session.advance(2.5) == (Said("Breathe.", 2.5),)
    assert session.advance(5.0) == (StepBegan("quiet"),)
    assert session.next_at == 65.0
    assert session.advance(70.0) == (
        StepBegan("close"),
        Bell("bowl", 1, 4, "step"),
        Finished("completed", 65),
    )
    assert (session.ended, session.now, session.next_at, session.progress) == ("completed", None, None, 1.0)


def test_an_open_step_waits_and_its_time_counts() -> None:
    session = session_of(prompt("write"), silence("quiet", 10))
    session.advance(0.0)
    assert session.advance(500.0) == ()
    assert (now(session).waiting, session.done_seconds) == (True, 500)
    assert began(session.respond("Rain.", 501.0)) == ["quiet"]
    assert session.advance(511.0) == (Finished("completed", 511),)
    [answer] = session.answers
    assert (answer.path, answer.step_id, answer.kind, answer.value) == ("write", "write", "prompt", "Rain.")
    assert (answer.question, answer.keep) == ("What do you hear, if you listen for a while?", "entry")


def test_time_for_writing_ends_with_one_bell_and_the_person_writes_on() -> None:
    session = session_of(prompt("write", secs=60), silence())
    session.advance(0.0)
    assert now(session).remaining == 60
    rung = [one for one in session.advance(400.0) if isinstance(one, Bell)]
    assert [one.mark for one in rung] == ["time"]
    assert (now(session).path, now(session).remaining) == ("write", 0.0)


def test_writing_that_takes_its_own_time_rings_nothing() -> None:
    session = session_of(prompt("ask", helper="Or leave it."))
    assert not [one for one in session.advance(7200.0) if isinstance(one, Bell)]
    assert (now(session).seconds, now(session).remaining, now(session).hint) == (None, None, "Or leave it.")


def test_what_is_shown_of_a_turn() -> None:
    rounds = Loop(id="rounds", times=2, swap=True, steps=(turn("hard", listener=("Listen.",), warn=15),))
    session = session_of(rounds, people=2)
    session.advance(0.0)
    shown = now(session)
    assert (shown.path, shown.speaker, shown.role) == ("rounds.1/hard", "first", None)
    assert shown.listener == ("Listen.",)
    assert (shown.number, shown.of, shown.round, shown.rounds) == (1, 2, 1, 2)
    assert [e.mark for e in session.advance(105.0) if isinstance(e, Bell)] == ["warn"]
    session.advance(120.0)
    assert (now(session).path, now(session).speaker) == ("rounds.2/hard", "second")


def test_a_caption_stays_through_the_silence_that_follows_it() -> None:
    session = session_of(
        say("hello", "Sit down.", "Breathe."), silence(hint="Quiet."), prompt(), silence("later")
    )
    session.advance(0.0)
    assert now(session).caption == "Sit down."
    session.advance(10.0)
    assert (now(session).caption, now(session).hint) == ("Breathe.", "Quiet.")
    session.advance(66.0)
    session.respond("Rain.", 70.0)
    assert (now(session).path, now(session).caption) == ("later", "")


def test_breathing_takes_whole_breaths() -> None:
    session = session_of(Breathe(id="breathe", inhale=4, exhale=6, secs=33, text=("Follow the circles.",)))
    effects = session.advance(0.0) + session.advance(29.9)
    assert [e.phase for e in effects if isinstance(e, BreathChanged)] == ["in", "out"] * 3
    assert session.breath(12.0) == ("in", 0.5, pytest.approx(0.5))
    assert session.advance(30.0) == (Finished("completed", 30),)
    assert session.breath(31.0) is None


def test_a_practice_without_steps_is_refused() -> None:
    with pytest.raises(UsageError):
        session_of(timer="sitting")


def test_steps_are_counted_without_bells_and_with_those_that_may_come() -> None:
    told = When(answer="ask", at_least=4)
    inner = When(answer="how", given=True)
    session = session_of(
        bell("ring"),
        scale("ask"),
        scale("how", when=told),
        say("so", when=inner),
        silence(),
        bell("close"),
    )
    session.advance(0.0)
    assert (now(session).number, now(session).of) == (1, 4)
    session.respond(2, 1.0)
    assert (now(session).path, now(session).number, now(session).of) == ("silence", 2, 2)
    session.back(2.0)
    session.respond(6, 3.0)
    assert (now(session).path, now(session).number, now(session).of) == ("how", 2, 4)
    alone = session_of(bell("ring"))
    assert (now(alone).number, now(alone).of) == (1, 1)


def test_where_nothing_is_timed_progress_counts_the_steps_to_the_last() -> None:
    session = session_of(prompt("ask"), prompt("why"))
    assert session.progress == 0.0
    session.respond("Rain.", 5.0)
    assert session.progress == 0.5
    session.respond("Snow.", 9.0)
    assert (session.ended, session.progress) == ("completed", 1.0)


def test_progress_counts_the_timed_part_only() -> None:
    session = session_of(
        silence("a", 30), prompt(), silence("b", 30, when=When(answer="prompt", given=True)), silence("c", 30)
    )
    session.advance(15.0)
    assert (session.total, session.about, session.planned) == (60.0, True, None)
    assert session.progress == 0.25
    session.advance(100.0)
    assert session.progress == 0.5
    session.respond("x", 100.0)
    assert session.total == 90.0, "no silence that stretches is left to take it from"
    session.advance(115.0)
    assert session.progress == 0.5
    session.advance(145.0)
    assert session.progress == pytest.approx(75 / 90)
    questions = session_of(prompt("a"), prompt("b"))
    questions.respond("x", 5.0)
    assert questions.progress == 0.5


def test_bells_ahead_reach_to_the_next_question() -> None:
    session = session_of(
        silence("a", 30), bell("ring"), silence("b", 30), bell("last"), prompt(), bell("never")
    )
    session.advance(10.0)
    assert [(at, one.mark) for at, one in session.bells_ahead()] == [(20, "step"), (50, "step")]
    assert session.ends_in is None
    session.pause(11.0)
    assert session.bells_ahead() == ()
    whole = session_of(silence("a", 30), bell("ring"), silence("b", 30))
    whole.advance(10.0)
    assert whole.ends_in == 50


def test_breaths_ahead_reach_into_the_next_step_and_no_further_than_asked() -> None:
    session = session_of(
        silence("a", 10), Breathe(id="b", inhale=4, exhale=6, secs=30), prompt(), silence("never")
    )
    session.advance(7.0)
    told = [(at, breath.phase) for at, breath in session.breaths_ahead(8.0)]
    assert told == [(3, "in"), (7, "out")]
    session.advance(10.0)
    assert [at for at, _ in session.breaths_ahead(8.0)] == [4], "what was handed out is not ahead"
    assert len(session.breaths_ahead(1000.0)) == 5
    session.pause(12.0)
    assert session.breaths_ahead(8.0) == ()
    session.resume(20.0)
    assert [at for at, _ in session.breaths_ahead(8.0)] == [2, 8]
    session.back(20.0)
    assert [at for at, _ in session.breaths_ahead(12.0)] == [10]
    session.end(21.0)
    assert session.breaths_ahead(12.0) == ()
