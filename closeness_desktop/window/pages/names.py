"""Words and numbers: the feelings, tags and people of the whole journal, and the numbers that are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from closeness_desktop.records import Change
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.measures_card import MeasuresCard
from closeness_desktop.window.pages.name_deeds import NameDeeds
from closeness_desktop.window.pages.names_card import NamesCard
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import LeadLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

PARTS = {"feelings": "Feelings", "tags": "Tags", "people": "People", "numbers": "Numbers"}
LEAD = "What you change here changes in your whole journal, your texts included. All of it can be taken back."
BUSY = "Your texts are being changed. This can take a little while."
_WIDEST = 760


class NamesPage(Page):
    """`arrive` takes part="feelings", "tags", "people" or "numbers", and name=: one to open."""

    kinds = frozenset({"entry", "feeling", "tag", "person", "measure"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self.deeds = NameDeeds(context, self)
        self.deeds.busy.connect(self._show_busy)
        self.chips = {part: Chip(theme, word, checkable=True) for part, word in PARTS.items()}
        self.lists = {
            "feelings": NamesCard(context, "feeling", self.deeds, self),
            "tags": NamesCard(context, "tag", self.deeds, self),
            "people": NamesCard(context, "person", self.deeds, self),
        }
        self.numbers = MeasuresCard(context)
        self.lead = LeadLabel(LEAD, wrap=True)
        group = QButtonGroup(self)
        chips = FlowLayout(gap=6)
        for chip in self.chips.values():
            group.addButton(chip)
            chips.addWidget(chip)
            chip.clicked.connect(self._show)
        self.chips["feelings"].setChecked(True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(14)
        column.addWidget(TitleLabel("Words and numbers"))
        column.addWidget(self.lead)
        column.addLayout(chips)
        for card in (*self.lists.values(), self.numbers):
            card.setMaximumWidth(theme.px(_WIDEST))
            column.addWidget(card)
        column.addStretch(1)
        self._inside = inside
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside, page=True))

    @property
    def part(self) -> str:
        """The part that is shown."""
        return next(part for part, chip in self.chips.items() if chip.isChecked())

    def arrive(self, **where: object) -> None:
        """Show the part that was asked for, or the one shown last."""
        part = str(where.get("part") or "")
        if part in self.chips:
            self.chips[part].setChecked(True)
        self._show()
        if isinstance(name := where.get("name"), str) and part in self.lists:
            self.lists[part].open_name(name)

    def take_focus(self) -> None:
        """Begin at what is shown."""
        self.chips[self.part].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Change) -> None:
        """Show it again when a name or an entry changed."""
        if self.isVisible() and change.origin is not self:
            self._read()

    def forget(self) -> None:
        """Let go of every name."""
        for card in self.lists.values():
            card.forget()
        self.numbers.forget()

    @Slot()
    def _show(self) -> None:
        for part, card in self.lists.items():
            card.setVisible(part == self.part)
            if part != self.part:
                card.forget()
        self.numbers.setVisible(self.part == "numbers")
        self._read()

    def _read(self) -> None:
        if self.part == "numbers":
            self.numbers.read()
        else:
            self.lists[self.part].read()

    @Slot(bool)
    def _show_busy(self, busy: bool) -> None:
        """Let nothing else be begun meanwhile."""
        self.lead.setText(BUSY if busy else LEAD)
        self._inside.setEnabled(not busy)
