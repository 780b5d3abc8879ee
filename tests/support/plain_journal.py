"""A journal kept in plain dictionaries: what a real one is compared with."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from closeness_desktop.journal.text import inline_names, name_key
from closeness_desktop.records import Entry, Moment, Strength


@dataclass
class Plain:
    """One entry. tags and people: the chosen ones, by their spelling."""

    id: str
    at: Moment
    kind: str
    title: str
    body: str
    feelings: list[Strength]
    own_tags: list[str]
    own_people: list[str]
    starred: bool = False
    deleted: bool = False
    gone: bool = False
    """Let go of for good, and not to be brought back."""

    @property
    def tags(self) -> list[str]:
        """Chosen and written ones, each once."""
        return self._all(self.own_tags, "tag")

    @property
    def people(self) -> list[str]:
        """Chosen and written ones, each once."""
        return self._all(self.own_people, "person")

    def _all(self, chosen: list[str], kind: str) -> list[str]:
        written = [found.name for found in inline_names(self.body) if found.kind == kind]
        return list({name_key(name): name for name in (*chosen, *written)}.values())


State = tuple[dict[str, Plain], str | None]
"""All entries before a deed, and the one whose text it wrote; what was typed into that is done with."""


@dataclass
class PlainJournal:
    """What a journal holds. drafts: title and body typed, not saved yet."""

    entries: dict[str, Plain] = field(default_factory=dict)
    earlier: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    drafts: dict[str, tuple[str, str, Moment]] = field(default_factory=dict)

    def living(self) -> list[Plain]:
        """Newest first."""
        kept = (entry for entry in self.entries.values() if not entry.deleted)
        return sorted(kept, key=lambda entry: (entry.at.utc_ms, entry.id), reverse=True)

    def change(self, id: str, **fields: Any) -> None:
        """Give an entry other values; a text that changes becomes an earlier one, a draft is done with."""
        entry = self.entries[id]
        before = entry.title, entry.body
        for name, value in fields.items():
            setattr(entry, name, value)
        if (entry.title, entry.body) != before:
            self.earlier.setdefault(id, []).insert(0, before)
        if "body" in fields:
            self.drafts.pop(id, None)

    def take_back(self, before: dict[str, Plain]) -> None:
        """Let entries be as they were; texts that this changes become earlier ones."""
        for id, entry in self.entries.items():
            old = before.get(id)
            if old is None:
                entry.deleted = True
                continue
            now = entry.title, entry.body
            self.entries[id] = deepcopy(old)
            if (old.title, old.body) != now:
                self.earlier.setdefault(id, []).insert(0, now)

    def recover(self) -> None:
        """What opening does with the text that was not saved."""
        for id, (title, body, at) in list(self.drafts.items()):
            entry = self.entries.get(id)
            if entry is None:
                if title.strip() or body.strip():
                    self.entries[id] = Plain(id, at, "entry", title, body, [], [], [])
            elif (entry.title, entry.body) != (title, body) and not entry.deleted:
                self.change(id, title=title, body=body, deleted=False)
        self.drafts.clear()


def keys(names: list[str] | tuple[str, ...]) -> set[str]:
    """What makes names the same."""
    return {name_key(name) for name in names}


def seen(entry: Plain | Entry) -> tuple[Any, ...]:
    """What a person sees of an entry."""
    feelings = [(name_key(one.name), one.strength) for one in entry.feelings]
    return (
        entry.id, entry.at, entry.kind, entry.title, entry.body, feelings, keys(list(entry.tags)),
        keys(list(entry.people)), entry.starred,
    )  # fmt: skip
