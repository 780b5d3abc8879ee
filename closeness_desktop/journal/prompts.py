"""Which questions to write to were shown, so that none comes twice in a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from closeness_desktop.journal.kept import RecordStore
from closeness_desktop.journal.storage import Storage
from closeness_desktop.journal.text import check_storable
from closeness_desktop.records import Moment, PromptUse

A_MONTH = 31
"""Days, today among them, within which nothing is shown twice."""


class PromptStore(RecordStore):
    """Uses of prompts. What the prompts say is the business of `practice`; here they are ids."""

    kind, table = "prompt", "prompt_use"

    def __init__(self, storage: Storage, now: Callable[[], Moment]) -> None:
        super().__init__(storage)
        self._now = now

    def seen(self) -> frozenset[str]:
        """The prompts that were shown within a month."""
        first = dt.date.fromisoformat(self._now().day) - dt.timedelta(days=A_MONTH - 1)
        rows = self._storage.rows(
            "SELECT DISTINCT prompt FROM prompt_use WHERE deleted IS NULL AND day >= ?", (first.isoformat(),)
        )
        return frozenset(prompt for (prompt,) in rows)

    def of_today(self) -> list[PromptUse]:
        """What was shown today, the first one first."""
        rows = self._storage.rows(
            "SELECT id, prompt, day, entry FROM prompt_use WHERE deleted IS NULL AND day = ? ORDER BY number",
            (self._now().day,),
        )
        return [PromptUse(*row) for row in rows]

    def show(self, prompt: str, *, origin: object = None) -> PromptUse:
        """Note that a prompt is shown now."""
        now = self._now()
        with self._storage.writing(origin):
            id = self._add(prompt=check_storable(prompt, "prompt"), utc_ms=now.utc_ms, day=now.day)
        return PromptUse(id, prompt, now.day)

    def wrote(self, prompt: str, entry: str, *, origin: object = None) -> None:
        """Note that an entry is written to a prompt, where it was shown last. Harmless where it never was."""
        with self._storage.writing(origin):
            row = self._storage.row(
                "SELECT id FROM prompt_use WHERE prompt = ? AND deleted IS NULL ORDER BY number DESC LIMIT 1",
                (prompt,),
            )
            if row is not None:
                self._set(row[0], entry=check_storable(entry, "id"))
