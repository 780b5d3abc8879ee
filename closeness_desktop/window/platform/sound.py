"""What a session sounds like: bells to the moment, cues for the breath, a bed beneath; or silence, and why.

Qt's multimedia and numpy are imported at the first look for a device, because they cost a good part of a
tenth of a second and a journal opened to write needs neither.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from closeness_desktop.practice.effects import Bell, BreathChanged, BreathPhase, Sound
from closeness_desktop.practice.plan import Around
from closeness_desktop.window.platform.output import Output, device_found
from closeness_desktop.window.platform.placed import Placed
from closeness_desktop.window.platform.shelf import Load, Shelf

if TYPE_CHECKING:
    from closeness_desktop.window.platform.mixer import Mixer

__all__ = ["Load", "Sounds"]

NO_DEVICE = "There is no sound device, so the bells stay silent. You will see each of them."
NO_LIBRARY = "Sound cannot be played on this computer, so the bells stay silent. You will see each of them."
LOST = "The sound device is gone, so the rest stays silent. You will see each bell."

COMES, GOES, STEPS_ASIDE = 3.0, 1.0, 0.8
"""Seconds in which a bed comes, goes, and makes way for a pause or comes again after it."""

TRIAL = 8.0
"""Seconds of a bed that is tried out."""

PATIENCE = 2.5
"""Seconds that a session waits at the longest for a device to begin; one that was asleep may take two."""

LINGER = 1.0
"""Seconds for which the device is kept after the last sound when there is no session."""


class Sounds(QObject):
    """Bells, cues and a bed. Nothing here raises: what cannot be heard is no reason to end a session.

    A page calls `begin` when its session begins and `finish` when it is over; in between it may `ring`,
    `cue`, `foresee`, and pause and resume the bed. To try a sound, `strike` and `try_bed` need no `begin`.

    struck: comes with the name of the sound at every strike, heard or not. lost: the device went away during
    a session; carries one sentence for the person, once a session.
    """

    struck = Signal(str)
    lost = Signal(str)

    def __init__(self, parent: QObject | None = None, output: Output | None = None) -> None:
        super().__init__(parent)
        self._output = output or Output(self)
        self._output.gone.connect(self._device_gone)
        self._output.fed.connect(self._fed)
        self._shelf = Shelf()
        self._around = Around()
        self._running = self._told = self._ending = False
        self._bed: str | None = None  # the one that is to sound now
        self._silent_since: float | None = None
        self._placed: Placed | None = None
        self._start: Callable[[float], None] | None = None
        self._asked = 0.0
        self._waiting: list[QTimer] = []
        self._trial = QTimer(self)
        self._trial.setSingleShot(True)
        self._trial.timeout.connect(self._end_trial)

    @property
    def available(self) -> bool:
        """Whether there is a device to be heard through now."""
        return not self.why

    @property
    def why(self) -> str:
        """One sentence for a person when all is silent; "" when it can be heard."""
        try:
            return "" if device_found() else NO_DEVICE
        except ImportError:  # a system library that Qt's multimedia needs is missing
            return NO_LIBRARY

    # ------------------------------------------------------------------ a session

    def begin(self, around: Around, sounds: Iterable[Sound] = (), load: Load | None = None) -> None:
        """Open the device for a session, load its sounds ahead, and let its bed come.

        load: gives the sounds of one's own; it is let go of in `finish`.
        """
        self.finish(at_once=True)
        self._around, self._running, self._told = around, True, False
        self._shelf.load = load
        self._bed = around.bed
        self._desk()
        self.prepare(*sounds)

    def when_heard(self, start: Callable[[float], None]) -> None:
        """Call `start` once with the seconds in which a sound that it asks for will be heard: as soon as that
        can be told, which is when the device has begun; at once when all is silent. `finish` calls it off.
        """
        self._start, self._asked = start, time.monotonic()
        self._try_start()

    def finish(self, *, at_once: bool = False) -> None:
        """The session is over, or the page is left: what sounds fades in a second, then the device is let go.

        Sounds of one's own are let go of now. at_once: nothing fades.
        """
        self.hush()
        self._trial.stop()
        self._running, self._bed, self._start = False, None, None
        self._shelf.forget_own()
        if at_once:
            self._close()
        elif (mixer := self._output.mixer) is not None:
            mixer.fade_out()
            self._ending = True

    def set_volumes(self, *, bells: int | None = None, bed: int | None = None) -> None:
        """Change volumes (percent, 0–100), also of what sounds now."""
        now = self._around
        self._around = replace(
            now,
            bell_volume=now.bell_volume if bells is None else bells,
            bed_volume=now.bed_volume if bed is None else bed,
        )
        if (mixer := self._output.mixer) is not None:
            from closeness_desktop.window.platform.mixer import gain

            mixer.bells.send(gain(self._around.bell_volume), mixer.rate // 10)
            if self._bed is not None:
                mixer.bed_to(gain(self._around.bed_volume), 0.3)

    def pause_bed(self) -> None:
        """Let the bed make way, as in a pause."""
        self._bed = None
        if (mixer := self._output.mixer) is not None:
            mixer.bed_to(0.0, STEPS_ASIDE)

    def resume_bed(self) -> None:
        """Let it come again, from where it was."""
        if self._running:
            self._bed = self._around.bed
            self._lay_bed(STEPS_ASIDE)

    # ------------------------------------------------------------------ bells

    def prepare(self, *sounds: Sound) -> None:
        """Load sounds ahead, so that the first strike is not late. `begin` does it for a session."""
        if sounds and (mixer := self._desk()) is not None:
            for sound in sounds:
                self._shelf.samples(sound, mixer.rate, mixer.channels)

    def foresee(
        self, bells: Iterable[tuple[float, Bell]], breaths: Iterable[tuple[float, BreathChanged]] = ()
    ) -> None:
        """Lay bells and cues in their places: each is heard at its moment, not when the window gets to it.

        bells, breaths: what comes in how many seconds from now, soonest first, as a session's `bells_ahead`
        and `breaths_ahead` give it; what is far is left for later. Call it at every tick; `ring` and `cue`
        are called all the same when one falls due, and do not let it be heard again. What is no longer
        foreseen is taken back: () takes back all.
        """
        if self._running and self._placed is not None:
            cues = ((seconds, _cue(breath.phase)) for seconds, breath in breaths)
            self._placed.lay(merge(bells, cues, key=itemgetter(0)))

    def ring(self, bell: Bell) -> None:
        """Strike as often as the bell says: now, and then every `spacing` seconds."""
        if self._desk() is not None and self._placed is not None:
            self._placed.ring(bell)
        self.struck.emit(bell.sound)
        for number in range(1, bell.strikes):
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.timeout.connect(lambda sound=bell.sound: self.struck.emit(sound))
            timer.start(round(number * bell.spacing * 1000))
            self._waiting.append(timer)

    def strike(self, sound: Sound, load: Load | None = None) -> None:
        """Strike once. load: for a sound of one's own that is tried without a session."""
        if load is not None and not self._running:
            self._shelf.load = load
        self.ring(Bell(sound, 1, 0.0, "step"))

    def cue(self, phase: BreathPhase) -> None:
        """The sound of a part of a breath that begins."""
        if self._desk() is not None and self._placed is not None:
            self._placed.ring(_cue(phase))

    def hush(self) -> None:
        """Let no further strike follow. What was struck may fade."""
        for timer in self._waiting:
            timer.stop()
            timer.deleteLater()
        self._waiting.clear()
        if self._placed is not None:
            self._placed.drop()

    def try_bed(self, bed: str, load: Load | None = None) -> None:
        """Let a bed be heard for a few seconds, at the volume set last. Not during a session."""
        if not self._running:
            self._shelf.load = load
            self._desk()
            self._bed = bed
            self._lay_bed(GOES)
            self._trial.start(round(TRIAL * 1000))

    # ------------------------------------------------------------------ behind it

    def _desk(self) -> Mixer | None:
        """The mixer of the open device, opened if need be; None when all is silent."""
        from closeness_desktop.window.platform.mixer import gain

        self._silent_since = None
        if self._output.mixer is not None:
            if self._ending:
                self._output.mixer.fade_in()
                self._ending = False
            return self._output.mixer
        try:
            mixer = self._output.mixer if self._output.begin() else None
        except ImportError:
            mixer = None
        if mixer is None:
            self._placed = None
            return None
        self._ending = False
        mixer.bells.now = mixer.bells.goal = gain(self._around.bell_volume)
        samples = partial(self._shelf.samples, rate=mixer.rate, channels=mixer.channels)
        self._placed = Placed(mixer, self._output.frame_in, samples)
        if self._running:
            self._lay_bed(COMES)
        return mixer

    def _close(self) -> None:
        self._output.close()
        self._placed, self._ending = None, False

    def _lay_bed(self, seconds: float) -> None:
        """Let the bed come within `seconds`."""
        from closeness_desktop.window.platform.mixer import Bed, gain

        mixer = self._output.mixer
        if mixer is None or self._bed is None:
            return
        if mixer.bed_name != self._bed:
            wave = self._shelf.wave(self._bed)
            mixer.surround(Bed(wave, mixer.rate, mixer.channels) if wave is not None else None, self._bed)
        mixer.bed_to(gain(self._around.bed_volume), seconds)

    @Slot()
    def _end_trial(self) -> None:
        self._bed = None
        self._shelf.forget_own()
        if (mixer := self._output.mixer) is not None:
            mixer.bed_to(0.0, GOES)

    @Slot()
    def _fed(self) -> None:
        """Let the device go a moment after the last sound, when there is no session."""
        self._try_start()
        mixer = self._output.mixer
        if mixer is None or self._running or not (mixer.silent or (self._ending and mixer.faded)):
            self._silent_since = None
        elif self._silent_since is None:
            self._silent_since = time.monotonic()
        elif time.monotonic() - self._silent_since > LINGER:
            self._close()

    def _try_start(self) -> None:
        start, mixer = self._start, self._output.mixer
        if start is None:
            return
        if mixer is not None and not self._output.settled and time.monotonic() - self._asked < PATIENCE:
            return
        self._start = None
        ahead = mixer.soonest - self._output.frame_in(0.0) if mixer is not None else 0
        start(max(0, ahead) / mixer.rate if mixer is not None else 0.0)

    @Slot()
    def _device_gone(self) -> None:
        """Go on through another device when there is one; otherwise say so, once a session."""
        self._placed, self._ending = None, False
        took = self._output.took  # if not, trying again at once would be no better
        if self._running and (not took or self._desk() is None) and not self._told:
            self._told = True
            self.lost.emit(LOST)
        self._try_start()


def _cue(phase: BreathPhase) -> Bell:
    """The sound of a part of a breath, struck like a bell."""
    return Bell(f"breath-{phase}", 1, 0.0, "step")
