"""The numbers of one's own: which are kept, between which bounds, in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError, UsageError
from closeness_desktop.records import Measure
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.amounts import amount, bounds, read
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, HintLabel, LeadLabel, SoftLabel
from closeness_desktop.window.widgets.tab_order import follow_layout

LEAD = (
    "A number stands beside what you feel: on Today, in a check-in, and beside any entry. Fill it in when you like."
)
READY = (
    Measure("", "Hours slept", "h", 0, 24, 0.5),
    Measure("", "How rested", "", 0, 10, 1),
)
"""Numbers to begin with."""

_LINES = (
    ("name", "Name", "Hours slept"),
    ("unit", "Unit", "h"),
    ("low", "From", "any"),
    ("high", "To", "any"),
    ("step", "Step", "1"),
)


class MeasureForm(QWidget):
    """The parts of a number, and what can be done with it. It changes nothing itself."""

    kept = Signal(object)
    """Carries the Measure as it is to be."""

    remove_wanted = Signal()
    move_wanted = Signal(int)
    """Carries -1 for further up, 1 for further down."""

    def __init__(self, measure: Measure) -> None:
        """measure: without an id it is a new one."""
        super().__init__()
        self.measure = measure
        self.lines: dict[str, QLineEdit] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(10)
        parts = FlowLayout(gap=12)
        for part, title, example in _LINES:
            parts.addWidget(self._line(part, title, example))
        column.addLayout(parts)
        self.wrong = HintLabel(wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        acts = FlowLayout(gap=12)
        self.keep = PrimaryButton("Keep this")
        self.keep.clicked.connect(self._keep)
        acts.addWidget(self.keep)
        if measure.id:
            self.hide_it = QuietButton("Ask for it again" if measure.hidden else "Hide it")
            self.hide_it.clicked.connect(lambda: self.kept.emit(replace(measure, hidden=not measure.hidden)))
            self.up, self.down, self.remove = QuietButton("Up"), QuietButton("Down"), QuietButton("Delete")
            self.up.clicked.connect(lambda: self.move_wanted.emit(-1))
            self.down.clicked.connect(lambda: self.move_wanted.emit(1))
            self.remove.clicked.connect(self.remove_wanted)
            for button in (self.hide_it, self.up, self.down, self.remove):
                button.setAccessibleName(f"{button.text()}: {measure.name}")
                acts.addWidget(button)
        column.addLayout(acts)

    def _line(self, part: str, title: str, example: str) -> QWidget:
        value = getattr(self.measure, part)
        line = QLineEdit(value if isinstance(value, str) else "" if value is None else amount(value))
        line.setAccessibleName(title)
        line.setPlaceholderText(example)
        line.setMaxLength(60)
        line.returnPressed.connect(self._keep)
        letters = 18 if part == "name" else 5
        line.setFixedWidth(line.fontMetrics().averageCharWidth() * letters + 36)
        self.lines[part] = line
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SoftLabel(title))
        column.addWidget(line)
        return cell

    def take_focus(self) -> None:
        """Begin at the name."""
        self.lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def say_wrong(self, sentence: str) -> None:
        """Say why it cannot be kept so."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    @Slot()
    def _keep(self) -> None:
        try:
            low, high, step = (self._number(part) for part in ("low", "high", "step"))
        except UsageError as error:
            self.say_wrong(str(error))
            return
        name, unit = self.lines["name"].text(), self.lines["unit"].text()
        self.kept.emit(replace(self.measure, name=name, unit=unit, low=low, high=high, step=step))

    def _number(self, part: str) -> float | None:
        text = self.lines[part].text().strip()
        if not text:
            return None
        value = read(text)
        if value is None:
            title = next(title for each, title, _ in _LINES if each == part)
            raise UsageError(f"“{title}” takes a number, or nothing.")
        return value


