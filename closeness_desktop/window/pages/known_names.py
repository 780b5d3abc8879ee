"""What the journal knows by name, read when first asked for and again after a change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from closeness_desktop.journal import Journal
from closeness_desktop.records import Feeling
from closeness_desktop.window.editor.completion import GroupedName
from closeness_desktop.window.theme.tokens import quadrant_of


class KnownNames:
    """Tags, people and feelings. Completion asks with every key, so the answers are kept."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._names: dict[str, list[str]] = {}
        self._feelings: list[Feeling] = []
        self._quadrants: dict[str, str] = {}

    def outdated(self) -> None:
        """The journal changed: read again when asked."""
        self._names.clear()
        self._feelings.clear()
        self._quadrants.clear()

    def of(self, sign: str) -> list[str]:
        """Names of tags ("#") or of people ("@"), most used first."""
        if sign not in self._names:
            self._names[sign] = self._tags() if sign == "#" else [p.name for p in self._journal.people.all()]
        return self._names[sign]

    def _tags(self) -> list[str]:
        groups = self._journal.tags.groups()
        return [
            GroupedName(tag.name, groups[tag.id]) if tag.id in groups else tag.name
            for tag in self._journal.tags.all()
        ]

    def feelings(self) -> Sequence[Feeling]:
        """Every feeling word."""
        if not self._feelings:
            self._feelings = self._journal.feelings.all()
        return self._feelings

    def used(self) -> list[str]:
        """Names of the feelings that were named, most used first."""
        return [feeling.name for feeling, _ in self._journal.feelings.used()]

    def quadrant(self, name: str) -> str:
        """The colour token of a feeling's quadrant; "" for one without a place."""
        if not self._quadrants:
            self._quadrants = {
                feeling.name.casefold(): quadrant_of(feeling.pleasantness, feeling.energy) or ""
                for feeling in self.feelings()
            }
        return self._quadrants.get(name.casefold(), "")


def learn(journal: Journal, words: Iterable[Feeling]) -> None:
    """Let the journal know own feeling words, with their places, that are new to it. Raises StorageError."""
    for word in words:
        if journal.feelings.get(word.name) is None:
            journal.feelings.own(word.name, word.pleasantness, word.energy, word.meaning)
