"""A session for two: whose step it is, what is hidden from the other, and whose answers are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.format import Practice, Tag
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided_journal import JournalKeeper
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.platform.sound import Sounds
from tests.support.practices import practice, prompt, say, scale, silence, turn
from tests.window import guided

Begun = Callable[[Practice], GuidedRun]
BOTH = practice(scale("a", role="first"), scale("b", role="second"), turn("t"), people=2)


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


@pytest.fixture
def begun(context: Context, clock: DrivenClock) -> Iterator[Begun]:
    runs: list[GuidedRun] = []

    def begin(tried: Practice) -> GuidedRun:
        keeper = JournalKeeper(context.journal, lambda sentence: None, object(), guest=True)
        run = GuidedRun(context.theme, clock, keeper, Sounds())
        run.resize(860, 640)
        run.show()
        run.begin(guided.session_of(tried))
        runs.append(run)
        return run

    yield begin
    for run in runs:
        run.drop()
        guided.let_go(run)


def mark(run: GuidedRun, number: int) -> None:
    """Show a private question, answer it, go on."""
    run.view.go_on.click()
    QTest.keyClick(run.view.area.field.scale, Qt.Key(Qt.Key.Key_0.value + number))  # type: ignore[union-attr]
    run.view.go_on.click()


def test_a_private_question_is_veiled_until_the_one_it_is_for_is_alone_with_it(begun: Begun) -> None:
    run = begun(BOTH)
    heard: list[str] = []
    run.view.announced.connect(heard.append)
    assert (run.mode, run.view.word.text()) == ("veiled", "For the one who begins.")
    assert "looks away" in run.view.soft.text()
    assert run.view.area.field is None
    assert guided.offered(run) == ["Show it", "End here", "Stop, this isn’t helping"]
    run.view.go_on.click()
    assert (run.mode, run.view.word.text()) == ("open", "How close?")
    assert heard == ["How close?"]


def test_an_answer_is_shown_to_nobody_else(begun: Begun) -> None:
    run = begun(BOTH)
    mark(run, 6)
    assert (run.mode, run.view.word.text()) == ("veiled", "For the other one.")
    run.view.back.click()
    assert run.mode == "veiled", "going back shows no answer to who happens to look"
    assert run.view.area.field is None


def test_an_answer_that_is_not_shown_again_stays_unless_another_is_given(
    begun: Begun, clock: DrivenClock
) -> None:
    run = begun(practice(scale("a", role="first"), say("both"), silence(), people=2))
    mark(run, 6)
    for pressed in (None, Qt.Key.Key_3):
        run.view.back.click()
        run.view.go_on.click()
        assert (run.mode, run.view.area.answer()) == ("open", None)
        assert "stays" in run.view.soft.text()
        if pressed is not None:
            QTest.keyClick(run.view.area.field.scale, pressed)  # type: ignore[union-attr]
        run.view.go_on.click()
        assert run.session is not None
        assert [answer.value for answer in run.session.answers] == [3 if pressed else 6]


def test_whose_step_it_is_is_told_by_what_went_before(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(turn("t", secs=20), scale("a", role="first"), people=2))
    guided.pass_time(run, clock, 21)
    assert run.view.word.text() == "For the one who began."


def test_the_other_ones_answers_are_let_go_of_unless_they_say_yes(
    begun: Begun, clock: DrivenClock, context: Context
) -> None:
    for keeps, roles in ((False, ["first"]), (True, ["first", "second"])):
        run = begun(BOTH)
        mark(run, 3)
        mark(run, 5)
        guided.pass_time(run, clock, 30)
        (session, *_) = context.journal.sessions.all()
        assert '"b":5' not in session.snapshot
        guided.pass_time(run, clock, 100)
        assert run.mode == "ended"
        assert run.view.ending.second.isVisible()
        assert not run.view.ending.second.isChecked()
        run.view.ending.second.setChecked(keeps)
        run.view.done.click()
        assert [answer.role for answer in context.journal.answers.of(session.id)] == roles


def test_nothing_is_asked_at_the_end_that_is_not_for_two(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(turn("t", secs=20), people=2))
    guided.pass_time(run, clock, 21)
    assert run.mode == "ended"
    ending = run.view.ending
    assert not any(part.isVisible() for part in (ending.note, ending.second, ending.more))
    assert guided.offered(run) == ["Done"]


def test_no_word_and_no_name_of_the_journal_is_in_the_window(begun: Begun, context: Context) -> None:
    context.journal.entries.add(title="Alone", body="With @Ada about #money", feelings=())
    context.journal.feelings.own("wistful", 0.1, -0.2, "")
    felt = Tag(id="felt", text=("What do you feel?",), set="feelings")
    run = begun(practice(felt, prompt(), silence(), people=2))
    for _ in range(2):
        held = [label.text() for label in run.findChildren(QLabel)]
        held += [line.text() for line in run.findChildren(QLineEdit)]
        held += [edit.toPlainText() for edit in run.findChildren(QTextEdit)]
        assert not [text for text in held if "Ada" in text or "money" in text or "Alone" in text]
        run.go_on()
    assert "wistful" not in [feeling.name for feeling in run.view.area._known.feelings()]
    assert list(run.view.area._known.names("@")) == []
