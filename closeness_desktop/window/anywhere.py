"""What can be done from anywhere in the open journal: go to a page, begin, search, undo, ask for help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from closeness_desktop.window.commands import Command
from closeness_desktop.window.foot import REDO, UNDO

if TYPE_CHECKING:
    from closeness_desktop.window.shell import Shell
    from closeness_desktop.window.widgets.sheet import Sheet

GO = (
    ("today", "Today", "Ctrl+1"),
    ("journal", "Journal", "Ctrl+2"),
    ("practice", "Practice", "Ctrl+3"),
    ("people", "People", "Ctrl+4"),
    ("trends", "Trends", "Ctrl+5"),
    ("log", "your log of practices", None),
    ("trash", "the trash", None),
    ("settings", "Settings", "Ctrl+,"),
    ("help", "Help", "F1"),
)
"""Where one can go by a command: page, what it is called, keys."""

_Keys = QKeySequence.StandardKey


def add_commands(shell: Shell) -> None:
    """Add them all. None but going works while a session has the whole window."""
    go, free = shell.go, shell.is_free
    for command in (
        Command(
            "new", "New entry", partial(go, "journal", new=True), _Keys.New, enabled=free, words=("write",)
        ),
        Command(
            "check-in",
            "Check in",
            partial(_check_in, shell),
            "Ctrl+Shift+F",
            enabled=free,
            words=("feelings",),
        ),
        Command(
            "search", "Search your entries", partial(go, "journal", search=True), _Keys.Find, enabled=free
        ),
        Command("undo", "Undo", shell.foot.undo, UNDO, enabled=free, words=("take", "back")),
        Command("redo", "Redo", shell.foot.redo, REDO, enabled=free, words=("again",)),
        *(Command(f"go.{page}", f"Go to {title}", partial(go, page), keys) for page, title, keys in GO),
    ):
        shell.context.commands.add(command)
    # The window hears these two, for they work before anything is open as well.
    for command in (
        Command("lock", "Lock the journal", shell.lock_wanted.emit, "Ctrl+L"),
        Command(
            "quit", "Close the program", lambda: shell.window().close(), "Ctrl+Q", words=("quit", "exit")
        ),
    ):
        shell.context.commands.add(command, listen=False)


def _check_in(shell: Shell) -> None:
    from closeness_desktop.window.check_in import CheckInSheet

    _lay(shell, CheckInSheet(shell.context, shell))


def _lay(shell: Shell, sheet: Sheet) -> None:
    shell.show_sheet(sheet)
