"""The log of practices by hand: added to, changed, thinned out, and each of these undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from closeness_desktop.clock import parse_when
from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Session, SessionEnd

ZONE = "Europe/Berlin"


def sat(journal: Journal, when: str, done: int = 600, ended: SessionEnd = "completed") -> Session:
    """A sitting of ten minutes, unless told otherwise."""
    return journal.sessions.add("sitting@1", at=parse_when(when, ZONE), planned=600, done=done, ended=ended)


def test_a_sitting_from_elsewhere_is_added(journal: Journal) -> None:
    """It stands in the log like any other."""
    heard: list[Change] = []
    journal.observe(heard.append)
    at = parse_when("2026-03-01T07:00", ZONE)
    added = journal.sessions.add("sitting@1", at=at, done=1200, origin="page")
    assert added == Session(added.id, "sitting@1", at, None, 1200, "completed")
    assert journal.sessions.all() == [added]
    assert heard == [Change(frozenset({"session"}), (added.id,), "page")]


def test_time_and_length_are_changed_and_changed_back(journal: Journal) -> None:
    """What is not given stays."""
    before = sat(journal, "2026-03-01T07:00")
    at = parse_when("2026-03-02T08:00", ZONE)
    assert journal.sessions.edit(before.id, at=at) == replace(before, started=at)
    assert journal.sessions.edit(before.id, done=90) == replace(before, started=at, done=90)
    assert journal.sessions.edit(before.id, planned=None).planned is None
    after = journal.sessions.edit(before.id, at=before.started, done=before.done, planned=before.planned)
    assert after == before == journal.sessions.get(before.id)


def test_a_removed_session_is_out_of_the_log_until_it_is_brought_back(journal: Journal) -> None:
    """An entry about it stays either way; repeating does nothing and tells nobody."""
    session = sat(journal, "2026-03-01T07:00")
    entry = journal.entries.add(body="x", session=session.id)
    heard: list[Change] = []
    journal.observe(heard.append)
    journal.sessions.remove(session.id)
    journal.sessions.remove(session.id)
    assert journal.sessions.all() == []
    assert journal.sessions.days_sat(2026, 3) == 0
    assert list(journal.entries.find()) == [entry]
    journal.sessions.bring_back(session.id)
    journal.sessions.bring_back(session.id)
    assert journal.sessions.all() == [session]
    assert len(heard) == 2


def test_a_removed_session_is_not_under_way(journal: Journal) -> None:
    """It does not ask to be kept at the next start."""
    session = journal.sessions.start("sitting@1", planned=60)
    journal.sessions.remove(session.id)
    assert journal.sessions.running() is None


def test_what_cannot_be_is_refused(journal: Journal) -> None:
    """Lengths below zero and beyond a week, an unknown id, a session that still runs."""
    session = sat(journal, "2026-03-01T07:00")
    for length in (-1, 7 * 24 * 3600 + 1, 1.5, True):
        with pytest.raises(UsageError):
            journal.sessions.edit(session.id, done=length)  # type: ignore[arg-type]
        with pytest.raises(UsageError):
            journal.sessions.add("sitting@1", at=session.started, done=length)  # type: ignore[arg-type]
    for change in (journal.sessions.edit, journal.sessions.remove, journal.sessions.bring_back):
        with pytest.raises(NotFoundError):
            change("none")
    running = journal.sessions.start("sitting@1", planned=60)
    with pytest.raises(UsageError):
        journal.sessions.edit(running.id, done=5)
    assert journal.sessions.get(session.id) == session


def test_the_log_is_read_page_by_page(journal: Journal) -> None:
    """Every session once, newest first, two of the same moment among them."""
    whens = [
        "2026-03-01T07:00",
        "2026-03-02T07:00",
        "2026-03-02T07:00",
        "2026-03-03T07:00",
        "2026-02-01T07:00",
    ]
    for when in whens:
        sat(journal, when)
    whole = journal.sessions.all()
    assert [one.started.utc_ms for one in whole] == sorted(
        (one.started.utc_ms for one in whole), reverse=True
    )
    pages, last = [], None
    while page := journal.sessions.all(limit=2, before=last):
        pages += page
        last = page[-1]
    assert pages == whole
    assert len(whole) == len(whens)


def test_days_are_counted_once_each_and_only_where_something_was_done(journal: Journal) -> None:
    """On the person's own days; set aside, under way or not a second: no day."""
    journal.settings.set("day_start", 4)
    sat(journal, "2026-03-01T07:00")
    sat(journal, "2026-03-01T21:00", done=1, ended="early")
    sat(journal, "2026-03-02T07:00", done=0)
    sat(journal, "2026-03-03T07:00", ended="abandoned")
    sat(journal, "2026-02-28T07:00")
    journal.sessions.add("body-scan@1", at=parse_when("2026-04-01T02:00", ZONE, day_start=4), done=60)
    journal.sessions.start("sitting@1", planned=60, at=parse_when("2026-03-09T07:00", ZONE))
    assert journal.sessions.days_sat(2026, 3) == 2
    assert journal.sessions.days_sat(2026, 2) == 1
    assert journal.sessions.days_sat(2026, 4) == 0
