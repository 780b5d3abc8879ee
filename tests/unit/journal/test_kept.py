"""Presets, programmes and reminders: what is kept for practices to come."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, ProgrammeMark

PLAN = {"practice": "sitting@1", "seconds": 600, "around": {"bed": "rain", "bed_volume": 40}, "holds": None}


def test_a_preset_holds_its_whole_plan(journal: Journal) -> None:
    """As JSON values, whatever they are; presets stand by name."""
    heard: list[Change] = []
    journal.observe(heard.append)
    late = journal.presets.save("  Late \n evening ", PLAN, origin="page")
    early = journal.presets.save("early", {"practice": "breathing@1"})
    assert (late.name, late.plan) == ("Late evening", PLAN)
    assert journal.presets.all() == [early, late]
    assert journal.presets.get(late.id) == late
    assert heard[0] == Change(frozenset({"preset"}), (late.id,), "page")


def test_a_name_stands_once(journal: Journal) -> None:
    """Saving under it again takes the place of the plan; another preset may not be given it."""
    first = journal.presets.save("Morning", PLAN)
    again = journal.presets.save("MORNING", {"seconds": 1})
    assert journal.presets.all() == [again]
    assert (again.id, again.name, again.plan) == (first.id, "MORNING", {"seconds": 1})
    other = journal.presets.save("Evening", PLAN)
    with pytest.raises(UsageError):
        journal.presets.rename(other.id, "morning ")
    assert journal.presets.rename(other.id, "evening") == replace(other, name="evening")
    assert journal.presets.rename(other.id, "Night").name == "Night"
    for name in (" \n", "x" * 61, "\udc00"):
        with pytest.raises(UsageError):
            journal.presets.save(name, PLAN)


def test_a_removed_preset_comes_back(journal: Journal) -> None:
    """Under another name if its own was taken meanwhile."""
    first = journal.presets.save("Morning", PLAN)
    journal.presets.remove(first.id)
    journal.presets.remove(first.id)
    assert journal.presets.all() == []
    with pytest.raises(NotFoundError):
        journal.presets.rename(first.id, "x")
    second = journal.presets.save("morning", {})
    journal.presets.bring_back(first.id)
    journal.presets.bring_back(first.id)
    assert journal.presets.all() == [second, replace(first, name="Morning 2")]
    with pytest.raises(NotFoundError):
        journal.presets.remove("none")


def test_days_of_a_programme_are_done_in_any_order(journal: Journal) -> None:
    """Each with its session and time; unmarking forgets one, marking again takes the later time."""
    at = journal.now()
    marks = {
        day: journal.programmes.mark(
            "knowing-myself", day, f"session {day}", at=replace(at, utc_ms=at.utc_ms + n)
        )
        for n, day in enumerate(("needs", "body", "feelings"))
    }
    assert journal.programmes.progress("knowing-myself") == marks
    assert list(marks) == list(journal.programmes.progress("knowing-myself"))
    assert journal.programmes.progress("another") == {}

    journal.programmes.unmark("knowing-myself", "body")
    journal.programmes.unmark("knowing-myself", "body")
    journal.programmes.unmark("knowing-myself", "never-met")
    assert set(journal.programmes.progress("knowing-myself")) == {"needs", "feelings"}

    later = replace(at, utc_ms=at.utc_ms + 9)
    for _ in range(2):
        journal.programmes.mark("knowing-myself", "body", at=later)
    assert journal.programmes.progress("knowing-myself")["body"] == ProgrammeMark(None, later)
    journal.programmes.mark("another", "day", at=replace(at, utc_ms=at.utc_ms + 5))
    assert list(journal.programmes.begun()) == ["knowing-myself", "another"]
    journal.programmes.mark("another", "other", at=replace(at, utc_ms=at.utc_ms + 10))
    assert list(journal.programmes.begun()) == ["another", "knowing-myself"]
    assert journal.verify() == []


def test_a_reminder_waits_from_its_day_on_until_it_is_done(journal: Journal) -> None:
    """Not a day sooner; done can be undone."""
    heard: list[Change] = []
    journal.observe(heard.append)
    later = journal.reminders.add("2026-03-10", practice="one-problem@1", title="One problem at a time")
    sooner = journal.reminders.add("2026-03-02", practice="one-problem@1", title="One", session="s")
    assert journal.reminders.due("2026-03-01") == []
    assert journal.reminders.due("2026-03-02") == [sooner]
    assert journal.reminders.due("2026-12-31") == [sooner, later] == journal.reminders.waiting()

    journal.reminders.done(sooner.id)
    journal.reminders.done(sooner.id)
    assert journal.reminders.due("2026-12-31") == [later]
    assert journal.reminders.get(sooner.id).done is not None
    journal.reminders.undo(sooner.id)
    assert journal.reminders.due("2026-12-31") == [sooner, later]
    journal.reminders.remove(later.id)
    assert journal.reminders.waiting() == [sooner]
    journal.reminders.bring_back(later.id)
    assert [set(change.kinds) for change in heard] == [{"reminder"}] * 6
    for act in (journal.reminders.done, journal.reminders.undo, journal.reminders.remove):
        with pytest.raises(NotFoundError):
            act("none")
    for day in ("2026-02-30", "tomorrow", ""):
        with pytest.raises(UsageError):
            journal.reminders.add(day, practice="p@1", title="t")
    assert json.dumps(journal.verify()) == "[]"
