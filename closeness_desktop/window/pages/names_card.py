"""The names of one kind, each with what can be done about it a press away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.errors import KnownError
from closeness_desktop.journal.text import fold
from closeness_desktop.records import Feeling
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.named import SIGNS, Kind, Named, about, changed, parted, read_names
from closeness_desktop.window.pages.name_deeds import NameDeeds
from closeness_desktop.window.pages.name_form import NameForm
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.fields import SearchField
from closeness_desktop.window.widgets.labels import BodyLabel, HeadingLabel, LeadLabel, SoftLabel
from closeness_desktop.window.widgets.tab_order import follow_layout

KEYS = (KeyHelp("Escape", "Close what is open"),)

SHOWN = 40
"""Names that are shown at first."""

EMPTY: dict[Kind, str] = {
    "feeling": "",
    "tag": "Write # and a word in an entry, and it is here.",
    "person": "Write @ and a name in an entry, and that person is here.",
}
NOT_FOUND = "No name like that."


class NameRow(QWidget):
    """One name, in how many entries, and a way to change it."""

    opened = Signal(object)
    """Carries the Named."""

    def __init__(self, named: Named) -> None:
        super().__init__()
        self.named = named
        self.form: NameForm | None = None
        self.change = LinkButton("Change…")
        self.change.clicked.connect(lambda: self.opened.emit(self.named))
        self._name = BodyLabel(wrap=True)
        self._about = SoftLabel(wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._name)
        words.addWidget(self._about)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(4)
        self._column.addLayout(line)
        self.show_named(named)

    def show_named(self, named: Named) -> None:
        """Say what there is to say by now; its form, if it is open, goes on from there."""
        self.named = named
        self._name.setText(SIGNS[named.kind] + named.name)
        self._about.setText(about(named))
        self.change.setAccessibleName(f"Change {named.name}")
        if self.form is not None:
            self.form.named = named

    def show_form(self, form: NameForm | None) -> None:
        """Show what can be done about it below, or nothing."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = form
        self.change.setText("Close" if form is not None else "Change…")
        if form is not None:
            self._column.addWidget(form)
            form.show()


