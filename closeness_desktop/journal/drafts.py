"""Text that was typed and is not saved yet. Never searched; gone as soon as its entry is saved."""

from __future__ import annotations

from typing import Any

from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import Draft, Moment

_COLUMNS = "entry, title, body, utc_ms, zone, day, updated"


class DraftStore:
    """At most one draft for each entry, whether that entry exists already or not."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def put(self, entry_id: str, *, title: str, body: str, at: Moment, origin: object = None) -> None:
        """Keep the text as typed so far in place of what was kept before."""
        check_storable(title, "title")
        check_storable(body, "body")
        with self._storage.writing(origin) as touched:
            now = self._storage.now_ms()
            self._storage.run(
                "INSERT INTO draft (entry, title, body, utc_ms, zone, day, created, updated)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (entry) DO UPDATE SET"
                " title = excluded.title, body = excluded.body, utc_ms = excluded.utc_ms,"
                " zone = excluded.zone, day = excluded.day, updated = excluded.updated",
                (entry_id, title, body, at.utc_ms, at.zone, at.day, now, now),
            )
            touched.note("draft", entry_id)

    def get(self, entry_id: str) -> Draft | None:
        """The draft of this entry, if there is one."""
        row = self._storage.row(f"SELECT {_COLUMNS} FROM draft WHERE entry = ?", (entry_id,))
        return _draft(row) if row else None

    def all(self) -> list[Draft]:
        """Every draft, the one begun first at the beginning."""
        return [_draft(row) for row in self._storage.rows(f"SELECT {_COLUMNS} FROM draft ORDER BY number")]

    def drop(self, entry_id: str, *, origin: object = None) -> None:
        """Forget the draft of this entry; harmless when there is none."""
        with self._storage.writing(origin) as touched:
            if self._storage.row("SELECT 1 FROM draft WHERE entry = ?", (entry_id,)):
                self._storage.run("DELETE FROM draft WHERE entry = ?", (entry_id,))
                touched.note("draft", entry_id)


def _draft(row: tuple[Any, ...]) -> Draft:
    entry, title, body, utc_ms, zone, day, updated = row
    return Draft(entry, title, body, Moment(utc_ms, zone, day), updated)
