"""What goes on while the journal is locked, and what is to be shown when it is open again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from closeness_desktop.clock import Clock

if TYPE_CHECKING:
    from closeness_desktop.window.carried import Carried, Going
    from closeness_desktop.window.gate.unlock import UnlockPage
    from closeness_desktop.window.shell import Shell


class Meanwhile(QObject):
    """Belongs to the journal that was locked last; forgotten when another one is opened."""

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._folder: Path | None = None
        self._carried: Carried | None = None
        self._wish: tuple[str, dict[str, object]] | None = None

    def begin(self, folder: Path, going: Going | None) -> None:
        """The journal in `folder` is locked: let its session go on, if there is one."""
        self.drop()
        self._folder = folder
        if going is not None:
            from closeness_desktop.window.carried import Carried

            self._carried = Carried(self._clock, going, self)
            self._carried.start()

    def wish(self, page: str, **where: object) -> None:
        """Show this page after unlocking, rather than the first. What was wished before stands."""
        self._wish = self._wish or (page, where)

    def tell(self, page: UnlockPage) -> None:
        """Let the gate tell how long the session still takes."""
        if self._carried is not None:
            page.tell(self._carried.line)
            self._carried.told.connect(page.tell)

    def take_up(self, folder: Path | None, shell: Shell) -> None:
        """The journal in `folder` is open: show its session where it stands now, or the page wished for."""
        carried, wish, same = self._carried, self._wish, folder == self._folder
        self.drop()
        if not same:
            return
        if carried is not None:
            shell.go(carried.going.page, session=carried.going.session, unseen=carried.unseen)
        elif wish is not None:
            page, where = wish
            shell.go(page, **where)

    def drop(self) -> None:
        """Let go of all of it. What was kept in the journal before stays there."""
        carried, self._carried, self._wish = self._carried, None, None
        if carried is not None:
            carried.stop()
            carried.deleteLater()
