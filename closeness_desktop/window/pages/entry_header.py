"""What stands above the text of an entry: when, how safe it is, its title, and what it is filed under."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QLocale, Qt, QTime, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.clock import local_time
from closeness_desktop.journal.text import inline_names
from closeness_desktop.records import Entry, Measured, Moment
from closeness_desktop.window.autosave import SaveState
from closeness_desktop.window.models.amounts import in_words
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.pages.entry_menu import MoreButton
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton, LinkButton
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.feeling_word import STRENGTHS
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import SoftLabel, plain_tip

STATE_WORDS = {
    SaveState.EMPTY: "kept once you begin",
    SaveState.WRITING: "saving as you write",
    SaveState.SAVED: "saved, encrypted",
    SaveState.FAILED: "not saved yet",
}


_FORMS = ("dddd, d MMMM yyyy", "d MMM yyyy")
"""How the date is said, where there is room and where there is little."""


def when_text(at: Moment, form: str = _FORMS[0]) -> str:
    """ "Tuesday, 24 November 2026 · 21:14", in the zone in which it was."""
    local = local_time(at)
    time = QLocale().toString(QTime(local.hour, local.minute), "HH:mm")
    return f"{date_text(local.date(), form)} · {time}"


class TitleField(QLineEdit):
    """One line in large type. A title that nobody edits here stays as it is, to the character."""

    left_downwards = Signal()
    """Enter or Down: on to the text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._given: str | None = None
        self.setAccessibleName("Title")
        self.setTextMargins(-2, 0, 0, 0)  # Qt keeps two pixels free at the sides
        self.setPlaceholderText("Title")
        self.textEdited.connect(self._edit)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def title(self) -> str:
        """What was given, unless it was edited since."""
        return self.text() if self._given is None else self._given

    def show_title(self, title: str) -> None:
        """Show another title, from its start."""
        self._given = title
        self.setText(title)
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down lead to the text."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _edit(self) -> None:
        self._given = None

    @Slot()
    def _restyle(self) -> None:
        self.setStyleSheet(
            "QLineEdit, QLineEdit:focus { border: none; border-bottom: 2px solid transparent; padding: 0;"
            f" border-radius: 0; background: transparent; color: {self._theme.hex('ink')}; }}"
            f" QLineEdit:focus {{ border-bottom-color: {self._theme.hex('teal-wash')}; }}"
        )
        font = self._theme.reading_font(27, bold=True)
        self.setFont(font)
        self.setMinimumHeight(QFontMetrics(font).height() + self._theme.px(6))


