"""Entries: what is written is what is read, and an old text is never lost."""

from __future__ import annotations

import pytest

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Strength


def test_an_entry_is_read_as_it_was_written(journal: Journal) -> None:
    """Every part of it, and by its id."""
    entry = journal.entries.add(
        title="By the sea",
        body="A walk with @Anna.\r\n\tRest\0 of the #holiday\u2028\u00a0end ",
        feelings=[Strength("calm", 2), Strength("wistful-ish", 3)],
        tags=["Old friends"],
        people=["Ben Ali"],
        starred=True,
    )

    assert entry == journal.entries.get(entry.id)
    assert entry.body == "A walk with @Anna.\r\n\tRest\0 of the #holiday\u2028\u00a0end "
    assert entry.feelings == (Strength("calm", 2), Strength("wistful-ish", 3))
    assert entry.tags == ("holiday", "Old friends")
    assert entry.own_tags == ("Old friends",)
    assert entry.people == ("Anna", "Ben Ali")
    assert entry.own_people == ("Ben Ali",)
    assert entry.starred
    assert entry.at.zone == "Europe/Berlin"


def test_a_changed_text_leaves_a_revision(journal: Journal) -> None:
    """The latest first, each with the text that was replaced."""
    entry = journal.entries.add(title="One", body="first")
    journal.entries.update(entry.id, body="second")
    journal.entries.update(entry.id, title="Two")

    assert [(old.title, old.body) for old in journal.entries.revisions(entry.id)] == [
        ("One", "second"),
        ("One", "first"),
    ]


def test_an_update_that_changes_nothing_writes_nothing(journal: Journal) -> None:
    """No revision, no new stamp, nobody told."""
    entry = journal.entries.add(title="t", body="b #x", feelings=[Strength("calm")], tags=["y"])
    heard: list[Change] = []
    journal.observe(heard.append)

    same = journal.entries.update(
        entry.id, title="t", body="b #x", feelings=[Strength("Calm")], tags=["Y"], at=entry.at
    )

    assert same == entry
    assert not heard
    assert not journal.entries.revisions(entry.id)


def test_a_deleted_entry_is_a_tombstone_that_can_be_brought_back(journal: Journal) -> None:
    """It leaves lists and search, keeps all that it held, and returns to both."""
    entry = journal.entries.add(body="a pebble", feelings=[Strength("calm")])

    assert journal.entries.delete(entry.id).deleted
    assert journal.entries.get(entry.id).body == "a pebble"
    assert not journal.entries.page()
    assert journal.entries.count("pebble") == 0

    assert journal.entries.restore(entry.id).deleted is None
    assert [line.id for line in journal.entries.page("pebble")] == [entry.id]


def test_an_unknown_id_is_not_found(journal: Journal) -> None:
    """Whatever is asked of it."""
    for ask in (
        journal.entries.get,
        journal.entries.delete,
        journal.entries.restore,
        journal.entries.revisions,
    ):
        with pytest.raises(NotFoundError):
            ask("nothing")


def test_half_a_character_is_refused(journal: Journal) -> None:
    """A lone surrogate could never be read again as UTF-8."""
    with pytest.raises(UsageError, match="half of a character"):
        journal.entries.add(body="a\ud800b")
    assert journal.entries.count() == 0
