"""The Practice page: cards and their pages, set-ups that are remembered, programmes, the question about fear,
what a kill left, and what was done lately."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop import paths
from closeness_desktop.practice.catalogue import find, plan_of, practices, timers
from closeness_desktop.practice.format import Practice, Programme
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.intervals import Every
from closeness_desktop.practice.sitting import Sitting, SittingPlan
from closeness_desktop.window.care.fear import FearQuestion, SafetyNote
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import RECENT, PracticePage
from closeness_desktop.window.pages.practice_about import NOBODY_YET, NOT_REVIEWED
from closeness_desktop.window.pages.practice_plans import PLANS, last_sitting
from closeness_desktop.window.pages.practice_programme import ProgrammeCard
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from tests.window.conftest import Heard

SIT, BREATHE = timers()


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> PracticePage:
    made = PracticePage(context)
    context.changes.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.arrive()
    made.show()
    return made


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def sat(context: Context, done: int, ended: str = "completed", practice: str = "sitting@1") -> str:
    session = context.journal.sessions.start(practice, planned=600)
    context.journal.sessions.finish(session.id, done=done, ended=ended)  # type: ignore[arg-type]
    return session.id


def test_each_practice_has_a_card_that_opens_its_own_page(page: PracticePage, qtbot: QtBot) -> None:
    assert "What would help now?" in texts(page)
    assert {card.practice.id for card in page.cards} == {one.id for one in practices()}
    for card in page.cards:
        practice = card.practice
        assert practice.title in texts(card)
        qtbot.keyClick(card.open, Qt.Key.Key_Return)
        view = page.about if practice.timer is None else page.setup
        assert view.isVisible()
        assert view.title.text() == practice.title
        view.back.click()
        assert not view.isVisible()


def test_a_click_anywhere_on_a_card_opens_it(page: PracticePage, qtbot: QtBot) -> None:
    card = next(card for card in page.cards if card.practice == BREATHE)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert page.setup.title.text() == BREATHE.title


def shown(page: PracticePage) -> set[str]:
    return {card.practice.id for card in page.cards if card.isVisible()}


def test_practices_are_chosen_by_theme_people_length_and_word(page: PracticePage, qtbot: QtBot) -> None:
    wanted = page.catalogue.filter
    wanted.themes["repair"].click()
    assert shown(page) == {one.id for one in practices() if one.theme == "repair"}
    wanted.people[2].click()
    assert shown(page) == {one.id for one in practices() if one.theme == "repair" and one.people == 2}
    wanted.everything.click()
    assert shown(page) == {one.id for one in practices()}
    wanted.lengths[5].click()
    assert {"sitting", "breathing"} <= shown(page)
    assert "expressive-writing" not in shown(page)
    wanted.everything.click()
    qtbot.keyClicks(wanted.words, "without fixing")
    assert shown(page) == {"listening-dyad"}
    qtbot.keyClicks(wanted.words, "xyz")
    assert shown(page) == set()
    assert page.catalogue.nothing.isVisible()


def opened(page: PracticePage, ident: str) -> Practice:
    practice = find(ident)
    assert practice is not None
    page.open(practice)
    return practice


def test_what_is_known_and_what_to_care_for_stand_on_the_page_before_it_begins(page: PracticePage) -> None:
    for practice in practices():
        if practice.timer is None:
            page.open(practice)
            told = texts(page.about)
            for line in (*practice.expect, *practice.cautions, *practice.sources, practice.evidence.note):
                assert line in told
            assert NOBODY_YET in told


def test_a_guided_practice_begins_as_it_was_set_up_and_is_set_up_so_again(
    page: PracticePage, context: Context, heard: Heard
) -> None:
    practice = opened(page, "body-scan")
    page.about.minutes.setValue(20)
    page.about.talk.choose("less")
    page.about.begin.click()
    ((where, given),) = heard.gone
    assert where == "guided"
    assert given["practice"] == practice
    plan = given["plan"]
    assert isinstance(plan, GuidedPlan)
    assert (plan.practice, plan.seconds, plan.talk) == (practice.reference, 1200.0, "less")
    assert plan.digest == context.practices.catalogue.digest(practice)
    page.arrive(practice="body-scan")
    assert page.about.minutes.value() == 20
    again = page.about.plan()
    assert again is not None
    assert (again.seconds, again.talk) == (1200.0, "less")


def question(page: PracticePage) -> FearQuestion:
    (found,) = page.findChildren(FearQuestion)
    return found


@pytest.mark.parametrize("ident", ["listening-dyad", "repair-worksheet", "letter-never-sent"])
def test_fear_is_asked_about_before_those_that_could_put_someone_in_danger(
    page: PracticePage, context: Context, heard: Heard, ident: str
) -> None:
    opened(page, ident)
    page.about.begin.click()
    assert heard.gone == []
    question(page).skip.click()
    ((where, given),) = heard.gone
    assert (where, given["practice"]) == ("guided", find(ident))


def test_who_is_afraid_is_led_to_practices_alone_and_to_help_and_nothing_is_kept(
    page: PracticePage, context: Context, heard: Heard
) -> None:
    rows = everything_kept(context)
    opened(page, "listening-dyad")
    page.about.begin.click()
    question(page).yes.click()
    assert heard.gone == []
    (note,) = page.findChildren(SafetyNote)
    note.help.click()
    assert heard.gone == [("help", {})]
    note.alone.click()
    assert page.catalogue.isVisible()
    assert all(card.practice.people == 1 for card in page.cards if card.isVisible())
    assert everything_kept(context) == rows


def test_enter_twice_begins_and_answers_nothing(page: PracticePage, heard: Heard, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    opened(page, "listening-dyad")
    page.about.begin.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    asked = question(page)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert heard.gone == []
    assert asked.isVisible()
    assert page.findChildren(SafetyNote) == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert asked.no.hasFocus()


def test_an_answer_is_let_go_of_when_the_page_is_left(page: PracticePage, qtbot: QtBot) -> None:
    opened(page, "listening-dyad")
    page.about.begin.click()
    question(page).yes.click()
    page.leave()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.findChildren(FearQuestion) == []
    assert page.findChildren(SafetyNote) == []


@pytest.mark.parametrize("ident", ["body-scan", "naming-feelings", "saying-thanks"])
def test_others_begin_at_once(page: PracticePage, heard: Heard, ident: str) -> None:
    opened(page, ident)
    page.about.begin.click()
    assert [where for where, _ in heard.gone] == ["guided"]


def everything_kept(context: Context) -> list[tuple[object, ...]]:
    """All rows of all tables."""
    database = context.journal.vault.database
    tables = [row[0] for row in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [row for table in tables for row in database.execute_sql(f"SELECT * FROM {table}").fetchall()]


# ---------------------------------------------------------------------- programmes


def programme(page: PracticePage, ident: str) -> Programme:
    return next(one for one in page.context.practices.catalogue.programmes() if one.id == ident)


def day_links(page: PracticePage) -> list[LinkButton]:
    return [one for one in page.programme.days.findChildren(LinkButton) if one.text().startswith("Open")]


def test_a_day_is_done_once_its_practice_was_done_and_the_next_is_offered(
    page: PracticePage, context: Context
) -> None:
    shown = programme(page, "knowing-myself")
    page.open_programme(shown)
    assert page.programme.far.text() == "7 days"
    page.programme.go_on.click()
    first = shown.days[0]
    assert page.about.isVisible()
    practice = find(first.practice)
    assert practice is not None
    sat(context, 300, practice=practice.reference)
    page.show_practices()
    page.open_programme(shown)
    assert page.programme.far.text() == "1 of 7 days"
    assert page.programme.go_on.text() == f"Go on: {shown.days[1].title}"
    (undo,) = [one for one in page.programme.days.findChildren(LinkButton) if one.text().startswith("Not")]
    undo.click()
    assert page.programme.far.text() == "7 days"


def test_days_come_in_any_order(page: PracticePage, context: Context) -> None:
    shown = programme(page, "knowing-myself")
    page.open_programme(shown)
    links = day_links(page)
    assert len(links) == len(shown.days)
    links[4].click()
    practice = find(shown.days[4].practice)
    assert practice is not None
    assert page.about.title.text() == practice.title
    sat(context, 60, practice=practice.reference)
    page.show_practices()
    page.open_programme(shown)
    assert page.programme.far.text() == "1 of 7 days"
    assert page.programme.go_on.text() == f"Go on: {shown.days[0].title}"


def test_a_practice_done_for_itself_marks_no_day(page: PracticePage, context: Context) -> None:
    shown = programme(page, "knowing-myself")
    practice = find(shown.days[0].practice)
    assert practice is not None
    sat(context, 60, practice=practice.reference)
    page.show_practices()
    page.open_programme(shown)
    assert page.programme.far.text() == "7 days"


def test_a_programme_that_asks_first_shows_its_days_after_a_yes_only(page: PracticePage) -> None:
    shown = programme(page, "four-days-of-writing")
    page.open_programme(shown)
    assert page.programme.question.isVisible()
    assert page.programme.question.y() > page.programme.care.y()  # the cautions are read first
    assert not page.programme.days.isVisible()
    assert not page.programme.go_on.isVisible()
    (yes,) = [
        one for one in page.programme.findChildren(QuietButton) if one.text() == "Yes, show me the days"
    ]
    yes.click()
    assert page.programme.days.isVisible()
    page.open_programme(shown)
    assert not page.programme.question.isVisible()
    assert page.programme.days.isVisible()


def test_beginning_remembers_the_set_up_and_sits(page: PracticePage, context: Context, heard: Heard) -> None:
    page.open(SIT)
    page.setup.time.quick[4].click()
    page.setup.bells.between.choose(Every)
    page.setup.begin.click()
    plan = SittingPlan(seconds=1800, intervals=Every(300))
    assert heard.gone == [("session", {"plan": plan})]
    assert context.journal.settings.get(PLANS) == {"sitting@1": plan.as_dict()}
    page.arrive(practice="sitting@1")
    assert page.setup.plan() == plan
    page.open(BREATHE)
    assert page.setup.plan() == plan_of(BREATHE)


@pytest.mark.parametrize("kept", [{"sitting@1": {"seconds": 0}}, {"sitting@1": 5}, [], "x", None])
def test_a_strange_kept_set_up_is_passed_over(page: PracticePage, context: Context, kept: object) -> None:
    context.journal.settings.set(PLANS, kept)
    assert last_sitting(context, SIT) == plan_of(SIT)


def test_what_was_sat_is_listed_plainly(page: PracticePage, context: Context) -> None:
    assert not page.recent.isVisible()
    sat(context, 600)
    sat(context, 754, "early", "breathing@1")
    sat(context, 100, "abandoned")
    shown = texts(page.recent)
    assert "10:00 · to the end" in shown
    assert "12:34 · ended early" in shown
    assert shown.index("Slow breathing") < shown.index("Just sit"), "newest first"
    assert "1:40 · set aside" not in shown


def test_what_was_written_afterwards_is_one_step_away(
    page: PracticePage, context: Context, heard: Heard
) -> None:
    session = sat(context, 600)
    sat(context, 300)
    assert not [link for link in page.recent.findChildren(LinkButton) if link.text().startswith("Read")]
    entry = context.journal.entries.add(body="Quiet.", session=session)
    (link,) = [one for one in page.recent.findChildren(LinkButton) if one.text() == "Read what you wrote"]
    link.click()
    assert heard.gone == [("journal", {"entry": entry.id})]


def test_what_was_not_written_about_still_can_be(page: PracticePage, context: Context, heard: Heard) -> None:
    session = sat(context, 600)
    (link,) = [one for one in page.recent.findChildren(LinkButton) if one.text() == "Write about it"]
    link.click()
    assert heard.gone == [("journal", {"new": True, "session": session})]


def test_more_can_be_shown(page: PracticePage, context: Context) -> None:
    for number in range(RECENT + 3):
        sat(context, 60 + number)
    page.arrive()
    assert sum("·" in text for text in texts(page.recent)) == RECENT
    page.recent.more.click()
    assert sum("·" in text for text in texts(page.recent)) == RECENT + 3
    assert page.recent.more.isHidden()


def left_over(context: Context) -> str:
    sitting = Sitting(SittingPlan(seconds=3600, prepare=0))
    sitting.advance(1380)
    session = context.journal.sessions.start("sitting@1", planned=3600)
    context.journal.sessions.snapshot(session.id, done=sitting.done_seconds, state=sitting.snapshot())
    return session.id


def test_a_sitting_left_by_a_kill_is_offered(page: PracticePage, context: Context, heard: Heard) -> None:
    assert not page.left_over.isVisible()
    session = left_over(context)
    page.arrive()
    assert page.left_over.words.text() == "You were 23 minutes into “Just sit”."
    page.left_over.resume.click()
    assert heard.gone == [("session", {"session": session})]
    page.left_over.keep.click()
    assert context.journal.sessions.get(session).ended == "early"
    assert not page.left_over.isVisible()
    assert "23:00 · ended early" in texts(page.recent)


def test_discarding_can_be_taken_back(page: PracticePage, context: Context, heard: Heard) -> None:
    session = left_over(context)
    page.arrive()
    page.left_over.discard.click()
    assert context.journal.sessions.get(session).ended == "abandoned"
    assert not page.left_over.isVisible()
    ((_, undo),) = heard.said
    assert undo is not None
    undo()
    assert context.journal.sessions.get(session).ended == "early"


def test_a_locked_page_lists_nothing(page: PracticePage, context: Context) -> None:
    sat(context, 600)
    page.forget()
    assert "10:00 · to the end" not in texts(page)


def test_everything_that_can_be_used_has_a_name(page: PracticePage, context: Context) -> None:
    left_over(context)
    page.arrive()
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox)
    for kind in kinds:
        for widget in page.findChildren(kind):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface is not None
            assert interface.text(QAccessible.Text.Name), widget


# ---------------------------------------------------------------------- practices from files


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A folder with one practice of somebody else."""
    folder = tmp_path / "Evening words"
    folder.mkdir()
    text = paths.resource("practices", "three-words.yaml").read_text(encoding="utf-8")
    text = text.replace("id: three-words", "id: three-others").replace("title: ", "title: Other ", 1)
    (folder / "three-others.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_pack_is_added_marked_and_removed_and_each_can_be_undone(
    page: PracticePage, context: Context, heard: Heard, pack: Path, qtbot: QtBot
) -> None:
    assert not page.packs.isVisible()
    page.packs.add_from(pack)
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said[0][0] == "1 practice added from “Evening words”."
    (card,) = [card for card in page.cards if card.practice.id == "evening-words/three-others"]
    assert any("from a file" in text for text in texts(card))
    card.open.click()
    assert NOT_REVIEWED in texts(page.about)
    assert page.about.unreviewed.isVisible()
    page.show_practices()
    (remove,) = [one for one in page.packs.findChildren(LinkButton) if one.text() == "Remove"]
    remove.click()
    assert "evening-words/three-others" not in {card.practice.id for card in page.cards}
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert "evening-words/three-others" in {card.practice.id for card in page.cards}


