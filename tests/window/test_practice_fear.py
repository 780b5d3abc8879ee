"""The question about fear before some practices: asked once, answered by nobody's haste, kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.window.care.fear import FearQuestion, SafetyNote
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.widgets.buttons import LinkButton
from tests.window.conftest import Heard
from tests.window.practice_room import opened, practice_of, question

ASKED = ("listening-dyad", "repair-worksheet", "letter-never-sent")
NOT_ASKED = ("body-scan", "naming-feelings", "saying-thanks")


def everything_kept(context: Context) -> list[tuple[object, ...]]:
    """All rows of all tables."""
    database = context.journal.vault.database
    tables = [row[0] for row in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [row for table in tables for row in database.execute_sql(f"SELECT * FROM {table}").fetchall()]


def test_fear_is_asked_about_before_those_that_could_put_someone_in_danger_and_no_others(
    practice_page: PracticePage, heard: Heard
) -> None:
    for ident in ASKED:
        heard.gone.clear()
        opened(practice_page, ident)
        practice_page.about.begin.click()
        assert heard.gone == []
        question(practice_page).skip.click()
        ((where, given),) = heard.gone
        assert (where, given["practice"]) == ("guided", practice_of(ident))
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for ident in NOT_ASKED:
        heard.gone.clear()
        opened(practice_page, ident)
        practice_page.about.begin.click()
        assert [where for where, _ in heard.gone] == ["guided"]


def test_who_is_afraid_is_led_to_practices_alone_and_to_help_and_nothing_is_kept(
    practice_page: PracticePage, context: Context, heard: Heard
) -> None:
    page = practice_page
    rows = everything_kept(context)
    opened(page, "listening-dyad")
    page.about.begin.click()
    question(page).yes.click()
    assert heard.gone == []
    (note,) = page.findChildren(SafetyNote)
    note.help.click()
    assert heard.gone == [("help", {})]
    note.alone.click()
    assert page.catalogue.isVisible()
    assert all(card.practice.people == 1 for card in page.cards if card.isVisible())
    assert everything_kept(context) == rows
    page.leave()
    assert page.catalogue.filter.idle, "nothing shows later how the question was answered"
    assert everything_kept(context) == rows
    page.catalogue.filter.people[1].click()
    page.leave()
    assert not page.catalogue.filter.idle, "what one chose oneself stays"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened(page, "listening-dyad")
    page.about.begin.click()
    question(page).yes.click()
    page.leave()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.findChildren(FearQuestion) == []
    assert page.findChildren(SafetyNote) == []


def test_enter_twice_begins_and_answers_nothing_and_there_is_a_way_back(
    practice_page: PracticePage, heard: Heard, qtbot: QtBot
) -> None:
    page = practice_page
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    opened(page, "listening-dyad")
    page.about.begin.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    asked = question(page)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert heard.gone == []
    assert asked.isVisible()
    assert page.findChildren(SafetyNote) == []
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert asked.no.hasFocus()
    qtbot.waitUntil(lambda: asked.height() > 0 and asked.isVisible())
    assert asked.height() < page.height() * 0.6  # it stands together at the top, not spread over the window
    back = next(link for link in page.findChildren(LinkButton) if link.text() == "Back")
    back.click()
    assert page.about.isVisible()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.findChildren(FearQuestion) == []
