"""The composition root: builds everything by explicit constructor and opens the window.

Qt is imported inside the functions, so that the command line can name this module without loading it.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from closeness_desktop import __version__, logs, paths
from closeness_desktop.clock import SystemClock
from closeness_desktop.errors import KnownError
from closeness_desktop.settings import SettingsFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from closeness_desktop.window.main_window import MainWindow

DESKTOP_ID = "closeness"


def run(journal: Path | None = None, demo: bool = False) -> int:
    """Open the window and stay until it is closed. Returns the exit status."""
    from closeness_desktop.window.sweeping import sweeping

    settings = SettingsFile()
    logs.start()
    app, window = build(settings, journal)
    _tell_errors_in(window)
    window.show()
    if demo:
        window.open_sample()
    window.closed.connect(app.quit)
    with closed_by_signals(window), sweeping(app):
        return int(app.exec())


@contextmanager
def closed_by_signals(window: MainWindow) -> Iterator[None]:
    """Let a polite request to end (SIGTERM, Ctrl+C, a closed terminal) save and lock before the program goes.

    Python runs its handlers between two of its own instructions, and Qt's loop may wait long for the next:
    so the signal also wakes the loop through a socket. Source: docs of `signal.set_wakeup_fd`.
    """
    from PySide6.QtCore import QSocketNotifier

    reader, writer = socket.socketpair()
    for end in (reader, writer):
        end.setblocking(False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: reader.recv(64))
    polite = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda *_: window.close()) for number in polite}
    woken = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken)
        for number, handler in before.items():
            signal.signal(number, handler)
        notifier.setEnabled(False)
        reader.close()
        writer.close()


def application() -> QApplication:
    """Qt's application object, made at the first call."""
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["closeness"])
    app.setApplicationName(DESKTOP_ID)
    app.setApplicationDisplayName("Closeness")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(DESKTOP_ID)
    app.setQuitOnLastWindowClosed(False)
    return app


def need_a_display() -> None:
    """Raise KnownError where no window can be: Qt would end the program then, with a core dump."""
    ways = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in ways):
        raise KnownError("There is no display here for a window. The commands work: see “closeness --help”.")


def build(settings: SettingsFile, journal: Path | None = None) -> tuple[QApplication, MainWindow]:
    """The application and its window, not yet shown."""
    from closeness_desktop.window.main_window import MainWindow
    from closeness_desktop.window.theme.theme import Theme

    app = application()
    theme = Theme(settings.now.theme, settings.now.motion)
    theme.apply(app)
    return app, MainWindow(theme, SystemClock(), settings, journal)


def tour(folder: Path) -> int:
    """Walk through the window without a display, say what happened, leave pictures in `folder`."""
    paths.make_private(folder)

    def walk() -> None:
        from closeness_desktop.window import tour as way

        way.walk(application(), folder, print, pictures=True)
        print(f"The pictures lie in {folder.resolve()}")

    return _without_display(walk)


def self_test() -> int:
    """Check an installed copy, offscreen, with a sample journal that is gone afterwards. Returns 0 or 1."""

    def walk() -> None:
        from closeness_desktop.window import tour as way

        with tempfile.TemporaryDirectory(prefix="closeness-test-") as home:
            way.walk(application(), Path(home), print, pictures=False)
        print("This copy works.")

    return _without_display(walk)


def _without_display(walk: Callable[[], None]) -> int:
    """Run something offscreen; whatever goes wrong becomes one sentence and exit status 1."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        walk()
    except KnownError as error:
        print(error, file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 (the outermost place: said in a sentence, kept in a report)
        print(logs.bug_sentence(error), file=sys.stderr)
        return 1
    return 0


def _tell_errors_in(window: MainWindow) -> None:
    """Show what reaches the top of the program in the window, in one sentence; a bug leaves a report."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        if not isinstance(error, KnownError):
            logs.LOGGER.error("a bug reached the top: %s", kind.__name__)
        window.fail(error)
        # Python keeps the last fault for a debugger, with every variable of the places it passed through.
        for name in ("last_type", "last_value", "last_traceback", "last_exc"):
            sys.__dict__.pop(name, None)

    logs.catch_bugs()
    sys.excepthook = hook
