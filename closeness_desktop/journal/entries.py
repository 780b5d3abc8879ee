"""The entries of a journal: write them, find them, list them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from closeness_desktop import clock
from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal import rows
from closeness_desktop.journal.drafts import DraftStore
from closeness_desktop.journal.ids import new_id
from closeness_desktop.journal.keep import KEEP, Keep
from closeness_desktop.journal.listing import Key, Listing
from closeness_desktop.journal.query import parse
from closeness_desktop.journal.shape import Incoming, read_item
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.text import check_storable
from closeness_desktop.journal.writer import EntryWriter, Fields
from closeness_desktop.records import (
    Entry,
    EntryKind,
    EntryLine,
    Moment,
    MoodNote,
    PlacedStrength,
    Revision,
    Strength,
)  # fmt: skip

_SLICE = 200  # entries read at once by `find`, so that a long export holds the lock only briefly


class EntryStore:
    """Every write is one transaction, after which the journal's observers are told."""

    def __init__(
        self,
        storage: Storage,
        writer: EntryWriter,
        drafts: DraftStore,
        now: Callable[[], Moment],
        day_start: Callable[[], int],
    ) -> None:
        self._storage = storage
        self._writer = writer
        self._drafts = drafts
        self._now = now
        self._day_start = day_start

    def new_id(self) -> str:
        """An id for an entry that is about to be written."""
        return new_id()

    def add(
        self,
        *,
        at: Moment | None = None,
        title: str = "",
        body: str = "",
        feelings: Iterable[Strength] = (),
        tags: Iterable[str] = (),
        people: Iterable[str] = (),
        kind: EntryKind = "entry",
        starred: bool = False,
        session: str | None = None,
        id: str | None = None,
        origin: object = None,
    ) -> Entry:
        """Write a new entry; now, unless `at` says when. A draft under the same id is done with.

        tags and people are the chosen ones; those written in the body are found besides.
        Raises UsageError for a value that cannot be kept, or an id that is taken.
        """
        fields = Fields(at or self._now(), kind, title, body, feelings, tags, people, starred, session)
        with self._storage.writing(origin) as touched:
            ident = id or new_id()
            if self._find_number(ident) is not None:
                raise UsageError("There is an entry with this id already.")
            number = self._writer.insert(ident, fields)
            self._drafts.drop(ident)
            touched.note("entry", ident)
            return self._read(number)

    def update(
        self,
        id: str,
        *,
        title: str | Keep = KEEP,
        body: str | Keep = KEEP,
        feelings: Iterable[Strength] | Keep = KEEP,
        tags: Iterable[str] | Keep = KEEP,
        people: Iterable[str] | Keep = KEEP,
        at: Moment | Keep = KEEP,
        kind: EntryKind | Keep = KEEP,
        starred: bool | Keep = KEEP,
        session: str | Keep | None = KEEP,
        origin: object = None,
    ) -> Entry:
        """Change what is given and keep the rest. A title or body that changes leaves a revision.

        Where nothing differs nothing is written, and nobody is told. With a body, its draft is done with.
        Raises NotFoundError, UsageError.
        """
        fields = Fields(at, kind, title, body, feelings, tags, people, starred, session)
        with self._storage.writing(origin) as touched:
            number = self._number(id)
            if self._writer.change(number, fields):
                touched.note("entry", id)
            if body is not KEEP:
                self._drafts.drop(id)
            return self._read(number)

    def get(self, id: str) -> Entry:
        """The entry with this id, a deleted one too (its `deleted` is set). Raises NotFoundError."""
        with self._storage.reading():
            return self._read(self._number(id))

    def delete(self, id: str, *, origin: object = None) -> Entry:
        """Delete an entry; `restore` brings it back. Harmless when repeated. Raises NotFoundError."""
        with self._storage.writing(origin) as touched:
            number = self._number(id)
            if self._read(number).deleted is None:
                self._writer.bury(number)
                touched.note("entry", id)
            return self._read(number)

    def restore(self, id: str, *, origin: object = None) -> Entry:
        """Bring a deleted entry back. Harmless when it lives. Raises NotFoundError."""
        with self._storage.writing(origin) as touched:
            number = self._number(id)
            if self._writer.change(number, Fields(), revive=True):
                touched.note("entry", id)
            return self._read(number)

    def page(
        self, query: str = "", *, after: EntryLine | None = None, limit: int = 50, typing: bool = False
    ) -> list[EntryLine]:
        """The newest entries that match, newest first; with `after`, those that come after that line.

        Raises QueryError.
        """
        with self._storage.reading():
            key = (after.at.utc_ms, after.id) if after else None
            return rows.lines(self._storage, self._listing(query, typing).numbers(limit=limit, after=key))

    def count(self, query: str = "", *, typing: bool = False) -> int:
        """How many entries match. Raises QueryError."""
        with self._storage.reading():
            return self._listing(query, typing).count()

    def find(self, query: str = "", *, limit: int | None = None) -> Iterator[Entry]:
        """The entries that match, whole, newest first, read a few at a time. Raises QueryError at once."""
        return self._slices(self._listing(query), limit)

    def _slices(self, listing: Listing, limit: int | None) -> Iterator[Entry]:
        after = None
        while limit is None or limit > 0:
            size = _SLICE if limit is None else min(limit, _SLICE)
            with self._storage.reading():
                found = rows.entries(self._storage, listing.numbers(limit=size, after=after))
            yield from found
            if len(found) < size:
                return
            after = (found[-1].at.utc_ms, found[-1].id)
            limit = None if limit is None else limit - size

    def newer(self, id: str, query: str = "", *, typing: bool = False) -> EntryLine | None:
        """The next newer entry that matches; None at the newest. Raises NotFoundError, QueryError."""
        with self._storage.reading():
            found = self._listing(query, typing).numbers(limit=1, before=self._key(id))
            return next(iter(rows.lines(self._storage, found)), None)

    def older(self, id: str, query: str = "", *, typing: bool = False) -> EntryLine | None:
        """The next older entry that matches; None at the oldest. Raises NotFoundError, QueryError."""
        with self._storage.reading():
            found = self._listing(query, typing).numbers(limit=1, after=self._key(id))
            return next(iter(rows.lines(self._storage, found)), None)

    def revisions(self, id: str) -> list[Revision]:
        """The texts that an entry had before, the latest first. Raises NotFoundError."""
        with self._storage.reading():
            found = self._storage.rows(
                "SELECT id, title, body, saved FROM revision WHERE entry = ?"
                " ORDER BY saved DESC, number DESC",
                (self._number(id),),
            )
            return [Revision(revision, id, title, body, saved) for revision, title, body, saved in found]

    def mood_notes(self, since: dt.date | None, until: dt.date | None) -> list[MoodNote]:
        """The feelings named on living entries of these days, both included, oldest first."""
        with self._storage.reading():
            placed = {
                (number, strength): PlacedStrength(name, strength, pleasantness, energy)
                for number, name, pleasantness, energy in self._storage.rows(
                    "SELECT number, name, pleasantness, energy FROM feeling"
                )
                for strength in (1, 2, 3)
            }
            found = self._storage.rows(
                "SELECT e.id, e.day, e.utc_ms, x.feeling, x.strength FROM entry e INDEXED BY entry_day"
                " CROSS JOIN entry_feeling x ON x.entry = e.number"
                " WHERE e.deleted IS NULL AND e.day BETWEEN ? AND ?"
                " ORDER BY e.day, e.utc_ms, e.id, x.position",
                _between(since, until),
            )
        return [
            MoodNote(id, dt.date.fromisoformat(day), utc_ms, tuple(placed[row[3:]] for row in group))
            for (id, day, utc_ms), group in groupby(found, key=itemgetter(0, 1, 2))
        ]

    def days_written(self, since: dt.date | None, until: dt.date | None) -> list[dt.date]:
        """The days, both ends included, that hold at least one living entry, oldest first."""
        found = self._storage.rows(
            "SELECT DISTINCT day FROM entry WHERE deleted IS NULL AND day BETWEEN ? AND ? ORDER BY day",
            _between(since, until),
        )
        return [dt.date.fromisoformat(day) for (day,) in found]

    def first_day(self) -> dt.date | None:
        """The earliest day that holds an entry; None while there are none."""
        row = self._storage.row("SELECT min(day) FROM entry WHERE deleted IS NULL")
        return dt.date.fromisoformat(row[0]) if row and row[0] else None

    def write_many(self, items: Iterable[Mapping[str, Any]], *, origin: object = None) -> list[str]:
        """Write entries in the shape that `entry_json` gives; all of them or none. Returns their ids.

        An id that exists is updated (and brought back if it was deleted), so writing the same twice changes
        nothing. `day` is computed anew; what a known entry does not mention is kept, its draft included.
        Raises UsageError with the number of the entry and the key at fault.
        """
        ids = []
        with self._storage.writing(origin) as touched:
            for place, item in enumerate(items, 1):
                try:
                    id, changed = self._write(read_item(item))
                except UsageError as error:
                    raise UsageError(f"Entry {place}: {error}") from error
                ids.append(id)
                if changed:
                    touched.note("entry", id)
        return ids

    def _write(self, incoming: Incoming) -> tuple[str, bool]:
        """Write one entry; returns its id, and whether it brought anything new."""
        id = incoming.id or new_id()
        number = self._find_number(id)
        at = self._moment(incoming, number)
        if number is None:
            bare = not (incoming.fields.get("title") or incoming.fields.get("body"))
            kind = "check-in" if bare and incoming.fields.get("feelings") else "entry"
            blank = Fields(at, kind, "", "", (), (), (), False, None, mixed=True)
            self._writer.insert(id, dataclasses.replace(blank, **incoming.fields))
            return id, True
        return id, self._writer.change(number, Fields(at=at, **incoming.fields, mixed=True), revive=True)

    def _moment(self, incoming: Incoming, number: int | None) -> Moment | Keep:
        """When an incoming entry was: as it says; else, if it is known, as it was; else now."""
        day_start = self._day_start()
        now = self._now()
        if incoming.at is not None:
            return incoming.moment(now.zone, day_start)
        at = now if number is None else self._read(number).at
        if incoming.zone is not None:
            return clock.moment(clock.local_time(at), incoming.zone, day_start)
        return now if number is None else KEEP

    def _listing(self, query: str, typing: bool = False) -> Listing:
        return Listing(self._storage, parse(query, typing=typing))

    def _find_number(self, id: str) -> int | None:
        row = self._storage.row("SELECT number FROM entry WHERE id = ?", (check_storable(id, "id"),))
        return row[0] if row else None

    def _key(self, id: str) -> Key:
        entry = self.get(id)
        return entry.at.utc_ms, entry.id

    def _number(self, id: str) -> int:
        number = self._find_number(id)
        if number is None:
            raise NotFoundError("There is no entry with this id.")
        return number

    def _read(self, number: int) -> Entry:
        return rows.entries(self._storage, [number])[0]


def _between(since: dt.date | None, until: dt.date | None) -> tuple[str, str]:
    """Bounds for a comparison of days as text; "~" sorts after every digit."""
    return since.isoformat() if since else "", until.isoformat() if until else "~"
