"""A person's own sound files become plain WAV bytes, small enough to keep; or a sentence says why not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from pytestqt.qtbot import QtBot

from closeness_desktop.window.platform import decode
from closeness_desktop.window.platform.decode import BED, BELL, Decoder, Limit
from closeness_desktop.window.platform.waves import SEAM, Wave, go_round, read, write

SAMPLES = Path(__file__).parents[1] / "data" / "sounds"
"""tone.flac, .mp3, .ogg: half a second of 440 Hz in two channels, the left twice as loud."""


def sine(seconds: float, rate: int = 44_100, channels: int = 1, hertz: float = 440) -> NDArray[np.int16]:
    at = np.arange(round(seconds * rate)) / rate
    one = (12_000 * np.sin(2 * np.pi * hertz * at)).astype(np.int16)[:, None]
    return np.concatenate([one // (channel + 1) for channel in range(channels)], axis=1)


def decoded(qtbot: QtBot, data: bytes, limit: Limit) -> Wave:
    decoder = Decoder()
    decoder.failed.connect(lambda sentence: pytest.fail(sentence))
    with qtbot.waitSignal(decoder.done, timeout=30_000) as signal:
        decoder.start(data, limit)
    assert signal.args is not None
    kept = signal.args[0]
    assert len(kept) <= limit.octets
    return read(kept)


def refused(qtbot: QtBot, data: bytes, limit: Limit = BELL) -> str:
    decoder = Decoder()
    with qtbot.waitSignal(decoder.failed, timeout=30_000) as signal:
        decoder.start(data, limit)
    assert signal.args is not None
    return str(signal.args[0])


def hertz(sound: Wave) -> float:
    """The loudest frequency of the first channel."""
    spectrum = np.abs(np.fft.rfft(sound.frames[:, 0]))
    return float(np.argmax(spectrum) * sound.rate / len(sound.frames))


@pytest.mark.parametrize("kind", ["flac", "mp3", "ogg"])
def test_the_usual_kinds_of_file_can_be_read(qtbot: QtBot, kind: str) -> None:
    sound = decoded(qtbot, (SAMPLES / f"tone.{kind}").read_bytes(), BELL)
    assert (sound.rate, sound.frames.shape[1]) == (44_100, 2)
    assert sound.seconds == pytest.approx(0.5, abs=0.06)
    assert hertz(sound) == pytest.approx(440, abs=3)
    left, right = np.abs(sound.frames[5000:15_000]).max(axis=0)
    assert left == pytest.approx(2 * right, rel=0.1)


def test_a_wav_is_kept_as_it_is_and_one_that_is_twice_the_same_in_one_channel(qtbot: QtBot) -> None:
    both = sine(0.5, channels=2)
    assert np.array_equal(decoded(qtbot, write(Wave(both, 44_100)), BELL).frames, both)
    same = np.repeat(sine(0.5), 2, axis=1)
    assert np.array_equal(decoded(qtbot, write(Wave(same, 44_100)), BELL).frames, same[:, :1])


def test_the_longest_bell_fits(qtbot: QtBot) -> None:
    sound = decoded(qtbot, write(Wave(sine(60, channels=2), 44_100)), BELL)
    assert sound.seconds == pytest.approx(60, abs=0.01)
    assert (sound.rate, sound.frames.shape[1]) == (32_000, 1)
    assert hertz(sound) == pytest.approx(440, abs=1)


def test_what_is_too_large_in_two_channels_is_kept_in_one(qtbot: QtBot) -> None:
    sound = decoded(qtbot, write(Wave(sine(40, channels=2), 44_100)), BELL)
    assert (sound.rate, sound.frames.shape[1]) == (44_100, 1)
    assert np.abs(sound.frames).max() == pytest.approx(9_000, rel=0.01)


def test_a_bed_is_made_to_go_round(qtbot: QtBot) -> None:
    sound = decoded(qtbot, write(Wave(sine(20, 22_050), 22_050)), BED)
    assert sound.seconds == pytest.approx(20 - SEAM, abs=0.01)
    short = decoded(qtbot, write(Wave(sine(3), 44_100)), BED)
    assert short.seconds == pytest.approx(3, abs=0.01)


def test_where_a_recording_begins_again_there_is_no_step_and_no_hole() -> None:
    noise = np.random.default_rng(3).normal(0, 3000, (44_100 * 10, 1))
    slow = np.cumsum(noise - noise.mean(), axis=0)
    slow = np.round(slow / np.abs(slow).max() * 20_000).astype(np.int16)
    made = go_round(slow, 44_100)
    steps = np.abs(np.diff(np.concatenate([made, made[:2]]).astype(int), axis=0))
    assert steps[-2:].max() <= steps[:-2].max()
    white = go_round(np.round(noise).astype(np.int16), 44_100).astype(float)
    seconds = [float(white[at : at + 4410].std()) for at in range(0, len(white) - 4410, 4410)]
    assert min(seconds) > 0.9 * np.median(seconds)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", decode.UNREADABLE),
        (b"no sound at all", decode.UNREADABLE),
        (bytes(range(256)) * 40, decode.UNREADABLE),
    ],
    ids=["nothing", "words", "noise"],
)
def test_what_holds_no_sound_is_refused(qtbot: QtBot, data: bytes, sentence: str) -> None:
    assert refused(qtbot, data) == sentence


def test_what_is_too_long_is_refused(qtbot: QtBot) -> None:
    said = refused(qtbot, write(Wave(sine(61, 8_000), 8_000)))
    assert said == "A bell lasts up to 60 seconds. This one is longer."
    said = refused(qtbot, write(Wave(np.zeros((8_000 * 902, 1), np.int16), 8_000)), BED)
    assert said == "A sound to sit in lasts up to 15 minutes. This one is longer."


def test_a_file_that_is_too_large_is_not_even_looked_at(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "MOST_READ", 1000)
    assert refused(qtbot, bytes(1001)) == decode.TOO_LARGE


def test_a_file_that_was_let_go_of_says_nothing_more(qtbot: QtBot) -> None:
    decoder = Decoder()
    with qtbot.assertNotEmitted(decoder.failed, wait=50), qtbot.assertNotEmitted(decoder.done, wait=50):
        decoder.start((SAMPLES / "tone.flac").read_bytes(), BELL)
        decoder.stop()


def test_nothing_is_written_to_the_disk(qtbot: QtBot, own_home: Path) -> None:
    before = sorted(own_home.rglob("*"))
    decoded(qtbot, (SAMPLES / "tone.mp3").read_bytes(), BELL)
    assert sorted(own_home.rglob("*")) == before
