"""Writing one entry: its row, its text in the index, the names it carries, and its earlier text.

Everything here runs within `Storage.writing`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from closeness_desktop.errors import UsageError
from closeness_desktop.journal.ids import new_id
from closeness_desktop.journal.keep import KEEP, Keep
from closeness_desktop.journal.names import FeelingStore, NameStore, PersonStore, TagStore
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.text import InlineName, check_storable, index_text, inline_names
from closeness_desktop.records import ENTRY_KINDS, Moment, Strength

_COLUMNS = ("title", "body", "utc_ms", "zone", "day", "kind", "starred", "session", "deleted")


@dataclass(frozen=True, slots=True)
class Fields:
    """What an entry is to hold; KEEP leaves a part as it is.

    tags and people: the chosen ones. mixed: they list those written in the text as well, and what is written
    there counts as chosen only if it was before.
    """

    at: Moment | Keep = KEEP
    kind: str | Keep = KEEP
    title: str | Keep = KEEP
    body: str | Keep = KEEP
    feelings: Iterable[Strength] | Keep = KEEP
    tags: Iterable[str] | Keep = KEEP
    people: Iterable[str] | Keep = KEEP
    starred: bool | Keep = KEEP
    session: str | Keep | None = KEEP
    mixed: bool = False

    def columns(self) -> dict[str, Any]:
        """What is given of the columns of the entry's own row, checked. Raises UsageError."""
        found: dict[str, Any] = {}
        if not isinstance(self.at, Keep):
            found |= {"utc_ms": self.at.utc_ms, "zone": self.at.zone, "day": self.at.day}
        if not isinstance(self.kind, Keep):
            if self.kind not in ENTRY_KINDS:
                raise UsageError(f"An entry is one of {', '.join(ENTRY_KINDS)}.")
            found["kind"] = self.kind
        if not isinstance(self.title, Keep):
            found["title"] = check_storable(self.title, "title")
        if not isinstance(self.body, Keep):
            found["body"] = check_storable(self.body, "body")
        if not isinstance(self.starred, Keep):
            found["starred"] = int(self.starred)
        if not isinstance(self.session, Keep):
            found["session"] = None if self.session is None else check_storable(self.session, "session")
        return found


