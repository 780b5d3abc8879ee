"""Around the text of an entry: finding and replacing, the toolbar, words counted, and only the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from closeness_desktop.window.commands import Commands
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.writing import WritingArea

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def area(context: Context, qtbot: QtBot) -> WritingArea:
    """A writing area in a window that is active, with its commands."""
    made = WritingArea(context.theme, lambda sign: [])
    qtbot.addWidget(made)
    commands = Commands(made)
    for command in made.commands():
        commands.add(command, made)
    made.resize(700, 500)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.editor.setFocus()
    return made


def shown(area: WritingArea, text: str) -> None:
    """Open a text, as an entry is opened."""
    area.editor.set_text(text)
    area.text_changed()


def test_words_are_found_walked_round_and_left_selected(area: WritingArea, qtbot: QtBot) -> None:
    shown(area, "\U0001f331 One\r\none more, and ONE\nnone")
    bar, editor = area.find_bar, area.editor
    qtbot.keyClick(editor, Key.Key_F3)
    assert bar.field.hasFocus()
    qtbot.keyClicks(bar.field, "one")
    assert bar.count.text() == "4 places"
    assert len(editor.extraSelections()) == 4
    seen = []
    for _ in range(5):
        qtbot.keyClick(bar.field, Key.Key_Return)
        seen.append((editor.selected_text, bar.count.text()))
    assert seen == [
        ("One", "1 of 4"), ("one", "2 of 4"), ("ONE", "3 of 4"), ("one", "4 of 4"), ("One", "1 of 4")
    ]  # fmt: skip
    qtbot.keyClick(bar.field, Key.Key_Return, Mod.ShiftModifier)
    assert bar.count.text() == "4 of 4"
    bar.whole.setChecked(True)
    assert bar.marks.count == 3
    bar.exact.setChecked(True)
    assert bar.marks.count == 1
    bar.field.setText("absent")
    assert bar.count.text() == "Nothing found"
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert not bar.isVisible()
    assert editor.hasFocus()
    assert not editor.extraSelections()


def test_what_is_selected_is_what_is_looked_for_and_f3_goes_on(area: WritingArea, qtbot: QtBot) -> None:
    shown(area, "a walk, a walk, a walk")
    area.editor.select(2, 6)
    qtbot.keyClick(area.editor, Key.Key_F3)
    assert area.find_bar.field.text() == "walk"
    area.editor.setFocus()
    qtbot.keyClick(area.editor, Key.Key_F3)
    assert area.find_bar.count.text() == "2 of 3"
    qtbot.keyClick(area.editor, Key.Key_F3, Mod.ShiftModifier)
    assert area.find_bar.count.text() == "1 of 3"


def test_places_are_replaced_one_by_one_or_all_at_once_and_taken_back(
    area: WritingArea, qtbot: QtBot
) -> None:
    text = "Ann and ann\r\nAnn\u2029, Anna"
    shown(area, text)
    bar, editor = area.find_bar, area.editor
    qtbot.keyClick(editor, Key.Key_H, Mod.ControlModifier)
    bar.field.setText("ann")
    bar.whole.setChecked(True)
    bar.by.setText("\\1 ann \U0001f331")
    bar.by.setFocus()
    for _ in range(2):
        qtbot.keyClick(bar.by, Key.Key_Return)
    assert editor.text == "\\1 ann \U0001f331 and ann\r\nAnn\u2029, Anna", "the first Enter selects"
    editor.undo()
    assert editor.text == text
    bar.by.setText("Jo")
    bar.all_button.click()
    assert editor.text == "Jo and Jo\r\nJo\u2029, Anna"
    assert bar.count.text() == "3 places replaced"
    editor.undo()
    assert editor.text == text


def test_places_are_found_again_in_another_text_and_forgotten_on_locking(
    area: WritingArea, qtbot: QtBot
) -> None:
    shown(area, "walk")
    area.find_bar.look()
    area.find_bar.field.setText("walk")
    shown(area, "walk and walk")
    assert area.find_bar.marks.count == 2
    area.forget()
    assert area.find_bar.field.text() == ""
    assert area.find_bar.marks.wanted.text == ""
    assert area.editor.text == ""
    assert area.toolbar.words.text() == ""


def test_the_toolbar_is_one_stop_and_a_press_leads_back_to_the_text(area: WritingArea, qtbot: QtBot) -> None:
    shown(area, "word")
    area.editor.moveCursor(QTextCursor.MoveOperation.End)
    bar = area.toolbar
    stops = [each for each in bar.buttons if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    bar.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(bar.buttons[0], Key.Key_Right)
    assert bar.buttons[1].hasFocus()
    qtbot.keyClick(bar.buttons[1], Key.Key_Return)
    assert area.editor.text == "**word**"
    assert area.editor.hasFocus()


@pytest.mark.parametrize(
    ("key", "modifiers", "after"),
    [
        (Key.Key_H, Mod.ShiftModifier, "# word"),
        (Key.Key_B, Mod.NoModifier, "**word**"),
        (Key.Key_I, Mod.NoModifier, "*word*"),
        (Key.Key_X, Mod.ShiftModifier, "~~word~~"),
        (Key.Key_C, Mod.ShiftModifier, "`word`"),
        (Key.Key_B, Mod.ShiftModifier, "- word"),
        (Key.Key_N, Mod.ShiftModifier, "1. word"),
        (Key.Key_T, Mod.ShiftModifier, "- [ ] word"),
        (Key.Key_O, Mod.ShiftModifier, "> word"),
        (Key.Key_K, Mod.ShiftModifier, "[]()word"),
    ],
)
def test_every_deed_of_the_toolbar_has_its_keys_and_is_undone_at_once(
    area: WritingArea, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier, after: str
) -> None:
    shown(area, "word")
    qtbot.keyClick(area.editor, key, Mod.ControlModifier | modifiers)
    assert area.editor.text == after
    area.editor.undo()
    assert area.editor.text == "word"


def test_words_are_counted_a_moment_after_they_came(area: WritingArea, qtbot: QtBot) -> None:
    shown(area, "one two three")
    assert area.toolbar.words.text() == "3 words"
    area.editor.to_end()
    qtbot.keyClicks(area.editor, " four")
    qtbot.waitUntil(lambda: area.toolbar.words.text() == "4 words")
    area.editor.select(0, 7)
    qtbot.waitUntil(lambda: area.toolbar.words.text() == "2 of 4 words")
    shown(area, "word " * 20_000)
    assert area.toolbar.words.text() == ""
    qtbot.waitUntil(lambda: area.toolbar.words.text() == "20,000 words")


def test_only_the_page_hides_the_rest_until_escape(area: WritingArea, qtbot: QtBot) -> None:
    heard: list[bool] = []
    area.only_page.connect(heard.append)
    qtbot.keyClick(area.editor, Key.Key_F11)
    assert not area.toolbar.isVisible()
    assert area.editor.hasFocus()
    qtbot.keyClick(area.editor, Key.Key_Escape)
    assert area.toolbar.isVisible()
    assert heard == [True, False]
