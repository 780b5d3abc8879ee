"""One open way to the sound device, fed all the while, so that no sound loses its beginning.

A device that is opened for each sound swallows the first of it; here silence is fed between sounds. The
frames are made LEAD ahead, which is what a busy moment of the window may take before there is a gap.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median_low
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QLoggingCategory, QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink

    from closeness_desktop.window.platform.mixer import Mixer

LEAD = 0.2
"""Seconds made ahead of what is heard."""

PUMP = 50
"""Milliseconds from one filling up to the next."""

STALLED = 4.0
"""Seconds in which a device takes nothing before it is held to be gone; one that begins may take two."""

LISTENING = "00010000"
"""The flags of a socket at which somebody listens, as the kernel lists them."""

READINGS = 25
"""Readings of the device's place (a second of them) whose middle is taken: it takes in pieces, not evenly."""

SETTLED = 3
"""Readings after a device began that tell its place in time well enough."""

_QUIET = "qt.multimedia*=false\nqt.pulseaudio*=false"


class Output(QObject):
    """Plays what a mixer gives. gone: the device was taken away, or never took anything; it is closed."""

    gone = Signal()
    fed = Signal()
    """After every filling up."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mixer: Mixer | None = None
        self._sink: QAudioSink | None = None
        self._into: QIODevice | None = None
        self._float, self._bytes_each = True, 1
        self._size, self._rest = 0, b""
        self._stuck = 0  # fillings up in a row at which the device had taken nothing
        self._taken = 0
        self._offsets: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(PUMP)
        self._timer.timeout.connect(self._pump)

    @property
    def open(self) -> bool:
        """Whether a device is being fed."""
        return self._sink is not None

    def begin(self) -> bool:
        """Open the default device, with a new mixer at its rate. False when there is none.

        Raises ImportError when a system library that Qt's multimedia needs is missing.
        """
        if self.open:
            return True
        if not device_found():
            return False
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices, QtAudio

        from closeness_desktop.window.platform.mixer import Mixer

        device = QMediaDevices.defaultAudioOutput()
        form = _form(device.preferredFormat())
        if not device.isFormatSupported(form):
            form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        sink = QAudioSink(device, form, self)
        sink.setBufferSize(form.bytesForDuration(round(LEAD * 1e6)))
        into = sink.start()
        if into is None or sink.error() != QtAudio.Error.NoError:
            sink.deleteLater()
            return False
        self._float = form.sampleFormat() == QAudioFormat.SampleFormat.Float
        self._bytes_each = form.bytesPerFrame()
        self._sink, self._into = sink, into
        self._size, self._rest, self._offsets = sink.bufferSize(), b"", []
        self._stuck = self._taken = 0
        self.mixer = Mixer(form.sampleRate(), form.channelCount())
        sink.stateChanged.connect(self._state_changed)
        self._timer.start()
        self._pump()
        return True

    def close(self) -> None:
        """Let the device go at once. What is not to be cut off is faded out before."""
        self._timer.stop()
        sink, self._sink, self._into = self._sink, None, None
        self.mixer = None
        if sink is not None:
            sink.stateChanged.disconnect(self._state_changed)
            sink.reset()
            sink.deleteLater()

    @property
    def took(self) -> bool:
        """Whether the device, open or closed by now, ever took anything."""
        return self._taken > 0

    @property
    def settled(self) -> bool:
        """Whether the open device takes frames by now, and long enough to know its place in time."""
        return self._taken > 0 and len(self._offsets) >= SETTLED

    def frame_in(self, seconds: float) -> int:
        """The number of the frame that will be heard `seconds` from now."""
        mixer = self.mixer
        if mixer is None or not self._offsets:
            return 0
        return round((time.monotonic() + seconds) * mixer.rate - median_low(self._offsets))

    @Slot()
    def _pump(self) -> None:
        """Fill up what the device took since."""
        from closeness_desktop.window.platform.mixer import BLOCK

        sink, into, mixer = self._sink, self._into, self.mixer
        if sink is None or into is None or mixer is None:
            return
        bytes_each = self._bytes_each
        free = sink.bytesFree() // bytes_each
        queued = (self._size + len(self._rest)) // bytes_each - free
        taken = mixer.frame - queued
        if taken > 0 >= self._taken:  # it begins only now: what was read while it stood still is void
            self._offsets.clear()
        self._offsets.append(time.monotonic() * mixer.rate - taken)
        del self._offsets[:-READINGS]
        self._stuck = self._stuck + 1 if taken == self._taken else 0
        self._taken = taken
        if self._stuck * PUMP > STALLED * 1000:
            self.close()
            self.gone.emit()
            return
        if (frames := free // BLOCK * BLOCK) and not self._rest:
            samples = mixer.render(frames)
            self._rest = (
                samples.tobytes() if self._float else (samples * 32767).round().astype("<i2").tobytes()
            )
        if self._rest:
            self._rest = self._rest[max(0, into.write(self._rest)) :]
        self.fed.emit()

    @Slot()
    def _state_changed(self) -> None:
        from PySide6.QtMultimedia import QtAudio

        if self._sink is not None and self._sink.state() == QtAudio.State.StoppedState:
            self.close()
            self.gone.emit()


def _form(preferred: QAudioFormat) -> QAudioFormat:
    """The device's own rate, in one channel or two, in floating point."""
    from PySide6.QtMultimedia import QAudioFormat

    form = QAudioFormat(preferred)
    form.setChannelCount(min(2, max(1, preferred.channelCount())))
    form.setSampleFormat(QAudioFormat.SampleFormat.Float)
    return form


def device_found() -> bool:
    """Whether the desktop has a sound device now. Raises ImportError when Qt's multimedia cannot load."""
    with quietly():
        from PySide6.QtMultimedia import QMediaDevices

        found = not QMediaDevices.defaultAudioOutput().isNull()
    if found and not _servers:
        _servers.append(_server())
    return found and _servers[0] in (None, _server())


_servers: list[str | None] = []
"""The sound server that was there when the first device was found."""


def _server() -> str | None:
    """What tells one run of the desktop's sound server from another; None where it cannot be told.

    Qt 6.11 brings the whole program down when a device is opened after the PulseAudio server it knew has
    gone, and goes on listing that server's devices. So the program looks for itself, and stays silent then.
    """
    named = os.environ.get("PULSE_SERVER", "").removeprefix("unix:")
    try:
        lines = Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    sockets = [fields for line in lines if len(fields := line.split(maxsplit=7)) == 8]
    found = [
        f"{place} {number}"
        for *_, flags, _kind, _state, number, place in sockets
        if flags == LISTENING and _is_sound_server(place, named)
    ]
    return "; ".join(sorted(found)) or None


def _is_sound_server(place: str, named: str) -> bool:
    """Whether a socket is a sound server's of this person: the one named, or one where such sockets lie."""
    if place != named and not (place.endswith("/native") and "pulse" in place):
        return False
    try:
        return Path(place).stat().st_uid == os.getuid()
    except OSError:
        return False


@contextmanager
def quietly() -> Iterator[None]:
    """Load Qt's multimedia within it, and look for a device.

    Loading makes Qt list on the terminal every video and sound library that it does not find, and the first
    look warns in the general category that no sound server answers. We say so to the person ourselves.
    """
    QLoggingCategory.setFilterRules(f"{_QUIET}\ndefault.warning=false")
    try:
        yield
    finally:
        QLoggingCategory.setFilterRules(_QUIET)
