"""What a fresh process runs to be measured: `python -m benchmarks.probe KIND BEGUN [FOLDER]`.

KIND is `bare` (an empty PySide6 window of the same size), `ours` (our window, asking for the passphrase) or
`command` (the same through the whole `closeness` command). BEGUN is the parent's monotonic clock in
nanoseconds just before the process was started. Prints milliseconds until the first frame, milliseconds of
processor time spent by then, and the peak resident memory in MiB; then leaves without tidying up, so that
nothing but the way there is measured.
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
    """Report, and leave, as soon as the window, not yet shown, has painted its first frame.

    Its native window is watched: when it is exposed, all widgets on it are painted before the event is done.
    """
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        """Sees the native window's events before it does."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """The painting itself still follows; what is queued now runs when it is done."""
            if event.type() is QEvent.Type.Expose:
                QTimer.singleShot(0, lambda: report(begun))
            return False

    window.winId()
    handle = window.windowHandle()
    handle.installEventFilter(Watcher(handle))


def report(begun: int) -> None:
    """Say how long it took and how much memory it took, and leave."""
    spent = (time.monotonic_ns() - begun) / 1e6
    print(spent, time.process_time() * 1000, peak_memory(), flush=True)
    os._exit(0)


def peak_memory() -> float:
    """MiB. Linux: the kernel's high-water mark of this program alone; `getrusage` would include the parent's,
    from the moment between fork and exec."""
    if sys.platform == "linux":
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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


def command(begun: int) -> None:
    """Our window as the `closeness` command opens it, for the journal that was open last."""
    from closeness_desktop import application, cli

    build = application.build

    def watched(*given: object, **named: object) -> object:
        app, window = build(*given, **named)  # type: ignore[arg-type]
        watch(window, begun)
        return app, window

    application.build = watched  # type: ignore[assignment]
    sys.argv = ["closeness"]
    cli.main()


if __name__ == "__main__":
    kind, begun = sys.argv[1], int(sys.argv[2])
    if kind == "bare":
        bare(begun)
    elif kind == "ours":
        ours(begun, Path(sys.argv[3]))
    else:
        command(begun)
