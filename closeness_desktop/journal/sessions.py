"""Practices that were done, or are under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal.ids import new_id
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.tables import SessionRow
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import Moment, Session, SessionEnd


class SessionStore:
    """The log of practices. All lengths are in seconds."""

    def __init__(self, storage: Storage, now: Callable[[], Moment]) -> None:
        self._storage = storage
        self._now = now

    def start(
        self,
        practice: str,
        *,
        planned: int | None,
        at: Moment | None = None,
        file_hash: str = "",
        origin: object = None,
    ) -> Session:
        """Log that a practice ("sitting@1") began. file_hash: SHA-256 of its file, empty when built in."""
        at = at or self._now()
        with self._storage.writing(origin) as touched:
            ident, now = new_id(), self._storage.now_ms()
            SessionRow.insert(
                id=ident, practice=check_storable(practice, "practice"), file_hash=file_hash,
                utc_ms=at.utc_ms, zone=at.zone, day=at.day, planned=planned, done=0, ended="running",
                snapshot="", created=now, updated=now,
            ).execute(self._storage.database)  # fmt: skip
            touched.note("session", ident)
        return self.get(ident)

    def snapshot(self, id: str, *, done: int, state: str) -> None:
        """Keep how far a running practice is, so that a crash loses little. Nobody is told."""
        self._change(id, done=done, snapshot=check_storable(state, "snapshot"))

    def finish(self, id: str, *, done: int, ended: SessionEnd, origin: object = None) -> Session:
        """Log how a practice ended, and how long it really was."""
        if ended not in get_args(SessionEnd):
            raise UsageError("A session ends completed, early or abandoned.")
        with self._storage.writing(origin) as touched:
            self._change(id, done=done, ended=ended, snapshot="")
            touched.note("session", id)
        return self.get(id)

    def get(self, id: str) -> Session:
        """The session with this id. Raises NotFoundError."""
        found = self._select(SessionRow.id == id)
        if not found:
            raise NotFoundError("There is no session with this id.")
        return found[0]

    def all(self, limit: int | None = None) -> list[Session]:
        """The latest sessions, newest first."""
        return self._select(SessionRow.deleted.is_null(), limit)

    def running(self) -> Session | None:
        """The session that began last and has not ended, if any."""
        found = self._select(SessionRow.deleted.is_null() & (SessionRow.ended == "running"), 1)
        return found[0] if found else None

    def _select(self, where: Any, limit: int | None = None) -> list[Session]:
        with self._storage.reading():
            query = SessionRow.select().where(where).order_by(SessionRow.utc_ms.desc(), SessionRow.id.desc())
            rows = query.limit(limit).execute(self._storage.database)
            return [_session(row) for row in rows]

    def _change(self, id: str, **columns: Any) -> None:
        with self._storage.writing():
            changed = (
                SessionRow.update(updated=self._storage.now_ms(), **columns)
                .where(SessionRow.id == id)
                .execute(self._storage.database)
            )
            if not changed:
                raise NotFoundError("There is no session with this id.")


def _session(row: Any) -> Session:
    started = Moment(row.utc_ms, row.zone, row.day)
    return Session(row.id, row.practice, started, row.planned, row.done, row.ended, row.snapshot)
