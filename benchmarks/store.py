"""Saving, searching and listing at several sizes, beside the same journal in plain SQLite."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, cast

from benchmarks.corpus import Corpus
from benchmarks.plain import PlainVault
from benchmarks.timing import Report, Row, row, timed
from closeness_desktop import vault
from closeness_desktop.journal import Journal
from closeness_desktop.records import Strength

PASSPHRASE = "a passphrase for measuring"
SEARCHES = 60
SAVES = 200
LISTS = 100
SLICE = 2_000
PAGE = 50


class Pair:
    """One journal kept twice: encrypted, and in plain SQLite, with a third file for the bare statements."""

    def __init__(self, folder: Path, corpus: Corpus, size: int) -> None:
        self.size = size
        made = vault.create(folder / "ours.closeness", PASSPHRASE, cost=vault.FLOOR)
        self.ours = Journal(made)
        self.plain = Journal(cast(vault.Vault, PlainVault(folder / "plain")))
        for journal in (self.ours, self.plain):
            items = corpus.items(size)
            while some := list(itertools.islice(items, SLICE)):
                journal.entries.write_many(some)

    def close(self) -> None:
        """Close both."""
        self.ours.close()
        self.plain.close()

    def compare(self, what: str, actions: list[Callable[[Journal], object]]) -> Row:
        """Run each action on both journals in turn, and on plain SQLite once more without the stores.

        Each journal goes first every other time, so that neither always finds the caches warm.
        """
        ours: list[float] = []
        plain: list[float] = []
        for turn, action in enumerate(actions):
            runs = [(ours, self.ours), (plain, self.plain)]
            for times, journal in reversed(runs) if turn % 2 else runs:
                times.append(timed(partial(action, journal)))
        return row(
            f"{what}, {self.size:,}", ours, plain, self._bare(actions[:: -(-len(actions) // SEARCHES)])
        )

    def _bare(self, actions: list[Callable[[Journal], object]]) -> list[float]:
        """How long reads take when their SQL is run straight on the driver. Nothing for writes."""
        connection = self.plain.vault.database.connection()
        times = []
        for action in actions:
            with recorded(self.plain) as said:
                action(self.plain)
            if not all(is_read(one) for one in said):
                return []
            times.append(timed(lambda s=said: [connection.execute(one).fetchall() for one in s]))  # type: ignore[misc]
        return times


@contextmanager
def recorded(journal: Journal) -> Iterator[list[str]]:
    """The statements, values and all, that the database is given within the block."""
    said: list[str] = []
    connection = journal.vault.database.connection()
    own = "--"  # marks what the search index asks of its own tables
    connection.set_trace_callback(lambda one: None if one.startswith(own) else said.append(one))
    try:
        yield said
    finally:
        connection.set_trace_callback(None)


def is_read(statement: str) -> bool:
    """Whether a statement only reads."""
    return statement.lstrip().upper().startswith(("SELECT", "WITH"))


def saves(pair: Pair, corpus: Corpus) -> list[Row]:
    """A new entry, and a new text for an old one."""

    def new(number: int) -> Callable[[Journal], object]:
        item = corpus.item(number, pair.size + SAVES)
        feelings = [
            Strength(one["name"], one["strength"]) for one in cast(list[dict[str, Any]], item["feelings"])
        ]
        return lambda journal: journal.entries.add(
            title=str(item["title"]), body=str(item["body"]), feelings=feelings
        )

    rows = [pair.compare("a new entry", [new(pair.size + number) for number in range(SAVES)])]
    ids = {id(one): [line.id for line in one.entries.page(limit=SAVES)] for one in (pair.ours, pair.plain)}

    def changed(number: int) -> Callable[[Journal], object]:
        body = str(corpus.item(number + 7, pair.size)["body"])
        return lambda journal: journal.entries.update(ids[id(journal)][number], body=body)

    rows.append(pair.compare("a changed entry", [changed(number) for number in range(SAVES)]))
    return rows


def searches(pair: Pair, corpus: Corpus) -> list[Row]:
    """The first page of what a search finds, as the window asks for it."""

    def find(query: str) -> Callable[[Journal], object]:
        return lambda journal: journal.entries.page(query, limit=PAGE)

    kinds = corpus.queries(SEARCHES)
    rows = [pair.compare(kind, [find(query) for query in queries]) for kind, queries in kinds.items()]
    every = [query for queries in kinds.values() for query in queries]
    rows.append(pair.compare("all of these", [find(query) for query in every]))

    def count(query: str) -> Callable[[Journal], object]:
        return lambda journal: journal.entries.count(query)

    rows.append(pair.compare("counting what is found", [count(query) for query in every]))
    return rows


def lists(pair: Pair) -> list[Row]:
    """Pages of the list of entries: the newest, one from the middle, and the entry itself."""
    middle = {}
    for journal in (pair.ours, pair.plain):
        line = None
        for _ in range(min(pair.size // (2 * PAGE), 200)):
            line = journal.entries.page(after=line, limit=PAGE)[-1]
        middle[id(journal)] = line
    return [
        pair.compare("newest page", [lambda j: j.entries.page(limit=PAGE)] * LISTS),
        pair.compare("a page far down", [lambda j: j.entries.page(after=middle[id(j)], limit=PAGE)] * LISTS),
        pair.compare("one entry", [lambda j: j.entries.get(cast(Any, middle[id(j)]).id)] * LISTS),
    ]


def measure(report: Report, folder: Path, sizes: list[int]) -> None:
    """Fill journals of each size, and print what they cost."""
    corpus = Corpus()
    rows: dict[str, list[Row]] = {"Saving": [], "Searching": [], "Listing": []}
    for size in sizes:
        report.say(f"Filling two journals of {size:,} entries…")
        place = folder / str(size)
        place.mkdir()
        pair = Pair(place, corpus, size)
        rows["Listing"] += lists(pair)
        rows["Searching"] += searches(pair, corpus)
        rows["Saving"] += saves(pair, corpus)
        pair.close()
    for title, some in rows.items():
        report.table(title, "plain SQLite", some)
