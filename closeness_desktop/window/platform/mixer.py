"""The mixing desk: strikes placed to the frame, a bed that never ends, and peaks held below full scale.

Pure numbers, no device: `render` gives the next frames, and whoever has a device sends them there. Imports
numpy, so it is itself imported only where something is about to be heard.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from closeness_desktop.window.platform.waves import Resampler, Samples, Wave, as_samples, spread

BLOCK = 256
"""Frames that are mixed at a time; what the limiter looks ahead, and so what everything comes later by."""

CEILING = 0.97
"""Highest peak that leaves the desk."""

RELEASE = 1.5
"""Seconds in which the limiter lets go of most of what it held back."""

CHUNK = 16
"""Blocks of a bed that are brought to the device's rate at a time."""

HUSH = 1.2
"""Seconds in which everything fades at the end."""


def gain(percent: int) -> float:
    """Volume as a person sets it, as a factor: squared, so that half is heard as about half (−12 dB)."""
    return (max(0, min(100, percent)) / 100) ** 2


class Fader:
    """A factor that moves evenly to where it is sent."""

    def __init__(self, value: float = 1.0) -> None:
        self.now = self.goal = value
        self._step = 0.0

    def send(self, goal: float, frames: int) -> None:
        """Move to `goal` within `frames`."""
        self.goal = goal
        self._step = (goal - self.now) / max(1, frames)

    def take(self, frames: int) -> Samples | float:
        """The factor for each of the next frames (a column), or one number when it stands."""
        if self.now == self.goal:
            return self.now
        low, high = sorted((self.now, self.goal))
        steps = np.arange(1, frames + 1, dtype=np.float32)[:, None]
        path: Samples = np.clip(self.now + self._step * steps, low, high)
        self.now = float(path[-1, 0])
        if abs(self.now - self.goal) < abs(self._step):
            self.now = self.goal
        return path


@dataclass(eq=False)
class Strike:
    """One sound struck once: one channel, or as many as the mixer. at: the frame at which it begins."""

    samples: Samples
    at: int
    done: bool = field(default=False, init=False)


class Bed:
    """A sound that goes round and round without a seam, brought to the device's rate piece by piece.

    Memory: the sound as it was stored, and a quarter of a second or less of it made ready.
    """

    def __init__(self, sound: Wave, rate: int, channels: int) -> None:
        self._sound, self._channels = sound, channels
        self._resampler = Resampler(sound.rate, rate) if sound.rate != rate else None
        self._next = 0
        self._ready: Samples = np.empty((0, channels), np.float32)

    def take(self, frames: int) -> Samples:
        """The next frames."""
        while len(self._ready) < frames:
            self._ready = np.concatenate([self._ready, self._make(CHUNK * BLOCK)])
        taken, self._ready = self._ready[:frames], self._ready[frames:]
        return taken

    def _make(self, count: int) -> Samples:
        if self._resampler is None:
            low, high = self._next, self._next + count
        else:
            low, high = self._resampler.source(self._next, count)
        frames = self._sound.frames.take(np.arange(low, high), axis=0, mode="wrap")
        source = as_samples(frames)
        if source.shape[1] > 1:
            source = spread(source, self._channels)
        made = source if self._resampler is None else self._resampler.make(source, self._next, count)
        self._next += count
        return spread(made, self._channels)


