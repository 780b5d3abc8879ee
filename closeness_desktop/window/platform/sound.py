"""Bells that ring through the desktop's sound device, or stay silent and say so.

Qt's multimedia is imported at the first look for a device, because it costs tens of milliseconds and a
journal opened to write needs none of it.
"""

from __future__ import annotations

import sys
from itertools import cycle
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, Qt, QTimer, QUrl, Signal

from closeness_desktop import paths
from closeness_desktop.practice.effects import Bell, Sound

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

VOICES = 3
"""Strikes of one bell that may ring at once: the longest tail (11 s) over the space between strikes (4 s)."""

NO_DEVICE = "There is no sound device, so the bells stay silent. You will see each of them."
NO_LIBRARY = "Sound cannot be played on this computer, so the bells stay silent. You will see each of them."


_QUIET = "qt.multimedia*=false\nqt.pulseaudio*=false"


class Bells(QObject):
    """The bells. Nothing here raises: a bell that cannot be heard is no reason to end a sitting.

    struck: comes with the name of the sound at every strike, heard or not.
    """

    struck = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voices: dict[Sound, cycle[QSoundEffect]] = {}
        self._waiting: list[QTimer] = []

    @property
    def available(self) -> bool:
        """Whether there is a device to ring through now."""
        return not self.why

    @property
    def why(self) -> str:
        """One sentence for a person when the bells are silent; "" when they can be heard."""
        try:
            return "" if _device_found() else NO_DEVICE
        except ImportError:  # a system library that Qt's multimedia needs is missing
            return NO_LIBRARY

    def prepare(self, *sounds: Sound) -> None:
        """Load sounds ahead, so that the first strike is not late."""
        if self.available:
            for sound in sounds:
                self._voice(sound)

    def ring(self, bell: Bell) -> None:
        """Strike as often as the bell says: now, and then every `spacing` seconds."""
        self.strike(bell.sound)
        for number in range(1, bell.strikes):
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.timeout.connect(lambda sound=bell.sound: self.strike(sound))
            timer.start(round(number * bell.spacing * 1000))
            self._waiting.append(timer)

    def strike(self, sound: Sound) -> None:
        """Strike once."""
        if self.available:
            next(self._voice(sound)).play()
        self.struck.emit(sound)

    def hush(self) -> None:
        """Let no further strike follow. What was struck may fade."""
        for timer in self._waiting:
            timer.stop()
            timer.deleteLater()
        self._waiting.clear()

    def _voice(self, sound: Sound) -> cycle[QSoundEffect]:
        if sound not in self._voices:
            from PySide6.QtMultimedia import QSoundEffect

            voices = [QSoundEffect(self) for _ in range(VOICES)]
            for voice in voices:
                voice.setSource(QUrl.fromLocalFile(str(paths.resource("sounds", f"{sound}.wav"))))
            self._voices[sound] = cycle(voices)
        return self._voices[sound]


def _device_found() -> bool:
    """Whether the desktop has a sound device now.

    The first look makes Qt list on the terminal every video and sound library that it does not find, and warn
    in the general category that no sound server answers. We say so to the person ourselves.
    """
    first = "PySide6.QtMultimedia" not in sys.modules
    if first:
        QLoggingCategory.setFilterRules(f"{_QUIET}\ndefault.warning=false")
    try:
        from PySide6.QtMultimedia import QMediaDevices

        return not QMediaDevices.defaultAudioOutput().isNull()
    finally:
        if first:
            QLoggingCategory.setFilterRules(_QUIET)
