"""The trash: 30 days to bring an entry back, and nothing left of it afterwards."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import NotFoundError
from closeness_desktop.journal import Journal
from closeness_desktop.journal.trash import KEPT_DAYS
from closeness_desktop.records import Change, KeptAnswer, Strength

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
DAY = 24 * 60 * 60


@pytest.fixture
def clock() -> DrivenClock:
    """Stands at one noon until it is driven on."""
    return DrivenClock(NOON)


@pytest.fixture
def timed(made_journal: tuple[Path, str], tmp_path: Path, clock: DrivenClock) -> Iterator[Journal]:
    """An empty journal by that clock."""
    made, key = made_journal
    folder = tmp_path / made.name
    shutil.copytree(made, folder)
    with vaults.open_with_recovery_key(folder, key) as vault:
        yield Journal(vault, clock=clock, zone="Europe/Berlin")


def left_of(journal: Journal, id: str) -> dict[str, int]:
    """How many rows of each table still belong to an entry."""
    database = journal.vault.database
    (number,) = database.execute_sql("SELECT number FROM entry WHERE id = ?", (id,)).fetchone()
    tables = ("revision", "attachment", "entry_feeling", "entry_tag", "entry_person", "entry_measure")
    found = {
        table: database.execute_sql(f"SELECT count(*) FROM {table} WHERE entry = ?", (number,)).fetchone()[0]
        for table in tables
    }
    return {table: count for table, count in found.items() if count}


def test_the_trash_shows_what_was_deleted_last_first(timed: Journal, clock: DrivenClock) -> None:
    """With the day on which it goes; what is brought back leaves it."""
    one, two = timed.entries.add(body="one"), timed.entries.add(body="two", feelings=[Strength("calm")])
    assert timed.trash.lines() == []
    timed.entries.delete(one.id)
    clock.advance(60)
    deleted = timed.entries.delete(two.id).deleted
    assert deleted is not None

    first, second = timed.trash.lines()
    assert (first.line.id, first.line.excerpt, first.line.feelings) == (two.id, "two", (Strength("calm"),))
    assert first.deleted == deleted
    assert first.goes == deleted + KEPT_DAYS * DAY * 1000
    assert second.line.id == one.id
    assert timed.trash.count() == 2
    assert [line.line.id for line in timed.trash.lines(limit=1)] == [two.id]

    timed.entries.restore(two.id)
    assert [line.line.id for line in timed.trash.lines()] == [one.id]


def test_after_thirty_days_nothing_is_left_of_an_entry(timed: Journal, clock: DrivenClock) -> None:
    """Its earlier texts, names, draft and attachments go with it; until then all of it comes back."""
    entry = timed.entries.add(
        title="A title", body="first @Ada #sea", feelings=[Strength("calm")], people=["Ben"]
    )
    timed.entries.update(entry.id, body="second @Ada")
    timed.attachments.add_bytes(entry.id, "a.txt", b"attached", type="text/plain")
    kept = timed.entries.add(body="stays")
    timed.entries.delete(kept.id)
    timed.entries.restore(kept.id)
    before = timed.entries.get(entry.id)
    timed.entries.delete(entry.id)
    timed.drafts.put(entry.id, title="", body="a draft", at=entry.at)

    clock.advance(KEPT_DAYS * DAY - 1)
    assert timed.trash.erase_due(sys.maxsize) == 0
    back = timed.entries.restore(entry.id)
    assert (back.body, back.people, back.tags) == (before.body, before.people, before.tags)
    timed.entries.delete(entry.id)
    timed.drafts.put(entry.id, title="", body="a draft", at=entry.at)

    clock.advance(KEPT_DAYS * DAY)
    assert timed.trash.lines() == []
    assert timed.trash.erase_due(sys.maxsize) == 1
    gone = timed.entries.get(entry.id)
    assert (gone.title, gone.body, gone.feelings, gone.tags, gone.people) == ("", "", (), (), ())
    assert gone.deleted is not None
    assert left_of(timed, entry.id) == {}
    assert timed.drafts.get(entry.id) is None
    assert timed.trash.erase_due(sys.maxsize) == 0
    assert timed.entries.get(kept.id).body == "stays"
    assert timed.verify() == []


def test_letting_go_can_be_taken_back_until_the_journal_closes(timed: Journal) -> None:
    """It leaves the trash at once, and comes back to it with its own day."""
    one, two, living = (timed.entries.add(body=body) for body in ("one", "two", "three"))
    timed.entries.delete(one.id)
    timed.entries.delete(two.id)
    shown = timed.trash.lines()
    heard: list[Change] = []
    timed.observe(heard.append)

    stamps = timed.trash.let_go([one.id, living.id], origin="page")
    assert heard == [Change(frozenset({"entry"}), (one.id,), "page")]
    assert [line.line.id for line in timed.trash.lines()] == [two.id]
    timed.trash.keep_again(stamps)
    assert timed.trash.lines() == shown

    timed.trash.let_go()
    assert timed.trash.count() == 0
    assert timed.entries.get(living.id).deleted is None
    assert timed.trash.let_go() == {}


def test_what_was_let_go_of_is_gone_once_the_journal_was_closed(
    made_journal: tuple[Path, str], tmp_path: Path
) -> None:
    """Whether it closed by itself or only opens again."""
    made, key = made_journal
    folder = tmp_path / made.name
    shutil.copytree(made, folder)
    for closes in (True, False):
        vault = vaults.open_with_recovery_key(folder, key)
        journal = Journal(vault)
        entry = journal.entries.add(body="let go")
        journal.entries.delete(entry.id)
        journal.trash.let_go([entry.id])
        if closes:
            journal.close()
            journal.close()
        else:
            vault.close()
        with vaults.open_with_recovery_key(folder, key) as vault:
            if not closes:
                Journal(vault)
            query = "SELECT body FROM entry WHERE id = ?"
            assert vault.database.execute_sql(query, (entry.id,)).fetchone() == ("",)


def test_a_clock_set_far_ahead_once_costs_nothing(
    made_journal: tuple[Path, str], tmp_path: Path, clock: DrivenClock
) -> None:
    """Neither an entry in the trash nor an attachment taken off: a second opening has to agree."""
    made, key = made_journal
    folder = tmp_path / made.name
    shutil.copytree(made, folder)

    def opened(days: float) -> Journal:
        at = DrivenClock(NOON + dt.timedelta(days=days))
        return Journal(vaults.open_with_recovery_key(folder, key), clock=at, zone="UTC")

    journal = opened(0)
    entry, whole = journal.entries.add(body="kept"), journal.entries.add(body="whole")
    taken = journal.attachments.add_bytes(whole.id, "a.txt", b"attached", type="text/plain")
    journal.attachments.remove(taken.id)
    journal.entries.delete(entry.id)
    journal.close()
    opened(1500).close()
    journal = opened(1)
    assert [line.line.id for line in journal.trash.lines()] == [entry.id]
    assert journal.entries.restore(entry.id).body == "kept"
    journal.entries.delete(entry.id)
    journal.attachments.bring_back(taken.id)
    assert journal.attachments.read(taken.id) == b"attached"
    journal.close()
    opened(40).close()
    journal = opened(41)
    assert journal.entries.get(entry.id).body == ""
    journal.close()


def test_the_answers_an_entry_was_made_of_go_with_it(timed: Journal) -> None:
    """Those kept only among the session's answers stay with the session."""
    session = timed.sessions.start("three-words@1", planned=None)
    answers = [
        KeptAnswer("a", "a", "prompt", "What was it?", "secret words", "entry"),
        KeptAnswer("b", "b", "scale", "How near?", 3, "field"),
    ]
    concluded = timed.sessions.conclude(session.id, done=60, ended="completed", answers=answers, title="T")
    assert concluded.entry is not None
    timed.entries.delete(concluded.entry.id)
    timed.trash.let_go()
    timed.trash.erase_due(sys.maxsize)
    assert [answer.value for answer in timed.answers.of(session.id)] == [3]
    assert timed.verify() == []


