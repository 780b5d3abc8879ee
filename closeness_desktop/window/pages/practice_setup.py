"""The set-up of a sitting: everything that a plan holds, the usual first, and set-ups kept under a name."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.errors import UsageError
from closeness_desktop.practice import words
from closeness_desktop.practice.catalogue import Practice
from closeness_desktop.practice.intervals import AtRandom
from closeness_desktop.practice.plan import BIGGEST_SEED, SittingPlan
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.pages.setup_around import AroundCard
from closeness_desktop.window.pages.setup_bells import BellsCard
from closeness_desktop.window.pages.setup_breathing import BreathingCard
from closeness_desktop.window.pages.setup_fields import Choice, Hairline, Spin
from closeness_desktop.window.pages.setup_presets import PresetRow
from closeness_desktop.window.pages.setup_sounds import SoundShelf
from closeness_desktop.window.pages.setup_time import TimeCard
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton
from closeness_desktop.window.widgets.labels import LeadLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import NARROW_MARGIN, ROOMY, WIDE_MARGIN, ScrollPage

__all__ = ["Choice", "Hairline", "PracticeSetup", "Spin"]

SIDE_BY_SIDE = 900
"""Width in pixels of the design from which the cards stand in two columns."""


class PracticeSetup(QWidget):
    """One practice, what it is, and its form. `begun` carries the SittingPlan; `left` goes back."""

    begun = Signal(object)
    left = Signal()

    def __init__(self, context: Context, sounds: Sounds) -> None:
        super().__init__()
        theme = self._theme = context.theme
        self._sounds = sounds
        self._practice = "sitting@1"
        self._showing = False
        self.back = LinkButton("All practices")
        theme.changed.connect(self._tint)
        self._tint()
        self.back.clicked.connect(self.left)
        self.title = TitleLabel()
        self.summary = LeadLabel(wrap=True)
        self.presets = PresetRow(context)
        shelf = SoundShelf(context, sounds, self)
        self.time = TimeCard(theme)
        self.breathing = BreathingCard(theme)
        self.bells = BellsCard(theme, shelf)
        self.around = AroundCard(theme, shelf)
        self.begin = PrimaryButton("Begin")
        self.outline = LeadLabel(wrap=True)
        self._lay_out()
        self.begin.clicked.connect(self._begin)
        self.presets.chosen.connect(self._take)
        for card in (self.time, self.breathing, self.bells, self.around):
            card.changed.connect(self._look)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addLayout(flush(self._theme, self.back))
        column.addWidget(self.title)
        column.addWidget(self.summary)
        column.addWidget(self.presets)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(16)
        for cards in ((self.time, self.around), (self.breathing, self.bells)):
            side = QVBoxLayout()
            side.setSpacing(16)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            self._columns.addLayout(side, 1)
        column.addSpacing(8)
        column.addLayout(self._columns)
        column.addStretch(1)
        foot = self._foot = QHBoxLayout()  # below what scrolls, so that it is always at hand
        foot.setSpacing(16)
        foot.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.outline, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._page = ScrollPage(inside, page=True)
        whole.addWidget(self._page, 1)
        whole.addWidget(Hairline(self._theme))
        whole.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room, and the margins of the page above."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(SIDE_BY_SIDE)
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        side = WIDE_MARGIN if self.width() >= ROOMY else NARROW_MARGIN
        self._foot.setContentsMargins(side, 16, side, 20)

    def hideEvent(self, event: QHideEvent) -> None:
        """What is being tried fades."""
        super().hideEvent(event)
        self._sounds.finish()

    def show_practice(self, practice: Practice, plan: SittingPlan) -> None:
        """Show a practice with its last used set-up, and whether its bells can be heard."""
        self._practice = practice.reference
        self.title.setText(practice.title)
        self.summary.setText(practice.summary)
        self.bells.say_silent(self._sounds.why)
        self._take(plan)
        self._page.verticalScrollBar().setValue(0)

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
    def _tint(self) -> None:
        side = self._theme.px(14)
        self.back.setIcon(self._theme.icon("arrow-left", "teal", 14))
        self.back.setIconSize(QSize(side, side))

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
