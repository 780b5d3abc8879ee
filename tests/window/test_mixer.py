"""The mixing desk: every strike whole and at its frame, a bed without a seam, no peak over full scale."""

from __future__ import annotations

import contextlib
import io
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.plan import BEDS
from closeness_desktop.window.platform.mixer import BLOCK, CEILING, HUSH, Bed, Mixer, gain
from closeness_desktop.window.platform.shelf import Shelf
from closeness_desktop.window.platform.waves import Resampler, Samples, Wave, at_rate, read, write

RATE = 48_000


def tone(hertz: float, seconds: float, level: float = 0.5, rate: int = RATE) -> Samples:
    """One channel of a sine that begins and ends softly."""
    at = np.arange(round(seconds * rate)) / rate
    shape = np.minimum(1, np.minimum(at, seconds - at) * 100)
    return (level * shape * np.sin(2 * np.pi * hertz * at)).astype(np.float32)[:, None]


def stored(samples: NDArray[np.floating], rate: int) -> Wave:
    """As it would be kept."""
    return Wave(np.round(samples * 32767).astype(np.int16), rate)


def mixer(channels: int = 2) -> Mixer:
    """A desk whose bells are at full volume."""
    made = Mixer(RATE, channels)
    made.bells.now = made.bells.goal = 1.0
    return made


