"""What reaches the device of a session: bells at their moments, a bed, and what happens when the device goes.

A device that only counts stands in for a real one: it takes frames as fast as the test lets time pass.
"""

from __future__ import annotations

import socket
import sys
import time

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from closeness_desktop import paths
from closeness_desktop.errors import NotFoundError
from closeness_desktop.practice.effects import Bell, BreathChanged
from closeness_desktop.practice.plan import Around
from closeness_desktop.window.platform import output as outputs
from closeness_desktop.window.platform.mixer import BLOCK, Mixer
from closeness_desktop.window.platform.output import Output
from closeness_desktop.window.platform.placed import AHEAD
from closeness_desktop.window.platform.sound import LOST, PATIENCE, Sounds
from closeness_desktop.window.platform.waves import Samples, Wave, write

RATE = 48_000
INTERVAL = Bell("woodblock", 1, 4.0, "interval")
END = Bell("bell", 3, 1.0, "end")


class Counting(Output):
    """A device of which the test decides how far it is. `there`: whether it can be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.there = True
        self.heard: list[Samples] = []
        self.opened = 0

    @property
    def open(self) -> bool:
        return self.mixer is not None

    @property
    def took(self) -> bool:
        return bool(self.heard)

    @property
    def settled(self) -> bool:
        return self.took

    def begin(self) -> bool:
        if self.there and self.mixer is None:
            self.mixer, self.opened = Mixer(RATE, 1), self.opened + 1
        return self.mixer is not None

    def close(self) -> None:
        self.mixer = None

    def frame_in(self, seconds: float) -> int:
        return 0 if self.mixer is None else self.mixer.frame + round(seconds * RATE)

    def play(self, seconds: float) -> Samples:
        """Let so much be heard."""
        assert self.mixer is not None
        self.heard.append(self.mixer.render(-(-round(seconds * RATE) // BLOCK) * BLOCK))
        self.fed.emit()
        return self.heard[-1][:, 0]


@pytest.fixture
def device() -> Counting:
    return Counting()


@pytest.fixture
def sounds(qtbot: QtBot, device: Counting) -> Sounds:
    return Sounds(output=device)


def onsets(heard: Samples) -> list[float]:
    """Seconds at which something begins after a moment of silence."""
    loud = np.flatnonzero(np.abs(heard) > 1e-4)
    begun = loud[np.flatnonzero(np.diff(loud, prepend=-RATE) > RATE // 20)]
    return [float(at) / RATE for at in begun]


def test_a_foreseen_bell_is_heard_in_time_though_it_rings_late(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(), ["woodblock"])
    sounds.foresee([(0.4, INTERVAL)])
    heard = device.play(1.0)
    sounds.ring(INTERVAL)  # the window gets to it when it has been heard already
    assert onsets(heard) == [pytest.approx(0.4, abs=0.002)]
    assert not device.play(1.0).any(), "it is not struck again"


def test_a_bell_that_nobody_foresaw_is_heard_at_once(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(), ["woodblock"])
    device.play(1.0)
    sounds.ring(INTERVAL)
    assert onsets(device.play(1.0)) == [pytest.approx(BLOCK / RATE, abs=0.002)]


def test_foreseeing_again_and_again_does_not_strike_twice(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(), ["woodblock"])
    heard = []
    for left in (1.2, 1.0, 0.8, 0.6, 0.4, 0.2):
        sounds.foresee([(left, INTERVAL), (left + 60, END)])
        heard.append(device.play(0.2))
    heard.append(device.play(1.0))
    assert len(onsets(np.concatenate(heard))) == 1


def test_what_is_not_foreseen_any_more_is_not_heard(sounds: Sounds, device: Counting) -> None:
    """The session was paused, or the person went back."""
    sounds.begin(Around(), ["woodblock"])
    sounds.foresee([(0.5, INTERVAL)])
    device.play(0.3)
    sounds.foresee([])
    assert not device.play(2.0).any()


def test_a_bell_heard_just_before_a_pause_is_not_heard_again(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(), ["woodblock"])
    sounds.foresee([(0.1, INTERVAL)])
    assert device.play(0.3).any()
    sounds.foresee([])
    device.play(1.0)
    sounds.foresee([(0.1, INTERVAL)])
    assert not device.play(1.0).any()
    sounds.ring(INTERVAL)
    assert not device.play(1.0).any()
    sounds.foresee([(0.1, INTERVAL)])
    assert device.play(1.0).any(), "the next one is another"


def test_a_foreseen_cue_is_heard_in_time_and_once_among_the_bells(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(), ["woodblock", "breath-in", "breath-out"])
    alone = Sounds(output=(other := Counting()))
    alone.begin(Around(), ["breath-in"])
    alone.cue("in")
    own = onsets(other.play(1.0))[0] - BLOCK / RATE  # it comes softly
    sounds.foresee([(0.9, INTERVAL)], [(0.2, BreathChanged("in", 5.0)), (5.2, BreathChanged("out", 5.0))])
    heard = device.play(0.85)
    sounds.cue("in")
    assert onsets(heard)[0] == pytest.approx(0.2 + own, abs=0.002)
    sounds.foresee([])
    assert not device.play(2.0)[RATE:].any(), "neither the cue again nor the bell taken back"


def test_every_strike_of_a_bell_comes_in_its_spacing(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(), ["woodblock"])
    sounds.foresee([(0.25, Bell("woodblock", 3, 1.0, "end"))])
    assert onsets(device.play(4.0)) == [pytest.approx(0.25 + n, abs=0.002) for n in range(3)]


def test_a_bell_struck_late_keeps_its_spacing(
    sounds: Sounds, device: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounds.begin(Around(), ["woodblock"])
    device.play(1.0)
    monkeypatch.setattr(device, "frame_in", lambda seconds: RATE // 2 + round(seconds * RATE))
    sounds.ring(Bell("woodblock", 3, 1.0, "start"))
    assert np.diff(onsets(device.play(4.0))) == pytest.approx([1.0, 1.0], abs=0.001)


def test_whoever_waits_to_be_heard_is_called_once_the_device_has_begun(
    sounds: Sounds, device: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[float] = []
    sounds.begin(Around(), ["woodblock"])
    sounds.when_heard(called.append)
    assert called == []
    monkeypatch.setattr(device, "frame_in", lambda seconds: device.mixer.frame - RATE // 5)  # type: ignore[union-attr]
    device.play(0.25)
    device.play(0.25)
    assert called == [pytest.approx(0.2 + BLOCK / RATE)]


def test_whoever_waits_is_called_at_once_when_all_is_silent(sounds: Sounds, device: Counting) -> None:
    called: list[float] = []
    device.there = False
    sounds.begin(Around(), ["woodblock"])
    sounds.when_heard(called.append)
    assert called == [0.0]


def test_nobody_waits_for_a_device_that_goes_or_never_begins(
    sounds: Sounds, device: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[float] = []
    sounds.begin(Around(), ["woodblock"])
    sounds.when_heard(called.append)
    device.there = False
    device.close()
    device.gone.emit()
    assert called == [0.0]
    device.there = True
    sounds.begin(Around(), ["woodblock"])
    sounds.when_heard(called.append)
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + PATIENCE)
    device.fed.emit()
    assert len(called) == 2


def test_what_was_called_off_is_not_begun(sounds: Sounds, device: Counting) -> None:
    called: list[float] = []
    sounds.begin(Around(), ["woodblock"])
    sounds.when_heard(called.append)
    sounds.finish(at_once=True)
    sounds.begin(Around(), ["woodblock"])
    device.play(0.25)
    assert called == []


def test_far_bells_are_left_for_later(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(), ["woodblock"])
    sounds.foresee([(AHEAD + 0.5, INTERVAL)])
    assert not device.play(AHEAD + 1).any()


def test_hushed_bells_strike_no_more_and_what_was_struck_rings_on(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(), ["bell"])
    sounds.ring(END)
    device.play(0.5)
    sounds.hush()
    heard = np.concatenate([device.play(0.45), device.play(3.0)])
    assert heard[: RATE // 4].any()
    assert np.abs(heard[RATE // 2 : RATE]).max() < np.abs(heard[: RATE // 4]).max()
    assert device.mixer is not None


def test_the_bed_comes_softly_makes_way_for_a_pause_and_comes_again(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(bed="brown", bed_volume=100))
    start = device.play(0.1)
    full = device.play(5.0)[-RATE:]
    sounds.pause_bed()
    quiet = device.play(3.0)[-RATE:]
    sounds.resume_bed()
    again = device.play(3.0)[-RATE:]
    assert np.abs(start).max() < 0.2 * np.abs(full).max()
    assert not quiet.any()
    assert again.std() > 0.5 * full.std()


def test_volumes_can_be_changed_while_it_sounds(sounds: Sounds, device: Counting) -> None:
    sounds.begin(Around(bed="brown", bed_volume=100, bell_volume=100))
    loud = device.play(5.0)[-RATE:]
    sounds.set_volumes(bed=50)
    soft = device.play(2.0)[-RATE:]
    assert soft.std() == pytest.approx(loud.std() / 4, rel=0.3)
    sounds.set_volumes(bed=0, bells=0)
    device.play(2.0)
    sounds.strike("bell")
    assert not device.play(1.0).any()


def test_at_the_end_all_fades_and_the_device_is_let_go(
    sounds: Sounds, device: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounds.begin(Around(bed="sea"), ["bowl"])
    sounds.ring(Bell("bowl", 9, 4.0, "end"))
    device.play(2.0)
    sounds.finish()
    assert np.abs(np.diff(device.play(2.0))).max() < 0.1
    assert not device.play(0.2).any()
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 10)
    device.play(0.05)
    assert not device.open


def test_a_sound_that_was_tried_lets_the_device_go_when_it_has_faded(
    sounds: Sounds, device: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounds.strike("woodblock")
    assert device.play(0.3).any()
    device.play(1.0)
    assert device.open
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 10)
    device.play(0.05)
    assert not device.open
    sounds.strike("woodblock")
    assert device.opened == 2


def test_a_session_keeps_the_device_open_in_silence(
    sounds: Sounds, device: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sounds.begin(Around())
    now = time.monotonic()
    for minute in range(5):
        monkeypatch.setattr(time, "monotonic", lambda minute=minute: now + 60 * minute)
        device.play(0.05)
    assert (device.open, device.opened) == (True, 1)


def test_a_sound_of_ones_own_comes_from_the_journal_and_is_let_go_of_at_the_end(
    sounds: Sounds, device: Counting
) -> None:
    asked: list[str] = []

    def load(name: str) -> bytes:
        asked.append(name)
        return write(Wave(np.full((4800, 1), 8000, np.int16), RATE))

    sounds.begin(Around(bed="own:2"), ["own:1"], load)
    assert asked == ["own:2", "own:1"]
    sounds.ring(Bell("own:1", 1, 1.0, "start"))
    assert device.play(0.2).any()
    sounds.finish(at_once=True)
    sounds.strike("own:1")
    assert len(asked) == 2, "there is no journal to ask any more"


def test_a_sound_that_is_gone_is_stood_in_for_by_the_bowl(sounds: Sounds, device: Counting) -> None:
    def load(name: str) -> bytes:
        if name == "own:1":
            raise NotFoundError("There is no such sound.")
        return b"no WAV at all"

    sounds.begin(Around(bed="own:3"), ["own:1", "own:2"], load)
    for own in ("own:1", "own:2"):
        sounds.ring(Bell(own, 1, 1.0, "start"))
        assert device.play(0.3).any()
        device.play(12.0)


def test_a_device_that_goes_is_replaced_by_another_without_a_word(
    qtbot: QtBot, sounds: Sounds, device: Counting
) -> None:
    sounds.begin(Around(bed="rain"), ["bowl"])
    device.play(1.0)
    device.close()
    with qtbot.assertNotEmitted(sounds.lost):
        device.gone.emit()
    assert device.opened == 2
    assert device.play(4.0).any(), "the bed comes again"


def test_without_another_device_it_is_told_once_and_the_bells_are_still_counted(
    sounds: Sounds, device: Counting
) -> None:
    said: list[str] = []
    struck: list[str] = []
    sounds.lost.connect(said.append)
    sounds.struck.connect(struck.append)
    sounds.begin(Around(bed="rain"), ["bowl"])
    device.play(1.0)
    device.there = False
    device.close()
    device.gone.emit()
    sounds.ring(INTERVAL)
    sounds.foresee([(0.1, INTERVAL)])
    sounds.pause_bed()
    sounds.resume_bed()
    sounds.cue("in")
    device.gone.emit()
    assert (said, struck) == ([LOST], ["woodblock"])
    device.there = True
    sounds.ring(INTERVAL)
    assert device.play(1.0).any(), "a device that comes back is used"


def test_a_device_that_never_takes_anything_is_not_opened_again_and_again(
    sounds: Sounds, device: Counting
) -> None:
    said: list[str] = []
    sounds.lost.connect(said.append)
    sounds.begin(Around())
    device.close()
    device.gone.emit()
    assert (device.opened, said) == (1, [LOST])


def test_a_bed_can_be_tried_but_not_over_a_session(sounds: Sounds, device: Counting) -> None:
    sounds.try_bed("sea")
    assert device.play(2.0).any()
    sounds.begin(Around())
    sounds.try_bed("rain")
    assert not device.play(2.0).any()


@pytest.mark.parametrize("phase", ["in", "hold", "out", "rest"])
def test_each_part_of_a_breath_has_a_cue(sounds: Sounds, device: Counting, phase: str) -> None:
    sounds.begin(Around(), [f"breath-{phase}"])
    sounds.cue(phase)  # type: ignore[arg-type]
    heard = device.play(2.0)
    assert heard.any()
    assert paths.resource("sounds", f"breath-{phase}.wav").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists its sockets in a file")
def test_a_sound_server_that_was_started_anew_is_another(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening a device through the old one would bring the program down (Qt 6.11)."""
    place = tmp_path_factory.mktemp("s") / "n"
    monkeypatch.setenv("PULSE_SERVER", f"unix:{place}")
    before = outputs._server() or ""
    assert str(place) not in before
    seen = []
    for _ in range(2):
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(place))
            assert (outputs._server() or "") == before, "a socket at which nobody listens is no server"
            server.listen()
            seen.append(outputs._server())
        place.unlink()
    assert seen[0] != seen[1]
    assert all(str(place) in (one or "") for one in seen)
    assert (outputs._server() or "") == before
