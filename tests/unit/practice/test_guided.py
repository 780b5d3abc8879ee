"""A guided session goes through its steps, waits where it is to wait, and keeps what was answered."""

from __future__ import annotations

from typing import Any

import pytest

from closeness_desktop.errors import BugError, UsageError
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
from closeness_desktop.practice.format import Breathe, Loop, Option, Practice, Tag, When
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession, Now
from tests.support.practices import bell, choose, practice, prompt, replace, say, scale, silence, turn


def session_of(*steps: Any, plan: dict[str, Any] | None = None, **practice_fields: Any) -> GuidedSession:
    """A session of these steps, at its beginning."""
    made = practice(*steps, **practice_fields)
    return GuidedSession(made, GuidedPlan(made.reference, **plan or {}))


def now(session: GuidedSession) -> Now:
    """The present step, which there must be."""
    assert session.now is not None
    return session.now


def began(effects: tuple[Effect, ...]) -> list[str]:
    """The paths of the steps that began."""
    return [one.path for one in effects if isinstance(one, StepBegan)]


# Going through


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


@pytest.mark.parametrize("value", ["one", "o", 1, ("one", "third")])
def test_several_of_a_choice_are_given_as_several(value: Any) -> None:
    session = session_of(choose("which", "one", "o", many=True))
    with pytest.raises(UsageError):
        session.respond(value, 1.0)
    session.respond(("one", "o"), 1.0)
    assert session.answers[0].value == ("one", "o")


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


def test_items_are_drawn_filled_in_and_never_twice() -> None:
    things = ["a hand", "a window", "rain", "bread"]
    loop = Loop(id="each", over="things", pick=3, steps=(say("it", "Think of {it}."),))
    texts = set()
    for seed in range(20):
        session = session_of(loop, lists={"things": things}, plan={"seed": seed})
        said = tuple(e.text for e in session.advance(0.0) + session.advance(60.0) if isinstance(e, Said))
        assert len(said) == len(set(said)) == 3
        assert set(said) <= {f"Think of {thing}." for thing in things}
        texts.add(said)
    assert len(texts) > 5, "another seed, another draw"


def test_what_is_never_gone_through_takes_no_item_away() -> None:
    loop = Loop(
        id="maybe", over="things", pick=2, when=When(answer="ask", given=True), steps=(say("a", "{it}"),)
    )
    steps = (prompt("ask"), loop, replace(loop, id="surely", when=None))
    for answer, drawn in ((None, 2), ("Yes.", 4)):
        session = session_of(*steps, lists={"things": ["one", "two", "three", "four"]})
        said = session.respond(answer, 0.0) + session.advance(60.0)
        texts = [effect.text for effect in said if isinstance(effect, Said)][1:]
        assert len(set(texts)) == len(texts) == drawn


def test_a_draw_keeps_to_what_fits_the_answer() -> None:
    made = practice(
        choose("whom", "friend", "sibling"),
        Loop(id="each", over="things", pick=2, match="whom", steps=(prompt("ask"),)),
        lists={"things": ["a", "b", "c", "d", "e"]},
    )
    fits = [("friend",), ("sibling",), (), ("friend",), ("sibling",)]
    items = tuple(replace(one, fits=fit) for one, fit in zip(made.lists["things"], fits, strict=True))  # type: ignore[arg-type]
    loop = replace(made.steps[1], steps=(replace(prompt("ask"), text=("{it}",)),))
    made = replace(made, lists={"things": items}, steps=(made.steps[0], loop))  # type: ignore[arg-type,assignment]
    assert isinstance(made, Practice)
    for seed in range(10):
        session = GuidedSession(made, GuidedPlan(made.reference, seed=seed))
        session.respond("sibling", 0.0)
        asked = set(now(session).lines)
        session.respond("x", 1.0)
        asked |= set(now(session).lines)
        assert len(asked) == 2
        assert asked <= {"b", "c", "e"}


