"""Plays a sound that is attached, out of the encrypted journal by way of memory, and never from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, Signal, Slot

from closeness_desktop.errors import KnownError
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
            lambda: QByteArray(self._store.read(attachment.id)),
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
