"""The entry about a session: made of its answers when it is over, and found again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from closeness_desktop.journal import worksheet
from closeness_desktop.journal.entries import EntryStore
from closeness_desktop.journal.storage import Storage
from closeness_desktop.records import Entry, KeptAnswer, Session, Strength


class EntryAbout:
    """Within a write of the session's own store."""

    def __init__(self, storage: Storage, entries: EntryStore) -> None:
        self._storage = storage
        self._entries = entries

    def write(
        self,
        session: Session,
        title: str,
        answers: Iterable[KeptAnswer],
        note: str,
        feelings: Sequence[Strength],
    ) -> Entry | None:
        """Make the entry, or the one made before hold this; None, and none is left, if there is nothing."""
        told = [answer for answer in answers if answer.keep == "entry"]
        body, named = worksheet.body(told, note), worksheet.feelings(told, feelings)
        earlier = self._made(session.id)
        if not (body or named):
            if earlier is not None:
                self._entries.delete(earlier)
            return None
        holds: dict[str, Any] = {
            "title": title, "body": body, "feelings": named, "people": worksheet.people(told),
            "kind": "worksheet" if told else "practice-note",
        }  # fmt: skip
        if earlier is not None:
            return self._entries.update(earlier, **holds)
        entry = self._entries.add(session=session.id, **holds)
        self._storage.run("UPDATE session SET entry = ? WHERE id = ?", (entry.id, session.id))
        return entry

    def of(self, ids: Iterable[str]) -> dict[str, str]:
        """The living entry about each of these sessions: the one its answers went into, else the latest."""
        found: dict[str, str] = {}
        for id in ids:
            row = self._storage.row(
                "SELECT e.id FROM entry e WHERE e.session = ?1 AND e.deleted IS NULL"
                " ORDER BY e.id = coalesce((SELECT entry FROM session WHERE id = ?1), '') DESC,"
                " e.utc_ms DESC, e.id DESC",
                (id,),
            )
            if row is not None:
                found[id] = row[0]
        return found

    def _made(self, session: str) -> str | None:
        """The living entry that an earlier call of `write` made."""
        row = self._storage.row(
            "SELECT e.id FROM session s JOIN entry e ON e.id = s.entry WHERE s.id = ? AND e.deleted IS NULL",
            (session,),
        )
        return row[0] if row else None
