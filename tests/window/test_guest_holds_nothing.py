"""What the window that two people have holds of the journal behind it: nothing, in Qt or in Python."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.records import Strength
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.guest import GuestWindow
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.platform import clipboard
from closeness_desktop.window.platform.waves import Wave, write
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from tests.support.memory import Unspoken, settle, texts
from tests.support.practices import shipped

WORDS = Unspoken(8)
"""A title, a body, a tag, a person, a feeling, a pack, a preset and a sound of one's own."""

PACKED = """\
format: practice/1
id: own
version: 1
lang: en
title: With {word}
summary: "{word}, {word}."
theme: settle
people: 1
licence: CC0-1.0
evidence: {{level: 0, note: Handed down.}}
expect: [You sit.]
steps:
  - {{id: sheet, kind: prompt, text: ["What does {word} say?"]}}
"""


@pytest.fixture(autouse=True)
def new_words() -> Iterator[None]:
    with WORDS.anew():
        yield


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


@pytest.fixture
def key(made_journal: tuple[Path, str]) -> str:
    return made_journal[1]


@pytest.fixture
def folder(made_journal: tuple[Path, str], tmp_path: Path, clock: DrivenClock) -> Path:
    """A locked journal with something in each of its corners."""
    place = Path(shutil.copytree(made_journal[0], tmp_path / "Mine.closeness"))
    fill(open_again(place, made_journal[1], clock))
    return place


def open_again(folder: Path, key: str, clock: DrivenClock) -> Journal:
    """Open it with its recovery key: deriving one from a passphrase takes a third of a second each time."""
    return Journal(vaults.open_with_recovery_key(folder, key), clock=clock)


def fill(journal: Journal) -> None:
    title, body, tag, person, feeling, pack, preset, sound = WORDS
    journal.feelings.own(feeling, 0.2, 0.3, "")
    journal.entries.add(
        title=title, body=f"{body} with @{person} at the #{tag}.", feelings=[Strength(feeling, 2)]
    )
    journal.packs.add("some-pack", pack, texts={"own.yaml": PACKED.format(word=pack)})
    journal.presets.save(preset, SittingPlan().as_dict())
    journal.sounds.add(sound, write(Wave(np.zeros((8000, 1), np.int16), 8000)))
    journal.close()


@pytest.fixture
def opened(qapp: QApplication, folder: Path, key: str, clock: DrivenClock) -> Iterator[MainWindow]:
    """The window with that journal open."""
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = MainWindow(theme, clock, SettingsFile(), folder)
    made.show()
    made.take(open_again(folder, key, clock))
    yield made
    made.close()
    settle()


@pytest.fixture
def window(opened: MainWindow) -> MainWindow:
    """The same with every page visited, an entry open and written in, something copied and something said."""
    look_round(opened)
    return opened


def look_round(window: MainWindow) -> None:
    shell = window.shell
    assert shell is not None
    for page in ("today", "people", "trends", "log", "settings", "practice"):
        shell.go(page)
    shell.go("journal", query=WORDS[1])
    page = shell.page("journal")
    assert isinstance(page, JournalPage)
    (line,) = shell.context.journal.entries.page()
    page.arrive(entry=line.id)
    editor = page.pane.editor
    QTest.keyClicks(editor, f"{WORDS[1]} again")
    editor.selectAll()
    editor.copy()
    shell.go("practice", practice="sitting")
    shell.say(f"“{WORDS[0]}” is removed.", lambda: None)


def share(window: MainWindow, qtbot: QtBot, ident: str = "listening-dyad") -> GuestWindow:
    assert window.shell is not None
    tried = shipped(ident)
    window.shell.go("guided", practice=tried, plan=GuidedPlan(tried.reference))
    qtbot.waitUntil(lambda: window.guest is not None)
    settle()
    assert window.guest is not None
    return window.guest


def test_the_search_finds_what_the_open_journal_shows(window: MainWindow) -> None:
    found = " ".join(WORDS.in_qt())
    assert all(word[::-1] in found for word in WORDS), found
    assert WORDS.in_python()


def test_no_widget_and_no_object_holds_a_word_of_the_journal(window: MainWindow, qtbot: QtBot) -> None:
    share(window, qtbot)
    assert WORDS.in_qt() == []
    assert WORDS.in_python() == []


def test_what_was_copied_here_goes_and_what_somebody_else_copied_stays(
    window: MainWindow, qtbot: QtBot
) -> None:
    board = QGuiApplication.clipboard()
    assert WORDS[1] in board.text()
    window.lock()
    assert board.text() == ""
    board.setText("a telephone number")
    clipboard.forget()
    assert board.text() == "a telephone number"


