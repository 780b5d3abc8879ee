"""The trends page over a real journal: what it shows, what it leaves empty, and where its dots lead."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import local_time, moment
from closeness_desktop.records import Change, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import trends as page_module
from closeness_desktop.window.pages.trends import TrendsPage
from tests.window.conftest import Heard


def today(context: Context) -> dt.date:
    """The journal's own day."""
    return dt.date.fromisoformat(context.journal.now().day)


def write(context: Context, ago: int, **feelings: int) -> str:
    """An entry some days ago that names feelings; returns its id."""
    now = context.journal.now()
    when = local_time(now) - dt.timedelta(days=ago)
    entry = context.journal.entries.add(
        at=moment(when, now.zone), feelings=[Strength(name, strength) for name, strength in feelings.items()]
    )
    return entry.id


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> TrendsPage:
    """The page, shown in a window of ordinary width, over whatever the test wrote before arriving."""
    made = TrendsPage(context)
    qtbot.addWidget(made)
    made.resize(1080, 820)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def fortnight(context: Context) -> None:
    """Ten logged days of the last fourteen: calm on seven, tense on four, both on one."""
    for ago in (0, 1, 2, 4, 5, 6, 12):
        write(context, ago, calm=2)
    for ago in (6, 8, 9, 13):
        write(context, ago, tense=1)


def test_without_entries_it_says_so_and_leads_to_today(page: TrendsPage, heard: Heard) -> None:
    """Nothing is drawn of nothing."""
    page.arrive()
    assert page._empty.isVisible()
    assert not any(card.isVisible() for card in page._cards)
    page._empty.acted.emit()
    assert heard.gone == [("today", {})]


def test_few_days_show_dots_and_one_sentence_only(page: TrendsPage, context: Context) -> None:
    """Below five logged days there is no line, no share, no ranking."""
    for ago in (0, 1, 5, 9):
        write(context, ago, calm=1)
    page.arrive()
    assert page.days_card.isVisible()
    assert not page.moods_card.isVisible()
    assert not page.shares_card.isVisible()
    page._grid.activate()
    assert page.days_card.width() == page.year_card.width()
    assert "once you have named feelings on five days" in page.days_card.caption.text()
    assert "4 of 60 days" in page.days_card.caption.text()
    assert page._chart is not None
    assert len(page._chart._dots) == 4
    assert page._look is not None
    assert page._look.line == []


@pytest.mark.usefixtures("fortnight")
def test_moods_are_counted_in_days(page: TrendsPage) -> None:
    """The bars say on how many of the logged days each mood was named, the rest is in the tooltip."""
    page.arrive()
    assert page.title.text() == "The last 60 days"
    assert [row.accessibleName() for row in page.bars.rows] == [
        "calm, named on 7 of 10 days",
        "tense, named on 4 of 10 days",
    ]
    assert "anything from 40% to 89% would fit as well" in page.bars.rows[0].toolTip()
    assert "10 of 60 days have one" in page.days_card.caption.text()


