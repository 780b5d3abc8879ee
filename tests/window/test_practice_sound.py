"""Bells: heard where there is a device, seen where there is none, and never a reason to stop."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import wave
from array import array
from pathlib import Path
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot

from closeness_desktop import paths
from closeness_desktop.practice.effects import SOUNDS, Bell
from closeness_desktop.window.platform.sound import Sounds

SCRIPT = Path(__file__).parents[2] / "packaging" / "make_sounds.py"


@pytest.fixture(scope="module")
def make_sounds() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sounds", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_sounds"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def read(file: Path) -> array[int]:
    with wave.open(str(file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 44_100)
        return array("h", sound.readframes(sound.getnframes()))


@pytest.mark.parametrize("sound", SOUNDS)
def test_a_bell_begins_and_ends_in_silence_and_is_not_clipped(sound: str) -> None:
    file = paths.resource("sounds", f"{sound}.wav")
    samples = read(file)
    assert file.stat().st_size <= 1_000_000
    assert samples[0] == samples[-1] == 0
    assert max(map(abs, samples)) == round(0.89 * 32767)
    tenth = len(samples) // 10
    loudness = [sum(s * s for s in samples[n * tenth : (n + 1) * tenth]) for n in range(10)]
    assert loudness == sorted(loudness, reverse=True), "a struck bell only fades"


def test_the_bells_that_ship_are_those_that_the_script_makes(make_sounds: ModuleType, tmp_path: Path) -> None:
    """To within one step of a sample: another computer's sine may round its last digit otherwise."""
    made = read(make_sounds.write("woodblock", tmp_path))
    shipped = read(paths.resource("sounds", "woodblock.wav"))
    assert len(made) == len(shipped)
    assert all(abs(a - b) <= 1 for a, b in zip(made, shipped, strict=True))
    assert set(make_sounds.BODIES) == set(SOUNDS)


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
