"""Words and numbers: names changed in the whole journal, and numbers chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.records import Measured, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.measures_card import MeasuresCard
from closeness_desktop.window.pages.name_deeds import MANY
from closeness_desktop.window.pages.name_form import NameForm
from closeness_desktop.window.pages.names import BUSY, LEAD, NamesPage
from closeness_desktop.window.pages.names_card import SHOWN, NamesCard
from tests.window.conftest import Heard

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> NamesPage:
    """The page, shown, told of every change."""
    made = NamesPage(context)
    context.changes.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def names(card: NamesCard) -> list[str]:
    """The names shown."""
    return [row.named.name for row in card.rows]


def words(card: NamesCard) -> list[str]:
    """All that the card says, in order of the layout."""
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible() and label.text()]


def opened(card: NamesCard, name: str) -> NameForm:
    """Press Change… beside a name."""
    row = next(row for row in card.rows if row.named.name == name)
    row.change.click()
    assert row.form is not None
    return row.form


def undo(heard: Heard) -> None:
    """Take back what was said last."""
    act = heard.said[-1][1]
    assert act is not None
    act()


def test_a_tag_is_renamed_grouped_merged_and_deleted_and_each_is_taken_back(
    qtbot: QtBot, page: NamesPage, journal: Journal, heard: Heard
) -> None:
    """By keyboard: Enter in a line does it."""
    entry = journal.entries.add(body="#fam at #hom, #run")
    page.arrive(part="tags")
    card = page.lists["tags"]
    assert names(card) == ["fam", "hom", "run"]

    form = opened(card, "fam")
    assert form.name is not None
    form.name.clear()
    qtbot.keyClicks(form.name, "#family")
    qtbot.keyClick(form.name, Key.Key_Return)
    assert journal.entries.get(entry.id).body == "#family at #hom, #run"
    assert names(card) == ["family", "hom", "run"]
    undo(heard)
    assert journal.entries.get(entry.id).body == "#fam at #hom, #run"

    form = next(row.form for row in card.rows if row.form is not None)
    assert form.group is not None
    form.group.setText("Home")
    qtbot.keyClick(form.group, Key.Key_Return)
    assert "Home" in words(card)
    assert "In no group" in words(card)
    assert heard.said[-1][0] == "#fam is in the group “Home”."

    form = opened(card, "hom")
    assert form.name is not None
    form.name.setText("FAM")
    qtbot.keyClick(form.name, Key.Key_Return)
    assert form.wrong.text() == "“fam” is there already. You can merge the two below."
    qtbot.keyClick(form.into, Key.Key_Return)
    assert names(card) == ["fam", "run"]
    assert journal.entries.get(entry.id).body == "#fam at #fam, #run"
    undo(heard)
    assert names(card) == ["fam", "hom", "run"]

    form = opened(card, "run")
    qtbot.keyClick(form.into, Key.Key_Escape)
    assert not [row for row in card.rows if row.form is not None]
    opened(card, "run").delete.click()
    assert names(card) == ["fam", "hom"]
    assert journal.entries.get(entry.id).body == "#fam at #hom, run"
    undo(heard)
    assert journal.entries.get(entry.id).body == "#fam at #hom, #run"


def test_an_own_feeling_is_placed_and_a_built_in_one_is_hidden(
    qtbot: QtBot, page: NamesPage, journal: Journal, heard: Heard
) -> None:
    """A word that comes with the program is not renamed or deleted."""
    journal.feelings.own("sea-struck")
    journal.entries.add(feelings=[Strength("calm")])
    page.arrive(part="feelings")
    card = page.lists["feelings"]
    form = opened(card, "sea-struck")
    pleasant, energy = form.scales
    qtbot.keyClicks(pleasant.scale, "9")
    qtbot.keyClicks(energy.scale, "3")
    qtbot.keyClick(energy.scale, Key.Key_Right)
    kept = journal.feelings.get("sea-struck")
    assert kept is not None
    assert (kept.pleasantness, kept.energy) == (1.0, -0.25)
    form.meaning.setText("full of salt")
    qtbot.keyClick(form.meaning, Key.Key_Return)
    assert journal.feelings.get("sea-struck") == replace(kept, meaning="full of salt")
    card.search.setText("calm")
    form = opened(card, "calm")
    assert form.name is None
    form.hide_it.click()
    calm = journal.feelings.get("calm")
    assert calm is not None
    assert calm.hidden
    assert "in 1 entry · hidden" in words(card)
    undo(heard)
    assert journal.feelings.get("calm") == replace(calm, hidden=False)


def test_many_names_are_found_by_typing_and_shown_when_asked_for(
    qtbot: QtBot, page: NamesPage, journal: Journal
) -> None:
    """What cannot be found says so; on locking nothing is left."""
    journal.entries.add(people=[f"Person {number:03}" for number in range(SHOWN + 5)])
    page.arrive(part="people")
    card = page.lists["people"]
    assert len(card.rows) == SHOWN
    card.more.click()
    assert len(card.rows) == SHOWN + 5
    qtbot.keyClicks(card.search, "@person 04")
    assert names(card) == [f"Person {number:03}" for number in range(40, 45)]
    qtbot.keyClicks(card.search, "x")
    assert not card.rows
    assert not card.nothing.isHidden()
    page.arrive(part="people", name="Person 007")
    assert card.rows[0].form is not None
    page.forget()
    assert not [text for text in words(card) if "Person" in text]


def test_many_texts_change_on_the_worker_and_back(
    qtbot: QtBot, page: NamesPage, journal: Journal, heard: Heard
) -> None:
    """Meanwhile nothing else can be begun, and the page says why."""
    for _ in range(MANY + 1):
        journal.entries.add(body="#old")
    page.arrive(part="tags")
    form = opened(page.lists["tags"], "old")
    assert form.name is not None
    form.name.setText("new")
    qtbot.keyClick(form.name, Key.Key_Return)
    assert page.lead.text() == BUSY
    assert not page.lists["tags"].isEnabled()
    qtbot.waitUntil(lambda: bool(heard.said), timeout=20_000)
    assert page.lead.text() == LEAD
    assert journal.entries.count("tag:new") == MANY + 1
    undo(heard)
    qtbot.waitUntil(lambda: page.lists["tags"].isEnabled(), timeout=20_000)
    assert journal.entries.count("tag:old") == MANY + 1


def _fill(card: MeasuresCard, **parts: str) -> None:
    assert card.form is not None
    for part, text in parts.items():
        card.form.lines[part].setText(text)
    card.form.keep.click()


def test_numbers_are_begun_changed_moved_and_removed(
    qtbot: QtBot, page: NamesPage, journal: Journal, heard: Heard
) -> None:
    """What makes no sense is said in place; each deed is taken back, and values stay."""
    page.arrive(part="numbers")
    card = page.numbers
    for button in card.ready:
        button.click()
    assert all(button.isHidden() for button in card.ready)
    slept, rested = journal.measures.all()
    entry = journal.entries.add(body="x")
    journal.measures.put(entry.id, {slept.id: 8})

    card.another.click()
    assert card.form is not None
    _fill(card, name="Cups of tea", low="zero")
    assert card.form.wrong.text() == "“From” takes a number, or nothing."
    _fill(card, low="0", high="-1")
    assert card.form.wrong.text() == "The least value has to be below the greatest."
    _fill(card, high="")
    tea = journal.measures.all()[-1]
    assert (tea.name, tea.low, tea.high) == ("Cups of tea", 0, None)
    undo(heard)
    assert journal.measures.all() == [slept, rested]

    card.another.click()
    assert card.form is not None
    qtbot.keyClick(card.form.lines["name"], Key.Key_Escape)
    assert card.form is None
    card.changes[slept.id].click()
    _fill(card, unit="hours")
    assert journal.measures.get(slept.id).unit == "hours"
    undo(heard)
    assert card.form is not None
    card.form.down.click()
    assert journal.measures.all() == [rested, slept]
    undo(heard)
    assert card.form is not None
    card.form.hide_it.click()
    assert journal.measures.get(slept.id).hidden
    undo(heard)
    assert card.form is not None
    card.form.remove.click()
    assert journal.measures.of(entry.id) == []
    assert list(card.rows) == [rested.id]
    undo(heard)
    assert journal.measures.of(entry.id) == [Measured(slept, 8)]