def test_a_pack_with_mistakes_is_refused_with_their_place(
    page: PracticePage, context: Context, heard: Heard, pack: Path, qtbot: QtBot
) -> None:
    file = pack / "three-others.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\nexec: rm\n", encoding="utf-8")
    page.packs.add_from(pack)
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said[0][0].startswith("Evening words/three-others.yaml: ")
    assert "exec" in heard.said[0][0]
    assert context.journal.packs.all() == []


def test_a_single_practice_file_is_a_pack_of_its_own(
    page: PracticePage, heard: Heard, pack: Path, qtbot: QtBot
) -> None:
    page.packs.add_from(pack / "three-others.yaml")
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said[0][0] == "1 practice added from “three-others”."


def test_escape_goes_one_step_back_and_the_keyboard_is_where_it_was(page: PracticePage, qtbot: QtBot) -> None:
    practice = opened(page, "listening-dyad")
    page.about.begin.click()
    qtbot.keyClick(question(page).no, Qt.Key.Key_Escape)
    assert page.about.isVisible()
    assert page.about.title.text() == practice.title
    qtbot.keyClick(page.about.begin, Qt.Key.Key_Escape)
    assert page.catalogue.isVisible()
    card = next(card for card in page.cards if card.practice == practice)
    assert page.focusWidget() is card.open
    page.catalogue.filter.people[2].click()
    qtbot.keyClick(card.open, Qt.Key.Key_Escape)
    assert page.catalogue.filter.idle
    assert page.focusWidget() is page.catalogue.filter.words


