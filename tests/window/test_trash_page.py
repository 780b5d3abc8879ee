"""The trash and the earlier texts, as a person meets them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import earlier as earlier_page
from closeness_desktop.window.pages.earlier import EarlierPage
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.trash import TrashPage
from tests.window.conftest import Heard


@pytest.fixture
def trash(context: Context, qtbot: QtBot) -> TrashPage:
    """The page, shown, told of every change."""
    made = TrashPage(context)
    context.changes.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.arrive()
    made.show()
    return made


@pytest.fixture
def earlier(context: Context, qtbot: QtBot) -> EarlierPage:
    """The page, shown, told of every change that is not its own."""
    made = EarlierPage(context)

    def spread(change: Change) -> None:
        if change.origin is not made:
            made.refresh(change)

    context.changes.changed.connect(spread)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_what_was_deleted_is_read_brought_back_and_let_go_of(
    trash: TrashPage, journal: Journal, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is said and can be taken back; nothing goes for good without a plain question."""
    assert trash.empty.isVisible()
    assert not trash.clear.isVisible()
    long = journal.entries.add(title="Long", body="word " * 100 + "end", feelings=[Strength("calm")])
    short = journal.entries.add(body="<b>short</b>")
    for entry in (long, short):
        journal.entries.delete(entry.id)
    first, second = trash.cards
    assert first.text.text() == "<b>short</b>"
    assert not first.read.isVisible()
    second.read.click()
    assert second.text.text() == long.body

    second.bring_back.click()
    assert [line.id for line in journal.entries.page()] == [long.id]
    assert len(trash.cards) == 1
    sentence, undo = heard.said.pop()
    assert sentence == "It is back in your journal."
    assert undo is not None
    undo()
    assert len(trash.cards) == 2

    card = next(card for card in trash.cards if card.text.text() == "<b>short</b>")
    card.let_go.click()
    assert card.ask.isVisible()
    assert journal.trash.count() == 2
    card.ask.no.click()
    assert not card.ask.isVisible()
    card.let_go.click()
    card.ask.yes.click()
    assert journal.trash.count() == 1
    _, undo = heard.said.pop()
    assert undo is not None
    undo()
    assert len(trash.cards) == 2

    trash.clear.click()
    assert trash.ask is not None
    assert trash.ask.question.text() == "Delete all 2 entries here for good?"
    trash.ask.no.click()
    assert journal.trash.count() == 2
    trash.clear.click()
    trash.ask.yes.click()
    assert trash.cards == []
    assert trash.empty.isVisible()
    _, undo = heard.said.pop()
    assert undo is not None
    undo()
    monkeypatch.setattr("closeness_desktop.window.pages.trash.SHOWN", 1)
    trash.arrive()
    assert len(trash.cards) == 1
    trash.more.click()
    assert len(trash.cards) == 2
    assert not trash.more.isVisible()
    trash.forget()
    assert trash.cards == []


def test_earlier_texts_are_compared_and_put_back(
    earlier: EarlierPage, journal: Journal, heard: Heard, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """What went is struck through and what came underlined; putting back can be taken back."""
    entry = journal.entries.add(title="A walk", body="We went to the sea.\nIt was cold.")
    earlier.arrive(entry=entry.id)
    assert not earlier.put_back.isVisible()
    assert earlier.lead.text() == earlier_page.NONE_YET

    journal.entries.update(entry.id, body="We went home.\nIt was cold.")
    journal.entries.update(entry.id, body="We went home early.\nIt was cold.")
    assert earlier.choice.count() == 2
    assert earlier.summary.text().startswith("3 words gone since then, 2 new.")
    earlier.arrive(entry=entry.id)
    assert earlier.summary.text().startswith("0 words gone since then, 1 new.")
    earlier.choice.setCurrentIndex(1)
    earlier.choice.activated.emit(1)
    assert earlier.summary.text().startswith("3 words gone since then, 2 new.")
    assert "We went to the seahome early.\nIt was cold." in earlier.view.toPlainText()
    cursor = earlier.view.document().find("to the sea")
    assert cursor.charFormat().fontStrikeOut()
    assert earlier.view.document().find("home early").charFormat().fontUnderline()
    earlier.whole.click()
    assert earlier.view.toPlainText() == "A walk\n\nWe went to the sea.\nIt was cold."

    earlier.put_back.click()
    assert journal.entries.get(entry.id).body == "We went to the sea.\nIt was cold."
    assert earlier.choice.count() == 3
    assert not earlier.put_back.isEnabled()
    sentence, undo = heard.said.pop()
    assert sentence.startswith("That text is back.")
    assert undo is not None
    undo()
    assert journal.entries.get(entry.id).body == "We went home early.\nIt was cold."
    assert earlier.put_back.isEnabled()

    monkeypatch.setattr(earlier_page, "LONG", 0)
    earlier.changes.click()
    assert earlier.summary.text() == "Comparing…"
    qtbot.waitUntil(lambda: "gone since then" in earlier.summary.text())
    earlier.back.click()
    assert heard.gone == [("journal", {"entry": entry.id})]
    earlier.forget()
    assert earlier.view.toPlainText() == ""


def test_the_menu_of_an_entry_leads_to_both(
    context: Context, journal: Journal, heard: Heard, qtbot: QtBot
) -> None:
    """What an entry said before is offered once the journal holds it."""
    page = JournalPage(context)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()

    def actions() -> dict[str, QAction]:
        menu = page.pane.header.more.menu_now()
        return {action.text(): action for action in menu.actions()}

    page.write_new()
    assert not actions()["Earlier texts"].isEnabled()
    entry = journal.entries.add(body="words")
    page.arrive(entry=entry.id)
    actions()["Earlier texts"].trigger()
    actions()["Open the trash"].trigger()
    assert heard.gone == [("earlier", {"entry": entry.id}), ("trash", {})]
