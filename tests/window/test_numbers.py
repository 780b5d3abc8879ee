"""Own numbers where they are filled in: on Today and in the quick check-in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.records import Measure, Measured
from closeness_desktop.window.check_in import CheckInSheet
from closeness_desktop.window.context import Context
from closeness_desktop.window.models.amounts import amount, in_words, read
from closeness_desktop.window.pages.today import TodayPage
from closeness_desktop.window.widgets.numbers_field import NumberLine
from tests.window.conftest import Heard

Key = Qt.Key


@pytest.fixture
def sleep(journal: Journal) -> Measure:
    """Hours slept."""
    return journal.measures.add("Hours slept", unit="h", low=0, high=24, step=0.5)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("7", 7), (" 7,5 ", 7.5), ("7.5h", 7.5), ("7:30", 7.5), ("7h30", 7.5), ("7 h 30 min", 7.5),
        (".5", 0.5), ("-3", -3), ("−3", -3), ("0", 0), ("", None), ("seven", None), ("7:75", None),
        ("1e5", None), ("7 8", None), ("nan", None), ("٧", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: str, value: float | None) -> None:
    """Anything else is no number."""
    assert read(typed, "h") == value


def test_a_number_is_shown_without_needless_decimals() -> None:
    """With its unit, or of how many it is."""
    assert [amount(value) for value in (7.0, 7.5, 19 / 3, 1234567.0, -0.25)] == [
        "7", "7.5", "6.33", "1234567", "-0.25",
    ]  # fmt: skip
    assert in_words(Measured(Measure("", "Slept", "h"), 7.5)) == "Slept 7.5 h"
    assert in_words(Measured(Measure("", "Rested", "", 0, 10), 6)) == "Rested 6 of 10"
    assert in_words(Measured(Measure("", "Steps"), 6)) == "Steps 6"


def test_a_line_counts_by_its_step_and_keeps_what_nobody_edits(qtbot: QtBot, context: Context) -> None:
    """Within its bounds; a value with more decimals than are shown stays as it is."""
    line = NumberLine(context.theme, Measure("", "Slept", "h", 0, 8, 0.5))
    qtbot.addWidget(line)
    line.show_value(19 / 3)
    assert (line.text(), line.value) == ("6.33", 19 / 3)
    line.clear()
    line.textEdited.emit("")
    assert line.value is None
    for key, text in ((Key.Key_Down, "8"), (Key.Key_Up, "8"), (Key.Key_Down, "7.5")):
        qtbot.keyClick(line, key)
        assert line.text() == text


def test_a_check_in_on_today_holds_numbers(
    qtbot: QtBot, context: Context, journal: Journal, sleep: Measure, heard: Heard
) -> None:
    """One alone is enough; taken back it stands there again, and what is not saved is there the next time."""
    page = TodayPage(context)
    context.changes.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.show()
    page.arrive()
    line = page.numbers.lines[sleep.id]
    assert not page.numbers.isHidden()
    qtbot.keyClicks(line, "25")
    page.save()
    assert heard.said[-1][0] == "“Hours slept” ends at 24."
    line.clear()
    qtbot.keyClicks(line, "6,5")
    page.save()
    (entry,) = journal.entries.find()
    assert journal.measures.of(entry.id) == [Measured(sleep, 6.5)]
    assert page.numbers.filled() == {}
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert journal.entries.count() == 0
    assert page.numbers.filled() == {sleep.id: 6.5}
    page.leave()
    again = TodayPage(context)
    qtbot.addWidget(again)
    assert again.numbers.filled() == {sleep.id: 6.5}
    again.write_more()
    assert heard.gone[-1][1]["numbers"] == {sleep.id: 6.5}
    journal.measures.remove(sleep.id)
    assert page.numbers.isHidden()


def test_the_quick_check_in_holds_numbers(
    qtbot: QtBot, context: Context, journal: Journal, sleep: Measure
) -> None:
    """By keyboard, beside the feelings."""
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 800)
    over.show()
    sheet = CheckInSheet(context, over)
    sheet.show()
    qtbot.keyClicks(sheet.field.search, "calm")
    qtbot.keyClick(sheet.field.search, Key.Key_Return)
    line = sheet.numbers.lines[sleep.id]
    line.setFocus()
    qtbot.keyClicks(line, "nine")
    sheet.save()
    assert sheet.problem.text() == "“Hours slept” takes a number, such as 7 or 7.5."
    line.clear()
    qtbot.keyClicks(line, "9")
    sheet.save()
    (entry,) = journal.entries.find()
    assert [each.name for each in entry.feelings] == ["calm"]
    assert journal.measures.of(entry.id) == [Measured(sleep, 9)]
