"""The panel beside the line to search with: searches kept under a name, and what can be typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.journal.kept import LONGEST_NAME
from closeness_desktop.records import SavedSearch
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.entry_panels import Panel
from closeness_desktop.window.search.words import EXAMPLES
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.labels import HeadingLabel, HintLabel, SoftLabel

WIDTH, HEIGHT = 430, 600
"""Pixels of the design, at most."""


class SearchPanel(Panel):
    """`chosen` carries the query of a saved search, `example` something to be typed."""

    chosen = Signal(str)
    example = Signal(str)

    def __init__(self, context: Context, parent: QWidget, query: str) -> None:
        """query: what stands in the line now; that can be kept."""
        super().__init__(context.theme, "Saved searches, and what you can type", parent)
        self._context, self._query = context, query.strip()
        self._renaming: SavedSearch | None = None
        self.rows: list[SavedRow] = []
        self.keep = LinkButton("Keep the search that is there now…")
        self.keep.clicked.connect(self._ask_name)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Name of the search")
        self.name.setPlaceholderText("A name, such as Good evenings")
        self.name.returnPressed.connect(self._save)
        self.save = QuietButton("Keep")
        self.save.clicked.connect(self._save)
        self.cancel = LinkButton("Never mind")
        self.cancel.clicked.connect(self._stop_asking)
        self.wrong = HintLabel(wrap=True)
        self.none = SoftLabel("A search that you make again and again can be kept here.", wrap=True)
        self._naming = QWidget()
        self._list = QVBoxLayout()
        self._build()
        self._fill()
        self._stop_asking()

    def _build(self) -> None:
        px, body = self._context.theme.px, self.body
        body.addWidget(HeadingLabel("Saved searches"))
        body.addWidget(self.none)
        self._list.setSpacing(px(2))
        body.addLayout(self._list)
        body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        naming = QHBoxLayout(self._naming)
        naming.setContentsMargins(0, 0, 0, 0)
        naming.setSpacing(px(10))
        naming.addWidget(self.name, 1)
        naming.addWidget(self.save)
        naming.addWidget(self.cancel)
        body.addWidget(self._naming)
        body.addWidget(self.wrong)
        body.addSpacing(px(8))
        body.addWidget(HeadingLabel("What you can type"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        for row, (typed, finds) in enumerate(EXAMPLES):
            link = LinkButton(typed)
            link.setAccessibleDescription(finds)
            link.clicked.connect(partial(self._take, typed))
            grid.addWidget(link, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(SoftLabel(finds, wrap=True), row, 1, Qt.AlignmentFlag.AlignVCenter)
        body.addLayout(grid)
        body.addWidget(SoftLabel("A “-” before any of them leaves out what it finds.", wrap=True))
        body.addStretch(1)

    def take_focus(self) -> None:
        """Go to the first saved search, or else to keeping one, or to what can be typed."""
        first = self.rows[0].name if self.rows else self.keep
        if first.isVisibleTo(self):
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.focusNextChild()

    # --- what is there ---

    def _fill(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        saved = self._context.journal.saved_searches.all()
        self.rows = [SavedRow(each) for each in saved]
        for row in self.rows:
            row.chosen.connect(self._choose)
            row.rename_wanted.connect(self._ask_other_name)
            row.delete_wanted.connect(self._delete)
            self._list.addWidget(row)
        self.none.setVisible(not saved)
        self._is_kept = self._query in {each.query for each in saved}

    # --- what the person wants ---

    @Slot(object)
    def _choose(self, search: SavedSearch) -> None:
        self.chosen.emit(search.query)
        self.close()

    def _take(self, typed: str) -> None:
        self.example.emit(typed)
        self.close()

    @Slot()
    def _ask_name(self) -> None:
        self._ask(None)

    @Slot(object)
    def _ask_other_name(self, search: SavedSearch) -> None:
        self._ask(search)

    def _ask(self, renaming: SavedSearch | None) -> None:
        self._renaming = renaming
        self.save.setText("Rename" if renaming else "Keep")
        self.name.setText(renaming.name if renaming else self._query[:LONGEST_NAME])
        self.name.selectAll()
        self.keep.hide()
        self._naming.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _stop_asking(self) -> None:
        self._renaming = None
        self.name.clear()
        self.wrong.setText("")
        self.wrong.hide()
        self._naming.hide()
        self.keep.setVisible(bool(self._query) and not self._is_kept)

    @Slot()
    def _save(self) -> None:
        try:
            if self._renaming is not None:
                self._rename(self._renaming, self.name.text())
            else:
                self._keep(self.name.text())
        except KnownError as error:
            self.wrong.setText(str(error))
            self.wrong.show()
            return
        self._fill()
        self._stop_asking()

    def _keep(self, name: str) -> None:
        store = self._context.journal.saved_searches
        before = {search.id: search for search in store.all()}
        kept = store.save(name, self._query)
        told = f"“{kept.name}” holds this search."
        if (old := before.get(kept.id)) is None:
            self._context.say(told, partial(store.remove, kept.id), partial(store.bring_back, kept.id))
            return
        self._context.say(
            told, partial(store.save, old.name, old.query), partial(store.save, kept.name, kept.query)
        )

    def _rename(self, search: SavedSearch, name: str) -> None:
        store = self._context.journal.saved_searches
        kept = store.rename(search.id, name)
        if kept.name != search.name:
            self._context.say(
                f"“{search.name}” is called “{kept.name}” now.",
                partial(store.rename, search.id, search.name),
                partial(store.rename, search.id, kept.name),
            )

    @Slot(object)
    def _delete(self, search: SavedSearch) -> None:
        store = self._context.journal.saved_searches
        try:
            store.remove(search.id)
        except KnownError as error:
            self._context.say(str(error))
            return
        self._fill()
        self._stop_asking()
        self.take_focus()
        self._context.say(
            f"The search “{search.name}” is deleted.",
            partial(store.bring_back, search.id),
            partial(store.remove, search.id),
        )


class SavedRow(QWidget):
    """One saved search. Each signal carries it."""

    chosen = Signal(object)
    rename_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, search: SavedSearch) -> None:
        super().__init__()
        self.name = LinkButton(search.name)
        self.name.setAccessibleDescription(search.query)
        self.rename = LinkButton("Rename…")
        self.rename.setAccessibleName(f"Rename {search.name}")
        self.delete = LinkButton("Delete")
        self.delete.setAccessibleName(f"Delete {search.name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name)
        row.addStretch(1)
        row.addWidget(self.rename)
        row.addWidget(self.delete)
        self.name.clicked.connect(partial(self.chosen.emit, search))
        self.rename.clicked.connect(partial(self.rename_wanted.emit, search))
        self.delete.clicked.connect(partial(self.delete_wanted.emit, search))