class MeasuresCard(Card):
    """Each deed can be taken back; the values on entries stay through all of them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows: dict[str, QWidget] = {}
        self.changes: dict[str, LinkButton] = {}
        self.form: MeasureForm | None = None
        self.add(LeadLabel(LEAD, wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add(self._list)
        self._new = QVBoxLayout()
        self.add(self._new)
        begin = FlowLayout(gap=12)
        self.ready = [QuietButton(f"+ {measure.name}") for measure in READY]
        for button, measure in zip(self.ready, READY, strict=True):
            button.clicked.connect(partial(self._begin, measure))
            begin.addWidget(button)
        self.another = QuietButton("+ Another number…")
        self.another.clicked.connect(partial(self._open, Measure("", "")))
        begin.addWidget(self.another)
        self.add(begin)

    def read(self) -> None:
        """Show what the journal holds now."""
        focus, form = QApplication.focusWidget(), self.form
        opened = form.measure.id if form is not None else None
        focused = form is not None and focus is not None and form.isAncestorOf(focus)
        self._close()
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows.clear()
        self.changes.clear()
        uses = self._context.journal.measures.uses()
        measures = self._context.journal.measures.all()
        for measure in measures:
            self._add_row(measure, uses.get(measure.id, 0))
        names = {measure.name.casefold() for measure in measures}
        for button, measure in zip(self.ready, READY, strict=True):
            button.setVisible(measure.name.casefold() not in names)
        again = next((measure for measure in measures if measure.id == opened), None)
        if again is not None:
            self._open(again, focus=focused)
        follow_layout(self)

    def forget(self) -> None:
        """Let go of every name."""
        self._close()
        for row in self.rows.values():
            row.deleteLater()
        self.rows.clear()
        self.changes.clear()

    def _add_row(self, measure: Measure, uses: int) -> None:
        row = QWidget()
        counted = {0: "beside no entry", 1: "beside 1 entry"}.get(uses, f"beside {uses} entries")
        about = " · ".join(
            filter(None, (measure.unit, bounds(measure), counted, "hidden" if measure.hidden else ""))
        )
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(BodyLabel(measure.name, wrap=True))
        words.addWidget(SoftLabel(about, wrap=True))
        change = LinkButton("Change…")
        change.setAccessibleName(f"Change {measure.name}")
        change.clicked.connect(partial(self._toggle, measure))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 4, 0, 4)
        column.addLayout(line)
        self._list.addWidget(row)
        row.show()
        self.rows[measure.id] = row
        self.changes[measure.id] = change

    # --- the form ---

    def _toggle(self, measure: Measure) -> None:
        if self.form is not None and self.form.measure.id == measure.id:
            self._close()
        else:
            self._open(measure)

    def _open(self, measure: Measure, *, focus: bool = True) -> None:
        self._close()
        form = self.form = MeasureForm(measure)
        form.kept.connect(self._keep)
        form.remove_wanted.connect(partial(self._remove, measure))
        form.move_wanted.connect(partial(self._move, measure))
        row = self.rows.get(measure.id)
        place = row.layout() if row is not None else self._new
        if place is not None:
            place.addWidget(form)
        form.show()
        if row is not None:
            self.changes[measure.id].setText("Close")
        follow_layout(self)
        if focus:
            form.take_focus()

    def _close(self) -> None:
        if self.form is None:
            return
        if (change := self.changes.get(self.form.measure.id)) is not None:
            change.setText("Change…")
        self.form.hide()
        self.form.deleteLater()
        self.form = None

    # --- what is done ---

    @Slot()
    def _begin(self, measure: Measure) -> None:
        self._keep(measure)

    @Slot(object)
    def _keep(self, measure: Measure) -> None:
        measures = self._context.journal.measures
        if measure.id:
            before = measures.get(measure.id)
            self._try(
                f"“{measure.name.strip()}” is changed.",
                partial(measures.change, measure),
                partial(measures.change, before),
                partial(measures.change, measure),
            )
            return
        made: list[str] = []

        def add() -> None:
            parts = {key: getattr(measure, key) for key in ("unit", "low", "high", "step")}
            made[:] = [measures.add(measure.name, **parts).id]

        self._try(
            f"“{measure.name.strip()}” is kept from now on.",
            add,
            lambda: measures.remove(made[0]),
            lambda: measures.bring_back(made[0]),
        )

    def _remove(self, measure: Measure) -> None:
        measures = self._context.journal.measures
        remove = partial(measures.remove, measure.id)
        if self._try(f"“{measure.name}” is gone.", remove, partial(measures.bring_back, measure.id), remove):
            self.another.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, measure: Measure, by: int) -> None:
        measures = self._context.journal.measures
        before = [each.id for each in measures.all()]
        after = [id for id in before if id != measure.id]
        after.insert(max(0, before.index(measure.id) + by), measure.id)
        if after == before:
            return
        order = partial(measures.order, after)
        if self._try(f"“{measure.name}” stands elsewhere.", order, partial(measures.order, before), order):
            form = self.form
            if form is not None and form.measure.id:
                (form.up if by < 0 else form.down).setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(
        self,
        sentence: str,
        act: Callable[[], object],
        undo: Callable[[], object],
        redo: Callable[[], object],
    ) -> bool:
        try:
            act()
        except KnownError as error:
            if self.form is not None:
                self.form.say_wrong(str(error))
            else:
                self._context.say(str(error))
            return False
        self._context.say(sentence, undo, redo)
        return True
