"""Records a voice note from the microphone into memory, and nowhere else; it is kept as a WAV."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal, Slot

from closeness_desktop.window.platform.output import quietly

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioFormat, QAudioSource

RATE = 24_000
"""Frames a second, in one channel of 16 bits: a voice needs no more; 2.9 MB a minute."""

LONGEST = 60 * 60
"""Seconds after which a recording ends by itself."""

NO_MICROPHONE = "There is no microphone that Closeness can hear."
NO_LIBRARY = "Sound cannot be recorded on this computer."
NOT_HEARD = "The microphone gives nothing. Another program may be using it."

_LOOK = 100
"""Milliseconds between two looks at what has come."""

_SILENT = 3.0
"""Seconds without a single byte after which the microphone is held to give nothing."""


class Recorder(QObject):
    """One recording at a time."""

    heard = Signal(float, float)
    """Seconds so far, and how loud it is just now, 0 to 1."""

    failed = Signal(str)

    ended = Signal()
    """LONGEST is reached; what was recorded waits to be taken."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: QAudioSource | None = None
        self._from: QIODevice | None = None
        self._rate, self._channels, self._is_float = RATE, 1, False
        self._each, self._rest = 2, b""  # bytes of a frame, and of one that has not come whole
        self._parts: list[bytes] = []
        self._frames = 0
        self._waited = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._look)

    @property
    def recording(self) -> bool:
        """Whether it is listening."""
        return self._from is not None

    @property
    def seconds(self) -> float:
        """How much there is."""
        return self._frames / self._rate

    def start(self) -> bool:
        """Begin to listen; False, and `failed` says why, when that cannot be."""
        self.drop()
        try:
            with quietly():
                from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QMediaDevices

                device = QMediaDevices.defaultAudioInput()
        except ImportError:
            self.failed.emit(NO_LIBRARY)
            return False
        if device.isNull():
            self.failed.emit(NO_MICROPHONE)
            return False
        form = _form()
        if not device.isFormatSupported(form):
            form = device.preferredFormat()
            if form.sampleFormat() is not QAudioFormat.SampleFormat.Float:
                form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        source = QAudioSource(device, form, self)
        stream = source.start()
        if stream is None:
            source.deleteLater()
            self.failed.emit(NOT_HEARD)
            return False
        self._source = source
        self._listen(stream, form)
        return True

    def _listen(self, stream: QIODevice, form: QAudioFormat) -> None:
        """Take what a device gives in this form."""
        from PySide6.QtMultimedia import QAudioFormat

        self._from = stream
        self._rate, self._channels = form.sampleRate(), form.channelCount()
        self._is_float = form.sampleFormat() == QAudioFormat.SampleFormat.Float
        self._each, self._rest = form.bytesPerFrame(), b""
        self._timer.start()

    def finish(self) -> bytes:
        """Stop, and give what was recorded as a WAV; nothing when nothing was heard."""
        self._look()
        self._close()
        parts, self._parts = self._parts, []
        frames, self._frames = self._frames, 0
        if not frames:
            return b""
        held = io.BytesIO()
        with wave.open(held, "wb") as sound:
            sound.setparams((1, 2, self._rate, frames, "NONE", ""))
            for part in parts:
                sound.writeframesraw(part)
        return held.getvalue()

    def drop(self) -> None:
        """Stop, and let go of what was recorded."""
        self._close()
        self._parts, self._frames = [], 0

    def _close(self) -> None:
        self._timer.stop()
        source, self._source, self._from = self._source, None, None
        self._waited = 0.0
        if source is not None:
            source.stop()
            source.deleteLater()

    @Slot()
    def _look(self) -> None:
        stream = self._from
        if stream is None:
            return
        data = self._rest + bytes(stream.readAll().data())
        whole = len(data) // self._each * self._each
        data, self._rest = data[:whole], data[whole:]
        if not data:
            self._waited += _LOOK / 1000
            if self._waited >= _SILENT and not self._frames:
                self.drop()
                self.failed.emit(NOT_HEARD)
            return
        self._waited = 0.0
        frames, loud = _one_channel(data, self._channels, is_float=self._is_float)
        self._parts.append(frames)
        self._frames += len(frames) // 2
        self.heard.emit(self.seconds, loud)
        if self.seconds >= LONGEST:
            self._close()
            self.ended.emit()


def _form() -> QAudioFormat:
    from PySide6.QtMultimedia import QAudioFormat

    form = QAudioFormat()
    form.setSampleRate(RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return form


def _one_channel(data: bytes, channels: int, *, is_float: bool) -> tuple[bytes, float]:
    """The mean of all channels as 16-bit samples, and its loudest, 0 to 1."""
    import numpy as np

    samples = np.frombuffer(data, np.float32 if is_float else np.int16).astype(np.float32)
    scaled = samples if is_float else samples / np.float32(32768)
    whole = scaled.reshape(-1, channels).mean(axis=1)
    loud = float(np.abs(whole).max(initial=0.0))
    made = (np.clip(whole, -1, 1) * 32767).astype("<i2")
    return made.tobytes(), min(1.0, loud)
