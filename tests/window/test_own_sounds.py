"""A sound of one's own: read from a file into the journal, chosen, heard, removed, brought back."""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice_setup import PracticeSetup
from closeness_desktop.window.pages.setup_own_sounds import ADD
from closeness_desktop.window.platform.sound import Sounds
from tests.window.conftest import Heard


@pytest.fixture
def setup(context: Context) -> Iterator[PracticeSetup]:
    sounds = Sounds()
    made = PracticeSetup(context, sounds)
    practice = context.practices.find("sitting")
    assert practice is not None
    made.show_practice(practice, SittingPlan())
    made.show()
    yield made
    sounds.finish()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def sound_file(file: Path, seconds: float = 0.2) -> Path:
    """A soft tone."""
    frames = [round(8000 * math.sin(n / 8)) for n in range(round(8000 * seconds))]
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(struct.pack(f"<{len(frames)}h", *frames))
    return file


def test_a_file_becomes_a_bell_to_choose(
    setup: PracticeSetup, context: Context, heard: Heard, tmp_path: Path, qtbot: QtBot
) -> None:
    card = setup.bells
    with qtbot.waitSignal(card.add_sound.added, timeout=20_000):
        card.add_sound.read(sound_file(tmp_path / "Grandmother’s bell.wav"))
    (own,) = context.journal.sounds.all()
    assert own.name == "Grandmother’s bell"
    assert own.seconds == pytest.approx(0.2, abs=0.05)
    assert setup.plan().sound == f"own:{own.id}"
    assert card.sound.choice.currentText() == "Grandmother’s bell"
    assert card.add_sound.link.text() == ADD
    assert setup.around.bed.choice.findText("Grandmother’s bell") >= 0, "it can be sat in too"
    _said, undo = heard.said[-1]
    assert undo is not None
    undo()
    assert context.journal.sounds.all() == []


def test_a_file_without_sound_is_told(
    setup: PracticeSetup, context: Context, tmp_path: Path, qtbot: QtBot
) -> None:
    add = setup.around.add_sound
    text = tmp_path / "notes.mp3"
    text.write_text("These are words, not a sound. " * 50, encoding="utf-8")
    add.read(text)
    qtbot.waitUntil(lambda: not add.reading, timeout=20_000)
    assert add.wrong.isVisibleTo(setup)
    assert add.wrong.text().endswith(".")
    assert context.journal.sounds.all() == []


def test_a_file_that_is_gone_is_told(setup: PracticeSetup, tmp_path: Path) -> None:
    setup.bells.add_sound.read(tmp_path / "gone.wav")
    assert setup.bells.add_sound.wrong.text().startswith("The file cannot be read")
    assert not setup.bells.add_sound.reading


def test_a_long_sound_is_a_bed_and_no_bell(setup: PracticeSetup, context: Context, tmp_path: Path) -> None:
    sound = context.journal.sounds.add("Brook", sound_file(tmp_path / "a.wav", 61).read_bytes())
    assert setup.around.bed.choice.findData(f"own:{sound.id}") > 0
    assert setup.bells.sound.choice.findData(f"own:{sound.id}") < 0


def test_one_of_ones_own_can_be_removed_and_brought_back(
    setup: PracticeSetup, context: Context, heard: Heard, tmp_path: Path
) -> None:
    own = context.journal.sounds.add("Brook", sound_file(tmp_path / "a.wav").read_bytes())
    bed = setup.around.bed
    assert not bed.remove.isVisibleTo(setup), "quiet cannot be removed"
    bed.choose(f"own:{own.id}")
    assert bed.remove.isVisibleTo(setup)
    bed.remove.click()
    assert bed.value is None
    assert bed.choice.findText("Brook") < 0
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert bed.choice.findText("Brook") > 0
    bed.choose("rain")
    assert not bed.remove.isVisibleTo(setup), "what ships with the program stays"
