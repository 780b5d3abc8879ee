"""What a search finds, beside a matcher that looks at every entry in turn."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closeness_desktop import clock
from closeness_desktop.errors import QueryError
from closeness_desktop.journal import Journal, listing
from closeness_desktop.journal.text import index_words
from closeness_desktop.records import EntryLine, Moment, Strength
from tests.support import searching
from tests.support.searching import (
    BEGUN,
    DAYS,
    FEELINGS,
    KINDS,
    PEOPLE,
    PLACES,
    SPOKEN,
    TAGS,
    TEXTS,
    Piece,
)

BERLIN = "Europe/Berlin"
SAME_JOURNAL = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)

ANY_TEXT = st.text(
    st.characters(exclude_characters='"“”„', exclude_categories=["Cs"], include_characters="é日がสी😀"),
    max_size=12,
)
SOME_TEXT = ANY_TEXT.filter(index_words)
PIECES = st.one_of(
    st.builds(searching.word, st.sampled_from(BEGUN), beginning=st.booleans()),
    st.builds(
        searching.phrase,
        st.one_of(
            st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=3),
            st.lists(SOME_TEXT, min_size=1, max_size=2),
        ),
        beginning=st.booleans(),
        quotes=st.sampled_from(['""', "“”", "„“"]),
    ),
    st.builds(
        searching.named, st.just("feeling"), st.sampled_from([*FEELINGS, "sea"]), beginning=st.booleans()
    ),
    st.builds(
        searching.named, st.just("tag"), st.sampled_from([*TAGS, "cafe", "wor"]), beginning=st.booleans()
    ),
    st.builds(
        searching.named, st.just("person"), st.sampled_from([*PEOPLE, "ANNA", "b"]), beginning=st.booleans()
    ),
    st.builds(
        searching.dated,
        st.sampled_from(["on", "since", "until"]),
        st.sampled_from(["2024", "2026-01", *DAYS]),
    ),
    st.builds(
        searching.pleasant, st.sampled_from([">", "<", ">=", "<="]), st.sampled_from([0, 0.25, -0.75, 0.5])
    ),
    st.builds(searching.kind, st.sampled_from(KINDS)),
    st.just(searching.STARRED),
).flatmap(lambda piece: st.sampled_from([piece, piece, piece.excluded()]))
GROUPS = st.lists(PIECES, min_size=1, max_size=3).map(searching.together)
QUERIES = st.lists(GROUPS, min_size=1, max_size=3).map(searching.either)
WRITTEN = st.one_of(st.sampled_from(TEXTS), SOME_TEXT)
ENTRIES = st.fixed_dictionaries(
    {
        "at": st.sampled_from(DAYS).map(
            lambda day: Moment(clock.parse_when(day, BERLIN).utc_ms, BERLIN, day)
        ),
        "title": st.lists(WRITTEN, max_size=2).map(" ".join),
        "body": st.lists(WRITTEN, max_size=6).map(" ".join),
        "feelings": st.lists(st.sampled_from(FEELINGS), max_size=2).map(
            lambda names: [Strength(n) for n in names]
        ),
        "tags": st.lists(st.sampled_from(TAGS), max_size=2),
        "people": st.lists(st.sampled_from(PEOPLE), max_size=1),
        "starred": st.booleans(),
        "kind": st.sampled_from(KINDS),
    }
)


@pytest.fixture(
    params=[(500, 100, 3000), (500, -1, 3000), (-1, -1, 3)], ids=["few looked up", "few listed", "walked"]
)
def placed(journal: Journal, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal whose feelings lie where PLACES says, and that takes each of its ways to find things."""
    few, few_each, near = request.param
    monkeypatch.setattr(listing, "_NEAR", near)
    monkeypatch.setattr(listing, "_SPREAD", 1000)
    monkeypatch.setattr(listing, "_FEW", few)
    monkeypatch.setattr(listing, "_FEW_EACH", few_each)
    for name, pleasantness in PLACES.items():
        database = journal.vault.database
        journal.feelings.own(name)
        database.execute_sql("UPDATE feeling SET pleasantness = ? WHERE key = ?", (pleasantness, name))
    return journal


