"""The sample journal as the window holds it: made in a private temporary folder, removed when closed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from closeness_desktop.clock import Clock

if TYPE_CHECKING:
    from closeness_desktop.journal import Journal

NAME = "Sample journal.closeness"


class Sample:
    """At most one sample journal at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._home: Path | None = None

    def make(self) -> Journal:
        """Fill a fresh sample journal and return it open. Takes a few seconds."""
        from closeness_desktop import demo

        self.remove()
        self._home = Path(tempfile.mkdtemp(prefix="closeness-sample-"))
        return demo.make_demo(self._home / NAME, clock=self._clock)

    def is_at(self, folder: Path) -> bool:
        """Whether that folder is the sample journal."""
        return self._home is not None and folder.is_relative_to(self._home)

    def hint(self, folder: Path) -> str:
        """What the unlock page says when the sample is locked; "" for any other journal."""
        if not self.is_at(folder):
            return ""
        from closeness_desktop import demo

        return f"This is the sample. Its passphrase is “{demo.PASSPHRASE}”."

    def remove(self) -> None:
        """Take the sample off the disk. Call it when it is closed."""
        home, self._home = self._home, None
        if home is not None:
            shutil.rmtree(home)
