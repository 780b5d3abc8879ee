"""An evening with the program, through its real window: make a journal, write, sit, lock, return.

Everything is typed and clicked; only the clock is driven. What the window shows is then asked of the command
line in processes of its own, and no word that was typed may be found in any byte on the disk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableView
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.catalogue import timers
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.gate.make import MakePage
from closeness_desktop.window.gate.recovery_key import RecoveryKeyPage
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.gate.welcome import WelcomePage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.entry_panels import AddPanel
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.session import SessionPage
from closeness_desktop.window.pages.trends import TrendsPage
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from tests.support.canary import Canaries
from tests.support.commands import Commands

LONG = 30_000
PASSPHRASE = "Zwieselfink hums at dusk"
TITLE, BODY, TAG, PERSON, OWN = "Quagrobel", "umbraxelle", "Xanthivor", "Wozzlement", "blivetious"
NOW = dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC)
Key = Qt.Key


@pytest.fixture
def clock() -> DrivenClock:
    """An evening in November."""
    return DrivenClock(NOW)


@pytest.fixture
def open_window(qapp: QApplication, clock: DrivenClock, qtbot: QtBot) -> Iterator[Callable[[], MainWindow]]:
    """Opens the program's window as a start of the program does; closed at the end."""
    theme = Theme("light", "still")
    theme.apply(qapp)
    opened: list[MainWindow] = []

    def start() -> MainWindow:
        window = MainWindow(theme, clock, SettingsFile())
        opened.append(window)
        window.show()
        return window

    yield start
    for window in opened:
        if window.isVisible():
            window.close()


def shell_of(window: MainWindow) -> Shell:
    """The open journal's pages."""
    assert window.shell is not None
    return window.shell


def journal_page(window: MainWindow) -> JournalPage:
    """The Journal page."""
    page = shell_of(window).page("journal")
    assert isinstance(page, JournalPage)
    return page


def make_a_journal(window: MainWindow, qtbot: QtBot) -> str:
    """First run: make the journal, see the recovery key, type it back. Returns the key."""
    welcome = window.gate
    assert isinstance(welcome, WelcomePage)
    welcome.choose.make_button.click()
    make = welcome.currentWidget()
    assert isinstance(make, MakePage)
    for field in (make.passphrase.first, make.passphrase.again):
        qtbot.keyClicks(field.edit, PASSPHRASE)
    qtbot.waitUntil(make.make_button.isEnabled, timeout=LONG)
    make.make_button.click()
    qtbot.waitUntil(lambda: isinstance(welcome.currentWidget(), RecoveryKeyPage), timeout=LONG)
    key_page = welcome.currentWidget()
    assert isinstance(key_page, RecoveryKeyPage)
    key_page.show_button.click()
    key = key_page.key_label.text().replace("\n", "")
    qtbot.keyClicks(key_page.typed, key)
    key_page.check_button.click()
    qtbot.waitUntil(lambda: window.shell is not None, timeout=LONG)
    return key


def unlock(window: MainWindow, qtbot: QtBot) -> None:
    """Type the passphrase on the page that asks for it."""
    gate = window.gate
    assert isinstance(gate, UnlockPage)
    qtbot.keyClicks(gate.field.edit, PASSPHRASE)
    qtbot.keyClick(gate.field.edit, Key.Key_Return)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=LONG)


def write_an_entry(window: MainWindow, qtbot: QtBot) -> None:
    """A title, a text with a tag and a person in it, and two feelings, one of them an own word."""
    page = journal_page(window)
    shell_of(window).go("journal", new=True)
    qtbot.keyClicks(page.pane.header.title, TITLE)
    qtbot.keyClicks(page.pane.editor, f"The word is {BODY}.")
    qtbot.keyClick(page.pane.editor, Key.Key_Return)
    qtbot.keyClicks(page.pane.editor, f"With @{PERSON} today #{TAG} ")
    page.pane.choices.choose_feelings()
    (panel,) = page.findChildren(AddPanel)
    for word in ("calm", OWN):
        qtbot.keyClicks(panel.field.search, word)
        qtbot.keyClick(panel.field.search, Key.Key_Return)
        qtbot.keyClick(panel.field.search, Key.Key_Escape)
    panel.close()
    page.leave()


