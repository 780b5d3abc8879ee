"""Practices that were done, or are under way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal.about import EntryAbout
from closeness_desktop.journal.answers import AnswerStore
from closeness_desktop.journal.entries import EntryStore
from closeness_desktop.journal.ids import new_id
from closeness_desktop.journal.keep import KEEP, Keep
from closeness_desktop.journal.reminders import ReminderStore
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.tables import SessionRow
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import (
    Concluded,
    KeptAnswer,
    Moment,
    Session,
    SessionEnd,
    Strength,
)  # fmt: skip

LONGEST = 7 * 24 * 3600
"""Most seconds that a session may have taken: more was not sat, it was mistyped."""

_COUNTING = ("completed", "early")


class SessionStore:
    """The log of practices. All lengths are in seconds."""

    def __init__(
        self,
        storage: Storage,
        now: Callable[[], Moment],
        entries: EntryStore,
        answers: AnswerStore,
        reminders: ReminderStore,
    ) -> None:
        self._storage = storage
        self._now = now
        self._about = EntryAbout(storage, entries)
        self._answers = answers
        self._reminders = reminders

    # ------------------------------------------------------------------ a session as it happens

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
        return self._insert(practice, at or self._now(), planned, 0, "running", file_hash, origin)

    def snapshot(self, id: str, *, done: int, state: str) -> None:
        """Keep how far a running practice is, so that a crash loses little. Nobody is told."""
        self._change(id, done=done, snapshot=check_storable(state, "snapshot"))

    def finish(self, id: str, *, done: int, ended: SessionEnd, origin: object = None) -> Session:
        """Log how a practice ended, and how long it really was."""
        _check_end(ended)
        with self._storage.writing(origin) as touched:
            self._change(id, done=done, ended=ended, snapshot="")
            touched.note("session", id)
        return self.get(id)

    def conclude(
        self,
        id: str,
        *,
        done: int,
        ended: SessionEnd,
        title: str,
        answers: Iterable[KeptAnswer] = (),
        note: str = "",
        feelings: Sequence[Strength] = (),
        remind: str | None = None,
        origin: object = None,
    ) -> Concluded:
        """Finish a session, keep its answers, and make one entry of those meant for one; all or nothing.

        title: of the practice. note, feelings: what was said when it was over. remind: local day on which to
        look at it again. An entry is made if an answer has keep "entry" (a worksheet), or else if there is a
        note or a feeling (a practice note). Called again, everything given takes the place of what was kept
        by the call before, in the same entry. Raises BugError for an answer that is never to be kept,
        NotFoundError, UsageError, StorageError.
        """
        with self._storage.writing(origin):
            session = self.finish(id, done=done, ended=ended)
            kept = self._answers.put(self._number(id), answers)
            entry = self._about.write(session, title, kept, note, feelings)
            self._reminders.set_for(session, remind, title)
            return Concluded(session, entry)

    # ------------------------------------------------------------------ the log, by hand

    def add(
        self,
        practice: str,
        *,
        at: Moment,
        planned: int | None = None,
        done: int,
        ended: SessionEnd = "completed",
        origin: object = None,
    ) -> Session:
        """Log a practice that was done without this program. Raises UsageError."""
        _check_end(ended)
        return self._insert(practice, at, _length(planned), _length(done), ended, "", origin)

    def edit(
        self,
        id: str,
        *,
        at: Moment | Keep = KEEP,
        done: int | Keep = KEEP,
        planned: int | Keep | None = KEEP,
        origin: object = None,
    ) -> Session:
        """Change what is given of a session that has ended. Raises NotFoundError, UsageError."""
        changed: dict[str, Any] = {}
        if not isinstance(at, Keep):
            changed |= {"utc_ms": at.utc_ms, "zone": at.zone, "day": at.day}
        if not isinstance(done, Keep):
            changed["done"] = _length(done)
        if not isinstance(planned, Keep):
            changed["planned"] = _length(planned)
        with self._storage.writing(origin) as touched:
            if self.get(id).ended == "running":
                raise UsageError("A session can be changed when it has ended.")
            self._change(id, **changed)
            touched.note("session", id)
        return self.get(id)

    def remove(self, id: str, *, origin: object = None) -> None:
        """Take a session out of the log, its answers with it; `bring_back` undoes it.

        An entry written about it stays. Harmless when repeated. Raises NotFoundError.
        """
        self._bury(id, self._storage.now_ms(), origin)

    def bring_back(self, id: str, *, origin: object = None) -> None:
        """Undo `remove`. Harmless when it is there. Raises NotFoundError."""
        self._bury(id, None, origin)

    # ------------------------------------------------------------------ reading

    def get(self, id: str) -> Session:
        """The session with this id, a removed one too. Raises NotFoundError."""
        found = self._select(SessionRow.id == id)
        if not found:
            raise NotFoundError("There is no session with this id.")
        return found[0]

    def all(
        self, limit: int | None = None, before: Session | None = None, *, counted: bool = False
    ) -> list[Session]:
        """The latest sessions, newest first; with `before`, those that come after it in this order.

        counted: only those that are over and count, not those under way or set aside.
        """
        where = SessionRow.deleted.is_null()
        if counted:
            where &= SessionRow.ended.in_(_COUNTING)
        if before is not None:
            utc_ms = before.started.utc_ms
            where &= (SessionRow.utc_ms < utc_ms) | (
                (SessionRow.utc_ms == utc_ms) & (SessionRow.id < before.id)
            )
        return self._select(where, limit)

    def running(self) -> Session | None:
        """The session that began last and has not ended, if any."""
        found = self._select(SessionRow.deleted.is_null() & (SessionRow.ended == "running"), 1)
        return found[0] if found else None

    def days_sat(self, year: int, month: int) -> int:
        """On how many local days of a month something was practised, if only for a second."""
        row = self._storage.row(
            "SELECT count(DISTINCT day) FROM session WHERE deleted IS NULL AND done > 0"
            " AND ended IN (?, ?) AND substr(day, 1, 8) = ?",
            (*_COUNTING, f"{year:04}-{month:02}-"),
        )
        return int(row[0]) if row else 0

    def entries_of(self, ids: Iterable[str]) -> dict[str, str]:
        """The living entry about each of these sessions: the one its answers went into, else the latest."""
        with self._storage.reading():
            return self._about.of(ids)

    # ------------------------------------------------------------------ inside

    def _insert(
        self,
        practice: str,
        at: Moment,
        planned: int | None,
        done: int,
        ended: SessionEnd,
        file_hash: str,
        origin: object,
    ) -> Session:
        with self._storage.writing(origin) as touched:
            ident, now = new_id(), self._storage.now_ms()
            SessionRow.insert(
                id=ident, practice=check_storable(practice, "practice"), file_hash=file_hash,
                utc_ms=at.utc_ms, zone=at.zone, day=at.day, planned=planned, done=done, ended=ended,
                snapshot="", created=now, updated=now,
            ).execute(self._storage.database)  # fmt: skip
            touched.note("session", ident)
            return self.get(ident)

    def _number(self, id: str) -> int:
        row = self._storage.row("SELECT number FROM session WHERE id = ?", (id,))
        if row is None:
            raise NotFoundError("There is no session with this id.")
        return int(row[0])

    def _bury(self, id: str, deleted: int | None, origin: object) -> None:
        with self._storage.writing(origin) as touched:
            number = self._number(id)
            row = self._storage.row("SELECT deleted FROM session WHERE number = ?", (number,))
            if row is not None and (row[0] is None) != (deleted is None):
                self._change(id, deleted=deleted)
                touched.note("session", id)

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


def _check_end(ended: str) -> None:
    if ended not in get_args(SessionEnd):
        raise UsageError("A session ends completed, early or abandoned.")


def _length(seconds: Any) -> Any:
    """A length by hand. Raises UsageError."""
    if seconds is not None and not (type(seconds) is int and 0 <= seconds <= LONGEST):
        raise UsageError("A session lasts up to seven days.")
    return seconds


def _session(row: Any) -> Session:
    started = Moment(row.utc_ms, row.zone, row.day)
    return Session(row.id, row.practice, started, row.planned, row.done, row.ended, row.snapshot)
