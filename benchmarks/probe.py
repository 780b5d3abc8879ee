"""What a fresh process runs to be measured: `python -m benchmarks.probe KIND BEGUN [FOLDER]`.

KIND is `bare` (an empty PySide6 window of the same size), `ours` (our window, asking for the passphrase) or
`command` (the same through the whole `closeness` command). BEGUN is the parent's monotonic clock in
nanoseconds just before the process was started. Prints milliseconds until the first frame and the peak
resident memory in KiB, then leaves without tidying up, so that nothing but the way there is measured.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SIZE = (1280, 820)


def watch(window: QWidget, begun: int) -> None:
    """Report, and leave, as soon as the window has painted its first frame."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        """Sees the window's events before it does."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """The paint itself still follows; what is queued now runs when all of it is done."""
            if event.type() is QEvent.Type.Paint:
                QTimer.singleShot(0, lambda: report(begun))
            return False

    window.installEventFilter(Watcher(window))


def report(begun: int) -> None:
    """Say how long it took and how much memory it took, and leave."""
    spent = (time.monotonic_ns() - begun) / 1e6
    print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
    os._exit(0)


def bare(begun: int) -> None:
    """An empty window."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication(["bare"])
    window = QWidget()
    window.resize(*SIZE)
    watch(window, begun)
    window.show()
    app.exec()


def ours(begun: int, folder: Path) -> None:
    """Our window at its first page, built as the program builds it."""
    from closeness_desktop import application
    from closeness_desktop.settings import SettingsFile

    app, window = application.build(SettingsFile(), folder)
    window.resize(*SIZE)
    watch(window, begun)
    window.show()
    app.exec()


def command(begun: int, folder: Path) -> None:
    """Our window as the `closeness` command opens it."""
    from closeness_desktop import application, cli

    build = application.build

    def watched(*given: object, **named: object) -> object:
        app, window = build(*given, **named)  # type: ignore[arg-type]
        watch(window, begun)
        return app, window

    application.build = watched  # type: ignore[assignment]
    sys.argv = ["closeness", "--journal", str(folder)]
    cli.main()


if __name__ == "__main__":
    kind, begun = sys.argv[1], int(sys.argv[2])
    if kind == "bare":
        bare(begun)
    else:
        {"ours": ours, "command": command}[kind](begun, Path(sys.argv[3]))
