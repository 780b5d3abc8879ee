"""A lock while one looks back or prints: no word stays, and nothing half-written lies about."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.records import Moment, Strength
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages import paper
from closeness_desktop.window.pages.calendar import CalendarPage
from closeness_desktop.window.pages.paper import PaperPage
from closeness_desktop.window.theme.theme import Theme
from tests.support.memory import Unspoken, settle

WORDS = Unspoken(4)
"""A title, a text, a feeling of one's own, a name."""


@pytest.fixture(autouse=True)
def new_words() -> Iterator[None]:
    """Other ones for each test."""
    with WORDS.anew():
        yield


@pytest.fixture
def window(made_journal: tuple[Path, str], tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The real window over a journal in which the words stand, this year and before."""
    made, key = made_journal
    folder = tmp_path / made.name
    shutil.copytree(made, folder)
    clock = DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))
    journal = Journal(vaults.open_with_recovery_key(folder, key), clock=clock, zone="UTC")
    for year in (2024, 2025, 2026):
        at = dt.datetime(year, 11, 24, 12, tzinfo=dt.UTC)
        journal.entries.add(
            at=Moment(round(at.timestamp() * 1000), "UTC", at.date().isoformat()),
            title=f"About {WORDS[0]}",
            body=f"It was {WORDS[1]}.",
            feelings=[Strength(f"{WORDS[2]}")],
            people=[f"{WORDS[3]}"],
        )
    made_window = MainWindow(Theme("light", "still"), clock, SettingsFile(tmp_path / "settings.json"))
    qtbot.addWidget(made_window)
    made_window.take(journal)
    made_window.show()
    return made_window


def test_no_word_stays_of_a_day_looked_back_on_or_a_page_being_printed(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a month, a year, their tables, the days beside them, the preview, and the PDF under way."""
    shell = window.shell
    assert shell is not None
    shell.go("calendar")
    calendar = shell.page("calendar")
    assert isinstance(calendar, CalendarPage)
    calendar.month_card.switch.click()
    calendar.filter.kind.choose("feeling")
    calendar.head.year.click()
    calendar.year_card.switch.click()
    calendar.others.unwanted.emit(calendar.others.briefs[0].id)
    calendar.others.back.click()
    assert len(WORDS.in_qt()) > 4
    shell.go("paper", since=dt.date(2024, 1, 1), until=dt.date(2026, 12, 31))
    page = shell.page("paper")
    assert isinstance(page, PaperPage)
    assert page.count.text() == "3 entries"
    monkeypatch.setattr(paper, "choose_new_file", lambda *_: tmp_path / "half.pdf")
    page.save.click()
    assert page.stop.isVisible()
    del shell, calendar, page

    window.lock()
    settle()
    assert WORDS.in_qt() == []
    assert WORDS.in_python() == []
    assert list(tmp_path.glob("half*")) == []
