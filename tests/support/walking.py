"""A walk that does the same at random to a real journal and to one kept in plain dictionaries.

Whatever the real journal says after each step is compared with the plain one. A walk is told by its number
alone, so that one that failed can be walked again.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

from closeness_desktop import clock as clocks
from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.journal.text import name_key
from closeness_desktop.records import Moment, Strength
from closeness_desktop.window.undoing import Undoing
from tests.support.plain_journal import Plain, PlainJournal, State, keys, seen
from tests.support.searching import DAYS, FEELINGS, KINDS, PEOPLE, PLACES, TAGS, TEXTS, any_query

ZONE = "Europe/Berlin"
STEPS = 40
_BETWEEN = [" ", " ", "\n", "\r\n", "\u2028", "  \n\t", "\u00a0"]


class Walk:
    """Does one step after the other to a real journal and to the plain one."""

    def __init__(self, number: int, folder: Path, recovery_key: str) -> None:
        self.number = number
        self._chance = random.Random(number)
        self._folder, self._key = folder, recovery_key
        self._clock = DrivenClock(dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
        self._plain = PlainJournal()
        self._undoing = Undoing()
        self._states: list[State] = []
        self._undone: list[State] = []
        self.done: list[str] = []
        self._unlock()
        for name, pleasantness in PLACES.items():
            self._journal.feelings.own(name)
            self._journal.vault.database.execute_sql(
                "UPDATE feeling SET pleasantness = ? WHERE key = ?", (pleasantness, name)
            )

    def go(self, steps: int = STEPS) -> None:
        """Walk, and compare on the way and at the end. Raises AssertionError with the walk and its steps."""
        acts: list[tuple[int, Callable[[], None]]] = [
            (6, self._write), (6, self._edit), (4, self._tag), (3, self._delete), (2, self._bring_back),
            (4, self._undo), (2, self._redo), (3, self._type), (10, self._search), (1, self._lock),
        ]  # fmt: skip
        try:
            for _ in range(steps):
                self._clock.now += dt.timedelta(seconds=1)
                (act,) = self._chance.choices([act for _, act in acts], [weight for weight, _ in acts])
                self.done.append(act.__name__.strip("_"))
                act()
            self._compare()
            self._lock()
        except AssertionError as error:
            raise AssertionError(f"walk {self.number}: {' '.join(self.done)}: {error}") from error
        finally:
            self._journal.close()

    # --- steps ---

    def _write(self) -> None:
        made = self._new()
        before = self._state()
        self._journal.entries.add(
            id=made.id,
            at=made.at,
            kind=made.kind,  # type: ignore[arg-type]
            title=made.title,
            body=made.body,
            feelings=made.feelings,
            tags=made.own_tags,
            people=made.own_people,
            starred=made.starred,
        )
        self._plain.entries[made.id] = made
        entries = self._journal.entries
        self._did(before, partial(entries.delete, made.id), partial(entries.restore, made.id))

    def _edit(self) -> None:
        made = self._new()
        fields: dict[str, Any] = {
            name: getattr(made, name)
            for name in ("title", "body", "feelings", "starred", "at", "kind")
            if self._chance.random() < 0.4
        }
        self._update(fields)

    def _tag(self) -> None:
        made = self._new()
        name = self._chance.choice(["own_tags", "own_people"])
        self._update({name: getattr(made, name)})

    def _update(self, fields: dict[str, Any]) -> None:
        if (entry := self._any_living()) is None:
            return
        before = self._state()
        old = {name: getattr(entry, name) for name in fields}
        real = {"own_tags": "tags", "own_people": "people"}

        def change(values: dict[str, Any]) -> None:
            self._journal.entries.update(
                entry.id, **{real.get(name, name): it for name, it in values.items()}
            )

        change(fields)
        self._plain.change(entry.id, **fields)
        written = entry.id if "body" in fields else None
        self._did(before, partial(change, old), partial(change, fields), written)

    def _delete(self) -> None:
        if (entry := self._any_living()) is None:
            return
        before = self._state()
        self._journal.entries.delete(entry.id)
        entry.deleted = True
        entries = self._journal.entries
        self._did(before, partial(entries.restore, entry.id), partial(entries.delete, entry.id))

    def _bring_back(self) -> None:
        deleted = [entry for entry in self._plain.entries.values() if entry.deleted]
        if not deleted:
            return
        before = self._state()
        entry = self._chance.choice(deleted)
        self._journal.entries.restore(entry.id)
        entry.deleted = False
        entries = self._journal.entries
        self._did(before, partial(entries.delete, entry.id), partial(entries.restore, entry.id))

    def _undo(self) -> None:
        if self._undoing.undo() is not None:
            self._undone.append(self._turn_to(self._states.pop()))

    def _redo(self) -> None:
        if self._undoing.redo() is not None:
            self._states.append(self._turn_to(self._undone.pop()))

    def _turn_to(self, state: State) -> State:
        """Let the plain journal be as it was; returns what leads back."""
        before, written = state
        now = self._state()
        self._plain.take_back(before)
        if written is not None:
            self._plain.drafts.pop(written, None)
        return now, written

    def _type(self) -> None:
        """Type without saving: into an entry that is there, or into a new one."""
        entry = self._any_living() if self._chance.random() < 0.8 else None
        made = self._new()
        id, at = (entry.id, entry.at) if entry else (made.id, made.at)
        self._journal.drafts.put(id, title=made.title, body=made.body, at=at)
        self._plain.drafts[id] = made.title, made.body, at

    def _search(self) -> None:
        query = any_query(self._chance)
        wanted = [entry.id for entry in self._plain.living() if query.matches(entry)]
        entries = self._journal.entries
        assert [entry.id for entry in entries.find(query.text)] == wanted, query.text
        assert entries.count(query.text) == len(wanted), query.text
        size = self._chance.randint(1, 5)
        first = entries.page(query.text, limit=size)
        rest = entries.page(query.text, after=first[-1], limit=1000) if len(first) == size else []
        assert [line.id for line in (*first, *rest)] == wanted, query.text

    def _lock(self) -> None:
        """Lock, with what is typed and not saved; nothing can be taken back after that."""
        self._journal.close()
        self._undoing.forget()
        self._states.clear()
        self._undone.clear()
        self._unlock()
        self._journal.recover_drafts()
        self._plain.recover()
        self._compare()

    def _unlock(self) -> None:
        vault = vaults.open_with_recovery_key(self._folder, self._key)
        self._journal = Journal(vault, clock=self._clock, zone=ZONE)

    # --- what they need ---

    def _new(self) -> Plain:
        chance = self._chance
        day = chance.choice(DAYS)
        at = Moment(clocks.parse_when(day, ZONE).utc_ms + chance.randrange(3) * 1000, ZONE, day)
        feelings = [
            Strength(name, chance.randint(1, 3)) for name in chance.sample(FEELINGS, chance.randint(0, 2))
        ]
        return Plain(
            self._journal.entries.new_id(),
            at,
            chance.choice(KINDS),
            " ".join(chance.choices(TEXTS, k=chance.randint(0, 2))),
            "".join(chance.choice(TEXTS) + chance.choice(_BETWEEN) for _ in range(chance.randint(0, 7))),
            feelings,
            chance.sample(TAGS, chance.randint(0, 2)),
            chance.sample(PEOPLE, chance.randint(0, 2)),
            starred=chance.random() < 0.3,
        )

    def _any_living(self) -> Plain | None:
        living = self._plain.living()
        return self._chance.choice(living) if living else None

    def _state(self) -> dict[str, Plain]:
        return deepcopy(self._plain.entries)

    def _did(
        self,
        before: dict[str, Plain],
        undo: Callable[[], object],
        redo: Callable[[], object],
        written: str | None = None,
    ) -> None:
        """written: the entry whose text the deed wrote."""
        self._undoing.did("", undo, redo)
        self._states.append((before, written))
        self._undone.clear()

    # --- the comparison ---

    def _compare(self) -> None:
        """Everything that either journal holds."""
        living = self._plain.living()
        found = list(self._journal.entries.find())
        assert [seen(entry) for entry in found] == [seen(entry) for entry in living]
        for entry in self._plain.entries.values():
            real = self._journal.entries.get(entry.id)
            assert seen(real) == seen(entry)
            assert (real.deleted is not None) == entry.deleted
            assert keys(real.own_tags) <= keys(entry.own_tags)
            earlier = [(one.title, one.body) for one in self._journal.entries.revisions(entry.id)]
            assert earlier == self._plain.earlier.get(entry.id, [])
        drafts = {draft.entry: (draft.title, draft.body) for draft in self._journal.drafts.all()}
        assert drafts == {id: (title, body) for id, (title, body, _) in self._plain.drafts.items()}
        for store, name in ((self._journal.tags, "tags"), (self._journal.people, "people")):
            uses = {name_key(one.name): one.uses for one in store.all() if one.uses}
            wanted: dict[str, int] = {}
            for plain in living:
                for key in keys(getattr(plain, name)):
                    wanted[key] = wanted.get(key, 0) + 1
            assert uses == wanted
        assert self._journal.verify() == []
