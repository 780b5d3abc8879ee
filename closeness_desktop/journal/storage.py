"""The database as the stores use it: one lock, one transaction a write, observers told after the commit."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from closeness_desktop.clock import Clock
from closeness_desktop.journal.compile import BEGINS
from closeness_desktop.journal.hits import begins
from closeness_desktop.records import Change
from closeness_desktop.vault import Vault

Listener = Callable[[Change], None]


@dataclass
class Touched:
    """What the write under way has touched so far; kept in the order of touching, each id once."""

    origin: object
    kinds: set[str] = field(default_factory=set)
    ids: dict[str, None] = field(default_factory=dict)

    def note(self, kind: str, *ids: str) -> None:
        """Remember that records of this kind changed."""
        self.kinds.add(kind)
        self.ids.update(dict.fromkeys(ids))


class Storage:
    """What stores share: reading and writing under the vault's lock, the time of a write, and who listens."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self.database = vault.database
        self._lock = vault.lock
        self._clock = clock
        self._listeners: list[Listener] = []
        self._touched: Touched | None = None
        self.database.connection().create_function(BEGINS, 3, begins)

    def observe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every write from now on; returns what stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def now_ms(self) -> int:
        """The time for the stamps of a record, in UTC ms."""
        return round(self._clock.wall().timestamp() * 1000)

    def deletion_ms(self) -> int:
        """The time for the stamp of what is deleted now, from which on it is kept for some days; UTC ms.

        A clock that stands before the last entry was made stands wrong: it would end those days at once.
        """
        row = self.row("SELECT created FROM entry ORDER BY number DESC LIMIT 1")
        return max(self.now_ms(), row[0] if row else 0)

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the lock, so that several reads see the same state."""
        with self._lock:
            yield

    @contextlib.contextmanager
    def writing(self, origin: object = None) -> Iterator[Touched]:
        """One transaction, all or nothing. Within another one it becomes a part of that.

        Whatever was noted as touched is told to the observers after the commit, outside the lock; a write
        that touches nothing tells nothing. Raises StorageError or DamagedError when the disk is at fault.
        """
        with self._lock:
            if self._touched is not None:
                yield self._touched
                return
            touched = self._touched = Touched(origin)
            try:
                with self.database.atomic("IMMEDIATE"):
                    yield touched
            finally:
                self._touched = None
        if touched.kinds:
            change = Change(frozenset(touched.kinds), tuple(touched.ids), touched.origin)
            for listener in tuple(self._listeners):
                listener(change)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._lock:
            found: list[tuple[Any, ...]] = self.database.execute_sql(sql, values).fetchall()
            return found

    def row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query, if any."""
        with self._lock:
            found: tuple[Any, ...] | None = self.database.execute_sql(sql, values).fetchone()
            return found

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement within `writing`; returns the row number of what was inserted last."""
        return int(self.database.execute_sql(sql, values).lastrowid or 0)