def test_the_question_about_fear_stands_together_at_the_top_with_a_way_back(
    page: PracticePage, context: Context, qtbot: QtBot
) -> None:
    opened(page, "listening-dyad")
    page.about.begin.click()
    asked = question(page)
    qtbot.waitUntil(lambda: asked.height() > 0 and asked.isVisible())
    assert asked.height() < page.height() * 0.6  # and not spread over the whole window
    back = next(link for link in page.findChildren(LinkButton) if link.text() == "Back")
    back.click()
    assert page.about.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.findChildren(FearQuestion) == []


def test_the_page_keys_scroll_from_the_button_at_the_foot(page: PracticePage, qtbot: QtBot) -> None:
    opened(page, "listening-dyad")
    bar = page.about.scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(page.about.begin, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(page.about.begin, Qt.Key.Key_PageUp)
    assert bar.value() == 0


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass everything on."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_card_is_ever_a_window_of_its_own(context: Context, qtbot: QtBot, qapp: QApplication) -> None:
    """Such a window would flash, and take what is typed meanwhile."""
    made = PracticePage(context)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.show()
    windows = Windows()
    qapp.installEventFilter(windows)
    made.arrive()
    qapp.removeEventFilter(windows)
    assert windows.shown == []


def reached(page: PracticePage, qtbot: QtBot, most: int = 90) -> list[QWidget]:
    """What Tab goes through, from the words to look for on."""
    QApplication.processEvents()  # what was made just now is shown
    page.catalogue.filter.words.setFocus()
    found: list[QWidget] = []
    for _ in range(most):
        now = page.focusWidget()
        if now is None or now in found:
            break
        found.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    return found


def test_tab_goes_through_the_practices_as_they_are_read(
    page: PracticePage, context: Context, qtbot: QtBot
) -> None:
    sat(context, 600)
    page.arrive()
    catalogue = page.catalogue
    order = reached(page, qtbot)
    cards = [card.open for card in catalogue.cards]
    assert order[0] is catalogue.filter.words
    assert order[1:3] == [catalogue.log, catalogue.from_file]
    begin = order.index(cards[0])
    assert order[begin : begin + len(cards)] == cards
    assert order.index(catalogue.help) > begin + len(cards)
    catalogue.filter.themes["repair"].click()
    shown_cards = [card.open for card in catalogue.cards if card.isVisible()]
    order = reached(page, qtbot)
    assert order[order.index(shown_cards[0]) :][: len(shown_cards)] == shown_cards


def test_programmes_are_found_by_their_chip_and_by_a_word(page: PracticePage, qtbot: QtBot) -> None:
    catalogue = page.catalogue
    assert catalogue.programmes.isVisible()
    catalogue.filter.programmes.click()
    assert shown(page) == set()
    assert catalogue.programmes.isVisible()
    assert not catalogue.nothing.isVisible()
    assert not catalogue.filter.everything.isChecked()
    catalogue.filter.themes["settle"].click()
    assert not catalogue.filter.programmes.isChecked()
    assert not catalogue.programmes.isVisible()
    catalogue.filter.show_all()
    qtbot.keyClicks(catalogue.filter.words, "quarrel")
    titles = [card.programme.title for card in page.findChildren(ProgrammeCard) if card.isVisible()]
    assert titles == ["After a quarrel"]


def test_a_length_that_is_not_offered_stays_as_the_file_has_it(page: PracticePage) -> None:
    """85 seconds of guidance are not rounded to a minute on the way."""
    opened(page, "gentle-opening")
    assert not page.about.length_card.isVisible()
    plan = page.about.plan()
    assert plan is not None
    assert plan.seconds is None


def test_how_long_each_speaks_follows_the_length_chosen(page: PracticePage) -> None:
    opened(page, "listening-dyad")
    before = texts(page.about)
    page.about.minutes.setValue(30)
    spoken = [line for line in texts(page.about) if line.startswith("Each of you speaks for")]
    assert len(spoken) == 1
    assert spoken[0] not in before
