"""Answers of a guided session: asked for, kept as they may be, made into an entry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.format import Option, Step, Tag
from closeness_desktop.records import AnswerValue, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.widgets.options import OptionList
from closeness_desktop.window.widgets.prompt_field import PromptField
from closeness_desktop.window.widgets.scales import ScaleField
from tests.support.practices import choose, practice, prompt, scale, silence
from tests.support.practices import replace as changed
from tests.window import guided
from tests.window.conftest import Heard
from tests.window.guided_page.conftest import WRITTEN, Begun, only, write


def felt(**more: int) -> Tag:
    return Tag(id="felt", text=("What do you feel?",), set="feelings", **more)


def test_answers_become_an_entry_with_what_was_said_at_the_end(
    begun: Begun, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    run = begun(practice(prompt(), felt(), scale(keep="field")))
    write(run, WRITTEN)
    run.go_on()
    run.view.area.field.set_strength("tense", 3)  # type: ignore[union-attr]
    run.go_on()
    run.view.area.field.scale.setFocus()  # type: ignore[union-attr]
    QTest.keyClick(run.view.area.field.scale, Qt.Key.Key_4)  # type: ignore[union-attr]
    run.go_on()
    assert run.mode == "ended"
    assert run.view.ending.fate.text() == "What you wrote becomes an entry in your journal."
    run.view.ending.note.setText("Lighter than before.")
    next(chip for chip in run.view.ending.chips if chip.word == "calm").click()
    run.view.write.click()
    logged = only(context)
    (line,) = context.journal.entries.page(limit=2)
    entry = context.journal.entries.get(line.id)
    assert (entry.session, entry.kind, entry.title) == (logged.id, "worksheet", "Trial")
    assert WRITTEN in entry.body
    assert "Lighter than before." in entry.body
    assert set(entry.feelings) == {Strength("tense", 3), Strength("calm")}
    assert heard.gone == [("journal", {"entry": entry.id, "at_end": True})]


def test_what_is_to_be_kept_nowhere_is_nowhere(
    begun: Begun, clock: DrivenClock, context: Context, page: GuidedPage
) -> None:
    run = begun(practice(prompt("secret", keep="never"), silence(secs=10)))
    write(run, WRITTEN)
    page.leave()
    assert WRITTEN not in only(context).snapshot
    page.arrive(session=only(context).id)
    run.go_on()
    guided.pass_time(run, clock, 12)
    run.view.done.click()
    assert context.journal.answers.of(only(context).id) == []
    assert context.journal.entries.count() == 0


def test_a_question_passed_over_leaves_nothing(begun: Begun, context: Context) -> None:
    run = begun(practice(prompt(), scale(skip=True), choose(skip=True)))
    run.go_on()
    run.go_on()
    run.go_on()
    assert run.mode == "ended"
    run.view.done.click()
    assert context.journal.answers.of(only(context).id) == [] if context.journal.sessions.all() else True


def test_a_day_to_look_again_becomes_a_reminder(begun: Begun, context: Context) -> None:
    later = choose("when", remind=True)
    later = changed(later, options=(Option(id="soon", text="In a week", days=7), Option(id="no", text="No")))
    run = begun(practice(later))
    run.view.area.field.rows["soon"].click()  # type: ignore[union-attr]
    run.go_on()
    run.view.done.click()
    (due,) = context.journal.reminders.due("2026-12-01")
    assert (due.due, due.title) == ("2026-12-01", "Trial")
    assert context.journal.reminders.due("2026-11-30") == []


def test_an_own_feeling_word_keeps_the_place_it_was_given(begun: Begun, context: Context) -> None:
    run = begun(practice(felt()))
    field = run.view.area.field
    QTest.keyClicks(field.search, "wobbly")  # type: ignore[union-attr]
    QTest.keyClick(field.search, Qt.Key.Key_Return)  # type: ignore[union-attr]
    field.canvas.placed.emit(-0.5, 0.25)  # type: ignore[union-attr]
    run.go_on()
    run.view.done.click()
    kept = context.journal.feelings.get("wobbly")
    assert kept is not None
    assert (kept.pleasantness, kept.energy) == (-0.5, 0.25)


def test_no_more_words_than_a_step_asks_for(begun: Begun) -> None:
    run = begun(practice(felt(most=2)))
    for word in ("calm", "tense", "hopeful"):
        run.view.area.field.toggle(word)  # type: ignore[union-attr]
    assert run.view.area.answer() == ("calm", "tense")


def test_the_keys_that_leave_a_sheet_are_told_once_in_a_session(begun: Begun) -> None:
    for _session in range(2):
        run = begun(practice(prompt("a", helper="Take your time."), scale(), prompt("b")))
        area = run.view.area
        assert (area.quiet.text(), area.quiet.isVisible()) == ("Ctrl+Enter goes on.", True)
        assert isinstance(area.field, PromptField)
        assert area.field.editor.accessibleDescription() == "Take your time. Ctrl+Enter goes on."
        area.field.set_text(WRITTEN)
        assert area.quiet.isVisible()
        run.go_on()
        assert not area.quiet.isVisible()
        assert isinstance(area.field, ScaleField)
        area.field.set_answer(1)
        run.go_on()
        assert isinstance(area.field, PromptField)
        assert not area.quiet.isVisible()
        run.drop()


@pytest.mark.parametrize(
    ("step", "sentence", "answer"),
    [
        (choose(), "Choose one to go on.", "one"),
        (choose(many=True), "Choose one to go on.", ("one",)),
        (scale(), "Choose a place to go on.", 2),
    ],
)
def test_what_must_be_chosen_waits_until_it_is(
    begun: Begun, step: Step, sentence: str, answer: AnswerValue, qtbot: QtBot
) -> None:
    run = begun(practice(step))
    area, told = run.view.area, list[str]()
    run.view.announced.connect(told.append)
    assert not area.quiet.isVisible()
    run.view.go_on.click()
    assert (run.mode, area.quiet.text(), area.quiet.isVisible()) == ("open", sentence, True)
    assert told == [sentence]
    if isinstance(area.field, OptionList):
        area.field.rows["one"].click()
    else:
        assert isinstance(area.field, ScaleField)
        qtbot.keyClick(area.field.scale, Qt.Key.Key_2)
    assert not area.quiet.isVisible()
    run.view.go_on.click()
    assert run.session is not None
    assert [given.value for given in run.session.answers] == [answer]
    assert run.mode == "ended"
