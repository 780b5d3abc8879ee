"""Set-ups kept under a name: choose one, keep another, rename, delete; each can be taken back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError, UsageError
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.records import Change, Preset
from closeness_desktop.window.context import Act, Context
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import HintLabel

LONGEST_NAME = 60
NAME_WIDTH = 220
"""Width of the field for a name, in pixels of the design."""


class PresetRow(QWidget):
    """`chosen` carries the plan of a preset. `show_plan` tells it what the form says now.

    The preset that the form is equal to is marked; only that one can be renamed or deleted.
    """

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._plan: SittingPlan | None = None
        self._renaming: Preset | None = None
        self._presets: list[tuple[Preset, SittingPlan]] = []
        self.chips: list[Chip] = []
        self.keep = LinkButton("Keep this set-up…")
        self.rename = LinkButton("Rename…")
        self.delete = LinkButton("Delete")
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Name of the set-up")
        self.name.setPlaceholderText("A name, such as Morning")
        self.save = QuietButton("Keep")
        self.cancel = LinkButton("Never mind")
        self.wrong = HintLabel(wrap=True)
        chips, self._chips = _row()
        self._naming, naming = _row()
        for link in (self.keep, self.rename, self.delete):
            self._chips.addWidget(link)
        naming.addWidget(self.name)
        naming.addWidget(self.save)
        naming.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(chips)
        column.addWidget(self._naming)
        column.addWidget(self.wrong)
        self.keep.clicked.connect(self._ask_name)
        self.rename.clicked.connect(self._ask_other_name)
        self.delete.clicked.connect(self._delete)
        self.save.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self.cancel.clicked.connect(self._stop_asking)
        context.changes.changed.connect(self._heard)
        context.theme.changed.connect(self._restyle)
        self._restyle()
        self._stop_asking()

    def show_plan(self, plan: SittingPlan | None) -> None:
        """What the form says now; None while it says nothing that could be kept."""
        other = self._plan is None or plan is None or plan.practice != self._plan.practice
        self._plan = plan
        if other:
            self._fill()
        self._mark()

    def forget(self) -> None:
        """Let go of names and plans."""
        self._plan, self._presets = None, []
        self._stop_asking()
        self._fill()

    # ------------------------------------------------------------------ what is there

    @Slot(object)
    def _heard(self, change: Change) -> None:
        if "preset" in change.kinds:
            self._fill()
            self._mark()

    def _fill(self) -> None:
        for chip in self.chips:
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._presets = self._of_practice()
        self.chips = []
        for number, (preset, plan) in enumerate(self._presets):
            chip = Chip(self._context.theme, preset.name, checkable=True)
            chip.clicked.connect(partial(self._choose, plan))
            self._chips.insert(number, chip)
            self.chips.append(chip)

    def _of_practice(self) -> list[tuple[Preset, SittingPlan]]:
        if self._plan is None:
            return []
        practice = self._plan.practice.partition("@")[0]
        found: list[tuple[Preset, SittingPlan]] = []
        for preset in self._context.journal.presets.all():
            try:
                plan = SittingPlan.from_dict(preset.plan)
            except UsageError:  # kept by a version that allowed more
                continue
            if plan.practice.partition("@")[0] == practice:
                found.append((preset, replace(plan, practice=self._plan.practice)))
        return found

    def _mark(self) -> None:
        marked = self._marked()
        for chip, (preset, _plan) in zip(self.chips, self._presets, strict=True):
            chip.setChecked(marked is not None and preset.id == marked.id)
        self.keep.setVisible(marked is None and self._plan is not None)
        self.rename.setVisible(marked is not None)
        self.delete.setVisible(marked is not None)

    def _marked(self) -> Preset | None:
        if self._plan is None:
            return None
        now = _essence(self._plan)
        return next((preset for preset, plan in self._presets if _essence(plan) == now), None)

    # ------------------------------------------------------------------ what the person wants

    def _choose(self, plan: SittingPlan) -> None:
        self._stop_asking()
        self.chosen.emit(plan)
        self._mark()

    @Slot()
    def _ask_name(self) -> None:
        self._ask(None)

    @Slot()
    def _ask_other_name(self) -> None:
        self._ask(self._marked())

    def _ask(self, renaming: Preset | None) -> None:
        self._renaming = renaming
        self.save.setText("Rename" if renaming else "Keep")
        self.name.setText(renaming.name if renaming else "")
        self.name.selectAll()
        self._naming.show()
        self.name.setFocus()

    @Slot()
    def _stop_asking(self) -> None:
        self._renaming = None
        self.name.clear()
        self.wrong.setText("")
        self.wrong.hide()
        self._naming.hide()

    @Slot()
    def _save(self) -> None:
        presets, name, plan = self._context.journal.presets, self.name.text(), self._plan
        renaming = self._renaming
        try:
            if renaming is not None:
                presets.rename(renaming.id, name)
                self._context.say(
                    "The set-up has a new name.",
                    partial(presets.rename, renaming.id, renaming.name),
                    partial(presets.rename, renaming.id, name),
                )
            elif plan is not None:
                there = {preset.id: preset for preset in presets.all()}
                kept = presets.save(name, _essence(plan).as_dict())
                before = there.get(kept.id)
                undo: Act = partial(presets.remove, kept.id)
                redo: Act = partial(presets.bring_back, kept.id)
                if before is not None:
                    undo = partial(presets.save, before.name, before.plan)
                    redo = partial(presets.save, kept.name, kept.plan)
                self._context.say(f"“{kept.name}” holds this set-up.", undo, redo)
        except KnownError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        self._stop_asking()
        (self.rename if self.rename.isVisibleTo(self) else self.keep).setFocus()

    @Slot()
    def _delete(self) -> None:
        preset, presets = self._marked(), self._context.journal.presets
        if preset is None:
            return
        try:
            presets.remove(preset.id)
        except KnownError as error:
            self._context.say(str(error))
            return
        self._stop_asking()
        self._context.say(
            f"“{preset.name}” is gone.",
            partial(presets.bring_back, preset.id),
            partial(presets.remove, preset.id),
        )
        self.keep.setFocus()

    @Slot()
    def _restyle(self) -> None:
        """Let what stands in one row be of one height, so that its words are level."""
        px = self._context.theme.px
        chip = Chip(self._context.theme, "A").sizeHint().height()
        for link in (self.keep, self.rename, self.delete):
            link.setMinimumHeight(chip)
        self.cancel.setMinimumHeight(self.save.sizeHint().height())
        self.name.setMinimumWidth(px(NAME_WIDTH))


def _essence(plan: SittingPlan) -> SittingPlan:
    """A plan without what a single sitting draws."""
    return plan.begun_with(0)


def _row() -> tuple[QWidget, FlowLayout]:
    row = QWidget()
    flow = FlowLayout(row, 12)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    return row, flow
