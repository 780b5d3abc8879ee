"""The journal as a whole: who is told of what, and whether its records hang together."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from closeness_desktop import paths
from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, KeptAnswer, Strength
from closeness_desktop.vault import Vault
from tests.conftest import PASSPHRASE

WAV = (paths.resource("sounds") / "woodblock.wav").read_bytes()
LOST_ATTACHMENT = """
    INSERT INTO attachment (id, entry, name, type, size, sha256, key, blob, created, updated)
    VALUES ('a', 1, 'n', 't', 1, x'00', x'00', 'aaaaaaaaaaaaaaaaaaaaaaaaaa', 0, 0)
"""


def test_observers_are_told_once_after_each_write(journal: Journal) -> None:
    """With the kinds and ids touched and the page that began it; then the change is there to be read."""
    heard: list[tuple[Change, int]] = []
    stop = journal.observe(lambda change: heard.append((change, journal.entries.count())))

    entry = journal.entries.add(body="#new", feelings=[Strength("own one"), Strength("calm")], origin="page")

    ((change, count),) = heard
    assert change.kinds == {"entry", "feeling", "tag"}
    assert entry.id in change.ids
    assert len(change.ids) == 3
    assert change.origin == "page"
    assert count == 1

    journal.entries.delete(entry.id)
    journal.entries.restore(entry.id)
    journal.entries.restore(entry.id)
    journal.drafts.put(entry.id, title="", body="x", at=entry.at)
    assert [set(change.kinds) for change, _ in heard[1:]] == [{"entry"}, {"entry"}, {"draft"}]

    stop()
    stop()
    journal.entries.delete(entry.id)
    assert len(heard) == 4


def test_nobody_is_told_of_a_write_that_failed(journal: Journal) -> None:
    """And nothing of it stays."""
    heard: list[Change] = []
    journal.observe(heard.append)
    with pytest.raises(UsageError):
        journal.entries.add(body="#x", feelings=[Strength("calm"), Strength("sad", 7)])
    assert not heard
    assert not journal.tags.all()
    assert journal.entries.count() == 0


def test_an_observer_may_write_in_turn(journal: Journal) -> None:
    """The first write is finished by then."""
    entry = journal.entries.add(body="x")

    def answer(change: Change) -> None:
        if "entry" in change.kinds:
            journal.settings.set("last", change.ids[0])

    journal.observe(answer)
    journal.entries.update(entry.id, starred=True)
    assert journal.settings.get("last") == entry.id


def test_two_threads_share_the_one_connection(journal: Journal) -> None:
    """The window's and the worker's, each write whole."""

    def write(name: str) -> None:
        for number in range(20):
            journal.entries.add(body=f"{name} {number} #{name}", feelings=[Strength(name)])
            assert journal.entries.count(f"{name} {number}") >= 1

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.entries.count() == 40
    assert journal.entries.count("tag:one feeling:one") == 20
    assert journal.verify() == []


def test_now_is_in_the_journals_zone_and_on_the_persons_day(vault: Vault) -> None:
    """Half past two at night still belongs to the day before, for whoever says so."""
    clock = DrivenClock(dt.datetime(2026, 7, 1, 0, 30, tzinfo=dt.UTC))
    journal = Journal(vault, clock=clock, zone="Europe/Berlin")
    assert (journal.now().zone, journal.now().day) == ("Europe/Berlin", "2026-07-01")
    journal.settings.set("day_start", 4)
    assert journal.now().day == "2026-06-30"
    entry = journal.entries.add(body="late")
    assert entry.at == journal.now()
    assert entry.created == entry.updated == entry.at.utc_ms


def test_a_journal_that_was_closed_is_there_when_it_is_opened_again(vault: Vault) -> None:
    """Every record of it."""
    journal = Journal(vault, zone="Europe/Berlin")
    entry = journal.entries.add(title="T", body="b #t @P", feelings=[Strength("odd", 3)])
    session = journal.sessions.start("sitting@1", planned=60)
    journal.drafts.put("some id", title="t", body="d", at=entry.at)
    draft = journal.drafts.all()
    journal.close()
    journal.close()

    with vaults.open(vault.folder, PASSPHRASE) as opened:
        again = Journal(opened, zone="UTC")
        assert list(again.entries.find()) == [entry]
        assert again.sessions.all() == [session]
        assert again.drafts.all() == draft
        assert again.verify() == []


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM entry_text WHERE rowid = 1", "Entries that the search cannot find: 1."),
        (
            "INSERT INTO entry_text (rowid, title, body) VALUES (99, '', 'x')",
            "Entries that are gone and still in the search: 1.",
        ),
        ("UPDATE entry SET zone = 'Mars/Olympus' WHERE number = 1", "a kind that does not exist: 1."),
        ("UPDATE entry SET day = '2026-02-30' WHERE number = 1", "a kind that does not exist: 1."),
        ("UPDATE entry SET kind = 'letter' WHERE number = 1", "a kind that does not exist: 1."),
        (LOST_ATTACHMENT, "attachment"),
    ],
)
def test_verify_finds_what_does_not_hang_together(journal: Journal, statement: str, says: str) -> None:
    """A sentence for each, without any content."""
    for number in range(3):
        journal.entries.add(body=f"text {number}")
    assert journal.verify() == []
    journal.vault.database.execute_sql(statement)
    (sentence,) = journal.verify()
    assert says in sentence


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE session SET ended = 'bored'", "an end that does not exist: 1."),
        ("UPDATE session SET day = '2026-2-3'", "an end that does not exist: 1."),
        ("UPDATE answer SET value = '{' WHERE step = 'a'", "Answers that cannot be read: 1."),
        ("UPDATE answer SET keep = 'never'", "Answers that cannot be read: 2."),
        ("UPDATE answer SET value = '[1]' WHERE step = 'b'", "Answers that cannot be read: 1."),
        ("UPDATE preset SET plan = '[]'", "Presets that cannot be read: 1."),
        ("UPDATE programme_progress SET day = ''", "Days of programmes with a time or a day"),
        ("UPDATE reminder SET due = '2026-02-30'", "Reminders for a day that does not exist: 1."),
        ("DELETE FROM pack_practice", "Packs that have lost their practices: 1."),
        ("UPDATE sound SET bytes = x'00' WHERE pack IS NULL", "Sounds that have been lost or altered: 1."),
        ("UPDATE sound SET bytes = NULL", "Sounds that have been lost or altered: 2."),
    ],
)
def test_verify_looks_at_what_practices_left(journal: Journal, statement: str, says: str) -> None:
    """At every table of it."""
    session = journal.sessions.start("p@1", planned=None)
    answers = [
        KeptAnswer("a", "a", "prompt", "?", "x", "field"),
        KeptAnswer("b", "b", "scale", "?", 3, "field"),
    ]
    journal.sessions.conclude(
        session.id, done=1, ended="early", title="P", answers=answers, remind="2026-03-01"
    )
    journal.presets.save("P", {"practice": "p@1"})
    journal.programmes.mark("q", "day")
    journal.sounds.add("S", WAV)
    journal.packs.add("k", "K", texts={"p.yaml": "x"}, sounds={"s": WAV})
    assert journal.verify() == []
    journal.vault.database.execute_sql(statement)
    (sentence,) = journal.verify()
    assert says in sentence