def test_conditions_decide_on_the_way() -> None:
    steps = (
        choose("part", "guess", "answer"),
        prompt("mine", when=When(answer="part", is_="guess")),
        prompt("theirs", when=When(answer="part", is_="answer")),
        silence("quiet", 5),
    )
    session = session_of(*steps)
    session.advance(0.0)
    assert (now(session).number, now(session).of) == (1, 4)
    assert began(session.respond("answer", 1.0)) == ["theirs"]
    assert (now(session).number, now(session).of) == (2, 3)
    passed = session_of(*steps)
    assert began(passed.respond(None, 1.0)) == ["part", "quiet"]


@pytest.mark.parametrize(
    ("when", "value", "met"),
    [
        (When(answer="scale", at_least=4), 4, True),
        (When(answer="scale", at_least=4), 3, False),
        (When(answer="scale", at_most=3), 3, True),
        (When(answer="scale", at_least=2, at_most=3), 4, False),
        (When(answer="scale", is_="4"), 4, True),
        (When(answer="scale", given=True), None, False),
        (When(answer="scale", given=False), None, True),
        (When(answer="scale", at_most=7), None, False),
    ],
)
def test_a_condition_on_a_number(when: When, value: int | None, met: bool) -> None:
    session = session_of(scale(), silence("here", when=when), silence("there"))
    assert began(session.respond(value, 0.0))[-1] == ("here" if met else "there")


def test_a_condition_on_one_of_several_chosen() -> None:
    steps = (
        choose("all", "a", "b", "c", many=True),
        silence("here", when=When(answer="all", is_="b")),
        silence(),
    )
    assert began(session_of(*steps).respond(("a", "b"), 0.0))[-1] == "here"
    assert began(session_of(*steps).respond(("a", "c"), 0.0))[-1] == "silence"


def test_a_practice_without_steps_is_refused() -> None:
    with pytest.raises(UsageError):
        session_of(timer="sitting")


# What the person does


def test_an_answer_that_does_not_fit_is_refused_and_nothing_moves() -> None:
    session = session_of(scale(), silence())
    with pytest.raises(UsageError):
        session.respond(8, 0.0)
    with pytest.raises(UsageError):
        session.note_draft("seven")
    assert began(session.respond(7, 0.0)) == ["scale", "silence"]
    with pytest.raises(BugError):
        session.respond(7, 1.0)


def test_an_empty_answer_leaves_nothing() -> None:
    session = session_of(prompt(), Tag(id="tag", text=("Which?",), set="feelings"))
    session.respond("  \n", 0.0)
    session.respond((), 0.0)
    assert session.answers == ()
    assert session.ended == "completed"


def test_only_what_may_be_left_is_left() -> None:
    session = session_of(
        silence("stay"), silence("may", 60, skip=True), prompt("ask"), prompt("ask-not", skip=True)
    )
    session.advance(0.0)
    assert not now(session).skippable
    assert session.go_on(10.0) == ()
    assert began(session.go_on(60.0)) == ["may", "ask"], "what fell due comes first"
    assert session.go_on(70.0) == ()
    assert began(session.respond("Rain.", 71.0)) == ["ask-not"]
    assert session.go_on(72.0) == (Finished("completed", 72),)


def test_a_speaker_hands_over_early_only_where_the_file_says_so() -> None:
    session = session_of(turn("mine", early=True), turn("yours", "second"), people=2)
    session.advance(0.0)
    assert began(session.go_on(30.0)) == ["yours"]
    session.go_on(31.0)
    assert now(session).path == "yours"


def test_going_back_brings_the_answer_and_starts_timed_steps_again() -> None:
    session = session_of(prompt("ask"), bell("ring"), silence("quiet", 30))
    session.respond("Rain.", 5.0)
    session.advance(20.0)
    assert began(session.back(20.0)) == ["ask"], "a bell is passed by"
    assert now(session).draft == "Rain."
    assert [answer.value for answer in session.answers] == ["Rain."]
    assert began(session.respond("Snow.", 25.0)) == ["ring", "quiet"]
    assert now(session).remaining == 30
    session.advance(35.0)
    assert now(session).remaining == 20
    assert [answer.value for answer in session.answers] == ["Snow."]


