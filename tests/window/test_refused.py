"""A disk that takes nothing: each thing a person does is answered in one sentence, and loses nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.practice.sitting import Sitting, SittingPlan
from closeness_desktop.records import Feeling, Strength
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.settings import SettingsPage
from closeness_desktop.window.pages.today import TodayPage
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from tests.support.disks import refusing_disk

WHY = "cannot be written to"


@pytest.fixture
def window(qapp: QApplication, journal: Journal, tmp_path: Path) -> Iterator[MainWindow]:
    """The window over an open journal with one entry."""
    journal.entries.add(body="the first", feelings=[Strength("calm", 1)])
    theme = Theme("light", "still")
    theme.apply(qapp)
    clock = DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))
    made = MainWindow(theme, clock, SettingsFile(), tmp_path)
    made.show()
    made.take(journal)
    yield made
    made.close()


@pytest.fixture
def shell(window: MainWindow) -> Shell:
    """The open journal's frame."""
    assert window.shell is not None
    return window.shell


def refusing(journal: Journal) -> AbstractContextManager[None]:
    """A disk that takes nothing."""
    return refusing_disk(journal.vault.database)


def journal_page(shell: Shell) -> JournalPage:
    """The Journal page, with the newest entry open."""
    shell.go("journal")
    page = shell.page("journal")
    assert isinstance(page, JournalPage)
    return page


def taken_back(shell: Shell) -> None:
    """Press Undo in the strip."""
    shell.foot.offer.click()


def test_an_undo_that_fails_can_be_tried_again(shell: Shell, journal: Journal) -> None:
    """The offer to bring an entry back stays, for it is the only way back."""
    page = journal_page(shell)
    page.delete_entry()
    assert journal.entries.count() == 0
    with refusing(journal):
        taken_back(shell)
        assert WHY in shell.said
    taken_back(shell)
    assert journal.entries.count() == 1
    assert page.pane.editor.text == "the first"


def test_an_entry_that_cannot_be_deleted_stays(shell: Shell, journal: Journal) -> None:
    """It is said, and the entry stays open."""
    page = journal_page(shell)
    with refusing(journal):
        page.delete_entry()
        assert WHY in shell.said
    assert page.pane.editor.text == "the first"
    assert journal.entries.count() == 1


def test_choices_for_an_entry_are_kept_and_tried_again(shell: Shell, journal: Journal) -> None:
    """Star, feelings, tags and own words chosen meanwhile are written once the disk takes them."""
    page = journal_page(shell)
    own = Feeling("", "salty", "", 0.5, 0.5, own=True)
    with refusing(journal):
        page.pane.header.star.click()
        assert WHY in shell.said
        page.pane.choices._choose_feelings((Strength("calm", 2), Strength("salty", 1)), (own,))
        page.pane.choices._add_name("tag", "sea")
        assert page.pane.header.star.isChecked()
    page.pane.choices._choose_feelings((Strength("calm", 2), Strength("salty", 1)), (own,))
    page.pane.flush()
    (line,) = journal.entries.page()
    entry = journal.entries.get(line.id)
    assert entry.starred
    assert [(each.name, each.strength) for each in entry.feelings] == [("calm", 2), ("salty", 1)]
    assert entry.tags == ("sea",)


def test_a_sitting_that_cannot_be_discarded_is_still_there(shell: Shell, journal: Journal) -> None:
    """The page says why, does not say that it is gone, and asks again."""
    left = journal.sessions.start("sitting@1", planned=600)
    journal.sessions.snapshot(left.id, done=90, state=Sitting(SittingPlan()).snapshot())
    shell.go("practice")
    page = shell.page("practice")
    assert isinstance(page, PracticePage)
    with refusing(journal):
        page.left_over.discard.click()
        assert WHY in shell.said
        assert not page.left_over.isHidden()
        page.left_over.keep.click()
        assert WHY in shell.said
    page.left_over.discard.click()
    with refusing(journal):
        taken_back(shell)
        assert WHY in shell.said
    taken_back(shell)
    assert journal.sessions.get(left.id).ended == "early"


def test_a_check_in_that_cannot_be_taken_back_can_be_later(shell: Shell, journal: Journal) -> None:
    """What was saved stays until it can be taken back."""
    shell.go("today")
    page = shell.page("today")
    assert isinstance(page, TodayPage)
    page.sentence.setPlainText("one sentence")
    with refusing(journal):
        page.save_button.click()
        assert WHY in shell.said
    assert page.sentence.text() == "one sentence"
    page.save_button.click()
    with refusing(journal):
        taken_back(shell)
        assert WHY in shell.said
    taken_back(shell)
    assert journal.entries.count() == 1
    assert page.sentence.text() == "one sentence"


def test_settings_show_what_holds(shell: Shell, journal: Journal) -> None:
    """A choice that could not be kept is not shown as if it were."""
    shell.go("settings")
    page = shell.page("settings")
    assert isinstance(page, SettingsPage)
    with refusing(journal):
        for box, place in ((page.lock_box, 4), (page.day_box, 3)):
            before = box.currentIndex()
            box.setCurrentIndex(place)
            box.activated.emit(place)
            assert WHY in shell.said
            assert box.currentIndex() == before
    page.lock_box.setCurrentIndex(4)
    page.lock_box.activated.emit(4)
    assert journal.settings.get("lock_after") == 0


def test_a_page_that_cannot_be_saved_stays(shell: Shell, journal: Journal, qtbot: QtBot) -> None:
    """One goes nowhere until the words are safe."""
    page = journal_page(shell)
    page.pane.editor.insertPlainText("more, ")
    with refusing(journal), capture_exceptions() as raised:
        shell.go("trends")
        assert shell.current == "journal"
        shell.go("journal", new=True)
        page.search_for("first")
        page.older()
        assert page.pane.editor.text == "more, the first"
    assert raised == []
    shell.go("trends")
    (line,) = journal.entries.page()
    assert journal.entries.get(line.id).body == "more, the first"
