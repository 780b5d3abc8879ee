"""A practice's own page: what can be chosen for it is there when it has it, and is remembered."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from closeness_desktop.practice import outline
from closeness_desktop.practice.catalogue import practices
from closeness_desktop.practice.format import Breathe, Practice
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.practice_plans import GUIDED_PLANS
from tests.window.conftest import Heard


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> PracticePage:
    made = PracticePage(context)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.arrive()
    made.show()
    return made


def breathes(practice: Practice) -> bool:
    return any(isinstance(step, Breathe) for step, _times in outline.each(practice))


GUIDED = [one for one in practices() if one.timer is None]
BREATHING = next(one for one in GUIDED if breathes(one))


def test_sounds_for_the_breath_are_offered_where_there_is_something_to_breathe_with(
    page: PracticePage,
) -> None:
    for practice in GUIDED:
        page.open(practice)
        assert page.about.cues.isVisible() == breathes(practice), practice.id


def test_a_breath_is_silent_unless_a_sound_is_wished_and_the_wish_is_kept(
    page: PracticePage, context: Context, heard: Heard
) -> None:
    page.open(BREATHING)
    assert not page.about.cues.isChecked()
    page.about.cues.click()
    page.about.begin.click()
    plan = heard.gone[-1][1]["plan"]
    assert isinstance(plan, GuidedPlan)
    assert plan.cues
    page.arrive(practice=BREATHING.id)
    assert page.about.cues.isChecked()


def test_a_set_up_kept_before_there_was_a_choice_is_silent(page: PracticePage, context: Context) -> None:
    old = GuidedPlan(BREATHING.reference, talk="less").as_dict()
    del old["cues"]
    context.journal.settings.set(GUIDED_PLANS, {BREATHING.reference: old})
    page.open(BREATHING)
    plan = page.about.plan()
    assert plan is not None
    assert (plan.talk, plan.cues) == ("less", False)
