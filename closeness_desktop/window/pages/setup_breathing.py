"""How one breathes: with circles or without, how fast, with held breath or not, heard or only seen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox

from closeness_desktop.practice import words
from closeness_desktop.practice.breathing import (
    CAUTION,
    LONGEST_PART,
    OWN_PACE,
    OWN_PATTERN,
    PATTERNS,
    SHORTEST_PART,
    Pattern,
    own_pattern,
)
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.window.pages.setup_fields import Amount, Choice, form, label
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.labels import HintLabel, SoftLabel

SECONDS = " s"


class BreathingCard(Card):
    """`changed` comes with every change. What does not belong to the chosen pace is put away.

    No breath is held until the person ticks that it shall be; the caution stands beside the box before.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Breathing")
        paces: list[tuple[str, object]] = [("Off", None)]
        paces += [(words.pace(key), key) for key in (*PATTERNS, OWN_PATTERN, OWN_PACE)]
        self.pace = Choice("Breathing circles", paces)
        self.seconds = SoftLabel(wrap=True)
        self.inhale = Amount(theme, "Seconds in", SHORTEST_PART, LONGEST_PART, SECONDS)
        self.hold = Amount(theme, "Seconds held, full", 0, LONGEST_PART, SECONDS, "None")
        self.exhale = Amount(theme, "Seconds out", SHORTEST_PART, LONGEST_PART, SECONDS)
        self.rest = Amount(theme, "Seconds held, empty", 0, LONGEST_PART, SECONDS, "None")
        self.holds = QCheckBox("Hold the breath too")
        self.caution = HintLabel(CAUTION, wrap=True)
        self.holds.setAccessibleDescription(CAUTION)
        self.cues = QCheckBox("A sound for each part")
        self.cues.setAccessibleDescription("For closed eyes: it rises, stays and falls with the breath.")
        self._form = form()
        self._form.addRow(label("Circles", self.pace), self.pace)
        self._form.addRow(self.seconds)
        self._form.addRow(label("In", self.inhale), self.inhale)
        self._form.addRow(label("Held, full", self.hold), self.hold)
        self._form.addRow(label("Out", self.exhale), self.exhale)
        self._form.addRow(label("Held, empty", self.rest), self.rest)
        self._form.addRow(self.holds)
        self._form.addRow(self.caution)
        self._form.addRow(self.cues)
        self.add(self._form)
        self.pace.currentIndexChanged.connect(self._look)
        for part in (self.inhale, self.hold, self.exhale, self.rest):
            part.valueChanged.connect(self._look)
        self.holds.toggled.connect(self._look)
        self.cues.toggled.connect(self._look)
        self._look()

    def show_plan(self, plan: SittingPlan) -> None:
        """Show what a plan says."""
        before = self.blockSignals(True)
        self.pace.choose(plan.breathing)
        own = plan.pattern
        for field, seconds in (
            (self.inhale, own.inhale),
            (self.hold, own.hold),
            (self.exhale, own.exhale),
            (self.rest, own.rest),
        ):
            field.setValue(seconds)
        self.holds.setChecked(plan.holds)
        self.cues.setChecked(plan.cues)
        self.blockSignals(before)
        self._look()

    def values(self) -> dict[str, Any]:
        """Its part of a plan, by field."""
        return {
            "breathing": self.pace.currentData(),
            "pattern": self._own(),
            "holds": self.holds.isChecked(),
            "cues": self.cues.isChecked(),
        }

    def _own(self) -> Pattern:
        return own_pattern(self.inhale.value(), self.exhale.value(), self.hold.value(), self.rest.value())

    @Slot()
    def _look(self) -> None:
        """Show what belongs to the pace, and tell."""
        pace = self.pace.currentData()
        own, holds = pace == OWN_PATTERN, self.holds.isChecked()
        pattern = self._own() if own else PATTERNS.get(pace or "")
        can_hold = own or (pattern is not None and pattern.holds)
        if pattern is not None:
            breathed = pattern if holds else pattern.without_holds()
            self.seconds.setText(f"Seconds: {words.parts(breathed)}.")
        for field, shown in (
            (self.seconds, pattern is not None and not own),
            (self.inhale, own),
            (self.hold, own and holds),
            (self.exhale, own),
            (self.rest, own and holds),
            (self.holds, can_hold),
            (self.caution, can_hold),
            (self.cues, pattern is not None),
        ):
            self._form.setRowVisible(field, shown)
        self.changed.emit()
