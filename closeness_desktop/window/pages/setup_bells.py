"""The bells of a sitting: at both ends, in between, and how each of them sounds."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.intervals import At, AtRandom, Every, FromEnd, Intervals, points
from closeness_desktop.practice.plan import LONGEST, MOST_STRIKES, SittingPlan
from closeness_desktop.window.pages.setup_fields import Amount, Choice, Spin, form, label
from closeness_desktop.window.pages.setup_own_sounds import AddSound
from closeness_desktop.window.pages.setup_sounds import SoundChoice, SoundShelf
from closeness_desktop.window.platform.decode import BELL
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.labels import HintLabel

KINDS: list[tuple[str, object]] = [
    ("None", None),
    ("Every so often", Every),
    ("At times you choose", At),
    ("Before the end", FromEnd),
    ("At random", AtRandom),
]
MINUTES = " min"
UNREADABLE = "Write the minutes with commas between them, such as 5, 10, 25."
BEYOND = "Bells after the end of the sitting do not ring."
ENDLESS = "An open-ended sitting has no end to count from, so these bells do not ring."


class BellsCard(Card):
    """`changed` comes with every change. What does not belong to the chosen kind of bells is put away."""

    changed = Signal()

    def __init__(self, theme: Theme, shelf: SoundShelf) -> None:
        super().__init__("Bells")
        self.silent = HintLabel(wrap=True)
        self.start = Spin(theme, "Strikes at the start", MOST_STRIKES, "", "None")
        self.end = Spin(theme, "Strikes at the end", MOST_STRIKES, "", "None")
        self.sound = SoundChoice(shelf, "Sound at the start and the end")
        self.between = Choice("Bells in between", KINDS)
        self.every = Amount(theme, "Minutes from bell to bell", 0.5, LONGEST / 60, MINUTES)
        self.points = QLineEdit()
        self.points.setPlaceholderText("5, 10, 25")
        self._points_label = label("Minutes after the start", self.points)
        self.least = Amount(theme, "Minutes between two bells, at least", 0.5, LONGEST / 60, MINUTES)
        self.most = Amount(theme, "Minutes between two bells, at most", 0.5, LONGEST / 60, MINUTES)
        self.strikes = Spin(theme, "Strikes of a bell in between", MOST_STRIKES, "")
        self.interval_sound = SoundChoice(shelf, "Sound in between")
        self.note = HintLabel(wrap=True)
        self._form = form()
        self._form.addRow(label("Strikes at the start", self.start), self.start)
        self._form.addRow(label("Strikes at the end", self.end), self.end)
        self._form.addRow(label("Their sound", self.sound.choice), self.sound)
        self._form.addRow(label("In between", self.between), self.between)
        self._form.addRow(label("Every", self.every), self.every)
        self._form.addRow(self._points_label, self.points)
        self._form.addRow(label("At least", self.least), self.least)
        self._form.addRow(label("At most", self.most), self.most)
        self._form.addRow(label("Strikes", self.strikes), self.strikes)
        self._form.addRow(label("Their sound", self.interval_sound.choice), self.interval_sound)
        self._form.addRow(self.note)
        self.add_sound = AddSound(shelf.context, BELL)
        self.add_sound.added.connect(self.sound.choose)
        self.add(self.silent)
        self.add(self._form)
        self.add(self.add_sound)
        for number in (self.start, self.end, self.every, self.least, self.most, self.strikes):
            number.valueChanged.connect(self._look)
        for choice in (self.between, self.sound.choice, self.interval_sound.choice):
            choice.currentIndexChanged.connect(self._look)
        self.points.textChanged.connect(self._look)
        self._look()

    def say_silent(self, why: str) -> None:
        """Tell that nothing can be heard, and why; "" when all is well."""
        self.silent.setText(why)
        self.silent.setVisible(bool(why))

    def show_plan(self, plan: SittingPlan) -> None:
        """Show what a plan says."""
        before = self.blockSignals(True)
        between = plan.intervals
        self.start.setValue(plan.start_strikes)
        self.end.setValue(plan.end_strikes)
        self.sound.choose(plan.sound)
        self.between.choose(type(between) if between is not None else None)
        self.every.setValue(between.seconds / 60 if isinstance(between, Every) else 5)
        chosen = between.seconds if isinstance(between, At | FromEnd) else ()
        self.points.setText(", ".join(f"{one / 60:.4g}" for one in chosen))
        random = between if isinstance(between, AtRandom) else AtRandom(180, 480)
        self.least.setValue(random.least / 60)
        self.most.setValue(random.most / 60)
        self.strikes.setValue(plan.interval_strikes)
        self.interval_sound.choose(plan.interval_sound)
        self.blockSignals(before)
        self._look()

    def values(self) -> dict[str, Any]:
        """Its part of a plan, by field. Raises UsageError for times that cannot be read or rung."""
        return {
            "start_strikes": self.start.value(),
            "end_strikes": self.end.value(),
            "sound": self.sound.value,
            "intervals": self._intervals(),
            "interval_strikes": self.strikes.value(),
            "interval_sound": self.interval_sound.value,
        }

    def note_of(self, seconds: int | None) -> str:
        """A sentence about bells that would not ring in a sitting of `seconds`; "" when all do."""
        try:
            between = self._intervals()
        except UsageError as error:
            return str(error)
        if isinstance(between, FromEnd) and seconds is None:
            return ENDLESS
        if isinstance(between, At | FromEnd) and seconds is not None and between.seconds[-1] >= seconds:
            return BEYOND if isinstance(between, At) else "Bells before the start do not ring."
        return ""

    def show_note(self, seconds: int | None) -> None:
        """Show that sentence."""
        note = self.note_of(seconds)
        self.note.setText(note)
        self._form.setRowVisible(self.note, bool(note))

    def _intervals(self) -> Intervals | None:
        kind = self.between.currentData()
        if kind is Every:
            return Every(round(self.every.value() * 60))
        if kind is AtRandom:
            return AtRandom(round(self.least.value() * 60), round(self.most.value() * 60))
        if kind in (At, FromEnd):
            chosen = points(read_minutes(self.points.text()))
            return At(chosen) if kind is At else FromEnd(chosen)
        return None

    @Slot()
    def _look(self) -> None:
        """Show what belongs to the kind of bells, and tell."""
        kind = self.between.currentData()
        name = "Minutes before the end" if kind is FromEnd else "Minutes after the start"
        self._points_label.setText(name)
        self.points.setAccessibleName(name)
        for field, shown in (
            (self.every, kind is Every),
            (self.points, kind in (At, FromEnd)),
            (self.least, kind is AtRandom),
            (self.most, kind is AtRandom),
            (self.strikes, kind is not None),
            (self.interval_sound, kind is not None),
        ):
            self._form.setRowVisible(field, shown)
        self.changed.emit()


def read_minutes(text: str) -> list[int]:
    """Minutes with commas or spaces between, as seconds. Raises UsageError."""
    found = [part for part in re.split(r"[,;\s]+", text) if part]
    if not found or not all(re.fullmatch(r"[0-9]{1,4}(\.[0-9]+)?", part) for part in found):
        raise UsageError(UNREADABLE)
    return [round(float(part) * 60) for part in found]
