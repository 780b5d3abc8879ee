"""A guided session on its page: shown, kept in a real journal, taken up again after a lock or a kill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.format import Breathe, Option, Practice, Step, Tag
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.records import AnswerValue, Session, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_log
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.widgets.options import OptionList
from closeness_desktop.window.widgets.prompt_field import PromptField
from closeness_desktop.window.widgets.scales import ScaleField
from tests.support.practices import choose, practice, prompt, say, scale, shipped, silence, turn
from tests.support.practices import replace as changed
from tests.window import guided
from tests.window.conftest import Heard

WRITTEN = "I was quiet because I was tired, not cross."
BODY_SCAN = shipped("body-scan")


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch, context: Context) -> dict[str, Practice]:
    """Practices of tests by reference, which the journal's own then holds besides those shipped."""
    made: dict[str, Practice] = {}
    find = context.practices.find
    monkeypatch.setattr(context.practices, "find", lambda reference: made.get(reference) or find(reference))
    return made


@pytest.fixture
def new_page(context: Context, clock: DrivenClock) -> Iterator[Callable[[], GuidedPage]]:
    made: list[GuidedPage] = []

    def make() -> GuidedPage:
        page = GuidedPage(replace(context, clock=clock))
        context.changes.changed.connect(page.refresh)
        page.resize(860, 640)
        page.show()
        made.append(page)
        return page

    yield make
    for each in made:  # before the journal closes: else a timer may still fall due
        each.forget()
        guided.let_go(each)


@pytest.fixture
def page(new_page: Callable[[], GuidedPage]) -> GuidedPage:
    return new_page()


@pytest.fixture
def begun(page: GuidedPage, catalogue: dict[str, Practice]) -> Callable[..., GuidedRun]:
    """Begins a practice on the page."""

    def begin(tried: Practice, seconds: float | None = None) -> GuidedRun:
        catalogue[tried.reference] = tried
        page.arrive(practice=tried, plan=GuidedPlan(tried.reference, seconds, seed=7))
        return page.run

    return begin


Begun = Callable[..., GuidedRun]


def felt(**more: int) -> Tag:
    return Tag(id="felt", text=("What do you feel?",), set="feelings", **more)


def only(context: Context) -> Session:
    (session,) = context.journal.sessions.all()
    return session


def write(run: GuidedRun, text: str) -> None:
    field = run.view.area.field
    assert field is not None
    QTest.keyClicks(field.editor, text)  # type: ignore[union-attr]


def shown(run: GuidedRun) -> tuple[str, str, str]:
    return run.view.title.text(), run.view.word.text(), run.view.time.text()


# ------------------------------------------------------------------ what is seen and heard


def test_lines_come_one_after_another_and_time_is_told(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(say("a", "Sit as you like.", "Let your shoulders sink."), silence(secs=60)))
    assert shown(run) == ("Trial · 1 of 2", "Sit as you like.", "1:06 left")
    guided.pass_time(run, clock, 4)
    assert run.view.word.text() == "Let your shoulders sink."
    guided.pass_time(run, clock, 32)
    assert run.view.progress.isVisible()
    assert run.view.progress.value() == pytest.approx(545, abs=10)
    run.view.hide_time.click()
    assert (run.view.time.text(), run.view.progress.isVisible()) == ("", False)


def test_a_turn_shows_who_speaks_and_how_long(begun: Begun, clock: DrivenClock, page: GuidedPage) -> None:
    tried = practice(turn("a", listener=("Only listen.",)), people=2)
    run = GuidedRun(page.context.theme, clock, page.keeper, page.run.around.sounds)
    run.resize(860, 640)
    run.begin(guided.session_of(tried))
    guided.pass_time(run, clock, 26)
    view = run.view
    assert (view.turns.isHidden(), view.circles.isHidden()) == (False, True)
    assert view.turns.accessibleName() == "The one who began speaks. The other listens."
    assert (view.time.text(), view.soft.text()) == ("1:34", "Listener: Only listen.")
    run.drop()


def test_a_cool_down_tells_the_time_of_day_at_which_it_ends(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(silence(secs=1200, show="return")))
    local = (clock.wall() + dt.timedelta(minutes=20)).astimezone()
    assert run.view.time.text() == f"Back at {local:%H:%M}"
    assert not run.view.progress.isVisible()


