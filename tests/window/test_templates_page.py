"""The page of templates: made, changed, used and removed, each step to be taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.window.beginning import OFFERED, ready_made
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.templates import TemplatesPage, days_in_words
from tests.window.conftest import Heard


def test_templates_are_made_changed_used_and_removed(
    context: Context, journal: Journal, heard: Heard, qtbot: QtBot
) -> None:
    """A copy of a ready-made one becomes one's own; days are taken from the template that had them."""
    page = TemplatesPage(context)
    context.changes.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.arrive()
    page.show()
    form = page.form

    def undo() -> None:
        take_back = heard.said.pop()[1]
        assert take_back is not None
        take_back()

    page.make.click()
    assert form.isVisible()
    QTest.keyClicks(form.name, "Work days")
    QTest.keyClick(form.body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.mistake.isVisible()
    form.body.setPlainText("Met:\u00a0{here}\n")
    for day in range(5):
        form.days[day].setChecked(True)
    QTest.keyClick(form.body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (work,) = journal.templates.all()
    assert (work.name, work.body, work.weekdays) == (
        "Work days",
        "Met:\u00a0{here}\n",
        frozenset(range(5)),
    )
    assert [card.accessibleName() for card in page.cards] == ["Work days"]
    undo()
    assert journal.templates.all() == []
    assert page.cards == []
    journal.templates.bring_back(work.id)
    (work,) = before = journal.templates.all()

    page.ready_cards[0].links["Change a copy"].click()
    assert form.body.text() == ready_made()[0].body
    form.name.setText("Mine")
    form.days[0].setChecked(True)
    QTest.keyClick(form.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [each.name for each in journal.templates.all()] == ["Work days", "Mine"]
    assert journal.templates.on(0) == journal.templates.all()[1]
    undo()
    assert journal.templates.all() == before

    (card,) = page.cards
    card.links["Change"].click()
    form.title.setText("{date}")
    QTest.keyClick(form.name, Qt.Key.Key_Escape)
    assert journal.templates.all() == before
    page.cards[0].links["Use it"].click()
    assert heard.gone == [("journal", {"new": True, "template": work})]
    page.cards[0].links["Remove"].click()
    assert journal.templates.all() == []
    undo()
    assert journal.templates.all() == before

    page.offer.click()
    assert journal.settings.get(OFFERED) is False
    page.forget()
    assert page.cards == []


def test_days_are_said_in_words() -> None:
    """Short, in the order of the week."""
    assert days_in_words(frozenset({6, 0, 2})) == "Begins Mon, Wed and Sun by itself"
    assert days_in_words(frozenset({4})) == "Begins Fri by itself"
    assert days_in_words(frozenset(range(7))) == "Begins every day by itself"
