"""Adding a sound of one's own from a file: read whole into memory, decoded, kept in the journal."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.practice.plan import OWN_SOUND
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.platform.decode import MOST_READ, TOO_LARGE, Decoder, Limit
from closeness_desktop.window.platform.file_dialogs import choose_file
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.labels import HintLabel

KINDS = "Sounds (*.wav *.flac *.ogg *.oga *.opus *.mp3 *.m4a *.aac *.aif *.aiff);;All files (*)"
ADD, READING = "Add a sound file…", "Reading the file…"


class AddSound(QWidget):
    """A link that asks for a file. `added` carries the name that a plan keeps of the new sound.

    limit: what may be kept of it.
    """

    added = Signal(str)

    def __init__(self, context: Context, limit: Limit) -> None:
        super().__init__()
        self._context, self._limit = context, limit
        self._name = ""
        self._decoder = Decoder(self)
        self.link = LinkButton(ADD)
        self.link.setAccessibleName(f"{ADD} {limit.name}")
        self.wrong = HintLabel(wrap=True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(flush(context.theme, self.link))
        column.addWidget(self.wrong)
        self.link.clicked.connect(self._ask)
        self._decoder.done.connect(self._keep)
        self._decoder.failed.connect(self._failed)

    @property
    def reading(self) -> bool:
        """Whether a file is being read now."""
        return not self.link.isEnabled()

    def read(self, file: Path) -> None:
        """Read a file, and keep its sound under the file's name."""
        self._say("")
        try:
            if file.stat().st_size > MOST_READ:
                self._failed(TOO_LARGE)
                return
            data = file.read_bytes()
        except OSError as error:
            self._failed(f"The file cannot be read: {error.strerror or 'it is gone'}.")
            return
        self._name = file.stem
        self.link.setText(READING)
        self.link.setEnabled(False)
        self._decoder.start(data, self._limit)

    @Slot()
    def _ask(self) -> None:
        music = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        if (file := choose_file(self, "A sound of your own", Path(music), KINDS)) is not None:
            self.read(file)

    @Slot(bytes)
    def _keep(self, wav: bytes) -> None:
        self._ready()
        sounds = self._context.journal.sounds
        try:
            sound = sounds.add(self._name, wav)
        except KnownError as error:
            self._say(str(error))
            return
        self._context.say(
            f"“{sound.name}” is kept in your journal. The file is no longer needed for it.",
            partial(sounds.remove, sound.id),
            partial(sounds.bring_back, sound.id),
        )
        self.added.emit(f"{OWN_SOUND}{sound.id}")

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self._ready()
        self._say(sentence)

    def _ready(self) -> None:
        self.link.setText(ADD)
        self.link.setEnabled(True)
        self.link.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
