"""A practice's own page and the set-up of a sitting: what can be chosen is there, and is remembered."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from closeness_desktop.practice.catalogue import plan_of, timers
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.intervals import Every
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.practice_plans import GUIDED_PLANS, PLANS, last_sitting
from tests.window.conftest import Heard
from tests.window.practice_room import GUIDED, breathes, opened, texts

SIT, BREATHE = timers()


BREATHING = next(one for one in GUIDED if breathes(one))


def test_a_breath_is_silent_unless_a_sound_is_wished_and_the_wish_is_kept(
    practice_page: PracticePage, context: Context, heard: Heard
) -> None:
    page = practice_page
    page.open(BREATHING)
    assert not page.about.cues.isChecked()
    page.about.cues.click()
    page.about.begin.click()
    plan = heard.gone[-1][1]["plan"]
    assert isinstance(plan, GuidedPlan)
    assert plan.cues
    page.arrive(practice=BREATHING.id)
    assert page.about.cues.isChecked()


def test_a_set_up_kept_before_there_was_a_choice_is_silent(
    practice_page: PracticePage, context: Context
) -> None:
    old = GuidedPlan(BREATHING.reference, talk="less").as_dict()
    del old["cues"]
    context.journal.settings.set(GUIDED_PLANS, {BREATHING.reference: old})
    page = practice_page
    page.open(BREATHING)
    plan = page.about.plan()
    assert plan is not None
    assert (plan.talk, plan.cues) == ("less", False)


def test_a_guided_practice_begins_as_it_was_set_up_and_is_set_up_so_again(
    practice_page: PracticePage, context: Context, heard: Heard
) -> None:
    page = practice_page
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


def test_a_sitting_begins_as_it_was_set_up_and_is_set_up_so_again(
    practice_page: PracticePage, context: Context, heard: Heard
) -> None:
    page = practice_page
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


def test_a_strange_kept_set_up_is_passed_over(context: Context) -> None:
    for kept in ({"sitting@1": {"seconds": 0}}, {"sitting@1": 5}, [], "x", None):
        context.journal.settings.set(PLANS, kept)
        assert last_sitting(context, SIT) == plan_of(SIT), kept


def test_what_stands_first_in_one_column_is_what_the_practice_is_about(
    practice_page: PracticePage, qtbot: QtBot
) -> None:
    page = practice_page
    page.resize(700, 820)
    for practice, first in ((BREATHE, page.setup.breathing), (SIT, page.setup.time)):
        page.open(practice)
        cards = (page.setup.time, page.setup.breathing, page.setup.bells, page.setup.around)
        page.setup.scroller.widget().layout().activate()
        top = min(cards, key=lambda card: card.mapTo(page, card.rect().topLeft()).y())
        assert top is first
        page.setup.presets.save.setFocus()
        qtbot.keyClick(page.setup.presets.save, Qt.Key.Key_Tab)
        assert first.isAncestorOf(page.focusWidget())


def test_a_length_is_as_the_file_has_it_or_as_it_is_chosen_and_page_keys_scroll(
    practice_page: PracticePage, qtbot: QtBot
) -> None:
    page = practice_page
    opened(page, "gentle-opening")  # 85 seconds of guidance are not rounded to a minute on the way
    assert not page.about.length_card.isVisible()
    plan = page.about.plan()
    assert plan is not None
    assert plan.seconds is None
    opened(page, "listening-dyad")
    before = texts(page.about)
    page.about.minutes.setValue(30)
    spoken = [line for line in texts(page.about) if line.startswith("Each of you speaks for")]
    assert len(spoken) == 1
    assert spoken[0] not in before
    bar = page.about.scroller.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(page.about.begin, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(page.about.begin, Qt.Key.Key_PageUp)
    assert bar.value() == 0
