"""The numbers of one's own: which are kept, between which bounds, in which order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.records import Measure
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.amounts import bounds
from closeness_desktop.window.pages.measure_form import MeasureForm
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, LeadLabel, SoftLabel
from closeness_desktop.window.widgets.tab_order import follow_layout

LEAD = (
    "A number stands beside what you feel: on Today, in a check-in, and beside any entry. "
    "Fill it in when you like."
)
READY = (
    Measure("", "Hours slept", "h", 0, 24, 0.5),
    Measure("", "How rested", "", 0, 10, 1),
)
"""Numbers to begin with."""


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
        form.left.connect(self._leave)
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

    @Slot()
    def _leave(self) -> None:
        """Close the form, and go back to what opened it."""
        if self.form is not None:
            opener = self.changes.get(self.form.measure.id, self.another)
            self._close()
            opener.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the form."""
        if event.key() == Qt.Key.Key_Escape and self.form is not None:
            self._leave()
        else:
            super().keyPressEvent(event)

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
