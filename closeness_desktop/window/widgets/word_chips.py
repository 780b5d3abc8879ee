"""Words to pick from a list, as chips, and one's own beside them. What a word means stands below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import QuietButton
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import SoftLabel

LONGEST = 60
"""Letters that an own word may have."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class WordChips(QWidget):
    """`changed` comes when the choice does. words: name and meaning of each. most: how many at the most."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        words: Sequence[tuple[str, str]],
        *,
        most: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._most = theme, most
        self._meanings = dict(words)
        self.chips: dict[str, Chip] = {}
        self.setAccessibleName(name)
        self._row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        self._flow = FlowLayout(self._row, gap=8)
        self.meaning = SoftLabel(wrap=True)
        self.meaning.setMinimumHeight(self.meaning.fontMetrics().height())
        self.line = QLineEdit()
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText("A word of your own")
        self.line.setAccessibleName("A word of your own")
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._typed)
        self.add = QuietButton("Add")
        self.add.setEnabled(False)
        self.add.clicked.connect(self._take_typed)
        own = QHBoxLayout()
        own.setSpacing(12)
        own.addWidget(self.line, 1)
        own.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._row)
        column.addWidget(self.meaning)
        column.addLayout(own)
        self._row.setVisible(bool(words))
        for word in self._meanings:
            self._chip(word)
        self._explain("")

    def chosen(self) -> tuple[str, ...]:
        """The words chosen, in the order in which they stand."""
        return tuple(word for word, chip in self.chips.items() if chip.isChecked())

    def set_chosen(self, words: Iterable[str]) -> None:
        """Choose these, unknown ones as own words; tells nobody."""
        wanted = list(words)[: self._most]
        for word in wanted:
            if word not in self.chips:
                self._chip(word)
        for word, chip in self.chips.items():
            chip.setChecked(word in wanted)
        self._explain("")

    def take_focus(self) -> None:
        """Go to the first word chosen, or the first there is."""
        chips = list(self.chips.values())
        chip = next((one for one in chips if one.isChecked()), chips[0] if chips else None)
        (chip or self.line).setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say what the word under the pointer or the keyboard means; Enter in the line adds it."""
        kind = event.type()
        if isinstance(watched, Chip):
            if kind in (QEvent.Type.Enter, QEvent.Type.FocusIn):
                self._explain(watched.word)
            elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._walk(watched, event)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._own():
                self._take_typed()
                return True
        return super().eventFilter(watched, event)

    def _walk(self, chip: Chip, event: QKeyEvent) -> bool:
        """Arrow keys go from word to word."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key()), 0
        )
        if not step:
            return False
        chips = list(self.chips.values())
        chips[(chips.index(chip) + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _chip(self, word: str) -> Chip:
        chip = Chip(self._theme, word, checkable=True)
        chip.setAccessibleDescription(self._meanings.get(word, ""))
        chip.toggled.connect(self._toggled)
        chip.installEventFilter(self)
        self.chips[word] = chip
        self._flow.addWidget(chip)
        chip.show()
        self._row.show()
        return chip

    @Slot(bool)
    def _toggled(self, chosen: bool) -> None:
        chip = self.sender()
        if chosen and len(self.chosen()) > self._most and isinstance(chip, Chip):
            chip.setChecked(False)
            self._explain("", full=True)
            return
        self._explain(chip.word if isinstance(chip, Chip) else "")
        self.changed.emit()

    def _explain(self, word: str, *, full: bool = False) -> None:
        meaning = self._meanings.get(word, "")
        many = _NUMBERS[self._most] if self._most < len(_NUMBERS) else str(self._most)
        up_to = f"Up to {many} words." if self._most > 1 else "One word."
        if full:
            self.meaning.setText(f"{up_to} Let one go to choose another.")
        else:
            self.meaning.setText(f"{word}: {meaning}" if meaning else up_to)

    def _own(self) -> str:
        return " ".join(self.line.text().split())

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self.add.setEnabled(bool(self._own()))

    @Slot()
    def _take_typed(self) -> None:
        word = self._own()
        if not word:
            return
        known = next((one for one in self.chips if one.casefold() == word.casefold()), None)
        chip = self.chips[known] if known is not None else self._chip(word)
        self.line.clear()
        chip.setChecked(True)