@settings(SAME_JOURNAL, max_examples=70)
@given(st.lists(ENTRIES, max_size=6), st.lists(QUERIES, min_size=1, max_size=8))
def test_a_search_finds_what_matches_and_nothing_else(
    placed: Journal, entries: list, queries: list[Piece]
) -> None:
    """Any query over any small journal: page, count and find agree with the matcher, newest first."""
    for old in list(placed.entries.find()):
        placed.entries.delete(old.id)
    for entry in entries:
        placed.entries.add(**entry)
    living = list(placed.entries.find())
    assert living == sorted(living, key=lambda entry: (entry.at.utc_ms, entry.id), reverse=True)
    for query in queries:
        wanted = [entry.id for entry in living if query.matches(entry)]
        assert [entry.id for entry in placed.entries.find(query.text)] == wanted, query.text
        lines: list[EntryLine] = []
        while page := placed.entries.page(query.text, after=lines[-1] if lines else None, limit=2):
            lines += page
        assert [line.id for line in lines] == wanted
        assert placed.entries.count(query.text) == len(wanted)


@settings(SAME_JOURNAL, max_examples=800)
@given(
    st.one_of(
        st.text(max_size=40), st.text(alphabet=st.sampled_from("ab\"'*-:()^+{}.,;NEARORANDT \0"), max_size=40)
    )
)
def test_whatever_is_typed_no_syntax_of_the_index_comes_through(journal: Journal, query: str) -> None:
    """It finds entries or is refused as a query; nothing else ever happens."""
    if not journal.entries.count():
        journal.entries.add(title="a near b", body="a or b and not a")
    for typing in (False, True):
        try:
            journal.entries.page(query, typing=typing)
            journal.entries.count(query, typing=typing)
        except QueryError as error:
            assert "MATCH" not in str(error)  # noqa: PT017 (nothing of SQL is told)


@SAME_JOURNAL
@given(st.text(min_size=1, max_size=60).filter(lambda text: index_words(text) and '"' not in text))
def test_any_text_is_found_by_itself(journal: Journal, text: str) -> None:
    """As a phrase, whatever script it is in, and it comes back exactly as it was."""
    if set(text) & set("“”„") or any("\ud800" <= character <= "\udfff" for character in text):
        return
    entry = journal.entries.add(body=text)
    assert journal.entries.get(entry.id).body == text
    assert entry.id in {line.id for line in journal.entries.page(f'"{text}"', limit=10_000)}
    journal.entries.delete(entry.id)


def test_the_last_word_is_a_beginning_while_typing(journal: Journal) -> None:
    """For text as for names."""
    entry = journal.entries.add(body="a walk", tags=["garden"])
    assert [line.id for line in journal.entries.page("wal", typing=True)] == [entry.id]
    assert [line.id for line in journal.entries.page("tag:gar", typing=True)] == [entry.id]
    assert journal.entries.count("wal a", typing=True) == 0
    assert not journal.entries.page("wal")


def test_a_practice_is_found_with_and_without_its_version(journal: Journal) -> None:
    """By the session that an entry was written about."""
    session = journal.sessions.start("sitting@2", planned=600)
    entry = journal.entries.add(body="after it", session=session.id)
    journal.entries.add(body="another")
    for query in ("practice:sitting", "practice:Sitting@2"):
        assert [line.id for line in journal.entries.page(query)] == [entry.id]
    assert journal.entries.count("practice:sit") == 0
    assert journal.entries.count("practice:sit", typing=True) == 1
    assert journal.entries.count("-practice:sitting") == 1


def test_unsaved_text_and_things_attached_are_found(journal: Journal) -> None:
    """By is: and has:, whatever the search index knows."""
    entry = journal.entries.add(body="with a picture")
    journal.drafts.put(entry.id, title="", body="more", at=entry.at)
    journal.vault.database.execute_sql(
        "INSERT INTO attachment (id, entry, name, type, size, sha256, created, updated)"
        " SELECT 'x', number, 'p.jpg', 'image/jpeg', 1, x'00', 0, 0 FROM entry"
    )
    for query in ("is:draft", "has:photo", "has:file"):
        assert [line.id for line in journal.entries.page(query)] == [entry.id]
    for query in ("is:pinned", "has:audio", "-has:file"):
        assert journal.entries.count(query) == 0


def test_the_day_of_a_search_is_the_day_of_the_entry(journal: Journal) -> None:
    """Not that of its time in UTC, and not that of another zone."""
    late = dt.datetime(2026, 1, 1, 2, 30, tzinfo=dt.UTC)
    entry = journal.entries.add(body="x", at=clock.moment(late, "America/New_York"))
    assert [line.id for line in journal.entries.page("on:2025-12-31")] == [entry.id]
    assert journal.entries.count("since:2026") == 0
