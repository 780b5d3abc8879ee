"""Looking for something and writing it down in the real window: from a key or a click until it is painted."""

from __future__ import annotations

import itertools
import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import CHINESE, FEELINGS, SEED, Corpus
from benchmarks.timing import Report, Row, row, timed
from closeness_desktop import application, vault
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QTextEdit

    from closeness_desktop.window.main_window import MainWindow
    from closeness_desktop.window.pages.journal import JournalPage

PASSPHRASE = "a passphrase for measuring"
SIZE = (1280, 820)
SLICE = 2_000
WORDS = 100_000
KEYS = 120
MANY = 60


class Writer:
    """The Journal page of a real window over a journal."""

    def __init__(self, journal: Journal) -> None:
        app, self.window = application.build(SettingsFile())
        self.app: QApplication = app
        self.journal = journal
        self.window.resize(*SIZE)
        self.window.take(journal)
        self.window.show()
        self.page = journal_page(self.window)
        self.settle()

    def settle(self, seconds: float = 0.3) -> None:
        """Let everything that waits be done."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self.app.processEvents()

    def times(self, actions: list[Callable[[], object]]) -> list[float]:
        """Milliseconds of each action until what it changed is painted."""
        found = []
        for action in actions:
            found.append(timed(lambda act=action: (act(), self.app.processEvents())))  # type: ignore[misc]
            self.settle(0.01)
        return found

    def close(self) -> None:
        """Lock, and close the window."""
        self.window.lock()
        self.window.close()
        self.settle()


def journal_page(window: MainWindow) -> JournalPage:
    """The Journal page, brought into view."""
    from closeness_desktop.window.pages.journal import JournalPage

    assert window.shell is not None
    window.shell.go("journal")
    page = window.shell.findChild(JournalPage)
    assert page is not None
    return page


def typed(words: list[str]) -> Iterator[str]:
    """What stands in the line after each key, for one search after another."""
    for word in words:
        yield from itertools.accumulate(word)


def queries(corpus: Corpus) -> dict[str, list[str]]:
    """What is typed, key by key."""
    chance = random.Random(SEED)
    common, rare = chance.choices(corpus.words[:10], k=20), chance.choices(corpus.words[-5000:], k=12)
    pairs = [f"{one} {other}" for one, other in zip(common[:6], rare[:6], strict=True)]
    return {
        "a common word": list(typed(common)),
        "a rare word": list(typed(rare)),
        "two words": list(typed(pairs)),
        "a feeling": list(typed([f"feeling:{name}" for name in FEELINGS[:4]])),
        "one Chinese character": [chance.choice(CHINESE) for _ in range(MANY)],
        "two Chinese characters": [CHINESE[at : at + 2] for at in range(len(CHINESE) - 1)],
        "one letter": [chance.choice("bdfgklmnprstv") for _ in range(MANY)],
    }


def finding(writer: Writer, corpus: Corpus, size: int) -> tuple[list[Row], list[Row]]:
    """The list, a day, a month, an entry; and searches as they are typed."""
    page, days = writer.page, writer.journal.days
    chance = random.Random(SEED)
    lines = writer.journal.entries.page(limit=MANY)
    far = writer.journal.entries.page(f"until:{2026 - 8}", limit=MANY)
    some = [line.at.day for line in chance.sample([*lines, *far], k=MANY)]

    def show(query: str, *, typing: bool = False) -> Callable[[], object]:
        return lambda: page.list.show_query(query, typing=typing)

    def of(what: str, actions: list[Callable[[], object]]) -> Row:
        return row(f"{what}, {size:,}", writer.times(actions))

    import datetime as dt

    def month(day: str) -> Callable[[], object]:
        first = dt.date.fromisoformat(day).replace(day=1)
        return lambda: days.held(first, first + dt.timedelta(days=30))

    looking = [
        of("the list of all entries", [show("")] * MANY),
        of("the entries of a day", [show(f"on:{day}") for day in some]),
        of("the entries of a month", [show(f"on:{day[:7]}") for day in some]),
        of("what the days of a month hold", [month(day) for day in some]),
        of("an entry, opened", [lambda id=line.id: page._go_to(id) for line in [*lines, *far]]),  # type: ignore[misc]
    ]
    every: list[float] = []
    searching = []
    for kind, each in queries(corpus).items():
        times = writer.times([show(query, typing=True) for query in each])
        every += times
        searching.append(row(f"{kind}, {size:,}", times))
    page.list.show_query("")
    return looking, [*searching, row(f"every key of these, {size:,}", every)]


def texts(corpus: Corpus) -> dict[str, str]:
    """Texts of 100,000 words, laid out in different ways."""
    drawn = random.Random(SEED).choices(corpus.words[:5000], k=WORDS)

    def lines(of: int) -> str:
        return "\n".join(" ".join(drawn[at : at + of]) for at in range(0, WORDS, of))

    return {"1,000 lines of 100 words": lines(100), "20,000 lines of five words": lines(5)}


def typing(writer: Writer, corpus: Corpus) -> list[Row]:
    """Keys in a text of 100,000 words, beside the same keys in a bare text edit of Qt's."""
    from PySide6.QtWidgets import QTextEdit

    rows = []
    for shape, text in texts(corpus).items():
        entry = writer.journal.entries.add(title=shape, body=text)
        opened = timed(lambda id=entry.id: (writer.page._go_to(id), writer.app.processEvents()))  # type: ignore[misc]
        rows.append(row(f"opened: {shape}", [opened]))
        writer.settle(4)
        bare = QTextEdit(writer.window)
        bare.setPlainText(text)
        bare.resize(*SIZE)
        bare.show()
        writer.settle(2)
        for where, at in (("top", 0.0), ("middle", 0.5), ("end", 1.0)):
            anchor = keys(writer, bare, at)
            bare.hide()
            rows.append(row(f"{where} of {shape}", keys(writer, writer.page.pane.editor, at), anchor))
            bare.show()
        bare.deleteLater()
        writer.page.list.show_query(corpus.words[0])
        writer.page._go_to(entry.id)
        writer.settle(2)
        marked = writer.page.pane.marks.count
        rows.append(
            row(f"top of {shape}, {marked:,} places marked", keys(writer, writer.page.pane.editor, 0.0))
        )
        writer.page.list.show_query("")
    return rows


