"""A check-in from anywhere, by the keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.records import Strength
from closeness_desktop.window.check_in import NOTHING, UNSAVED, CheckInSheet
from closeness_desktop.window.main_window import MainWindow
from tests.support.disks import refusing_disk
from tests.window.windows import focused, shell_of

Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """With one entry."""
    journal.entries.add(body="By the river.")
    return journal


@pytest.fixture
def window(in_front: MainWindow) -> MainWindow:
    """Over that journal, on its page."""
    return in_front


def begin(window: MainWindow, qtbot: QtBot) -> CheckInSheet:
    """Ctrl+Shift+F, wherever the keyboard is."""
    qtbot.keyClick(focused(), Key.Key_F, Ctrl | Shift)
    (sheet,) = (each for each in window.findChildren(CheckInSheet) if each.isVisible())
    return sheet


def test_eleven_keys_from_the_editor_to_a_kept_check_in_and_back(
    window: MainWindow, journal: Journal, qtbot: QtBot
) -> None:
    """First letters and Enter, a digit, another word, Enter; the cursor is where it was, and undo works."""
    editor = focused()
    begin(window, qtbot)
    qtbot.keyClicks(focused(), "tens")
    qtbot.keyClick(focused(), Key.Key_Return)
    qtbot.keyClick(focused(), Key.Key_3)
    qtbot.keyClicks(focused(), "hop")
    qtbot.keyClick(focused(), Key.Key_Return)
    qtbot.keyClick(focused(), Key.Key_Return)
    (line,) = journal.entries.page("kind:check-in")
    assert line.feelings == (Strength("tense", 3), Strength("hopeful", 1))
    assert focused() is editor
    shell = shell_of(window)
    assert shell.current == "journal"
    shell.foot.undo()
    assert journal.entries.page("kind:check-in") == []
    shell.foot.redo()
    assert journal.entries.page("kind:check-in") == [line]
    assert journal.settings.get(UNSAVED, {}) == {}


def test_what_was_begun_stands_there_again(window: MainWindow, journal: Journal, qtbot: QtBot) -> None:
    """After Escape, after going elsewhere, and after locking; nothing of it stays behind in a widget."""
    sheet = begin(window, qtbot)
    sheet.save()
    assert sheet.problem.text() == NOTHING
    sheet.field.toggle("calm")
    sheet.sentence.setPlainText("In the garden.")
    qtbot.keyClick(focused(), Key.Key_Escape)
    assert sheet.isHidden()
    assert sheet.sentence.text() == ""
    sheet = begin(window, qtbot)
    assert sheet.field.chosen() == (Strength("calm", 1),)
    assert sheet.sentence.text() == "In the garden."
    sheet.sentence.setPlainText("In the garden, later.")
    shell_of(window).go("today")
    assert sheet.isHidden()
    sheet = begin(window, qtbot)
    assert sheet.sentence.text() == "In the garden, later."
    sheet.sentence.setPlainText("Before the lock.")
    qtbot.keyClick(focused(), Key.Key_L, Ctrl)
    assert window.journal is None


def test_a_disk_that_takes_nothing_keeps_it_open(window: MainWindow, journal: Journal, qtbot: QtBot) -> None:
    """It says why, and shuts once there is room."""
    sheet = begin(window, qtbot)
    sheet.field.toggle("calm")
    with refusing_disk(journal.vault.database):
        sheet.save()
        assert "cannot be written to" in sheet.problem.text()
        qtbot.keyClick(focused(), Key.Key_Escape)
        shell_of(window).go("today")
        assert sheet.isVisible()
        assert shell_of(window).current == "journal"
    sheet.save()
    assert sheet.isHidden()
    assert len(journal.entries.page("kind:check-in")) == 1


def test_tab_stays_on_it_and_keys_do_not_fall_through(window: MainWindow, qtbot: QtBot) -> None:
    """Both ways round; what lies below is out of reach."""
    sheet = begin(window, qtbot)
    sheet.field.toggle("calm")
    for key in (Key.Key_Tab, Key.Key_Backtab):
        seen = set()
        for _ in range(40):
            qtbot.keyClick(focused(), key)
            assert sheet.isAncestorOf(focused())
            seen.add(focused())
        assert {sheet.cross, sheet.field.search, sheet.sentence, sheet.save_button} <= seen
    sheet.shut()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for page in ("today", "practice"):  # nothing of them went with the sheet
        shell_of(window).go(page)
        assert not window.grab().isNull()
