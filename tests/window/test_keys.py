"""Every key on one sheet, and none that means two things in one place."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop import window as window_package
from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.commands import ANYWHERE, Command
from closeness_desktop.window.key_list import OR, PAGES_WITH_KEYS, ROOMS, all_keys, in_module
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.shell import PAGES, WHOLE_WINDOW, Shell
from closeness_desktop.window.shortcut_sheet import ShortcutSheet
from closeness_desktop.window.theme.theme import Theme
from tests.window.windows import shell_of

Key = Qt.Key
Standard = QKeySequence.StandardKey

AS_IN_TEXT = {"undo": Standard.Undo, "redo": Standard.Redo}
"""Commands that mean elsewhere what the same keys mean in a text."""

EMACS = {"Ctrl+K"}
"""Of the standard keys of text, those that only some desktops have, where the command wins."""

OF_TEXT = [
    Standard[name]
    for name in Standard.__members__
    if re.match(r"(Cut|Copy|Paste|Undo|Redo|Delete|Backspace|Move|Select|Insert|Deselect)", name)
]


@pytest.fixture
def window(qapp: QApplication, journal: Journal, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over an open journal with an entry."""
    journal.entries.add(body="By the river.")
    theme = Theme("light", "still")
    theme.apply(qapp)
    clock = DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))
    made = MainWindow(theme, clock, SettingsFile(), tmp_path)
    made.show()
    made.take(journal)
    qtbot.waitExposed(made)
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.close()


def focused(window: MainWindow) -> QWidget:
    """Where the keyboard is."""
    return QApplication.focusWidget() or window


def build_all(shell: Shell) -> None:
    """Every page but those of sessions, whose keys are their widgets' own."""
    for page in PAGES:
        if page not in WHOLE_WINDOW:
            shell.page(page)


def twice(keys: Iterable[str]) -> list[str]:
    """Those that come more than once."""
    return [each for each, times in Counter(keys).items() if times > 1]


def written(commands: Iterable[Command]) -> list[str]:
    """All keys of some commands."""
    return [keys.toString() for command in commands for keys in command.sequences]


def test_no_key_means_two_things_and_the_sheet_knows_them_all(window: MainWindow) -> None:
    """With every page built: whoever adds a command with keys to a page, or a constant KEYS to a module,
    finds it on the sheet, and is told of another that has the same keys where it is heard."""
    shell = shell_of(window)
    for page in PAGES_WITH_KEYS:
        shell.page(page)
    on_sheet = written(shell.context.commands.all())
    build_all(shell)
    commands = shell.context.commands.all()
    assert written(commands) == on_sheet
    assert modules_with_keys() == {module for _, modules in ROOMS for module in modules}
    check_places(commands)
    check_widgets(window)
    check_text(commands)


def modules_with_keys() -> set[str]:
    """Modules below the window with a constant KEYS."""
    home = Path(window_package.__file__).parent
    return {
        ".".join(file.relative_to(home).with_suffix("").parts)
        for file in home.rglob("*.py")
        if re.search(r"^KEYS\b.*= \(", file.read_text(encoding="utf-8"), re.MULTILINE)
    }


def check_places(commands: list[Command]) -> None:
    """Among commands of one place and those of anywhere, and what the widgets of that place answer."""
    assert twice(command.id for command in commands) == []
    anywhere = written(command for command in commands if command.where == ANYWHERE)
    assert twice(anywhere) == []
    for where in {command.where for command in commands} - {ANYWHERE}:
        here = written(command for command in commands if command.where == where)
        assert twice([*anywhere, *here]) == [], where
    for _, modules in ROOMS:
        for module in modules:
            own = [keys for each in in_module(module) for keys in each.keys.split(OR)]
            assert twice([*own, *anywhere]) == [], module


def check_widgets(window: MainWindow) -> None:
    """Whatever has the keyboard, a key reaches one shortcut: those of a widget, of all that it is in and of
    the window have no key twice."""
    heard: dict[QWidget, list[str]] = {}
    for shortcut in window.findChildren(QShortcut):
        parent = shortcut.parent()
        assert isinstance(parent, QWidget)
        whole = shortcut.context() == Qt.ShortcutContext.WindowShortcut
        heard.setdefault(window if whole else parent, []).append(shortcut.key().toString())
    for widget in heard:
        above: list[str] = []
        each: QWidget | None = widget
        while each is not None:
            above += heard.get(each, [])
            each = each.parentWidget()
        assert twice(above) == [], widget


def check_text(commands: list[Command]) -> None:
    """Qt's standard keys for moving, selecting, copying and so on; only Undo and Redo mean the same here."""
    of_text = {keys.toString() for each in OF_TEXT for keys in QKeySequence.keyBindings(each)} - EMACS
    for command in commands:
        if command.id in AS_IN_TEXT:
            assert QKeySequence.keyBindings(AS_IN_TEXT[command.id])[0] in command.sequences
        else:
            assert of_text.isdisjoint(written([command])), command.id


def test_every_key_stands_on_the_sheet(window: MainWindow, qtbot: QtBot) -> None:
    """Asked for by "?", which stays a letter in a line of text: Ctrl+/ asks there. Escape goes back."""
    shell = shell_of(window)
    shell.go("journal", search=True)
    qtbot.keyClicks(focused(window), "?")
    assert not window.findChildren(ShortcutSheet)
    qtbot.keyClick(focused(window), Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)
    (sheet,) = window.findChildren(ShortcutSheet)
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    lines = [line for group in all_keys(shell.context.commands.all()) for line in group.keys]
    assert {line.what for line in lines} | {part for line in lines for part in line.keys.split(OR)} <= texts
    assert {"Anywhere", "Journal", "A session"} <= texts
    qtbot.keyClick(focused(window), Key.Key_PageDown)
    qtbot.keyClick(focused(window), Key.Key_Escape)
    assert sheet.isHidden()
    shell.go("trends")
    shell.rail.items["trends"].setFocus()
    qtbot.keyClicks(focused(window), "?")
    assert any(each.isVisible() for each in window.findChildren(ShortcutSheet))
