"""Make the beds and breath cues of `resources/sounds/`: python packaging/make_beds.py [FOLDER]

A bed goes round and round, so it is made round: noise is shaped as a spectrum and turned back (an inverse
Fourier transform is periodic by nature), and what happens in time (drops, swells) is laid on a circle as long
as the bed. Nothing is faded into anything, and there is no seam to hear. No recording is used (CC0).

- brown: power falls with the square of the frequency, from 45 Hz up;
- rain: a soft hiss, and thousands of drops, each a short ringing at a pitch of its own, most of them faint;
- sea: five swells of unequal length; as a wave comes up the noise grows louder and brighter, then runs out.

Beds: 30 s, 24 kHz, 16 bit, mono, at LOUDNESS by ITU-R BS.1770 (K-weighted, ungated; played at 100 %). Cues:
soft tones of about a second, each phase of the breath with a way of its own: rising, level, falling, low.
"""

from __future__ import annotations

import sys
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 24_000
SECONDS = 30
COUNT = RATE * SECONDS
LOUDNESS = -20.0
"""LUFS. Below the −16 of speech, because the brown noise would not fit under full scale there."""
CUE_PEAK = 0.15

Signal = NDArray[np.float64]


def shaped(rng: np.random.Generator, shape: Signal) -> Signal:
    """Noise whose spectrum has this amplitude (one value for each bin of a transform of COUNT), RMS 1."""
    bins = rng.normal(size=len(shape)) + 1j * rng.normal(size=len(shape))
    noise = np.fft.irfft(bins * shape, COUNT)
    return noise / np.sqrt(np.mean(noise**2))


def hertz() -> Signal:
    """The frequencies of the bins of a transform of COUNT samples."""
    return np.fft.rfftfreq(COUNT, 1 / RATE)


def band(low: float, high: float, slope: float = 0.0, order: int = 2) -> Signal:
    """Amplitude 1 between two frequencies, falling off outside; within, `slope` decibels an octave."""
    f = np.maximum(hertz(), 1e-3)
    edges = 1 / np.sqrt(1 + (low / f) ** (2 * order)) / np.sqrt(1 + (f / high) ** (2 * order))
    made: Signal = edges * (f / 1000) ** (slope / (20 * np.log10(2)))
    made[0] = 0.0
    return made


def brown() -> Signal:
    """Deep noise that falls by 6 dB an octave."""
    return shaped(np.random.default_rng(11), band(45, 9000, slope=-6.02))


def rain() -> Signal:
    """Hiss of many far drops, and near ones on the leaves before the window."""
    rng = np.random.default_rng(12)
    hiss = shaped(rng, band(500, 8500, slope=-3.0))
    drops = np.zeros(COUNT)
    number = 210 * SECONDS
    places = rng.integers(0, COUNT, number)
    pitches = 900 * 2 ** rng.uniform(0, 2.6, number)
    levels = np.minimum(rng.pareto(1.9, number), 6.0)
    for place, pitch, level in zip(places, pitches, levels, strict=True):
        length = int(RATE * rng.uniform(0.006, 0.022))
        way = np.linspace(0, 1, length)
        turns = 2 * np.pi * np.cumsum(pitch * (1 + 0.18 * way)) / RATE  # the bubble closes, its pitch rises
        drop = np.sin(turns) * np.exp(-6.9 * way) * np.minimum(way * 12, 1) * (1 - way)
        drops[(place + np.arange(length)) % COUNT] += level * drop
    gusts = 1 + 0.16 * swell(rng, 0.35)
    return (hiss + 0.62 * drops / np.sqrt(np.mean(drops**2))) * gusts


def swell(rng: np.random.Generator, fastest: float) -> Signal:
    """A slow wander around 0 that comes round with the bed, RMS 1. fastest: hertz."""
    return shaped(rng, (hertz() < fastest).astype(float) * (hertz() > 0))


