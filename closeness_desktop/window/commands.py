"""What can be done, by name and by key: the palette and the sheet of keys are made from it.

Whoever can do something adds it as a Command: the frame what works anywhere, a page what works on it. Keys
that a widget answers in its own keyPressEvent stand in a constant KEYS of its module.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

OneKey = str | QKeySequence | QKeySequence.StandardKey
Keys = OneKey | tuple[OneKey, ...] | None

ANYWHERE = "Anywhere"


@dataclass(frozen=True)
class KeyHelp:
    """One line of the sheet of keys. keys: as QKeySequence writes them ("Ctrl+B"), several parted by " or ";
    or in words ("A letter")."""

    keys: str
    what: str


@dataclass(frozen=True)
class Command:
    """One thing that can be done.

    id: tells it from all others, "journal.older". title: as a person would ask for it, "Older entry". where:
    the heading it stands under on the sheet of keys. enabled: whether it can be done just now; without it,
    always. words: other words by which a person may look for it.
    """

    id: str
    title: str
    act: Callable[[], object]
    keys: Keys = None
    where: str = ANYWHERE
    enabled: Callable[[], bool] | None = None
    words: tuple[str, ...] = ()

    @property
    def sequences(self) -> tuple[QKeySequence, ...]:
        """Its keys, the ones to be shown first."""
        if self.keys is None:
            return ()
        keys = self.keys if isinstance(self.keys, tuple) else (self.keys,)
        made = [sequence for each in keys if not (sequence := QKeySequence(each)).isEmpty()]
        return tuple(dict.fromkeys(made))  # a standard key may be what was named beside it

    @property
    def shown_keys(self) -> str:
        """Its first keys as the desktop writes them; "" without."""
        return next((keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in self.sequences), "")


class Commands(QObject):
    """The commands of one unlocked journal. The keys of its frame are heard in the whole window."""

    def __init__(self, frame: QWidget | None = None) -> None:
        super().__init__(frame)
        self._frame = frame
        self._held: list[tuple[Command, QWidget | None]] = []

    def add(
        self, command: Command, host: QWidget | None = None, *, listen: bool = True
    ) -> Callable[[], None]:
        """Add one; calling the result takes it away, which also happens when `host` is destroyed.

        host: the widget that it belongs to, usually the page itself: its keys are heard while the keyboard is
        in it, and it is offered while it can be seen. Without one it works anywhere. listen=False: something
        else hears the keys; they are only told.
        """
        held = (command, host)
        self._held.append(held)
        shortcuts = self._listen(command, host) if listen else []

        def remove() -> None:
            if held in self._held:
                self._held.remove(held)
            for shortcut in shortcuts:
                if isValid(shortcut):
                    shortcut.setEnabled(False)
                    shortcut.deleteLater()
            shortcuts.clear()

        if host is not None:
            host.destroyed.connect(remove)
        return remove

    def _listen(self, command: Command, host: QWidget | None) -> list[QShortcut]:
        parent = host or self._frame
        if parent is None:
            return []
        made = []
        for keys in command.sequences:
            shortcut = QShortcut(keys, parent)
            if host is not None:
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda: self._press(command))
            made.append(shortcut)
        return made

    def _press(self, command: Command) -> None:
        if command.enabled is None or command.enabled():
            command.act()

    def all(self) -> list[Command]:
        """Every command there is, in the order in which they were added."""
        return [command for command, _ in self._held]

    def offered(self) -> list[Command]:
        """Those that can be done just now."""
        return [
            command
            for command, host in self._held
            if (host is None or host.isVisible()) and (command.enabled is None or command.enabled())
        ]

    def forget(self) -> None:
        """Let go of all of them."""
        self._held.clear()
