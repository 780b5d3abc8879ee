"""The journal page: going from entry to entry, searching, one column and two, the keyboard's way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.records import Entry
from closeness_desktop.window.pages.journal import JournalPage
from tests.window.journal_page.conftest import Key, Mod, chips, open_id


def test_the_newest_entry_is_open_at_first(make: Callable[..., JournalPage], three: list[Entry]) -> None:
    page = make()
    page.arrive()
    assert open_id(page) == three[0].id
    assert page.list.marked() == three[0].id
    assert page.pane.header.title.text() == "Third"
    assert page.pane.header.when.text() == "Tuesday, 3 November 2026 · 20:00"
    assert chips(page) == ["+ add", "calm"]


def test_keys_lead_to_older_and_newer_entries_and_save_on_the_way(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry], journal: Journal
) -> None:
    page = make()
    page.arrive()
    editor = page.pane.editor
    editor.setFocus()
    qtbot.keyClicks(editor, "!")
    qtbot.keyClick(editor, Key.Key_Down, Mod.AltModifier)
    assert open_id(page) == three[1].id
    assert journal.entries.get(three[0].id).body == "!By the river."
    qtbot.keyClick(editor, Key.Key_PageDown, Mod.ControlModifier)
    qtbot.keyClick(editor, Key.Key_PageDown, Mod.ControlModifier)
    assert open_id(page) == three[2].id
    qtbot.keyClick(editor, Key.Key_Up, Mod.AltModifier)
    assert open_id(page) == three[1].id


def test_searching_finds_what_was_typed_a_moment_before(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive()
    page.pane.editor.setFocus()
    qtbot.keyClicks(page.pane.editor, "Lighthouse ")
    page.go_to_search()
    assert page.list.search.hasFocus()
    qtbot.keyClicks(page.list.search, "lighth")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert page.list.model.line(0).id == three[0].id  # type: ignore[union-attr]
    qtbot.keyClick(page.list.search, Key.Key_Escape)
    assert page.list.model.rowCount() == 3


def test_a_mistake_in_a_query_is_said_in_place(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(query="since:soon")
    assert page.list.mistake.isVisible()
    assert page.list.mistake.text()
    page.arrive(query="feeling:calm")
    assert not page.list.mistake.isVisible()
    assert open_id(page) == three[0].id
    page.arrive(query="zebra")
    assert page.list.none_found.text() == "Nothing found."
    assert open_id(page) is None


def test_enter_in_the_search_line_goes_to_the_first_entry_found(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive()
    page.list.search.setFocus()
    qtbot.keyClicks(page.list.search, "beginning")
    qtbot.keyClick(page.list.search, Key.Key_Return)
    assert open_id(page) == three[2].id
    assert page.list.view.hasFocus()


def test_one_column_shows_the_list_then_the_entry_and_goes_back(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make(560)
    page.arrive()
    assert page.list.isVisible()
    assert not page.pane.isVisible()
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Key.Key_Down)
    assert page.list.isVisible()
    qtbot.keyClick(page.list.view, Key.Key_Return)
    assert page.pane.isVisible()
    assert not page.list.isVisible()
    assert open_id(page) is not None
    page.pane.header.back.click()
    assert page.list.isVisible()
    page.resize(1000, 700)
    assert page.list.isVisible()
    assert page.pane.isVisible()


def test_the_keyboard_walks_as_the_eye_does(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    header = page.pane.header
    page.list.search.setFocus()
    order: list[QWidget] = []
    for _ in range(24):
        now = QApplication.focusWidget()
        assert now is not None
        if now in order:
            break
        order.append(now)
        page.focusNextChild()
    names = [each.accessibleName() for each in order]
    assert names == [
        page.list.search.accessibleName(),
        page.list.options.accessibleName(),
        page.list.calendar.accessibleName(),
        page.list.new.accessibleName(),
        page.list.view.accessibleName(),
        header.when.accessibleName(),
        header.read.accessibleName(),
        header.attach.accessibleName(),
        header.star.accessibleName(),
        header.delete.accessibleName(),
        header.more.accessibleName(),
        "Title",
        "Mum",
        "#home",
        header.add.accessibleName(),
        page.pane.editor.accessibleName(),
        page.pane.writing.toolbar.buttons[0].accessibleName(),
        page.pane.writing.toolbar.focus.accessibleName(),
    ]


def test_everything_that_takes_the_focus_has_a_name(
    make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    page = make()
    page.arrive(entry=three[1].id)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def test_in_one_column_enter_goes_into_the_entry_and_escape_back_to_the_list(
    qtbot: QtBot, make: Callable[..., JournalPage], three: list[Entry]
) -> None:
    """The keyboard stays with what is seen: the list that gives way does not leave it on the rail."""
    page = make(420)
    page.arrive()
    page.take_focus()
    qtbot.keyClick(page.list.view, Key.Key_Down)
    qtbot.keyClick(page.list.view, Key.Key_Return)
    assert open_id(page) == three[page.list.view.currentIndex().row()].id
    assert page.pane.editor.hasFocus()
    qtbot.keyClick(page.pane.editor, Key.Key_Escape)
    assert page.list.view.hasFocus()
    assert not page.pane.isVisible()
