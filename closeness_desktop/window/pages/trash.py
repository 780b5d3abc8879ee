"""The trash: what was deleted in the last 30 days, to be read, brought back, or let go of for good."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.journal.trash import KEPT_DAYS
from closeness_desktop.records import Change, TrashLine
from closeness_desktop.window.context import Act, Context
from closeness_desktop.window.models.dates import in_words, stamp_time
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.pages.trash_card import Ask, TrashCard
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.empty_state import EmptyState
from closeness_desktop.window.widgets.labels import LeadLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

SHOWN, MORE = 30, 60
"""How many entries are shown at first, and how many more each time."""

LEAD = (
    f"What you delete stays here for {KEPT_DAYS} days. Then nothing is left of it, its attachments included."
)
LET_GO = "Let go. Nothing is left of it once the journal locks."
_WIDEST = 760


class TrashPage(Page):
    """Nothing on it is undone by time alone before its day, and until locking even letting go is."""

    kinds = frozenset({"entry"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown = SHOWN
        self.cards: list[TrashCard] = []
        self.back = LinkButton("Journal")
        self.back.clicked.connect(lambda: context.go("journal"))
        self.lead = LeadLabel(LEAD, wrap=True)
        self.clear = QuietButton("Empty the trash…")
        self.clear.clicked.connect(self._ask_all)
        self.ask: Ask | None = None
        self.empty = EmptyState(
            context.theme, "Nothing is in the trash", "What you delete waits here for a while."
        )
        self.more = LinkButton("Show more")
        self.more.clicked.connect(self._show_more)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(self._inside(), page=True))
        context.theme.changed.connect(self._tint)
        self._tint()

    def _inside(self) -> QWidget:
        theme, inside = self.context.theme, QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addLayout(flush(theme, self.back))
        column.addWidget(TitleLabel("Trash"))
        column.addWidget(self.lead)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        column.addSpacing(4)
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        column.addLayout(self._column)
        column.addWidget(self.empty)
        column.addLayout(flush(theme, self.more))
        column.addStretch(1)
        return inside

    # ------------------------------------------------------------------ coming and going

    def arrive(self, **where: object) -> None:
        """Show what was deleted last."""
        self._shown = SHOWN
        self._fill()

    def take_focus(self) -> None:
        """Begin with what was deleted last."""
        first = self.cards[0].bring_back if self.cards else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Change) -> None:
        """Something was deleted, or came back."""
        if self.isVisible():
            self._fill()

    def forget(self) -> None:
        """Let go of every word."""
        self._stop_asking()
        self._clear_cards()

    # ------------------------------------------------------------------ what the person does

    @Slot(object)
    def _bring_back(self, line: TrashLine) -> None:
        entries, id = self.context.journal.entries, line.line.id
        if self.attempt(partial(entries.restore, id)):
            self._done(
                "It is back in your journal.", partial(entries.delete, id), partial(entries.restore, id)
            )

    @Slot(object)
    def _let_go(self, line: TrashLine) -> None:
        self._let_all_go([line.line.id])

    @Slot()
    def _ask_all(self) -> None:
        """Ask plainly before everything goes."""
        self._stop_asking()
        count = self.context.journal.trash.count()
        what = "the one entry here" if count == 1 else f"all {count} entries here"
        self.ask = Ask(f"Delete {what} for good?", "Delete for good", "Keep them")
        self.ask.agreed.connect(partial(self._let_all_go, None))
        self.ask.declined.connect(self._decline)
        self._place.addWidget(self.ask)
        self.ask.show()
        self.clear.hide()
        self.ask.take_focus()

    @Slot()
    def _decline(self) -> None:
        self._stop_asking()
        self.clear.setVisible(bool(self.cards))
        self.clear.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_all_go(self, ids: Sequence[str] | None) -> None:
        trash = self.context.journal.trash
        try:
            stamps = trash.let_go(ids)
        except KnownError as error:
            self.context.say(str(error))
            return
        self._done(LET_GO, partial(trash.keep_again, stamps), partial(trash.let_go, list(stamps)))

    def _done(self, sentence: str, undo: Act, redo: Act) -> None:
        self._fill()
        self.take_focus()
        self.context.say(sentence, undo, redo)

    # ------------------------------------------------------------------ what is shown

    def _fill(self) -> None:
        self._stop_asking()
        self._clear_cards()
        trash = self.context.journal.trash
        for line in trash.lines(self._shown):
            card = TrashCard(line, self._day(line.deleted), self._day(line.goes), self._text)
            card.setMaximumWidth(self.context.theme.px(_WIDEST))
            card.back_wanted.connect(self._bring_back)
            card.gone_wanted.connect(self._let_go)
            self._column.addWidget(card)
            card.show()  # at once, for the keyboard to find it
            self.cards.append(card)
        self.clear.setVisible(bool(self.cards))
        self.empty.setVisible(not self.cards)
        self.more.setVisible(trash.count() > len(self.cards))

    def _day(self, utc_ms: int) -> str:
        return in_words(stamp_time(self.context.journal, utc_ms).date())

    def _text(self, id: str) -> str:
        return self.context.journal.entries.get(id).body

    @Slot()
    def _show_more(self) -> None:
        before = len(self.cards)
        self._shown += MORE
        self._fill()
        if before < len(self.cards):
            self.cards[before].bring_back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_cards(self) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards.clear()

    def _stop_asking(self) -> None:
        if self.ask is not None:
            self.ask.hide()
            self.ask.deleteLater()
            self.ask = None

    @Slot()
    def _tint(self) -> None:
        self.back.setIcon(self.context.theme.icon("arrow-left", "teal", 14))
