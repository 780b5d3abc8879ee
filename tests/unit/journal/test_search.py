"""What a search finds, beside a matcher that looks at every entry in turn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from closeness_desktop import clock
from closeness_desktop.errors import QueryError
from closeness_desktop.journal import Journal, listing
from closeness_desktop.journal.text import fold_name, index_words
from closeness_desktop.records import Entry, EntryLine, Moment, Strength

BERLIN = "Europe/Berlin"
SAME_JOURNAL = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)

TEXTS = [
    "sea",
    "Sea",
    "CAFÉ",
    "cafe",
    "walk",
    "walks",
    "日本",
    "日",
    "本日",
    "don't",
    "self-care",
    "self care",
    "10:30",
]
TEXTS += ["#work", "#Work", "@Anna", "@anna’s", "OR", "😀", "naïve", "\n", "—", "हिन्दी"]
FEELINGS = ["calm", "Sad", "at ease", "sea-sick"]
TAGS = ["work", "old friends", "Café", "日本"]
PEOPLE = ["Anna", "Ben Ali"]
DAYS = ["2024-02-29", "2025-12-31", "2026-01-01", "2026-11-24"]
PLACES = {"calm": 0.5, "sad": -0.75, "at ease": 0.25}  # binary fractions: their mean is exact


@dataclass(frozen=True)
class Piece:
    """A piece of a query as typed, and whether an entry matches it."""

    text: str
    matches: Callable[[Entry], bool]


def fields(entry: Entry) -> list[list[str]]:
    """The words of each field that a word may stand in."""
    named = [feeling.name for feeling in entry.feelings]
    return [index_words(field) for field in (entry.title, entry.body, *named, *entry.tags, *entry.people)]


def holds(entry: Entry, words: list[str], *, beginning: bool) -> bool:
    """Whether these words stand in a row in one field; with `beginning` the last may go on."""
    for field in fields(entry):
        for start in range(len(field) - len(words) + 1):
            *whole, last = field[start : start + len(words)]
            if whole == words[:-1] and (last.startswith(words[-1]) if beginning else last == words[-1]):
                return True
    return False


def word(text: str, *, beginning: bool) -> Piece:
    """A bare word."""
    words = index_words(text)
    return Piece(text + "*" * beginning, lambda entry: holds(entry, words, beginning=beginning))


def phrase(parts: list[str]) -> Piece:
    """Words in quotes."""
    words = index_words(" ".join(parts))
    return Piece(f'"{" ".join(parts)}"', lambda entry: holds(entry, words, beginning=False))


def named(operator: str, name: str, of: Callable[[Entry], list[str]]) -> Piece:
    """An operator with a name."""
    wanted = fold_name(name)
    return Piece(f'{operator}:"{name}"', lambda entry: wanted in [fold_name(one) for one in of(entry)])


def dated(operator: str, value: str) -> Piece:
    """An operator with a year, month or day."""
    tests: dict[str, Callable[[Entry], bool]] = {
        "on": lambda entry: entry.at.day.startswith(value),
        "since": lambda entry: entry.at.day[: len(value)] >= value,
        "until": lambda entry: entry.at.day[: len(value)] <= value,
    }
    return Piece(f"{operator}:{value}", tests[operator])


def pleasant(comparison: str, bound: float) -> Piece:
    """A comparison with the mean of the placed feelings."""

    def matches(entry: Entry) -> bool:
        placed = [PLACES[one.name.lower()] for one in entry.feelings if one.name.lower() in PLACES]
        mean = sum(placed) / len(placed) if placed else None
        tests = {">": lambda m: m > bound, "<": lambda m: m < bound, ">=": lambda m: m >= bound}
        tests["<="] = lambda m: m <= bound
        return mean is not None and tests[comparison](mean)

    return Piece(f"pleasant:{comparison}{bound}", matches)


SPOKEN = [text for text in TEXTS if index_words(text)]
BARE = [text for text in SPOKEN if text != "OR" and " " not in text]
PIECES = st.one_of(
    st.builds(word, st.sampled_from([*BARE, "wal", "s", "ई"]), beginning=st.booleans()),
    st.builds(phrase, st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=3)),
    st.builds(
        lambda name: named("feeling", name, lambda e: [f.name for f in e.feelings]), st.sampled_from(FEELINGS)
    ),
    st.builds(
        lambda name: named("tag", name, lambda e: list(e.tags)), st.sampled_from([*TAGS, "cafe", "wor"])
    ),
    st.builds(
        lambda name: named("person", name, lambda e: list(e.people)), st.sampled_from([*PEOPLE, "ANNA"])
    ),
    st.builds(dated, st.sampled_from(["on", "since", "until"]), st.sampled_from(["2024", "2026-01", *DAYS])),
    st.builds(pleasant, st.sampled_from([">", "<", ">=", "<="]), st.sampled_from([0, 0.25, -0.75, 0.5])),
    st.just(Piece("is:starred", lambda e: e.starred)),
    st.just(Piece("kind:check-in", lambda e: e.kind == "check-in")),
).flatmap(
    lambda piece: st.sampled_from(
        [piece, piece, Piece(f"-{piece.text}", lambda entry: not piece.matches(entry))]
    )
)
GROUPS = st.lists(PIECES, min_size=1, max_size=3).map(
    lambda pieces: Piece(
        " ".join(piece.text for piece in pieces), lambda entry: all(piece.matches(entry) for piece in pieces)
    )
)
QUERIES = st.lists(GROUPS, min_size=1, max_size=2).map(
    lambda groups: Piece(
        " OR ".join(group.text for group in groups),
        lambda entry: any(group.matches(entry) for group in groups),
    )
)
ENTRIES = st.fixed_dictionaries(
    {
        "at": st.sampled_from(DAYS).map(
            lambda day: Moment(clock.parse_when(day, BERLIN).utc_ms, BERLIN, day)
        ),
        "title": st.lists(st.sampled_from(TEXTS), max_size=2).map(" ".join),
        "body": st.lists(st.sampled_from(TEXTS), max_size=6).map(" ".join),
        "feelings": st.lists(st.sampled_from(FEELINGS), max_size=2).map(
            lambda names: [Strength(n) for n in names]
        ),
        "tags": st.lists(st.sampled_from(TAGS), max_size=2),
        "people": st.lists(st.sampled_from(PEOPLE), max_size=1),
        "starred": st.booleans(),
        "kind": st.sampled_from(["entry", "check-in"]),
    }
)


@pytest.fixture(params=[(500, 100), (500, -1), (-1, -1)], ids=["few looked up", "few listed", "walked"])
def placed(journal: Journal, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """A journal whose feelings lie where PLACES says, and that takes each of its ways to find things."""
    few, few_each = request.param
    monkeypatch.setattr(listing, "_FEW", few)
    monkeypatch.setattr(listing, "_FEW_EACH", few_each)
    for name, pleasantness in PLACES.items():
        database = journal.vault.database
        journal.feelings.own(name)
        database.execute_sql("UPDATE feeling SET pleasantness = ? WHERE key = ?", (pleasantness, name))
    return journal


@SAME_JOURNAL
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


@settings(SAME_JOURNAL, max_examples=5000)
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
