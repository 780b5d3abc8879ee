"""The set-up of a sitting: everything that a plan holds, the usual first, and set-ups kept under a name."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent

from closeness_desktop.errors import UsageError
from closeness_desktop.practice import words
from closeness_desktop.practice.catalogue import Practice
from closeness_desktop.practice.intervals import AtRandom
from closeness_desktop.practice.plan import BIGGEST_SEED, SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice_form import PracticeForm
from closeness_desktop.window.pages.setup_around import AroundCard
from closeness_desktop.window.pages.setup_bells import BellsCard
from closeness_desktop.window.pages.setup_breathing import BreathingCard
from closeness_desktop.window.pages.setup_presets import PresetRow
from closeness_desktop.window.pages.setup_sounds import SoundShelf
from closeness_desktop.window.pages.setup_time import TimeCard
from closeness_desktop.window.platform.sound import Sounds


class PracticeSetup(PracticeForm):
    """One practice, what it is, and its form. `begun` carries the SittingPlan."""

    begun = Signal(object)

    def __init__(self, context: Context, sounds: Sounds) -> None:
        theme = context.theme
        super().__init__(theme)
        self._sounds = sounds
        self._practice = "sitting@1"
        self._showing = False
        self.presets = PresetRow(context)
        shelf = SoundShelf(context, sounds, self)
        self.time = TimeCard(theme)
        self.breathing = BreathingCard(theme)
        self.bells = BellsCard(theme, shelf)
        self.around = AroundCard(theme, shelf)
        self._lay_out((self.title, self.summary, self.presets))
        self.begin.clicked.connect(self._begin)
        self.presets.chosen.connect(self._take)
        for card in (self.time, self.breathing, self.bells, self.around):
            card.changed.connect(self._look)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is being tried fades."""
        super().hideEvent(event)
        self._sounds.finish()

    def show_practice(self, practice: Practice, plan: SittingPlan) -> None:
        """Show a practice with its last used set-up, and whether its bells can be heard."""
        self._practice = practice.reference
        if practice.timer == "breathing":  # what it is about comes first
            self._arrange((self.breathing, self.time), (self.bells, self.around))
        else:
            self._arrange((self.time, self.around), (self.breathing, self.bells))
        self.title.setText(practice.title)
        self.summary.setText(practice.summary)
        self.bells.say_silent(self._sounds.why)
        self._take(plan)
        self.scroller.verticalScrollBar().setValue(0)

    def plan(self) -> SittingPlan:
        """What the form says now. Raises UsageError, one sentence, for what cannot be."""
        return SittingPlan(
            practice=self._practice,
            around=self.around.around(),
            **self.time.values(),
            **self.breathing.values(),
            **self.bells.values(),
        )

    def forget(self) -> None:
        """Let go of names that a person gave."""
        self.presets.forget()
        for choice in (self.bells.sound, self.bells.interval_sound, self.around.bed):
            choice.forget()

    @Slot(object)
    def _take(self, plan: SittingPlan) -> None:
        self._showing = True  # one look at the end instead of one for every field
        self.time.show_plan(plan)
        self.breathing.show_plan(plan)
        self.bells.show_plan(plan)
        self.around.show_around(plan.around)
        self._showing = False
        self._look()

    @Slot()
    def _begin(self) -> None:
        self._sounds.finish()
        plan = self.plan()
        drawn = isinstance(plan.intervals, AtRandom)
        self.begun.emit(plan.begun_with(secrets.randbelow(BIGGEST_SEED)) if drawn else plan)

    @Slot()
    def _look(self) -> None:
        """Say the set-up in one sentence, or what is amiss with it."""
        if self._showing:
            return
        self.bells.show_note(self.time.values()["seconds"])
        plan: SittingPlan | None = None
        try:
            plan = self.plan()
            self.outline.setText(words.outline(plan))
        except UsageError as error:
            self.outline.setText(str(error))
        self.begin.setEnabled(plan is not None)
        self.presets.show_plan(plan)