def test_a_screen_reader_hears_every_step_and_every_line(begun: Begun, clock: DrivenClock) -> None:
    tried = practice(
        say("a", "Sit as you like."), silence(secs=10, hint="Just sit."), prompt(helper="A few lines.")
    )
    heard: list[str] = []
    run = begun(tried)
    run.view.announced.connect(heard.append)
    run.begin(guided.session_of(tried))
    guided.pass_time(run, clock, 30)
    run.pause_or_go_on()
    assert [line for line in heard if "sound" not in line] == [
        "Sit as you like.",
        "Just sit.",
        "What do you hear, if you listen for a while?",
    ]
    assert run.view.area.field.editor.accessibleDescription() == "A few lines. Ctrl+Enter goes on."  # type: ignore[union-attr]


def test_breathing_is_said_in_words(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(Breathe(id="a", inhale=4, exhale=6, secs=60, text=("Softly.",))))
    said = []
    for seconds in (4, 6, 4):
        said.append((run.view.word.text(), run.view.soft.text()))
        guided.pass_time(run, clock, seconds)
    assert said == [("Breathe in", "Softly."), ("Breathe out", "Softly."), ("Breathe in", "Softly.")]
    assert run.view.circles.isVisible()


def test_a_bell_is_seen_too(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(turn("a", warn=15.0), people=1))
    guided.pass_time(run, clock, 106)
    assert run.view.caption.text() == "A soft bell. This turn is nearly over."


# ------------------------------------------------------------------ gaps


def test_a_computer_that_slept_in_silence_asks(begun: Begun, clock: DrivenClock, context: Context) -> None:
    run = begun(practice(silence("a", 600), say("end")))
    guided.pass_time(run, clock, 30)
    clock.sleep(120)
    run.tick()
    assert run.view.word.text() == "Your computer slept for 2 minutes."
    assert guided.offered(run) == ["Go on from there", "Count that time", "End here"]
    run.view.count.click()
    assert run.session is not None
    assert run.session.done_seconds == 150


def test_a_line_that_nobody_heard_begins_again(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(say("a", "Sit as you like.", "Let your shoulders sink.", "Close your eyes.")))
    guided.pass_time(run, clock, 4)
    clock.sleep(120)
    run.tick()
    assert run.mode == "paused"
    assert run.view.soft.text() == (
        "Your computer slept for 2 minutes. What was under way begins again when you go on."
    )
    run.view.pause.click()
    assert (run.mode, run.view.word.text()) == ("running", "Sit as you like.")


# ------------------------------------------------------------------ answers


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


# ------------------------------------------------------------------ locks, kills, refusing disks


def test_what_is_being_written_outlives_a_kill(
    new_page: Callable[[], GuidedPage], catalogue: dict[str, Practice], context: Context, qtbot: QtBot
) -> None:
    tried = practice(say("a"), prompt())
    catalogue[tried.reference] = tried
    killed = new_page()
    killed.arrive(practice=tried, plan=guided.plan_of(tried))
    killed.run.view.stop.setFocus()
    killed.run.session.go_on(0.0)  # type: ignore[union-attr]
    clock = killed.context.clock
    assert isinstance(clock, DrivenClock)
    guided.pass_time(killed.run, clock, 10)
    write(killed.run, WRITTEN)
    qtbot.waitUntil(lambda: WRITTEN in only(context).snapshot, timeout=6000)
    killed.run.drop()
    left = session_log.unfinished(context)
    assert left is not None
    assert session_log.page_of(left) == "guided"
    page = new_page()
    page.arrive(session=left.id)
    assert page.run.mode == "open"
    assert page.run.view.area.answer() == WRITTEN
    page.run.go_on()
    page.run.view.done.click()
    assert WRITTEN in context.journal.entries.get(context.journal.entries.page(limit=1)[0].id).body


def test_what_a_kill_left_can_be_kept_with_its_answers(
    begun: Begun, clock: DrivenClock, context: Context, page: GuidedPage
) -> None:
    run = begun(practice(prompt(), silence(secs=600)))
    write(run, WRITTEN)
    run.go_on()
    guided.pass_time(run, clock, 90)
    run.drop()
    left = session_log.unfinished(context)
    assert left is not None
    session_log.keep_unfinished(context, left)
    assert (only(context).ended, only(context).done) == ("early", 60) or only(context).done >= 60
    assert [answer.value for answer in context.journal.answers.of(left.id)] == [WRITTEN]


def test_a_kill_costs_half_a_minute_at_the_most(begun: Begun, clock: DrivenClock, context: Context) -> None:
    run = begun(practice(silence(secs=3600)))
    for seconds in (1, 29, 47, 61, 100):
        guided.pass_time(run, clock, seconds)
        assert run.session is not None
        assert run.session.done_seconds - only(context).done < 31


