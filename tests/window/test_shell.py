"""The open journal's frame: keys that work from every page, and none that clash."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock, SystemClock
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.gate.make import MakePage
from closeness_desktop.window.gate.welcome import WelcomePage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.shell import PAGES, WHOLE_WINDOW
from closeness_desktop.window.theme.theme import Theme
from tests.window.windows import shell_of

Ctrl = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def window(qapp: QApplication, journal: Journal, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over an open journal with two entries."""
    for body in ("the first", "the second"):
        journal.entries.add(body=body)
    theme = Theme("light", "still")
    theme.apply(qapp)
    clock = DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))
    made = MainWindow(theme, clock, SettingsFile(), tmp_path)
    made.show()
    made.take(journal)
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.close()


def test_a_new_entry_and_a_search_begin_from_every_page(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+N opens an empty entry, Ctrl+F goes to the search field, wherever one is."""
    shell = shell_of(window)
    for page in ("today", "journal", "practice", "people", "trends", "settings"):
        shell.go(page)
        qtbot.keyClick(QApplication.focusWidget() or window, Key.Key_N, Ctrl)
        assert shell.current == "journal", page
        journal_page = shell.page("journal")
        assert isinstance(journal_page, JournalPage)
        assert journal_page.pane.entry is not None, page
        assert journal_page.pane.editor.text == "", page
        shell.go(page)
        qtbot.keyClick(QApplication.focusWidget() or window, Key.Key_F, Ctrl)
        assert shell.current == "journal", page
        assert journal_page.list.search.hasFocus(), page


def test_a_newcomer_begins_with_enter(qapp: QApplication, qtbot: QtBot) -> None:
    """On the first page of all, Enter goes on to making a journal; there the name comes first."""
    window = MainWindow(Theme("light", "still"), SystemClock(), SettingsFile())
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(QApplication.focusWidget() or window, Key.Key_Return)
    qtbot.keyClick(QApplication.focusWidget() or window, Key.Key_End)
    qtbot.keyClick(QApplication.focusWidget() or window, Key.Key_X)
    welcome = window.gate
    assert isinstance(welcome, WelcomePage)
    make = welcome.currentWidget()
    assert isinstance(make, MakePage)
    assert make.name.text() == "My journalx"
    window.close()


def test_the_log_stands_under_practice(window: MainWindow) -> None:
    """It is no place of its own on the rail."""
    shell = shell_of(window)
    shell.go("log")
    assert [name for name, item in shell.rail.items.items() if item.isChecked()] == ["practice"]


def test_no_part_of_a_page_is_a_window_for_a_moment(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    """What is shown before it has a place flashes up as a window of its own, and takes the keyboard."""

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(type(watched).__name__)
            return False

    seen: list[str] = []
    watcher = Watcher()
    qapp.installEventFilter(watcher)
    for page in PAGES:
        if page not in WHOLE_WINDOW:
            shell_of(window).go(page)
            assert seen == [], page
    qapp.removeEventFilter(watcher)


def test_numbers_lead_to_the_pages(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+1 to Ctrl+5 follow the order of the rail."""
    shell = shell_of(window)
    for number, page in enumerate(("today", "journal", "practice", "people", "trends")):
        qtbot.keyClick(window, Key(Key.Key_1 + number), Ctrl)
        assert shell.current == page


def test_the_last_deed_is_taken_back_and_done_again_by_keys_but_not_from_a_line_of_text(
    window: MainWindow, journal: Journal, qtbot: QtBot
) -> None:
    """Long after its sentence is gone, from another page; a text field keeps its own undo."""
    shell = shell_of(window)
    names = ["before"]
    shell.say("It has a new name.", names.pop, lambda: names.append("before"))
    shell.foot.clear()
    shell.go("journal")
    page = shell.page("journal")
    assert isinstance(page, JournalPage)
    page.list.search.setFocus()
    qtbot.keyClick(page.list.search, Key.Key_Z, Ctrl)
    assert names == ["before"]
    page.list.view.setFocus()
    qtbot.keyClick(page.list.view, Key.Key_Z, Ctrl)
    assert names == []
    assert shell.said == "Undone: “It has a new name.”"
    qtbot.keyClick(page.list.view, Key.Key_Z, Ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert names == ["before"]
    assert shell.said == "It has a new name."
    shell.foot.offer.click()
    assert names == []
    shell.foot.offer.click()
    assert names == ["before"]
    shell.foot.undo()
    shell.foot.undo()
    assert shell.said == "There is nothing to undo."
