"""Lists: in order, page by page, at the same cost however many entries there are."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from closeness_desktop.errors import NotFoundError, QueryError
from closeness_desktop.journal import Journal, listing
from closeness_desktop.records import Entry, EntryLine, Moment, MoodNote, PlacedStrength, Strength

DAY = dt.timedelta(days=1)


@contextmanager
def statements(journal: Journal) -> Iterator[list[str]]:
    """What the database is asked within the block."""
    asked: list[str] = []
    connection = journal.vault.database.connection()
    connection.set_trace_callback(asked.append)
    yield asked
    connection.set_trace_callback(None)


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """120 entries over forty days, three to each moment, some starred, some deleted."""
    first = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    ids = journal.entries.write_many(
        {
            "at": (first + (number // 3) * DAY).isoformat(),
            "zone": "UTC",
            "title": f"title {number}",
            "body": f"body {number} {'even' if number % 2 == 0 else 'odd'} " + "long " * 60,
            "feelings": [{"name": "calm", "strength": 1 + number % 3}, {"name": "sad"}],
            "starred": number % 10 == 0,
        }
        for number in range(120)
    )
    for ident in ids[::7]:
        journal.entries.delete(ident)
    return journal


def everything(journal: Journal, query: str = "") -> list[Entry]:
    """All that matches, newest first."""
    return list(journal.entries.find(query))


@pytest.mark.parametrize("query", ["", "even", "is:starred", "on:2026-01", "-odd feeling:calm", "nothing"])
def test_pages_one_after_the_other_are_the_whole_list(filled: Journal, query: str) -> None:
    """Nothing twice, nothing left out, though several entries share a moment."""
    lines: list[EntryLine] = []
    while page := filled.entries.page(query, after=lines[-1] if lines else None, limit=7):
        lines += page
    found = everything(filled, query)
    assert [line.id for line in lines] == [entry.id for entry in found]
    assert len(lines) == filled.entries.count(query)


def test_a_line_shows_what_its_entry_holds(filled: Journal) -> None:
    """No more of the text than its first 200 characters."""
    for line, entry in zip(filled.entries.page(limit=200), everything(filled), strict=True):
        assert line == EntryLine(
            entry.id,
            entry.at,
            entry.kind,
            entry.title,
            entry.body[:200],
            entry.feelings,
            entry.starred,
            entry.session,
        )
        assert len(line.excerpt) == 200


def test_a_page_goes_on_after_an_entry_that_has_been_deleted_or_moved(filled: Journal) -> None:
    """The line says where it was."""
    page = filled.entries.page(limit=10)
    rest = filled.entries.page(after=page[-1], limit=200)
    filled.entries.delete(page[-1].id)
    assert filled.entries.page(after=page[-1], limit=200) == rest
    filled.entries.restore(page[-1].id)
    filled.entries.update(page[-1].id, at=Moment(0, "UTC", "1970-01-01"))
    assert filled.entries.page(after=page[-1], limit=200)[:-1] == rest


def test_a_page_asks_the_same_few_questions_however_long_it_is(filled: Journal) -> None:
    """Feelings come for all lines at once."""
    with statements(filled) as short:
        filled.entries.page(limit=2)
    with statements(filled) as long:
        filled.entries.page(limit=100)
    assert len(short) == len(long) == 3


def test_whole_entries_come_at_a_fixed_number_of_questions(filled: Journal) -> None:
    """Tags and people, too."""
    with statements(filled) as asked:
        assert len(everything(filled)) == 102
    assert len(asked) == 5


def plan(journal: Journal, statement: str) -> list[str]:
    """How SQLite means to answer."""
    return [
        row[3] for row in journal.vault.database.execute_sql(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    ]


@pytest.mark.parametrize(
    "query", ["", "odd", "-even", "is:starred", "kind:entry", "since:2026 calm", "odd OR b"]
)
def test_a_long_list_is_walked_along_its_index_and_never_sorted(journal: Journal, query: str) -> None:
    """What makes a page flat in time; for what is rare the few are sorted instead (next test)."""
    journal.entries.write_many(
        {"body": "even odd" if number < 510 else "even", "feelings": [{"name": "calm"}]}
        for number in range(1100)
    )
    line = journal.entries.page(limit=1)[0]
    with statements(journal) as asked:
        journal.entries.page(query, after=line)
    *nearest, walk = [statement for statement in asked if "entry_newest" in statement]
    assert len(nearest) <= 2  # a look at the nearest entries, before the index is asked for all
    steps = plan(journal, walk)
    assert any("e USING INDEX entry_newest ((utc_ms,id)<(?,?))" in step for step in steps)
    assert not any("ORDER BY" in step for step in steps)


def test_a_common_word_is_found_among_the_newest_entries(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index need not list all that hold it; a rarer one is found all the same."""
    monkeypatch.setattr(listing, "_NEAR", 600)
    journal.entries.write_many({"body": "even" if number % 20 else "even odd"} for number in range(12_000))
    for query, nearby in (("even", True), ("odd", False), ("even OR odd", True), ("-odd", True)):
        with statements(journal) as asked:
            assert len(journal.entries.page(query)) == 50
        (_spread, listed, *walked) = [statement for statement in asked if "entry_newest" in statement]
        assert "rowid BETWEEN" in listed
        assert bool(walked) != nearby


