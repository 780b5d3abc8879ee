"""Sounds as numbers: WAV files read and written in memory, and brought to a device's rate.

Imports numpy, so it is itself imported only where something is about to be heard.
"""

from __future__ import annotations

import io
import math
import wave
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from closeness_desktop.errors import UsageError

REACH = 16
"""Samples to either side that one new sample is worked out from, at the lower of two rates."""

SEAM = 2.0
"""Seconds over which the end of a recording goes over into its beginning."""

NOT_READABLE = "This sound cannot be read."

Samples = NDArray[np.float32]
"""Frames × channels, −1 to 1."""


@dataclass(frozen=True)
class Wave:
    """A sound as it was stored. frames: 16-bit samples, frames × channels. rate: frames a second."""

    frames: NDArray[np.int16]
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.frames) / self.rate


def read(data: bytes) -> Wave:
    """The sound of a WAV file: PCM of 8 to 32 bit, 1 to 8 channels, 4 to 192 kHz. Raises UsageError else."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            raw = file.readframes(file.getnframes())
    except (wave.Error, EOFError, RuntimeError, ValueError) as error:  # a chunk that ends outside the file
        raise UsageError(NOT_READABLE) from error
    if width not in (1, 2, 3, 4) or not 1 <= channels <= 8 or not 4_000 <= rate <= 192_000:
        raise UsageError(NOT_READABLE)
    octets = np.frombuffer(raw, np.uint8)
    octets = octets[: len(octets) // (width * channels) * width * channels].reshape(-1, width)
    if width == 1:
        frames = ((octets.astype(np.int16) - 128) << 8)[:, 0]
    else:  # the two highest of the bytes, which come lowest first
        frames = np.ascontiguousarray(octets[:, width - 2 :]).view("<i2")[:, 0].astype(np.int16)
    if not len(frames):
        raise UsageError(NOT_READABLE)
    return Wave(frames.reshape(-1, channels), rate)


def write(sound: Wave) -> bytes:
    """A WAV file of 16 bit."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(sound.frames.shape[1])
        file.setsampwidth(2)
        file.setframerate(sound.rate)
        file.writeframes(sound.frames.astype("<i2").tobytes())
    return kept.getvalue()


class Resampler:
    """Brings sound from one rate to another by a windowed sinc (Kaiser), one filter for each phase.

    Smith, “Digital audio resampling” (CCRMA); below the lower rate's half less 8 % it is flat.
    """

    def __init__(self, before: int, after: int) -> None:
        shared = math.gcd(before, after)
        self.up, self.down = after // shared, before // shared
        self.reach = math.ceil(REACH * max(1.0, before / after))
        self._filters = _filters(self.up, self.down, self.reach)

    def source(self, first: int, count: int) -> tuple[int, int]:
        """Which samples of the source (first and one past the last) `count` new ones from `first` need."""
        last = (first + count - 1) * self.down // self.up
        return first * self.down // self.up - self.reach + 1, last + self.reach + 1

    def make(self, source: Samples, first: int, count: int) -> Samples:
        """`count` new frames from number `first`, out of the samples that `source()` named for them."""
        made = np.empty((count, source.shape[1]), np.float32)
        begin = first * self.down // self.up
        for channel in range(source.shape[1]):  # one by one: several at a time take ten times as long
            windows = sliding_window_view(source[:, channel], 2 * self.reach)
            for at in range(min(self.up, count)):
                numerator = (first + at) * self.down
                start = numerator // self.up - begin
                part = windows[start :: self.down][: len(range(at, count, self.up))]
                made[at :: self.up, channel] = part @ self._filters[numerator % self.up]
        return made

    def whole(self, source: Samples) -> Samples:
        """A whole sound that begins and ends in silence."""
        count = -(-len(source) * self.up // self.down)
        low, high = self.source(0, count)
        padded = np.pad(source, ((-low, max(0, high - len(source))), (0, 0)))
        return self.make(padded, 0, count)


@lru_cache(maxsize=4)
def _filters(up: int, down: int, reach: int) -> Samples:
    """One row for each of `up` phases: the weights of the samples from reach−1 before to reach after."""
    cutoff = 0.92 * min(1.0, up / down)
    places = np.arange(-reach + 1, reach + 1)[None, :] - np.arange(up)[:, None] / up
    window = np.i0(8.0 * np.sqrt(np.clip(1 - (places / reach) ** 2, 0, None))) / np.i0(8.0)
    filters = cutoff * np.sinc(cutoff * places) * window
    filters /= filters.sum(axis=1, keepdims=True)
    return np.asarray(filters, np.float32)


def as_samples(frames: NDArray[np.int16]) -> Samples:
    """Stored frames as numbers from −1 to 1."""
    return frames.astype(np.float32) * np.float32(1 / 32768)


def as_frames(samples: Samples) -> NDArray[np.int16]:
    """Numbers from −1 to 1 as frames to be stored; what lies beyond is cut off."""
    made: NDArray[np.int16] = np.clip(np.round(samples * 32768), -32768, 32767).astype(np.int16)
    return made


def go_round(frames: NDArray[np.int16], rate: int) -> NDArray[np.int16]:
    """A recording made to go round: its last SEAM seconds are blended into its first (at equal power, for
    they have nothing to do with each other) and left out. One shorter than four of them stays as it is.
    """
    seam = round(SEAM * rate)
    if len(frames) < 4 * seam:
        return frames
    way = np.linspace(0, np.pi / 2, seam, dtype=np.float32)[:, None]
    blended = as_samples(frames[:seam]) * np.sin(way) + as_samples(frames[-seam:]) * np.cos(way)
    return np.concatenate([as_frames(blended), frames[seam:-seam]])


def at_rate(sound: Wave, rate: int, channels: int) -> Samples:
    """The whole sound at another rate, folded into `channels`; one channel stays one, to be heard in all."""
    samples = as_samples(sound.frames)
    if samples.shape[1] > 1:
        samples = spread(samples, channels)
    return samples if rate == sound.rate else Resampler(sound.rate, rate).whole(samples)


def spread(samples: Samples, channels: int) -> Samples:
    """As many channels as asked for: one is given to all, more are mixed down to their mean first."""
    if samples.shape[1] == channels:
        return samples
    one: Samples = samples.mean(axis=1, keepdims=True)
    return np.repeat(one, channels, axis=1)