class NamesCard(Card):
    """One of its names is open at a time."""

    def __init__(self, context: Context, kind: Kind, deeds: NameDeeds, page: object) -> None:
        """page: the origin of changes after which nothing need be shown anew."""
        super().__init__()
        self._context, self._kind, self._deeds, self._page = context, kind, deeds, page
        self._names: list[Named] = []
        self._all_shown = False
        self.rows: list[NameRow] = []
        self._made: dict[str, NameRow] = {}
        self._heads: list[QWidget] = []
        self.search = SearchField(context.theme, "Find a name", "Find a name")
        self.search.textChanged.connect(self._filter)
        self.nothing = LeadLabel(wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.more = LinkButton()
        self.more.clicked.connect(self._show_all)
        self.add(self.search)
        self.add(self.nothing)
        self.add(self._list)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def read(self) -> None:
        """Show what the journal holds now; a name that was open stays open, and shows what changed."""
        open_row = next((row for row in self.rows if row.form is not None), None)
        before = open_row.named if open_row is not None else None
        focus = QApplication.focusWidget()
        form = open_row.form if open_row is not None else None
        focused = form is not None and focus is not None and form.isAncestorOf(focus)
        self._names = read_names(self._context.journal, self._kind)
        self._fill()
        row = next((row for row in self.rows if before is not None and row.named.id == before.id), None)
        if row is not None and row.named != before:
            self._open(row.named, focus=focused)

    def forget(self) -> None:
        """Let go of every name."""
        self.search.clear()
        self._names = []
        self._fill()

    def open_name(self, name: str) -> None:
        """Show one name, open."""
        self.search.setText(name)
        self._all_shown = False
        row = next((row for row in self.rows if row.named.name == name), None)
        if row is not None:
            self._open(row.named)

    # --- what is shown ---

    def _fill(self) -> None:
        """Rows are made once and used again: making forty takes longer than a key may."""
        typed = fold(self.search.text().strip().lstrip(SIGNS[self._kind]))
        found = [n for n in self._names if not typed or typed in fold(n.name) or typed in fold(n.group)]
        shown = found if self._all_shown else found[:SHOWN]
        self._empty({named.id for named in shown})
        for head, names in parted(self._kind, shown):
            if head and names:
                label = HeadingLabel(head, wrap=True)
                label.setContentsMargins(0, 10 if self.rows else 2, 0, 2)
                self._heads.append(label)
                self._list.addWidget(label)
                label.show()
            for named in names:
                row = self._row(named)
                self._list.addWidget(row)
                row.show()
                self.rows.append(row)
        self.more.setText(f"Show all {len(found)}")
        self.more.setVisible(len(shown) < len(found))
        self.search.setVisible(bool(self._names))
        self.nothing.setText(NOT_FOUND if typed else EMPTY[self._kind])
        self.nothing.setVisible(not found)
        follow_layout(self)

    def _row(self, named: Named) -> NameRow:
        row = self._made.get(named.id)
        if row is None:
            row = self._made[named.id] = NameRow(named)
            row.opened.connect(self._toggle)
        elif row.named != named:
            row.show_named(named)
        return row

    def _empty(self, kept: set[str]) -> None:
        """Take everything out of the list. Rows of names that are gone go for good."""
        while self._list.takeAt(0) is not None:
            pass
        for head in self._heads:
            head.hide()
            head.deleteLater()
        self._heads.clear()
        self.rows.clear()
        there = {named.id for named in self._names}
        for id, row in list(self._made.items()):
            if id not in kept:
                row.hide()
                row.show_form(None)
            if id not in there:
                row.deleteLater()
                del self._made[id]

    @Slot()
    def _filter(self) -> None:
        self._fill()

    @Slot()
    def _show_all(self) -> None:
        before = len(self.rows)
        self._all_shown = True
        self._fill()
        if before < len(self.rows):
            self.rows[before].change.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _toggle(self, named: Named) -> None:
        row = next(row for row in self.rows if row.named.id == named.id)
        if row.form is None:
            self._open(named)
        else:
            row.show_form(None)

    def _open(self, named: Named, *, focus: bool = True) -> None:
        for row in self.rows:
            if row.named.id != named.id:
                row.show_form(None)
                continue
            groups = sorted({each.group for each in self._names if each.group}, key=str.casefold)
            form = NameForm(self._context.theme, named, partial(self._others, named.id), groups)
            form.rename_wanted.connect(partial(self._rename, row))
            form.merge_wanted.connect(partial(self._merge, row))
            form.delete_wanted.connect(partial(self._delete, row))
            form.group_wanted.connect(partial(self._regroup, row))
            form.changed.connect(partial(self._change, row))
            form.placed.connect(partial(self._place, row))
            row.show_form(form)
            follow_layout(self)
            if focus:
                form.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what is open, and goes back to what opened it."""
        row = next((row for row in self.rows if row.form is not None), None)
        if event.key() == Qt.Key.Key_Escape and row is not None:
            row.show_form(None)
            row.change.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _others(self, id: str) -> list[Named]:
        return [each for each in self._names if each.id != id]

    # --- what is done ---

    def _rename(self, row: NameRow, name: str) -> None:
        self._try(row, lambda: self._deeds.rename(self._kind, row.named.id, row.named.name, name))

    def _merge(self, row: NameRow, into: str) -> None:
        named = row.named
        after = next(each.name for each in self._names if each.id == into)
        if self._try(row, lambda: self._deeds.merge(self._kind, named.id, named.name, into, after)):
            self._go_on()

    def _delete(self, row: NameRow) -> None:
        named = row.named
        if self._try(row, lambda: self._deeds.delete(self._kind, named.id, named.name)):
            self._go_on()

    def _regroup(self, row: NameRow, group: str) -> None:
        tags, named = self._context.journal.tags, row.named
        if self._try(row, lambda: tags.put_in_group([named.id], group)):
            kept = tags.groups().get(named.id, "")
            what = f"#{named.name} is in the group “{kept}”." if kept else f"#{named.name} is in no group."
            self._context.say(
                what,
                partial(tags.put_in_group, [named.id], named.group),
                partial(tags.put_in_group, [named.id], kept),
            )

    def _change(self, row: NameRow, feeling: Feeling) -> None:
        feelings, before = self._context.journal.feelings, row.named.feeling
        if before is not None and self._try(row, partial(feelings.change, feeling)):
            self._context.say(
                changed(before, feeling), partial(feelings.change, before), partial(feelings.change, feeling)
            )

    def _place(self, row: NameRow, feeling: Feeling) -> None:
        """While the keyboard walks along a scale, nothing is shown anew."""
        feelings, before = self._context.journal.feelings, row.named.feeling
        change = partial(feelings.change, feeling)
        if before is None or not self._try(row, partial(change, origin=self._page)):
            return
        row.show_named(replace(row.named, feeling=feeling))
        self._context.say(changed(before, feeling), partial(feelings.change, before), change)

    def _try(self, row: NameRow, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownError as error:
            if row.form is not None:
                row.form.say_wrong(str(error))
            return False
        return True

    def _go_on(self) -> None:
        """The row is gone: the keyboard goes on at the first there is."""
        first = self.rows[0].change if self.rows else self.search
        first.setFocus(Qt.FocusReason.OtherFocusReason)
