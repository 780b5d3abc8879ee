"""What stands about an entry at its head: feelings, numbers, tags, people, star and time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, Qt
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import parse_when
from closeness_desktop.journal import Journal
from closeness_desktop.records import Entry, Strength
from closeness_desktop.window.pages.entry_header import when_text
from closeness_desktop.window.pages.entry_panels import AddPanel, WhenPanel
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.widgets.chip import Chip
from tests.window.conftest import Heard
from tests.window.journal_page.conftest import Key, chips, panel


def test_feelings_are_changed_later_and_own_words_are_made(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    page.pane.choices.choose_feelings()
    opened = panel(AddPanel)
    assert isinstance(opened, AddPanel)
    assert opened.field.chosen() == (Strength("calm", 2),)
    opened.field.toggle("grateful")
    opened.field.search.setText("sea-struck")
    qtbot.keyClick(opened.field.search, Key.Key_Return)
    qtbot.keyClicks(opened.line, "#sea")
    qtbot.keyClick(opened.line, Key.Key_Return)
    qtbot.keyClicks(opened.line, "@Anna Maria")
    qtbot.keyClick(opened.line, Key.Key_Return)
    opened.close()
    entry = journal.entries.get(three[0].id)
    assert [feeling.name for feeling in entry.feelings] == ["calm", "grateful", "sea-struck"]
    assert (entry.own_tags, entry.own_people) == (("sea",), ("Anna Maria",))
    assert chips(page) == ["+ add", "calm", "grateful", "sea-struck", "Anna Maria", "#sea"]
    line = page.list.model.line(0)
    assert line is not None
    assert len(line.feelings) == 3


def test_a_chip_is_taken_away_by_key_and_leads_to_a_search_by_click(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    chip = {chip.word: chip for chip in page.pane.header.findChildren(Chip)}
    qtbot.keyClick(chip["Mum"], Key.Key_Delete)
    assert journal.entries.get(three[1].id).people == ()
    home = next(c for c in page.pane.header.findChildren(Chip) if c.word == "#home" and not c.isHidden())
    home.click()
    assert page.list.search.text() == 'tag:"home"'
    assert page.list.model.rowCount() == 1


def test_a_star_is_kept_and_shown(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    page.pane.header.star.click()
    assert journal.entries.get(three[0].id).starred
    line = page.list.model.line(0)
    assert line is not None
    assert line.starred


def test_when_it_was_can_be_changed_and_moves_the_entry_in_the_list(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    page.pane.choices.choose_when()
    opened = panel(WhenPanel)
    assert isinstance(opened, WhenPanel)
    opened.edit.setDateTime(QDateTime.fromString("2026-10-30T07:15", Qt.DateFormat.ISODate))
    opened.keep()
    at = journal.entries.get(three[0].id).at
    assert (at.day, when_text(at)) == ("2026-10-30", "Friday, 30 October 2026 · 07:15")
    assert page.list.model.row_of(three[0].id) == 2
    assert page.list.marked() == three[0].id


def test_leaving_the_moment_as_it_is_keeps_its_seconds(
    make: Callable[..., JournalPage], journal: Journal
) -> None:
    entry = journal.entries.add(body="x", at=parse_when("2026-11-03T20:00:42", "Europe/Berlin"))
    page = make()
    page.arrive()
    page.pane.choices.choose_when()
    opened = panel(WhenPanel)
    assert isinstance(opened, WhenPanel)
    opened.keep()
    assert journal.entries.get(entry.id) == entry


def test_numbers_are_kept_beside_an_entry_and_every_choice_is_taken_back(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal, heard: Heard
) -> None:
    """Feelings and numbers of one look at the panel are one deed; also when another entry is open by then."""
    sleep = journal.measures.add("Hours slept", unit="h", low=0, high=24, step=0.5)
    journal.measures.add("Rested", low=0, high=10, step=1)
    page = make()
    page.arrive()
    page.pane.choices.choose_feelings()
    opened = panel(AddPanel)
    assert isinstance(opened, AddPanel)
    opened.field.toggle("grateful")
    slept, rested = opened.numbers.lines.values()
    qtbot.keyClicks(slept, "7:30")
    qtbot.keyClicks(rested, "11")
    qtbot.keyClick(rested, Qt.Key.Key_Return)
    assert opened.numbers.mistake.text() == "“Rested” ends at 10."
    qtbot.keyClick(rested, Qt.Key.Key_Up)
    qtbot.keyClick(rested, Qt.Key.Key_Down)
    assert rested.value == 0, "what cannot be taken counts from the beginning"
    rested.clear()
    opened.close()
    entry = three[0].id
    assert [(each.measure, each.value) for each in journal.measures.of(entry)] == [(sleep, 7.5)]
    assert "Hours slept 7.5 h" in chips(page)
    sentence, undo = heard.said[-1][:2]
    assert sentence == "The feelings and numbers are changed."
    page.arrive(entry=three[1].id)
    page.pane.header.star.click()
    assert undo is not None
    undo()
    assert journal.measures.of(entry) == []
    assert journal.entries.get(entry).feelings == three[0].feelings
    star = heard.said[-1][1]
    assert star is not None
    star()
    assert not journal.entries.get(three[1].id).starred
    assert not page.pane.header.star.isChecked()
