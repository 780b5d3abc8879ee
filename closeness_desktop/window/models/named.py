"""Feelings, tags and people as they are listed to be changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from closeness_desktop.journal import Journal
from closeness_desktop.records import Feeling

Kind = Literal["feeling", "tag", "person"]

SIGNS: dict[str, str] = {"tag": "#", "person": "@", "feeling": ""}
"""What writes a name of each kind in a text."""


@dataclass(frozen=True)
class Named:
    """One name in a list: with how many living entries, in which group, and the feeling if it is one."""

    kind: Kind
    id: str
    name: str
    uses: int
    group: str = ""
    feeling: Feeling | None = None

    @property
    def own(self) -> bool:
        """Whether it can be renamed and deleted: everything but the words that come with the program."""
        return self.feeling is None or self.feeling.own


def read_names(journal: Journal, kind: Kind) -> list[Named]:
    """Every name of a kind, in the order in which it is listed."""
    if kind == "feeling":
        used = {feeling.id: uses for feeling, uses in journal.feelings.used()}
        words = sorted(journal.feelings.all(), key=lambda f: (not f.own, f.name.casefold()))
        return [Named(kind, f.id, f.name, used.get(f.id, 0), "", f) for f in words]
    if kind == "tag":
        groups = journal.tags.groups()
        tags = [Named(kind, tag.id, tag.name, tag.uses, groups.get(tag.id, "")) for tag in journal.tags.all()]
        return sorted(tags, key=lambda n: (not n.group, n.group.casefold(), n.name.casefold()))
    people = [Named(kind, person.id, person.name, person.uses) for person in journal.people.all()]
    return sorted(people, key=lambda n: n.name.casefold())


def parted(kind: Kind, names: Sequence[Named]) -> Iterator[tuple[str, list[Named]]]:
    """The names under their headings: groups of tags; own words, and those that come with the program."""
    if kind == "feeling":
        yield "Your own words", [each for each in names if each.own]
        yield "Words that come with the program", [each for each in names if not each.own]
    elif kind == "tag":
        groups = dict.fromkeys(each.group for each in names)
        for group in groups:
            head = group or ("In no group" if len(groups) > 1 else "")
            yield head, [each for each in names if each.group == group]
    else:
        yield "", list(names)


def about(named: Named) -> str:
    """What stands below a name: in how many entries, and what else is worth knowing."""
    uses = {0: "in no entry", 1: "in 1 entry"}.get(named.uses, f"in {named.uses} entries")
    feeling = named.feeling
    if feeling is not None and feeling.hidden:
        return f"{uses} · hidden"
    if feeling is not None and feeling.own and feeling.pleasantness is None:
        return f"{uses} · without a place on the field"
    return uses


def changed(before: Feeling, after: Feeling) -> str:
    """What happened to a feeling, as a sentence."""
    if before.hidden != after.hidden:
        return f"“{after.name}” is hidden." if after.hidden else f"“{after.name}” is offered again."
    if before.meaning != after.meaning:
        return f"What “{after.name}” means is kept."
    return f"“{after.name}” has another place on the field."
