"""How long a sitting takes, and how long it takes to settle in."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from closeness_desktop.practice import words
from closeness_desktop.practice.plan import LONGEST, SittingPlan
from closeness_desktop.window.pages.setup_fields import Choice, Spin, form, label
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout

QUICK_MINUTES = (5, 10, 15, 20, 30, 45)
PREPARATIONS = (0, 5, 10, 30, 60, 120, 300, 600)


class TimeCard(Card):
    """`changed` comes with every change."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Time")
        self.quick = [Chip(theme, f"{minutes} min", checkable=True) for minutes in QUICK_MINUTES]
        self.open_ended = Chip(theme, "Open-ended", checkable=True)
        self.minutes = Spin(theme, "Minutes", LONGEST // 60, " min")
        self.prepare = Choice(
            "Time to settle in", [(words.length(s) if s else "None", s) for s in PREPARATIONS]
        )
        self.overtime = QCheckBox("Count on past the end")
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in (*self.quick, self.open_ended):
            flow.addWidget(chip)
        rows = form()
        rows.addRow(chips)
        rows.addRow(label("Minutes", self.minutes), self.minutes)
        rows.addRow(label("Time to settle in", self.prepare), self.prepare)
        rows.addRow(self.overtime)
        self.add(rows)
        for chip, number in zip(self.quick, QUICK_MINUTES, strict=True):
            chip.clicked.connect(lambda _checked, number=number: self._set_minutes(number))
        self.open_ended.clicked.connect(self._look)
        self.minutes.valueChanged.connect(self._look)
        self.prepare.currentIndexChanged.connect(self._look)
        self.overtime.toggled.connect(self._look)

    def show_plan(self, plan: SittingPlan) -> None:
        """Show what a plan says."""
        self.minutes.setValue(max(1, round((plan.seconds or 600) / 60)))
        self.open_ended.setChecked(plan.seconds is None)
        self.prepare.choose(plan.prepare, words.length(plan.prepare))
        self.overtime.setChecked(plan.overtime)
        self._look()

    def values(self) -> dict[str, Any]:
        """Its part of a plan, by field."""
        return {
            "seconds": None if self.open_ended.isChecked() else self.minutes.value() * 60,
            "prepare": self.prepare.currentData(),
            "overtime": self.overtime.isChecked(),
        }

    def _set_minutes(self, minutes: int) -> None:
        self.open_ended.setChecked(False)
        self.minutes.setValue(minutes)
        self._look()

    @Slot()
    def _look(self) -> None:
        """Mark the quick choice that is chosen, and put away what does not apply."""
        endless = self.open_ended.isChecked()
        for chip, number in zip(self.quick, QUICK_MINUTES, strict=True):
            chip.setChecked(not endless and number == self.minutes.value())
        self.minutes.setEnabled(not endless)
        self.overtime.setEnabled(not endless)
        self.changed.emit()
