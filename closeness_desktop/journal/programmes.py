"""How far a person is in each programme: which of its days were done, and when."""

from __future__ import annotations

from collections.abc import Callable

from closeness_desktop.journal.kept import RecordStore
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import Moment, ProgrammeMark


class ProgrammeStore(RecordStore):
    """Programmes and their days go by the ids of their files, without versions, so that a new edition of one
    finds what was done. A mark stays when its session is removed: the day can be unmarked."""

    kind = "programme"
    table = "programme_progress"

    def __init__(self, storage: Storage, now: Callable[[], Moment]) -> None:
        super().__init__(storage)
        self._now = now

    def progress(self, programme: str) -> dict[str, ProgrammeMark]:
        """The days done of one programme, in the order in which they were done first."""
        return self.begun().get(programme, {})

    def begun(self) -> dict[str, dict[str, ProgrammeMark]]:
        """Every programme of which a day was done, the one of the latest mark first."""
        found: dict[str, dict[str, ProgrammeMark]] = {}
        rows = self._storage.rows(
            "SELECT programme, part, session, utc_ms, zone, day FROM programme_progress p"
            " WHERE deleted IS NULL ORDER BY (SELECT max(utc_ms) FROM programme_progress"
            " WHERE deleted IS NULL AND programme = p.programme) DESC, programme, utc_ms, number"
        )
        for programme, part, session, *at in rows:
            found.setdefault(programme, {})[part] = ProgrammeMark(session, Moment(*at))
        return found

    def mark(
        self,
        programme: str,
        part: str,
        session: str | None = None,
        *,
        at: Moment | None = None,
        origin: object = None,
    ) -> ProgrammeMark:
        """Remember that a day was done; now, unless `at` says when. Again: the later time counts."""
        made = ProgrammeMark(session, at or self._now())
        at = made.at
        columns = {"session": session, "utc_ms": at.utc_ms, "zone": at.zone, "day": at.day}
        with self._storage.writing(origin):
            if (row := self._row(programme, part)) is not None:
                self._set(row[0], deleted=None, **columns)
            else:
                self._add(
                    programme=check_storable(programme, "programme"),
                    part=check_storable(part, "day"),
                    **columns,
                )
        return made

    def unmark(self, programme: str, part: str, *, origin: object = None) -> None:
        """Forget that a day was done; harmless when it was not."""
        with self._storage.writing(origin):
            row = self._row(programme, part)
            if row is not None:
                self.remove(row[0])

    def _row(self, programme: str, part: str) -> tuple[str] | None:
        return self._storage.row(
            "SELECT id FROM programme_progress WHERE programme = ? AND part = ?", (programme, part)
        )
