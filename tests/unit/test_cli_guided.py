"""A guided practice in the terminal: captions, questions, answers kept, and every way in which it can end."""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.practice.format import Option, PersonStep, Practice, Step, Tag
from closeness_desktop.practice.guided import GuidedPlan
from closeness_desktop.terminal import guided, inputs, lines, questions
from closeness_desktop.terminal.screen import Screen
from tests.support.practices import (
    GUIDED,
    bell,
    choose,
    practice,
    prompt,
    replace,
    say,
    scale,
    shipped,
    silence,
    turn,
)


class Typed(io.TextIOBase):
    """Standard input where each line takes some time to type. Pieces may be errors, which are raised."""

    def __init__(self, clock: DrivenClock, pieces: list[str | BaseException], seconds: float = 10.0) -> None:
        self.clock, self.pieces, self.seconds = clock, pieces, seconds

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        self.clock.advance(self.seconds)
        piece = self.pieces.pop(0) if self.pieces else ""
        if isinstance(piece, BaseException):
            raise piece
        return piece


Do = Callable[..., DrivenClock]


@pytest.fixture
def do(monkeypatch: pytest.MonkeyPatch) -> Do:
    """Goes through a practice with these lines typed; `at` some second `act` happens while nobody types."""

    def run(
        made: Practice,
        typed: list[str | BaseException],
        journal: Journal | None = None,
        at: float = float("inf"),
        act: Callable[[DrivenClock], object] = lambda _clock: None,
        plan: GuidedPlan | None = None,
    ) -> DrivenClock:
        clock = DrivenClock(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
        monkeypatch.setattr(sys, "stdin", Typed(clock, typed))
        pending = [at]

        def wait(seconds: float) -> None:
            clock.advance(seconds)
            if clock.seconds >= pending[0]:
                pending[0] = float("inf")
                act(clock)

        record = guided.Record(journal, made)
        guided.Run(made, plan or GuidedPlan(made.reference), record, clock, wait).go()
        return clock

    return run


def raises(error: BaseException) -> Callable[[DrivenClock], object]:
    def act(_clock: DrivenClock) -> object:
        raise error

    return act


EVENING = practice(
    say("hello", "Sit down."),
    silence("quiet", 60, hint="Rain."),
    bell("ring"),
    prompt("ask", helper="In a few words.", secs=5),
    scale(),
)


def test_from_beginning_to_end(do: Do, journal: Journal, capsys: pytest.CaptureFixture[str]) -> None:
    do(EVENING, ["It rains.\n", "And it is dark.\n", "\n", "5\n"], journal)
    shown = capsys.readouterr().out.splitlines()
    assert shown == [
        "Trial · about 1 minute 2 seconds",
        "Sit down.",
        "Quiet for 1 minute. Rain.",
        "A bell.",
        "What do you hear, if you listen for a while?",
        "Take about 5 seconds.",
        "In a few words.",
        "A bell. The time meant for this is over; take as long as you like.",
        "How close?",
        "1: far … 7: near",
        "This took 1 minute 42 seconds. What was written is in the journal.",
    ]
    [session] = journal.sessions.all()
    assert (session.practice, session.done, session.ended, session.planned) == (
        "trial@1",
        102,
        "completed",
        None,
    )
    assert [answer.value for answer in journal.answers.of(session.id)] == ["It rains.\nAnd it is dark.", 5]
    [line] = journal.entries.page(limit=9)
    entry = journal.entries.get(line.id)
    assert (entry.title, entry.kind) == ("Trial", "worksheet")
    assert "It rains.\nAnd it is dark." in entry.body


def test_ctrl_c_while_writing_keeps_what_was_written(do: Do, journal: Journal) -> None:
    do(practice(prompt("ask"), silence()), ["It rains.\n", KeyboardInterrupt()], journal)
    [session] = journal.sessions.all()
    assert (session.ended, session.done) == ("early", 20)
    assert [answer.value for answer in journal.answers.of(session.id)] == ["It rains."]


def test_ctrl_c_at_once_leaves_nothing(do: Do, journal: Journal) -> None:
    do(practice(silence()), [], journal, at=0.0, act=raises(KeyboardInterrupt()))
    assert journal.sessions.all() == []


def test_a_polite_kill_finishes_the_record(do: Do, journal: Journal) -> None:
    with pytest.raises(SystemExit):
        do(practice(silence("quiet", 300)), [], journal, at=120, act=raises(SystemExit(143)))
    [session] = journal.sessions.all()
    assert (session.done, session.ended) == (120, "early")


def test_a_kill_costs_half_a_minute_at_most(do: Do, journal: Journal) -> None:
    seen: list[Any] = []
    made = practice(silence("quiet", 300))
    do(made, [], journal, at=100, act=lambda _clock: seen.extend(journal.sessions.all()))
    assert [one.ended for one in seen] == ["running"]
    assert 70 <= seen[0].done <= 100
    assert seen[0].snapshot


def test_a_computer_that_slept_begins_the_part_again(do: Do, capsys: pytest.CaptureFixture[str]) -> None:
    made = practice(say("hello", "One.", "Two.", "Three."), silence("quiet", 5))
    do(made, ["\n"], at=3.0, act=lambda clock: clock.sleep(600))
    assert capsys.readouterr().out.splitlines() == [
        "Trial · 12 seconds",
        "One.",
        "Two.",
        "Your computer slept for 10 minutes. Enter begins this part again.",
        "One.",
        "Two.",
        "Three.",
        "Quiet for 5 seconds.",
        "This took 15 seconds.",
    ]


def test_two_people_are_told_apart_and_the_second_ones_answers_stay_away(
    do: Do, journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    made = practice(
        replace(prompt("mine"), role="first"),
        turn("speak", listener=("Just listen.",)),
        replace(prompt("yours"), role="second"),
        people=2,
    )
    do(made, ["One.\n", "\n", "Two.\n", "\n"], journal)
    shown = capsys.readouterr().out
    assert "For the one who begins. The other one looks away." in shown
    assert "The one who begins speaks for 2 minutes." in shown
    assert "The other one listens. Just listen." in shown
    [session] = journal.sessions.all()
    assert [answer.value for answer in journal.answers.of(session.id)] == ["One."]


@pytest.mark.parametrize(("begins", "kept"), [("n", "One."), ("y", "Two.")])
def test_the_guest_may_begin_and_their_answers_stay_away(
    begins: str, kept: str, do: Do, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = practice(replace(prompt("mine"), role="first"), replace(prompt("yours"), role="second"), people=2)
    monkeypatch.setattr(inputs, "stdin_is_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{begins}\n"))
    plan = guided.agreed(made, GuidedPlan(made.reference))
    do(made, ["One.\n", "\n", "Two.\n", "\n", "n\n"], journal, plan=plan)
    [session] = journal.sessions.all()
    assert [answer.value for answer in journal.answers.of(session.id)] == [kept]


def test_a_reminder_follows_from_the_choice(do: Do, journal: Journal) -> None:
    look = choose("look", remind=True)
    look = replace(look, options=(Option(id="soon", text="Soon", days=7), Option(id="no", text="No")))  # type: ignore[assignment]
    do(practice(look), ["1\n"], journal)
    day = (dt.date.fromisoformat(journal.now().day) + dt.timedelta(days=7)).isoformat()
    assert [one.title for one in journal.reminders.due(day)] == ["Trial"]


def test_fast_logs_only_into_a_journal_it_is_given(
    journal: Journal, capsys: pytest.CaptureFixture[str]
) -> None:
    guided.fast(EVENING, GuidedPlan(EVENING.reference), None)
    shown = capsys.readouterr().out
    assert "    4" in shown.splitlines(), "the middle of a scale"
    assert journal.sessions.all() == []
    guided.fast(EVENING, GuidedPlan(EVENING.reference), journal)
    assert capsys.readouterr().out == shown
    [session] = journal.sessions.all()
    assert (session.done, session.ended) == (62, "completed")
    assert [answer.value for answer in journal.answers.of(session.id)] == [4]


@pytest.mark.parametrize("id", GUIDED)
def test_every_practice_runs_through_at_once(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    made = shipped(id)
    guided.fast(made, guided.plan_of(made, None, ""), None)
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith(made.title)
    assert shown[-1].startswith("This took")


def test_a_length_that_cannot_be_is_refused() -> None:
    with pytest.raises(UsageError, match="takes as long as you do"):
        guided.plan_of(EVENING, 60, "")
    made = shipped("body-scan")
    assert made.total is not None
    with pytest.raises(UsageError, match="takes"):
        guided.plan_of(made, made.total.max + 60, "")
    assert guided.plan_of(made, made.total.max, "").seconds == made.total.max


# Beware


@pytest.mark.parametrize(("typed", "begins"), [("y\n", False), ("YES\n", False), ("n\n", True), ("\n", True)])
def test_fear_is_asked_about_before_what_two_do(
    typed: str, begins: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    monkeypatch.setattr(inputs, "stdin_is_terminal", lambda: True)
    assert guided.may_begin(practice(silence(), people=2, cautions=("Take care.",))) is begins
    shown = capsys.readouterr()
    assert "Take care." in shown.out
    assert "Are you ever afraid of the person" in shown.out
    assert ("leave this one for now" in shown.out) is not begins


def test_where_nobody_can_be_asked_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "stdin_is_terminal", lambda: False)
    assert guided.may_begin(practice(silence(), people=2))


# Questions


def asked(step: Step, *typed: str) -> Any:
    """The answer to a step when these lines are typed."""
    waiting = list(typed)
    return questions.ask(step, lambda: waiting.pop(0) if waiting else None, lambda _value: None)


TAG = Tag(id="tag", text=("Which?",), set="needs", most=2)


@pytest.mark.parametrize(
    ("step", "typed", "value"),
    [
        (prompt(), ["one", "two", ".", "never"], "one\ntwo"),
        (prompt(), ["one", ""], "one"),
        (prompt(), ["one"], "one"),
        (prompt(), [""], None),
        (prompt(), [], None),
        (scale(), ["7"], 7),
        (scale(), ["8", "0", "-1", "near", "4.5", "²", "99999999999", "3"], 3),
        (scale(), ["8", ""], None),
        (choose("c", "a", "b"), ["2"], "b"),
        (choose("c", "a", "b"), ["1 2", "3", "1"], "a"),
        (choose("c", "a", "b", "d", many=True), ["3, 1 1"], ("d", "a")),
        (choose("c", "a", "b", many=True), [" "], None),
        (TAG, ["rest,  being  heard ,"], ("rest", "being heard")),
        (TAG, ["a, b, c", "a, b, a"], ("a", "b")),
        (TAG, [","], None),
        (PersonStep(id="who", text=("Who?",)), [" Mira "], "Mira"),
    ],
)
def test_what_is_typed_becomes_an_answer(step: Step, typed: list[str], value: Any) -> None:
    assert asked(step, *typed) == value


def test_choices_are_shown_with_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    questions.show(choose("c", "a", "b"))
    questions.show(TAG)
    shown = capsys.readouterr().out.splitlines()
    assert shown[:2] == [" 1  The a", " 2  The b"]
    assert len(shown) > 10, "needs have a list"


# Lines


@pytest.mark.skipif(os.name != "posix", reason="only there can a line and time be waited for at once")
def test_time_goes_on_while_a_line_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    read_end, write_end = os.pipe()
    enough, ticks = threading.Event(), []

    def meanwhile() -> None:
        ticks.append(1)
        if len(ticks) == 3:
            enough.set()

    def type_() -> None:
        enough.wait(20)
        os.write(write_end, "first\r\nzwölf".encode())
        os.close(write_end)

    typist = threading.Thread(target=type_)
    with os.fdopen(read_end) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        reader = lines.Lines(meanwhile, 0.01)
        typist.start()
        assert [reader.next(), reader.next(), reader.next()] == ["first", "zwölf", None]
        typist.join()
    assert len(ticks) >= 3


def test_a_private_answer_goes_off_a_terminal_with_all_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody looks, in a file or a pipe, nothing of the kind is written."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for kind, wiped in (
        (Terminal, "\x1b[H\x1b[2J\x1b[3JWhat was answered is off the screen.\n"),
        (io.StringIO, ""),
    ):
        stream = kind()
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(sys, "stderr", kind())
        Screen().wipe()
        assert stream.getvalue() == wiped
