"""What surrounds a session: a sound to sit in, how loud it all is, and whether the display stays awake."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox

from closeness_desktop.practice.plan import LOUDEST, Around
from closeness_desktop.window.pages.setup_fields import Spin, form, label
from closeness_desktop.window.pages.setup_own_sounds import AddSound
from closeness_desktop.window.pages.setup_sounds import SoundChoice, SoundShelf
from closeness_desktop.window.platform.decode import BED
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.labels import SoftLabel

STEP = 10
"""Percent from one volume to the next."""


class AroundCard(Card):
    """`changed` comes with every change. `voice`: the practice says lines, which a voice may say too.

    `no_voice`: one sentence when this desktop has no voice, "" when it has.
    """

    changed = Signal()

    def __init__(self, theme: Theme, shelf: SoundShelf, *, voice: bool = False, no_voice: str = "") -> None:
        super().__init__("Around you")
        self._shelf = shelf
        self.bed = SoundChoice(shelf, "Sound around you", beds=True)
        self.bed_volume = _volume(theme, "Volume of the sound around you")
        self.bell_volume = _volume(theme, "Volume of the bells")
        self.voice = QCheckBox("Say each line aloud too")
        self.voice_volume = _volume(theme, "Volume of the voice")
        self.no_voice = SoftLabel(no_voice, wrap=True)
        self.awake = QCheckBox("Keep the display awake")
        self._with_voice = voice
        self._form = form()
        self._form.addRow(label("Sound", self.bed.choice), self.bed)
        self._form.addRow(label("Its volume", self.bed_volume), self.bed_volume)
        self._form.addRow(label("Bells’ volume", self.bell_volume), self.bell_volume)
        self._form.addRow(self.voice)
        self._form.addRow(self.no_voice)
        self._form.addRow(label("Its volume", self.voice_volume), self.voice_volume)
        self._form.addRow(self.awake)
        self.add_sound = AddSound(shelf.context, BED)
        self.add_sound.added.connect(self.bed.choose)
        self.add(self._form)
        self.add(self.add_sound)
        self.voice.setEnabled(not no_voice)
        self.bed.choice.currentIndexChanged.connect(self._look)
        for volume in (self.bed_volume, self.bell_volume, self.voice_volume):
            volume.valueChanged.connect(self._look)
        self.voice.toggled.connect(self._look)
        self.awake.toggled.connect(self._look)
        self._look()

    def show_around(self, around: Around) -> None:
        """Show what was chosen."""
        before = self.blockSignals(True)
        self.bed.choose(around.bed)
        self.bed_volume.setValue(around.bed_volume)
        self.bell_volume.setValue(around.bell_volume)
        self.voice.setChecked(around.voice)
        self.voice_volume.setValue(around.voice_volume)
        self.awake.setChecked(around.awake)
        self.blockSignals(before)
        self._look()

    def around(self) -> Around:
        """What is chosen now."""
        return Around(
            bed=self.bed.value,
            bed_volume=self.bed_volume.value(),
            bell_volume=self.bell_volume.value(),
            voice=self.voice.isChecked(),
            voice_volume=self.voice_volume.value(),
            awake=self.awake.isChecked(),
        )

    @Slot()
    def _look(self) -> None:
        """Show what belongs to the choices, and tell; what is being tried follows the volumes."""
        voice = self._with_voice
        self._form.setRowVisible(self.bed_volume, self.bed.value is not None)
        self._form.setRowVisible(self.voice, voice)
        self._form.setRowVisible(self.no_voice, voice and bool(self.no_voice.text()))
        self._form.setRowVisible(self.voice_volume, voice and self.voice.isChecked())
        self._shelf.sounds.set_volumes(bells=self.bell_volume.value(), bed=self.bed_volume.value())
        self.changed.emit()


def _volume(theme: Theme, name: str) -> Spin:
    made = Spin(theme, name, LOUDEST, " %", least=0)
    made.setSingleStep(STEP)
    return made
