"""The composition root: builds everything by explicit constructor and opens the window.

Qt is imported inside the functions, so that the command line can name this module without loading it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from closeness_desktop import __version__, logs
from closeness_desktop.clock import SystemClock
from closeness_desktop.errors import KnownError
from closeness_desktop.settings import SettingsFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from closeness_desktop.window.main_window import MainWindow

DESKTOP_ID = "closeness"


def run(journal: Path | None = None, demo: bool = False) -> int:
    """Open the window and stay until it is closed. Returns the exit status."""
    settings = SettingsFile()
    logs.start()
    app, window = build(settings, journal)
    _tell_errors_in(window)
    window.show()
    if demo:
        window.open_sample()
    window.closed.connect(app.quit)
    return int(app.exec())


def build(settings: SettingsFile, journal: Path | None = None) -> tuple[QApplication, MainWindow]:
    """The application and its window, not yet shown."""
    from PySide6.QtWidgets import QApplication

    from closeness_desktop.window.main_window import MainWindow
    from closeness_desktop.window.theme.theme import Theme

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["closeness"])
    app.setApplicationName(DESKTOP_ID)
    app.setApplicationDisplayName("Closeness")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(DESKTOP_ID)
    app.setQuitOnLastWindowClosed(False)
    theme = Theme(settings.now.theme, settings.now.motion)
    theme.apply(app)
    return app, MainWindow(theme, SystemClock(), settings, journal)


def _tell_errors_in(window: MainWindow) -> None:
    """Show what reaches the top of the program in the window, in one sentence; a bug leaves a report."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        if not isinstance(error, KnownError):
            logs.LOGGER.error("a bug reached the top: %s", kind.__name__)
        window.fail(error)

    logs.catch_bugs()
    sys.excepthook = hook