class EntryHeader(QWidget):
    """Shows an entry's surroundings and tells what a person wants of them; it keeps nothing itself."""

    back_wanted = Signal()
    when_wanted = Signal()
    star_wanted = Signal(bool)
    delete_wanted = Signal()
    add_wanted = Signal()
    search_wanted = Signal(str)
    """A query that finds every entry with the tag or person of a chip."""

    removed = Signal(str, str)
    """Kind ("tag" or "person") and name of a chip that was taken away."""

    def __init__(self, theme: Theme, quadrant: Callable[[str], str], parent: QWidget | None = None) -> None:
        """quadrant: token of a feeling's colour, given its name; "" where it has no place."""
        super().__init__(parent)
        self._theme, self._quadrant = theme, quadrant
        self._at: Moment | None = None
        self._state = SaveState.EMPTY
        self._below: list[QWidget] = []
        self.back = IconButton(theme, "arrow-left", "Back to the list")
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        self.when = LinkButton()
        self.when.setAccessibleName("When it was")
        self.when.setToolTip("Change when it was")
        self.when.clicked.connect(self.when_wanted)
        self.state = SoftLabel()
        edge = theme.px(3)  # as wide as the border and padding of the button beside it
        self.state.setContentsMargins(0, edge, 0, edge)
        self.read = IconButton(theme, "book-open", "Read this entry as a page (Ctrl+E)")
        self.read.setCheckable(True)
        self.star = IconButton(theme, "star", "Star this entry")
        self.star.setCheckable(True)
        self.star.clicked.connect(self.star_wanted)
        self.delete = IconButton(theme, "trash-2", "Delete this entry")
        self.delete.clicked.connect(self.delete_wanted)
        self.attach = MoreButton(theme, "paperclip", "Attach a photo, a sound or a file")
        self.more = MoreButton(theme)
        self.title = TitleField(theme)
        self.add = Chip(theme, "+ add")
        self.add.setAccessibleName("Add a feeling, a number, a tag or a person")
        self.add.clicked.connect(self.add_wanted)
        self._tools = (self.read, self.attach, self.star, self.delete, self.more)
        self._build()
        self._restyle()
        theme.changed.connect(self._restyle)

    def _build(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = self._line = QWidget()
        flow = FlowLayout(line, gap=4)
        flow.addWidget(self.when)
        flow.addWidget(self.state)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        line.setSizePolicy(policy)
        said, tools = QHBoxLayout(), QHBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(line, 1, Qt.AlignmentFlag.AlignVCenter)
        tools.setSpacing(4)
        for button in self._tools:
            tools.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        tools.addStretch(0)
        top = self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.setSpacing(4)
        top.addLayout(said, 1)
        top.addLayout(tools)
        column.addLayout(top)
        column.addWidget(self.title)
        chips = QWidget()
        chips.setSizePolicy(policy)
        self._chips = FlowLayout(chips, gap=6)
        self._chips.addWidget(self.add)
        column.addSpacing(4)
        column.addWidget(chips)

    def add_below(self, widget: QWidget, controls: Sequence[QWidget]) -> None:
        """Put something between the chips and the text. controls: what Tab reaches in it, in order."""
        self._column.addWidget(widget)
        self._below.extend(controls)

    def show_entry(self, entry: Entry, numbers: Sequence[Measured] = ()) -> None:
        """Show all but the title's text, which belongs to who writes it. numbers: those beside the entry."""
        self._at = entry.at
        self.when.setAccessibleDescription(when_text(entry.at))
        self._fit()
        self.star.setChecked(entry.starred)
        self.star.set_name("Take the star away" if entry.starred else "Star this entry")
        self._show_chips(entry, numbers)

    def show_back(self, shown: bool) -> None:
        """Show the way back to the list, or not."""
        self.back.setVisible(shown)
        self._fit()

    def show_state(self, state: SaveState) -> None:
        """Say how safe the text is."""
        self._state = state
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the date as fully as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The date in full or in short, and after it, or below it, how safe the text is.

        Where there is no room for the buttons beside it they go below.
        """
        if self._at is None:
            return
        metrics, state, edge = self.when.fontMetrics(), STATE_WORDS[self._state], self._theme.px(12)
        whole = self.width() - (0 if self.back.isHidden() else self.back.sizeHint().width() + 4)
        beside = whole - sum(button.sizeHint().width() + 4 for button in self._tools) - edge
        fits = metrics.horizontalAdvance(when_text(self._at, _FORMS[-1])) <= beside
        rows = QBoxLayout.Direction
        self._top.setDirection(rows.LeftToRight if fits else rows.TopToBottom)
        room = beside if fits else whole - edge
        form = next(
            (f for f in _FORMS if metrics.horizontalAdvance(when_text(self._at, f)) <= room), _FORMS[-1]
        )
        self.when.setText(when_text(self._at, form))
        both = metrics.horizontalAdvance(f"{self.when.text()} · {state}") + self._theme.px(8)
        self.state.setText(f"· {state}" if both <= room else state)

    def set_tab_order(self, then: QWidget) -> None:
        """Lead the keyboard through it as the eye goes, and on to `then`."""
        chips = [item.widget() for n in range(self._chips.count()) if (item := self._chips.itemAt(n))]
        order = [
            self.back,
            self.when,
            self.read,
            self.attach,
            self.star,
            self.delete,
            self.more,
            self.title,
            *filter(None, chips),
            *self._below,
            then,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def forget(self) -> None:
        """Let go of every word."""
        self.title.show_title("")
        self._at = None
        self.when.setText("")
        self._drop_chips()

    def _drop_chips(self) -> None:
        for number in reversed(range(self._chips.count() - 1)):
            item = self._chips.takeAt(number)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._chips.invalidate()

    def _show_chips(self, entry: Entry, numbers: Sequence[Measured]) -> None:
        """Feelings, numbers, people, tags. What is written in the text is taken away there, not here."""
        self._drop_chips()
        made: list[Chip] = []
        for feeling in entry.feelings:
            token = self._quadrant(feeling.name) or "ink-soft"
            chip = Chip(self._theme, feeling.name, token=token, dots=feeling.strength)
            chip.setAccessibleName(f"{feeling.name}, {STRENGTHS[feeling.strength - 1]}")
            chip.setAccessibleDescription("Change the feelings")
            chip.clicked.connect(self.add_wanted)
            made.append(chip)
        for measured in numbers:
            chip = Chip(self._theme, in_words(measured))
            chip.setAccessibleDescription("Change the numbers")
            chip.clicked.connect(self.add_wanted)
            made.append(chip)
        written = {(name.kind, name.name.casefold()) for name in inline_names(entry.body)}
        for kind, sign, names, own in (
            ("person", "", entry.people, entry.own_people),
            ("tag", "#", entry.tags, entry.own_tags),
        ):
            for name in dict.fromkeys((*names, *own)):
                removable = name in own and (kind, name.casefold()) not in written
                chip = Chip(self._theme, f"{sign}{name}", removable=removable)
                query = f'{kind}:"{name}"'
                chip.clicked.connect(lambda _=False, query=query: self.search_wanted.emit(query))
                chip.setToolTip(plain_tip(f"Find entries with {sign}{name}"))
                if removable:
                    chip.removed.connect(lambda kind=kind, name=name: self.removed.emit(kind, name))
                made.append(chip)
        for number, chip in enumerate(made):
            self._chips.insert(number, chip)
            chip.show()
        self.updateGeometry()

    @Slot()
    def _restyle(self) -> None:
        soft, teal = self._theme.hex("ink-soft"), self._theme.hex("teal")
        self.when.setStyleSheet(
            f"LinkButton {{ color: {soft}; font-weight: 400; }} LinkButton:hover {{ color: {teal}; }}"
        )
