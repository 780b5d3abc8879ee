"""The list of entries: paged, honest to Qt, and small in memory."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from closeness_desktop.errors import QueryError
from closeness_desktop.journal import Journal
from closeness_desktop.records import EntryLine, Moment, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.models import entry_list
from closeness_desktop.window.models.entry_delegate import EntryDelegate, short_date
from closeness_desktop.window.models.entry_list import EntryList, EntryRole, heading, spoken

TOP = QModelIndex()


def fill(journal: Journal, count: int, **fields: object) -> list[str]:
    """Write entries a minute apart; returns their ids, newest first."""
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    items = [
        {"at": (start + dt.timedelta(minutes=number)).isoformat(), "title": f"Entry {number}", **fields}
        for number in range(count)
    ]
    return journal.entries.write_many(items)[::-1]


def line(title: str = "", excerpt: str = "", **fields: object) -> EntryLine:
    """A line of the list."""
    at = Moment(0, "UTC", "2026-11-24")
    return EntryLine("1", at, fields.pop("kind", "entry"), title, excerpt, **fields)  # type: ignore[arg-type]


@pytest.fixture
def model(journal: Journal) -> EntryList:
    """A model that Qt's own tester watches."""
    made = EntryList(journal.entries)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    tester.setUseFetchMore(False)  # it would fetch by itself, in the middle of a reset
    return made


def shown(model: EntryList) -> list[str]:
    """The ids of all rows known so far."""
    return [model.index(row).data(EntryRole.LINE).id for row in range(model.rowCount())]


def test_rows_come_page_by_page_newest_first(journal: Journal, model: EntryList) -> None:
    ids = fill(journal, 2 * entry_list.PAGE + 10)
    model.show_query("")
    assert shown(model) == ids[: entry_list.PAGE]
    while model.canFetchMore(TOP):
        model.fetchMore(TOP)
    assert shown(model) == ids


def test_a_full_last_page_ends_the_list_all_the_same(journal: Journal, model: EntryList) -> None:
    fill(journal, entry_list.PAGE)
    model.show_query("")
    model.fetchMore(TOP)
    assert model.rowCount() == entry_list.PAGE
    assert not model.canFetchMore(TOP)


def test_it_never_holds_the_whole_journal_and_still_shows_every_row(
    journal: Journal, model: EntryList
) -> None:
    ids = fill(journal, (entry_list.KEPT + 3) * entry_list.PAGE)
    model.show_query("")
    while model.canFetchMore(TOP):
        model.fetchMore(TOP)
    assert sum(len(page) for page in model._pages.values()) <= entry_list.KEPT * entry_list.PAGE
    assert shown(model) == ids
    assert shown(model)[0] == ids[0]
    assert sum(len(page) for page in model._pages.values()) <= entry_list.KEPT * entry_list.PAGE


def test_a_query_narrows_the_list_and_a_mistake_changes_nothing(journal: Journal, model: EntryList) -> None:
    fill(journal, 3)
    found = journal.entries.add(title="Walk by the river")
    model.show_query("riv", typing=True)
    assert shown(model) == [found.id]
    with pytest.raises(QueryError):
        model.show_query("since:soon")
    assert shown(model) == [found.id]
    assert model.query == "riv"


def test_a_written_entry_changes_its_row_and_a_new_one_comes(journal: Journal, model: EntryList) -> None:
    ids = fill(journal, 3)
    model.show_query("")
    told = QSignalSpy(model.dataChanged)
    old = model.line(1)
    assert old is not None
    model.update_line(EntryLine(old.id, old.at, "entry", "Another title", ""))
    assert told.count() == 1
    assert model.index(1).data() == "Another title"
    new = journal.entries.add(title="New")
    model.update_line(EntryLine(new.id, new.at, "entry", "New", ""))
    assert shown(model) == [new.id, *ids]


def test_reloading_keeps_as_many_rows_as_were_fetched(journal: Journal, model: EntryList) -> None:
    fill(journal, 3 * entry_list.PAGE)
    model.show_query("")
    model.fetchMore(TOP)
    new = journal.entries.add(title="New")
    model.reload()
    assert model.rowCount() == 2 * entry_list.PAGE
    assert model.row_of(new.id) == 0


def test_forgetting_leaves_no_line(journal: Journal, model: EntryList) -> None:
    fill(journal, 3)
    model.show_query("")
    model.forget()
    assert model.rowCount() == 0
    assert not model._pages
    assert not model._last


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (line("A  title\n"), "A title"),
        (line("", "\n## First words\nmore"), "First words"),
        (line("", "- [ ] a thing to do"), "a thing to do"),
        (line("", "", kind="check-in"), "Check-in"),
        (line("", "", feelings=(Strength("calm"),)), "Check-in"),
        (line("", "", kind="practice-note"), "After a practice"),
        (line("", " \n"), "Untitled"),
    ],
)
def test_every_line_has_a_heading(given: EntryLine, expected: str) -> None:
    assert heading(given) == expected


def test_a_line_is_said_with_its_day_feelings_and_star() -> None:
    said = spoken(line("T", feelings=(Strength("calm"), Strength("sad")), starred=True))
    assert said == "T; 2026-11-24; calm, sad; starred"


def test_a_date_names_its_year_only_when_it_is_another() -> None:
    today = dt.date(2026, 11, 24)
    assert short_date("2026-01-02", today) == "2 Jan"
    assert short_date("2025-12-30", today) == "30 Dec 2025"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("width", [60, 310])
def test_every_kind_of_line_can_be_painted(
    qtbot: QtBot, context: Context, direction: Qt.LayoutDirection, width: int
) -> None:
    many = [Strength(word) for word in ("calm", "grateful", "joyful", "content", "tender", "own word")]
    entries = context.journal.entries
    entries.add(title="A title that is long enough to be cut somewhere", feelings=many, starred=True)
    entries.add(body="First line\nand a second")
    entries.add(feelings=[Strength("calm")])
    model = EntryList(entries)
    model.show_query("")
    delegate = EntryDelegate(context.theme, lambda name: "", lambda: dt.date(2026, 11, 24))
    blank = QImage(width, 80, QImage.Format.Format_ARGB32)
    blank.fill(0)
    for row in range(model.rowCount()):
        for state in (QStyle.StateFlag.State_None, QStyle.StateFlag.State_Selected):
            image = QImage(blank)
            painter = QPainter(image)
            option = QStyleOptionViewItem()
            option.rect = image.rect()  # type: ignore[attr-defined]
            option.state = state  # type: ignore[attr-defined]
            option.direction = direction  # type: ignore[attr-defined]
            delegate.paint(painter, option, model.index(row))
            painter.end()
            assert image != blank