class Mixer:
    """`frame` is the number of the next frame that `render` gives; a strike placed there is heard at once."""

    def __init__(self, rate: int, channels: int) -> None:
        self.rate, self.channels = rate, channels
        self.frame = 0
        self.bells = Fader(gain(80))
        self._bed: Bed | None = None
        self.bed_name: str | None = None
        self._bed_fader = Fader(0.0)
        self._whole = Fader(1.0)
        self._strikes: list[Strike] = []
        self._limiter = _Limiter(rate, channels)

    @property
    def silent(self) -> bool:
        """Whether nothing sounds and nothing is placed."""
        bed = self._bed is not None and (self._bed_fader.now or self._bed_fader.goal)
        return not self._strikes and not bed and self._limiter.empty

    @property
    def soonest(self) -> int:
        """The first frame at which a strike can still be placed."""
        return self.frame + self._limiter.delay

    def place(self, samples: Samples, at: int) -> Strike:
        """Strike at frame `at`, or as soon as may be when it has passed."""
        strike = Strike(samples, max(at, self.soonest))
        self._strikes.append(strike)
        return strike

    def begun(self, strike: Strike) -> bool:
        """Whether some of it was given out already."""
        return strike.at - self._limiter.delay < self.frame

    def move(self, strike: Strike, at: int) -> None:
        """Put a strike that has not begun at another frame."""
        if not self.begun(strike):
            strike.at = max(at, self.soonest)

    def drop(self, strike: Strike) -> None:
        """Take back a strike that has not begun; one that has rings on."""
        if strike in self._strikes and not self.begun(strike):
            self._strikes.remove(strike)
            strike.done = True

    def drop_waiting(self) -> None:
        """Take back every strike that has not begun."""
        for strike in list(self._strikes):
            self.drop(strike)

    def surround(self, bed: Bed | None, name: str | None) -> None:
        """Lay a bed beneath, silent until `bed_to`; None takes it away at once."""
        self._bed, self.bed_name, self._bed_fader = bed, name, Fader(0.0)

    def bed_to(self, factor: float, seconds: float) -> None:
        """Fade the bed; when it is silent it stands still and costs nothing."""
        self._bed_fader.send(factor, round(seconds * self.rate))

    def fade_out(self) -> None:
        """Let everything fade, and drop what waits."""
        self.drop_waiting()
        self._whole.send(0.0, round(HUSH * self.rate))

    def fade_in(self) -> None:
        """The opposite, at once."""
        self._whole = Fader(1.0)

    @property
    def faded(self) -> bool:
        """Whether a `fade_out` has come to its end."""
        return self._whole.now == self._whole.goal == 0.0

    def render(self, frames: int) -> Samples:
        """The next frames (a multiple of BLOCK): frames × channels, peaks at most CEILING."""
        mixed = np.zeros((frames, self.channels), np.float32)
        if self.silent:
            self.frame += frames
            return mixed
        if self._bed is not None and (self._bed_fader.now or self._bed_fader.goal):
            mixed += self._bed.take(frames) * self._bed_fader.take(frames)
        first = self.frame + self._limiter.delay
        struck = np.zeros_like(mixed) if self._strikes else mixed
        for strike in self._strikes:
            low, high = strike.at - first, strike.at - first + len(strike.samples)
            if low < frames:
                part = strike.samples[max(0, -low) : frames - low]
                struck[max(0, low) : max(0, low) + len(part)] += part
                strike.done = high <= frames
        bells = self.bells.take(frames)
        if self._strikes:
            mixed += struck * bells
            self._strikes = [strike for strike in self._strikes if not strike.done]
        self.frame += frames
        return self._limiter.hold(mixed * self._whole.take(frames))


class _Limiter:
    """Turns down what would go over, smoothly and before it does, by looking one block ahead."""

    def __init__(self, rate: int, channels: int) -> None:
        self.delay = BLOCK
        self._held: Samples = np.zeros((BLOCK, channels), np.float32)
        self._allowed = 1.0  # by the held block's own peak
        self._factor = 1.0  # where the held block begins
        self._recovery = np.float32(1 - np.exp(-BLOCK / (RELEASE / 3 * rate)))

    @property
    def empty(self) -> bool:
        """Whether what it holds is silence."""
        return not self._held.any()

    def hold(self, mixed: Samples) -> Samples:
        """As many frames as given, those held before first."""
        row = np.concatenate([self._held, mixed])
        self._held = row[-BLOCK:]
        out = row[:-BLOCK]
        peaks = np.abs(mixed).reshape(len(mixed) // BLOCK, -1).max(axis=1)
        if self._factor > 0.9999 and self._allowed == 1.0 and peaks.max() <= CEILING:
            self._factor = 1.0
            return out
        out = out.copy()
        for number, peak in enumerate(peaks):
            allowed = min(1.0, CEILING / float(peak)) if peak > CEILING else 1.0
            freed = self._factor + (1.0 - self._factor) * float(self._recovery)
            after = min(freed, self._allowed, allowed)
            path = np.linspace(self._factor, after, BLOCK, endpoint=False, dtype=np.float32)
            out[number * BLOCK : (number + 1) * BLOCK] *= path[:, None]
            self._factor, self._allowed = after, allowed
        limited: Samples = np.clip(out, -CEILING, CEILING)
        return limited
