"""The form of the log: when it began and how long it took, for a practice added or changed by hand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from closeness_desktop.clock import parse_when
from closeness_desktop.errors import UsageError
from closeness_desktop.practice import catalogue
from closeness_desktop.records import Moment, Session
from closeness_desktop.window.pages.setup_fields import Choice, Spin, form, label
from closeness_desktop.window.pages.when_field import WhenField
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import PrimaryButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import HeadingLabel, HintLabel, SoftLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

USUAL = 600
"""Seconds that a practice added by hand has at first."""
MOST_MINUTES = 24 * 60

_WIDEST = 620
_TITLE = 12  # characters of a title that are shown at least


@dataclass(frozen=True)
class Logged:
    """What the form says. done: seconds."""

    practice: str
    at: Moment
    done: int


class LogForm(QWidget):
    """`kept` carries what was entered as Logged; `left` goes back with nothing changed."""

    kept = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._practice = "sitting@1"
        self._begun: Moment | None = None
        self._now: Moment | None = None
        self._day_start = 0
        self.title = TitleLabel()
        self.practice = Choice("Practice", [])
        self.fixed = HeadingLabel(wrap=True)
        self.when = WhenField("When it began")
        self.minutes = Spin(theme, "Minutes", MOST_MINUTES, " min", least=0)
        self.seconds = Spin(theme, "Seconds", 59, " s", least=0)
        self.zone = SoftLabel(wrap=True)
        self.mistake = HintLabel(wrap=True)
        self.keep = PrimaryButton("Keep this")
        self.keep.clicked.connect(self._keep)
        self.leave = QuietButton("Leave it")
        self.leave.clicked.connect(self.left)
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        card = Card()
        card.setMaximumWidth(theme.px(_WIDEST))
        length = QWidget()
        flow = FlowLayout(length, 12)
        flow.addWidget(self.minutes)
        flow.addWidget(self.seconds)
        rows = form()
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.practice.setMinimumContentsLength(_TITLE)
        self._practice_label = label("Practice", self.practice)
        rows.addRow(self._practice_label, self.practice)
        rows.addRow(label("When it began", self.when), self.when)
        rows.addRow(label("How long", self.minutes), length)
        card.add(self.fixed)
        card.add(rows)
        card.add(self.zone)
        card.add(self.mistake)
        row = FlowLayout(gap=12)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        card.body.addSpacing(4)
        card.add(row)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(20)
        column.addWidget(self.title)
        column.addWidget(card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside, page=True))

    def show_new(self, now: Moment, day_start: int) -> None:
        """For a practice that ends just now. day_start: the hour, 0–23, at which the person's day begins."""
        self.title.setText("Add to your log")
        usual = catalogue.timers()
        others = sorted(
            (one for one in catalogue.practices() if one.timer is None), key=lambda one: one.title
        )
        self.practice.offer([(one.title, one.reference) for one in (*usual, *others)])
        self.practice.setCurrentIndex(0)
        self._show(now, day_start, now, USUAL)
        self._begun = None
        self.when.setDateTime(self.when.dateTime().addSecs(-USUAL))

    def show_session(self, session: Session, now: Moment, day_start: int) -> None:
        """For a practice that is in the log."""
        self.title.setText("Change your log")
        self.fixed.setText(catalogue.title_of(session.practice))
        self._practice = session.practice
        self._show(now, day_start, session.started, session.done)
        self._begun = session.started

    def forget(self) -> None:
        """Let go of what it shows."""
        self._begun = self._now = None
        self.fixed.clear()
        self.zone.clear()

    def _show(self, now: Moment, day_start: int, at: Moment, done: int) -> None:
        new = at is now
        self._now, self._day_start = now, day_start
        for each in (self.practice, self._practice_label):
            each.setVisible(new)
        self.fixed.setVisible(not new)
        self.when.show_moment(at)
        self._shown = self.when.dateTime()
        self._zone = at.zone
        self.minutes.setMaximum(max(MOST_MINUTES, done // 60))
        self.minutes.setValue(done // 60)
        self.seconds.setValue(done % 60)
        elsewhere = at.zone != now.zone
        self.zone.setText(f"Time zone: {at.zone.replace('_', ' ')}" if elsewhere else "")
        self.zone.setVisible(elsewhere)
        self.mistake.hide()

    def entered(self) -> Logged:
        """What the form says now. Raises UsageError, one sentence, for what cannot be."""
        practice = self._practice if self._begun is not None else str(self.practice.currentData())
        done = self.minutes.value() * 60 + self.seconds.value()
        if not done:
            raise UsageError("Say how long it was.")
        if self._begun is not None and self.when.dateTime() == self._shown:  # its seconds stay too
            return Logged(practice, self._begun, done)
        text = self.when.dateTime().toString("yyyy-MM-ddTHH:mm")
        at = parse_when(text, self._zone, self._day_start)
        if self._now is not None and at.utc_ms > self._now.utc_ms:
            raise UsageError("That time has not come yet.")
        return Logged(practice, at, done)

    @Slot()
    def _keep(self) -> None:
        try:
            entered = self.entered()
        except UsageError as error:
            self.mistake.setText(str(error))
            self.mistake.show()
            return
        self.kept.emit(entered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps it, Esc leaves it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
