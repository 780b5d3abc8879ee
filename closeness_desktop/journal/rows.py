"""Whole entries and list lines, read from the tables: a handful of queries however many are asked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from closeness_desktop.journal.storage import Storage
from closeness_desktop.records import Entry, EntryLine, Moment, Strength

_EXCERPT = 200

# The numbers come as one JSON value, and what is found leaves in the order of the numbers.
_GIVEN = "FROM json_each(?) j CROSS JOIN"


def lines(storage: Storage, numbers: Sequence[int]) -> list[EntryLine]:
    """What a list shows of these entries, in their order."""
    given = json.dumps(numbers)
    with storage.reading():
        feelings = _feelings(storage, given)
        rows = storage.rows(
            f"SELECT e.number, e.id, e.utc_ms, e.zone, e.day, e.kind, e.title, substr(e.body, 1, {_EXCERPT}),"
            f" e.starred, e.session {_GIVEN} entry e ON e.number = j.value ORDER BY j.key",
            (given,),
        )
    return [
        EntryLine(
            id,
            Moment(utc_ms, zone, day),
            kind,
            title,
            excerpt,
            tuple(feelings[number]),
            bool(starred),
            session,
        )
        for number, id, utc_ms, zone, day, kind, title, excerpt, starred, session in rows
    ]


def entries(storage: Storage, numbers: Sequence[int]) -> list[Entry]:
    """These entries whole, in their order; deleted ones too."""
    given = json.dumps(numbers)
    with storage.reading():
        feelings = _feelings(storage, given)
        tags = _carried(storage, "tag", given)
        people = _carried(storage, "person", given)
        found = storage.rows(
            "SELECT e.number, e.id, e.utc_ms, e.zone, e.day, e.kind, e.title, e.body, e.starred, e.session,"
            f" e.created, e.updated, e.deleted {_GIVEN} entry e ON e.number = j.value ORDER BY j.key",
            (given,),
        )
    return [
        Entry(
            id=row[1],
            at=Moment(*row[2:5]),
            kind=row[5],
            title=row[6],
            body=row[7],
            feelings=tuple(feelings[row[0]]),
            tags=tuple(name for name, _ in tags[row[0]]),
            people=tuple(name for name, _ in people[row[0]]),
            own_tags=tuple(name for name, own in tags[row[0]] if own),
            own_people=tuple(name for name, own in people[row[0]] if own),
            starred=bool(row[8]),
            session=row[9],
            created=row[10],
            updated=row[11],
            deleted=row[12],
        )
        for row in found
    ]


def _feelings(storage: Storage, given: str) -> dict[int, list[Strength]]:
    """The feelings named on each entry, in the order in which they were named."""
    found: dict[int, list[Strength]] = defaultdict(list)
    for entry, name, strength in storage.rows(
        f"SELECT x.entry, n.name, x.strength {_GIVEN} entry_feeling x ON x.entry = j.value"
        " JOIN feeling n ON n.number = x.feeling ORDER BY x.entry, x.position",
        (given,),
    ):
        found[entry].append(Strength(name, strength))
    return found


def _carried(storage: Storage, kind: str, given: str) -> dict[int, list[tuple[str, bool]]]:
    """The tags or people of each entry by name, and whether each is only chosen, not written in the text."""
    found: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    rows: list[tuple[Any, ...]] = storage.rows(
        f"SELECT x.entry, n.name, x.written {_GIVEN} entry_{kind} x ON x.entry = j.value"
        f" JOIN {kind} n ON n.number = x.{kind} ORDER BY x.entry, n.key",
        (given,),
    )
    for entry, name, written in rows:
        found[entry].append((name, not written))
    return found
