"""What can be done from anywhere in the open journal: go to a page, begin, search, undo, ask for help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from closeness_desktop.window.commands import Command
from closeness_desktop.window.foot import REDO, UNDO

if TYPE_CHECKING:
    from closeness_desktop.window.shell import Shell

GO = (
    ("today", "Today", "Ctrl+1"),
    ("journal", "Journal", "Ctrl+2"),
    ("practice", "Practice", "Ctrl+3"),
    ("people", "People", "Ctrl+4"),
    ("trends", "Trends", "Ctrl+5"),
    ("calendar", "the calendar", "Ctrl+6"),
    ("log", "your log of practices", None),
    ("trash", "the trash", None),
    ("templates", "your templates", None),
    ("names", "your words and numbers", None),
    ("settings", "Settings", "Ctrl+,"),
    ("help", "Help", "F1"),
)
"""Where one can go by a command: page, what it is called, keys."""

_Keys = QKeySequence.StandardKey
_QUIT = ("quit", "exit")
_FEEL = ("feelings", "mood", "name")
_KEYS = ("shortcuts", "keyboard", "help")


def add_commands(shell: Shell) -> None:
    """Add them all. None but going works while a session has the whole window."""
    go, free = shell.go, shell.is_free
    write, search = partial(go, "journal", new=True), partial(go, "journal", search=True)
    for command in (
        Command("new", "New entry", write, _Keys.New, enabled=free, words=("write",)),
        Command("check-in", "Check in", partial(_check_in, shell), "Ctrl+Shift+F", enabled=free, words=_FEEL),
        Command("search", "Search your entries", search, _Keys.Find, enabled=free),
        Command("palette", "Do or find anything", partial(_palette, shell), "Ctrl+K", enabled=free),
        Command("keys", "All keys", partial(_keys, shell), ("?", "Ctrl+/"), enabled=free, words=_KEYS),
        Command("undo", "Undo", shell.foot.undo, UNDO, enabled=free, words=("take", "back")),
        Command("redo", "Redo", shell.foot.redo, REDO, enabled=free, words=("again",)),
        *(Command(f"go.{page}", f"Go to {title}", partial(go, page), keys) for page, title, keys in GO),
    ):
        shell.context.commands.add(command)
    # The window hears these two, for they work before anything is open as well.
    for command in (
        Command("lock", "Lock the journal", shell.lock_wanted.emit, "Ctrl+L"),
        Command("quit", "Close the program", lambda: shell.window().close(), "Ctrl+Q", words=_QUIT),
    ):
        shell.context.commands.add(command, listen=False)


def _check_in(shell: Shell) -> None:
    from closeness_desktop.window.check_in import CheckInSheet

    shell.show_sheet(CheckInSheet(shell.context, shell))


def _palette(shell: Shell) -> None:
    from closeness_desktop.window.palette import PaletteSheet

    shell.keep_page()  # so that what was typed a moment ago is found
    shell.show_sheet(PaletteSheet(shell.context, shell))


def _keys(shell: Shell) -> None:
    from closeness_desktop.window.key_list import PAGES_WITH_KEYS, all_keys
    from closeness_desktop.window.shortcut_sheet import ShortcutSheet

    for page in PAGES_WITH_KEYS:
        shell.page(page)
    shell.show_sheet(ShortcutSheet(shell.context.theme, all_keys(shell.context.commands.all()), shell))
