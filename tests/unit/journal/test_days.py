"""Looking back: what each day holds, the same day in other years, hard days left out, one good day."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from closeness_desktop.errors import NotFoundError
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Entry, EntryKind, Moment, Strength

TODAY = dt.date(2026, 11, 24)


def write(journal: Journal, day: str, body: str = "words", hour: int = 12, **rest: object) -> Entry:
    """An entry at an hour of a day."""
    at = dt.datetime.fromisoformat(f"{day}T{hour:02}:00+00:00")
    return journal.entries.add(at=Moment(round(at.timestamp() * 1000), "UTC", day), body=body, **rest)  # type: ignore[arg-type]


def good(strength: int = 1) -> list[Strength]:
    """Something pleasant."""
    return [Strength("calm", strength)]


def hard(strength: int = 1) -> list[Strength]:
    """Something unpleasant."""
    return [Strength("lonely", strength)]


def test_each_day_says_what_it_holds_of_what_is_looked_for(journal: Journal) -> None:
    """Counted by kind, deleted ones aside, the ends included; a query leaves only what matches."""
    write(journal, "2026-10-31")
    late = write(journal, "2026-11-01", "with @Ada", hour=20, title="Late")
    early = write(journal, "2026-11-01", "", hour=7, kind="check-in", feelings=good())
    write(journal, "2026-11-30", starred=True)
    journal.entries.delete(write(journal, "2026-11-12").id)
    write(journal, "2026-12-01")

    first, last = dt.date(2026, 11, 1), dt.date(2026, 11, 30)
    held = journal.days.held(first, last)
    assert [(day.day, dict(day.counts), day.starred) for day in held] == [
        (first, {"check-in": 1, "entry": 1}, False),
        (last, {"entry": 1}, True),
    ]
    assert [dict(day.counts) for day in journal.days.held(first, last, "person:Ada OR zzz")] == [{"entry": 1}]
    assert [line.id for line in journal.days.lines(first)] == [early.id, late.id]
    assert [line.id for line in journal.days.lines(first, "person:Ada")] == [late.id]
    assert journal.days.lines(dt.date(2026, 11, 2)) == []
    write(journal, "2026-11-01", hour=21, title="Later")
    assert journal.days.titles(first, last) == {first: "Late"}
    assert journal.days.titles(first, last, "person:Bo") == {}


def test_the_practices_written_about_are_known_by_their_ids(journal: Journal) -> None:
    """Each once, whatever its version; not those whose entry is gone."""
    for practice in ("sitting@1", "sitting@2", "breathing@1"):
        session = journal.sessions.start(practice, planned=60)
        entry = write(journal, "2026-11-02", session=session.id)
    assert journal.days.practices() == ["breathing", "sitting"]
    journal.entries.delete(entry.id)
    assert journal.days.practices() == ["sitting"]


def test_a_day_is_looked_at_beside_the_same_day_of_every_other_year(journal: Journal) -> None:
    """Whatever day is chosen: earlier and later years up to today, with words only, the latest first."""
    one, two, later = (write(journal, day) for day in ("2023-11-24", "2024-11-24", "2026-11-24"))
    write(journal, "2025-11-24")
    write(journal, "2024-11-23")
    write(journal, "2022-11-24", " \n\t", kind="check-in", feelings=good())

    found = journal.days.in_other_years(dt.date(2025, 11, 24), TODAY)
    assert [line.id for line in found] == [later.id, two.id, one.id]
    assert journal.days.in_other_years(dt.date(2025, 11, 25), TODAY) == []
    yesterday = TODAY - dt.timedelta(days=1)
    assert [line.id for line in journal.days.in_other_years(dt.date(2025, 11, 24), yesterday)] == [
        two.id,
        one.id,
    ]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("2024-02-28", ["2025-02-28", "2020-02-28"]),
        ("2025-02-28", ["2024-02-29", "2024-02-28", "2020-02-29", "2020-02-28"]),
        ("2024-02-29", ["2020-02-29"]),
        ("2025-03-01", []),
    ],
)
def test_the_29th_of_february_is_looked_at_with_the_28th_where_there_is_none(
    journal: Journal, chosen: str, found: list[str]
) -> None:
    """And alone in a year that has it."""
    for day in ("2020-02-28", "2020-02-29", "2024-02-28", "2024-02-29", "2025-02-28"):
        write(journal, day)
    lines = journal.days.in_other_years(dt.date.fromisoformat(chosen), TODAY)
    assert [line.at.day for line in lines] == found


def test_hard_days_can_be_left_out(journal: Journal) -> None:
    """Hard is what was unpleasant on the whole, all entries of the day and their strengths together."""
    for year, feelings in ((2020, hard()), (2021, good()), (2022, []), (2023, [Strength("between", 3)])):
        write(journal, f"{year}-11-24", feelings=feelings)
    write(journal, "2021-11-24", "", kind="check-in", feelings=hard(3), hour=9)
    write(journal, "2020-11-24", "", kind="check-in", feelings=good(3), hour=9)

    every = journal.days.in_other_years(TODAY, TODAY)
    kind = journal.days.in_other_years(TODAY, TODAY, leave_out_hard=True)
    assert [line.at.day[:4] for line in every] == ["2023", "2022", "2021", "2020"]
    assert [line.at.day[:4] for line in kind] == ["2023", "2022", "2020"]


def test_an_entry_is_looked_back_on_no_more_until_it_is_let_back(journal: Journal) -> None:
    """The entry itself stays as it is, and whoever looks is told of the change once."""
    entry = write(journal, "2024-11-24", feelings=good())
    told: list[Change] = []
    journal.observe(told.append)
    journal.days.leave_out(entry.id, origin="a page")
    journal.days.leave_out(entry.id)
    assert [(change.ids, change.origin) for change in told] == [((entry.id,), "a page")]
    assert journal.days.in_other_years(TODAY, TODAY) == []
    assert journal.days.a_good_one(TODAY) is None
    assert [line.id for line in journal.days.left_out()] == [entry.id]
    assert journal.entries.update(entry.id, body="new words").body == "new words"
    assert journal.days.in_other_years(TODAY, TODAY) == []

    journal.days.let_back(entry.id)
    assert [line.id for line in journal.days.in_other_years(TODAY, TODAY)] == [entry.id]
    assert journal.days.left_out() == []
    with pytest.raises(NotFoundError):
        journal.days.leave_out("nobody")


def test_a_good_day_is_drawn_from_all_that_were_good_and_can_be_read(journal: Journal) -> None:
    """Never a hard one, a wordless one, or one to come; and another than the one shown, if there is one."""
    kinds: tuple[tuple[str, str, EntryKind, list[Strength]], ...] = (
        ("2024-05-01", "good", "entry", good()),
        ("2025-06-02", "good too", "check-in", good(3)),
        ("2025-06-03", "hard", "entry", hard()),
        ("2025-06-04", "", "check-in", good()),
        ("2025-06-05", "nothing named", "entry", []),
        ("2026-11-25", "to come", "entry", good()),
    )
    assert journal.days.a_good_one(TODAY) is None
    for day, body, kind, feelings in kinds:
        write(journal, day, body, kind=kind, feelings=feelings)
    write(journal, "2025-06-02", "hard as well", feelings=hard())
    for day in range(1, 29):  # more hard days than are looked at together
        for month in (1, 2, 3):
            write(journal, f"2023-{month:02}-{day:02}", feelings=hard())

    drawn = {journal.days.a_good_one(TODAY, by=Random(seed)) for seed in range(30)}
    assert drawn == {dt.date(2024, 5, 1), dt.date(2025, 6, 2)}
    for shown in drawn:
        assert {journal.days.a_good_one(TODAY, but=shown, by=Random(seed)) for seed in range(5)} == (
            drawn - {shown}
        )
    assert journal.days.a_good_one(dt.date(2024, 12, 31), but=dt.date(2024, 5, 1)) == dt.date(2024, 5, 1)
