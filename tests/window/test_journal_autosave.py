"""What is typed is kept: in the draft, in the entry, through refusing disks, and nothing that is empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.errors import NotFoundError, StorageError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Entry, Strength
from closeness_desktop.window.autosave import Autosave, Pace, SaveState

NEVER = 10_000_000
FAST = Pace(quiet=1, most=NEVER, idle=NEVER, again=NEVER)


class Desk:
    """Stands for the editor: what is in it, and what was said."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.text = ("", "")
        self.said: list[str] = []
        self.changes: list[Change] = []
        journal.observe(self.changes.append)

    def autosave(self, pace: Pace) -> Autosave:
        """An autosave over this desk."""
        return Autosave(self.journal, lambda: self.text, self.said.append, origin=self, pace=pace)

    def new(self, **fields: object) -> Entry:
        """An entry about to be written."""
        return Entry(self.journal.entries.new_id(), self.journal.now(), "entry", "", "", **fields)  # type: ignore[arg-type]

    def write(self, autosave: Autosave, body: str, title: str = "") -> None:
        """Type."""
        self.text = (title, body)
        autosave.touch()


@pytest.fixture
def desk(qapp: QApplication, journal: Journal) -> Desk:
    """A desk over a real journal."""
    return Desk(journal)


@pytest.fixture
def disk_refuses(journal: Journal) -> Iterator[None]:
    """The database takes no write, as on a disk that became read-only."""
    journal.vault.database.execute_sql("PRAGMA query_only = 1")
    yield
    journal.vault.database.execute_sql("PRAGMA query_only = 0")


def give_in(journal: Journal) -> None:
    """The disk takes writes again."""
    journal.vault.database.execute_sql("PRAGMA query_only = 0")


def test_the_draft_follows_a_pause_and_the_entry_is_not_written_yet(qtbot: QtBot, desk: Desk) -> None:
    autosave = desk.autosave(FAST)
    entry = desk.new()
    autosave.begin(entry, stored=False)
    desk.write(autosave, "first words", "Title")
    assert autosave.state is SaveState.WRITING
    qtbot.waitUntil(lambda: desk.journal.drafts.get(entry.id) is not None)
    draft = desk.journal.drafts.get(entry.id)
    assert draft is not None
    assert (draft.title, draft.body, draft.at) == ("Title", "first words", entry.at)
    with pytest.raises(NotFoundError):
        desk.journal.entries.get(entry.id)


def test_typing_without_a_pause_is_kept_all_the_same(qtbot: QtBot, desk: Desk) -> None:
    autosave = desk.autosave(Pace(quiet=NEVER, most=5, idle=NEVER, again=NEVER))
    entry = desk.new()
    autosave.begin(entry, stored=False)
    desk.write(autosave, "on and on")
    qtbot.waitUntil(lambda: desk.journal.drafts.get(entry.id) is not None)


def test_after_a_while_without_a_key_the_entry_itself_is_written(qtbot: QtBot, desk: Desk) -> None:
    autosave = desk.autosave(Pace(quiet=1, most=NEVER, idle=15, again=NEVER))
    entry = desk.new(feelings=(Strength("calm", 2),))
    autosave.begin(entry, stored=False)
    desk.write(autosave, "words with #tag")
    with qtbot.waitSignal(autosave.saved):
        pass
    kept = desk.journal.entries.get(entry.id)
    assert (kept.body, kept.feelings, kept.tags) == ("words with #tag", (Strength("calm", 2),), ("tag",))
    assert autosave.state is SaveState.SAVED
    assert desk.journal.drafts.all() == []
    assert desk.changes[-1].origin is desk


def test_a_kill_loses_nothing_that_was_drafted(qtbot: QtBot, desk: Desk) -> None:
    autosave = desk.autosave(FAST)
    kept = desk.journal.entries.add(body="before")
    autosave.begin(kept, stored=True)
    desk.write(autosave, "before and after")
    qtbot.waitUntil(lambda: desk.journal.drafts.get(kept.id) is not None)
    assert [entry.body for entry in desk.journal.recover_drafts()] == ["before and after"]


def test_flushing_writes_one_revision_and_nothing_when_nothing_changed(desk: Desk) -> None:
    kept = desk.journal.entries.add(title="T", body="one\r\n\u00a0two")
    autosave = desk.autosave(Pace())
    autosave.begin(kept, stored=True)
    desk.text = (kept.title, kept.body)
    told = len(desk.changes)
    autosave.flush()
    assert len(desk.changes) == told
    desk.write(autosave, "changed", "T")
    autosave.flush()
    autosave.flush()
    assert [revision.body for revision in desk.journal.entries.revisions(kept.id)] == ["one\r\n\u00a0two"]


