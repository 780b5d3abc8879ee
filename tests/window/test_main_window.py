"""Locking, by hand and by itself; a disk that refuses; what the window keeps and what it forgets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from closeness_desktop import opening, vault
from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import StorageError
from closeness_desktop.journal import Journal
from closeness_desktop.practice.sitting import SittingPlan
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.gate.caution import CautionPage
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.gate.welcome import WelcomePage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.theme.theme import Theme
from tests.conftest import PASSPHRASE
from tests.support.disks import full_disk

WORDS = "words that were typed a moment ago"
LONG = 20_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A locked journal."""
    made = tmp_path / "Mine.closeness"
    Journal(vault.create(made, PASSPHRASE, cost=vault.FLOOR)).close()
    return made


@pytest.fixture
def clock() -> DrivenClock:
    """An evening."""
    return DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


@pytest.fixture
def window(qapp: QApplication, folder: Path, clock: DrivenClock, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with that journal open."""
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = MainWindow(theme, clock, SettingsFile(), folder)
    made.show()
    made.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    yield made
    if made.isVisible():
        made.close()


def typed(window: MainWindow, qtbot: QtBot) -> JournalPage:
    """A new entry with some words that are not saved yet."""
    assert window.shell is not None
    window.shell.go("journal", new=True)
    page = window.shell.page("journal")
    assert isinstance(page, JournalPage)
    qtbot.keyClicks(page.pane.editor, WORDS)
    return page


def bodies(folder: Path) -> list[str]:
    """What a locked journal holds."""
    journal = opening.open_journal(folder, PASSPHRASE)
    found = [entry.body for entry in journal.entries.find()]
    journal.close()
    return found


def test_ctrl_l_saves_and_locks(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Nothing typed is lost, no widget keeps the words, and the journal is closed."""
    page = typed(window, qtbot)
    with qtbot.waitActive(window):
        window.activateWindow()
    editor = page.pane.editor
    qtbot.keyClick(editor, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.journal is None
    assert isinstance(window.gate, UnlockPage)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(WORDS in str(widget.property("plainText")) for widget in QApplication.allWidgets())
    assert bodies(folder) == [WORDS]


def test_closing_saves_what_was_typed(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Closing the window is as safe as locking."""
    typed(window, qtbot)
    window.close()
    assert bodies(folder) == [WORDS]


def test_it_locks_by_itself_after_quiet_minutes(
    window: MainWindow, folder: Path, clock: DrivenClock, qtbot: QtBot
) -> None:
    """Ten quiet minutes lock it, and a key press in between starts them anew."""
    typed(window, qtbot)
    clock.advance(599)
    window.autolock.look()
    assert window.journal is not None
    QApplication.sendEvent(
        window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    )
    clock.advance(599)
    window.autolock.look()
    assert window.journal is not None
    clock.advance(2)
    window.autolock.look()
    assert window.journal is None
    assert bodies(folder) == [WORDS]


@pytest.mark.parametrize("minutes", [10, 0])
def test_a_computer_that_slept_has_locked(
    window: MainWindow, folder: Path, clock: DrivenClock, qtbot: QtBot, minutes: int
) -> None:
    """Even for seconds, and even for those who wish no lock after quiet minutes: the lid was closed."""
    assert window.journal is not None
    window.journal.settings.set("lock_after", minutes)
    typed(window, qtbot)
    clock.sleep(3)
    window.autolock.look()
    assert window.journal is None
    assert bodies(folder) == [WORDS]


def test_it_locks_before_the_computer_sleeps(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """When the desktop tells of it in time."""
    typed(window, qtbot)
    window.sleep_watch.falling_asleep.emit()
    assert window.journal is None
    assert bodies(folder) == [WORDS]


def test_it_never_locks_when_that_is_wished(window: MainWindow, clock: DrivenClock) -> None:
    """Zero minutes mean never."""
    assert window.journal is not None
    window.journal.settings.set("lock_after", 0)
    clock.advance(100_000)
    window.autolock.look()
    assert window.journal is not None


def test_a_running_session_counts_as_a_sign_of_the_person(window: MainWindow, clock: DrivenClock) -> None:
    """Nobody touches a key while sitting."""
    assert window.shell is not None
    window.shell.go("session", plan=SittingPlan(seconds=3600, prepare=0))
    clock.advance(4)
    window.shell.page("session").tick()  # type: ignore[attr-defined]
    clock.advance(1200)
    window.autolock.look()
    assert window.journal is not None


def answering(words: str) -> None:
    """Press the button with these words in the question that is about to be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        (button,) = [each for each in box.findChildren(QPushButton) if each.text() == words]
        button.click()

    QTimer.singleShot(0, press)


def test_a_full_disk_keeps_the_words_on_the_screen(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Locking asks instead of losing words; with room again they are saved."""
    page = typed(window, qtbot)
    page.pane.editor.set_text(WORDS + " and more" * 20_000)
    qtbot.keyClicks(page.pane.editor, "x")
    assert window.journal is not None
    with full_disk(window.journal.vault.database):
        answering("Stay and keep them here")
        window.lock()
        assert window.journal is not None
        assert WORDS in page.pane.editor.text
    window.lock()
    assert window.journal is None
    (body,) = bodies(folder)
    assert WORDS in body


def test_an_older_copy_is_told_before_it_is_shown(
    window: MainWindow, folder: Path, tmp_path: Path, clock: DrivenClock
) -> None:
    """A copy put back from before is noticed on the same computer, and the person decides."""
    import shutil

    window.lock()
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    settings = SettingsFile()
    later = opening.open_journal(folder, PASSPHRASE, settings.now.seen)
    opening.close_journal(later, settings)
    shutil.rmtree(folder)
    kept.rename(folder)
    window.take(opening.open_journal(folder, PASSPHRASE, SettingsFile().now.seen, clock=clock))
    assert isinstance(window.gate, CautionPage)
    assert window.shell is None
    window.gate.go_on.emit()
    assert window.shell is not None


def test_what_a_command_met_while_the_window_was_locked_counts_too(
    window: MainWindow, folder: Path, tmp_path: Path, clock: DrivenClock
) -> None:
    """The window has read its settings long before; a copy older by a single step is noticed all the same."""
    import shutil

    window.lock()
    before = SettingsFile().now.seen
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    with opening.open_journal(folder, PASSPHRASE).vault as opened:
        SettingsFile().met(opened.id, opened.counter)
    shutil.rmtree(folder)
    kept.rename(folder)
    window.take(opening.open_journal(folder, PASSPHRASE, before, clock=clock))
    assert isinstance(window.gate, CautionPage)


def test_the_sample_leaves_nothing_in_the_settings(window: MainWindow, qtbot: QtBot) -> None:
    """They would grow with every look at it."""
    window.lock()
    before = SettingsFile().now
    window.take(window.sample.make())
    window.lock()
    assert SettingsFile().now == before


def test_where_the_journal_lies_is_kept_only_if_wished(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    """The last journal's place is the only thing about it outside, and can be switched off."""
    assert SettingsFile().now.last_journal == str(folder)
    assert window.shell is not None
    window.shell.go("settings")
    window.shell.page("settings").remember.setChecked(False)  # type: ignore[attr-defined]
    window.close()
    assert SettingsFile().now.last_journal == ""
    again = MainWindow(window.theme, clock, SettingsFile())
    assert isinstance(again.gate, WelcomePage)
    again.close()


def test_known_errors_are_said_in_their_own_words(window: MainWindow) -> None:
    """The world's fault appears as its sentence in the strip."""
    assert window.shell is not None
    window.fail(StorageError("The disk is full."))
    assert window.shell.said == "The disk is full."
