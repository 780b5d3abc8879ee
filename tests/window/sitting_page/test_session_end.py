"""What is asked when a sitting is over, and the entry that it becomes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import StorageError
from closeness_desktop.records import Entry
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.session import SessionPage
from tests.window.conftest import Heard
from tests.window.sitting_page.conftest import PLAN, only, sit


@pytest.fixture
def ended(page: SessionPage, clock: DrivenClock) -> SessionPage:
    """A sitting of a minute that has just ended."""
    page.arrive(plan=PLAN)
    sit(page, clock, 70)
    return page


def entries(context: Context) -> list[Entry]:
    journal = context.journal
    return [journal.entries.get(line.id) for line in journal.entries.page(limit=9)]


def test_what_is_said_at_the_end_becomes_an_entry_about_it(
    ended: SessionPage, context: Context, qtbot: QtBot, heard: Heard
) -> None:
    ending = ended.view.ending
    assert ending.note.isVisible()
    qtbot.keyClicks(ending.note, "Quiet, then sleepy.")
    ending.chips[1].click()
    felt = ending.chips[1].word
    qtbot.keyClick(ending.note, Qt.Key.Key_Return)
    (entry,) = entries(context)
    assert (entry.session, entry.title) == (only(context).id, "Just sit")
    assert "Quiet, then sleepy." in entry.body
    assert [one.name for one in entry.feelings] == [felt]
    assert (only(context).done, only(context).ended) == (60, "completed")
    assert heard.gone == [("practice", {})]
    assert (ended.sitting, ending.said(), ending.feelings()) == (None, "", ())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_nothing_said_leaves_no_entry_and_one_key_leaves(
    ended: SessionPage, context: Context, qtbot: QtBot, heard: Heard, key: Qt.Key
) -> None:
    qtbot.keyClick(ended.view.ending.note, key)
    assert heard.gone == [("practice", {})]
    assert entries(context) == []
    assert only(context).ended == "completed"


def test_a_page_that_is_left_at_its_end_keeps_what_was_said(
    ended: SessionPage, context: Context, qtbot: QtBot
) -> None:
    qtbot.keyClicks(ended.view.ending.note, "Warm hands.")
    assert ended.hand_over() is None
    ended.leave()
    ended.forget()
    (entry,) = entries(context)
    assert "Warm hands." in entry.body
    assert ended.view.ending.said() == ""


def test_what_is_said_at_the_end_outlives_a_kill(ended: SessionPage, context: Context, qtbot: QtBot) -> None:
    note = ended.view.ending.note
    qtbot.keyClicks(note, "Warm hands.")
    qtbot.waitUntil(lambda: bool(entries(context)), timeout=6000)
    assert [entry.body for entry in entries(context)] == ["Warm hands."]
    note.clear()
    qtbot.waitUntil(lambda: not entries(context), timeout=6000)
    qtbot.keyClicks(note, "Cold feet.")
    ended.leave()
    assert [entry.body for entry in entries(context)] == ["Cold feet."]


def test_writing_about_it_goes_on_where_something_was_said_and_else_begins(
    ended: SessionPage, context: Context, clock: DrivenClock, heard: Heard
) -> None:
    ended.view.write.click()
    first = only(context).id
    assert heard.gone == [("journal", {"new": True, "session": first})]
    heard.gone.clear()
    ended.arrive(plan=PLAN)
    sit(ended, clock, 70)
    ended.view.ending.note.setText("Warm hands.")
    ended.view.write.click()
    (entry,) = entries(context)
    assert entry.session != first
    assert heard.gone == [("journal", {"entry": entry.id, "at_end": True})]


def test_a_word_of_ones_own_is_learnt_with_the_entry(
    ended: SessionPage, context: Context, qtbot: QtBot
) -> None:
    ending = ended.view.ending
    ending.more.click()
    assert ending.field is not None
    qtbot.keyClicks(ending.field.search, "unhurried")
    qtbot.keyClick(ending.field.search, Qt.Key.Key_Return)
    assert [one.name for one in ending.feelings()] == ["unhurried"]
    ended.view.done.click()
    (entry,) = entries(context)
    assert [one.name for one in entry.feelings] == ["unhurried"]
    assert context.journal.feelings.get("unhurried") is not None


def test_a_disk_that_refuses_keeps_what_was_said_on_the_page(
    ended: SessionPage, context: Context, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    ended.view.ending.note.setText("Warm hands.")
    with monkeypatch.context() as patch:
        patch.setattr(context.journal.sessions, "conclude", refuse)
        ended.view.done.click()
        assert (heard.gone, heard.said) == ([], [("The disk is full.", None)])
        assert ended.view.ending.said() == "Warm hands."
        with pytest.raises(StorageError):
            ended.leave()
    ended.view.done.click()
    assert len(entries(context)) == 1
