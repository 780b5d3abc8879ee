"""Keeping what is typed: in the draft while somebody writes, in the entry when they pause, leave or lock.

A kill loses at most five seconds of typing and never a saved entry. A write that fails leaves the text where
it is, in the editor, and is tried again.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from closeness_desktop.errors import KnownError, StorageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Entry, EntryKind


class SaveState(enum.Enum):
    """How safe the text is."""

    EMPTY = "nothing written yet"
    WRITING = "being written"
    SAVED = "saved"
    FAILED = "not saved"


@dataclass(frozen=True, slots=True)
class Pace:
    """Milliseconds: from the last key to the draft, of typing without a draft at most, from the last key to
    the entry, and until a write that failed is tried again."""

    quiet: int = 1_000
    most: int = 5_000
    idle: int = 10_000
    again: int = 5_000


class Autosave(QObject):
    """Writes one entry after the other. `read` gives title and text as they stand in the editor."""

    state_changed = Signal(object)
    """Carries a SaveState."""

    saved = Signal(object)
    """The journal now holds this Entry."""

    def __init__(
        self,
        journal: Journal,
        read: Callable[[], tuple[str, str]],
        say: Callable[[str], None],
        *,
        origin: object,
        pace: Pace | None = None,
        parent: QObject | None = None,
    ) -> None:
        """origin: the page whose writes these are. say: what shows a sentence when a write fails."""
        super().__init__(parent)
        self._journal, self._read, self._say, self._origin = journal, read, say, origin
        pace = pace or Pace()
        self._entry: Entry | None = None
        self._is_stored = False
        self._meant: EntryKind | None = None
        self._pending: dict[str, Any] = {}
        self._numbers: dict[str, float | None] = {}
        self._blank = ("", "")
        self._drafted: tuple[str, str] | None = None
        self._complained = False
        self.state = SaveState.EMPTY
        self._quiet = self._timer(pace.quiet, self._write_draft)
        self._most = self._timer(pace.most, self._write_draft)
        self._idle = self._timer(pace.idle, self._write_entry)
        self._again = self._timer(pace.again, self._write_entry)

    @property
    def entry(self) -> Entry | None:
        """The entry at hand, with what was last written or chosen for it; its text may be old."""
        return self._entry

    @property
    def is_stored(self) -> bool:
        """Whether the journal holds the entry at hand. An untouched new one is never stored."""
        return self._is_stored

    def begin(self, entry: Entry, *, stored: bool) -> None:
        """Look after another entry. The one before must have been flushed."""
        self.stop()
        self._entry, self._is_stored = entry, stored
        self._meant = None if stored else entry.kind
        self._drafted = (entry.title, entry.body) if stored else None
        self._set_state(SaveState.SAVED if stored else SaveState.EMPTY)

    def stop(self) -> None:
        """Look after nothing, and hold no text."""
        for timer in (self._quiet, self._most, self._idle, self._again):
            timer.stop()
        self._entry, self._drafted = None, None
        self._blank = ("", "")
        self._pending.clear()
        self._numbers.clear()
        self._complained = False

    def begin_with(self, title: str, body: str) -> None:
        """The new entry begins with these words, which are nobody's yet: without more it is not kept."""
        self._blank = (title, body)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written but what the entry began with."""
        return self._read() == self._blank

    @Slot()
    def touch(self) -> None:
        """A key changed title or text. Costs next to nothing."""
        if self._entry is None:
            return
        self._quiet.start()
        self._idle.start()
        if not self._most.isActive():
            self._most.start()
        if self.state is not SaveState.FAILED:
            self._set_state(SaveState.WRITING)

    def change(self, **fields: Any) -> None:
        """Keep a deliberate choice at once: feelings, tags, people, at, starred (see EntryStore.update).

        tags and people are the chosen ones. What cannot be written now is kept here and tried again.
        """
        if self._entry is None:
            return
        own = {"tags": "own_tags", "people": "own_people"}
        self._entry = replace(self._entry, **{own.get(name, name): value for name, value in fields.items()})
        self._pending |= fields
        self._write_entry()

    def measure(self, values: Mapping[str, float | None]) -> None:
        """Keep own numbers beside the entry at once, by their ids; see MeasureStore.put."""
        if self._entry is not None:
            self._numbers |= values
            self._write_entry()

    def take_back(self, before: Entry, fields: Iterable[str]) -> None:
        """Undo a choice that the journal refused (UsageError), so that the text can go on being kept."""
        self._entry = before
        for name in fields:
            self._pending.pop(name, None)

    def flush(self) -> None:
        """Write the entry now, if anything is unwritten. Raises StorageError; then nothing is lost yet."""
        for timer in (self._quiet, self._most, self._idle, self._again):
            timer.stop()
        if self._entry is None:
            return
        title, body = self._read()
        try:
            self._store(title, body)
        except StorageError:
            self._set_state(SaveState.FAILED)
            self._again.start()
            raise

    def _store(self, title: str, body: str) -> None:
        entry = self._entry
        assert entry is not None  # noqa: S101 (flush looked)
        entries = self._journal.entries
        written = bool(title.strip() or body.strip()) and (self._is_stored or (title, body) != self._blank)
        if self._is_stored:
            chosen = self._pending or self._numbers
            if not chosen and (title, body) == (entry.title, entry.body) == self._drafted:
                self._set_state(SaveState.SAVED)
                return
            if written and self._meant is not None and entry.kind != self._meant:
                self._pending["kind"] = self._meant  # feelings were kept first, as a check-in
            kept = entries.update(entry.id, title=title, body=body, **self._pending, origin=self._origin)
        elif (
            written
            or entry.feelings
            or entry.own_tags
            or entry.own_people
            or any(value is not None for value in self._numbers.values())
        ):
            kept = entries.add(
                id=entry.id,
                at=entry.at,
                title=title,
                body=body,
                feelings=entry.feelings,
                tags=entry.own_tags,
                people=entry.own_people,
                kind=entry.kind if written else "check-in",
                starred=entry.starred,
                session=entry.session,
                origin=self._origin,
            )
        else:
            if self._drafted is not None:
                self._journal.drafts.drop(entry.id)
            self._drafted = None
            self._set_state(SaveState.EMPTY)
            return
        self._entry, self._is_stored, self._drafted = kept, True, (kept.title, kept.body)
        self._pending.clear()
        self._store_numbers(kept.id)
        self._relieved(SaveState.SAVED)
        self.saved.emit(kept)

    def _store_numbers(self, id: str) -> None:
        """Raises StorageError; then they are kept for the next try. A number that is gone is said."""
        values, self._numbers = self._numbers, {}
        try:
            if values:
                self._journal.measures.put(id, values, origin=self._origin)
        except StorageError:
            self._numbers = values
            raise
        except KnownError as error:
            self._say(str(error))

    @Slot()
    def _write_draft(self) -> None:
        """Put the text as it is into the draft, which is not searched and quickly written."""
        self._quiet.stop()
        self._most.stop()
        if self._entry is None:
            return
        text = self._read()
        if text == self._drafted or (text == self._blank and not self._is_stored):
            return
        try:
            self._journal.drafts.put(
                self._entry.id, title=text[0], body=text[1], at=self._entry.at, origin=self._origin
            )
        except StorageError as error:
            self._complain(error)
            return
        self._drafted = text
        self._relieved(SaveState.WRITING)

    @Slot()
    def _write_entry(self) -> None:
        try:
            self.flush()
        except StorageError as error:
            self._complain(error)

    def _complain(self, error: StorageError) -> None:
        """Say once, until a write succeeds, that the text could not be kept; and go on trying."""
        self._set_state(SaveState.FAILED)
        self._again.start()
        if not self._complained:
            self._complained = True
            self._say(f"{error} Your words are still here, and saving is tried again by itself.")

    def _relieved(self, state: SaveState) -> None:
        self._complained = False
        self._again.stop()
        self._set_state(state)

    def _set_state(self, state: SaveState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer
