"""The calendar: days walked by keys, said in words, looked for by name, and looked back on kindly."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import parse_when
from closeness_desktop.journal import Journal
from closeness_desktop.journal.days import LEAVE_OUT_HARD
from closeness_desktop.records import Entry, Moment, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.month_of_days import Month, MonthOfDays, days_of_month
from closeness_desktop.window.models.year_of_days import YearOfDays
from closeness_desktop.window.pages.calendar import NO_GOOD_DAY, CalendarPage
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.widgets.month_grid import by_days, by_months
from tests.window.conftest import Heard

SAID = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> CalendarPage:
    """The page, shown, told of every change."""
    made = CalendarPage(context)
    context.changes.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.arrive(day=dt.date(2024, 5, 15))
    made.show()
    return made


def write(journal: Journal, day: str, body: str = "words", **rest: object) -> Entry:
    """An entry at noon of a day."""
    at = dt.datetime.fromisoformat(f"{day}T12:00+00:00")
    return journal.entries.add(at=Moment(round(at.timestamp() * 1000), "UTC", day), body=body, **rest)  # type: ignore[arg-type]


def test_a_month_is_a_table_of_its_days_and_nothing_else() -> None:
    """Every month of some years: each day in one cell, under its own day of the week, in order."""
    model = MonthOfDays()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    begins = QLocale().firstDayOfWeek().value
    for number in range(2023 * 12, 2029 * 12):
        first = dt.date(number // 12, number % 12 + 1, 1)
        model.show(Month(first, first))
        cells = [model.index(row, column) for row in range(model.rowCount()) for column in range(7)]
        dates = [date for cell in cells if (date := model.date(cell)) is not None]
        assert dates == [first + dt.timedelta(days=step) for step in range(days_of_month(first))]
        assert (dates[-1] + dt.timedelta(days=1)).day == 1
        for date in dates:
            cell = model.cell(date)
            assert model.date(cell) == date
            assert cell.column() == (date.isoweekday() - begins) % 7
        outside = [cell for cell in cells if model.date(cell) is None]
        assert all(model.flags(cell) == Qt.ItemFlag.NoItemFlags for cell in outside)
        assert not model.cell(dates[-1] + dt.timedelta(days=1)).isValid()


def test_a_calendar_year_holds_all_of_its_days_and_no_others() -> None:
    """Also one that touches 54 weeks."""
    model = YearOfDays()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for year in (2012, 2023, 2024, 2026):
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        model.show([], last, since=first, held={first: "1 entry"})
        columns = range(model.columnCount())
        dates = [model.date(model.index(row, column)) for column in columns for row in range(7)]
        assert [date for date in dates if date] == [
            first + dt.timedelta(days=step) for step in range((last - first).days + 1)
        ]
        assert model.date(model.cell(last)) == last
        assert not model.cell(last + dt.timedelta(days=1)).isValid()
        assert str(model.cell(first).data(SAID)).endswith(f"1 Jan {year}: 1 entry; nothing named")
        assert len(model.month_starts()) == 12


def test_going_by_days_and_months_stays_in_the_calendar() -> None:
    """The last of a month leads to the last of a shorter one; beyond the first and last day lies nothing."""
    assert by_months(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)
    assert by_months(dt.date(2024, 2, 29), 12) == dt.date(2025, 2, 28)
    assert by_months(dt.date(2024, 1, 1), -1) == dt.date(2023, 12, 1)
    assert by_months(dt.date.max, 1) is None
    assert by_days(dt.date.min, -1) is None
    assert days_of_month(dt.date.max) == 31


def test_arrow_keys_walk_from_day_to_day_and_each_says_what_it_holds(
    page: CalendarPage, journal: Journal, heard: Heard, qtbot: QtBot
) -> None:
    """On into the months beside; the day's entries, and what was written on it in other years, follow."""
    write(journal, "2024-04-30", "<b>bold</b>", kind="check-in", feelings=[Strength("calm", 2)])
    told = write(journal, "2024-05-01", title="First of <i>May</i>", starred=True)
    write(journal, "2024-05-01", "more", feelings=[Strength("tense")])
    before = write(journal, "2021-05-01", "three years before")
    page.take_focus()
    assert page.head.title.text() == "May 2024"
    qtbot.keyClick(page.month, Qt.Key.Key_Home)
    assert page.day == page.month.marked() == dt.date(2024, 5, 1)
    said = str(page.month.currentIndex().data(SAID))
    assert said.startswith("Wednesday, 1 May 2024: 2 entries, with a star; tense (unpleasant, high energy)")
    assert said.endswith("“First of <i>May</i>”")
    assert "<i>" not in str(page.month.currentIndex().data(Qt.ItemDataRole.ToolTipRole))
    assert page.day_card.briefs[0].id == told.id
    assert page.day_card.briefs[0].text.text() == "First of <i>May</i>"
    assert [brief.id for brief in page.others.briefs] == [before.id]
    page.others.briefs[0].open.click()
    assert heard.gone[-1] == ("journal", {"entry": before.id})

    qtbot.keyClick(page.month, Qt.Key.Key_Left)
    assert (page.head.title.text(), page.day) == ("April 2024", dt.date(2024, 4, 30))
    assert page.month.hasFocus()
    assert [brief.text.text() for brief in page.day_card.briefs] == ["<b>bold</b>"]
    assert not page.day_card.read.isVisible()
    for key, day in (
        (Qt.Key.Key_Up, "2024-04-23"),
        (Qt.Key.Key_Right, "2024-04-24"),
        (Qt.Key.Key_End, "2024-04-30"),
        (Qt.Key.Key_Down, "2024-05-07"),
        (Qt.Key.Key_PageDown, "2024-06-07"),
        (Qt.Key.Key_PageUp, "2024-05-07"),
    ):
        qtbot.keyClick(page.month, key)
        assert page.day == page.month.marked() == dt.date.fromisoformat(day)
    qtbot.keyClick(page.month, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    assert page.head.title.text() == "May 2023"
    gone = len(heard.gone)
    qtbot.keyClick(page.month, Qt.Key.Key_Return)  # nothing lies there
    assert len(heard.gone) == gone
    page.choose(dt.date(2024, 5, 1))
    qtbot.keyClick(page.month, Qt.Key.Key_Return)
    assert heard.gone[-1] == ("journal", {"query": "on:2024-05-01"})
    assert journal.entries.count("on:2024-05-01") == 2
    cell = page.month.visualRect(page.month.model().cell(dt.date(2024, 5, 20))).center()  # type: ignore[attr-defined]
    qtbot.mouseClick(page.month.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell))
    assert page.day == dt.date(2024, 5, 20)
    page.head.now.click()
    assert page.day == dt.date.fromisoformat(journal.now().day)


