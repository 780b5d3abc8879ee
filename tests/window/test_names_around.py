"""Names changed on their page while entries are open elsewhere: the window shows, undoes and forgets it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.names import NamesPage
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from tests.support.disks import refusing_disk


@pytest.fixture
def shell(qapp: QApplication, journal: Journal, tmp_path: Path) -> Iterator[Shell]:
    """The frame over an open journal, on the Journal page with its one entry open."""
    journal.entries.add(body="#old things and @Ada")
    theme = Theme("light", "still")
    theme.apply(qapp)
    clock = DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))
    window = MainWindow(theme, clock, SettingsFile(), tmp_path)
    window.show()
    window.take(journal)
    assert window.shell is not None
    window.shell.go("journal")
    yield window.shell
    window.close()


def pages(shell: Shell) -> tuple[JournalPage, NamesPage]:
    """The two pages."""
    journal, names = shell.page("journal"), shell.page("names")
    assert isinstance(journal, JournalPage)
    assert isinstance(names, NamesPage)
    return journal, names


def test_an_open_entry_follows_its_names_and_their_undo(qtbot: QtBot, shell: Shell, journal: Journal) -> None:
    """What was typed before going is kept, and what is typed after it as well."""
    entries, names = pages(shell)
    entries.pane.editor.to_end()
    qtbot.keyClicks(entries.pane.editor, " at home")
    shell.go("names", part="tags", name="old")
    form = names.lists["tags"].rows[0].form
    assert form is not None
    form.rename_wanted.emit("new")
    assert entries.pane.editor.text == "#new things and @Ada at home"
    shell.go("journal")
    entries.pane.editor.to_end()
    qtbot.keyClicks(entries.pane.editor, " again")
    entries.pane.flush()
    shell.foot.undo()
    assert entries.pane.editor.text == "#old things and @Ada at home again"
    shell.foot.redo()
    assert entries.pane.editor.text == "#new things and @Ada at home again"
    assert [tag.name for tag in journal.tags.all()] == ["new"]


def test_a_disk_that_refuses_changes_nothing_and_says_so_in_place(shell: Shell, journal: Journal) -> None:
    """All or nothing."""
    _, names = pages(shell)
    shell.go("names", part="people", name="Ada")
    form = names.lists["people"].rows[0].form
    assert form is not None
    with refusing_disk(journal.vault.database):
        form.rename_wanted.emit("Ida")
    assert "cannot be written to" in form.wrong.text()
    assert [person.name for person in journal.people.all()] == ["Ada"]
    assert next(journal.entries.find()).body == "#old things and @Ada"