def test_an_answer_changed_on_going_back_is_the_one_that_comes_the_next_time() -> None:
    session = session_of(prompt("ask"), silence("quiet", 30))
    session.note_draft("Ra")
    session.respond("Rain.", 5.0)
    session.back(6.0)
    assert now(session).draft == "Rain.", "not what was noted on the way to it"
    session.respond(None, 7.0)
    assert session.answers == ()
    session.back(8.0)
    assert now(session).draft is None


def test_an_answer_that_was_emptied_is_kept_nowhere() -> None:
    """Gone back to, its field cleared, and then left by ending it or by a kill."""
    session = session_of(prompt("ask"), silence("quiet", 30))
    session.respond("Rain.", 5.0)
    session.back(6.0)
    session.note_draft("Rain and")
    session.note_draft(None)
    assert "Rain" not in session.snapshot()
    session.end(9.0)
    assert session.answers == ()


def test_an_answer_that_did_not_come_back_is_not_emptied_by_an_empty_field() -> None:
    """It is in the other one's hands: they see an empty field, and what was said before is not theirs."""
    session = session_of(scale("mine", role="first"), scale("yours", role="second"), people=2)
    session.respond(2, 0.0)
    session.back(1.0)
    session.note_draft(None)
    session.end(2.0)
    assert [answer.value for answer in session.answers] == [2]


@pytest.mark.parametrize("shared", [scale("ours"), scale("ours", role="second")])
def test_an_answer_that_did_not_come_back_stays_unless_another_is_given(shared: Any) -> None:
    session = session_of(scale("mine", role="first"), shared, prompt("last"), people=2)
    session.respond(2, 0.0)
    session.back(1.0)
    assert now(session).draft is None
    session.respond(None, 2.0)
    assert [answer.value for answer in session.answers] == [2]
    session.back(3.0)
    session.respond(5, 4.0)
    assert [answer.value for answer in session.answers] == [5]


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


def test_going_back_at_the_beginning_starts_again() -> None:
    session = session_of(say(), silence())
    session.advance(0.0)
    assert began(session.back(1.0)) == ["say"]
    waiting = session_of(prompt())
    waiting.advance(0.0)
    waiting.note_draft("Ra")
    assert waiting.back(1.0) == ()
    assert now(waiting).draft == "Ra"


def test_an_answer_does_not_come_back_into_the_other_persons_hands() -> None:
    session = session_of(
        scale("mine", role="first"), scale("also", role="first"), scale("yours", role="second"), people=2
    )
    session.respond(2, 0.0)
    session.respond(3, 0.0)
    session.back(1.0)
    assert (now(session).path, now(session).draft) == ("also", None)
    session.back(1.0)
    assert (now(session).path, now(session).draft) == ("mine", 2)


def test_what_one_had_begun_to_write_does_not_come_back_after_the_other_ones_step() -> None:
    session = session_of(prompt("yours", role="second"), prompt("mine", role="first"), people=2)
    session.respond("Snow.", 0.0)
    session.note_draft("It rai")
    session.back(1.0)
    session.respond("Snow.", 2.0)
    assert (now(session).path, now(session).draft) == ("mine", None)


def test_where_nothing_is_timed_progress_counts_the_steps_to_the_last() -> None:
    session = session_of(prompt("ask"), prompt("why"))
    assert session.progress == 0.0
    session.respond("Rain.", 5.0)
    assert session.progress == 0.5
    session.respond("Snow.", 9.0)
    assert (session.ended, session.progress) == ("completed", 1.0)


def test_an_answer_whose_condition_fell_away_is_no_answer() -> None:
    session = session_of(
        choose("part", "a", "b"), prompt("why", when=When(answer="part", is_="a")), silence()
    )
    session.respond("a", 0.0)
    session.respond("So.", 0.0)
    session.back(1.0)
    session.back(1.0)
    assert began(session.respond("b", 2.0)) == ["silence"]
    assert [answer.value for answer in session.answers] == ["b"]


