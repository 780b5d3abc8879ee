"""Pinned entries at the top of the list, the menu of a line, and one entry read beside another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import parse_when
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Entry
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.entry_list import PAGE, EntryRole
from closeness_desktop.window.pages.journal import JournalPage

from .conftest import Heard


@pytest.fixture
def entries(journal: Journal) -> list[Entry]:
    """Enough for three fetches of the list, newest first."""
    made = [
        journal.entries.add(
            title=f"Entry {number}",
            body=f"*words* {number}",
            at=parse_when(f"2026-01-01T{number // 60:02}:{number % 60:02}", "Europe/Berlin"),
        )
        for number in range(2 * PAGE + 5)
    ]
    return made[::-1]


@pytest.fixture
def page(qtbot: QtBot, context: Context, entries: list[Entry]) -> Iterator[JournalPage]:
    """The page, with the newest entry open, told of changes as the shell does."""
    made = JournalPage(context)
    qtbot.addWidget(made)
    made.resize(1300, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()

    def spread(change: Change) -> None:
        if made.kinds & change.kinds and change.origin is not made:
            made.refresh(change)

    context.changes.changed.connect(spread)
    made.arrive()
    yield made
    made.pane.autosave.stop()


def listed(page: JournalPage) -> list[str]:
    """The ids of all rows."""
    model = page.list.model
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    lines = [model.line(row) for row in range(model.rowCount())]
    return [line.id for line in lines if line is not None]


def menu_at(page: JournalPage, place: QPoint, reason: QContextMenuEvent.Reason) -> QMenu:
    """The menu that opens there."""
    viewport = page.list.view.viewport()
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, place, viewport.mapToGlobal(place)))
    return next(menu for menu in page.list.view.findChildren(QMenu) if menu.isVisible())


def press(menu: QMenu, title: str) -> None:
    """Choose a line of a menu."""
    next(action for action in menu.actions() if action.text() == title).trigger()
    menu.close()


def test_pinned_entries_stand_first_under_a_heading_and_the_pin_can_be_taken_back(
    page: JournalPage, journal: Journal, entries: list[Entry], heard: Heard
) -> None:
    pane, view, model = page.list, page.list.view, page.list.model
    assert pane.part.isHidden()
    ids = [entry.id for entry in entries]
    page.list_menu.pin(ids[70], True)
    page.list_menu.pin(ids[3], True)
    assert heard.said[-1][0] == "The entry is pinned to the top."
    rest = [id for id in ids if id not in (ids[3], ids[70])]
    assert listed(page) == [ids[3], ids[70], *rest]
    assert page.list.marked() == ids[0]
    view.scrollToTop()
    assert (pane.part.isVisible(), pane.part.text()) == (True, "Pinned")
    assert "pinned" in model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert not model.data(model.index(2), EntryRole.PINNED)
    view.scrollToBottom()
    assert pane.part.text() == "All other entries"
    view.grab()

    page.list.step(-1)
    assert page.pane.entry is not None
    assert page.pane.entry.id == ids[70]
    page.pane.header.title.setText("Another name")
    page.pane.header.title.textEdited.emit("Another name")
    page.leave()
    line = model.line(1)
    assert line is not None
    assert line.title == "Another name"

    page.search_for("words")
    assert listed(page) == ids
    assert pane.part.isHidden()
    page.search_for("")
    undo, redo = heard.said[-1][1], heard.redo
    assert undo is not None
    assert redo is not None
    undo()
    assert listed(page)[:2] == [ids[70], ids[0]]
    redo()
    assert listed(page)[:2] == [ids[3], ids[70]]
    page.list_menu.pin(ids[3], False)
    page.list_menu.pin(ids[70], False)
    assert listed(page) == ids
    assert pane.part.isHidden()


def test_the_menu_of_a_line_opens_by_mouse_and_key_and_a_right_click_opens_no_entry(
    page: JournalPage, entries: list[Entry], journal: Journal
) -> None:
    view = page.list.view
    third = view.visualRect(page.list.model.index(2)).center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.RightButton, pos=third)
    assert page.pane.entry is not None
    assert page.pane.entry.id == entries[0].id
    menu = menu_at(page, third, QContextMenuEvent.Reason.Mouse)
    assert [action.text() for action in menu.actions()] == ["Open", "Read beside", "Pin to the top"]
    press(menu, "Pin to the top")
    assert journal.pins.has(entries[2].id)
    press(menu_at(page, QPoint(0, 0), QContextMenuEvent.Reason.Keyboard), "Pin to the top")
    assert journal.pins.has(entries[0].id)
    first = view.visualRect(page.list.model.index(0)).center()
    press(menu_at(page, first, QContextMenuEvent.Reason.Mouse), "Take the pin away")
    assert not journal.pins.has(entries[0].id)


def test_one_entry_is_read_beside_another_that_is_written(
    page: JournalPage, entries: list[Entry], journal: Journal, context: Context
) -> None:
    two, beside, pane = page.two, page.two.beside, page.pane
    assert beside.isHidden()
    fourth = page.list.view.visualRect(page.list.model.index(3)).center()
    press(menu_at(page, fourth, QContextMenuEvent.Reason.Mouse), "Read beside")
    assert (beside.title.text(), beside.view.toPlainText()) == (entries[3].title, "words 101")
    assert pane.entry is not None
    assert pane.entry.id == entries[0].id
    assert two.orientation() == Qt.Orientation.Horizontal
    assert abs(pane.width() - beside.width()) < 20
    page.write_new()
    pane.editor.insertPlainText("new words")
    page.leave()
    assert beside.view.toPlainText() == "words 101"
    journal.entries.update(entries[3].id, body="**other** words")
    assert beside.view.toPlainText() == "other words"

    two.keep_beside()  # what is open: it follows what is written
    assert beside.view.toPlainText() == "new words"
    pane.editor.insertPlainText("!")
    page.leave()
    assert beside.view.toPlainText() == "!new words" or beside.view.toPlainText() == "new words!"
    two.keep_beside()
    assert beside.isHidden()
    assert beside.view.toPlainText() == ""

    two.read_beside(entries[3].id)
    page.resize(560, 700)
    assert two.orientation() == Qt.Orientation.Vertical
    beside.view.setFocus()
    QTest.keyClick(beside.view, Qt.Key.Key_Escape)
    assert beside.isHidden()
    assert pane.editor.hasFocus()
    two.read_beside(entries[4].id)
    beside.write.click()
    assert pane.entry.id == entries[4].id
    page.delete_entry()
    assert beside.isHidden()
    two.read_beside(entries[5].id)
    page.forget()
    assert beside.isHidden()
    assert (beside.title.text(), beside.when.text(), beside.view.toPlainText()) == ("", "", "")
