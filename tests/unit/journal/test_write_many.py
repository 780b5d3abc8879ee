"""Many entries at once, in the shape that `list --json` prints."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closeness_desktop import vault as vaults
from closeness_desktop.errors import UsageError
from closeness_desktop.journal import Journal, entry_json
from closeness_desktop.records import Change, Strength

ID = "01987654-3210-7abc-8def-0123456789ab"


def printed(journal: Journal) -> list[dict[str, Any]]:
    """What `list --json` prints, through JSON and back."""
    return [json.loads(json.dumps(entry_json(entry))) for entry in journal.entries.find()]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Journal]:
    """A second journal, in another zone."""
    with vaults.create(tmp_path / "Another.closeness", "eight quiet herons sit", cost=vaults.FLOOR) as vault:
        yield Journal(vault, zone="Asia/Tokyo")


def test_the_shape_of_an_entry(journal: Journal) -> None:
    """Every key, in its order."""
    (ident,) = journal.entries.write_many(
        [
            {
                "at": "2026-11-24T21:30:00.250+01:00",
                "zone": "Europe/Berlin",
                "title": "T",
                "body": "b #x @Y",
                "feelings": [{"name": "calm", "strength": 2}, {"name": "own-ish"}],
                "tags": ["z"],
                "starred": True,
                "session": ID,
            }
        ]
    )
    assert printed(journal) == [
        {
            "id": ident,
            "at": "2026-11-24T21:30:00.250+01:00",
            "zone": "Europe/Berlin",
            "day": "2026-11-24",
            "kind": "entry",
            "title": "T",
            "body": "b #x @Y",
            "feelings": [{"name": "calm", "strength": 2}, {"name": "own-ish", "strength": 1}],
            "tags": ["x", "z"],
            "people": ["Y"],
            "starred": True,
            "session": ID,
        }
    ]
    assert journal.entries.get(ident).own_tags == ("z",)


@pytest.mark.parametrize(
    ("item", "at", "zone", "day"),
    [
        ({"at": "2026-07-01T12:00:00+02:00"}, "2026-07-01T12:00:00+02:00", "+02:00", "2026-07-01"),
        ({"at": "2026-07-01T12:00:00Z"}, "2026-07-01T12:00:00+00:00", "+00:00", "2026-07-01"),
        ({"at": "2026-07-01 12:00"}, "2026-07-01T12:00:00+02:00", "Europe/Berlin", "2026-07-01"),
        ({"at": "2026-07-01"}, "2026-07-01T12:00:00+02:00", "Europe/Berlin", "2026-07-01"),
        ({"at": "2026-07-01T12:00", "zone": "Asia/Tokyo"},
         "2026-07-01T12:00:00+09:00", "Asia/Tokyo", "2026-07-01"),
        ({"at": "2026-07-01T23:30:00Z", "zone": "Asia/Tokyo", "day": "1999-01-01"},
         "2026-07-02T08:30:00+09:00", "Asia/Tokyo", "2026-07-02"),
        ({"at": "1890-01-01T00:00:00+00:53:28", "zone": "Europe/Berlin"},
         "1890-01-01T00:00:00+00:53:28", "Europe/Berlin", "1890-01-01"),
    ],
)  # fmt: skip
def test_when_an_entry_was(journal: Journal, item: dict[str, str], at: str, zone: str, day: str) -> None:
    """By `at` and `zone`; the day is computed, whatever is said of it."""
    journal.entries.write_many([{"body": "x"} | item])
    (found,) = printed(journal)
    assert (found["at"], found["zone"], found["day"]) == (at, zone, day)


def test_the_day_begins_when_the_person_says(journal: Journal) -> None:
    """At four, a late night belongs to the day before."""
    journal.settings.set("day_start", 4)
    journal.entries.write_many([{"body": "x", "at": "2026-07-02T03:59:00+02:00"}])
    assert printed(journal)[0]["day"] == "2026-07-01"
    assert journal.entries.count("on:2026-07-01") == 1


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ({"titel": "x"}, "“titel” is no key"),
        ({"body": 7}, "“body” should be text"),
        ({"body": None}, "“body” should be text"),
        ({"body": "x", "starred": 1}, "“starred” should be true or false"),
        ({"body": "x", "tags": "a"}, "“tags” should be a list"),
        ({"body": "x", "people": [1]}, "“people” should be a list of names"),
        ({"body": "x", "tags": [" "]}, "needs a name"),
        ({"body": "x", "feelings": ["calm"]}, "“feelings” should be a list of"),
        ({"body": "x", "feelings": [{"name": "calm", "strength": 4}]}, "“strength” is 1, 2 or 3"),
        ({"body": "x", "feelings": [{"name": "calm", "strength": True}]}, "“strength” is 1, 2 or 3"),
        ({"body": "x", "feelings": [{"name": "calm", "level": 1}]}, "“level” is no key of a feeling"),
        ({"body": "x", "kind": "letter"}, "“kind” is one of"),
        ({"body": "x", "session": 5}, "“session” should be text"),
        ({"body": "x", "id": "seven"}, "“id”"),
        ({"body": "x", "at": "2026-02-30T10:00:00Z"}, "no such day"),
        ({"body": "x", "at": "yesterday"}, "no date"),
        ({"body": "x", "at": "0001-01-01T00:00:00Z", "zone": "America/New_York"}, "outside the calendar"),
        ({"body": "x", "zone": "Mars/Olympus"}, "no time zone"),
        ({"body": "x\ud800"}, "half of a character"),
        ({}, "neither text nor a feeling"),
        ("text", "object"),
    ],
)
def test_one_wrong_entry_and_nothing_is_written(journal: Journal, item: Any, says: str) -> None:
    """The sentence names which entry it is and what is wrong with it."""
    heard: list[Change] = []
    journal.observe(heard.append)
    with pytest.raises(UsageError, match=f"^Entry 2: .*{says}"):
        journal.entries.write_many([{"body": "fine #new", "feelings": [{"name": "unheard of"}]}, item])
    assert journal.entries.count() == 0
    assert journal.feelings.get("unheard of") is None
    assert not journal.tags.all()
    assert not heard


def test_a_known_id_is_updated_and_its_text_becomes_a_revision(journal: Journal) -> None:
    """What is not mentioned stays; a deleted one comes back."""
    journal.entries.write_many(
        [{"id": ID.upper(), "body": "one", "feelings": [{"name": "calm"}], "starred": True}]
    )
    before = journal.entries.get(ID)
    journal.entries.delete(ID)

    assert journal.entries.write_many([{"id": ID, "body": "two"}]) == [ID]

    entry = journal.entries.get(ID)
    assert (entry.body, entry.starred, entry.feelings) == ("two", True, (Strength("calm"),))
    assert entry.at == before.at
    assert entry.deleted is None
    assert [old.body for old in journal.entries.revisions(ID)] == ["one"]
    assert journal.entries.count("two") == 1
    assert journal.entries.count("one") == 0


def test_feelings_alone_make_a_check_in(journal: Journal) -> None:
    """Unless it says what it is."""
    journal.entries.write_many([{"feelings": [{"name": "calm"}]}])
    assert printed(journal)[0]["kind"] == "check-in"


ZONES = st.sampled_from(
    ["Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Pacific/Apia", "UTC", "-03:30"]
)
TEXT = st.lists(
    st.sampled_from(["a", "#Sea", "#sea", "@Anna", "@anna", "\0", "\r\n", "\u2028", "é", "😀", " "])
).map("".join)
NAMES = st.lists(st.sampled_from(["Sea", "work", "WORK", "Old friends", "Ünal", "日本"]), max_size=3)
TIMES = st.datetimes(dt.datetime(1850, 1, 1), dt.datetime(2150, 1, 1)).map(lambda when: when.isoformat()[:19])  # noqa: DTZ001 (local)
FEELINGS = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["calm", "Calm", "odd", "Odd"]), "strength": st.integers(1, 3)}
    ),
    max_size=3,
)
ITEMS = st.fixed_dictionaries(
    {"at": TIMES, "zone": ZONES, "title": TEXT, "body": TEXT.map(lambda text: "x" + text)},
    optional={
        "tags": NAMES,
        "people": NAMES,
        "feelings": FEELINGS,
        "starred": st.booleans(),
        "kind": st.sampled_from(["entry", "check-in", "practice-note", "worksheet"]),
        "session": st.sampled_from([None, ID]),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(st.lists(ITEMS, min_size=1, max_size=6), st.randoms())
def test_what_is_listed_copies_a_journal(
    journal: Journal, other: Journal, items: list[dict[str, Any]], random: Any
) -> None:
    """Into another one, in whatever order it is read; and writing it again changes nothing."""
    for one in (journal, other):
        one.vault.database.execute_sql("PRAGMA foreign_keys = OFF")
        for table in (
            "entry",
            "entry_text",
            "entry_tag",
            "entry_person",
            "entry_feeling",
            "tag",
            "person",
            "revision",
        ):
            one.vault.database.execute_sql(f"DELETE FROM {table}")
        one.vault.database.execute_sql("DELETE FROM feeling WHERE own = 1")
        one.vault.database.execute_sql("PRAGMA foreign_keys = ON")
    ids = journal.entries.write_many(items)
    if random.random() < 0.5:  # a journal that has a history, too
        journal.entries.update(ids[0], body="changed #Late", tags=["Late"])
        journal.entries.delete(ids[-1])
    listed = printed(journal)
    random.shuffle(listed)
    other.entries.write_many(listed)
    assert printed(other) == printed(journal)

    heard: list[Change] = []
    stop: list[Callable[[], None]] = [one.observe(heard.append) for one in (journal, other)]
    for one in (journal, other):
        one.entries.write_many(printed(journal))
    assert not heard
    for end in stop:
        end()
