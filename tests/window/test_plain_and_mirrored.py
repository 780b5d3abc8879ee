"""What a person wrote is never markup; and where one reads from right to left nothing is told wrongly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from closeness_desktop import trends
from closeness_desktop.records import Entry, Moment
from closeness_desktop.window.models.year_of_days import WEEKS, YearOfDays
from closeness_desktop.window.pages.entry_header import EntryHeader
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.day_grid import DayGrid, DayMood
from closeness_desktop.window.widgets.feelings_field import FeelingsField
from closeness_desktop.window.widgets.labels import plain_tip
from closeness_desktop.window.widgets.mood_bars import MoodBars
from closeness_desktop.window.widgets.passphrase_field import PassphraseField
from closeness_desktop.window.widgets.year_grid import YearGrid

WORD = "<b>bold</b>"
DAY = dt.date(2026, 11, 24)
TIP = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """A light, still theme."""
    made = Theme("light", "still")
    made.apply(qapp)
    return made


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    """A desktop that reads from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


@pytest.mark.parametrize("text", [WORD, "a < b", "&lt;", "two\nlines <i>x</i>", "plain"])
def test_a_tooltip_says_what_was_written(text: str) -> None:
    """Plain text stays as it is, and what looks like markup is read as it was typed."""
    tip = plain_tip(text)
    document = QTextDocument()
    if GuiQt.mightBeRichText(tip):
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
    assert document.toPlainText().replace("\u2028", "\n") == text


def test_no_tooltip_makes_markup_of_a_persons_words(qtbot: QtBot, theme: Theme) -> None:
    """Tags, moods, days and long words, wherever they are told in full."""
    header = EntryHeader(theme, lambda _: "")
    qtbot.addWidget(header)
    at = Moment(0, "UTC", DAY.isoformat())
    header.show_entry(Entry("id", at, "entry", "", "", tags=(WORD,), own_tags=(WORD,)))
    long = Chip(theme, WORD * 20)
    qtbot.addWidget(long)
    bars = MoodBars(theme)
    qtbot.addWidget(bars)
    bars.show_moods([(trends.Mood(WORD, 1, 1, 1.0, 0.2, 1.0), None)], 1)
    grid = DayGrid(theme, "days")
    qtbot.addWidget(grid)
    grid.set_days([DayMood(DAY, (WORD,))])
    year = YearOfDays()
    year.show([trends.Day(DAY, 1, (WORD,), (0.0,), 0.0, 0.0)], DAY)
    tips = [each.toolTip() for each in header.findChildren(Chip)]
    tips += [long.toolTip(), bars.rows[0].toolTip(), grid.model().index(0, 0).data(TIP)]
    tips += [year.index(row, WEEKS - 1, QModelIndex()).data(TIP) or "" for row in range(7)]
    told = [tip for tip in tips if "bold" in tip]
    assert len(told) == 5
    assert all("&lt;b&gt;" in tip for tip in told)


def test_the_axis_of_the_field_is_true_in_either_direction(
    qtbot: QtBot, theme: Theme, mirrored: None
) -> None:
    """The field is not mirrored, so neither is what stands below it."""
    field = FeelingsField(theme, ())
    qtbot.addWidget(field)
    field.resize(700, 600)
    field.show()
    left, right = (
        next(each for each in field.findChildren(QLabel) if words in each.text()).mapTo(field, QPoint()).x()
        for words in ("less pleasant", "more pleasant")
    )
    assert left < right


def test_the_year_goes_with_its_months_in_either_direction(
    qtbot: QtBot, theme: Theme, mirrored: None
) -> None:
    """The names of months are painted from left to right, and the squares stand below them."""
    grid = YearGrid(theme, YearOfDays())
    qtbot.addWidget(grid)
    assert not grid.view.isRightToLeft()


def test_the_eye_of_a_passphrase_covers_no_text_in_either_direction(
    qtbot: QtBot, theme: Theme, mirrored: None
) -> None:
    """The room is kept free on the side on which the button stands."""
    field = PassphraseField(theme)
    qtbot.addWidget(field)
    field.resize(400, 60)
    field.show()
    button, margins = field.show_button.geometry(), field.edit.textMargins()
    assert button.right() < field.edit.width() / 2
    assert margins.left() >= button.right()
    assert margins.right() == 0
