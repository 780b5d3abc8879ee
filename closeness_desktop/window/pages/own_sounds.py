"""The sounds that a person added: heard, given other names, removed; each step can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.practice import words
from closeness_desktop.practice.plan import OWN_SOUND
from closeness_desktop.records import Change, OwnSound
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.setup_sounds import LONGEST_BELL, loader
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, SoftLabel

LONGEST_NAME = 100
NAME_WIDTH = 220
"""Width of the field for a name, in pixels of the design."""

WHERE = "They are kept in your journal, encrypted. More can be added where you set up a sitting."


class OwnSoundsCard(Card):
    """One line for each sound; hidden while there is none. `name` is the field while one is given a name."""

    def __init__(self, context: Context, sounds: Sounds) -> None:
        super().__init__("Your own sounds")
        self._context, self._sounds = context, sounds
        self._renaming = ""  # id of the sound that is being given a name
        self.name: QLineEdit | None = None
        self.renames: dict[str, LinkButton] = {}
        context.changes.changed.connect(self._changed)
        self.look()

    def look(self) -> None:
        """Show what there is now."""
        own = self._context.journal.sounds.all()
        self.name, self.renames = None, {}
        self.refill([*map(self._line, own), SoftLabel(WHERE, wrap=True)] if own else [])

    def forget(self) -> None:
        """Let go of names, and of what is being heard."""
        self._renaming, self.name, self.renames = "", None, {}
        self.hush()
        self.refill([])

    def hush(self) -> None:
        """Let what is being heard fade."""
        self._sounds.finish()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if "sound" in change.kinds:
            self.look()

    def _line(self, sound: OwnSound) -> QWidget:
        line, links = QWidget(), QWidget()
        column, flow = QVBoxLayout(line), FlowLayout(links, 12)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if sound.id == self._renaming:
            self._ask_name(flow, sound)
            column.addWidget(links)
            return line
        column.addWidget(BodyLabel(sound.name, wrap=True))
        column.addWidget(SoftLabel(words.length(max(1, sound.seconds))))
        column.addWidget(links)
        for word, do in (("Hear it", self._hear), ("Rename…", self._rename), ("Remove", self._remove)):
            link = LinkButton(word)
            link.setAccessibleName(f"{word.rstrip('…')}: {sound.name}")
            link.clicked.connect(partial(do, sound))
            flow.addWidget(link)
            if do == self._rename:
                self.renames[sound.id] = link
        return line

    def _ask_name(self, flow: FlowLayout, sound: OwnSound) -> None:
        name = self.name = QLineEdit(sound.name)
        name.setMaxLength(LONGEST_NAME)
        name.setAccessibleName("Name of the sound")
        name.setMinimumWidth(self._context.theme.px(NAME_WIDTH))
        keep, cancel = QuietButton("Keep"), LinkButton("Never mind")
        for done in (keep.clicked, name.returnPressed):
            done.connect(partial(self._keep, sound))
        cancel.clicked.connect(partial(self._stop_asking, sound))
        for widget in (name, keep, cancel):
            flow.addWidget(widget)

    def _hear(self, sound: OwnSound) -> None:
        """A bell is struck; what is too long for one is heard for a few seconds."""
        named, load = f"{OWN_SOUND}{sound.id}", loader(self._context)
        if sound.seconds <= LONGEST_BELL:
            self._sounds.strike(named, load)
        else:
            self._sounds.try_bed(named, load)

    def _rename(self, sound: OwnSound) -> None:
        self._renaming = sound.id
        self.look()
        if self.name is not None:
            self.name.setFocus()
            self.name.selectAll()

    def _keep(self, sound: OwnSound) -> None:
        name = self.name.text() if self.name is not None else sound.name
        store = self._context.journal.sounds
        if name.split() == sound.name.split():
            self._stop_asking(sound)
        elif self._try(partial(store.rename, sound.id, name)):
            self._stop_asking(sound)
            self._context.say(
                "It has another name now.",
                partial(store.rename, sound.id, sound.name),
                partial(store.rename, sound.id, name),
            )

    def _stop_asking(self, sound: OwnSound) -> None:
        self._renaming = ""
        self.look()
        self.renames[sound.id].setFocus()

    def _remove(self, sound: OwnSound) -> None:
        store = self._context.journal.sounds
        self.hush()
        if self._try(partial(store.remove, sound.id)):
            self._context.say(
                f"“{sound.name}” is removed.",
                partial(store.bring_back, sound.id),
                partial(store.remove, sound.id),
            )

    def _try(self, change: Callable[[], object]) -> bool:
        """Carry a change out; say why it could not be."""
        try:
            change()
        except KnownError as error:
            self._context.say(str(error))
            return False
        return True
