"""Keeps the display awake while a session runs, for those who ask for it.

wakepy asks the desktop itself: over the session's own D-Bus on Linux, by a system call on Windows, and
through the system's small helper `caffeinate` on a Mac. Nothing leaves the computer, and the desktop is told
wakepy's name, not ours. It is imported at the first wish: a journal opened to write needs none of it.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wakepy import Mode

CANNOT = "This desktop cannot be asked to keep the display awake, so it may go dark. The session goes on."

_log = logging.getLogger(__name__)


class Awake:
    """Holds the display awake from `hold` to `release`. Nothing raises: a dark display ends no session."""

    def __init__(self) -> None:
        self._mode: Mode | None = None
        self._refused = False

    @property
    def held(self) -> bool:
        """Whether the display is kept awake now."""
        return self._mode is not None

    def hold(self) -> bool:
        """Keep the display awake from now on; False when the desktop cannot be asked to.

        A desktop that refused is not asked again by this object.
        """
        if self._mode is not None:
            return True
        if self._refused:
            return False
        try:
            from wakepy import keep

            mode = keep.presenting(on_fail="pass")
            mode.__enter__()
        except (ImportError, OSError, RuntimeError) as error:
            _log.info("The display is not kept awake: %s", type(error).__name__)
            self._refused = True
            return False
        if mode.active:
            self._mode = mode
        else:
            self._refused = True
            self._leave(mode)
        return mode.active

    def release(self) -> None:
        """Let the display go dark as it would."""
        mode, self._mode = self._mode, None
        if mode is not None:
            self._leave(mode)

    def _leave(self, mode: Mode) -> None:
        try:
            mode.__exit__(None, None, None)
        except (OSError, RuntimeError) as error:  # the desktop's service is gone, and its promise with it
            _log.info("The display was not let go: %s", type(error).__name__)