def sit_ten_minutes(window: MainWindow, clock: DrivenClock, qtbot: QtBot) -> None:
    """Open “Just sit”, begin with what is set up, let the clock run, and write about it."""
    shell = shell_of(window)
    shell.go("practice")
    practice = shell.page("practice")
    assert isinstance(practice, PracticePage)
    practice.open(timers()[0])
    practice.setup.begin.click()
    session = shell.page("session")
    assert isinstance(session, SessionPage)
    while session.sitting is not None and session.sitting.ended is None:
        clock.advance(2)
        session.tick()
    session.view.write.click()
    assert shell.current == "journal"
    qtbot.keyClicks(journal_page(window).pane.editor, "The breath was quiet.")
    journal_page(window).leave()


def test_an_evening_and_the_next_morning(
    open_window: Callable[[], MainWindow],
    clock: DrivenClock,
    qtbot: QtBot,
    own_home: Path,
    tmp_path: Path,
) -> None:
    """What was written in the evening is there in the morning, here and on the command line."""
    canaries = Canaries((PASSPHRASE, TITLE, BODY, TAG, PERSON, OWN))
    window = open_window()
    key = make_a_journal(window, qtbot)
    assert window.journal is not None
    folder = window.journal.vault.folder
    write_an_entry(window, qtbot)
    sit_ten_minutes(window, clock, qtbot)
    assert canaries.found(own_home) == []
    shell_of(window).rail.items["lock"].click()
    assert window.journal is None
    assert window.shell is None
    assert window.windowTitle() == "Closeness"
    assert canaries.found(own_home) == []
    window.close()

    clock.advance(12 * 3600)
    window = open_window()
    unlock(window, qtbot)
    shell, page = shell_of(window), journal_page(window)
    for query in (BODY, f'feeling:"{OWN}"', "feeling:calm", f"tag:{TAG}", f"person:{PERSON}"):
        shell.go("journal", query=query)
        found = shell.context.journal.entries.page(query)
        assert [line.title for line in found] == [TITLE]
        assert page.list.model.rowCount() == 1
        assert page.list.model.index(0, 0).data() == TITLE
    (session,) = shell.context.journal.sessions.all()
    assert (session.done, session.ended) == (600, "completed")
    shell.go("trends")
    trends_page = shell.page("trends")
    assert isinstance(trends_page, TrendsPage)
    assert "1 of 60 days" in shown_text(trends_page)
    window.close()

    outside = tmp_path / "outside"
    outside.mkdir()
    passphrase_file = outside / "passphrase"
    passphrase_file.write_text(PASSPHRASE + "\n")
    commands = Commands(folder, passphrase_file)
    about, entry = commands("list", "--json").json
    assert entry["title"] == TITLE
    assert entry["body"] == f"The word is {BODY}.\nWith @{PERSON} today #{TAG} "
    assert {each["name"] for each in entry["feelings"]} == {"calm", OWN}
    assert (entry["tags"], entry["people"]) == ([TAG], [PERSON])
    assert about["session"] == session.id
    counted = commands("trends", "--json", "--since", "2026-11-01", "--until", "2026-11-30").json
    assert counted["days_logged"] == 1
    assert {mood["name"] for mood in counted["moods"]} == {"calm", OWN}
    assert commands("verify").status == 0
    assert Canaries((PASSPHRASE, TITLE, BODY, TAG, PERSON, OWN, key)).found(own_home) == []


def shown_text(page: TrendsPage) -> str:
    """Every word on a page that a label or a table shows."""
    words = [label.text() for label in page.findChildren(QLabel)]
    for table in page.findChildren(QTableView):
        model = table.model()
        if model is not None:
            rows, columns = model.rowCount(), model.columnCount()
            words += [str(model.index(r, c).data()) for r in range(rows) for c in range(columns)]
    return "\n".join(words)
