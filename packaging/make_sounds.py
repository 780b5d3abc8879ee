"""Make the bells of `resources/sounds/`: python packaging/make_sounds.py [FOLDER]

Each sound is a sum of decaying partials whose frequencies are no whole multiples of one another, as in a body
of bronze or wood, and nothing else: no recording, so they are free of anyone's rights (CC0), small, and the
same each time. The ratios and decays are our own choice within what the acoustics of bowls and bells tells:
a bowl's lowest modes stand near 1 : 2.8 : 5.3 : 8.5 and each is a pair a hertz or two apart that beats
slowly; a bell has a minor third among its partials; a chime is a bar, whose modes stand at 1 : 2.76 : 5.4;
a woodblock is two short hollow resonances and a click.

Written as 44.1 kHz, 16 bit, mono; peak at 0.89 of full scale (−1 dB); the end fades to true zero. The beds
and the cues of the breath are made by `make_beds.py`, which is called too.
"""

from __future__ import annotations

import array
import math
import subprocess
import sys
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100
PEAK = 0.89


@dataclass(frozen=True)
class Partial:
    """One decaying sine. hertz; level beside the others; t60: seconds until it has fallen by 60 dB."""

    hertz: float
    level: float
    t60: float


@dataclass(frozen=True)
class Body:
    """A sounding body. attack, fade, length: seconds."""

    partials: tuple[Partial, ...]
    attack: float
    fade: float
    length: float


def beating(hertz: float, apart: float, level: float, t60: float) -> tuple[Partial, Partial]:
    """A mode of a bowl that is not quite round: a pair of partials `apart` hertz from each other."""
    return Partial(hertz - apart / 2, level * 0.6, t60), Partial(hertz + apart / 2, level * 0.4, t60)


BODIES: Mapping[str, Body] = {
    "bowl": Body(
        (
            *beating(186.0, 0.7, 1.0, 15.0),
            *beating(186.0 * 2.81, 1.3, 0.55, 9.0),
            *beating(186.0 * 5.27, 2.1, 0.22, 4.5),
            *beating(186.0 * 8.43, 2.9, 0.08, 2.0),
            Partial(186.0 * 12.1, 0.04, 0.8),
        ),
        attack=0.012,
        fade=2.5,
        length=11.0,
    ),
    "bell": Body(
        (
            Partial(262.0, 0.28, 7.0),
            *beating(523.0, 0.8, 1.0, 6.0),
            Partial(523.0 * 1.19, 0.42, 4.2),
            Partial(523.0 * 1.51, 0.26, 3.2),
            *beating(523.0 * 2.01, 1.6, 0.5, 2.6),
            Partial(523.0 * 2.66, 0.2, 1.6),
            Partial(523.0 * 3.01, 0.16, 1.1),
            Partial(523.0 * 4.17, 0.08, 0.6),
        ),
        attack=0.003,
        fade=1.5,
        length=7.0,
    ),
    "chime": Body(
        (
            Partial(880.0, 1.0, 5.0),
            Partial(880.6, 0.12, 5.0),
            *beating(880.0 * 2.756, 1.7, 0.34, 2.2),
            Partial(880.0 * 5.404, 0.12, 0.9),
            Partial(880.0 * 8.933, 0.05, 0.4),
        ),
        attack=0.004,
        fade=1.5,
        length=5.0,
    ),
    "woodblock": Body(
        (
            Partial(742.0, 1.0, 0.22),
            Partial(742.0 * 1.57, 0.5, 0.13),
            Partial(742.0 * 2.93, 0.22, 0.06),
            Partial(742.0 * 5.4, 0.12, 0.025),
        ),
        attack=0.0008,
        fade=0.1,
        length=0.45,
    ),
}


def samples(body: Body) -> array.array[int]:
    """The body struck once, as signed 16-bit samples."""
    count = round(body.length * RATE)
    total = [0.0] * count
    for partial in body.partials:
        step = math.tau * partial.hertz / RATE
        decay = math.exp(-math.log(1000) / (partial.t60 * RATE))
        level = partial.level
        for n in range(count):
            total[n] += level * math.sin(step * n)
            level *= decay
    attack, fade = round(body.attack * RATE), round(body.fade * RATE)
    for n in range(attack):
        total[n] *= (1 - math.cos(math.pi * n / attack)) / 2
    for n in range(fade):
        total[count - 1 - n] *= (1 - math.cos(math.pi * n / fade)) / 2
    loudest = max(map(abs, total))
    return array.array("h", (round(value / loudest * PEAK * 32767) for value in total))


def write(name: str, folder: Path) -> Path:
    """Write one sound as NAME.wav."""
    made = samples(BODIES[name])
    if sys.byteorder == "big":
        made.byteswap()
    file = folder / f"{name}.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(made.tobytes())
    return file


if __name__ == "__main__":
    where = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent.parent / "resources" / "sounds"
    where.mkdir(parents=True, exist_ok=True)
    for each in BODIES:
        print(write(each, where))
    subprocess.run([sys.executable, str(Path(__file__).with_name("make_beds.py")), str(where)], check=True)
