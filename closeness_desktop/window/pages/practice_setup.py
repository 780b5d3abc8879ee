"""The set-up of a sitting: everything that a plan holds, and a way to hear each bell before it is needed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from closeness_desktop.practice import words
from closeness_desktop.practice.breathing import OWN_PACE, PATTERNS
from closeness_desktop.practice.catalogue import Practice
from closeness_desktop.practice.effects import SOUNDS
from closeness_desktop.practice.intervals import Every
from closeness_desktop.practice.plan import LONGEST, MOST_STRIKES, SittingPlan
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.platform.sound import Bells
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, HintLabel, LeadLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

QUICK_MINUTES = (5, 10, 15, 20, 30, 45)
PREPARATIONS = (0, 5, 10, 30, 60, 120, 300, 600)
SIDE_BY_SIDE = 900
"""Width in pixels of the design from which time and bells stand side by side."""


class Spin(QSpinBox):
    """A number with its unit; the wheel changes it only while it has the focus, so that a page scrolls."""

    def __init__(self, theme: Theme, name: str, most: int, unit: str, none: str = "") -> None:
        super().__init__()
        self.lineEdit().setTextMargins(theme.px(10), 0, 0, 0)  # a stylesheet's padding does not reach it
        self.setRange(0 if none else 1, most)
        self.setSuffix(unit)
        self.setSpecialValueText(none)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See the class."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Choice(QComboBox):
    """A few choices, each with the value it stands for; the wheel scrolls the page."""

    def __init__(self, name: str, choices: list[tuple[str, object]]) -> None:
        super().__init__()
        for word, value in choices:
            self.addItem(word, value)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def choose(self, value: object, word: str = "") -> None:
        """Choose a value; one that is not on offer is added, called `word`."""
        if self.findData(value) < 0:
            self.addItem(word, value)
        self.setCurrentIndex(self.findData(value))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """See the class."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Hairline(QWidget):
    """A line one pixel high across the page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the colour of lines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("line"))
        painter.end()


class PracticeSetup(QWidget):
    """One practice, what it is, and its form. `begun` carries the SittingPlan; `left` goes back."""

    begun = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, bells: Bells) -> None:
        super().__init__()
        self._theme, self._bells = theme, bells
        self._practice = "sitting@1"
        self.back = LinkButton("All practices")
        theme.changed.connect(self._tint)
        self._tint()
        self.back.clicked.connect(self.left)
        self.title = TitleLabel()
        self.summary = LeadLabel(wrap=True)
        self.silent = HintLabel(wrap=True)
        self.begin = PrimaryButton("Begin")
        self.begin.clicked.connect(lambda: self.begun.emit(self.plan()))
        self.outline = LeadLabel(wrap=True)
        self.quick = [Chip(theme, f"{minutes} min", checkable=True) for minutes in QUICK_MINUTES]
        self.open_ended = Chip(theme, "Open-ended", checkable=True)
        self.minutes = Spin(theme, "Minutes", LONGEST // 60, " min")
        self.breathing = Choice(
            "Breathing circles",
            [("Off", None), *((words.pace(key).capitalize(), key) for key in (*PATTERNS, OWN_PACE))],
        )
        self.prepare = Choice(
            "Time to settle in", [(words.length(s) if s else "None", s) for s in PREPARATIONS]
        )
        self.start = Spin(theme, "Strikes at the start", MOST_STRIKES, "", "None")
        self.end = Spin(theme, "Strikes at the end", MOST_STRIKES, "", "None")
        self.interval = Spin(theme, "Minutes from bell to bell", LONGEST // 60, " min", "None")
        sounds: list[tuple[str, object]] = [(words.SOUND_NAMES[sound], sound) for sound in SOUNDS]
        self.sound = Choice("Sound at the start and the end", sounds)
        self.interval_sound = Choice("Sound in between", sounds)
        self.overtime = QCheckBox("Count on past the end")
        self._lay_out()
        for chip, number in zip(self.quick, QUICK_MINUTES, strict=True):
            chip.clicked.connect(lambda _checked, number=number: self._set_minutes(number))
        self.open_ended.clicked.connect(self._look)
        self.minutes.valueChanged.connect(self._look)
        self.interval.valueChanged.connect(self._look)
        self.prepare.currentIndexChanged.connect(self._look)
        self.breathing.currentIndexChanged.connect(self._look)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addLayout(flush(self._theme, self.back))
        column.addWidget(self.title)
        column.addWidget(self.summary)
        self._cards = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._cards.setSpacing(16)
        self._cards.addWidget(self._time_card(), 1, Qt.AlignmentFlag.AlignTop)
        self._cards.addWidget(self._bells_card(), 1, Qt.AlignmentFlag.AlignTop)
        column.addSpacing(8)
        column.addLayout(self._cards)
        column.addStretch(1)
        foot = QHBoxLayout()  # below what scrolls, so that it is always at hand
        foot.setContentsMargins(44, 16, 44, 20)
        foot.setSpacing(16)
        foot.addWidget(self.begin)
        foot.addWidget(self.outline, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(ScrollPage(inside, page=True), 1)
        whole.addWidget(Hairline(self._theme))
        whole.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two cards side by side where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(SIDE_BY_SIDE)
        self._cards.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def show_practice(self, practice: Practice, plan: SittingPlan) -> None:
        """Show a practice with its last used set-up, and whether its bells can be heard."""
        self._practice = practice.reference
        self.title.setText(practice.title)
        self.summary.setText(practice.summary)
        self.silent.setText(self._bells.why)
        self.silent.setVisible(bool(self._bells.why))
        self.minutes.setValue(max(1, round((plan.seconds or 600) / 60)))
        self.open_ended.setChecked(plan.seconds is None)
        self.breathing.choose(plan.breathing)
        self.prepare.choose(plan.prepare, words.length(plan.prepare))
        self.start.setValue(plan.start_strikes)
        self.end.setValue(plan.end_strikes)
        every = plan.intervals.seconds if isinstance(plan.intervals, Every) else 0
        self.interval.setValue(max(1, round(every / 60)) if every else 0)
        self.sound.choose(plan.sound)
        self.interval_sound.choose(plan.interval_sound)
        self.overtime.setChecked(plan.overtime)
        self._look()

    def plan(self) -> SittingPlan:
        """What the form says now."""
        return SittingPlan(
            practice=self._practice,
            seconds=None if self.open_ended.isChecked() else self.minutes.value() * 60,
            prepare=self.prepare.currentData(),
            start_strikes=self.start.value(),
            end_strikes=self.end.value(),
            intervals=Every(self.interval.value() * 60) if self.interval.value() else None,
            overtime=self.overtime.isChecked(),
            breathing=self.breathing.currentData(),
            sound=self.sound.currentData(),
            interval_sound=self.interval_sound.currentData(),
        )

    def _time_card(self) -> Card:
        card = Card("Time")
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in (*self.quick, self.open_ended):
            flow.addWidget(chip)
        form = _form()
        form.addRow(chips)
        form.addRow(_label("Minutes", self.minutes), self.minutes)
        form.addRow(_label("Time to settle in", self.prepare), self.prepare)
        form.addRow(_label("Breathing circles", self.breathing), self.breathing)
        form.addRow(self.overtime)
        card.add(form)
        return card

    def _bells_card(self) -> Card:
        card = Card("Bells")
        card.add(self.silent)
        form = _form()
        form.addRow(_label("Strikes at the start", self.start), self.start)
        form.addRow(_label("Strikes at the end", self.end), self.end)
        form.addRow(_label("Their sound", self.sound), self._with_trial(self.sound))
        form.addRow(_label("A bell every", self.interval), self.interval)
        form.addRow(_label("Its sound", self.interval_sound), self._with_trial(self.interval_sound))
        card.add(form)
        return card

    def _with_trial(self, choice: Choice) -> FlowLayout:
        trial = QuietButton("Hear it")
        trial.setAccessibleName(f"Hear it: {choice.accessibleName()}")
        trial.clicked.connect(lambda: self._bells.strike(choice.currentData()))
        row = FlowLayout()
        row.addWidget(choice)
        row.addWidget(trial)
        return row

    def _set_minutes(self, minutes: int) -> None:
        self.open_ended.setChecked(False)
        self.minutes.setValue(minutes)
        self._look()

    @Slot()
    def _tint(self) -> None:
        side = self._theme.px(14)
        self.back.setIcon(self._theme.icon("arrow-left", "teal", 14))
        self.back.setIconSize(QSize(side, side))

    @Slot()
    def _look(self) -> None:
        """Mark the quick choice that is chosen, and put away what does not apply."""
        endless = self.open_ended.isChecked()
        for chip, number in zip(self.quick, QUICK_MINUTES, strict=True):
            chip.setChecked(not endless and number == self.minutes.value())
        self.minutes.setEnabled(not endless)
        self.overtime.setEnabled(not endless)
        self.outline.setText(words.outline(self.plan()))


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(24)
    form.setVerticalSpacing(12)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def _label(text: str, buddy: QWidget) -> BodyLabel:
    label = BodyLabel(text)
    label.setBuddy(buddy)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return label
