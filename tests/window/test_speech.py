"""The desktop's voice: heard where there is one, never pretended, never a reason for an error."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtTextToSpeech import QTextToSpeech
from pytestqt.qtbot import QtBot

from closeness_desktop.window.platform import speech
from closeness_desktop.window.platform.speech import NO_VOICE, Speech


def pretended() -> tuple[Speech, QTextToSpeech]:
    """Qt's pretended voice, which behaves as a real one and is silent; a new one, that says nothing yet."""
    speech._engines.pop(speech.MOCK, None)
    voice = Speech(engines=[speech.MOCK])
    assert voice.available
    return voice, speech._engines[speech.MOCK]


def test_without_a_voice_it_says_so_in_a_sentence_and_stays_silent(qtbot: QtBot) -> None:
    voice = Speech(engines=[])
    voice.prepare()
    voice.say("Sit as you are.")
    voice.stop()
    assert not voice.available
    assert voice.why == NO_VOICE


def test_the_pretended_voice_is_never_taken_for_one(qtbot: QtBot) -> None:
    speech._engines.clear()
    voice = Speech()
    voice.prepare()
    assert voice.available is (voice.why == "")
    assert speech.MOCK not in speech._engines


def test_a_line_is_said_and_can_be_cut_short(qtbot: QtBot) -> None:
    voice, made = pretended()
    voice.say("Notice where your body meets the chair.")
    qtbot.waitUntil(lambda: made.state() == QTextToSpeech.State.Speaking)
    voice.stop()
    qtbot.waitUntil(lambda: made.state() == QTextToSpeech.State.Ready)


def test_lines_are_said_one_after_another(qtbot: QtBot) -> None:
    voice, made = pretended()
    begun: list[bool] = []
    made.aboutToSynthesize.connect(lambda _number: begun.append(True))
    voice.say("One.")
    voice.say("Two.")
    assert len(begun) < 2
    qtbot.waitUntil(lambda: len(begun) == 2, timeout=10_000)


def test_an_empty_line_is_not_said(qtbot: QtBot) -> None:
    voice, made = pretended()
    voice.say("  ")
    assert made.state() == QTextToSpeech.State.Ready


def test_its_volume_is_that_of_the_person(qtbot: QtBot) -> None:
    voice, made = pretended()
    voice.set_volume(35)
    assert round(made.volume(), 2) == 0.35


def test_a_language_without_a_voice_is_no_voice(qtbot: QtBot) -> None:
    assert not Speech(language="tlh", engines=[speech.MOCK]).available


def test_nothing_is_loaded_before_somebody_wants_to_hear_it() -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([])\n"
        "import sys; from closeness_desktop.window.platform.speech import Speech\n"
        "voice = Speech(); voice.stop(); voice.set_volume(10); quick = voice.why\n"
        "assert 'PySide6.QtTextToSpeech' not in sys.modules\n"
        "voice.prepare(); print(bool(voice.why) is not voice.available)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert (done.stdout, "Error loading" in done.stderr) == ("True\n", False)
