"""What can be done with one feeling, tag or person: rename it, group it, place it, merge it, delete it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from closeness_desktop.journal.text import name_key
from closeness_desktop.records import Feeling
from closeness_desktop.window.models.named import SIGNS, Named
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import QuietButton
from closeness_desktop.window.widgets.labels import BodyLabel, HintLabel, SoftLabel
from closeness_desktop.window.widgets.scales import ScaleField

STEPS = 9
"""Places on each axis of the field; the middle one is 0."""


class NameForm(QWidget):
    """Tells what is wanted; it changes nothing itself."""

    rename_wanted = Signal(str)
    merge_wanted = Signal(str)
    """Carries the id of the name that takes the entries."""

    delete_wanted = Signal()
    group_wanted = Signal(str)
    changed = Signal(object)
    """Carries the Feeling as it is to be."""

    placed = Signal(object)
    """The same, with another place on the field."""

    def __init__(
        self, theme: Theme, named: Named, others: Callable[[], Sequence[Named]], groups: Sequence[str]
    ) -> None:
        """others: the names that it could be merged into."""
        super().__init__()
        self._theme, self.named, self._others = theme, named, others
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 12)
        self._column.setSpacing(10)
        self.wrong = HintLabel(wrap=True)
        self.wrong.hide()
        self.name = self._line("Another name", named.name, "Rename", self._rename) if named.own else None
        self.group: QLineEdit | None = None
        if named.kind == "tag":
            self.group = self._line("Its group", named.group, "Keep", self._regroup, groups)
            self.group.setPlaceholderText("None")
        if named.feeling is not None:
            self._of_feeling(named.feeling)
        names = [each.name for each in others()]
        self.into = self._line("Merge it into", "", "Merge", self._merge, names)
        self.into.setPlaceholderText("The name that takes its entries")
        self._column.addWidget(self.wrong)
        if named.own:
            self._end()

    def _line(
        self, title: str, text: str, does: str, act: Callable[[], None], offered: Sequence[str] = ()
    ) -> QLineEdit:
        """A line with its title above it and a button beside it."""
        line = QLineEdit(text)
        line.setMaxLength(200)
        line.setAccessibleName(f"{title}: {self.named.name}")
        line.returnPressed.connect(act)
        if offered:
            completer = QCompleter(list(offered), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        button = QuietButton(does)
        button.setAccessibleName(f"{does} {self.named.name}")
        button.clicked.connect(act)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(line, 1)
        row.addWidget(button)
        block = QVBoxLayout()
        block.setSpacing(4)
        block.addWidget(SoftLabel(title))
        block.addLayout(row)
        self._column.addLayout(block)
        return line

    def _of_feeling(self, feeling: Feeling) -> None:
        if feeling.own:
            self.meaning = self._line("What it means to you", feeling.meaning, "Keep", self._explain)
            self.scales = (
                self._scale("How pleasant it is", "unpleasant", "pleasant", feeling.pleasantness),
                self._scale("How much energy it has", "calm", "lively", feeling.energy),
            )
        else:
            self._column.addWidget(BodyLabel(feeling.meaning, wrap=True))
        self.hide_it = QuietButton("Offer it again" if feeling.hidden else "Hide it")
        self.hide_it.setAccessibleName(f"{self.hide_it.text()}: {feeling.name}")
        self.hide_it.clicked.connect(self._hide)
        self._column.addWidget(self.hide_it, 0, Qt.AlignmentFlag.AlignLeft)
        if not feeling.hidden:
            self._column.addWidget(
                SoftLabel("It stays on your entries, and is not offered any more.", wrap=True)
            )

    def _scale(self, title: str, low: str, high: str, value: float | None) -> ScaleField:
        field = ScaleField(self._theme, title, steps=STEPS, low=low, high=high)
        if value is not None:
            field.set_answer(round((value + 1) * (STEPS - 1) / 2) + 1)
        field.words.hide()
        field.changed.connect(self._place)
        self._column.addWidget(SoftLabel(title))
        self._column.addWidget(field)
        return field

    def _end(self) -> None:
        sign = SIGNS[self.named.kind]
        self.delete = QuietButton("Delete it everywhere")
        self.delete.setAccessibleName(f"Delete {self.named.name} everywhere")
        self.delete.clicked.connect(self.delete_wanted)
        self._column.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        if sign:
            note = f"In your texts the word stays, without its {sign}."
            self._column.addWidget(SoftLabel(note, wrap=True))

    def say_wrong(self, sentence: str) -> None:
        """Say why something could not be done; "" takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """Begin at the first thing that can be changed."""
        first = self.name if self.name is not None else self.hide_it if self.named.feeling else self.into
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is wanted ---

    @Slot()
    def _rename(self) -> None:
        if self.name is None:
            return
        typed = self._bare(self.name.text())
        other = self._find(typed)
        if other is not None:
            self.into.setText(other.name)
            self.say_wrong(f"“{other.name}” is there already. You can merge the two below.")
            self.into.setFocus(Qt.FocusReason.OtherFocusReason)
        elif typed != self.named.name:
            self.rename_wanted.emit(typed)

    @Slot()
    def _regroup(self) -> None:
        if self.group is not None:
            self.group_wanted.emit(self.group.text())

    @Slot()
    def _merge(self) -> None:
        other = self._find(self._bare(self.into.text()))
        if other is None:
            self.say_wrong("Type the name that is to take its entries.")
            self.into.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.merge_wanted.emit(other.id)

    @Slot()
    def _explain(self) -> None:
        if (feeling := self.named.feeling) is not None:
            self.changed.emit(replace(feeling, meaning=self.meaning.text().strip()))

    @Slot()
    def _hide(self) -> None:
        if (feeling := self.named.feeling) is not None:
            self.changed.emit(replace(feeling, hidden=not feeling.hidden))

    @Slot()
    def _place(self) -> None:
        """Both axes are needed; until then nothing is kept."""
        places = [field.answer() for field in self.scales]
        if (feeling := self.named.feeling) is not None and None not in places:
            pleasantness, energy = (2 * ((place or 1) - 1) / (STEPS - 1) - 1 for place in places)
            self.placed.emit(replace(feeling, pleasantness=pleasantness, energy=energy))

    def _bare(self, typed: str) -> str:
        sign = SIGNS[self.named.kind]
        return " ".join(typed.split()).lstrip(f"{sign} ") if sign else " ".join(typed.split())

    def _find(self, typed: str) -> Named | None:
        key = name_key(typed)
        return next((each for each in self._others() if name_key(each.name) == key), None) if typed else None