def test_a_year_its_table_and_one_name_alone(
    page: CalendarPage, journal: Journal, heard: Heard, qtbot: QtBot
) -> None:
    """Only the days with entries of that person, feeling or practice are marked; the rest is empty."""
    session = journal.sessions.start("sitting@1", planned=60)
    write(journal, "2024-01-01", "@Ada rang", feelings=[Strength("calm")])
    write(journal, "2024-12-31", "sat", session=session.id, feelings=[Strength("nameless")])
    write(journal, "2024-07-01", "@Bo wrote")
    write(journal, "2023-07-01", "@Ada")
    page.take_focus()
    page.head.year.click()
    assert page.year.view.hasFocus()
    assert page.head.title.text() == "2024"
    assert page.month_card.isHidden()
    page.year_card.switch.click()
    table = page.year_card.table
    assert table is not None
    rows = [[table.model().index(row, column).data() for column in range(4)] for row in range(3)]
    assert rows == [
        ["Tue 31 Dec 2024", "1 entry", "not placed", "nameless"],
        ["Mon 1 Jul 2024", "1 entry", "", ""],
        ["Mon 1 Jan 2024", "1 entry", "pleasant, low energy", "calm"],
    ]
    table.setCurrentIndex(table.model().index(1, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.gone[-1] == ("journal", {"query": "on:2024-07-01"})
    page.year_card.switch.click()

    found = {}
    for kind, name in (("person", "Ada"), ("feeling", "calm"), ("practice", "sitting")):
        page.filter.kind.choose(kind)
        page.filter.which.choose(name)
        found[page.filter.query] = [day.isoformat() for day in page._shown.held]
    assert found == {
        'person:"Ada"': ["2024-01-01"],
        'feeling:"calm"': ["2024-01-01"],
        'practice:"sitting"': ["2024-12-31"],
    }
    assert page.filter.which.currentText() == "Just sit"
    page.filter.read.click()
    assert heard.gone[-1] == ("journal", {"query": 'practice:"sitting"'})
    page.filter.paper.click()
    query = 'practice:"sitting" since:2024-01-01 until:2024-12-31'
    assert heard.gone[-1] == ("paper", {"query": query})
    page.choose(dt.date(2024, 12, 31))
    assert page.year.view.currentIndex().data(SAID) == "Tue 31 Dec 2024: 1 entry; nameless"
    qtbot.keyClick(page.year.view, Qt.Key.Key_Return)
    assert heard.gone[-1] == ("journal", {"query": 'on:2024-12-31 practice:"sitting"'})
    page.head.before.click()
    assert page.head.title.text() == "2023"
    page.head.month.click()
    page.filter.kind.choose("")
    page.filter.paper.click()
    until = dt.date(2023, 12, 31)
    assert heard.gone[-1] == ("paper", {"since": dt.date(2023, 12, 1), "until": until})
    page.head.year.click()
    page.filter.kind.choose("")
    assert list(page._shown.held) == [dt.date(2023, 7, 1)]


def test_looking_back_leaves_out_what_a_person_does_not_want_to_see(
    page: CalendarPage, journal: Journal, heard: Heard
) -> None:
    """One entry for good, until it is let back, with undo each time; hard days by a switch that is kept."""
    hard = write(journal, "2023-05-15", "hard", feelings=[Strength("lonely")])
    fair = write(journal, "2022-05-15", "fair", feelings=[Strength("calm")])

    def shown() -> list[str]:
        return [brief.id for brief in page.others.briefs]

    assert shown() == [hard.id, fair.id]
    page.others.leave_out.click()
    assert journal.settings.get(LEAVE_OUT_HARD, False) is True
    assert shown() == [fair.id]
    page.others.leave_out.click()
    page.others.unwanted.emit(hard.id)
    assert shown() == [fair.id]
    assert page.others.back.text() == "1 entry is left out"
    sentence, undo = heard.said[-1]
    assert sentence.startswith("You will not be shown this one again.")
    assert undo is not None
    undo()
    assert shown() == [hard.id, fair.id]
    assert page.others.back.isHidden()
    assert heard.redo is not None
    heard.redo()
    page.others.back.click()
    assert [brief.id for brief in page.others.left_briefs] == [hard.id]
    page.others.wanted_back.emit(hard.id)
    assert shown() == [hard.id, fair.id]
    assert not page.others.left_briefs

    page.others.good.click()
    assert page.day == dt.date(2022, 5, 15)
    assert page.head.title.text() == "May 2022"
    journal.entries.delete(fair.id)
    page.others.good.click()
    assert heard.said[-1] == (NO_GOOD_DAY, None)


def test_a_day_with_many_entries_shows_some_and_an_entry_is_begun_on_it(
    page: CalendarPage, journal: Journal, heard: Heard
) -> None:
    """What is written about a day belongs to it; one to come is not written about. Locking leaves no word."""
    for number in range(9):
        write(journal, "2024-05-15", f"secret {number}")
    assert [brief.text.text() for brief in page.day_card.briefs] == [f"secret {n}" for n in range(6)]
    assert page.day_card.read.text() == "Read all 9"
    page.day_card.read.click()
    assert heard.gone[-1] == ("journal", {"query": "on:2024-05-15"})
    page.day_card.write.click()
    where = heard.gone[-1][1]
    assert isinstance(at := where["at"], Moment)
    assert (where["new"], at.day) == (True, "2024-05-15")
    page.choose(dt.date.fromisoformat(journal.now().day))
    page.day_card.write.click()
    assert heard.gone[-1] == ("journal", {"new": True})
    page.choose(page.day + dt.timedelta(days=1))
    assert not page.day_card.write.isVisible()
    page.choose(dt.date(2024, 5, 15))
    page.forget()
    assert not page.day_card.briefs
    assert "secret" not in str(page.month.model().index(2, 2).data(SAID))


def test_the_journal_begins_an_entry_on_a_day_and_leads_to_paper(
    context: Context, journal: Journal, heard: Heard, qtbot: QtBot
) -> None:
    """What is written then belongs to that day; what is open, or what the search finds, can be printed."""
    page = JournalPage(context)
    qtbot.addWidget(page)
    page.show()
    page.arrive(new=True, at=parse_when("2024-05-15", "Europe/Berlin"))
    page.put_on_paper()
    assert heard.gone[-1] == ("paper", {"entry": None, "query": ""})
    qtbot.keyClicks(page.pane.editor, "That day")
    page.leave()
    (line,) = journal.entries.page("on:2024-05-15")
    assert line.excerpt == "That day"
    page.search_for("day")
    page.put_on_paper()
    assert heard.gone[-1] == ("paper", {"entry": line.id, "query": "day"})
    page.list.calendar.click()
    assert heard.gone[-1][0] == "calendar"
