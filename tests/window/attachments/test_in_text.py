"""Pictures in the text while it is written: in room below their line, and never in the text itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from closeness_desktop.journal.links import link
from closeness_desktop.window.attachments import pictures
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.journal import JournalPage
from tests.window.attachments import shots


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> JournalPage:
    """The journal's page with an entry of three lines, the second of which names a picture."""
    entry = context.journal.entries.add(body="x").id
    ready = pictures.prepare_pasted(shots.picture(60, 40), "a.png")
    one = context.journal.attachments.add_bytes(
        entry, "a.png", ready.data, type=ready.type, looks=ready.looks
    )
    context.journal.entries.update(entry, body=f"before\r\n{link(one)}\r\nafter")
    made = JournalPage(context)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.arrive(entry=entry)
    made.show()
    return made


def test_a_picture_has_room_below_its_line_and_opens_on_a_click(page: JournalPage, qtbot: QtBot) -> None:
    """Between this line and the next, as it is; drawn there, and gone with the entry."""
    pane = page.pane
    editor, shown = pane.editor, pane.attachments.in_text
    ((_, place),) = shown.places()
    px = page.context.theme.px
    assert (place.width(), place.height()) == (60, 40)
    lines = [editor.document().findBlockByNumber(number) for number in range(3)]
    tops = [editor.cursorRect(QTextCursor(line)).top() for line in lines]
    assert tops[1] - tops[0] + 40 + px(16) == pytest.approx(tops[2] - tops[1], abs=2)
    assert tops[1] < place.top() < place.bottom() < tops[2]
    editor.grab()
    drawn = editor.viewport().grab().toImage()
    ratio = drawn.devicePixelRatio()
    corner = place.topLeft() + QPoint(3, 3)
    assert drawn.pixelColor(corner * ratio) == shots.picture().pixelColor(3, 3)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert pane.attachments.showing.viewer is not None
    page.write_new()
    assert shown.places() == []


def test_the_text_its_undo_and_its_saving_know_nothing_of_it(
    page: JournalPage, context: Context, qtbot: QtBot
) -> None:
    """Writing around it, taking it away and putting it back: to the character, and the room follows."""
    pane = page.pane
    editor, shown = pane.editor, pane.attachments.in_text
    assert pane.entry is not None
    body = pane.entry.body
    assert editor.text == body
    assert not pane.is_unsaved
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().findBlockByNumber(1).position())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "more")
    shown.look()
    margins = [editor.document().findBlockByNumber(at).blockFormat().bottomMargin() for at in range(4)]
    assert [margin > 0 for margin in margins] == [False, True, False, False]
    assert editor.text == body.replace("\r\nafter", "\r\nmore\r\nafter")
    while editor.text != body:
        before = editor.text
        editor.undo()
        assert editor.text != before
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not shown.places())
    assert editor.document().firstBlock().blockFormat().bottomMargin() == 0
    editor.undo()
    qtbot.waitUntil(lambda: len(shown.places()) == 1)
    assert editor.text == body
    pane.flush()
    assert context.journal.entries.get(pane.entry.id).body == body