@pytest.mark.usefixtures("fortnight")
def test_every_chart_has_a_table_with_the_same_facts(page: TrendsPage) -> None:
    """One press shows the table; the model is sound, named, and says each cell with its column."""
    page.arrive()
    for card in page._cards:
        assert card.table is None
        card.switch.click()
        table = card.table
        assert table is not None
        assert table.isVisible()
        assert table.accessibleName()
        assert table.focusPolicy() & Qt.FocusPolicy.TabFocus
        QAbstractItemModelTester(table.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
        said = table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert str(said).startswith(table.model().headerData(0, Qt.Orientation.Horizontal))
    moods = page.moods_card.table
    assert moods is not None
    first = [moods.model().index(0, column).data() for column in range(moods.model().columnCount())]
    assert first == ["calm", "7 of 10 days", "70%", "40% to 89%", "7", "pleasant, low energy"]
    page.moods_card.switch.click()
    assert not moods.isVisible()
    assert page.bars.isVisible()


@pytest.mark.usefixtures("fortnight")
def test_a_row_of_a_table_opens_its_entries(
    page: TrendsPage, context: Context, heard: Heard, qtbot: QtBot
) -> None:
    """Enter on the newest day searches for that day."""
    page.arrive()
    page.days_card.switch.click()
    table = page.days_card.table
    assert table is not None
    table.setCurrentIndex(table.model().index(0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.gone == [("journal", {"query": f"on:{today(context)}"})]


@pytest.mark.usefixtures("fortnight")
def test_every_dot_opens_its_entries_by_mouse_and_by_keyboard(
    page: TrendsPage, context: Context, heard: Heard, qtbot: QtBot
) -> None:
    """A click next to a dot, or arrows and Enter, lead to the day."""
    page.arrive()
    QApplication.sendPostedEvents()
    chart = page._chart
    assert chart is not None
    spot = chart._spot(0).toPoint()
    qtbot.mouseClick(chart._plot.viewport(), Qt.MouseButton.LeftButton, pos=spot + QPoint(3, 2))
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert "calm (pleasant, low energy), 1 entry" in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    oldest, newest_but_one = (today(context) - dt.timedelta(days=ago) for ago in (13, 1))
    assert heard.gone == [
        ("journal", {"query": f"on:{oldest}"}),
        ("journal", {"query": f"on:{newest_but_one}"}),
    ]


@pytest.mark.usefixtures("fortnight")
def test_a_mood_a_bar_and_a_square_open_what_lies_behind_them(
    page: TrendsPage, context: Context, heard: Heard, qtbot: QtBot
) -> None:
    """Each search finds what was counted."""
    page.arrive()
    page.bars.rows[1].click()
    small = page._small[0]
    share = next(share for share in small.shares if share.days)
    small.chosen.emit(share)
    view = page.year.view
    last = today(context)
    view.setCurrentIndex(view.model().index(last.weekday(), view.model().columnCount() - 1))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    queries = [str(where["query"]) for _, where in heard.gone]
    assert queries[0].startswith('feeling:"tense" since:')
    assert context.journal.entries.count(queries[0]) == 4
    assert context.journal.entries.count(queries[1]) == share.days
    assert context.journal.entries.count(queries[2]) == 1


@pytest.mark.usefixtures("fortnight")
def test_one_mood_can_be_followed_over_time(page: TrendsPage) -> None:
    """Chosen from the list, it is drawn large, with its counts, and its table has its column only."""
    page.arrive()
    assert [small.name for small in page._small] == ["calm", "tense"]
    place = page._choice.findText("tense")
    page._choice.setCurrentIndex(place)
    page._choice.activated.emit(place)
    assert [small.name for small in page._small] == ["tense"]
    assert sum(share.days for share in page._small[0].shares) == 4
    page.refresh(Change(frozenset({"entry"})))
    assert page._choice.currentText() == "tense"


@pytest.mark.usefixtures("fortnight")
def test_the_year_says_each_day_in_words(page: TrendsPage, context: Context) -> None:
    """Squares are cells of a table; days to come are none."""
    page.arrive()
    model = page._year
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    last = today(context)
    cell = model.index(last.weekday(), model.columnCount() - 1)
    assert model.date(cell) == last
    said = str(cell.data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.endswith(": calm (pleasant, low energy)")
    assert str(model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)).endswith(": nothing named")
    later = [model.index(row, model.columnCount() - 1) for row in range(last.weekday() + 1, 7)]
    assert all(model.flags(index) == Qt.ItemFlag.NoItemFlags for index in later)


def test_the_ranges_reach_as_far_as_they_say(page: TrendsPage, context: Context) -> None:
    """30 days leave out the 31st; All begins with the first entry."""
    for ago in (0, 29, 30, 364, 365, 700):
        write(context, ago, calm=1)
    page.arrive()
    found = {}
    for name, chip in page.chips.items():
        chip.click()
        assert page.chosen == name
        assert page._look is not None
        found[name] = (page._look.summary.days_logged, page._look.summary.days, page._look.summary.by)
    assert found == {
        "30 d": (2, 30, "week"),
        "60 d": (3, 60, "week"),
        "1 y": (4, 365, "month"),
        "All": (6, 701, "month"),
    }
    assert page.title.text() == "All your days"


def test_a_long_journal_is_worked_out_on_the_worker(page: TrendsPage, context: Context, qtbot: QtBot) -> None:
    """Many years come through the worker, and a range chosen meanwhile is not overwritten by them."""
    for ago in (0, 1, page_module.INLINE + 1):
        write(context, ago, calm=1)
    page.arrive()
    page.chips["All"].click()
    page.chips["30 d"].click()
    assert page._look is not None
    assert page._look.summary.days == 30
    page.chips["All"].click()
    qtbot.waitUntil(lambda: page._look is not None and page._look.summary.days == page_module.INLINE + 2)
    assert page._look.summary.days_logged == 3


@pytest.mark.usefixtures("fortnight")
def test_a_change_elsewhere_is_seen_at_once(page: TrendsPage, context: Context) -> None:
    """An entry deleted is no longer counted."""
    id = write(context, 20, tense=3)
    page.arrive()
    assert page.bars.rows[1].accessibleName() == "tense, named on 5 of 11 days"
    context.journal.entries.delete(id)
    assert page.kinds == {"entry", "feeling"}
    page.refresh(Change(frozenset({"entry"}), (id,)))
    assert page.bars.rows[1].accessibleName() == "tense, named on 4 of 10 days"


@pytest.mark.usefixtures("fortnight")
def test_locking_lets_go_of_every_word(page: TrendsPage) -> None:
    """After forget, no mood stands in any row, choice or table."""
    page.arrive()
    page.moods_card.switch.click()
    page.forget()
    assert page.bars.rows == []
    assert page._small == []
    assert page._choice.count() == 0
    assert page._look is None
    assert page._chart is not None
    assert page._chart._dots == []
    assert page._chart.words(0) == ""
    assert page.moods_card.table is not None
    assert page.moods_card.table.model().rowCount() == 0


@pytest.mark.usefixtures("fortnight")
def test_it_folds_into_one_column_and_back(page: TrendsPage) -> None:
    """Narrow: the moods stand below the days; wide: beside them. Nothing is wider than the page."""
    page.arrive()
    page.resize(560, 800)
    QApplication.sendPostedEvents()
    assert page.moods_card.y() > page.days_card.y()
    assert page.days_card.width() <= page.width()
    page.resize(1080, 820)
    QApplication.sendPostedEvents()
    assert page.moods_card.y() == page.days_card.y()


@pytest.mark.usefixtures("fortnight")
def test_dark_and_light_are_drawn_from_the_theme(page: TrendsPage, context: Context) -> None:
    """A change of theme repaints the chart on the new surface."""
    page.arrive()
    for choice in ("dark", "light"):
        context.theme.set_choice(choice, "still")  # type: ignore[arg-type]
        image = page.days_card.grab().toImage()
        middle = image.pixelColor(image.width() // 2, 6)
        assert middle == context.theme.color("surface")
        assert page._chart is not None
        shot = page._chart.grab().toImage()
        assert shot.pixelColor(shot.width() - 2, 2) == context.theme.color("surface")


def test_the_page_module_loads_no_chart_library() -> None:
    """pyqtgraph and numpy come with the first chart, not with the page."""
    program = (
        "import sys; import closeness_desktop.window.pages.trends;"
        "sys.exit(bool({'pyqtgraph', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_no_word_claims_a_cause() -> None:
    """The page's own sentences never say that one thing makes another."""
    from closeness_desktop.paths import resource_root
    from closeness_desktop.window.pages import trends_tables

    folder = resource_root().parent / "closeness_desktop"
    for module in (page_module, trends_tables):
        assert module.__file__ is not None
        text = (folder / "window" / "pages" / module.__file__.rsplit("/", 1)[1]).read_text(encoding="utf-8")
        for word in ("because of", "causes", "improves", "you should", "makes you", '!"'):
            assert word not in text, (module, word)