def test_an_untouched_new_entry_is_never_stored(qtbot: QtBot, desk: Desk) -> None:
    autosave = desk.autosave(FAST)
    entry = desk.new()
    autosave.begin(entry, stored=False)
    autosave.flush()
    desk.write(autosave, "a slip")
    qtbot.waitUntil(lambda: desk.journal.drafts.get(entry.id) is not None)
    desk.write(autosave, "  \n")
    autosave.flush()
    assert autosave.state is SaveState.EMPTY
    assert desk.journal.drafts.all() == []
    assert desk.journal.entries.count() == 0


def test_an_entry_whose_text_was_cleared_is_kept(desk: Desk) -> None:
    kept = desk.journal.entries.add(body="words")
    autosave = desk.autosave(Pace())
    autosave.begin(kept, stored=True)
    desk.write(autosave, "")
    autosave.flush()
    assert desk.journal.entries.get(kept.id).body == ""
    assert desk.journal.entries.revisions(kept.id)[0].body == "words"


def test_a_choice_is_kept_at_once_and_makes_a_check_in_until_there_are_words(desk: Desk) -> None:
    autosave = desk.autosave(Pace())
    entry = desk.new()
    autosave.begin(entry, stored=False)
    autosave.change(starred=True)
    assert desk.journal.entries.count() == 0, "a star alone is nothing to keep"
    autosave.change(feelings=(Strength("calm", 1),))
    kept = desk.journal.entries.get(entry.id)
    assert (kept.kind, kept.starred) == ("check-in", True)
    desk.write(autosave, "and words")
    autosave.flush()
    assert desk.journal.entries.get(entry.id).kind == "entry"


def test_a_check_in_that_is_edited_stays_one(desk: Desk) -> None:
    kept = desk.journal.entries.add(feelings=[Strength("calm")], kind="check-in")
    autosave = desk.autosave(Pace())
    autosave.begin(kept, stored=True)
    desk.write(autosave, "a sentence")
    autosave.flush()
    assert desk.journal.entries.get(kept.id).kind == "check-in"


def test_a_disk_that_refuses_is_told_once_and_tried_again(
    qtbot: QtBot, desk: Desk, disk_refuses: None
) -> None:
    autosave = desk.autosave(Pace(quiet=1, most=NEVER, idle=NEVER, again=5))
    entry = desk.new()
    autosave.begin(entry, stored=False)
    states = QSignalSpy(autosave.state_changed)
    desk.write(autosave, "words")
    qtbot.waitUntil(lambda: autosave.state is SaveState.FAILED)
    desk.write(autosave, "more words")
    assert autosave.state is SaveState.FAILED
    with pytest.raises(StorageError):
        autosave.flush()
    qtbot.waitUntil(lambda: desk.said != [])
    give_in(desk.journal)
    with qtbot.waitSignal(autosave.saved):
        pass
    assert desk.journal.entries.get(entry.id).body == "more words"
    assert len(desk.said) == 1
    assert states.at(states.count() - 1)[0] is SaveState.SAVED


def test_a_choice_that_the_disk_refused_is_kept_with_the_next_write(desk: Desk, disk_refuses: None) -> None:
    autosave = desk.autosave(Pace())
    give_in(desk.journal)
    kept = desk.journal.entries.add(body="words")
    desk.text = ("", "words")
    autosave.begin(kept, stored=True)
    desk.journal.vault.database.execute_sql("PRAGMA query_only = 1")
    autosave.change(feelings=(Strength("calm", 1),), tags=("home",))
    assert autosave.state is SaveState.FAILED
    assert autosave.entry is not None
    assert autosave.entry.own_tags == ("home",)
    give_in(desk.journal)
    autosave.flush()
    now = desk.journal.entries.get(kept.id)
    assert (now.feelings, now.tags) == ((Strength("calm", 1),), ("home",))


def test_a_name_that_the_journal_refuses_can_be_taken_back(desk: Desk) -> None:
    kept = desk.journal.entries.add(body="words")
    desk.text = ("", "words")
    autosave = desk.autosave(Pace())
    autosave.begin(kept, stored=True)
    with pytest.raises(UsageError):
        autosave.change(tags=("x" * 10_000,))
    autosave.take_back(kept, ["tags"])
    desk.write(autosave, "words and more")
    autosave.flush()
    assert desk.journal.entries.get(kept.id).body == "words and more"


def test_stopping_holds_no_text_and_writes_nothing_more(qtbot: QtBot, desk: Desk) -> None:
    autosave = desk.autosave(FAST)
    entry = desk.new()
    autosave.begin(entry, stored=False)
    desk.write(autosave, "words")
    autosave.stop()
    autosave.touch()
    autosave.flush()
    assert autosave.entry is None
    assert desk.journal.drafts.all() == []
