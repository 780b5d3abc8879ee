"""Pinned entries."""

import pytest

from closeness_desktop.clock import parse_when
from closeness_desktop.errors import NotFoundError
from closeness_desktop.journal import Journal
from closeness_desktop.journal.pins import OTHERS
from closeness_desktop.records import Change


def test_entries_are_pinned_listed_newest_first_and_let_go(journal: Journal) -> None:
    days = ("2026-01-01", "2026-02-01", "2026-03-01")
    old, middle, new = (journal.entries.add(body=day, at=parse_when(day, "Europe/Berlin")) for day in days)
    heard: list[Change] = []
    journal.observe(heard.append)
    assert journal.pins.pin(old.id, origin="me")
    assert journal.pins.pin(new.id)
    assert not journal.pins.pin(new.id)
    assert [(change.ids, change.origin) for change in heard] == [((old.id,), "me"), ((new.id,), None)]
    assert [line.id for line in journal.pins.lines()] == [new.id, old.id]
    assert [entry.id for entry in journal.entries.find("is:pinned")] == [new.id, old.id]
    assert [entry.id for entry in journal.entries.find(OTHERS)] == [middle.id]
    journal.entries.delete(old.id)
    assert [line.id for line in journal.pins.lines()] == [new.id]
    journal.entries.restore(old.id)
    assert journal.pins.has(old.id)
    assert journal.pins.pin(old.id, False)
    assert not journal.pins.has(old.id)
    assert journal.entries.get(old.id).body == "2026-01-01"
    assert journal.entries.revisions(old.id) == []
    with pytest.raises(NotFoundError):
        journal.pins.pin("no such id")