def test_a_kill_at_the_very_end_still_asks_how_it_was(
    begun: Begun, new_page: Callable[[], GuidedPage], clock: DrivenClock, context: Context
) -> None:
    run = begun(practice(prompt(), silence(secs=20)))
    write(run, WRITTEN)
    run.go_on()
    guided.pass_time(run, clock, 30)
    assert run.mode == "ended"
    run.drop()
    page = new_page()
    page.arrive(session=only(context).id)
    assert page.run.mode == "ended"
    page.run.view.done.click()
    assert (only(context).ended, only(context).done) == ("completed", 20)
    assert context.journal.entries.count() == 1


def test_what_is_said_at_the_end_outlives_a_kill(
    begun: Begun, clock: DrivenClock, context: Context, qtbot: QtBot
) -> None:
    run = begun(practice(prompt(), silence(secs=20)))
    write(run, WRITTEN)
    run.go_on()
    guided.pass_time(run, clock, 30)
    assert only(context).ended == "running"  # until anything is said, a next start asks again
    QTest.keyClicks(run.view.ending.note, "Lighter now.")
    qtbot.waitUntil(lambda: only(context).ended == "completed", timeout=6000)
    line = context.journal.entries.page(limit=9)[0]
    body = context.journal.entries.get(line.id).body
    assert WRITTEN in body
    assert "Lighter now." in body
    run.view.ending.note.clear()
    run.view.done.click()
    assert context.journal.entries.count() == 1
    assert "Lighter now." not in context.journal.entries.get(line.id).body


def test_leaving_stands_still_and_coming_back_goes_on(
    begun: Begun, clock: DrivenClock, context: Context, page: GuidedPage
) -> None:
    run = begun(practice(silence(secs=60)))
    guided.pass_time(run, clock, 20)
    page.leave()
    assert not page.running
    clock.sleep(5000)
    page.arrive(session=only(context).id)
    assert (run.mode, guided.offered(run)[0]) == ("paused", "Go on")
    run.view.pause.click()
    guided.pass_time(run, clock, 40)
    assert run.mode == "ended"


def test_leaving_before_anything_was_done_leaves_nothing(
    begun: Begun, context: Context, page: GuidedPage
) -> None:
    begun(practice(silence(secs=60)))
    page.leave()
    assert context.journal.sessions.all() == []
    assert session_log.unfinished(context) is None


def test_a_locked_page_holds_no_words(
    begun: Begun, context: Context, new_page: Callable[[], GuidedPage], page: GuidedPage
) -> None:
    run = begun(practice(prompt(), scale()))
    write(run, WRITTEN)
    page.leave()
    page.forget()
    held = [label.text() for label in page.findChildren(QLabel)]
    held += [line.text() for line in page.findChildren(QLineEdit)]
    held += [edit.toPlainText() for edit in page.findChildren(QTextEdit)]
    held += [page.accessibleName(), run.accessibleName()]
    assert not [text for text in held if WRITTEN in text or "Trial" in text or "listen" in text]
    again = new_page()
    again.arrive(session=only(context).id)
    assert again.run.view.area.answer() == WRITTEN


def test_time_goes_on_behind_the_lock_without_content(
    begun: Begun, new_page: Callable[[], GuidedPage], clock: DrivenClock, context: Context, page: GuidedPage
) -> None:
    run = begun(practice(silence("a", 60), say("b")))
    guided.pass_time(run, clock, 20)
    going = page.hand_over()
    assert going is not None
    assert (going.page, going.session) == ("guided", only(context).id)
    page.leave()
    page.forget()
    unseen = Unseen(going.bells, going.ends_in)
    clock.advance(30)
    unseen.advance(30)
    again = new_page()
    again.arrive(session=going.session, unseen=unseen)
    assert again.run.mode == "running"
    assert again.run.session is not None
    assert again.run.session.done_seconds == 50


def test_a_question_that_waits_does_not_keep_the_journal_open(begun: Begun, page: GuidedPage) -> None:
    begun(practice(prompt()))
    assert not page.running
    going = page.hand_over()
    assert going is not None
    assert (going.running, going.bells, going.ends_in) == (False, (), None)


def test_leaving_at_the_end_keeps_everything(begun: Begun, context: Context, page: GuidedPage) -> None:
    run = begun(practice(prompt()))
    write(run, WRITTEN)
    run.go_on()
    page.leave()
    assert only(context).ended == "completed"
    assert context.journal.entries.count() == 1


