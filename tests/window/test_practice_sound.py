"""Bells: heard where there is a device, seen where there is none, and never a reason to stop."""

from __future__ import annotations

import subprocess
import sys

from pytestqt.qtbot import QtBot

from closeness_desktop.practice.effects import Bell
from closeness_desktop.window.platform.sound import Sounds


def test_every_strike_is_struck_heard_or_not(qtbot: QtBot) -> None:
    bells = Sounds()
    struck: list[str] = []
    bells.struck.connect(struck.append)
    bells.prepare("bell")
    bells.ring(Bell("bell", 3, 0.01, "end"))
    qtbot.waitUntil(lambda: len(struck) == 3)
    assert struck == ["bell"] * 3
    assert bells.available is not bool(bells.why)


def test_hushed_bells_strike_no_more(qtbot: QtBot) -> None:
    bells = Sounds()
    struck: list[str] = []
    bells.struck.connect(struck.append)
    bells.ring(Bell("bowl", 9, 0.02, "end"))
    bells.hush()
    with qtbot.assertNotEmitted(bells.struck, wait=60):
        pass
    assert struck == ["bowl"]


def test_a_computer_without_sound_says_so_in_a_sentence() -> None:
    """In a process of its own, where no sound server can be reached."""
    code = (
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "import sys; from closeness_desktop.window.platform.sound import Sounds\n"
        "from closeness_desktop.practice.effects import Bell\n"
        "assert 'PySide6.QtMultimedia' not in sys.modules\n"
        "bells = Sounds(); bells.ring(Bell('bowl', 2, 0.0, 'start')); print(bells.available, bells.why)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={"PULSE_SERVER": "unix:/nonexistent", "QT_QPA_PLATFORM": "offscreen", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert result.stdout in (
        "False There is no sound device, so the bells stay silent. You will see each of them.\n",
        "True \n",
    )
    assert "Traceback" not in result.stderr


def test_nothing_is_said_on_the_terminal_when_a_file_was_read_before_the_first_look() -> None:
    """In a process of its own, where no sound server can be reached: Qt warns of it once."""
    code = (
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from closeness_desktop.window.platform.decode import Decoder, Limit\n"
        "from closeness_desktop.window.platform.output import device_found\n"
        "decoder = Decoder(app); decoder.start(b'RIFF', Limit(1, 1000, 'A bell')); decoder.stop()\n"
        "device_found()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={"PULSE_SERVER": "unix:/nonexistent", "QT_QPA_PLATFORM": "offscreen", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (result.stdout, result.stderr) == ("", "")
