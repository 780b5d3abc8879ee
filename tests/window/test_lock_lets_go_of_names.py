"""A lock while names are being changed and numbers chosen: none of them stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from closeness_desktop.journal import Journal
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.entry_panels import AddPanel
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.names import NamesPage
from closeness_desktop.window.pages.today import TodayPage
from tests.support.memory import Unspoken, settle

WORDS = Unspoken(5)
"""A tag, its group, a person, a feeling, a number."""


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """Made anew, and around the window, which is gone before they are."""
    with WORDS.anew():
        yield
        settle()


def test_no_name_and_no_number_stays(evening: tuple[MainWindow, Journal]) -> None:
    """Not in a list, a form or what it completes, nor in what could be undone or done again."""
    shown, journal = evening
    shell = shown.shell
    assert shell is not None
    journal.entries.add(body=f"#{WORDS[0]} with @{WORDS[2]} #other")
    journal.feelings.own(WORDS[3])
    measure = journal.measures.add(WORDS[4], low=0, high=10)
    shell.go("today")
    today = shell.page("today")
    assert isinstance(today, TodayPage)
    today.numbers.lines[measure.id].setText("7")
    shell.go("journal")
    entries = shell.page("journal")
    assert isinstance(entries, JournalPage)
    entries.pane.choices.choose_feelings()
    (panel,) = entries.findChildren(AddPanel)
    panel.numbers.lines[measure.id].setText("7")
    panel.close()
    shell.go("names", part="tags", name=WORDS[0])
    names = shell.page("names")
    assert isinstance(names, NamesPage)
    form = names.lists["tags"].rows[0].form
    assert form is not None
    form.group_wanted.emit(WORDS[1])
    form.rename_wanted.emit(f"{WORDS[0]}-again")
    shell.foot.undo()
    shell.foot.undo()
    shell.go("names", part="feelings", name=WORDS[3])
    shell.go("names", part="people", name=WORDS[2])
    shell.go("names", part="numbers")
    names.numbers.changes[measure.id].click()

    del today, entries, panel, names, form, measure, shell, journal, evening
    shown.lock()
    settle()
    assert WORDS.in_qt() == []
    assert WORDS.in_python() == []