def heard(desk: Mixer, frames: int, cuts: list[int] | None = None) -> Samples:
    """What comes out, asked for in pieces of so many blocks."""
    parts, left, number = [], -(-frames // BLOCK), 0
    while left:
        blocks = min(left, (cuts or [8])[number % len(cuts or [8])])
        parts.append(desk.render(blocks * BLOCK))
        left, number = left - blocks, number + 1
    return np.concatenate(parts)


# ------------------------------------------------------------------ strikes


@given(at=st.integers(BLOCK, 9000), cuts=st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_a_strike_is_heard_whole_at_its_frame_however_the_time_is_cut(at: int, cuts: list[int]) -> None:
    sound = tone(440, 0.05)
    desk = mixer()
    desk.place(sound, at)
    out = heard(desk, 12_000, cuts)
    assert not out[:at].any()
    assert np.array_equal(out[at : at + len(sound)], np.repeat(sound, 2, axis=1))
    assert not out[at + len(sound) :].any()
    assert desk.silent


def test_a_strike_whose_moment_has_passed_is_heard_whole_and_at_once() -> None:
    desk, sound = mixer(1), tone(440, 0.05)
    heard(desk, 10 * BLOCK)
    strike = desk.place(sound, 0)
    out = heard(desk, 4000)
    assert strike.at - 10 * BLOCK <= BLOCK
    assert np.array_equal(out[strike.at - 10 * BLOCK :][: len(sound)], sound)


def test_what_has_not_begun_can_be_taken_back_and_what_has_rings_on() -> None:
    desk, sound = mixer(1), tone(440, 0.1)
    first, second = desk.place(sound, 2 * BLOCK), desk.place(sound, 40 * BLOCK)
    before = heard(desk, 4 * BLOCK)
    desk.drop_waiting()
    out = np.concatenate([before, heard(desk, 60 * BLOCK)])
    assert desk.begun(first)
    assert second.done
    assert np.array_equal(out[2 * BLOCK :][: len(sound)], sound)
    assert not out[2 * BLOCK + len(sound) :].any()


def test_a_strike_can_be_moved_until_it_begins() -> None:
    desk, sound = mixer(1), tone(440, 0.01)
    strike = desk.place(sound, 30 * BLOCK)
    desk.move(strike, 20 * BLOCK + 7)
    out = heard(desk, 40 * BLOCK)
    assert np.flatnonzero(out[:, 0])[0] == 20 * BLOCK + 7 + np.flatnonzero(sound)[0]
    desk.place(sound, 0)
    begun = desk.place(sound, 0)
    heard(desk, 2 * BLOCK)
    desk.move(begun, 10**6)
    assert begun.at < 10**6


def test_the_volume_of_bells_moves_without_a_jump() -> None:
    desk = mixer(1)
    desk.place(np.full((RATE, 1), 0.5, np.float32), 0)
    heard(desk, 10 * BLOCK)
    desk.bells.send(gain(0), RATE // 10)
    out = heard(desk, RATE // 5)
    assert np.abs(np.diff(out[:, 0])).max() < 0.001
    assert out[-1, 0] == 0


# ------------------------------------------------------------------ peaks


@settings(max_examples=40)
@given(
    strikes=st.lists(st.tuples(st.integers(0, 60_000), st.floats(60, 3000)), min_size=1, max_size=12),
    level=st.floats(0.3, 1.0),
)
def test_no_peak_goes_over_however_much_is_struck(strikes: list[tuple[int, float]], level: float) -> None:
    desk = mixer(1)
    noise = np.random.default_rng(1).uniform(-0.9, 0.9, (RATE, 1))
    desk.surround(Bed(stored(noise, RATE), RATE, 1), "noise")
    desk.bed_to(1.0, 0.0)
    for at, hertz in strikes:
        desk.place(tone(hertz, 0.6, level), at)
    assert np.abs(heard(desk, 96_000)).max() <= np.float32(CEILING)


def test_nine_strikes_of_three_bells_and_a_bed_at_full_volume_stay_below_full_scale_unbroken() -> None:
    """The limiter turns down beforehand and slowly: the sum is scaled, not cut off or bent."""
    shelf = Shelf()
    desk, free = mixer(1), np.zeros((14 * RATE, 1))
    for number in range(9):
        for sound in ("bowl", "bell", "chime"):
            at, samples = BLOCK + number * RATE, shelf.samples(sound, RATE, 1)
            desk.place(samples, at)
            part = samples[: len(free) - at]
            free[at : at + len(part)] += part
    sea = shelf.wave("sea")
    assert sea is not None
    desk.surround(Bed(sea, RATE, 1), "sea")
    desk.bed_to(1.0, 0.0)
    free[BLOCK:] += Bed(sea, RATE, 1).take(len(free) - BLOCK)
    out = heard(desk, len(free))[: len(free)]
    assert np.abs(free).max() > 1.5, "it would go over by far"
    assert np.abs(out).max() <= np.float32(CEILING)
    clear = np.abs(free[:, 0]) > 0.05
    factor = out[clear, 0] / free[clear, 0]
    assert factor.min() > 0.3
    assert np.abs(np.diff(factor)).max() < 0.02, "one smooth factor over all of it"


def test_what_stays_below_is_not_touched() -> None:
    desk, sound = mixer(1), tone(300, 0.3, 0.96)
    desk.place(sound, BLOCK)
    out = heard(desk, RATE)
    assert np.array_equal(out[BLOCK : BLOCK + len(sound)], sound)


# ------------------------------------------------------------------ beds


@pytest.mark.parametrize("rate", [24_000, 44_100, 48_000])
@pytest.mark.parametrize("bed", BEDS)
def test_a_bed_at_the_rate_of_a_device_goes_round_exactly(bed: str, rate: int) -> None:
    sound = Shelf().wave(bed)
    assert sound is not None
    made = Bed(sound, rate, 1)
    length = round(sound.seconds * rate)
    out = np.concatenate([made.take(4410) for _ in range((length + 20_000) // 4410 + 1)])
    assert np.abs(out[:20_000] - out[length : length + 20_000]).max() < 1e-6
    steps = np.abs(np.diff(out[:, 0]))
    around = steps[length - 20 : length + 20]
    assert around.max() <= np.percentile(steps, 99.9)


def test_a_bed_steps_aside_and_comes_again_from_where_it_was() -> None:
    desk = mixer(1)
    desk.surround(Bed(stored(tone(200, 1.0), RATE), RATE, 1), "tone")
    assert desk.silent
    desk.bed_to(0.5, 0.1)
    assert np.abs(np.diff(heard(desk, RATE)[:, 0])).max() < 0.03
    desk.bed_to(0.0, 0.1)
    out = heard(desk, RATE)
    assert not out[-BLOCK:].any()
    assert desk.silent
    desk.bed_to(0.5, 0.1)
    assert heard(desk, RATE)[RATE // 2 :].any()


def test_everything_fades_at_the_end_within_its_time() -> None:
    desk = mixer(2)
    desk.place(np.full((10 * RATE, 1), 0.5, np.float32), 0)
    desk.place(tone(440, 0.1), 8 * RATE)
    heard(desk, RATE // 2)
    desk.fade_out()
    out = heard(desk, round(HUSH * RATE) + 2 * BLOCK)
    assert np.abs(np.diff(out[:, 0])).max() < 0.001
    assert desk.faded
    assert not heard(desk, RATE).any()


def test_a_volume_is_a_factor_between_nothing_and_one() -> None:
    assert (gain(0), gain(100)) == (0.0, 1.0)
    assert [gain(p) for p in range(101)] == sorted(gain(p) for p in range(101))


# ------------------------------------------------------------------ rates and files


@pytest.mark.parametrize(
    ("before", "after"), [(24_000, 48_000), (44_100, 48_000), (48_000, 44_100), (44_100, 96_000)]
)
@pytest.mark.parametrize("hertz", [100, 1000, 8000])
def test_a_tone_is_the_same_tone_at_another_rate(before: int, after: int, hertz: float) -> None:
    """What differs lies 60 dB below it."""
    made = Resampler(before, after).whole(tone(hertz, 0.5, 0.5, before))
    wanted = tone(hertz, 0.5, 0.5, after)
    apart = made[: len(wanted)] - wanted[: len(made)]
    assert np.sqrt((apart**2).mean()) < 0.001 * np.sqrt((wanted**2).mean())


def test_what_a_lower_rate_cannot_hold_is_left_out() -> None:
    made = Resampler(48_000, 24_000).whole(tone(15_000, 0.5))
    assert np.abs(made).max() < 0.002


@given(st.integers(1, 4), st.integers(1, 3), st.lists(st.integers(-32768, 32767), min_size=1, max_size=40))
def test_a_wav_of_any_width_is_read_as_16_bit(width: int, channels: int, values: list[int]) -> None:
    values = (values * channels)[: len(values) // channels * channels or channels]
    values += [0] * (-len(values) % channels)
    kept = io.BytesIO()
    with wave.open(kept, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(22_050)
        for value in values:
            small = (value >> 8) + 128 if width == 1 else value << 8 * (width - 2)
            file.writeframesraw(small.to_bytes(width, "little", signed=width > 1))
    sound = read(kept.getvalue())
    wanted = [value >> 8 << 8 for value in values] if width == 1 else values
    assert sound.frames.reshape(-1).tolist() == wanted
    assert (sound.rate, sound.frames.shape[1]) == (22_050, channels)


def test_what_is_written_is_read_again() -> None:
    sound = stored(tone(440, 0.1), 32_000)
    again = read(write(sound))
    assert np.array_equal(again.frames, sound.frames)
    assert again.rate == sound.rate


@given(st.binary(max_size=200), st.integers(0, 60), st.integers(0, 255))
def test_what_is_no_wav_is_refused_in_a_sentence(noise: bytes, place: int, octet: int) -> None:
    spoilt = bytearray(write(stored(tone(440, 0.001), RATE)))
    spoilt[min(place, len(spoilt) - 1)] = octet
    for data in (noise, bytes(spoilt), bytes(spoilt[:place])):
        with contextlib.suppress(UsageError):  # and nothing else
            assert len(read(data).frames)


def test_one_channel_stays_one_and_two_are_folded_for_a_device_with_one() -> None:
    both = np.repeat(tone(440, 0.1), 2, axis=1)
    both[:, 1] = 0
    assert at_rate(stored(both, RATE), RATE, 2).shape[1] == 2
    assert np.abs(at_rate(stored(both, RATE), RATE, 1)).max() == pytest.approx(0.25, abs=0.001)
    assert at_rate(stored(tone(440, 0.1), RATE), RATE, 2).shape[1] == 1