def sea() -> Signal:
    """Waves that come up a beach of sand and run out again, over a murmur further out."""
    rng = np.random.default_rng(13)
    murmur = shaped(rng, band(50, 350, slope=-4.0))
    body = shaped(rng, band(90, 1400, slope=-3.0))
    foam = shaped(rng, band(900, 8000, slope=-2.0))
    at = np.arange(COUNT) / RATE
    surge, hiss = np.zeros(COUNT), np.zeros(COUNT)
    for begin, rise, fall, height in (
        (0.4, 2.6, 1.5, 1.0), (6.9, 2.2, 1.3, 0.72), (12.1, 3.0, 1.8, 1.12), (19.2, 2.4, 1.4, 0.82),
        (24.6, 2.3, 1.5, 0.9),
    ):  # fmt: skip
        since = (at - begin) % SECONDS
        surge += height * hump(since, rise, fall)
        hiss += height**1.5 * hump(since - 0.55 * rise, 0.9 * rise, 1.7 * fall)
    gravel = 1 + 0.22 * swell(rng, 9.0)
    return 0.30 * murmur + (0.12 + surge) * body * 0.85 + (0.03 + 0.55 * hiss * gravel) * foam


def hump(since: Signal, rise: float, fall: float) -> Signal:
    """0 before 0, up to 1 at `rise` like half a cosine, then down by a factor e every `fall` seconds."""
    up = (1 - np.cos(np.pi * np.clip(since / rise, 0, 1))) / 2
    return np.where(since < 0, 0.0, up * np.exp(-np.maximum(since - rise, 0) / fall))


BEDS = {"rain": rain, "brown": brown, "sea": sea}


def loudness(signal: Signal, rate: int = RATE) -> float:
    """LUFS of a mono signal that goes round, ungated; the two filters of BS.1770 as analog prototypes."""
    f = np.fft.rfftfreq(len(signal), 1 / rate)
    s = 1j * f
    power = np.abs(np.fft.rfft(signal)) ** 2 * np.abs(_shelf(s) * _high_pass(s)) ** 2
    mean = (power[0] + 2 * power[1:].sum()) / len(signal) ** 2
    return float(-0.691 + 10 * np.log10(mean))


def _shelf(s: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """The first filter: about 4 dB more from 1.7 kHz up, for the head in the sound field."""
    at, gain, q = 1681.97, 10 ** (3.99984 / 20), 0.7071752
    x = s / at
    middle = gain**0.4996668
    return (gain * x**2 + middle / q * x + 1) / (x**2 + x / q + 1)


def _high_pass(s: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """The second: less below 38 Hz."""
    x = s / 38.13547
    return x**2 / (x**2 + x / 0.5003270 + 1)


def tone(start: float, end: float, seconds: float, attack: float, level: float) -> Signal:
    """One soft tone that goes from one pitch (hertz) to another, with a faint octave above it."""
    t = np.arange(round(seconds * RATE)) / RATE
    way = (1 - np.cos(np.pi * t / seconds)) / 2
    turn = 2 * np.pi * np.cumsum(start * (end / start) ** way) / RATE
    up = (1 - np.cos(np.pi * np.clip(t / attack, 0, 1))) / 2
    down = (1 + np.cos(np.pi * np.clip((t - attack) / (seconds - attack), 0, 1))) / 2
    return level * CUE_PEAK * up * down * (np.sin(turn) + 0.18 * np.sin(2 * turn)) / 1.1


CUES = {
    "breath-in": lambda: tone(294.0, 440.0, 1.3, 0.45, 1.0),
    "breath-hold": lambda: tone(440.0, 440.0, 0.7, 0.15, 0.75),
    "breath-out": lambda: tone(440.0, 294.0, 1.5, 0.3, 1.0),
    "breath-rest": lambda: tone(196.0, 196.0, 0.9, 0.2, 1.0),
}


def samples(name: str) -> NDArray[np.int16]:
    """A bed or a cue as 16-bit samples."""
    if name in CUES:
        made = CUES[name]()
        made[-1] = 0.0
    else:
        made = BEDS[name]()
        made = made * 10 ** ((LOUDNESS - loudness(made)) / 20)
    return np.round(made * 32767).astype("<i2")


def write(name: str, folder: Path) -> Path:
    """Write one sound as NAME.wav."""
    file = folder / f"{name}.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples(name).tobytes())
    return file


if __name__ == "__main__":
    where = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent.parent / "resources" / "sounds"
    where.mkdir(parents=True, exist_ok=True)
    for each in (*BEDS, *CUES):
        print(write(each, where))
