"""Renaming, merging and deleting a feeling, a tag or a person in the whole journal, and taking it back.

A tag or person written in texts changes there too: the text before becomes a revision. A name that cannot
stand in a text (“evening walk”) leaves the word without its sign there, and stays beside the entry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal.aside import Aside, Turned, inline
from closeness_desktop.journal.inline import renamed
from closeness_desktop.journal.names import NameStore
from closeness_desktop.journal.storage import Storage, Touched
from closeness_desktop.journal.text import name_key
from closeness_desktop.journal.ties import Tie, Ties
from closeness_desktop.journal.writer import EntryWriter, Fields


@dataclass(frozen=True, slots=True)
class NameDeed:
    """What was done to a name, so that it can be taken back. Row numbers, not ids, tell who is meant.

    into: the name that took its entries, None after deleting and renaming. ties: entry → what tied it to the
    name before; theirs: the same for `into`. texts: entry → the revision that holds its text before.
    aside: what changed elsewhere than on entries.
    """

    what: Literal["rename", "merge", "delete"]
    kind: str
    row: int
    before: str
    into: int | None = None
    after: str | None = None
    ties: Mapping[int, Tie] = field(default_factory=dict)
    theirs: Mapping[int, Tie] = field(default_factory=dict)
    texts: Mapping[int, int] = field(default_factory=dict)
    aside: tuple[Turned, ...] = ()


class Everywhere:
    """Each deed is one transaction, all or nothing. With many texts it takes seconds (1 to 2 ms for each):
    `written` says how many, and the window then lets its worker do it."""

    def __init__(self, storage: Storage, writer: EntryWriter, stores: Mapping[str, NameStore]) -> None:
        """stores: of "feeling", "tag" and "person"."""
        self._storage, self._writer, self._stores = storage, writer, stores
        self._ties, self._aside = Ties(storage), Aside(storage)

    def written(self, kind: str, id: str) -> int:
        """In how many entries the text holds the name; deleted ones count, since they can come back."""
        if kind == "feeling":
            return 0
        row, _ = self._living(kind, id)
        return int(
            self._storage.rows(f"SELECT count(*) FROM entry_{kind} WHERE {kind} = ? AND written = 1", (row,))[
                0
            ][0]
        )

    def rename(self, kind: str, id: str, name: str, *, origin: object = None) -> NameDeed:
        """Give a name another spelling everywhere. In texts one of the same letters stays as it was typed.

        Raises NotFoundError, and UsageError for a name that is taken or cannot be one.
        """
        store = self._stores[kind]
        name = store.clean(name)
        with self._storage.writing(origin) as touched:
            row, before = self._own(kind, id)
            if (other := store.row_of(name)) not in (None, row):
                raise UsageError(f"There is a {kind} called “{name}” already.")
            same = other == row
            ties = self._ties.of(kind, row)
            store.set_name(row, name)
            changed = {} if same else self._rewrite(kind, ties, before, name)
            aside = () if same else self._aside.rewrite(kind, before, name, touched)
            self._note(touched, kind, id, ties)
            return NameDeed("rename", kind, row, before, None, name, ties, {}, changed, aside)

    def merge(self, kind: str, id: str, into: str, *, origin: object = None) -> NameDeed:
        """Let another name (its id) take the entries of this one, which is then gone.

        An entry that carries both keeps the stronger feeling, in the earlier place. A built-in feeling stays,
        without entries. Raises NotFoundError, UsageError.
        """
        with self._storage.writing(origin) as touched:
            row, before = self._living(kind, id)
            target, after = self._living(kind, into)
            if row == target:
                raise UsageError(f"A {kind} cannot be merged with itself.")
            ties = self._ties.of(kind, row)
            theirs = {entry: tie for entry, tie in self._ties.of(kind, target).items() if entry in ties}
            changed = self._rewrite(kind, ties, before, after)
            aside = self._aside.rewrite(kind, before, after, touched)
            for entry, (first, second) in self._ties.of(kind, row).items():
                their = self._ties.one(kind, target, entry)
                if kind == "feeling":
                    both = (first, second) if their is None else (max(first, their[0]), min(second, their[1]))
                else:
                    both = (first, second) if their is None else (max(first, their[0]), their[1])
                self._ties.put(kind, target, entry, both)
            self._bury(kind, row)
            self._note(touched, kind, id, ties, into)
            return NameDeed("merge", kind, row, before, target, after, ties, theirs, changed, aside)

    def delete(self, kind: str, id: str, *, origin: object = None) -> NameDeed:
        """Take a name off every entry. In texts its word stays, without its sign.

        Raises NotFoundError, and UsageError for a built-in feeling.
        """
        with self._storage.writing(origin) as touched:
            row, before = self._own(kind, id)
            ties = self._ties.of(kind, row)
            changed = self._rewrite(kind, ties, before, None)
            aside = self._aside.rewrite(kind, before, None, touched)
            self._bury(kind, row)
            self._note(touched, kind, id, ties)
            return NameDeed("delete", kind, row, before, None, None, ties, {}, changed, aside)

    def take_back(self, deed: NameDeed, *, origin: object = None) -> None:
        """Undo a deed. Texts and choices that were changed since stay as they are now.

        If the name was given again meanwhile, what is left of the old one joins it.
        """
        kind, store = deed.kind, self._stores[deed.kind]
        with self._storage.writing(origin) as touched:
            taken = store.row_of(deed.before)
            row = deed.row if taken in (None, deed.row) else taken
            if row == deed.row:
                store.set_name(row, deed.before)
            elif deed.what == "rename":
                for entry, tie in self._ties.of(kind, deed.row).items():
                    self._ties.put(kind, row, entry, tie)
                self._bury(kind, deed.row)
            self._restore_texts(deed, row)
            for entry, tie in deed.ties.items():
                self._restore_tie(deed, row, entry, tie)
            self._aside.restore(kind, deed.before, deed.after, deed.aside, touched)
            ((id,),) = self._storage.rows(f"SELECT id FROM {kind} WHERE number = ?", (row,))
            self._note(touched, kind, id, deed.ties)

    # --- texts ---

    def _rewrite(self, kind: str, ties: Mapping[int, Tie], before: str, after: str | None) -> dict[int, int]:
        """Change the name in the texts that hold it; entry → the revision with its text before."""
        if kind == "feeling":
            return {}
        shown = inline(kind, after)
        changed = {}
        for entry, (_, written) in ties.items():
            if not written:
                continue
            if after is not None and shown is None:
                self._choose(kind, entry, before, after)
            ((body,),) = self._storage.rows("SELECT body FROM entry WHERE number = ?", (entry,))
            new = renamed(body, kind, before, shown)
            if new != body:
                self._writer.change(entry, Fields(body=new))
                ((changed[entry],),) = self._storage.rows(
                    "SELECT max(number) FROM revision WHERE entry = ?", (entry,)
                )
        return changed

    def _choose(self, kind: str, entry: int, *names: str) -> None:
        """What is written now stays beside the entry when it is written no more."""
        for name in names:
            if (row := self._stores[kind].row_of(name)) is not None:
                self._storage.run(
                    f"UPDATE entry_{kind} SET chosen = 1 WHERE entry = ? AND {kind} = ?", (entry, row)
                )

    def _restore_texts(self, deed: NameDeed, row: int) -> None:
        """Texts as they were where nothing was written since; else the name alone, after a renaming."""
        new = inline(deed.kind, deed.after)
        entries = dict(deed.texts)
        respelt = deed.after is not None and name_key(deed.after) == name_key(deed.before)
        if deed.what == "rename" and deed.kind != "feeling" and not respelt:
            written = {entry for entry, (_, written) in self._ties.of(deed.kind, row).items() if written}
            entries |= dict.fromkeys(written - entries.keys(), 0)
        for entry, revision in entries.items():
            ((now,),) = self._storage.rows("SELECT body FROM entry WHERE number = ?", (entry,))
            old = self._storage.row("SELECT body FROM revision WHERE number = ?", (revision,))
            if old is not None and renamed(old[0], deed.kind, deed.before, new) == now:
                self._writer.change(entry, Fields(body=old[0]), keep_old=False)
                self._storage.run("DELETE FROM revision WHERE number = ?", (revision,))
            elif deed.what == "rename" and new is not None:
                self._writer.change(entry, Fields(body=renamed(now, deed.kind, new, deed.before)))

    # --- ties between names and entries ---

    def _restore_tie(self, deed: NameDeed, row: int, entry: int, tie: Tie) -> None:
        kind, into = deed.kind, deed.into
        now, their = self._ties.one(kind, row, entry), deed.theirs.get(entry)
        theirs_now = self._ties.one(kind, into, entry) if into is not None else None
        if into is not None and now is None and theirs_now is None:  # taken off the entry since
            return
        if deed.what == "rename" and (kind == "feeling" or now is None):
            return
        if kind == "feeling":
            self._ties.put(kind, row, entry, tie)
            if into is not None:
                self._ties.put(kind, into, entry, their)
            return
        written = now[1] if now else 0
        lost = tie[1] and not written  # its text was changed since, and says it no more
        self._ties.put(kind, row, entry, (int(tie[0] or lost), written))
        if into is not None and theirs_now is not None:
            self._ties.put(kind, into, entry, (their[0] if their else 0, theirs_now[1]))

    # --- names ---

    def _living(self, kind: str, id: str) -> tuple[int, str]:
        """Row and name. Raises NotFoundError."""
        found = self._storage.row(f"SELECT number, name FROM {kind} WHERE id = ? AND deleted IS NULL", (id,))
        if found is None:
            raise NotFoundError(f"There is no {kind} with this id.")
        return found[0], found[1]

    def _own(self, kind: str, id: str) -> tuple[int, str]:
        """The same, of a name that is the person's own. Raises UsageError for a built-in word."""
        row, name = self._living(kind, id)
        if kind == "feeling" and self._storage.row(
            "SELECT 1 FROM feeling WHERE number = ? AND own = 0", (row,)
        ):
            raise UsageError(f"“{name}” comes with the program. You can hide it, or merge it into another.")
        return row, name

    def _bury(self, kind: str, row: int) -> None:
        self._ties.cut(kind, row)
        self._stores[kind].bury(row)

    def _note(self, touched: Touched, kind: str, id: str, ties: Mapping[int, Tie], *others: str) -> None:
        touched.note(kind, id, *others)
        if not ties:
            return
        numbers = json.dumps(list(ties))
        self._storage.run(
            "UPDATE entry SET updated = ? WHERE number IN (SELECT value FROM json_each(?))",
            (self._storage.now_ms(), numbers),
        )
        found = self._storage.rows(
            "SELECT id FROM entry WHERE number IN (SELECT value FROM json_each(?))", (numbers,)
        )
        touched.note("entry", *(entry for (entry,) in found))
