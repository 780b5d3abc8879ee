"""What a person chooses for the open entry beside its text: star, time, feelings, numbers, tags and people.

Each choice is kept at once, and said with an offer to take it back, also when another entry is open by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from closeness_desktop.errors import KnownError, UsageError
from closeness_desktop.journal.text import name_key
from closeness_desktop.records import Entry, Feeling, Moment, Strength
from closeness_desktop.window.autosave import Autosave, SaveState
from closeness_desktop.window.commands import Command
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.entry_header import EntryHeader, when_text
from closeness_desktop.window.pages.entry_panels import AddPanel, WhenPanel
from closeness_desktop.window.pages.known_names import KnownNames, learn

_ADD = "Add feelings, numbers, tags or people"

Numbers = dict[str, float | None]

_OWN = {"tags": "own_tags", "people": "own_people"}
"""Fields of an update, and where an Entry holds what was chosen of them."""


class EntryChoices(QObject):
    """Listens to the head of an entry and hands each choice to its autosave."""

    def __init__(
        self, context: Context, names: KnownNames, header: EntryHeader, autosave: Autosave, pane: QWidget
    ) -> None:
        """pane: the widget over which panels open."""
        super().__init__(pane)
        self._context, self._names, self._pane = context, names, pane
        self._header, self._autosave = header, autosave
        self._opened: tuple[Entry, Numbers] | None = None
        header.when_wanted.connect(self.choose_when)
        header.add_wanted.connect(self.choose_feelings)
        header.star_wanted.connect(self._star)
        header.removed.connect(self._remove_name)
        for command in (
            Command(
                "entry.add",
                _ADD,
                self.choose_feelings,
                "Ctrl+J",
                "Journal",
                self._has_entry,
                ("mood", "number"),
            ),
            Command("entry.when", "Change when it was", self.choose_when, enabled=self._has_entry),
            Command("entry.star", "Star this entry, or not", header.star.click, enabled=self._has_entry),
        ):
            context.commands.add(command, pane)

    def _has_entry(self) -> bool:
        return self._autosave.entry is not None

    def show(self, entry: Entry) -> None:
        """Show the head of an entry, with the numbers beside it."""
        self._header.show_entry(entry, self._context.journal.measures.of(entry.id))

    @Slot()
    def choose_feelings(self) -> None:
        """Open the panel for feelings, numbers, tags and people."""
        entry = self._autosave.entry
        if entry is None:
            return
        self._names.outdated()
        measures = self._context.journal.measures
        panel = AddPanel(
            self._context.theme,
            self._pane,
            feelings=self._names.feelings(),
            used=self._names.used(),
            chosen=entry.feelings,
            names=[sign + name for sign in "#@" for name in self._names.of(sign)],
            measures=measures.all(),
            numbers=measures.of(entry.id),
        )
        self._opened = (entry, self._numbers(entry.id))
        panel.feelings_chosen.connect(self._choose_feelings)
        panel.measured.connect(self._measure)
        panel.numbers_wanted.connect(self._choose_numbers)
        panel.named.connect(self._add_name)
        panel.left.connect(self._left)
        panel.open_below(self._header.add, 560, 720)
        panel.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def choose_when(self) -> None:
        """Open the panel for the day and time."""
        entry = self._autosave.entry
        if entry is None:
            return
        panel = WhenPanel(self._context.theme, self._pane, entry.at, self._context.journal.day_start())
        panel.chosen.connect(self._choose_when)
        panel.open_below(self._header.when, 340)
        panel.setFocus(Qt.FocusReason.PopupFocusReason)

    # --- what was chosen ---

    @Slot(bool)
    def _star(self, starred: bool) -> None:
        self._change("The entry has a star." if starred else "The star is gone.", starred=starred)

    @Slot(object)
    def _choose_when(self, at: Moment) -> None:
        self._change(f"The entry is now on {when_text(at)}.", at=at)

    @Slot(object, object)
    def _choose_feelings(self, chosen: tuple[Strength, ...], new: tuple[Feeling, ...]) -> None:
        try:
            learn(self._context.journal, new)
        except KnownError as error:
            self._context.say(str(error))
            return
        self._change("", feelings=chosen)

    @Slot(object)
    def _measure(self, values: Numbers) -> None:
        self._autosave.measure(values)
        if (entry := self._autosave.entry) is not None:
            self.show(entry)

    @Slot()
    def _choose_numbers(self) -> None:
        self._context.go("names", part="numbers")

    @Slot()
    def _left(self) -> None:
        """The panel is closed: say at once all that was changed on it of feelings and numbers."""
        opened, self._opened = self._opened, None
        entry = self._autosave.entry
        if opened is None or entry is None or entry.id != opened[0].id or not self._is_kept:
            return
        before, numbers = opened
        now = self._numbers(entry.id)
        old = {id: numbers.get(id) for id in (*numbers, *now) if numbers.get(id) != now.get(id)}
        new = {id: now.get(id) for id in old}
        if entry.feelings != before.feelings:
            what = "The feelings and numbers are changed." if old else "The feelings are changed."
            self._say(what, entry.id, {"feelings": before.feelings}, {"feelings": entry.feelings}, old, new)
        elif old:
            self._say("The numbers are changed.", entry.id, {}, {}, old, new)

    @Slot(str, str)
    def _add_name(self, kind: str, name: str) -> None:
        entry = self._autosave.entry
        if entry is None:
            return
        key, own = ("people", entry.own_people) if kind == "person" else ("tags", entry.own_tags)
        if name_key(name) not in {name_key(each) for each in own}:
            self._change(f"“{name}” stands beside the entry.", **{key: (*own, name)})

    @Slot(str, str)
    def _remove_name(self, kind: str, name: str) -> None:
        entry = self._autosave.entry
        if entry is None:
            return
        key, own = ("people", entry.own_people) if kind == "person" else ("tags", entry.own_tags)
        left = tuple(each for each in own if each != name)
        self._change(f"“{name}” is taken off the entry.", **{key: left})

    # --- keeping it, taking it back ---

    def _change(self, said: str, **fields: Any) -> None:
        """Keep a choice, and show it whether or not the disk took it; `said` comes with an offer to undo."""
        before = self._autosave.entry
        if before is None:
            return
        try:
            self._autosave.change(**fields)
        except UsageError as error:  # a name that cannot be one
            self._context.say(str(error))
            self._autosave.take_back(before, fields)
            said = ""
        if (entry := self._autosave.entry) is not None:
            self.show(entry)
        if said and self._is_kept:
            old = {key: getattr(before, _OWN.get(key, key)) for key in fields}
            self._say(said, before.id, old, fields, {}, {})

    def _say(
        self, what: str, id: str, old: dict[str, Any], new: dict[str, Any], before: Numbers, after: Numbers
    ) -> None:
        self._context.say(what, partial(self._put, id, old, before), partial(self._put, id, new, after))

    def _put(self, id: str, fields: Mapping[str, Any], numbers: Numbers) -> None:
        """Let an entry hold these, whether or not it is the one that is open. Raises KnownError."""
        entry, journal = self._autosave.entry, self._context.journal
        if entry is not None and entry.id == id:
            self._autosave.flush()
        if fields:
            journal.entries.update(id, **fields)
        if numbers:
            journal.measures.put(id, numbers)

    @property
    def _is_kept(self) -> bool:
        """Whether the journal holds the choices; else the autosave has said why, and tries again."""
        return self._autosave.is_stored and self._autosave.state is not SaveState.FAILED

    def _numbers(self, id: str) -> Numbers:
        return {each.measure.id: each.value for each in self._context.journal.measures.of(id)}
