"""Nothing but the page: the frame and the list step aside while somebody writes, and come back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.theme.theme import Theme

Key = Qt.Key


def test_only_the_page_is_left_until_escape_a_search_or_another_page(
    qapp: QApplication, journal: Journal, qtbot: QtBot, tmp_path: Path
) -> None:
    journal.entries.add(body="the first")
    theme = Theme("light", "still")
    theme.apply(qapp)
    window = MainWindow(
        theme, DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC)), SettingsFile(), tmp_path
    )
    window.resize(1280, 820)
    window.show()
    window.take(journal)
    with qtbot.waitActive(window):
        window.activateWindow()
    shell = window.shell
    assert shell is not None
    shell.go("journal")
    page = shell.page("journal")
    assert isinstance(page, JournalPage)

    def around() -> list[bool]:
        return [each.isVisible() for each in (shell.rail, page.list, page.pane.writing.toolbar)]

    for way_back in ("escape", "again", "search", "elsewhere"):
        page.pane.editor.setFocus()
        assert around() == [True] * 3
        qtbot.keyClick(page.pane.editor, Key.Key_F11)
        assert around() == [False] * 3
        assert page.pane.editor.hasFocus()
        if way_back == "escape":
            qtbot.keyClick(page.pane.editor, Key.Key_Escape)
        elif way_back == "again":
            qtbot.keyClick(page.pane.editor, Key.Key_F11)
        elif way_back == "search":
            qtbot.keyClick(page.pane.editor, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
            assert page.list.search.hasFocus()
        else:
            shell.go("settings")
            assert shell.rail.isVisible()
            shell.go("journal")
    assert around() == [True] * 3
    window.close()
