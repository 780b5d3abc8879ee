"""Unlocks a journal through the real window: `python -m benchmarks.unlock FOLDER PASSPHRASE TIMES`.

Prints a line for each: milliseconds from pressing Unlock until Today has been painted, and the share of them
that the derivation of the key took.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from closeness_desktop import application
from closeness_desktop.settings import SettingsFile
from closeness_desktop.vault import keys
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.main_window import MainWindow


class Stopwatch(QObject):
    """Presses Unlock, waits for the first paint of Today, locks, and begins again."""

    def __init__(self, app: QApplication, window: MainWindow, passphrase: str, times: int) -> None:
        super().__init__()
        self._app, self._window, self._passphrase, self._left = app, window, passphrase, times
        self._begun = 0.0
        self._derived = 0.0
        self._waiting = False
        derive = keys.from_passphrase

        def timed(*given: Any) -> bytearray:
            begun = time.perf_counter()
            key = derive(*given)
            self._derived += time.perf_counter() - begun
            return key

        keys.from_passphrase = timed  # type: ignore[assignment]
        app.installEventFilter(self)

    def press(self) -> None:
        """Type the passphrase and press Unlock."""
        page = self._window.findChild(UnlockPage)
        assert page is not None
        page.field.edit.setText(self._passphrase)
        self._begun, self._derived, self._waiting = time.perf_counter(), 0.0, True
        page.unlock_button.click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the shell being painted: everything in it is painted before the next queued call runs."""
        if self._waiting and event.type() is QEvent.Type.Paint and watched is self._window.shell:
            self._waiting = False
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        print((time.perf_counter() - self._begun) * 1000, self._derived * 1000, flush=True)
        self._left -= 1
        self._window.lock()
        if self._left:
            QTimer.singleShot(0, self.press)
        else:
            self._window.close()
            self._app.quit()


def main(folder: Path, passphrase: str, times: int) -> None:
    """Run it."""
    app, window = application.build(SettingsFile(), folder)
    stopwatch = Stopwatch(app, window, passphrase, times)
    window.show()
    QTimer.singleShot(0, stopwatch.press)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