def test_ending_keeps_what_was_being_written() -> None:
    session = session_of(prompt("ask"), silence())
    session.advance(0.0)
    session.note_draft("It rai")
    assert session.end(30.0) == (Finished("early", 30),)
    assert [answer.value for answer in session.answers] == ["It rai"]
    nothing = session_of(prompt("ask"))
    assert nothing.end(0.5)[-1] == Finished("abandoned", 0)


def test_options_chosen_are_kept_with_their_words() -> None:
    session = session_of(choose("which", "one", "other", many=True), scale(measure="closeness"))
    session.respond(("other",), 0.0)
    session.respond(4, 0.0)
    first, second = session.answers
    assert (first.value, first.words, second.measure) == (("other",), ("The other",), "closeness")


def test_what_is_kept_leaves_out_the_second_person_until_they_agree() -> None:
    session = session_of(
        prompt("first", role="first"),
        prompt("second", role="second"),
        prompt("nobody", keep="never"),
        people=2,
    )
    for value in ("one", "two", "three"):
        session.respond(value, 0.0)
    assert [answer.value for answer in session.answers] == ["one", "two", "three"]
    assert [answer.value for answer in session.kept] == ["one"]
    session.keep_guest()
    assert [answer.value for answer in session.kept] == ["one", "two"]


# Progress, and what lies ahead


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


# Time that nobody was there for


def test_a_gap_in_silence_asks() -> None:
    session = session_of(silence("quiet", 600), say())
    session.advance(100.0)
    assert session.slept(100.0, 120.0) == (GapFound(120.0),)
    assert (session.paused, session.asking) == (True, 120.0)
    session.resume(101.0)
    assert session.paused, "a gap is answered, not resumed"
    assert session.advance(200.0) == ()
    assert session.answer("keep", 210.0) == ()
    session.advance(220.0)
    assert session.done_seconds == 110


def test_a_gap_that_is_counted_goes_to_the_end_of_its_step_at_most() -> None:
    session = session_of(silence("quiet", 600), bell("a"), bell("b"), say())
    session.advance(100.0)
    session.slept(100.0, 9000.0)
    effects = session.answer("count", 110.0)
    assert began(effects) == ["a", "b", "say"]
    assert sum(isinstance(one, Bell) for one in effects) == 1
    assert session.done_seconds == 600


def test_a_gap_past_the_end_of_a_last_silence_ends_with_one_bell() -> None:
    session = session_of(silence("quiet", 600), bell("a"), bell("b", times=3))
    session.advance(100.0)
    assert session.slept(100.0, 7000.0) == (Bell("bowl", 3, 4, "end"), Finished("early", 100, 7000.0))
    assert session.ended == "early"


@pytest.mark.parametrize(
    "step", [say("it", *["Sit down."] * 20), turn("it"), Breathe(id="it", inhale=5, exhale=5, secs=60)]
)
def test_a_gap_in_what_nobody_heard_steps_back(step: Any) -> None:
    session = session_of(silence("before", 10), step, people=2)
    whole = session.advance(0.0) + session.advance(10.0)
    assert began(whole) == ["before", "it"]
    session.advance(30.0)
    assert session.slept(30.0, 3.0) == (SteppedBack(3.0),)
    assert session.paused
    assert now(session).remaining == now(session).seconds
    assert session.advance(40.0) == ()
    session.resume(50.0)
    again = session.advance(50.0)
    assert began(again) == ["it"]
    assert session.done_seconds == 30


def test_a_gap_while_writing_changes_nothing() -> None:
    session = session_of(prompt("ask", secs=100), silence())
    session.advance(50.0)
    session.note_draft("It rai")
    assert session.slept(50.0, 40_000.0) == ()
    assert not session.paused
    assert (now(session).draft, session.done_seconds) == ("It rai", 50)


