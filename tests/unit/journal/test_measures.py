"""Own numbers: what is kept of them, and beside which entries they stand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Measure, Measured


@pytest.fixture
def sleep(journal: Journal) -> Measure:
    """Hours slept."""
    return journal.measures.add("Hours slept", unit="h", low=0, high=24, step=0.5)


def test_numbers_stand_in_the_order_a_person_gives_them(journal: Journal, sleep: Measure) -> None:
    """A new one comes last; every part of them can be changed."""
    rested = journal.measures.add("  How  rested ", low=0, high=10, step=1)
    free = journal.measures.add("Steps")
    assert journal.measures.all() == [sleep, rested, free]
    assert (rested.name, free.low, free.high, free.step) == ("How rested", None, None, None)
    journal.measures.order([free.id, rested.id, sleep.id])
    other = replace(free, name="Paces", unit="k", low=1.0, hidden=True)
    assert journal.measures.change(other) == other
    assert journal.measures.all() == [other, rested, sleep]


def test_a_name_stands_once_and_a_removed_number_gives_it_free(journal: Journal, sleep: Measure) -> None:
    """Brought back beside a new one of its name, it gets another name."""
    for name in ("hours SLEPT", "", " \n", "x" * 61, "\udc00"):
        with pytest.raises(UsageError):
            journal.measures.add(name)
    journal.measures.remove(sleep.id)
    journal.measures.remove(sleep.id)
    again = journal.measures.add("hours slept")
    journal.measures.bring_back(sleep.id)
    assert journal.measures.all() == [replace(sleep, name="Hours slept 2"), again]
    with pytest.raises(UsageError):
        journal.measures.change(replace(sleep, name="HOURS slept"))
    for act in (journal.measures.remove, journal.measures.bring_back, journal.measures.get):
        with pytest.raises(NotFoundError):
            act("none")


@pytest.mark.parametrize(("low", "high", "step"), [(1, 1, None), (0, math.inf, None), (0, 1, 0), (2, 1, 1)])
def test_bounds_that_leave_no_room_are_refused(
    journal: Journal, low: float, high: float, step: float | None
) -> None:
    """And nothing is kept."""
    with pytest.raises(UsageError):
        journal.measures.add("Odd", low=low, high=high, step=step)
    assert journal.measures.all() == []


def test_values_stand_beside_an_entry_until_they_are_taken_away(journal: Journal, sleep: Measure) -> None:
    """Zero is a value; setting the same twice tells nobody; what is not named stays."""
    rested = journal.measures.add("Rested", low=0, high=10)
    entry = journal.entries.add(body="Slept badly.")
    heard: list[Change] = []
    journal.observe(heard.append)
    journal.measures.put(entry.id, {rested.id: 0, sleep.id: 5.5}, origin="page")
    assert heard == [Change(frozenset({"entry", "measure"}), (entry.id, rested.id, sleep.id), "page")]
    journal.measures.put(entry.id, {sleep.id: 5.5})
    assert len(heard) == 1
    assert journal.measures.of(entry.id) == [Measured(sleep, 5.5), Measured(rested, 0.0)]
    journal.measures.put(entry.id, {sleep.id: None})
    assert journal.measures.of(entry.id) == [Measured(rested, 0.0)]
    assert journal.measures.uses() == {rested.id: 1}
    journal.entries.delete(entry.id)
    assert journal.measures.uses() == {}
    assert journal.measures.of("none") == []


def test_a_value_out_of_bounds_is_refused_whole(journal: Journal, sleep: Measure) -> None:
    """Nothing of what came with it is kept."""
    rested = journal.measures.add("Rested", low=0, high=10)
    entry = journal.entries.add(body="x")
    for value in (-0.5, 24.1, math.nan, math.inf):
        with pytest.raises(UsageError, match="Hours slept"):
            journal.measures.put(entry.id, {rested.id: 3, sleep.id: value})
    assert journal.measures.of(entry.id) == []
    for entry_id, id in ((entry.id, "none"), ("none", sleep.id)):
        with pytest.raises(NotFoundError):
            journal.measures.put(entry_id, {id: 1})


def test_a_removed_number_leaves_its_entries_and_comes_back_to_them(journal: Journal, sleep: Measure) -> None:
    """Its values are kept meanwhile, and those who show the entries are told."""
    entry = journal.entries.add(body="x")
    journal.measures.put(entry.id, {sleep.id: 8})
    heard: list[Change] = []
    journal.observe(heard.append)
    journal.measures.remove(sleep.id)
    assert journal.measures.of(entry.id) == []
    assert (heard[0].kinds, entry.id in heard[0].ids) == ({"entry", "measure"}, True)
    journal.measures.bring_back(sleep.id)
    assert journal.measures.of(entry.id) == [Measured(sleep, 8.0)]
