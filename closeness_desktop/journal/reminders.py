"""Days on which a person wanted to look at something again. Nothing pops up: Today shows a quiet line."""

from __future__ import annotations

import datetime as dt

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal.kept import RecordStore
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import Reminder, Session

_COLUMNS = "id, due, practice, session, title, done"


class ReminderStore(RecordStore):
    """Reminders by their local day."""

    kind = table = "reminder"

    def add(
        self, due: str, *, practice: str, title: str, session: str | None = None, origin: object = None
    ) -> Reminder:
        """Look at a practice again on the day `due`, "YYYY-MM-DD". title: as it is to be shown.

        Raises UsageError for a day that does not exist.
        """
        try:
            day = dt.date.fromisoformat(due).isoformat()
        except ValueError as error:
            raise UsageError(f"There is no such day: “{due}”.") from error
        with self._storage.writing(origin):
            id = self._add(
                due=day, practice=check_storable(practice, "practice"), session=session,
                title=check_storable(title, "title"),
            )  # fmt: skip
            return self.get(id)

    def set_for(self, session: Session, due: str | None, title: str) -> None:
        """Make `due` the one day on which a session waits to be looked at again; None: it does not wait."""
        with self._storage.writing():
            for (id,) in self._storage.rows(
                "SELECT id FROM reminder WHERE session = ? AND done IS NULL AND deleted IS NULL",
                (session.id,),
            ):
                self.remove(id)
            if due is not None:
                self.add(due, practice=session.practice, title=title, session=session.id)

    def get(self, id: str) -> Reminder:
        """The reminder with this id, one that was removed too. Raises NotFoundError."""
        row = self._storage.row(f"SELECT {_COLUMNS} FROM reminder WHERE id = ?", (id,))
        if row is None:
            raise NotFoundError("There is no reminder with this id.")
        return Reminder(*row)

    def due(self, day: str) -> list[Reminder]:
        """Those that wait on this local day, the one that has waited longest first."""
        return [one for one in self.waiting() if one.due <= day]

    def waiting(self) -> list[Reminder]:
        """All that is not done, soonest first."""
        rows = self._storage.rows(
            f"SELECT {_COLUMNS} FROM reminder WHERE done IS NULL AND deleted IS NULL ORDER BY due, number"
        )
        return [Reminder(*row) for row in rows]

    def done(self, id: str, *, origin: object = None) -> None:
        """It was looked at, or is no longer wanted; `undo` brings it back. Raises NotFoundError."""
        with self._storage.writing(origin):
            if self.get(id).done is None:
                self._set(id, done=self._storage.now_ms())

    def undo(self, id: str, *, origin: object = None) -> None:
        """Let it wait again. Raises NotFoundError."""
        with self._storage.writing(origin):
            if self.get(id).done is not None:
                self._set(id, done=None)
