"""The journal page loses nothing: deleting, a refusing disk, changes elsewhere, locking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.errors import NotFoundError, StorageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Entry, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.entry_panels import AddPanel
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.shell import Shell
from tests.window.conftest import Heard
from tests.window.journal_page.conftest import chips, open_id, refuse


def test_a_deleted_entry_gives_way_to_its_neighbour_and_comes_back(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal, heard: Heard
) -> None:
    page = make()
    page.arrive()
    page.delete_entry()
    assert journal.entries.get(three[0].id).deleted is not None
    assert open_id(page) == three[1].id
    assert page.list.model.rowCount() == 2
    sentence, undo = heard.said[-1]
    assert sentence == "The entry is deleted."
    assert undo is not None
    undo()
    assert journal.entries.get(three[0].id).deleted is None
    assert open_id(page) == three[0].id
    assert page.list.marked() == three[0].id


def test_what_was_typed_before_deleting_comes_back_with_the_entry(
    qtbot: QtBot, make: Callable[..., JournalPage], journal: Journal, heard: Heard
) -> None:
    page = make()
    page.write_new()
    qtbot.keyClicks(page.pane.editor, "words")
    page.delete_entry()
    assert page.pane.empty.isVisible()
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert [entry.body for entry in journal.entries.find()] == ["words"]


def test_a_refusing_disk_keeps_the_entry_open_and_says_so(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal, heard: Heard
) -> None:
    page = make()
    page.arrive()
    qtbot.keyClicks(page.pane.editor, "New words. ")
    refuse(journal, refuses=True)
    page.older()
    assert open_id(page) == three[0].id
    assert "stays open" in heard.said[-1][0]
    qtbot.waitUntil(lambda: page.list.marked() == three[0].id)
    with pytest.raises(StorageError):
        page.leave()
    assert page.pane.editor.text == "New words. By the river."
    assert "not saved" in page.pane.header.state.text()
    refuse(journal, refuses=False)
    page.leave()
    assert journal.entries.get(three[0].id).body == "New words. By the river."


def test_the_window_stays_on_a_page_that_cannot_be_saved(
    qtbot: QtBot, context: Context, journal: Journal
) -> None:
    shell = Shell(journal, context.theme, context.clock, context.worker, context.settings)
    qtbot.addWidget(shell)
    shell.show()
    shell.go("journal", new=True)
    page = shell.page("journal")
    assert isinstance(page, JournalPage)
    qtbot.keyClicks(page.pane.editor, "words")
    refuse(journal, refuses=True)
    shell.go("people")
    assert shell.current == "journal"
    refuse(journal, refuses=False)
    shell.go("people")
    assert shell.current == "people"
    assert [entry.body for entry in journal.entries.find()] == ["words"]
    shell.forget()


def test_a_change_elsewhere_is_shown_and_unsaved_words_and_the_cursor_stay(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    cursor = page.pane.editor.textCursor()
    cursor.setPosition(5)
    page.pane.editor.setTextCursor(cursor)
    journal.entries.update(three[0].id, feelings=[Strength("sad")], title="Renamed")
    assert chips(page) == ["+ add", "sad"]
    assert page.pane.header.title.text() == "Renamed"
    assert page.pane.editor.textCursor().position() == 5
    qtbot.keyClicks(page.pane.editor, "!")
    journal.entries.update(three[0].id, body="Changed elsewhere.")
    assert page.pane.editor.text == "By th!e river."
    page.leave()
    assert journal.entries.get(three[0].id).body == "By th!e river."
    assert "Changed elsewhere." in [each.body for each in journal.entries.revisions(three[0].id)]
    journal.entries.delete(three[0].id)
    assert open_id(page) is None


def test_a_new_entry_elsewhere_comes_into_the_list_and_marks_stay(
    make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    journal.entries.add(title="From elsewhere")
    assert page.list.model.rowCount() == 4
    assert page.list.marked() == three[1].id
    assert open_id(page) == three[1].id


def test_forgetting_leaves_no_text_anywhere(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(query="river")
    qtbot.keyClicks(page.pane.editor, "secret")
    page.leave()
    page.forget()
    assert page.pane.editor.text == ""
    assert page.pane.editor.document().isEmpty()
    assert page.pane.header.title.text() == ""
    assert page.list.search.text() == ""
    assert page.list.model.rowCount() == 0
    assert chips(page) == ["+ add"]


def test_an_entry_that_is_gone_is_said(make: Callable[..., JournalPage], heard: Heard) -> None:
    page = make()
    page.arrive(entry="no such id")
    assert heard.said[-1][0]
    with pytest.raises(NotFoundError):
        page.context.journal.entries.get("no such id")


def test_locking_closes_a_panel_and_leaves_nothing_to_undo_in_the_search_line(
    make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(query="river")
    page.pane.choices.choose_feelings()
    page.leave()
    page.forget()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, AddPanel) and w.isVisible()]
    page.list.search.undo()
    assert page.list.search.text() == ""
