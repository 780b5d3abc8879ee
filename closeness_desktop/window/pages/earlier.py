"""The earlier texts of one entry: what changed since each, how it read then, and putting it back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QLocale, Qt, QTime, Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from closeness_desktop.errors import KnownError
from closeness_desktop.journal.compare import Piece, compare, tally
from closeness_desktop.records import Change, Entry, Revision
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.dates import date_text, stamp_time
from closeness_desktop.window.pages.compare_view import CompareView
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.pages.today_cards import shortened
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import LeadLabel, SoftLabel, TitleLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

NONE_YET = "This entry has only the text it has now. Once you change it, what it said before is kept here."
CHANGED = "Struck through: gone since then. Underlined: come since then."
LONG = 50_000
"""Characters of two texts together from which they are compared off the window's thread."""

_WIDEST = 860


class EarlierPage(Page):
    """`arrive(entry=ID)` says of which entry."""

    kinds = frozenset({"entry"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._entry: Entry | None = None
        self._old: Revision | None = None
        self.back = LinkButton("Back to the entry")
        self.back.clicked.connect(self._go_back)
        self.lead = LeadLabel(wrap=True)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Earlier text")
        self.choice.activated.connect(self._chosen)
        self.changes, self.whole = QuietButton("What changed"), QuietButton("As it was")
        self.group = QButtonGroup(self)
        for button in (self.changes, self.whole):
            button.setCheckable(True)
            self.group.addButton(button)
        self.changes.setChecked(True)
        self.group.buttonClicked.connect(self._show_text)
        self.summary = SoftLabel(wrap=True)
        self.view = CompareView(context.theme)
        self.put_back = PrimaryButton("Put this text back")
        self.put_back.clicked.connect(self.restore)
        self._build()
        context.theme.changed.connect(self._tint)
        self._tint()

    def _build(self) -> None:
        theme, inside = self.context.theme, QWidget()
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        column.addLayout(flush(theme, self.back))
        column.addWidget(TitleLabel("Earlier texts"))
        column.addWidget(self.lead)
        self._tools = QWidget()
        tools = FlowLayout(self._tools, 12)
        for widget in (self.choice, self.changes, self.whole):
            tools.addWidget(widget)
        column.addWidget(self._tools)
        column.addWidget(self.summary)
        self.view.setMinimumHeight(theme.px(240))
        self.view.setMaximumWidth(theme.px(_WIDEST))
        column.addWidget(self.view, 1)
        column.addWidget(self.put_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside, page=True))

    # ------------------------------------------------------------------ coming and going

    def arrive(self, **where: object) -> None:
        """Show what the entry was before it was changed last."""
        if isinstance(id := where.get("entry"), str):
            self._read(id)

    def take_focus(self) -> None:
        """Begin with which text to look at."""
        first = self.choice if self.choice.count() else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, change: Change) -> None:
        """The entry was changed elsewhere, or put back and taken back."""
        if self.isVisible() and self._entry is not None and self._entry.id in change.ids:
            self._read(self._entry.id, keep=self._old.id if self._old else None)

    def forget(self) -> None:
        """Let go of every text."""
        self._entry, self._old = None, None
        self.view.clear()
        self.choice.clear()
        self.lead.clear()

    @Slot()
    def _go_back(self) -> None:
        self.context.go("journal", **({"entry": self._entry.id} if self._entry else {}))

    # ------------------------------------------------------------------ what is shown

    def _read(self, id: str, keep: str | None = None) -> None:
        journal = self.context.journal
        try:
            self._entry = journal.entries.get(id)
        except KnownError as error:
            self.context.say(str(error))
            return
        lines = journal.revisions.lines(id)
        self.choice.clear()
        for line in lines:
            self.choice.addItem(f"Until {self._when(line.saved)}", line.id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(keep)))
        named = f"“{shortened(self._entry.title)}”" if self._entry.title.strip() else "This entry"
        count = "one earlier text" if len(lines) == 1 else f"{len(lines)} earlier texts"
        self.lead.setText(f"{named} has {count}, the latest first." if lines else NONE_YET)
        for widget in (self._tools, self.summary, self.view, self.put_back):
            widget.setVisible(bool(lines))
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        id = self.choice.currentData()
        self._old = self.context.journal.revisions.get(id) if isinstance(id, str) else None
        self._show_text()

    @Slot()
    def _show_text(self) -> None:
        old, entry = self._old, self._entry
        if old is None or entry is None:
            self.view.clear()
            return
        before, after = _whole(old.title, old.body), _whole(entry.title, entry.body)
        self.put_back.setEnabled(before != after)
        if self.whole.isChecked():
            self.summary.setText(f"So it read until {self._when(old.saved)}.")
            self.view.show_pieces([Piece("same", before)] if before else [], fold=False)
        elif len(before) + len(after) < LONG:
            self._show_pieces(old.id, compare(before, after))
        else:
            self.summary.setText("Comparing…")
            self.view.clear()
            self.context.worker.run(partial(compare, before, after), partial(self._compared, old.id))

    def _compared(self, id: str, pieces: list[Piece]) -> None:
        """The worker is done; it may be that another text is looked at by now."""
        if isValid(self) and self._old is not None and self._old.id == id and self.changes.isChecked():
            self._show_pieces(id, pieces)

    def _show_pieces(self, id: str, pieces: list[Piece]) -> None:
        count = tally(pieces)
        if all(piece.kind == "same" for piece in pieces):
            self.summary.setText("This is the text as it is now.")
        else:
            self.summary.setText(f"{_words(count.gone)} gone since then, {count.new} new. {CHANGED}")
        self.view.show_pieces(pieces)
        self.view.setAccessibleDescription(self.summary.text())

    def _when(self, utc_ms: int) -> str:
        """ "24 Nov 2026, 21:14"."""
        at = stamp_time(self.context.journal, utc_ms)
        return (
            f"{date_text(at.date(), 'd MMM yyyy')}, {QLocale().toString(QTime(at.hour, at.minute), 'HH:mm')}"
        )

    # ------------------------------------------------------------------ putting it back

    @Slot()
    def restore(self) -> None:
        """Make the text that is shown the entry's text again, and offer to take that back."""
        old, entry, journal = self._old, self._entry, self.context.journal
        if old is None or entry is None:
            return
        try:
            journal.revisions.put_back(old.id, origin=self)
        except KnownError as error:
            self.context.say(str(error))
            return
        self._read(entry.id, keep=old.id)
        self.context.say(
            "That text is back. What stood there is an earlier text now.",
            partial(journal.entries.update, entry.id, title=entry.title, body=entry.body),
            partial(journal.revisions.put_back, old.id),
        )

    @Slot()
    def _tint(self) -> None:
        self.back.setIcon(self.context.theme.icon("arrow-left", "teal", 14))


def _whole(title: str, body: str) -> str:
    """Title and text as one, for comparing."""
    return f"{title}\n\n{body}" if title else body


def _words(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"