def test_a_file_may_say_that_its_silence_goes_on() -> None:
    session = session_of(silence("apart", 1200, gap="continue", show="return"), bell("come"), say("again"))
    session.advance(100.0)
    assert session.slept(100.0, 600.0) == ()
    assert now(session).remaining == 500
    effects = session.slept(110.0, 7200.0)
    assert began(effects) == ["come", "again"]
    assert sum(isinstance(one, Bell) for one in effects) == 1
    assert now(session).remaining == pytest.approx(now(session).seconds), "nobody heard it yet"


def test_a_gap_while_it_stands_still_is_not_noticed() -> None:
    for step in (silence("quiet", 60), say("hello", *["Sit down."] * 9), prompt("ask")):
        session = session_of(step, silence("more"))
        session.advance(0.0)
        session.pause(5.0)
        assert session.slept(6.0, 3600.0) == ()
        assert (session.asking, session.paused, session.position) == (None, True, 5.0)
        session.resume(7.0)
        session.advance(9.0)
        assert session.position == 7.0


def test_a_gap_is_asked_about_once() -> None:
    session = session_of(silence("quiet", 600), say())
    session.advance(0.0)
    session.slept(5.0, 60.0)
    assert session.slept(5.0, 90.0) == ()
    assert session.asking == 60.0
    session.resume(6.0)
    assert session.paused, "a gap is answered, not passed over"


def test_nothing_happens_any_more_when_it_is_over() -> None:
    session = session_of(prompt("ask"), silence("quiet", 60, skip=True))
    session.respond("Rain.", 1.0)
    session.end(5.0)
    before = (session.answers, session.position, session.snapshot())
    session.resume(6.0)
    session.note_draft("Snow.")
    assert session.advance(99.0) == session.pause(99.0) == session.end(99.0) == ()
    assert session.back(99.0) == session.go_on(99.0) == session.slept(99.0, 60.0) == ()
    with pytest.raises(BugError):
        session.respond("Snow.", 99.0)
    assert (session.answers, session.position, session.snapshot()) == before
    assert (session.paused, session.next_at, session.ends_in, session.breath(99.0)) == (
        False,
        None,
        None,
        None,
    )
    assert (session.now, session.bells_ahead(), session.ended) == (None, (), "early")


def test_over_in_the_middle_of_a_question_nothing_more_is_noted() -> None:
    session = session_of(prompt("ask"), silence())
    session.advance(0.0)
    session.end(5.0)
    session.note_draft("Snow.")
    with pytest.raises(BugError):
        session.respond("Snow.", 6.0)
    assert "Snow" not in session.snapshot()
    assert session.answers == ()


def test_a_note_where_nothing_is_asked_is_no_answer() -> None:
    session = session_of(silence("quiet", 60))
    session.advance(0.0)
    session.note_draft("Snow.")
    session.end(5.0)
    assert session.answers == ()
    assert "Snow" not in session.snapshot()


def test_a_gap_may_be_where_it_ends() -> None:
    session = session_of(silence("quiet", 600), say())
    session.advance(0.0)
    session.slept(5.0, 60.0)
    assert session.answer("end", 9.0) == (Finished("early", 5),)
    assert session.ended == "early"


def test_an_answer_given_at_once_is_something_done() -> None:
    session = session_of(scale("near"), silence())
    session.respond(3, 0.0)
    assert session.end(0.0) == (Finished("early", 0),)


def test_a_gap_that_was_not_there_cannot_be_answered() -> None:
    with pytest.raises(BugError):
        session_of(silence()).answer("keep", 0)


def test_the_day_to_look_again_follows_from_the_option_chosen() -> None:
    options = (Option(id="soon", text="Soon", days=7), Option(id="no", text="No"))
    step = replace(choose("look", remind=True), options=options)
    for value, days in (("soon", 7), ("no", None)):
        session = session_of(step)
        session.respond(value, 0.0)
        assert session.look_again == days
    kept = session.answers[0].as_kept()
    assert (kept.step, kept.kind, kept.value, kept.words) == ("look", "choose", "no", ("No",))