def test_an_entry_whose_text_was_cleared_is_kept(timed: Journal) -> None:
    """With nothing left in it, too; what it said can be put back."""
    entry = timed.entries.add(title="T", body="words")
    timed.entries.update(entry.id, title="", body="")
    assert [line.id for line in timed.entries.page()] == [entry.id]
    assert timed.trash.lines() == []
    (line,) = timed.revisions.lines(entry.id)
    assert timed.revisions.put_back(line.id).body == "words"


def test_an_earlier_text_is_put_back_and_loses_nothing(timed: Journal, clock: DrivenClock) -> None:
    """What stood there becomes an earlier text itself, and so can be put back again."""
    entry = timed.entries.add(title="One", body="first @Ada")
    clock.advance(60)
    timed.entries.update(entry.id, title="Two", body="second")
    (line,) = timed.revisions.lines(entry.id)
    assert (line.entry, line.title, line.saved) == (entry.id, "One", round(clock.wall().timestamp() * 1000))
    assert timed.revisions.get(line.id).body == "first @Ada"

    clock.advance(60)
    again = timed.revisions.put_back(line.id)
    assert (again.title, again.body, again.people) == ("One", "first @Ada", ("Ada",))
    assert [old.title for old in timed.revisions.lines(entry.id)] == ["Two", "One"]
    assert timed.revisions.count(entry.id) == 2
    assert timed.revisions.put_back(line.id) == again
    assert timed.revisions.count(entry.id) == 2
    assert timed.revisions.lines("unknown") == []
    with pytest.raises(NotFoundError):
        timed.revisions.get("unknown")


def test_what_is_deleted_by_a_clock_that_stands_wrong_is_kept_as_long(
    made_journal: tuple[Path, str], tmp_path: Path, clock: DrivenClock
) -> None:
    """A computer that woke up in 2015 would otherwise have it gone as soon as the time is right again."""
    made, key = made_journal
    folder = Path(shutil.copytree(made, tmp_path / made.name))
    journal = Journal(vaults.open_with_recovery_key(folder, key), clock=clock, zone="UTC")
    entry, other = journal.entries.add(body="precious").id, journal.entries.add(body="other").id
    attached = journal.attachments.add_bytes(other, "a.txt", b"attached").id
    journal.close()
    past = DrivenClock(dt.datetime(2015, 1, 1, tzinfo=dt.UTC))
    journal = Journal(vaults.open_with_recovery_key(folder, key), clock=past, zone="UTC")
    journal.entries.delete(entry)
    journal.attachments.remove(attached)
    journal.close()
    with vaults.open_with_recovery_key(folder, key) as vault:
        journal = Journal(vault, clock=clock, zone="UTC")
        assert [line.line.id for line in journal.trash.lines()] == [entry]
        assert journal.entries.restore(entry).body == "precious"
        assert [one.id for one in journal.attachments.removed(other)] == [attached]
        journal.attachments.bring_back(attached)
        assert journal.attachments.read(attached) == b"attached"
