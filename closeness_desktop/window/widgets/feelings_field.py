"""Name what you feel: the field, a line to search all words or add one's own, and how strong each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.records import Feeling, Strength
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.theme.tokens import quadrant_of
from closeness_desktop.window.widgets import feelings_layout as rules
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.feeling_word import STRENGTHS
from closeness_desktop.window.widgets.feelings_canvas import FeelingsCanvas
from closeness_desktop.window.widgets.feelings_unplaced import UnplacedRow
from closeness_desktop.window.widgets.fields import SearchField
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import SoftLabel

KEYS = (
    KeyHelp("First letters, then Enter", "Choose a word, or add your own"),
    KeyHelp("1 to 3", "How strong the word just chosen is"),
    KeyHelp("Down", "Go to the field; arrow keys walk on it"),
    KeyHelp("Space", "On the field: choose a word, or let it go"),
)

CANT_TELL = "can't tell"
_CANT_TELL_MEANS = "Something is there, and it has no name yet."
"""The answer of who cannot tell: an own word with no place on the field."""

_SEARCHED = 24
_UNPLACED_SHOWN = 4
_MEANING_FITS = 500
"""Width from which every built-in meaning takes one line. Narrower, room for two is kept, so that the words
on the field do not move while the pointer passes over them."""
_ONE_LINE = 360
"""Width, in pixels of the design, from which unplaced words and strengths share a line."""

_HINT = "As many as fit. Keys 1, 2 and 3 say how strong."
_PLACING = "Click where “{word}” belongs, or use the arrow keys and Enter. Escape leaves it without a place."


class FeelingsField(QWidget):
    """`changed` comes whenever what is chosen does; `finished` on Enter in the empty line, once some are.

    feelings: all words; used: names, most used first.

    Own words are only told (`new_words`), not kept: whoever saves makes them known to the journal first.
    """

    changed = Signal()
    finished = Signal()

    def __init__(
        self,
        theme: Theme,
        feelings: Sequence[Feeling],
        used: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._feelings: dict[str, Feeling] = {}
        self._used: tuple[str, ...] = ()
        self._chosen: dict[str, int] = {}
        self._new: dict[str, Feeling] = {}
        self._current = ""
        self._hovered = ""
        self._placing = ""
        self.search = SearchField(
            theme, "Find a feeling word, or add your own", "Find a word, or add your own"
        )
        self.search.setMaxLength(60)
        self.search.textChanged.connect(self._typed)
        self.search.installEventFilter(self)
        self.add_button = LinkButton()
        self.add_button.hide()
        self.add_button.clicked.connect(self._add_typed)
        self.canvas = FeelingsCanvas(theme)
        self.canvas.toggled.connect(self.toggle)
        self.canvas.strength_wanted.connect(self._strength_wanted)
        self.canvas.typed.connect(self._begin_search)
        self.canvas.hovered.connect(self._hover)
        self.canvas.reached.connect(self._reach)
        self.canvas.placed.connect(self._placed)
        self.canvas.placing_ended.connect(self._end_placing)
        self.meaning = SoftLabel(_HINT, wrap=True)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._strengths = [
            Chip(theme, word, dots=number, checkable=True) for number, word in enumerate(STRENGTHS, start=1)
        ]
        self.unplaced = UnplacedRow(theme)
        self.unplaced.toggled.connect(self.toggle)
        self._build()
        self.set_feelings(feelings, used)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.search, 1)
        top.addWidget(self.add_button)
        column.addLayout(top)
        column.addSpacing(4)
        column.addWidget(self.canvas, 1)
        axis_row = QWidget()
        axis_row.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the field, in every language
        axis = QHBoxLayout(axis_row)
        axis.setContentsMargins(0, 0, 0, 0)
        for text, where in (
            ("← less pleasant", Qt.AlignmentFlag.AlignLeft),
            ("energy ↑", Qt.AlignmentFlag.AlignHCenter),
            ("more pleasant →", Qt.AlignmentFlag.AlignRight),
        ):
            label = SoftLabel(text, wrap=True)
            label.setAlignment(where)
            axis.addWidget(label, 1)
        column.addWidget(axis_row)
        column.addSpacing(4)
        column.addWidget(self.meaning)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(8)
        self._foot.addWidget(self.unplaced, 1)
        self._strength_row = QWidget()
        policy = self._strength_row.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._strength_row.setSizePolicy(policy)
        self._strength_row.setAccessibleName("How strong")
        row = FlowLayout(self._strength_row, gap=6)
        for chip in self._strengths:
            chip.clicked.connect(self._strength_clicked)
            row.addWidget(chip)
        self._foot.addWidget(self._strength_row)
        column.addLayout(self._foot)

    # What is chosen

    def chosen(self) -> tuple[Strength, ...]:
        """The words chosen, in the order they were, each with its strength."""
        return tuple(Strength(self._named(key).name, strength) for key, strength in self._chosen.items())

    def set_chosen(self, strengths: Iterable[Strength], new: Iterable[Feeling] = ()) -> None:
        """Choose exactly these. new: own words that the journal does not know yet, as `new_words` told them.

        Any other word that is not known counts as an own one without a place.
        """
        self._new |= {word.name.casefold(): word for word in new}
        self._chosen = {}
        for each in strengths:
            key = each.name.casefold()
            if key not in self._feelings and key not in self._new:
                self._new[key] = _own(each.name)
            self._chosen[key] = each.strength
        self._current = ""
        self._show(afresh=True)

    def new_words(self) -> tuple[Feeling, ...]:
        """Own words among the chosen that the journal does not know yet, placed or not."""
        return tuple(self._new[key] for key in self._chosen if key in self._new)

    def clear(self) -> None:
        """Let go of everything chosen and typed."""
        self._new = {key: word for key, word in self._new.items() if key == CANT_TELL}
        self._end_placing()
        self.search.setText("")  # which, other than `clear`, leaves nothing to undo
        self.set_chosen(())

    def set_feelings(self, feelings: Sequence[Feeling], used: Sequence[str]) -> None:
        """Know other words, or another order of use; what is chosen stays."""
        self._feelings = {feeling.name.casefold(): feeling for feeling in feelings}
        self._new = {key: word for key, word in self._new.items() if key not in self._feelings}
        if CANT_TELL not in self._feelings:
            self._new[CANT_TELL] = replace(_own(CANT_TELL), meaning=_CANT_TELL_MEANS)
        self._used = tuple(used)
        self._show(afresh=True)

    @Slot(str)
    def toggle(self, name: str) -> None:
        """Choose a word, a little; or let it go."""
        key = name.casefold()
        if self._chosen.pop(key, None) is None:
            self._chosen[key] = 1
        self._current = key
        self._show(afresh=False)
        self.changed.emit()

    def set_strength(self, name: str, strength: int) -> None:
        """Choose a word so strongly, 1 to 3."""
        self._chosen[name.casefold()] = strength
        self._current = name.casefold()
        self._show(afresh=False)
        self.changed.emit()

    # What is shown

    def _show(self, *, afresh: bool) -> None:
        words = {**self._feelings, **self._new}
        typed = self.search.text().strip()
        placed = [f for f in words.values() if quadrant_of(f.pleasantness, f.energy) is not None]
        kept = [self._named(key).name for key in self._chosen]
        if typed:
            found = rules.matches(placed, typed)[:_SEARCHED]
        else:
            found = rules.pick(placed, self._used, kept)
        strengths = {self._named(key).name: strength for key, strength in self._chosen.items()}
        self.canvas.empty_text = f"No word like that yet. Press Enter to add “{typed}”." if typed else ""
        self.canvas.show_words(found, strengths, afresh=afresh)
        self.canvas.highlight(self._first() if typed else "")
        self._show_unplaced(words, typed)
        self._show_detail()

    def _show_unplaced(self, words: dict[str, Feeling], typed: str) -> None:
        """Chips for what has no place: “can't tell”, the person's own, and what is chosen among them."""
        unplaced = {key: f for key, f in words.items() if quadrant_of(f.pleasantness, f.energy) is None}
        if typed:
            keys = [f.name.casefold() for f in rules.matches(unplaced.values(), typed)]
        else:
            offered = {key for key, feeling in unplaced.items() if not feeling.hidden}
            often = [name.casefold() for name in self._used if name.casefold() in offered]
            keys = [CANT_TELL, *often[:_UNPLACED_SHOWN]]
        keys += [key for key in self._chosen if key in unplaced]
        names = list(dict.fromkeys(unplaced[key].name for key in keys))
        self.unplaced.show_words(names, {n: self._chosen.get(n.casefold(), 0) for n in names})

    def _show_detail(self) -> None:
        """The meaning of the word in hand, and if it is chosen how strong it is."""
        key = self._hovered or self._current
        feeling = {**self._feelings, **self._new}.get(key)
        if self._placing:
            self.meaning.setText(_PLACING.format(word=self._placing))
        elif feeling is None:
            self.meaning.setText(_HINT)
        else:
            name = feeling.name.replace("'", "’")
            self.meaning.setText(f"{name}: {feeling.meaning}" if feeling.meaning else name)
        strength = self._chosen.get(self._current, 0)
        self._strength_row.setVisible(strength > 0 and not self._placing)
        for number, chip in enumerate(self._strengths, start=1):
            chip.setChecked(number == strength)

    def _first(self) -> str:
        """The word that Enter would choose: the first on the field, or the first without a place."""
        return next(iter(self.canvas.shown()), "")

    def _named(self, key: str) -> Feeling:
        return self._new.get(key) or self._feelings[key]

    # Typing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the first word found or adds a new one, Down goes to the field, Escape empties.

        1 to 3, where nothing is typed yet, say how strong the word just chosen is.
        """
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
                Qt.KeyboardModifier.ControlModifier
            ):
                self._take_typed()
                return True
            if key == Qt.Key.Key_Down:
                return self.canvas.focus_word()
            if event.text() in ("1", "2", "3") and not self.search.text() and self._current in self._chosen:
                self.set_strength(self._named(self._current).name, int(event.text()))
                return True
            if key == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _typed(self, text: str) -> None:
        typed = " ".join(text.split())
        known = typed.casefold() in {**self._feelings, **self._new}
        self.add_button.setText(f"Add “{typed}”".replace("&", "&&"))
        self.add_button.setVisible(bool(typed) and not known)
        self._current = ""
        self._show(afresh=True)
        if typed and (first := self._first()):
            self._current = first.casefold()
            self._show_detail()

    @Slot(str)
    def _begin_search(self, letter: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.insert(letter)

    def _take_typed(self) -> None:
        """Choose the word that was typed, or the first one that begins with it; or add a new one."""
        typed = " ".join(self.search.text().split()).casefold()
        if not typed:
            if self._chosen:
                self.finished.emit()
            return
        words = {**self._feelings, **self._new}
        found = [f for f in rules.matches(words.values(), typed) if f.name.casefold().startswith(typed)]
        if not found:
            self._add_typed()
            return
        name = found[0].name
        self.search.clear()
        if name.casefold() not in self._chosen:
            self.toggle(name)

    @Slot()
    def _add_typed(self) -> None:
        """Make the typed word an own one, choose it, and offer to give it a place."""
        name = " ".join(self.search.text().split())
        if not name:
            return
        self._new[name.casefold()] = _own(name)
        self.search.clear()
        self.toggle(name)
        self._placing = name
        self.canvas.begin_placing(name)
        self._show_detail()

    @Slot(float, float)
    def _placed(self, pleasantness: float, energy: float) -> None:
        key = self._placing.casefold()
        self._new[key] = replace(self._new[key], pleasantness=pleasantness, energy=energy)
        self._end_placing()
        self._show(afresh=False)
        self.canvas.focus_word(self._new[key].name)
        self.changed.emit()

    @Slot()
    def _end_placing(self) -> None:
        if self._placing:
            self._placing = ""
            self.canvas.end_placing()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_detail()

    # Pointing, strength

    @Slot(str)
    def _hover(self, name: str) -> None:
        self._hovered = name.casefold()
        self._show_detail()

    @Slot(str)
    def _reach(self, name: str) -> None:
        self._current = name.casefold()
        self._show_detail()

    @Slot(str, int)
    def _strength_wanted(self, name: str, strength: int) -> None:
        self.set_strength(name, strength or self._chosen.get(name.casefold(), 0) % 3 + 1)

    @Slot()
    def _strength_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip) and self._current in self._chosen:
            self.set_strength(self._named(self._current).name, self._strengths.index(chip) + 1)

    # Looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the strengths at the end of the last line where there is room, below it where there is not."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(_ONE_LINE)
        lines = 1 if self.width() >= self._theme.px(_MEANING_FITS) else 2
        self.meaning.setMinimumHeight(lines * self.meaning.fontMetrics().lineSpacing())
        self._foot.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )

    def minimumSizeHint(self) -> QSize:
        """As narrow as the canvas may be."""
        return QSize(self._theme.px(220), super().minimumSizeHint().height())


def _own(name: str) -> Feeling:
    """A word of the person's own, not yet known to the journal and without a place."""
    return Feeling(id="", name=name, meaning="", pleasantness=None, energy=None, own=True)
