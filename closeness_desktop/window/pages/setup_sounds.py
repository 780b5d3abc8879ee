"""Choosing a sound, one of the program's or one of one's own, and hearing it before it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from closeness_desktop.errors import KnownError, NotFoundError
from closeness_desktop.practice import words
from closeness_desktop.practice.effects import SOUNDS
from closeness_desktop.practice.plan import BEDS, OWN_SOUND
from closeness_desktop.records import Change
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.setup_fields import Choice
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout

GONE = "A sound that is gone"
LONGEST_BELL = 60
"""Seconds up to which a sound of one's own can be a bell."""


class SoundShelf(QObject):
    """The sounds there are, for every choice of one. `changed` comes when one of one's own came or went."""

    changed = Signal()

    def __init__(self, context: Context, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context, self.sounds = context, sounds
        context.changes.changed.connect(self._look)

    def load(self, name: str) -> bytes:
        """The bytes of a sound of one's own, by the name that a plan keeps. Raises KnownError."""
        return load(self.context, name)

    def bells(self) -> list[tuple[str, object]]:
        """What can be struck: its word and the name that a plan keeps."""
        ours = _named(SOUNDS, words.SOUND_NAMES)
        return ours + self._own(lambda seconds: seconds <= LONGEST_BELL)

    def beds(self) -> list[tuple[str, object]]:
        """What can be sat in, quiet among it."""
        return [("Quiet", None), *_named(BEDS, words.BED_NAMES), *self._own(lambda _seconds: True)]

    def is_own(self, name: str | None) -> bool:
        """Whether it is one of the person's own that is there."""
        return any(name == f"{OWN_SOUND}{one.id}" for one in self.context.journal.sounds.all())

    def remove(self, name: str) -> None:
        """Remove a sound of the person's own, with an offer to take that back."""
        sounds, id = self.context.journal.sounds, name.removeprefix(OWN_SOUND)
        try:
            title = sounds.get(id).name
            sounds.remove(id)
        except KnownError as error:
            self.context.say(str(error))
            return
        self.context.say(f"“{title}” is gone.", partial(sounds.bring_back, id), partial(sounds.remove, id))

    def _own(self, fits: Callable[[float], bool]) -> list[tuple[str, object]]:
        own = self.context.journal.sounds.all()
        return [(one.name, f"{OWN_SOUND}{one.id}") for one in own if fits(one.seconds)]

    @Slot(object)
    def _look(self, change: Change) -> None:
        if "sound" in change.kinds:
            self.changed.emit()


class SoundChoice(QWidget):
    """A choice of a sound with a button that lets it be heard. beds: what surrounds a sitting, not a bell."""

    def __init__(self, shelf: SoundShelf, name: str, *, beds: bool = False) -> None:
        super().__init__()
        self._shelf, self._beds = shelf, beds
        self.choice = Choice(name, self._offered())
        self.trial = QuietButton("Hear it")
        self.trial.setAccessibleName(f"Hear it: {name}")
        self.trial.clicked.connect(self._hear)
        self.remove = LinkButton("Remove")
        self.remove.setAccessibleName(f"Remove this sound: {name}")
        self.remove.clicked.connect(self._remove)
        row = FlowLayout(self)
        row.addWidget(self.choice)
        row.addWidget(self.trial)
        row.addWidget(self.remove)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        shelf.changed.connect(self._refill)
        self.choice.currentIndexChanged.connect(self._look)
        self._look()

    @property
    def value(self) -> str | None:
        """The chosen sound, by the name that a plan keeps."""
        chosen = self.choice.currentData()
        return chosen if isinstance(chosen, str) else None

    def choose(self, sound: str | None) -> None:
        """Choose a sound; one that is gone is called so."""
        self._refill()
        self.choice.choose(sound, GONE)

    def forget(self) -> None:
        """Let go of the names of one's own sounds."""
        before = self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.blockSignals(before)

    def _offered(self) -> list[tuple[str, object]]:
        return self._shelf.beds() if self._beds else self._shelf.bells()

    @Slot()
    def _refill(self) -> None:
        self.choice.offer(self._offered())

    @Slot()
    def _hear(self) -> None:
        sound = self.value
        if sound is None:
            return
        if self._beds:
            self._shelf.sounds.try_bed(sound, self._shelf.load)
        else:
            self._shelf.sounds.strike(sound, self._shelf.load)

    @Slot()
    def _remove(self) -> None:
        if self.value is not None:
            self._shelf.remove(self.value)
            self.choice.setCurrentIndex(0)
            self.choice.setFocus()

    @Slot()
    def _look(self) -> None:
        self.trial.setVisible(self.value is not None)
        self.remove.setMinimumHeight(self.trial.sizeHint().height())
        self.remove.setVisible(self._shelf.is_own(self.value))


def load(context: Context, name: str) -> bytes:
    """The WAV of "own:ID" or "pack:ID:NAME" out of the journal. Raises KnownError."""
    kind, _, rest = name.partition(":")
    if kind == "own":
        return context.journal.sounds.wav(rest)
    pack, _, slug = rest.partition(":")
    if kind == "pack" and slug:
        return context.journal.sounds.of_pack(pack, slug)
    raise NotFoundError("There is no such sound.")


def loader(context: Context) -> Callable[[str], bytes]:
    """`load` for one journal."""
    return partial(load, context)


def _named(sounds: tuple[str, ...], names: Mapping[str, str]) -> list[tuple[str, object]]:
    return [(names.get(sound, sound), sound) for sound in sounds]
