"""Locking in awkward moments: while it opens, while something is asked, while the disk refuses."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from closeness_desktop import opening, vault
from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import StorageError
from closeness_desktop.settings import SettingsFile, settings_file
from closeness_desktop.window.gate.caution import CautionPage
from closeness_desktop.window.gate.recovery_key import RecoveryKeyPage
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.settings import SettingsPage
from closeness_desktop.window.theme.theme import Theme
from tests.conftest import PASSPHRASE
from tests.support.disks import full_disk
from tests.window.windows import shell_of

LONG = 20_000


@pytest.fixture
def folder(empty_journal: Path, tmp_path: Path) -> Path:
    """A locked journal."""
    return Path(shutil.copytree(empty_journal, tmp_path / "Mine.closeness"))


@pytest.fixture
def clock() -> DrivenClock:
    """An evening."""
    return DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


@pytest.fixture
def locked(qapp: QApplication, folder: Path, clock: DrivenClock) -> Iterator[MainWindow]:
    """The window that asks for the passphrase of that journal."""
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = MainWindow(theme, clock, SettingsFile(), folder)
    made.show()
    yield made
    if made.isVisible():
        made.close()


@pytest.fixture
def window(locked: MainWindow, folder: Path, clock: DrivenClock) -> MainWindow:
    """The window with that journal open."""
    locked.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    return locked


def gate_of(window: MainWindow) -> UnlockPage:
    """The page that asks for the passphrase."""
    assert isinstance(window.gate, UnlockPage)
    return window.gate


def typed(window: MainWindow, words: str) -> JournalPage:
    """A new entry with some words that are not saved yet."""
    shell_of(window).go("journal", new=True)
    page = shell_of(window).page("journal")
    assert isinstance(page, JournalPage)
    page.pane.editor.insertPlainText(words)
    return page


def unlocking(window: MainWindow) -> UnlockPage:
    """The page while it opens the journal."""
    page = gate_of(window)
    page.field.edit.setText(PASSPHRASE)
    page.unlock()
    return page


def test_an_unlock_given_up_and_begun_again_opens(locked: MainWindow, qtbot: QtBot) -> None:
    """The first one lets go of the journal before the second one asks for it."""
    page = unlocking(locked)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    page.unlock()
    qtbot.waitUntil(lambda: locked.shell is not None or bool(page.answer.text()), timeout=LONG)
    assert locked.shell is not None, page.answer.text()


def test_locking_while_it_opens_leaves_it_locked(locked: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Ctrl+L has the last word over an unlock that is under way."""
    page = unlocking(locked)
    with qtbot.waitActive(locked):
        locked.activateWindow()
    qtbot.keyClick(locked, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.unlock_button.isEnabled()
    locked.worker.stop()
    assert locked.shell is None
    with vault.open(folder, PASSPHRASE) as opened:
        assert opened.notices == ()


def test_closing_while_it_opens_leaves_it_sealed(locked: MainWindow, folder: Path) -> None:
    """The journal that came too late is closed properly: the next opening has nothing to mend."""
    unlocking(locked)
    locked.close()
    with vault.open(folder, PASSPHRASE) as opened:
        assert opened.notices == ()


def test_the_window_ends_though_its_settings_cannot_be_written(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    """What this computer remembers is a comfort; nothing hangs on it."""
    shutil.rmtree(settings_file().parent)
    settings_file().parent.write_text("in the way")
    typed(window, "kept")
    with qtbot.waitSignal(window.closed, timeout=LONG):
        window.close()
    with vault.open(folder, PASSPHRASE) as opened:
        assert opened.notices == ()


def test_a_full_disk_is_asked_about_once(window: MainWindow, clock: DrivenClock) -> None:
    """Quiet minutes that pass while the question is on the screen do not put another one on top."""
    page = typed(window, "a few words")
    page.pane.editor.set_text("many words " * 20_000)
    page.pane.editor.insertPlainText("x")
    asked = []

    def press() -> None:
        clock.advance(10_000)
        window.autolock.look()
        asked.extend(each for each in window.findChildren(QMessageBox) if each.isVisible())
        (stay,) = [each for each in asked[0].findChildren(QPushButton) if each.text().startswith("Stay")]
        stay.click()

    assert window.journal is not None
    with full_disk(window.journal.vault.database):
        QTimer.singleShot(0, press)
        window.lock()
    assert len(asked) == 1
    assert window.journal is not None


def test_a_recovery_key_is_gone_from_the_screen_with_the_lock(window: MainWindow) -> None:
    """Its window closes at once, however long the journal takes to close, and its text is let go."""
    shell = shell_of(window)
    shell.go("settings")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    page.recovery_button.click()
    (shown,) = page.findChildren(RecoveryKeyPage)
    shown.reveal()
    assert shown.key_label.text()
    page.forget()
    assert not shown.isVisible()
    assert not shown.key_label.text()
    assert shown.typed.text() == ""


def test_ctrl_l_locks_from_the_window_of_a_new_recovery_key(window: MainWindow, qtbot: QtBot) -> None:
    """It hides nothing from the key that locks."""
    shell = shell_of(window)
    shell.go("settings")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    page.recovery_button.click()
    (shown,) = page.findChildren(RecoveryKeyPage)
    shown.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown, timeout=LONG)
    qtbot.keyClick(shown, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.journal is None


def test_a_menu_holds_nothing_up(window: MainWindow) -> None:
    """The editor's menu runs no loop of its own, out of which a lock would pull the editor."""
    editor = typed(window, "some words").pane.editor
    here = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, here, editor.viewport().mapToGlobal(here))
    QTimer.singleShot(0, lambda: (menu := QApplication.activePopupWidget()) and menu.close())
    QApplication.sendEvent(editor.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    window.lock()
    assert window.journal is None


def test_a_journal_that_waits_for_a_decision_locks_by_itself_too(
    locked: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    """The word of caution may be read for ten minutes, not for a night. It can say what goes wrong, too."""
    with vault.open(folder, PASSPHRASE) as opened:
        seen = {opened.id: opened.counter + 10}
    locked.take(opening.open_journal(folder, PASSPHRASE, seen, clock=clock))
    assert isinstance(locked.gate, CautionPage)
    locked.fail(StorageError("The disk is full."))
    assert locked.gate.answer.text() == "The disk is full."
    clock.advance(601)
    locked.autolock.look()
    assert locked.journal is None
