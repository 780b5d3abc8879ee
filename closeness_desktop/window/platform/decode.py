"""A person's own sound files, turned into plain WAV bytes in memory: whatever Qt can decode, nothing on disk.

Everything comes by signals and in small pieces, so that the window stays alive meanwhile. What is kept is in
two channels as long as that fits, then in one, then at a lower rate: see RATES. What is to go round and round
is made to: see `waves.go_round`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal, Slot

from closeness_desktop.window.platform.output import quietly

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtMultimedia import QAudioDecoder

MOST_READ = 250_000_000
"""Largest file that is looked at, in bytes."""

RATE = 44_100
"""Frames a second that are asked of Qt. (Asked for 8 kHz, it stands still at the first of an MP3.)"""

RATES = (RATE, 32_000, 24_000, 16_000)
"""Frames a second that are kept in one channel, best first. The last holds 15 minutes in 29 MB."""

STUCK = 15_000
"""Milliseconds without anything new after which a file is given up."""

PIECE = 10 * RATE
"""Frames that are brought to a lower rate at a time."""


@dataclass(frozen=True)
class Limit:
    """What may be kept. seconds: how long; octets: how large. name: what it is, in a sentence."""

    seconds: float
    octets: int
    name: str


BELL = Limit(60, 5_000_000, "A bell")
BED = Limit(15 * 60, 30_000_000, "A sound to sit in")

UNREADABLE = "This file holds no sound that can be read here. WAV, FLAC, OGG and MP3 can be."
TOO_LARGE = "This file is too large: up to 250 MB can be read."
EMPTY = "There is no sound in this file."
NO_LIBRARY = "Sound files cannot be read on this computer."


class Decoder(QObject):
    """Decodes one file at a time. After `start` comes `done` with the WAV bytes, or `failed` with a sentence.

    `start` again, or `stop`, lets go of a file under way without a signal.
    """

    done = Signal(bytes)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limit = BELL
        self._decoder: QAudioDecoder | None = None
        self._source: QBuffer | None = None
        self._parts: list[NDArray[np.int16]] = []
        self._frames = 0
        self._made: list[NDArray[np.int16]] = []
        self._rate = RATE
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(STUCK)
        self._watch.timeout.connect(self._stuck)
        self._next = QTimer(self)
        self._next.timeout.connect(self._lower)

    def start(self, data: bytes, limit: Limit) -> None:
        """Decode the bytes of a file."""
        self.stop()
        self._limit = limit
        if len(data) > MOST_READ:
            self._fail(TOO_LARGE)
            return
        try:
            with quietly():
                from PySide6.QtMultimedia import QAudioDecoder, QAudioFormat
        except ImportError:
            self._fail(NO_LIBRARY)
            return
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(2)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._source = QBuffer(self)
        self._source.setData(QByteArray(data))
        self._source.open(QIODevice.OpenModeFlag.ReadOnly)
        decoder = self._decoder = QAudioDecoder(self)
        decoder.bufferReady.connect(self._take)
        decoder.finished.connect(self._finished)
        decoder.error.connect(self._error)
        decoder.setAudioFormat(form)
        decoder.setSourceDevice(self._source)
        self._watch.start()
        decoder.start()

    def stop(self) -> None:
        """Let go of everything."""
        self._watch.stop()
        self._next.stop()
        decoder, self._decoder = self._decoder, None
        source, self._source = self._source, None
        if decoder is not None:
            decoder.disconnect(self)
            decoder.stop()
            decoder.deleteLater()
        if source is not None:
            source.deleteLater()
        self._parts, self._made, self._frames = [], [], 0

    @Slot()
    def _take(self) -> None:
        import numpy as np

        decoder = self._decoder
        while decoder is not None and decoder.bufferAvailable():
            buffer = decoder.read()
            frames = np.frombuffer(buffer.constData(), np.int16).reshape(-1, 2)
            self._frames += len(frames)
            if (alone := self._alone) or self._frames * 4 > self._limit.octets - 100:
                if not alone:
                    self._parts = [_fold(part) for part in self._parts]
                frames = _fold(frames)
            self._parts.append(frames.copy())
            self._watch.start()
        if self._frames > (self._limit.seconds + 0.5) * RATE:
            self._fail(f"{self._limit.name} lasts up to {_length(self._limit.seconds)}. This one is longer.")

    @property
    def _alone(self) -> bool:
        """Whether there is one channel by now."""
        return bool(self._parts) and self._parts[-1].shape[1] == 1

    @Slot()
    def _finished(self) -> None:
        import numpy as np

        from closeness_desktop.window.platform.waves import go_round

        self._take()
        if self._decoder is None:  # too long, found just now
            return
        if not self._frames:
            self._fail(EMPTY)
            return
        whole = np.concatenate(self._parts)
        if whole.shape[1] == 2 and np.array_equal(whole[:, 0], whole[:, 1]):
            whole = whole[:, :1]
        if self._limit is BED:
            whole = go_round(whole, RATE)
        fitting = [rate for rate in RATES if len(whole) / RATE * rate * 2 <= self._limit.octets - 100]
        self._rate = RATE if whole.shape[1] == 2 else (fitting or RATES[-1:])[0]
        self.stop()
        if self._rate == RATE:
            self._deliver(whole)
        else:
            self._parts = [whole]
            self._next.start(0)

    @Slot()
    def _lower(self) -> None:
        """Bring a little more of it to a lower rate."""
        import numpy as np

        from closeness_desktop.window.platform.waves import Resampler, as_frames, as_samples

        (whole,) = self._parts
        change = Resampler(RATE, self._rate)
        wanted = len(whole) * self._rate // RATE
        first = sum(map(len, self._made))
        if first == wanted:
            made = np.concatenate(self._made)
            self.stop()
            self._deliver(made)
            return
        count = min(PIECE, wanted - first)
        low, high = change.source(first, count)
        part = as_samples(whole.take(np.arange(low, high), axis=0, mode="wrap"))
        self._made.append(as_frames(change.make(part, first, count)))

    def _deliver(self, frames: NDArray[np.int16]) -> None:
        from closeness_desktop.window.platform.waves import Wave, write

        self.done.emit(write(Wave(frames, self._rate)))

    @Slot()
    def _error(self) -> None:
        if self._decoder is not None:
            self._fail(UNREADABLE)

    @Slot()
    def _stuck(self) -> None:
        self._fail(UNREADABLE)

    def _fail(self, sentence: str) -> None:
        self.stop()
        self.failed.emit(sentence)


def _fold(frames: NDArray[np.int16]) -> NDArray[np.int16]:
    """Two channels as one, their mean."""
    import numpy as np

    both = frames.astype(np.int32).sum(axis=1, keepdims=True)
    return np.asarray(both >> 1, np.int16)


def _length(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds > 60 else f"{seconds:.0f} seconds"
