"""The sounds that ship: struck bodies that fade, beds without a seam, cues that differ for closed eyes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from closeness_desktop import paths
from closeness_desktop.practice.effects import SOUNDS, BreathPhase
from closeness_desktop.practice.plan import BEDS
from closeness_desktop.window.platform import waves

PACKAGING = Path(__file__).parents[2] / "packaging"
CUES = tuple(f"breath-{phase}" for phase in get_args(BreathPhase))


def script(name: str) -> ModuleType:
    """A script of the packaging folder as a module."""
    spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def make_sounds() -> ModuleType:
    return script("make_sounds")


@pytest.fixture(scope="module")
def make_beds() -> ModuleType:
    return script("make_beds")


def read(name: str, folder: Path | None = None) -> tuple[NDArray[np.int64], int]:
    """A mono sound's samples and its rate."""
    file = folder / f"{name}.wav" if folder else paths.resource("sounds", f"{name}.wav")
    sound = waves.read(file.read_bytes())
    assert sound.frames.shape[1] == 1
    return sound.frames[:, 0].astype(np.int64), sound.rate


@pytest.mark.parametrize("sound", SOUNDS)
def test_a_bell_begins_and_ends_in_silence_and_is_not_clipped(sound: str) -> None:
    samples, rate = read(sound)
    assert rate == 44_100
    assert len(samples) * 2 <= 1_000_000
    assert samples[0] == samples[-1] == 0
    assert np.abs(samples).max() == round(0.89 * 32767)
    loudness = [int((tenth**2).sum()) for tenth in np.array_split(samples, 10)]
    assert loudness == sorted(loudness, reverse=True), "a struck bell only fades"


def test_the_bells_that_ship_are_those_that_the_script_makes(make_sounds: ModuleType, tmp_path: Path) -> None:
    """To within one step of a sample: another computer's sine may round its last digit otherwise."""
    made = waves.read(make_sounds.write("woodblock", tmp_path).read_bytes()).frames[:, 0].astype(np.int64)
    shipped, _ = read("woodblock")
    assert len(made) == len(shipped)
    assert np.abs(made - shipped).max() <= 1
    assert set(make_sounds.BODIES) == set(SOUNDS)


@pytest.mark.parametrize("bed", BEDS)
def test_a_bed_goes_round_without_a_seam(bed: str) -> None:
    """Where its end meets its beginning, neither the step nor its change stands out among all others."""
    samples, rate = read(bed)
    assert 20 <= len(samples) / rate <= 40
    for order in (1, 2, 3):
        steps = np.abs(np.diff(np.concatenate([samples, samples[: order + 1]]), order))
        seam, inside = steps[-order - 1 :], steps[: -order - 1]
        assert seam.max() <= np.percentile(inside, 99.9)


@pytest.mark.parametrize("bed", BEDS)
def test_a_bed_is_as_loud_where_it_begins_again_as_elsewhere(bed: str) -> None:
    """No fade was laid over its ends: the second around the seam is within what its other seconds are."""
    samples, rate = read(bed)
    seconds = np.roll(samples, rate // 2)[: len(samples) // rate * rate].reshape(-1, rate).astype(float)
    around, *others = np.sqrt((seconds**2).mean(axis=1))
    assert min(others) * 0.9 <= around <= max(others) * 1.1


def test_the_beds_are_equally_loud_and_have_room_to_their_peaks(make_beds: ModuleType) -> None:
    assert set(make_beds.BEDS) == set(BEDS)
    for bed in BEDS:
        samples, rate = read(bed)
        assert make_beds.loudness(samples / 32768, rate) == pytest.approx(make_beds.LOUDNESS, abs=0.1)
        assert np.abs(samples).max() < 0.9 * 32768


def test_loudness_is_measured_as_the_recommendation_says(make_beds: ModuleType) -> None:
    """A sine of 997 Hz at full scale in one channel is −3.01 LUFS (ITU-R BS.1770-5)."""
    at = np.arange(48_000) / 48_000
    assert make_beds.loudness(np.sin(2 * np.pi * 997 * at), 48_000) == pytest.approx(-3.01, abs=0.05)


def test_the_beds_that_ship_are_shaped_as_the_script_makes_them(make_beds: ModuleType) -> None:
    """Compared by loudness in thirds of the spectrum: another numpy may draw other noise."""
    for bed in BEDS:
        thirds = [
            [np.log10((part**2).sum()) for part in np.array_split(np.abs(np.fft.rfft(signal)), 12)]
            for signal in (read(bed)[0], make_beds.samples(bed).astype(float))
        ]
        assert thirds[0] == pytest.approx(thirds[1], abs=0.1)


def pitch(samples: NDArray[np.int64], rate: int) -> float:
    """Hertz, by counting where the wave crosses zero upward."""
    up = np.flatnonzero((samples[:-1] < 0) & (samples[1:] >= 0))
    return float((len(up) - 1) * rate / (up[-1] - up[0]))


def halves(name: str) -> tuple[float, float]:
    """The pitch early in a cue, and late in it."""
    samples, rate = read(name)
    third = len(samples) // 3
    return pitch(samples[rate // 50 : third], rate), pitch(samples[2 * third : -rate // 50], rate)


def test_each_part_of_a_breath_can_be_told_with_closed_eyes() -> None:
    early, late = halves("breath-in")
    assert late > early * 1.2
    early, late = halves("breath-out")
    assert late < early / 1.2
    for level in ("breath-hold", "breath-rest"):
        early, late = halves(level)
        assert late == pytest.approx(early, rel=0.02)
    assert halves("breath-rest")[0] < halves("breath-hold")[0] / 1.8


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_is_soft_and_begins_and_ends_in_silence(cue: str) -> None:
    samples, _ = read(cue)
    assert samples[0] == samples[-1] == 0
    assert np.abs(samples).max() < 0.2 * 32768
    assert np.abs(np.diff(samples)).max() < 0.03 * 32768, "no click"