def test_a_disk_that_refuses_ends_no_session_and_keeps_the_end_open(
    begun: Begun, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    context.journal.vault.database.execute_sql("PRAGMA query_only = 1")
    run = begun(practice(silence(secs=60)))
    guided.pass_time(run, clock, 70)
    assert run.mode == "ended"
    assert len(heard.said) == 1
    run.view.done.click()
    assert run.mode == "ended"
    assert heard.gone == []
    context.journal.vault.database.execute_sql("PRAGMA query_only = 0")
    run.view.done.click()
    assert (only(context).done, only(context).ended) == (60, "completed")
    assert heard.gone == [("practice", {})]


def test_an_unreadable_snapshot_counts_its_time(page: GuidedPage, context: Context, heard: Heard) -> None:
    session = context.journal.sessions.start(BODY_SCAN.reference, planned=600)
    context.journal.sessions.snapshot(session.id, done=123, state='{"guided/9": {}}')
    page.arrive(session=session.id)
    assert (only(context).done, only(context).ended) == (123, "early")
    assert heard.gone == [("practice", {})]


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


# ------------------------------------------------------------------ when it does not help


def stopped(run: GuidedRun, clock: DrivenClock) -> None:
    write(run, WRITTEN)
    guided.pass_time(run, clock, 30)
    run.view.stop.click()


def test_stopping_brings_a_minute_to_come_back_and_then_the_choice(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    assert run.grounding.isVisible()
    assert not run.view.isVisible()
    run.grounding.go_on.click()
    assert guided.offered(run) == ["Keep what you did", "Let it go", "Help", "Go back into it"]
    guided.pass_time(run, clock, 30)
    assert run.session is not None
    assert run.session.done_seconds == 30


def test_what_was_stopped_can_be_kept(begun: Begun, clock: DrivenClock, context: Context) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    run.grounding.go_on.click()
    run.view.keep_done.click()
    run.view.done.click()
    assert (only(context).ended, only(context).done) == ("early", 30)
    assert context.journal.entries.count() == 1


def test_what_was_stopped_can_be_let_go(
    begun: Begun, clock: DrivenClock, context: Context, heard: Heard
) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    run.grounding.go_on.click()
    id = only(context).id
    run.view.let_go.click()
    assert context.journal.sessions.all() == []
    assert context.journal.sessions.running() is None
    assert context.journal.sessions.get(id).snapshot == ""
    assert context.journal.entries.count() == 0
    assert heard.gone == [("practice", {})]


def test_one_can_go_back_into_what_was_stopped_where_its_step_begins(
    begun: Begun, clock: DrivenClock
) -> None:
    run = begun(practice(silence(secs=20), say(), silence("more", secs=60)))
    guided.pass_until(run, clock, lambda: step_of(run) == "more")
    guided.pass_time(run, clock, 25)
    done = session_in(run).done_seconds
    run.view.stop.click()
    assert run.grounding.go_on.text() == "I’m here", "which is no going on with the practice"
    clock.advance(3)
    run.grounding.go_on.click()
    clock.advance(4)
    run.view.again.click()
    assert (run.mode, run.running, step_of(run)) == ("running", True, "more")
    assert session_in(run).done_seconds == done
    now = session_in(run).now
    assert now is not None
    assert now.remaining == pytest.approx(60)
    guided.pass_time(run, clock, 61)
    assert run.mode == "ended"


def test_going_back_into_a_question_finds_what_was_written(begun: Begun, clock: DrivenClock) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    run.grounding.go_on.click()
    run.view.again.click()
    assert (run.mode, run.view.area.answer()) == ("open", WRITTEN)
    run.go_on()
    assert [answer.value for answer in session_in(run).answers] == [WRITTEN]


def session_in(run: GuidedRun) -> GuidedSession:
    assert run.session is not None
    return run.session


def step_of(run: GuidedRun) -> str:
    now = session_in(run).now
    return now.step.id if now is not None else ""


def test_help_leaves_what_was_done_to_be_decided_later(
    begun: Begun, clock: DrivenClock, context: Context, heard: Heard, page: GuidedPage
) -> None:
    run = begun(practice(prompt()))
    stopped(run, clock)
    run.grounding.help.click()
    assert heard.gone == [("help", {})]
    page.leave()
    left = session_log.unfinished(context)
    assert left is not None
    assert WRITTEN in left.snapshot
