"""Whether two gigabytes of attachments slow work with text: the same journal before and after."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.timing import Report, row, timed
from closeness_desktop import vault
from closeness_desktop.journal import Journal

PASSPHRASE = "a passphrase for measuring"
MOST_ENTRIES = 10_000
SMALL, SMALL_COUNT = 200_000, 4_000
"""Bytes of those that are kept inside the database, and how many."""
LARGE, LARGE_COUNT = 1_000_000, 1_200
TIMES = 60
OPENINGS = 5
SLICE = 2_000


def measure(report: Report, folder: Path, sizes: list[int]) -> None:
    """Attach 2 GB to a journal of up to MOST_ENTRIES; each row's anchor is the journal without them."""
    corpus = Corpus()
    place = folder / "attached.closeness"
    journal = Journal(vault.create(place, PASSPHRASE, cost=vault.FLOOR))
    items = corpus.items(min(max(sizes), MOST_ENTRIES))
    while some := list(itertools.islice(items, SLICE)):
        journal.entries.write_many(some)
    ids = [line.id for line in journal.entries.page(limit=500)]
    before = _text_work(journal, ids)
    journal.close()
    before["open the journal"] = _openings(place)

    journal = Journal(vault.open(place, PASSPHRASE))
    chance = random.Random(8)
    attach = [
        timed(partial(journal.attachments.add_bytes, chance.choice(ids), name, chance.randbytes(size)))
        for name, size, count in (("a.jpg", SMALL, SMALL_COUNT), ("b.ogg", LARGE, LARGE_COUNT))
        for _ in range(count)
    ]
    after = _text_work(journal, ids)
    found = [timed(lambda: journal.entries.page("has:photo wal*")) for _ in range(TIMES)]
    shown = [timed(partial(journal.attachments.of, id)) for id in ids[:TIMES]]
    journal.close()
    after["open the journal"] = _openings(place)
    total = SMALL * SMALL_COUNT + LARGE * LARGE_COUNT
    report.table(
        f"Text work with {total / 1e9:.1f} GB attached",
        "without",
        [row(what, after[what], before[what]) for what in before],
    )
    report.table(
        "Attachments",
        "",
        [
            row(f"attach {SMALL // 1000} kB, inside", attach[:SMALL_COUNT]),
            row(f"attach {LARGE // 1000} kB, beside", attach[SMALL_COUNT:]),
            row("find has:photo and a word", found),
            row("what is attached to an entry", shown),
        ],
    )


def _text_work(journal: Journal, ids: list[str]) -> dict[str, list[float]]:
    """Milliseconds of what a writer does, each TIMES times."""
    entries = journal.entries

    def times(act: Callable[[str], object]) -> list[float]:
        return [timed(partial(act, id)) for id in ids[:TIMES]]

    return {
        "save an entry": times(lambda id: entries.update(id, body=f"{entries.get(id).body} walk")),
        "open an entry": times(entries.get),
        "a page of the list": times(lambda _: entries.page(limit=50)),
        "search a word as it is typed": times(lambda _: entries.page("wal", typing=True)),
        "put a draft": times(lambda id: journal.drafts.put(id, title="", body="a draft", at=journal.now())),
    }


def _openings(place: Path) -> list[float]:
    """Milliseconds from the passphrase to the open journal."""
    made = []
    for _ in range(OPENINGS):
        begun = time.perf_counter()
        opened = Journal(vault.open(place, PASSPHRASE))
        made.append((time.perf_counter() - begun) * 1000)
        opened.close()
    return made