def test_two_common_words_in_a_row_are_found_among_the_newest_few_thousand(journal: Journal) -> None:
    """The index need not list all that hold them; after a merge, with numbers far apart, it does."""
    journal.entries.write_many(
        {"body": "common words" if number % 20 == 0 else "words common"} for number in range(12_000)
    )
    newest = [line.id for line in journal.entries.page('"common words"')]
    assert newest == [entry.id for entry in journal.entries.find('"common words"', limit=50)]
    with statements(journal) as asked:
        journal.entries.page('"common words"')
    (_spread, near) = [statement for statement in asked if "entry_newest" in statement]
    assert "rowid BETWEEN" in near
    last = Moment(2**45, "UTC", "3084-12-12")
    for entry in list(journal.entries.find("words", limit=12_000))[-5:]:
        journal.entries.update(entry.id, at=last)
    with statements(journal) as asked:
        page = journal.entries.page('"common words"')
    assert [line.id for line in page[1:]] == newest[:49]
    assert not [statement for statement in asked if "rowid BETWEEN" in statement]


def test_a_rare_word_is_looked_up_and_its_few_entries_sorted(journal: Journal) -> None:
    """No walk along all entries."""
    journal.entries.write_many({"body": "even"} for _ in range(510))
    journal.entries.add(body="even rare")
    with statements(journal) as asked:
        assert len(journal.entries.page("even rare")) == 1
    assert not [statement for statement in asked if "entry_newest" in statement]


def test_newer_and_older_step_through_what_a_search_finds(filled: Journal) -> None:
    """Back and forth, from an entry that need not match itself; None at either end."""
    found = everything(filled, "even")
    line = filled.entries.older(everything(filled)[0].id, "even")
    steps = []
    while line is not None:
        steps.append(line.id)
        line = filled.entries.older(line.id, "even")
    assert steps in ([entry.id for entry in found], [entry.id for entry in found[1:]])

    for newer, older in itertools.pairwise(found):
        back = filled.entries.newer(older.id, "even")
        assert back is not None
        assert back.id == newer.id
    assert filled.entries.newer(found[0].id, "even") is None
    with pytest.raises(NotFoundError):
        filled.entries.older("nothing")


def test_find_says_at_once_what_is_wrong_with_a_query(journal: Journal) -> None:
    """Not only when the first entry is asked for."""
    with pytest.raises(QueryError):
        journal.entries.find("since:never")


def test_find_stops_at_its_limit(journal: Journal) -> None:
    """Also beyond one slice of what is read at once."""
    journal.entries.write_many({"body": f"text {number}"} for number in range(450))
    assert len(list(journal.entries.find(limit=0))) == 0
    assert len(list(journal.entries.find(limit=7))) == 7
    assert len(list(journal.entries.find(limit=401))) == 401
    assert len(everything(journal)) == 450


