"""Searches kept under a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from closeness_desktop.errors import NotFoundError, QueryError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, SavedSearch


def test_searches_stand_in_the_order_in_which_they_were_saved(journal: Journal) -> None:
    heard: list[Change] = []
    journal.observe(heard.append)
    late = journal.saved_searches.save("  Walks \n by the sea", ' sea "walk"  ', origin="page")
    early = journal.saved_searches.save("A good day", "pleasant:>0.5")
    assert late == SavedSearch(late.id, "Walks by the sea", 'sea "walk"')
    assert journal.saved_searches.all() == [late, early]
    assert journal.saved_searches.get(early.id) == early
    assert heard[0] == Change(frozenset({"saved_search"}), (late.id,), "page")


def test_saving_under_a_name_that_is_there_takes_the_new_query(journal: Journal) -> None:
    first = journal.saved_searches.save("Sea", "sea")
    again = journal.saved_searches.save("SEA", "sea OR lake")
    assert journal.saved_searches.all() == [SavedSearch(first.id, "SEA", "sea OR lake")] == [again]


def test_another_name_is_given_unless_it_is_taken(journal: Journal) -> None:
    sea, lake = (journal.saved_searches.save(name, name) for name in ("Sea", "Lake"))
    with pytest.raises(UsageError, match="a saved search called “sea” already"):
        journal.saved_searches.rename(lake.id, "sea")
    assert journal.saved_searches.rename(sea.id, "The sea") == replace(sea, name="The sea")


@pytest.mark.parametrize("name", [" ", "x" * 61, "\udc00"])
def test_a_name_that_cannot_be_is_refused(journal: Journal, name: str) -> None:
    with pytest.raises(UsageError):
        journal.saved_searches.save(name, "sea")


def test_only_a_search_that_can_be_made_is_saved(journal: Journal) -> None:
    with pytest.raises(UsageError, match="no search"):
        journal.saved_searches.save("Nothing", "  ")
    with pytest.raises(QueryError):
        journal.saved_searches.save("Broken", "since:soon")
    assert journal.saved_searches.all() == []


def test_one_that_was_removed_comes_back_in_its_place(journal: Journal) -> None:
    sea, lake = (journal.saved_searches.save(name, name) for name in ("Sea", "Lake"))
    journal.saved_searches.remove(sea.id)
    assert journal.saved_searches.all() == [lake]
    with pytest.raises(NotFoundError):
        journal.saved_searches.get(sea.id)
    other = journal.saved_searches.save("sea", "ocean")
    journal.saved_searches.bring_back(sea.id)
    assert journal.saved_searches.all() == [replace(sea, name="Sea 2"), lake, other]
