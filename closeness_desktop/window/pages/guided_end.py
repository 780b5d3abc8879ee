"""What is asked when a session is over: how it was, what is felt now, what becomes of the answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.records import Feeling, Strength
from closeness_desktop.window.pages.guided_answers import Known
from closeness_desktop.window.pages.guided_keeper import Afterwards
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.feelings_field import FeelingsField
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, SoftLabel
from closeness_desktop.window.widgets.tab_order import follow_layout

QUICK = 8
"""How many feeling words stand ready."""

LONGEST = 240
FIELD_HEIGHT = 420


class EndArea(QWidget):
    """Everything here is optional. `changed` comes when something was said or chosen."""

    changed = Signal()

    def __init__(self, theme: Theme, known: Known) -> None:
        super().__init__()
        self._theme, self._known = theme, known
        self.field: FeelingsField | None = None
        self.chips: list[Chip] = []
        self._how = BodyLabel("How was it?")
        self.note = QLineEdit()
        self.note.setMaxLength(LONGEST)
        self.note.setAccessibleName("How was it?")
        self.note.setPlaceholderText("One line, if you like")
        self.note.textChanged.connect(self._told)
        self._feel = BodyLabel("What do you feel now?", wrap=True)
        self._quick = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._quick.setSizePolicy(policy)
        self._flow = FlowLayout(self._quick, gap=8)
        self.more = LinkButton("More words", self._quick)
        self.more.hide()  # it has its place in the flow only while something is asked
        self.more.clicked.connect(self._show_field)
        self.second = QCheckBox("Keep the guest’s answers too")
        self.second.toggled.connect(self._told)
        self._ask = SoftLabel(
            "The guest is the one whose journal this is not. Without a yes their answers are let go of now.",
            wrap=True,
        )
        self.fate = SoftLabel(wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._how)
        self._column.addWidget(self.note)
        self._column.addSpacing(12)
        self._column.addWidget(self._feel)
        self._column.addWidget(self._quick)
        self._place = self._column.count()
        self._column.addSpacing(12)
        self._column.addWidget(self.second)
        self._column.addWidget(self._ask)
        self._column.addWidget(self.fate)

    def show_end(self, *, asks: bool, second: bool, fate: str) -> None:
        """Ask afresh.

        asks: how it was, too. second: the guest gave answers that could be kept. fate: what becomes of
        the answers.
        """
        self.clear()
        self._how.setVisible(asks)
        self.note.setVisible(asks)
        words = self._ready() if asks else []
        self.chips = [Chip(self._theme, word, checkable=True) for word in words]
        for chip in self.chips:
            chip.toggled.connect(self._told)
            self._flow.addWidget(chip)
        self._flow.addWidget(self.more)
        self.more.show()
        for widget in (self._feel, self._quick):
            widget.setVisible(bool(words))
        self.second.setVisible(second)
        self._ask.setVisible(second)
        self.fate.setText(fate)
        self.fate.setVisible(bool(fate))
        follow_layout(self)  # the chips are new each time

    @property
    def grows(self) -> bool:
        """Whether it takes all the room there is."""
        return self.field is not None

    def said(self) -> str:
        """The line about how it was."""
        return self.note.text().strip()

    def feelings(self) -> tuple[Strength, ...]:
        """What is felt now."""
        if self.field is not None:
            return self.field.chosen()
        return tuple(Strength(chip.word) for chip in self.chips if chip.isChecked())

    def new_words(self) -> tuple[Feeling, ...]:
        """Own words among them that the journal does not know yet."""
        return self.field.new_words() if self.field is not None else ()

    def afterwards(self) -> Afterwards:
        """All of it, for one who keeps it."""
        return Afterwards(
            note=self.said(),
            feelings=self.feelings(),
            new_words=self.new_words(),
            keep_guest=self.keeps_guest,
        )

    @property
    def keeps_guest(self) -> bool:
        """Whether the guest wants their answers kept."""
        return self.second.isChecked()

    def take_focus(self) -> None:
        """Let the keyboard begin in the line."""
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Let go of everything said."""
        self.note.setText("")  # which, other than `clear`, leaves nothing to undo
        self.second.setChecked(False)
        self._flow_out()
        field, self.field = self.field, None
        if field is not None:
            field.clear()
            self._column.removeWidget(field)
            field.hide()
            field.deleteLater()

    def _flow_out(self) -> None:
        self.chips.clear()
        self._flow.removeWidget(self.more)
        self._flow.clear()
        self._flow.invalidate()

    def _ready(self) -> list[str]:
        """The person's own most used words, then the first ones built in."""
        all_words = [feeling.name for feeling in self._known.feelings() if not feeling.hidden]
        return list(dict.fromkeys([*self._known.used(), *all_words]))[:QUICK]

    @Slot()
    def _show_field(self) -> None:
        """The whole field instead of the few words that stood ready."""
        chosen = self.feelings()
        self.field = FeelingsField(self._theme, self._known.feelings(), self._known.used())
        self.field.setMinimumHeight(self._theme.px(FIELD_HEIGHT))
        self.field.set_chosen(chosen)
        self.field.changed.connect(self._told)
        self._quick.hide()
        self._column.insertWidget(self._place, self.field, 1)
        self.field.show()
        self.field.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._told()

    @Slot()
    def _told(self) -> None:
        self.changed.emit()
