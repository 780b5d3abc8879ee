"""The parts of a number of one's own, to be filled in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from closeness_desktop.errors import UsageError
from closeness_desktop.records import Measure
from closeness_desktop.window.models.amounts import amount, read
from closeness_desktop.window.widgets.buttons import PrimaryButton, QuietButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import HintLabel, SoftLabel

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

    left = Signal()

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
        else:
            self.leave_it = QuietButton("Never mind")
            self.leave_it.clicked.connect(self.left)
            acts.addWidget(self.leave_it)
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
