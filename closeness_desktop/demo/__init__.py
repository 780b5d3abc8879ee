"""The sample journal: eighteen months of plainly marked entries, made afresh and thrown away.

It is an ordinary encrypted journal with a passphrase that everybody knows. What is in it: resources/demo.
"""

from __future__ import annotations

import datetime as dt
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from closeness_desktop import vault
from closeness_desktop.clock import Clock, SystemClock, local_time, parse_when
from closeness_desktop.demo.guided import add_guided
from closeness_desktop.demo.life import Life
from closeness_desktop.demo.texts import load
from closeness_desktop.journal import Journal
from closeness_desktop.records import Moment, SessionEnd

PASSPHRASE = "sample"  # noqa: S105  # shown to whoever locks the sample
DAYS = 548
"""Eighteen months."""

__all__ = ["DAYS", "PASSPHRASE", "make_demo", "sample_journal"]


def make_demo(folder: Path, *, clock: Clock | None = None, days: int = DAYS) -> Journal:
    """Fill a new journal with `days` days of sample entries and sittings that end now; return it open.

    The key derivation runs at its floor, because there is nothing to guard. Raises as `vault.create` does.
    """
    journal = Journal(vault.create(folder, PASSPHRASE, cost=vault.FLOOR), clock=clock or SystemClock())
    try:
        _fill(journal, days)
    except BaseException:
        journal.close()
        raise
    return journal


@contextmanager
def sample_journal(*, clock: Clock | None = None, days: int = DAYS) -> Iterator[Journal]:
    """A sample journal in a private temporary folder that is gone afterwards, on SIGTERM too."""
    home = Path(tempfile.mkdtemp(prefix="closeness-sample-"))
    with _removed(home):
        journal = make_demo(home / "Sample journal.closeness", clock=clock, days=days)
        try:
            yield journal
        finally:
            journal.close()


@contextmanager
def _removed(home: Path) -> Iterator[None]:
    """Remove a folder at the end, and when the process is told to end before that."""

    def end(number: int, frame: FrameType | None) -> None:
        shutil.rmtree(home, ignore_errors=True)
        signal.signal(number, before)
        signal.raise_signal(number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        shutil.rmtree(home)


def _fill(journal: Journal, days: int) -> None:
    now = journal.now()
    local = local_time(now).replace(tzinfo=None)
    texts = load()
    life = Life(texts, local, days)

    def moment(when: dt.datetime) -> Moment:
        return parse_when(when.isoformat(timespec="seconds"), now.zone)

    sessions: dict[int, str] = {}
    with journal.vault.lock, journal.vault.database.atomic():
        for sitting in reversed(life.sittings):
            begun = journal.sessions.start("sitting@1", planned=sitting.planned, at=moment(sitting.when))
            ended: SessionEnd = "completed" if sitting.whole else "early"
            journal.sessions.finish(begun.id, done=sitting.done, ended=ended)
            sessions[id(sitting)] = begun.id
    items = []
    for piece in sorted(life.pieces, key=lambda piece: piece.when):
        at = local_time(moment(piece.when)).isoformat()
        session = sessions[id(piece.after)] if piece.after is not None else None
        items.append(piece.as_json(at, now.zone, session))
    journal.entries.write_many(items)
    with journal.vault.lock, journal.vault.database.atomic():
        add_guided(journal, texts.guided, local, days, moment)
