"""The log of practices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change


def test_a_session_from_start_to_end(journal: Journal) -> None:
    """It runs with a snapshot, and ends with the seconds really sat."""
    started = journal.sessions.start("sitting@1", planned=600)
    assert (started.ended, started.done, started.planned) == ("running", 0, 600)
    assert journal.sessions.running() == started

    journal.sessions.snapshot(started.id, done=42, state='{"step": 1}')
    running = journal.sessions.running()
    assert running == replace(started, done=42, snapshot='{"step": 1}')

    ended = journal.sessions.finish(started.id, done=300, ended="early")
    assert ended == replace(started, done=300, ended="early")
    assert journal.sessions.running() is None
    assert journal.sessions.get(started.id) == ended


def test_sessions_are_listed_newest_first(journal: Journal) -> None:
    """By when they began."""
    at = journal.now()
    ids = [
        journal.sessions.start("sitting@1", planned=None, at=replace(at, utc_ms=at.utc_ms + minutes)).id
        for minutes in (1, 3, 2)
    ]
    assert [session.id for session in journal.sessions.all()] == [ids[1], ids[2], ids[0]]
    assert [session.id for session in journal.sessions.all(limit=1)] == [ids[1]]


def test_a_snapshot_tells_nobody(journal: Journal) -> None:
    """It is written every few seconds, and no page shows it."""
    heard: list[Change] = []
    session = journal.sessions.start("sitting@1", planned=60)
    journal.observe(heard.append)
    journal.sessions.snapshot(session.id, done=1, state="{}")
    assert not heard
    journal.sessions.finish(session.id, done=60, ended="completed", origin="page")
    assert heard == [Change(frozenset({"session"}), (session.id,), "page")]


def test_an_unknown_session_and_an_unknown_end(journal: Journal) -> None:
    """Are refused, each in its way."""
    with pytest.raises(NotFoundError):
        journal.sessions.get("none")
    with pytest.raises(NotFoundError):
        journal.sessions.snapshot("none", done=1, state="")
    session = journal.sessions.start("sitting@1", planned=60)
    with pytest.raises(UsageError):
        journal.sessions.finish(session.id, done=1, ended="bored")  # type: ignore[arg-type]
