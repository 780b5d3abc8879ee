"""Own numbers to fill in: a short line for each, empty where nothing is to be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.records import Measure
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.models.amounts import amount, behind, bounds, read
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import HintLabel, SoftLabel, plain_tip

KEYS = (KeyHelp("Up or Down", "Count a step on"),)

_WIDTH = 84
"""Width of a line, in pixels of the design."""


class NumberLine(QLineEdit):
    """One number. Up and Down go a step on. `value` is None while it is empty or holds no number it takes."""

    def __init__(self, theme: Theme, measure: Measure) -> None:
        super().__init__()
        self._theme, self.measure = theme, measure
        self._given: float | None = None
        self.setMaxLength(20)
        self.setAccessibleName(" ".join(filter(None, (measure.name, measure.unit))))
        self.setAccessibleDescription(bounds(measure))
        self.textEdited.connect(self._edit)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def value(self) -> float | None:
        """What stands there; a value that nobody edited here stays as it is, to the last decimal."""
        if self._given is not None:
            return self._given
        value = read(self.text(), self.measure.unit)
        return None if value is None or self.measure.refusal(value) else value

    @property
    def wrong(self) -> str:
        """Why what stands there cannot be taken; "" when it can, or nothing stands there."""
        if not self.text().strip() or self._given is not None:
            return ""
        value = read(self.text(), self.measure.unit)
        if value is None:
            return f"“{self.measure.name}” takes a number, such as 7 or 7.5."
        return self.measure.refusal(value) or ""

    def show_value(self, value: float | None) -> None:
        """Show another value; tells nobody."""
        self._given = value
        self.setText("" if value is None else amount(value))
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down count; from nothing they begin at the end they come from."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        measure, value = self.measure, self.value
        low, high = measure.low, measure.high
        if value is None:
            begin = low if step > 0 else high
            value = begin if begin is not None else 0.0
        else:
            value += step * (measure.step or 1.0)
            value = value if low is None else max(low, value)
            value = value if high is None else min(high, value)
        self.setText(amount(value))
        self._edit()
        self.textEdited.emit(self.text())

    @Slot()
    def _edit(self) -> None:
        self._given = None

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(max(self._theme.px(_WIDTH), self.fontMetrics().horizontalAdvance("0000.00") + 40))


class NumbersField(QWidget):
    """A line for each number that is kept and not hidden. Without any it hides.

    changed: a line says something else. settled: Enter, or the keyboard went on from a line that was changed.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.lines: dict[str, NumberLine] = {}
        self._cells: list[QWidget] = []
        rows = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        rows.setSizePolicy(policy)
        self._flow = FlowLayout(rows, gap=16)
        self.mistake = HintLabel(wrap=True)
        self.mistake.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(rows)
        column.addWidget(self.mistake)
        self.hide()

    def show_numbers(self, measures: Sequence[Measure], values: Mapping[str, float] | None = None) -> None:
        """Show these, each with its value by its id; hidden ones only where they have one. Tells nobody."""
        values = values or {}
        self._drop()
        for measure in measures:
            if not measure.hidden or measure.id in values:
                self._add(measure, values.get(measure.id))
        self.mistake.hide()
        self.setVisible(bool(self.lines))

    def values(self) -> dict[str, float | None]:
        """The value of each by its id; None where none stands. A line that cannot be taken is left out."""
        return {id: line.value for id, line in self.lines.items() if not line.wrong}

    def filled(self) -> dict[str, float]:
        """Only those that hold a value."""
        return {id: value for id, value in self.values().items() if value is not None}

    def wrong(self) -> str:
        """What cannot be taken of what stands there, and why, as one sentence; "" when all is well."""
        return next(filter(None, (line.wrong for line in self.lines.values())), "")

    def clear(self) -> None:
        """Let every line be empty; tells nobody."""
        for line in self.lines.values():
            line.show_value(None)
        self.mistake.hide()

    def forget(self) -> None:
        """Let go of every name and value."""
        self.show_numbers(())

    def _add(self, measure: Measure, value: float | None) -> None:
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        name = SoftLabel(measure.name)
        name.setMaximumWidth(self._theme.px(240))
        name.setToolTip(plain_tip(measure.name))
        line = NumberLine(self._theme, measure)
        line.show_value(value)
        line.textEdited.connect(self._tell)
        line.editingFinished.connect(self._settle)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(line)
        row.addWidget(SoftLabel(behind(measure)), 1)
        column.addWidget(name)
        column.addLayout(row)
        self._flow.addWidget(cell)
        cell.show()
        self._cells.append(cell)
        self.lines[measure.id] = line

    def _drop(self) -> None:
        for cell in self._cells:
            self._flow.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells.clear()
        self.lines.clear()

    @Slot()
    def _tell(self) -> None:
        if self.mistake.isVisible() and not self.wrong():
            self.mistake.hide()
        self.changed.emit()

    @Slot()
    def _settle(self) -> None:
        wrong = self.wrong()
        self.mistake.setText(wrong)
        self.mistake.setVisible(bool(wrong))
        self.settled.emit()
