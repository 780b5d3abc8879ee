"""What nobody is to keep is in no row of the journal: neither while a session runs, nor after it, nor after
a kill; and what the guest of two answered is kept only if they say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.practice.format import Practice, Role, Step, Tag, When
from closeness_desktop.practice.guided import GuidedSession
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import guided_journal
from closeness_desktop.window.pages.guided_journal import JournalKeeper
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.platform.sound import Sounds
from tests.support.disks import refusing_disk
from tests.support.practices import choose, practice, prompt, scale, silence, turn
from tests.support.tables import rows_with
from tests.window import guided

Begin = Callable[..., GuidedRun]
SECRET, OPEN = "Vexilloid", "Marchpane"


def tag(id: str, **more: object) -> Tag:
    return Tag(id=id, text=("What do you feel?",), set="feelings", **more)  # type: ignore[arg-type]


def private(**more: object) -> list[Step]:
    """A question of each kind, whose answers are meant for nobody or for one of two."""
    return [prompt("letter", **more), tag("felt", **more), choose("pick", "Vexilloid", "plain", **more)]


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


@pytest.fixture
def begun(context: Context, clock: DrivenClock) -> Iterator[Begin]:
    """Begins a session over a real journal."""
    runs: list[GuidedRun] = []

    def begin(tried: Practice, guest: Role = "second") -> GuidedRun:
        two = tried.people == 2
        keeper = JournalKeeper(context.journal, lambda sentence: None, object(), guest=two)
        run = GuidedRun(context.theme, clock, keeper, Sounds())
        run.resize(860, 640)
        run.show()
        run.begin(GuidedSession(tried, replace(guided.plan_of(tried), guest=guest)))
        runs.append(run)
        return run

    yield begin
    for run in runs:
        run.drop()
        guided.let_go(run)


def half_answer(run: GuidedRun) -> None:
    """Answer the question shown, without going on; the answer under way is kept as if a second had passed."""
    if run.mode == "veiled":
        run.go_on()
    field, step = run.view.area.field, run.session.now.step  # type: ignore[union-attr]
    if isinstance(step, Tag):
        QTest.keyClicks(field.search, SECRET)  # type: ignore[union-attr]
        QTest.keyClick(field.search, Qt.Key.Key_Return)  # type: ignore[union-attr]
    elif run.view.area.writes:
        QTest.keyClicks(field.editor, f"Dear {SECRET}, #{SECRET} @{SECRET}")  # type: ignore[union-attr]
    elif step.id == "pick":
        field.set_chosen((SECRET,))  # type: ignore[union-attr]
    else:
        QTest.keyClick(field.scale, Qt.Key.Key_6)  # type: ignore[union-attr]
    run._keep_draft()


KINDS = [
    pytest.param({"keep": "never"}, 1, id="meant for nobody"),
    pytest.param({"role": "second"}, 2, id="the guest’s, who comes second"),
    pytest.param({"role": "first"}, 2, id="the guest’s, who begins"),
]


def guest_in(more: dict[str, str]) -> Role:
    return "first" if more.get("role") == "first" else "second"


@pytest.mark.parametrize(("more", "people"), KINDS)
def test_it_is_in_no_row_at_any_moment(
    begun: Begin, context: Context, clock: DrivenClock, more: dict[str, str], people: int
) -> None:
    """Half typed, answered, gone back to, paused, stopped, ended, concluded; own words of it neither."""
    journal = context.journal
    last = turn(secs=60) if people == 2 else silence(secs=60)
    run = begun(practice(*private(**more), last, people=people), guest_in(more))
    for _ in range(3):
        half_answer(run)
        assert rows_with(journal, SECRET) == []
        run.go_on()
        assert rows_with(journal, SECRET) == []
    guided.pass_time(run, clock, 40, 4)
    run.go_back()
    assert rows_with(journal, SECRET) == []
    if run.mode == "veiled":
        run.go_on()
    run.go_on()
    run.pause_or_go_on()
    assert rows_with(journal, SECRET) == []
    assert SECRET in str(run.session.answers)  # type: ignore[union-attr]
    run.stop()
    run.grounding.done.emit()
    assert rows_with(journal, SECRET) == []
    run.view.keep_done.click()
    assert rows_with(journal, SECRET) == []
    run.view.done.click()
    assert rows_with(journal, SECRET) == []
    assert journal.sessions.all()[0].ended == "early"


@pytest.mark.parametrize(("more", "people"), KINDS)
def test_ending_in_the_middle_of_it_keeps_none_of_it(
    begun: Begin, context: Context, more: dict[str, str], people: int
) -> None:
    run = begun(
        practice(prompt("letter", **more), turn() if people == 2 else silence(), people=people),
        guest_in(more),
    )
    half_answer(run)
    run.end()
    run.view.done.click()
    assert rows_with(context.journal, SECRET) == []


@pytest.mark.parametrize(("more", "people"), KINDS)
def test_keeping_what_a_kill_left_keeps_none_of_it(
    begun: Begin,
    context: Context,
    clock: DrivenClock,
    monkeypatch: pytest.MonkeyPatch,
    more: dict[str, str],
    people: int,
) -> None:
    """“Keep it” on the Practice page takes the snapshot as it is; so does “Go on”."""
    tried = practice(prompt("letter", **more), prompt("after", **more), turn(), people=people)
    if people == 1:
        tried = practice(prompt("letter", **more), prompt("after", **more), silence())
    run = begun(tried, guest_in(more))
    half_answer(run)
    run.go_on()
    half_answer(run)
    left = context.journal.sessions.running()
    assert left is not None
    monkeypatch.setattr(context.practices, "find", lambda reference: tried)
    again = guided_journal.restored(left, context.practices)
    assert SECRET not in str(again.answers) + again.snapshot()
    assert again.now is not None
    assert again.now.draft is None
    guided_journal.keep_unfinished(context.journal, left, context.practices)
    assert rows_with(context.journal, SECRET) == []


def test_the_search_finds_what_is_kept(begun: Begin, context: Context) -> None:
    """The same answers, meant to be kept, are met in the snapshot and in the end in answers and an entry."""
    run = begun(practice(*private(), silence()))
    for _ in range(3):
        half_answer(run)
        run.go_on()
    assert {table for table, _ in rows_with(context.journal, SECRET)} == {"session"}
    run.end()
    run.view.done.click()
    tables = {table for table, _ in rows_with(context.journal, SECRET)}
    assert {"answer", "entry", "feeling", "tag", "person"} <= tables


def test_a_yes_that_the_disk_refused_can_be_taken_back(
    begun: Begin, context: Context, clock: DrivenClock
) -> None:
    """The box is ticked, “Done” fails, the box is unticked: then nothing of it is kept."""
    run = begun(practice(prompt("letter", role="second"), turn(secs=20), people=2))
    half_answer(run)
    run.go_on()
    guided.pass_time(run, clock, 24, 4)
    assert run.mode == "ended"
    run.view.ending.second.setChecked(True)
    with refusing_disk(context.journal.vault.database):
        run.view.done.click()
    assert run.mode == "ended"
    run.view.ending.second.setChecked(False)
    run.view.done.click()
    assert rows_with(context.journal, SECRET) == []


def test_a_yes_keeps_the_second_ones_own_words_too(begun: Begin, context: Context) -> None:
    run = begun(practice(*private(role="second"), turn(), people=2))
    for _ in range(3):
        half_answer(run)
        run.go_on()
    run.end()
    run.view.ending.second.setChecked(True)
    run.view.done.click()
    assert context.journal.feelings.get(SECRET) is not None
    assert {answer.role for answer in answers(context.journal)} == {"second"}


def test_how_strong_a_feeling_of_one_is_says_nothing_about_the_other(begun: Begin, context: Context) -> None:
    """Both name the same one: the first a little, the second strongly."""
    run = begun(practice(tag("mine", role="first"), tag("theirs", role="second"), turn(), people=2))
    for strength in (1, 3):
        run.go_on()
        run.view.area.field.set_strength("calm", strength)  # type: ignore[union-attr]
        run.go_on()
    run.end()
    run.view.done.click()
    (line,) = context.journal.entries.page()
    assert [(one.name, one.strength) for one in context.journal.entries.get(line.id).feelings] == [
        ("calm", 1)
    ]


def test_half_an_answer_does_not_come_into_the_other_ones_hands(begun: Begin) -> None:
    """The second writes, goes back; the first goes forward again and lifts the veil: an empty sheet."""
    run = begun(practice(scale("a", role="first"), prompt("b", role="second"), turn(), people=2))
    half_answer(run)
    run.go_on()
    half_answer(run)
    run.go_back()
    assert run.mode == "veiled"
    run.go_on()
    QTest.keyClick(run.view.area.field.scale, Qt.Key.Key_2)  # type: ignore[union-attr]
    run.go_on()
    assert run.mode == "veiled"
    run.go_on()
    assert run.view.area.answer() is None


def test_a_session_taken_up_again_asks_the_second_anew() -> None:
    tried = practice(scale("a", role="first"), scale("b", role="second"), turn(), people=2)
    session = GuidedSession(tried, guided.plan_of(tried))
    session.advance(0.0)
    session.respond(3, 1.0)
    session.respond(6, 2.0)
    again = GuidedSession.restore(session.snapshot(), tried)
    assert [(answer.step_id, answer.value) for answer in again.answers] == [("a", 3)]


def answers(journal: Journal) -> list[object]:
    return [one for session in journal.sessions.all() for one in journal.answers.of(session.id)]


@pytest.mark.parametrize(("more", "people"), KINDS[:2])
def test_no_snapshot_tells_an_answer_by_the_way_that_was_taken(more: dict[str, str], people: int) -> None:
    """Whatever was chosen, the same is kept; the question is asked again when the session is taken up."""
    role = {"role": more["role"]} if "role" in more else {}
    pick = choose("pick", "one", "other", **more)
    ways = [scale(f"after-{one}", when=When(answer="pick", is_=one), **more) for one in ("one", "other")]
    tried = practice(scale("open", **role), pick, *ways, turn() if people == 2 else silence(), people=people)
    kept: list[str] = []
    for value in ("one", "other"):
        session = GuidedSession(tried, guided.plan_of(tried))
        session.advance(0.0)
        session.respond(2, 1.0)
        session.respond(value, 2.0)
        assert session.now is not None
        assert session.now.path == f"after-{value}"
        kept.append(session.snapshot())
        again = GuidedSession.restore(kept[-1], tried)
        assert again.now is not None
        assert again.now.path == "pick"
        session.respond(5, 3.0)
        kept.append(session.snapshot())
    assert kept[:2] == kept[2:]


def test_a_way_taken_for_an_answer_that_is_kept_is_taken_up_where_it_was() -> None:
    after = scale("after", when=When(answer="pick", is_="one"))
    tried = practice(choose("pick", "one", "other"), after, silence())
    session = GuidedSession(tried, guided.plan_of(tried))
    session.advance(0.0)
    session.respond("one", 1.0)
    again = GuidedSession.restore(session.snapshot(), tried)
    assert again.now is not None
    assert again.now.path == "after"


def test_the_line_of_one_session_cannot_be_brought_back_in_the_next(begun: Begin) -> None:
    run = begun(practice(prompt(), silence()))
    QTest.keyClicks(run.view.area.field.editor, "A word.")  # type: ignore[union-attr]
    run.end()
    note = run.view.ending.note
    QTest.keyClicks(note, SECRET)
    run.view.done.click()
    note.undo()
    assert note.text() == ""
    run.begin(guided.session_of(practice(tag("felt"), silence())))
    search = run.view.area.field.search  # type: ignore[union-attr]
    QTest.keyClicks(search, SECRET)
    run.view.area.field.clear()  # type: ignore[union-attr]
    search.undo()
    assert search.text() == ""
