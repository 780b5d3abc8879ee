"""The Practice page: cards, a set-up that is remembered, what a kill left, and what was sat lately."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.practice.catalogue import plan_of, timers
from closeness_desktop.practice.intervals import Every
from closeness_desktop.practice.sitting import Sitting, SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import PLANS, RECENT, PracticePage
from closeness_desktop.window.widgets.buttons import LinkButton
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


def test_each_practice_has_a_card_that_opens_its_set_up(page: PracticePage, qtbot: QtBot) -> None:
    assert "What would help now?" in texts(page)
    for card, practice in zip(page.cards, timers(), strict=True):
        assert practice.title in texts(card)
        qtbot.keyClick(card.open, Qt.Key.Key_Return)
        assert page.setup.isVisible()
        assert page.setup.title.text() == practice.title
        assert page.setup.plan() == plan_of(practice)
        page.setup.back.click()
        assert not page.setup.isVisible()


def test_a_click_anywhere_on_a_card_opens_it(page: PracticePage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.cards[1], Qt.MouseButton.LeftButton)
    assert page.setup.title.text() == BREATHE.title


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
    assert page.last_plan(SIT) == plan_of(SIT)


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
    assert page.left_words.text() == "You were 23 minutes into “Just sit”."
    page.resume.click()
    assert heard.gone == [("session", {"session": session})]
    page.keep.click()
    assert context.journal.sessions.get(session).ended == "early"
    assert not page.left_over.isVisible()
    assert "23:00 · ended early" in texts(page.recent)


def test_discarding_can_be_taken_back(page: PracticePage, context: Context, heard: Heard) -> None:
    session = left_over(context)
    page.arrive()
    page.discard.click()
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
