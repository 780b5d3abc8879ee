"""Text that was typed and not saved: kept, recovered, and done with."""

from __future__ import annotations

import datetime as dt

from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change
from closeness_desktop.vault import Vault


def test_a_draft_is_kept_until_its_entry_is_saved(journal: Journal) -> None:
    """It is replaced as typing goes on, is never searched, and goes with the save."""
    entry = journal.entries.add(title="T", body="before")
    journal.drafts.put(entry.id, title="T", body="bef", at=entry.at)
    journal.drafts.put(entry.id, title="T", body="before and afterwards", at=entry.at)

    draft = journal.drafts.get(entry.id)
    assert draft is not None
    assert (draft.entry, draft.title, draft.body, draft.at) == (
        entry.id,
        "T",
        "before and afterwards",
        entry.at,
    )
    assert journal.entries.count("afterwards") == 0

    journal.entries.update(entry.id, body="before and afterwards")
    assert journal.drafts.all() == []


def test_a_change_of_anything_but_the_text_leaves_the_draft(journal: Journal) -> None:
    """A star from the list must not cost what is being typed."""
    entry = journal.entries.add(body="b")
    journal.drafts.put(entry.id, title="", body="more", at=entry.at)
    journal.entries.update(entry.id, starred=True)
    assert journal.drafts.get(entry.id) is not None


def test_undoing_a_deletion_brings_back_what_was_being_typed(journal: Journal) -> None:
    """The draft outlives the entry for as long as the program runs."""
    entry = journal.entries.add(body="b")
    journal.drafts.put(entry.id, title="", body="being typed", at=entry.at)
    journal.entries.delete(entry.id)
    journal.entries.restore(entry.id)
    draft = journal.drafts.get(entry.id)
    assert draft is not None
    assert draft.body == "being typed"


def test_writing_many_leaves_the_drafts(journal: Journal) -> None:
    """An import must not cost what was typed before a kill."""
    entry = journal.entries.add(body="b")
    journal.drafts.put(entry.id, title="", body="being typed", at=entry.at)
    journal.entries.write_many([{"id": entry.id, "body": "from elsewhere"}])
    assert [recovered.body for recovered in journal.recover_drafts()] == ["being typed"]
    assert [old.body for old in journal.entries.revisions(entry.id)] == ["from elsewhere", "b"]


def test_saving_an_unchanged_text_drops_its_draft(journal: Journal) -> None:
    """Though nothing else is written."""
    entry = journal.entries.add(body="b")
    journal.drafts.put(entry.id, title="", body="b", at=entry.at)
    heard: list[Change] = []
    journal.observe(heard.append)
    assert journal.entries.update(entry.id, title="", body="b") == entry
    assert journal.drafts.all() == []
    assert [change.kinds for change in heard] == [{"draft"}]


def test_dropping_a_draft_forgets_it(journal: Journal) -> None:
    """And is harmless when there is none."""
    journal.drafts.put("an id", title="", body="x", at=journal.now())
    journal.drafts.drop("an id")
    journal.drafts.drop("an id")
    assert journal.drafts.get("an id") is None


def test_text_typed_before_a_kill_is_saved_at_the_next_start(journal: Journal) -> None:
    """Into its entry, the old text as a revision; into a new entry where there was none."""
    old = journal.entries.add(title="T", body="old text", tags=["kept"])
    new_id = journal.entries.new_id()
    at = journal.now()
    journal.drafts.put(old.id, title="T", body="new text #found", at=at)
    journal.drafts.put(new_id, title="", body="never saved", at=at)

    recovered = journal.recover_drafts()

    assert [entry.id for entry in recovered] == [old.id, new_id]
    changed = journal.entries.get(old.id)
    assert (changed.body, changed.at, changed.tags) == ("new text #found", old.at, ("found", "kept"))
    assert [revision.body for revision in journal.entries.revisions(old.id)] == ["old text"]
    assert journal.entries.get(new_id).at == at
    assert journal.entries.count("never saved") == 1
    assert journal.drafts.all() == []
    assert journal.recover_drafts() == []


def test_a_draft_that_holds_nothing_new_is_dropped(journal: Journal) -> None:
    """Neither an empty one without an entry nor one that equals its entry makes anything."""
    entry = journal.entries.add(title="T", body="same")
    journal.drafts.put(entry.id, title="T", body="same", at=entry.at)
    journal.drafts.put(journal.entries.new_id(), title=" ", body="\n", at=entry.at)
    assert journal.recover_drafts() == []
    assert journal.drafts.all() == []
    assert [found.id for found in journal.entries.find()] == [entry.id]
    assert journal.entries.get(entry.id) == entry


def test_text_typed_into_a_deleted_entry_brings_it_back(vault: Vault) -> None:
    """What was typed before it was deleted goes with it; what was typed after that is not lost."""
    clock = DrivenClock(dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC))
    journal = Journal(vault, clock=clock, zone="Europe/Berlin")
    entry = journal.entries.add(body="old")
    journal.drafts.put(entry.id, title="", body="before", at=entry.at)
    clock.advance(1)
    journal.entries.delete(entry.id)
    assert journal.recover_drafts() == []
    assert journal.drafts.all() == []

    journal.drafts.put(entry.id, title="", body="after", at=entry.at)
    (back,) = journal.recover_drafts()
    assert (back.body, back.deleted) == ("after", None)
    assert journal.entries.count("after") == 1
    assert journal.verify() == []
