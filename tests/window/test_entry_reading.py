"""Reading an entry in the place of the editor, and going back to writing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from closeness_desktop.errors import UsageError
from closeness_desktop.journal import Journal
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.journal import JournalPage

from .conftest import Heard

TEXT = "# Plan\r\n\r\n- [ ] call *Mum*\r\n- [x] walk\r\n\r\n" + "line\r\n\r\n" * 80 + "end  "


@pytest.fixture
def page(qtbot: QtBot, context: Context, journal: Journal) -> Iterator[JournalPage]:
    """The page with a long entry open, and a short one before it."""
    journal.entries.add(title="Short", body="*one* #home")
    journal.entries.add(title="Long", body=TEXT)
    made = JournalPage(context)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.arrive()
    yield made
    made.pane.autosave.stop()


def test_ctrl_e_turns_to_reading_and_back_and_keeps_text_place_and_head(
    page: JournalPage, journal: Journal
) -> None:
    pane = page.pane
    pane.editor.setFocus()
    bar = pane.editor.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    QTest.keyClick(pane.editor, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    view = pane.reading.view
    assert view.isVisible()
    assert not pane.editor.isVisible()
    assert view.hasFocus()
    assert view.toPlainText().startswith("Plan\n")
    assert 0.3 < view.verticalScrollBar().value() / view.verticalScrollBar().maximum() < 0.7
    assert view.viewport().isAncestorOf(pane.header.title)
    assert pane.header.read.isChecked()
    assert pane.header.read.accessibleName().startswith("Go on writing")

    page.older()
    assert view.toPlainText() == "one #home"
    assert pane.header.title.text() == "Short"
    page.write_new()
    assert pane.editor.isVisible()
    assert pane.editor.hasFocus()
    assert pane.editor.viewport().isAncestorOf(pane.header.title)
    assert view.toPlainText() == ""
    assert [each.body for each in journal.entries.find("")] == [TEXT, "*one* #home"]


def test_a_box_is_ticked_in_the_text_and_that_can_be_taken_back_from_another_entry(
    page: JournalPage, journal: Journal, heard: Heard
) -> None:
    pane = page.pane
    long = pane.entry
    assert long is not None
    pane.reading.toggle()
    view = pane.reading.view
    view.setFocus()
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Tab)
    QTest.keyClick(view, Qt.Key.Key_Space)
    changed = TEXT.replace("[x] walk", "[ ] walk")
    assert pane.editor.text == changed
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert pane.editor.text == TEXT
    QTest.keyClick(view, Qt.Key.Key_Space)
    sentence, undo = heard.said[-1]
    assert sentence == "The box is empty again."
    assert undo is not None
    redo = heard.redo
    assert redo is not None
    page.older()
    assert journal.entries.get(long.id).body == changed
    undo()
    assert journal.entries.get(long.id).body == TEXT
    redo()
    assert journal.entries.get(long.id).body == changed
    page.newer()
    undo()
    assert pane.editor.text == TEXT
    assert "box:ticked" in view.toHtml()
    with pytest.raises(UsageError):
        undo()
    assert pane.editor.text == TEXT


def test_what_changes_elsewhere_is_read_anew_and_closing_lets_go(page: JournalPage, journal: Journal) -> None:
    pane = page.pane
    entry = pane.entry
    assert entry is not None
    pane.reading.toggle()
    pane.take_over(journal.entries.update(entry.id, body="**new** words", origin=page))
    assert pane.reading.view.toPlainText() == "new words"
    page.forget()
    assert pane.reading.view.toPlainText() == ""
    assert not pane.reading.view.isVisible()