class EntryWriter:
    """Puts entries into the tables."""

    def __init__(self, storage: Storage, feelings: FeelingStore, tags: TagStore, people: PersonStore) -> None:
        self._storage = storage
        self._feelings = feelings
        self._signed: dict[str, NameStore] = {"tag": tags, "person": people}

    def insert(self, id: str, fields: Fields) -> int:
        """Put in a new entry with every field given, and return its number."""
        now = self._storage.now_ms()
        columns = fields.columns() | {"id": id, "pinned": 0, "created": now, "updated": now}
        places = ", ".join("?" * len(columns))
        number = self._storage.run(
            f"INSERT INTO entry ({', '.join(columns)}) VALUES ({places})", tuple(columns.values())
        )
        self._index(number, columns["title"], columns["body"])
        self._tie(number, fields)
        return number

    def change(self, number: int, fields: Fields, *, revive: bool = False, keep_old: bool = True) -> bool:
        """Make an entry hold what is given; the text it had before becomes a revision, if that is kept.

        revive: bring it back if it was deleted. Returns whether anything changed and so was written.
        """
        (row,) = self._storage.rows(f"SELECT {', '.join(_COLUMNS)} FROM entry WHERE number = ?", (number,))
        old = dict(zip(_COLUMNS, row, strict=True))
        changed = {key: value for key, value in fields.columns().items() if old[key] != value}
        if revive and old["deleted"] is not None:
            changed["deleted"] = None
        tied = self._tie(number, fields)
        if not changed and not tied:
            return False
        now = self._storage.now_ms()
        text_changed = not changed.keys().isdisjoint(("title", "body"))
        if text_changed and keep_old:
            self._storage.run(
                "INSERT INTO revision (id, entry, title, body, saved, created, updated)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (new_id(), number, old["title"], old["body"], now, now, now),
            )
        changed["updated"] = now
        self._storage.run(
            f"UPDATE entry SET {', '.join(f'{key} = ?' for key in changed)} WHERE number = ?",
            (*changed.values(), number),
        )
        new = old | changed
        if new["deleted"] is None and (text_changed or old["deleted"] is not None):
            self._index(number, new["title"], new["body"])
        return True

    def bury(self, number: int) -> None:
        """Turn a living entry into a tombstone; its text leaves the index."""
        deleted, now = self._storage.deletion_ms(), self._storage.now_ms()
        self._storage.run(
            "UPDATE entry SET deleted = ?, updated = ? WHERE number = ?", (deleted, now, number)
        )
        self._storage.run("DELETE FROM entry_text WHERE rowid = ?", (number,))

    def _index(self, number: int, title: str, body: str) -> None:
        self._storage.run(
            "INSERT OR REPLACE INTO entry_text (rowid, title, body) VALUES (?, ?, ?)",
            (number, index_text(title), index_text(body)),
        )

    def _tie(self, number: int, fields: Fields) -> bool:
        """Tie an entry to the names given and written; returns whether that changed anything."""
        changed = False
        if not isinstance(fields.feelings, Keep):
            changed = self._tie_feelings(number, fields.feelings)
        signed = KEEP if isinstance(fields.body, Keep) else inline_names(fields.body)
        for kind, given in (("tag", fields.tags), ("person", fields.people)):
            if given is not KEEP or signed is not KEEP:
                changed |= self._tie_names(kind, number, given, signed, mixed=fields.mixed)
        return changed

    def _tie_feelings(self, number: int, feelings: Iterable[Strength]) -> bool:
        wanted: dict[int, int] = {}
        for feeling in feelings:
            if type(feeling.strength) is not int or not 1 <= feeling.strength <= 3:
                raise UsageError("The strength of a feeling is 1, 2 or 3.")
            (row,) = self._feelings.numbers([feeling.name])
            wanted[row] = feeling.strength
        had = self._storage.rows(
            "SELECT feeling, strength FROM entry_feeling WHERE entry = ? ORDER BY position", (number,)
        )
        if had == list(wanted.items()):
            return False
        if had:
            self._storage.run("DELETE FROM entry_feeling WHERE entry = ?", (number,))
        for position, (feeling_number, strength) in enumerate(wanted.items()):
            self._storage.run(
                "INSERT INTO entry_feeling (entry, feeling, strength, position) VALUES (?, ?, ?, ?)",
                (number, feeling_number, strength, position),
            )
        return True

    def _tie_names(
        self,
        kind: str,
        number: int,
        given: Iterable[str] | Keep,
        signed: list[InlineName] | Keep,
        *,
        mixed: bool,
    ) -> bool:
        """Tags or people: those chosen and those written in the text, each as given, or else as they were."""
        store = self._signed[kind]
        had = {
            row: (chosen, written)
            for row, chosen, written in self._storage.rows(
                f"SELECT {kind}, chosen, written FROM entry_{kind} WHERE entry = ?", (number,)
            )
        }
        chosen_before = {row for row, (chosen, _) in had.items() if chosen}
        chosen_now = chosen_before if isinstance(given, Keep) else set(store.numbers(given))
        if isinstance(signed, Keep):
            written_now = {row for row, (_, written) in had.items() if written}
        else:
            written_now = set(store.numbers(found.name for found in signed if found.kind == kind))
        if mixed:
            chosen_now -= written_now - chosen_before
        wanted = {row: (int(row in chosen_now), int(row in written_now)) for row in chosen_now | written_now}
        if wanted == had:
            return False
        if had:
            self._storage.run(f"DELETE FROM entry_{kind} WHERE entry = ?", (number,))
        for row, (chosen, written) in wanted.items():
            self._storage.run(
                f"INSERT INTO entry_{kind} (entry, {kind}, chosen, written) VALUES (?, ?, ?, ?)",
                (number, row, chosen, written),
            )
        return True
