"""Templates: kept by name, one to a day of the week, filled in without touching anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_desktop.errors import NotFoundError, UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.journal.filling import fill
from closeness_desktop.records import Change

VALUES = {"date": "24 November 2026", "time": "21:14", "weekday": "Tuesday"}


def test_a_template_holds_its_text_to_the_byte(journal: Journal) -> None:
    """Name, title and body; they stand in the order in which they were made."""
    heard: list[Change] = []
    journal.observe(heard.append)
    body = "Good:\r\n\t{here}\u00a0\n\n- [ ] {here}\u2028 "
    late = journal.templates.save("  Late  evening ", title="{date}", body=body, weekdays=[0, 6])
    early = journal.templates.save("early", body="Up at {time}")
    assert (late.name, late.title, late.body) == ("Late evening", "{date}", body)
    assert late.weekdays == {0, 6}
    assert journal.templates.all() == [late, early]
    assert journal.templates.get(late.id) == late
    assert heard[0] == Change(frozenset({"template"}), (late.id,))
    changed = journal.templates.save("Later", body="x", id=late.id)
    assert journal.templates.all() == [changed, early]


def test_a_template_that_could_not_be_used_is_refused(journal: Journal) -> None:
    """One without name or text, with a name that is taken, or for a day that does not exist."""
    journal.templates.save("Morning", body="x")
    for name, body, days in ((" ", "x", []), ("y", " \n", []), ("MORNING", "x", []), ("z", "x", [7])):
        with pytest.raises(UsageError):
            journal.templates.save(name, body=body, weekdays=days)
    with pytest.raises(NotFoundError):
        journal.templates.save("z", body="x", id="unknown")
    assert len(journal.templates.all()) == 1


def test_a_day_of_the_week_begins_with_one_template(journal: Journal) -> None:
    """The one that was given it last; what was before can be put back whole."""
    work = journal.templates.save("Work", body="w", weekdays=range(5))
    assert journal.templates.on(4) == work
    before = journal.templates.all()
    friday = journal.templates.save("Friday", body="f", weekdays=[4, 5])
    assert journal.templates.on(4) == friday
    assert journal.templates.get(work.id).weekdays == {0, 1, 2, 3}
    assert journal.templates.on(6) is None

    journal.templates.remove(friday.id)
    assert journal.templates.on(4) is None
    journal.templates.put_back(before)
    assert journal.templates.all() == before
    journal.templates.bring_back(friday.id)
    assert journal.templates.get(friday.id).weekdays == {5}
    swapped = journal.templates.all()
    journal.templates.save("Work", body="w", weekdays=[5], id=work.id)
    journal.templates.save("Friday", body="f", weekdays=range(5), id=friday.id)
    journal.templates.put_back(swapped)
    assert journal.templates.all() == swapped


def test_what_stands_in_braces_is_filled_in() -> None:
    """Date, time and day of the week, in any case; places for answers lie between the parts."""
    assert fill("{Date} at {TIME}, a { weekday }", VALUES) == ("24 November 2026 at 21:14, a Tuesday",)
    assert fill("Good: {here}\nHard: {here}.", VALUES) == ("Good: ", "\nHard: ", ".")
    assert fill("{here}", VALUES) == ("", "")
    assert fill("{place} {} {{date}} {time", VALUES) == ("{place} {} {24 November 2026} {time",)


@given(st.text())
def test_everything_else_stays_as_it_was_typed(text: str) -> None:
    """A text without braces comes out as it went in."""
    plain = text.replace("{", "(")
    assert fill(plain, VALUES) == (plain,)