def test_mood_notes_hold_what_trends_need(journal: Journal) -> None:
    """Feelings with their places, of living entries between two days, oldest first."""
    journal.feelings.own("calm-ish")
    for day, names in (("2026-01-02", ["sad", "calm-ish"]), ("2026-01-01", ["calm"]), ("2026-01-03", [])):
        journal.entries.write_many(
            [{"body": "x", "at": day, "feelings": [{"name": name, "strength": 2} for name in names]}]
        )
    journal.entries.delete(journal.entries.add(body="x", feelings=[Strength("calm")]).id)

    notes = journal.entries.mood_notes(None, None)

    sad, calm = journal.feelings.get("sad"), journal.feelings.get("calm")
    assert sad is not None
    assert calm is not None
    by_day = {entry.at.day: entry for entry in everything(journal)}
    assert notes == [
        MoodNote(
            by_day["2026-01-01"].id,
            dt.date(2026, 1, 1),
            by_day["2026-01-01"].at.utc_ms,
            (PlacedStrength("calm", 2, calm.pleasantness, calm.energy),),
        ),
        MoodNote(
            by_day["2026-01-02"].id,
            dt.date(2026, 1, 2),
            by_day["2026-01-02"].at.utc_ms,
            (
                PlacedStrength("sad", 2, sad.pleasantness, sad.energy),
                PlacedStrength("calm-ish", 2, None, None),
            ),
        ),
    ]
    assert journal.entries.mood_notes(dt.date(2026, 1, 2), dt.date(2026, 1, 2)) == notes[1:]
    assert journal.entries.mood_notes(dt.date(2026, 1, 3), None) == []
    assert journal.entries.days_written(None, dt.date(2026, 1, 2)) == [
        dt.date(2026, 1, 1),
        dt.date(2026, 1, 2),
    ]
    assert journal.entries.days_written(dt.date(2026, 1, 3), None) == [dt.date(2026, 1, 3)]
    assert journal.entries.first_day() == dt.date(2026, 1, 1)


def test_an_empty_journal_has_no_days(journal: Journal) -> None:
    """Every list of it is empty."""
    assert journal.entries.first_day() is None
    assert journal.entries.days_written(None, None) == []
    assert journal.entries.mood_notes(None, None) == []
    assert journal.entries.page() == []
    assert journal.entries.count() == 0


def test_an_entry_that_is_moved_in_time_moves_in_the_list(journal: Journal) -> None:
    """By its moment first, then by its id."""
    entries = [journal.entries.add(body=str(number)) for number in range(3)]
    at = entries[0].at
    for entry in entries:
        journal.entries.update(entry.id, at=at)
    assert [line.id for line in journal.entries.page()] == [entry.id for entry in reversed(entries)]
    journal.entries.update(entries[0].id, at=replace(at, utc_ms=at.utc_ms + 1))
    assert journal.entries.page()[0].id == entries[0].id


def test_a_single_letter_is_looked_for_in_the_newest_entries_themselves(journal: Journal) -> None:
    """The index would merge all words that begin so; what is found is the same."""
    journal.entries.write_many({"body": "Ångström even" if number % 3 else "odd"} for number in range(1200))
    journal.entries.write_many({"feelings": [{"name": "elated"}]} for _ in range(3))
    for query in ("a", "e", "od", "x"):
        with statements(journal) as asked:
            page = journal.entries.page(query, typing=True)
        assert [line.id for line in page] == [
            entry.id for entry in journal.entries.find(f"{query}*", limit=50)
        ]
        assert "begins(x.title, x.body" in next(one for one in asked if "entry_newest" in one)


def test_what_is_typed_in_a_script_without_spaces_is_a_whole_word_at_once(journal: Journal) -> None:
    """No word of the index goes on behind such a character."""
    entry = journal.entries.add(body="今天下雨", tags=["雨天"])
    with statements(journal) as asked:
        assert [line.id for line in journal.entries.page("雨", typing=True)] == [entry.id]
    assert not [one for one in asked if '"雨"*' in one]
    assert journal.entries.count("天下", typing=True) == 1
    assert journal.entries.count("雨天", typing=True) == 1
