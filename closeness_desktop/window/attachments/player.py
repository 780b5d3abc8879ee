"""Plays a sound that is attached, out of the encrypted journal and never from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal, Slot

from closeness_desktop.errors import KnownError
from closeness_desktop.journal.attachments import AttachmentStore
from closeness_desktop.records import Attachment
from closeness_desktop.window.platform.output import quietly

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer

WHOLE = 32_000_000
"""Up to so many bytes a sound is taken into memory as a whole."""

UNREADABLE = "This sound cannot be played here. It can be opened in another program."
NO_LIBRARY = "Sound cannot be played on this computer."


class Reading(QIODevice):
    """What is attached as a device that Qt reads from, by chunk and from its own thread."""

    def __init__(self, source: BinaryIO, size: int, parent: QObject) -> None:
        super().__init__(parent)
        self._source, self._size = source, size
        self.open(QIODevice.OpenModeFlag.ReadOnly)

    def isSequential(self) -> bool:
        """It can be read from anywhere."""
        return False

    def size(self) -> int:
        """True bytes."""
        return self._size

    def bytesAvailable(self) -> int:
        """What is left from here."""
        return self._size - self.pos()

    def seek(self, position: int, /) -> bool:
        """Go to a place."""
        if not super().seek(position):
            return False
        self._source.seek(position)
        return True

    def readData(self, most: int, /) -> object:
        """The next bytes; less at the end, and none when they were altered."""
        try:
            return self._source.read(most)
        except KnownError:  # the player then says that it cannot go on
            return b""

    def writeData(self, data: object, length: int = 0, /) -> int:
        """Nothing can be written."""
        return -1

    def close(self) -> None:
        """Close the source too."""
        super().close()
        self._source.close()


class Player(QObject):
    """One sound at a time."""

    moved = Signal(str, object)
    """The id of a sound, and the second at which it is; None: it has stopped."""

    failed = Signal(str)

    def __init__(self, store: AttachmentStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._player: QMediaPlayer | None = None
        self._device: QIODevice | None = None
        self.playing: Attachment | None = None

    def play(self, attachment: Attachment) -> None:
        """Begin one from its start, or stop it if it is playing."""
        again = self.playing is not None and self.playing.id == attachment.id
        self.stop()
        if again:
            return
        try:
            with quietly():
                from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
            self._device = self._open(attachment)
        except ImportError:
            self.failed.emit(NO_LIBRARY)
            return
        except KnownError as error:
            self.failed.emit(str(error))
            return
        self.playing = attachment
        with quietly():
            player = self._player = QMediaPlayer(self)
            player.setAudioOutput(QAudioOutput(player))
            player.positionChanged.connect(self._moved)
            player.errorOccurred.connect(self._error)
            player.playbackStateChanged.connect(self._state)
            player.setSourceDevice(self._device)
            player.play()

    @Slot()
    def stop(self) -> None:
        """Let go of the sound."""
        player, self._player = self._player, None
        device, self._device = self._device, None
        playing, self.playing = self.playing, None
        if player is not None:
            player.disconnect(self)
            player.stop()
            player.setSourceDevice(None)  # type: ignore[arg-type]
            player.deleteLater()
        if device is not None:
            device.close()
            device.deleteLater()
        if playing is not None:
            self.moved.emit(playing.id, None)

    def _open(self, attachment: Attachment) -> QIODevice:
        if attachment.size > WHOLE:
            return Reading(self._store.open(attachment.id), attachment.size, self)
        buffer = QBuffer(self)
        buffer.setData(QByteArray(self._store.read(attachment.id)))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        return buffer

    @Slot("qlonglong")
    def _moved(self, milliseconds: int) -> None:
        if self.playing is not None:
            self.moved.emit(self.playing.id, milliseconds / 1000)

    @Slot()
    def _error(self) -> None:
        if self.playing is not None:
            self.stop()
            self.failed.emit(UNREADABLE)

    @Slot()
    def _state(self) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        if self._player is not None and self._player.playbackState() == (
            QMediaPlayer.PlaybackState.StoppedState
        ):
            self.stop()
