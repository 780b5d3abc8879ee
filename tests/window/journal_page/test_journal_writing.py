"""Writing on the journal page: opened, edited, begun and composed texts stay what they are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.records import Entry, Strength
from closeness_desktop.window.pages.entry_panels import AddPanel
from closeness_desktop.window.pages.journal import JournalPage
from tests.window.journal_page.conftest import ODD, chips, panel


def test_entries_opened_and_left_unchanged_stay_byte_for_byte(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    odd = journal.entries.add(title="\ufeff odd\u00a0\u2028title\n", body=ODD)
    before = {entry.id: journal.entries.get(entry.id) for entry in (*three, odd)}
    page = make()
    page.arrive()
    for _ in range(5):
        page.older()
    page.leave()
    page.forget()
    assert {id: journal.entries.get(id) for id in before} == before
    assert not any(journal.entries.revisions(id) for id in before)


def test_an_edit_keeps_what_it_does_not_touch(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    page.pane.editor.to_end()
    qtbot.keyClicks(page.pane.editor, "and more")
    page.leave()
    assert journal.entries.get(three[1].id).body == f"{ODD}and more"
    assert journal.entries.revisions(three[1].id)[0].body == ODD


def test_an_entry_that_is_to_go_on_opens_with_the_caret_at_its_end(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive(entry=three[1].id, at_end=True)
    page.take_focus()
    qtbot.keyClicks(page.pane.editor, "and more")
    page.leave()
    assert journal.entries.get(three[1].id).body == f"{ODD}and more"


def test_a_new_entry_is_stored_from_its_first_word_and_untouched_never(
    qtbot: QtBot, make: Callable[..., JournalPage], journal: Journal
) -> None:
    page = make()
    page.arrive()
    assert page.pane.empty.isVisible()
    page.write_new()
    page.leave()
    assert journal.entries.count() == 0
    qtbot.keyClicks(page.pane.editor, "Hello @Mum #home")
    page.pane.header.title.setFocus()
    qtbot.keyClicks(page.pane.header.title, "Title")
    page.leave()
    (entry,) = journal.entries.find()
    assert (entry.title, entry.body, entry.people, entry.tags) == (
        "Title",
        "Hello @Mum #home",
        ("Mum",),
        ("home",),
    )
    assert page.list.marked() == entry.id
    assert chips(page) == ["+ add", "Mum", "#home"]
    assert "saved, encrypted" in page.pane.header.state.text()


def test_arriving_with_feelings_and_words_keeps_them_at_once(
    make: Callable[..., JournalPage], journal: Journal
) -> None:
    page = make()
    session = journal.sessions.start("sitting@1", planned=600)
    page.arrive(new=True, session=session.id, feelings=(Strength("calm", 3),), text="After sitting: ")
    (entry,) = journal.entries.find()
    assert (entry.kind, entry.session, entry.body) == ("practice-note", session.id, "After sitting: ")
    assert entry.feelings == (Strength("calm", 3),)
    assert page.pane.editor.textCursor().atEnd()


def test_composing_goes_on_through_a_draft_and_a_change(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    editor = page.pane.editor
    QApplication.sendEvent(editor, QInputMethodEvent("ni", []))
    page.pane.autosave.touch()
    page.pane.autosave._write_draft()
    journal.entries.add(title="Elsewhere")
    assert editor.is_composing
    event = QInputMethodEvent("", [])
    event.setCommitString("你")
    QApplication.sendEvent(editor, event)
    page.leave()
    assert journal.entries.get(three[0].id).body == "你By the river."


def test_a_new_entry_may_hold_a_number_alone(
    qtbot: QtBot, make: Callable[..., JournalPage], journal: Journal
) -> None:
    """It is a check-in then, as one with feelings alone."""
    sleep = journal.measures.add("Hours slept", unit="h")
    page = make()
    page.write_new()
    page.pane.choices.choose_feelings()
    opened = panel(AddPanel)
    assert isinstance(opened, AddPanel)
    qtbot.keyClicks(opened.numbers.lines[sleep.id], "6")
    opened.close()
    (entry,) = journal.entries.find()
    assert entry.kind == "check-in"
    assert [each.value for each in journal.measures.of(entry.id)] == [6]