def keys(writer: Writer, edit: QTextEdit, at: float) -> list[float]:
    """Milliseconds of each of many keys, typed at a place between the start (0) and the end (1)."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    cursor = edit.textCursor()
    cursor.setPosition(round((edit.document().characterCount() - 1) * at))
    edit.setTextCursor(cursor)
    edit.setFocus(Qt.FocusReason.OtherFocusReason)
    writer.settle(1)
    word = "and then we went on "
    return writer.times(
        [lambda key=key: QTest.keyClick(edit, key) for key in itertools.islice(itertools.cycle(word), KEYS)]  # type: ignore[misc]
    )


def measure(report: Report, folder: Path, sizes: list[int]) -> None:
    """At each size, and in long texts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    corpus = Corpus()
    looking: list[Row] = []
    searching: list[Row] = []
    for size in sizes:
        report.say(f"Filling a journal of {size:,} entries…")
        journal = Journal(vault.create(folder / f"{size}.closeness", PASSPHRASE, cost=vault.FLOOR))
        items = corpus.items(size)
        while some := list(itertools.islice(items, SLICE)):
            journal.entries.write_many(some)
        writer = Writer(journal)
        shown, found = finding(writer, corpus, size)
        looking += shown
        searching += found
        writer.close()
    report.table("Until it is painted", "", looking)
    report.table("Searching while typing, until it is painted", "", searching)
    writer = Writer(Journal(vault.create(folder / "long.closeness", PASSPHRASE, cost=vault.FLOOR)))
    rows = typing(writer, corpus)
    writer.close()
    report.table(f"A key in {WORDS:,} words, until it is painted", "bare QTextEdit", rows)
