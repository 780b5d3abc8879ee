"""A practice's own page: what to expect, how it goes, what is known about it, and how long it shall take."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from closeness_desktop.practice import outline, words
from closeness_desktop.practice.format import THEMES, Breathe, Practice, Role, Say
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.minutes import minutes_of
from closeness_desktop.practice.unroll import Talk
from closeness_desktop.window.pages.practice_form import PracticeForm
from closeness_desktop.window.pages.setup_around import AroundCard
from closeness_desktop.window.pages.setup_fields import Choice, Spin, form, label
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import (
    BodyLabel,
    HintLabel,
    LeadLabel,
    SoftLabel,
)

EVIDENCE = ("Handed down, not tested", "Little evidence, or mixed", "Some trials", "Several trials")
CUES = "For closed eyes: it rises, stays and falls with the breath."
TALK: dict[Talk, str] = {"full": "As written", "less": "Less talk", "least": "The least talk"}
FOR_TWO = (
    "The window then shows the practice and nothing of your journal, until your passphrase is given.",
    "Who begins stands on the left. The large filled circle speaks. Both have just as much time.",
    "What the other person answers is kept only if they say so. What you both write is kept in this journal.",
)
BEGINS: tuple[tuple[str, Role], ...] = (("You", "second"), ("The other person", "first"))
"""Who begins, and who is the guest then."""
NOT_REVIEWED = "From a file, not reviewed by anyone who makes Closeness."
NOBODY_YET = "No clinician has looked at this practice yet."


class EvidenceDots(QWidget):
    """Three dots, as many filled as the level says; the words beside them say the same."""

    def __init__(self, theme: Theme, level: int) -> None:
        super().__init__()
        self._theme, self.level = theme, level
        self.setFixedSize(theme.px(40), theme.px(12))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Filled in teal, empty as rings."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._theme.px(8)
        for number in range(3):
            painter.setPen(self._theme.color("teal"))
            filled = number < self.level
            painter.setBrush(self._theme.color("teal") if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(1 + number * self._theme.px(13), (self.height() - side) // 2, side, side)
        painter.end()


class PracticeAbout(PracticeForm):
    """`begun` carries the Practice and its GuidedPlan."""

    begun = Signal(object, object)

    def __init__(self, theme: Theme, around: AroundCard) -> None:
        super().__init__(theme)
        self._practice: Practice | None = None
        self._plan: GuidedPlan | None = None
        self.kind = SoftLabel(wrap=True)
        self.unreviewed = HintLabel(NOT_REVIEWED, wrap=True)
        self.for_two = Card("When you begin")
        for line in FOR_TWO:
            self.for_two.add(BodyLabel(line, wrap=True))
        self.begins = Choice("Who begins", list(BEGINS))
        asked = form()
        asked.addRow(label("Who begins", self.begins), self.begins)
        self.for_two.add(asked)
        self.begin.clicked.connect(self._begin)
        self.minutes = Spin(theme, "Minutes", 240, " min")
        self.minutes.valueChanged.connect(self._look)
        self.quick: list[Chip] = []
        self._chips = FlowLayout()
        self.talk = Choice("How much is said", [(word, key) for key, word in TALK.items()])
        self.length_card = self._length_card()
        self._expect, self._goes, self._care, self._known = (Card(title) for title in (
            "What to expect", "How it goes", "Take care", "What is known"
        ))  # fmt: skip
        self.cues = QCheckBox("A sound for each part")
        self.cues.setAccessibleDescription(CUES)
        self.breathing_card = Card("Breathing")
        self.breathing_card.add(self.cues)
        self.breathing_card.add(SoftLabel(CUES, wrap=True))
        self._around = around
        self._lay_out((self.kind, self.title, self.summary, self.unreviewed))
        self._arrange(
            (self._expect, self._care, self._goes, self.for_two),
            (self.length_card, self.breathing_card, around, self._known),
        )

    # ------------------------------------------------------------------ building

    def _length_card(self) -> Card:
        card = Card("How long")
        card.add(self._chips)
        self._form = form()
        self._form.addRow(label("Minutes", self.minutes), self.minutes)
        self._form.addRow(label("How much is said", self.talk), self.talk)
        card.add(self._form)
        return card

    # ------------------------------------------------------------------ showing one

    def show_practice(self, practice: Practice, plan: GuidedPlan, *, reviewed: bool = True) -> None:
        """Show a practice with its last used plan. reviewed: whether it came with the program."""
        self._practice, self._plan = practice, plan
        people = "for one" if practice.people == 1 else "for two"
        self.kind.setText(
            " · ".join(filter(None, (THEMES[practice.theme], outline.length(practice), people)))
        )
        self.title.setText(practice.title)
        self.summary.setText(practice.summary)
        self.unreviewed.setVisible(not reviewed)
        for card, lines in (
            (self._expect, practice.expect),
            (self._care, practice.cautions),
        ):
            card.refill(BodyLabel(line, wrap=True) for line in lines)
        self._fill_known(practice)
        self._around.show_around(plan.around)
        self.for_two.setVisible(practice.people == 2)
        self.begins.choose(plan.guest)
        kinds = {type(step) for step, _times in outline.each(practice)}
        self.breathing_card.setVisible(Breathe in kinds)
        self.cues.setChecked(plan.cues)
        self._offer_lengths(practice, plan)
        self.scroller.verticalScrollBar().setValue(0)

    def plan(self) -> GuidedPlan | None:
        """What the page says now."""
        practice, plan = self._practice, self._plan
        if practice is None or plan is None:
            return None
        seconds = None  # the file's own, where no length was chosen
        if practice.total is not None and outline.stretches(practice):
            least, most = practice.total.min, practice.total.max
            seconds = min(max(self.minutes.value() * 60.0, least), most)
        return replace(
            plan,
            seconds=seconds,
            talk=self.talk.currentData(),
            around=self._around.around(),
            guest=self.begins.currentData(),
            cues=self.cues.isChecked(),
        )

    def _offer_lengths(self, practice: Practice, plan: GuidedPlan) -> None:
        self._chips.clear()
        self.quick = []
        total = practice.total
        stretches = outline.stretches(practice)
        said = any(isinstance(step, Say) and step.talk > 1 for step, _times in outline.each(practice))
        self.length_card.setVisible(stretches or said)
        self._form.setRowVisible(self.minutes, stretches)
        self._form.setRowVisible(self.talk, said)
        self.talk.choose(plan.talk)
        if total is not None:
            least, most = max(1, -(-int(total.min) // 60)), max(1, int(total.max) // 60)
            self.minutes.setRange(min(least, most), max(least, most))
            self.minutes.setValue(round((plan.seconds or total.default) / 60))
            if stretches:
                for minutes in sorted({least, round(total.default / 60), most}):
                    chip = Chip(self._theme, f"{minutes} min", checkable=True)
                    chip.clicked.connect(lambda _on, minutes=minutes: self._set_minutes(minutes))
                    self._chips.addWidget(chip)
                    self.quick.append(chip)
        self._look()

    def _fill_known(self, practice: Practice) -> None:
        level = practice.evidence.level
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        across.addWidget(EvidenceDots(self._theme, level))
        across.addWidget(BodyLabel(EVIDENCE[level], wrap=True), 1)
        nobody = practice.review == "none yet"
        looked_at = NOBODY_YET if nobody else f"Looked at by {practice.review}."
        small = [SoftLabel(line, wrap=True) for line in (*practice.sources, looked_at)]
        self._known.refill([row, LeadLabel(practice.evidence.note, wrap=True), *small])

    def _set_minutes(self, minutes: int) -> None:
        self.minutes.setValue(minutes)
        self._look()

    @Slot()
    def _begin(self) -> None:
        if self._practice is not None:
            self.begun.emit(self._practice, self.plan())

    @Slot()
    def _look(self) -> None:
        practice = self._practice
        if practice is None:
            return
        for chip in self.quick:
            chip.setChecked(chip.word == f"{self.minutes.value()} min")
        self.outline.setText(_in_one_line(practice, self.minutes.value()))
        plan = self.plan()
        lines = outline.sentences(practice, plan.seconds if plan is not None else None)
        self._goes.refill(BodyLabel(line, wrap=True) for line in lines)


def _in_one_line(practice: Practice, minutes: int) -> str:
    usual = minutes_of(practice)
    if usual is None:
        return "It takes as long as you like."
    if not outline.is_open(practice):
        return f"{words.length(60 * minutes)}."
    timed = round(practice.total.default / 60) if practice.total is not None else 0
    about = usual - timed + minutes if outline.stretches(practice) else usual
    return f"About {words.length(60 * about)}, and more if you take your time."
