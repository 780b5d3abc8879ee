"""The desktop's own voice, where there is one. Captions never depend on it.

Qt's speech is imported, and the voice asked for, only when somebody wants to hear it: that may start a
program of the desktop's, and take seconds where it knows thousands of voices. What is said is handed to the
desktop and goes no other way.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QLoggingCategory, QObject

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

MOCK = "mock"
"""Qt's pretended voice, for tests of its own; nobody hears it."""

NO_VOICE = "This desktop has no voice that could say the lines. You will see each of them."

SLOWER = -0.15
"""How fast it speaks, from −1 to 1; 0 is the desktop's usual."""

_QUIET = "qt.multimedia*=false\nqt.pulseaudio*=false\nqt.speech*=false"


class Speech(QObject):
    """Says one line after another. Nothing here raises.

    language: of what is said, "en". engines: names of Qt's engines to try; None for all but the pretended.
    """

    def __init__(
        self, parent: QObject | None = None, *, language: str = "en", engines: Sequence[str] | None = None
    ) -> None:
        super().__init__(parent)
        self._language, self._engines = language, engines
        self._voice: QTextToSpeech | None = None
        self._looked = False
        self._volume = 0.8

    def prepare(self) -> None:
        """Look for the voice now, before a session begins: it may take some seconds, once a process."""
        self._find()

    @property
    def available(self) -> bool:
        """Whether something can be said. Prepares, if that was not done."""
        return self._find() is not None

    @property
    def why(self) -> str:
        """One sentence for a person when nothing can be said; "" when it can, as far as is known quickly."""
        known = self._voice is not None if self._looked else _likely()
        return "" if known else NO_VOICE

    def set_volume(self, percent: int) -> None:
        """How loud the next line is said, 0–100."""
        self._volume = max(0, min(100, percent)) / 100
        if self._voice is not None:
            self._voice.setVolume(self._volume)

    def say(self, line: str) -> None:
        """Say one line, after what is being said."""
        if (voice := self._find()) is not None and line.strip():
            voice.setVolume(self._volume)
            voice.enqueue(line)

    def stop(self) -> None:
        """Be silent at once, and forget what was to be said."""
        if self._voice is not None:
            from PySide6.QtTextToSpeech import QTextToSpeech

            self._voice.stop(QTextToSpeech.BoundaryHint.Immediate)

    def _find(self) -> QTextToSpeech | None:
        if not self._looked:
            self._looked = True
            with _quietly():
                self._voice = self._look()
        return self._voice

    def _look(self) -> QTextToSpeech | None:
        try:
            from PySide6.QtTextToSpeech import QTextToSpeech
        except ImportError:  # a system library that it needs is missing
            return None
        names = self._engines
        if names is None:
            names = [name for name in QTextToSpeech.availableEngines() if name != MOCK]
        for name in names:
            voice = _engines.get(name) or QTextToSpeech(name)
            if voice.state() != QTextToSpeech.State.Error and _speak(voice, self._language):
                voice.setRate(SLOWER)
                _engines[name] = voice
                return voice
        return None


_engines: dict[str, QTextToSpeech] = {}
"""Those that were found, kept for the life of the process: finding one again would take as long."""


def _speak(voice: QTextToSpeech, language: str) -> bool:
    """Have it speak a language, as this country does if it can; whether there is a voice for it."""
    wanted, here = QLocale(language).language(), QLocale.system().name()
    fitting = [each for each in voice.availableLocales() if each.language() == wanted]
    if not fitting:
        return False
    voice.setLocale(min(fitting, key=lambda each: (each.name() != here, each.name())))
    return bool(voice.availableVoices())


def _likely() -> bool:
    """Whether there may be a voice, without asking for it."""
    if sys.platform != "linux":
        return True
    spoken = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"), "speech-dispatcher", "speechd.sock")
    return shutil.which("speech-dispatcher") is not None or spoken.exists()


@contextmanager
def _quietly() -> Iterator[None]:
    """Without a word on the terminal about engines that cannot be loaded."""
    QLoggingCategory.setFilterRules(f"{_QUIET}\ndefault.warning=false\ndefault.critical=false")
    try:
        yield
    finally:
        QLoggingCategory.setFilterRules(_QUIET)
