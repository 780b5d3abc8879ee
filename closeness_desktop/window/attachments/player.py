"""Plays a sound that is attached, out of the encrypted journal by way of memory, and never from a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, Signal, Slot

from closeness_desktop.errors import KnownError, UsageError
from closeness_desktop.journal.attachments import AttachmentStore
from closeness_desktop.records import Attachment
from closeness_desktop.window.platform.output import quietly
from closeness_desktop.window.worker import Worker

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer

MOST_OCTETS = 300_000_000
"""Largest sound that is played here, in bytes.

It is taken into memory whole. A device that was made in Python asks for Python's lock whenever Qt's own
thread reads from it, so nothing may wait for that thread while it holds the lock: a device of ours would be
in its way at every read, and the player is let go of by the event loop, which holds no lock.
"""

UNREADABLE = "This sound cannot be played here. It can be opened in another program."
TOO_LARGE = "This sound is too large to be played here. It can be opened in another program."
NO_LIBRARY = "Sound cannot be played on this computer."

_SOUNDS = re.compile(
    rb"RIFF....WAVE|RF64....WAVE|FORM....AIF[FC]|OggS|fLaC|ID3|#!AMR|caff|\.snd|\x1aE\xdf\xa3|....ftyp"
    rb"|\xff[\xe0-\xff]",
    re.DOTALL,
)
_LEADS_ELSEWHERE = re.compile(rb"^c=IN |#EXTM3U|ffconcat version|<MPD[ >]", re.MULTILINE)
"""In a list of places; one of a stream (SDP) makes the library open a socket, whatever its file is called."""


def is_sound(data: bytes) -> bool:
    """Whether bytes begin as a sound does, and are no list of places on the network or in other files."""
    return _SOUNDS.match(data) is not None and _LEADS_ELSEWHERE.search(data) is None


class Player(QObject):
    """One sound at a time."""

    moved = Signal(str, object)
    """The id of a sound, and the second at which it is; None: it has stopped."""

    failed = Signal(str)

    def __init__(self, store: AttachmentStore, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._worker = store, worker
        self._player: QMediaPlayer | None = None
        self.playing: Attachment | None = None

    def play(self, attachment: Attachment) -> None:
        """Begin one from its start, or stop it if it is playing."""
        again = self.playing is not None and self.playing.id == attachment.id
        self.stop()
        if again:
            return
        if attachment.size > MOST_OCTETS:
            self.failed.emit(TOO_LARGE)
            return
        self.playing = attachment
        self.moved.emit(attachment.id, 0.0)
        self._worker.run(
            lambda: self._sound(attachment),
            lambda data: self._begin(attachment, data),
            lambda error: self._refused(attachment, error),
        )

    @Slot()
    def stop(self) -> None:
        """Let go of the sound."""
        player, self._player = self._player, None
        playing, self.playing = self.playing, None
        if player is not None:
            player.disconnect(self)
            player.stop()
            player.deleteLater()  # with what it reads from; see MOST_OCTETS for why not at once
        if playing is not None:
            self.moved.emit(playing.id, None)

    def _sound(self, attachment: Attachment) -> QByteArray:
        """Its bytes. Raises UsageError when the library must not be asked what they are."""
        data = self._store.read(attachment.id)
        if not is_sound(data):
            raise UsageError(UNREADABLE)
        return QByteArray(data)

    def _begin(self, attachment: Attachment, data: QByteArray) -> None:
        if self.playing is not attachment:  # another is wanted by now, or none
            return
        try:
            with quietly():
                from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
        except ImportError:
            self._fail(NO_LIBRARY)
            return
        with quietly():
            player = self._player = QMediaPlayer(self)
            player.setAudioOutput(QAudioOutput(player))
            buffer = QBuffer(player)
            buffer.setData(data)
            buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            player.positionChanged.connect(self._moved)
            # Queued: it does not come back when it is let go of while it tells something.
            player.errorOccurred.connect(self._error, Qt.ConnectionType.QueuedConnection)
            player.playbackStateChanged.connect(self._state, Qt.ConnectionType.QueuedConnection)
            player.setSourceDevice(buffer)
            player.play()

    def _refused(self, attachment: Attachment, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            raise error
        if self.playing is attachment:
            self._fail(str(error))

    @Slot("qlonglong")
    def _moved(self, milliseconds: int) -> None:
        if self.playing is not None:
            self.moved.emit(self.playing.id, milliseconds / 1000)

    @Slot()
    def _error(self) -> None:
        if self.playing is not None:
            self._fail(UNREADABLE)

    def _fail(self, sentence: str) -> None:
        self.stop()
        self.failed.emit(sentence)

    @Slot()
    def _state(self) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        player = self._player
        if player is not None and player.playbackState() == QMediaPlayer.PlaybackState.StoppedState:
            self.stop()