def test_nothing_leads_out_of_it(window: MainWindow, clock: DrivenClock, qtbot: QtBot) -> None:
    """Keys, the menu of the sheet, names after @ and #, pasting: all stay within."""
    guest = share(window, qtbot, "one-problem")
    run = guest.run
    for _ in range(200):
        if run.view.area.writes:
            break
        run.go_on()
        clock.advance(4)
        run.tick()
    editor = run.view.area.field.editor  # type: ignore[union-attr]
    for sign, start in (("@", WORDS[3][:3]), ("#", WORDS[2][:3])):
        QTest.keyClicks(editor, f" {sign}{start}")
        assert editor._suggestions.isHidden()
        assert editor._suggestions.count() == 0
    for held, key in KEYS:
        QTest.keyClick(editor, key, held)
        QTest.keyClick(run, key, held)
    assert window.gate is guest
    here = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, here, editor.viewport().mapToGlobal(here))
    QApplication.sendEvent(editor.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action.text() for action in menu.actions() if action.text()]
    assert offered == ["Undo", "Redo", "Cut", "Copy", "Paste", "Paste the words alone", "Select all"]
    menu.close()
    editor.selectAll()
    editor.paste()
    assert WORDS.in_qt() == []
    assert window.findChildren(Page) + window.findChildren(Shell) == []
    assert window.windowTitle() == "Closeness"


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN, K = Qt.KeyboardModifier.NoModifier, Qt.Key
KEYS = [
    *(
        (CTRL, key)
        for key in (K.Key_1, K.Key_2, K.Key_3, K.Key_4, K.Key_5, K.Key_N, K.Key_F, K.Key_P, K.Key_O)
    ),
    *((CTRL, key) for key in (K.Key_S, K.Key_Z, K.Key_Comma, K.Key_W)),
    *((PLAIN, key) for key in (K.Key_F1, K.Key_Back, K.Key_HomePage)),
    *((ALT, key) for key in (K.Key_F1, K.Key_Home)),
]


def bring_to(guest: GuestWindow, clock: DrivenClock, step: str) -> None:
    """Bring a session for two to a point at which somebody might want to be out of it."""
    run = guest.run
    assert run.mode == "veiled"
    if step == "veiled":
        return
    run.go_on()
    if step == "open":
        QTest.keyClick(run.view.area.field.scale, Qt.Key.Key_3)  # type: ignore[union-attr]
        return
    while not run.running:
        run.go_on()
        clock.advance(1)
        run.tick()
    if step == "paused":
        run.pause_or_go_on()
    elif step == "leaving":
        QTest.keyClick(run, Qt.Key.Key_Escape)
    elif step == "grounding":
        run.stop()
    elif step in ("ended", "back"):
        run.end()
    if step == "back":
        run.view.done.click()


def get_out(window: MainWindow, clock: DrivenClock, qtbot: QtBot, way: str) -> None:
    """One of the ways in which the window goes out of the hands of the two."""
    if way == "sleep":
        window.sleep_watch.falling_asleep.emit()
    elif way == "waking":
        clock.sleep(60)
        window.autolock.look()
    elif way == "quiet":
        clock.advance(601)
        window.autolock.look()
    elif way == "close":
        window.close()
    else:
        with qtbot.waitActive(window):
            window.activateWindow()
        QTest.keyClick(window, Qt.Key(ord(way[-1])), Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("step", "way"),
    [
        ("veiled", "quiet"),
        pytest.param(*("open", "Ctrl+L"), marks=pytest.mark.nightly),
        pytest.param(*("running", "sleep"), marks=pytest.mark.nightly),
        ("paused", "quiet"),
        ("leaving", "Ctrl+Q"),
        ("grounding", "waking"),
        pytest.param(*("ended", "Ctrl+L"), marks=pytest.mark.nightly),
        ("ended", "quiet"),
        ("back", "sleep"),
        pytest.param(*("back", "close"), marks=pytest.mark.nightly),
    ],
)
def test_the_way_out_of_every_step_is_the_lock(
    opened: MainWindow, clock: DrivenClock, qtbot: QtBot, step: str, way: str
) -> None:
    guest = share(opened, qtbot, "long-turns")
    bring_to(guest, clock, step)
    title = shipped("long-turns").title
    get_out(opened, clock, qtbot, way)
    settle()
    assert opened.journal is None
    if way in ("close", "Ctrl+Q"):
        assert not opened.isVisible()
    else:
        assert isinstance(opened.gate, UnlockPage)
        assert opened.findChildren(GuestWindow) == []
    assert opened.findChildren(Page) + opened.findChildren(Shell) == []
    assert [where for where, text in texts() if title in text] == []
    assert WORDS.in_qt() == []
