"""Where sounds are taken from: those that ship with the program, and a person's own out of the journal."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from closeness_desktop import paths
from closeness_desktop.errors import KnownError
from closeness_desktop.practice.effects import Sound

if TYPE_CHECKING:
    from closeness_desktop.window.platform.waves import Samples, Wave

INSTEAD: Sound = "bowl"
"""What rings for a sound of one's own that is no longer there or cannot be read."""

Load: TypeAlias = Callable[[str], bytes]
"""The WAV file of a sound by its name, "own:ID" or "pack:ID:NAME". May raise KnownError."""

_log = logging.getLogger(__name__)


class Shelf:
    """Sounds by name, made ready for one device; sounds of one's own only while `load` is there."""

    def __init__(self) -> None:
        self.load: Load | None = None
        self._ready: dict[tuple[Sound, int, int], Samples] = {}

    def samples(self, sound: Sound, rate: int, channels: int) -> Samples:
        """A sound to be struck. One that cannot be had is stood in for by INSTEAD."""
        from closeness_desktop.window.platform.waves import at_rate

        key = (sound, rate, channels)
        if key not in self._ready:
            wave = self.wave(sound) or self.wave(INSTEAD)
            if wave is None:  # an installation without its own bells
                raise FileNotFoundError(INSTEAD)
            self._ready[key] = at_rate(wave, rate, channels)
        return self._ready[key]

    def wave(self, sound: Sound) -> Wave | None:
        """A sound as it is stored; None when it cannot be had."""
        from closeness_desktop.window.platform.waves import read

        try:
            if ":" not in sound:
                file = paths.resource("sounds", f"{sound}.wav")
                return read(file.read_bytes()) if file.is_file() else None
            return read(self.load(sound)) if self.load is not None else None
        except KnownError as error:
            _log.info("A sound cannot be had: %s", type(error).__name__)
            return None

    def forget_own(self) -> None:
        """Let go of what came out of a journal."""
        self.load = None
        self._ready = {key: samples for key, samples in self._ready.items() if ":" not in key[0]}
