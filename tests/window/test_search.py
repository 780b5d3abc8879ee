"""Searching in the window: what is marked, what is said about a mistake, and searches that are kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.errors import UsageError
from closeness_desktop.journal.nodes import AllOf
from closeness_desktop.journal.query import parse
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.entry_list import EntryRole
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.search.marks import MOST, HitMarks
from closeness_desktop.window.search.panel import SearchPanel
from closeness_desktop.window.search.words import EXAMPLES
from tests.window.conftest import Heard


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> JournalPage:
    """The Journal page, shown."""
    made = JournalPage(context)
    context.changes.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.show()
    return made


def marked(page: JournalPage) -> list[str]:
    """What is marked in the open text, as far as it can be seen."""
    return [mark.cursor.selectedText() for mark in page.pane.editor._marks.get(HitMarks.layer, [])]  # type: ignore[attr-defined]


def chosen(page: JournalPage) -> tuple[str, int]:
    """What is selected in the open text, and where."""
    cursor = page.pane.editor.textCursor()
    return cursor.selectedText(), cursor.selectionStart()


def open_panel(page: JournalPage) -> SearchPanel:
    """The panel of saved searches."""
    page.list.options.click()
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, SearchPanel)
    return panel


def test_what_was_found_is_marked_in_the_open_entry_and_walked(page: JournalPage, qtbot: QtBot) -> None:
    """With every awkward thing before it in the text, round the end, and after an edit."""
    text = "😀 Tee\r\nam Meer,\u2028das MEER 😀\nMéer; kein Meerrettich"
    entry = page.context.journal.entries.add(body=text)
    page.arrive(query="meer")
    bar = page.pane.hit_bar
    assert page.pane.entry is not None
    assert page.pane.entry.id == entry.id
    qtbot.waitUntil(lambda: marked(page) == ["Meer", "MEER", "Méer"])
    assert bar.words.text() == "3 places found"
    for number, words in enumerate(("Meer", "MEER", "Méer", "Meer"), 1):
        page.setFocus()
        bar.to_next()
        assert chosen(page)[0] == words
        assert bar.words.text() == f"{(number - 1) % 3 + 1} of 3 places found"
    bar.to_previous()
    assert chosen(page)[0] == "Méer"
    assert page.pane.editor.text == text
    page.pane.reading.toggle()
    bar.to_next()
    assert not page.pane.reading.reads, "the text is shown in which the place is marked"
    assert chosen(page)[0] == "Meer"
    # What is marked moves along with what is typed before it, and a new one is found after a rest.
    page.pane.editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(page.pane.editor, "Meer ")
    assert marked(page) == ["Meer", "MEER", "Méer"]
    page.pane.marks._look()
    assert marked(page) == ["Meer", "Meer", "MEER", "Méer"]
    bar.close_marks.click()
    assert marked(page) == []
    assert bar.isHidden()


def test_marks_come_with_the_search_and_go_with_it(page: JournalPage, qtbot: QtBot) -> None:
    entries = page.context.journal.entries
    entries.add(title="Lake", body="by the lake")
    entries.add(title="Sea", body="far down\n" * 200 + "the sea")
    page.arrive(query="sea")
    assert page.pane.editor.verticalScrollBar().value() > 0, "the place that was found is in view"
    assert marked(page) == ["sea"]
    assert page.pane.hit_bar.words.text() == "One place found"
    page.arrive(query="lake")
    assert marked(page) == ["lake"]
    page.list.show_query("tag:lake OR since:2026")
    assert page.pane.hit_bar.isHidden()
    page.arrive(query="lake")
    page.forget()
    assert marked(page) == []
    assert page.pane.marks.count == 0
    assert not page.pane.marks._sought


def test_no_more_is_marked_than_can_be_walked(page: JournalPage, qtbot: QtBot) -> None:
    page.context.journal.entries.add(body="sea\n" * (MOST + 10))
    page.arrive(query="sea")
    assert page.pane.hit_bar.words.text() == f"{MOST:,}+ places found"
    qtbot.waitUntil(lambda: bool(marked(page)))
    assert len(marked(page)) < 60, "only what can be seen"


def test_the_list_shows_the_words_around_what_was_found(page: JournalPage) -> None:
    entries = page.context.journal.entries
    entries.add(title="A day", body="Nothing much.\n" * 30 + "Then we went to the sea.")
    entries.add(title="By the sea", body="and back")
    page.list.show_query("sea")
    model = page.list.model
    lower, upper = (model.index(row).data(EntryRole.SNIPPET) for row in (1, 0))
    assert upper is None
    assert lower.is_cut
    assert "went to the sea." in lower.text
    assert [lower.text[start:end] for start, end in lower.hits] == ["sea"]
    said = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith(lower.text)
    painted = page.list.view.grab().toImage()
    page.list.show_query("")
    assert model.index(1).data(EntryRole.SNIPPET) is None
    assert page.list.view.grab().toImage() != painted


def test_a_mistake_is_underlined_where_it_stands_and_enter_goes_there(page: JournalPage) -> None:
    page.context.journal.entries.add(body="sea")
    page.arrive()
    line = page.list.search
    clean = line.grab().toImage()
    line.setText("😀 sea feling:calm walk")
    plain = line.grab().toImage()
    page.list._search_typed()
    assert line.mistake == (6, 17)
    assert line.grab().toImage() != plain
    assert not page.list.mistake.isHidden()
    assert "perhaps “feeling:”" in page.list.mistake.text()
    assert line.accessibleDescription() == page.list.mistake.text()
    assert page.list.model.rowCount() == 1, "the list stays as it was"
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert line.selectedText() == "feling:calm"
    QTest.keyClicks(line, "feeling:calm")
    assert line.mistake is None
    assert line.accessibleDescription() == ""
    page.list._search_typed()
    assert page.list.mistake.isHidden()
    line.setText("")
    assert line.grab().toImage() == clean


def test_a_search_is_kept_chosen_renamed_and_deleted_each_with_undo(page: JournalPage, heard: Heard) -> None:
    journal = page.context.journal
    journal.entries.add(body="a walk by the sea")

    def names() -> list[str]:
        return [search.name for search in journal.saved_searches.all()]

    panel = open_panel(page)
    assert not panel.none.isHidden()
    assert panel.keep.isHidden(), "there is nothing to keep"
    panel.close()

    page.list.show_query("sea walk")
    panel = open_panel(page)
    panel.keep.click()
    panel.name.setText("Walks")
    QTest.keyClick(panel.name, Qt.Key.Key_Return)
    (kept,) = journal.saved_searches.all()
    assert (kept.name, kept.query) == ("Walks", "sea walk")
    assert panel.keep.isHidden(), "it is kept already"
    _undone_and_done(heard, lambda: names() == [])

    panel.rows[0].rename.click()
    panel.name.setText(" ")
    panel.save.click()
    assert "needs a name" in panel.wrong.text()
    panel.name.setText("By the sea")
    panel.save.click()
    assert [row.name.text() for row in panel.rows] == ["By the sea"]
    _undone_and_done(heard, lambda: names() == ["Walks"])

    panel.rows[0].delete.click()
    assert journal.saved_searches.all() == []
    assert panel.rows == []
    _undone_and_done(heard, lambda: names() == ["By the sea"])
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    panel.close()

    page.list.show_query("")
    panel = open_panel(page)
    panel.rows[0].name.click()
    assert page.list.search.text() == "sea walk"
    assert page.list.model.query == "sea walk"
    open_panel(page).example.emit("is:starred")
    assert page.list.search.text() == "sea walk is:starred"
    assert page.list.model.rowCount() == 0


def _undone_and_done(heard: Heard, is_undone: Callable[[], bool]) -> None:
    """The last deed can be taken back and done again."""
    undo, redo = heard.said[-1][1], heard.redo
    assert undo is not None
    assert redo is not None
    undo()
    assert is_undone()
    redo()
    assert not is_undone()


def test_keeping_under_a_name_that_is_there_can_be_taken_back(page: JournalPage, heard: Heard) -> None:
    store = page.context.journal.saved_searches
    store.save("Walks", "walk")
    page.list.show_query("sea")
    panel = open_panel(page)
    panel.keep.click()
    panel.name.setText("walks")
    panel.save.click()
    assert [(each.name, each.query) for each in store.all()] == [("walks", "sea")]
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert [(each.name, each.query) for each in store.all()] == [("Walks", "walk")]
    panel.close()
    with pytest.raises(UsageError):
        store.save("x" * 61, "sea")


def test_every_example_of_the_panel_can_be_searched_for() -> None:
    for typed, _ in EXAMPLES:
        assert parse(typed) != AllOf(())
