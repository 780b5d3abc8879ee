"""What keys do in the editor: lists go on, marks come and go, names are completed, and nothing is stolen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.window.editor import editing
from closeness_desktop.window.editor.completion import GroupedName, matching, name_before
from closeness_desktop.window.editor.editor import Editor
from closeness_desktop.window.theme.theme import Theme

Key, Mod = Qt.Key, Qt.KeyboardModifier
NAMES = {"#": ["family", "far-away", "two words", "work"], "@": ["Mum", "Jörg", "王芳", "Anna Maria"]}


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> Iterator[Editor]:
    """An editor on the screen, with the focus."""
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = Editor(theme, NAMES.__getitem__)
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def at_end(editor: Editor, text: str) -> None:
    """Show a text, with the cursor at its end."""
    editor.set_text(text)
    editor.to_end()


def offered(editor: Editor) -> list[str]:
    """The names on offer."""
    shown = editor._suggestions
    return [shown.item(row).text() for row in range(shown.count())] if shown.isVisible() else []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one", "- one\n- "),
        ("  * one", "  * one\n  * "),
        ("9. nine", "9. nine\n10. "),
        ("3) three", "3) three\n4) "),
        ("- [x] done", "- [x] done\n- [ ] "),
        ("> said", "> said\n> "),
        ("> - both", "> - both\n> - "),
        ("one\n- ", "one\n"),
        ("> ", ""),
        ("plain", "plain\n"),
        ("-no item", "-no item\n"),
    ],
)
def test_enter_goes_on_with_a_list_and_ends_it_at_an_empty_item(
    qtbot: QtBot, editor: Editor, before: str, after: str
) -> None:
    at_end(editor, before)
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.text == after
    editor.undo()
    assert editor.text == before


def test_shift_enter_begins_a_plain_line(qtbot: QtBot, editor: Editor) -> None:
    at_end(editor, "- one")
    qtbot.keyClick(editor, Key.Key_Return, Mod.ShiftModifier)
    assert editor.text == "- one\n"


def test_tab_moves_an_item_in_and_out(qtbot: QtBot, editor: Editor) -> None:
    at_end(editor, "- one")
    qtbot.keyClick(editor, Key.Key_Tab)
    assert editor.text == "  - one"
    qtbot.keyClick(editor, Key.Key_Backtab, Mod.ShiftModifier)
    assert editor.text == "- one"
    qtbot.keyClicks(editor, "!")
    assert editor.text == "- one!"


def test_tab_elsewhere_leaves_the_editor(qtbot: QtBot, editor: Editor) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    after = QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(editor)
    column.addWidget(after)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    editor.setFocus()
    at_end(editor, "plain")
    qtbot.keyClick(editor, Key.Key_Tab)
    assert after.hasFocus()
    assert editor.text == "plain"
    editor.setParent(None)


def test_control_enter_ticks_a_box(qtbot: QtBot, editor: Editor) -> None:
    at_end(editor, "- water the plants")
    for expected in ("- [ ] water the plants", "- [x] water the plants", "- [ ] water the plants"):
        qtbot.keyClick(editor, Key.Key_Return, Mod.ControlModifier)
        assert editor.text == expected


@pytest.mark.parametrize(
    ("line", "start", "end", "mark", "after"),
    [
        ("so good", 3, 7, "**", "so **good**"),
        ("so **good**", 5, 9, "**", "so good"),
        ("so **good**", 3, 11, "**", "so good"),
        ("so good", 5, 5, "*", "so *good*"),
        ("so **good**", 5, 9, "*", "so ***good***"),
        ("so ***good***", 6, 10, "*", "so **good**"),
        ("so good ", 2, 8, "**", "so **good** "),
        ("", 0, 0, "**", "****"),
    ],
)
def test_marks_come_and_go(line: str, start: int, end: int, mark: str, after: str) -> None:
    change = editing.toggle_mark(line, start, end, mark)
    assert line[: change.start] + change.text + line[change.end :] == after
    back = editing.toggle_mark(after, change.anchor, change.cursor, mark)
    if line:
        assert after[: back.start] + back.text + after[back.end :] == line


def test_a_selection_over_lines_is_marked_line_by_line_and_undone_at_once(
    qtbot: QtBot, editor: Editor
) -> None:
    editor.set_text("one\r\n\r\ntwo")
    editor.selectAll()
    qtbot.keyClick(editor, Key.Key_B, Mod.ControlModifier)
    assert editor.text == "**one**\r\n\r\n**two**"
    editor.undo()
    assert editor.text == "one\r\n\r\ntwo"


@pytest.mark.parametrize(
    ("line", "column", "typed"),
    [
        ("#fa", 3, "#fa"),
        ("so #", 4, "#"),
        ("with @Jö", 8, "@Jö"),
        ("mail@home", 9, None),
        ("# Heading", 9, None),
        ("##", 2, None),
        ("#fa mily", 3, "#fa"),
        ("#family", 3, None),
        ("plain", 5, None),
        ("#one #t", 7, "#t"),
    ],
)
def test_where_a_name_is_being_typed(line: str, column: int, typed: str | None) -> None:
    assert name_before(line, column) == typed


def test_names_match_by_their_beginning_without_case_or_accents() -> None:
    assert matching("@jo", NAMES["@"]) == ["Jörg"]
    assert matching("#FA", NAMES["#"]) == ["family", "far-away"]
    assert matching("#t", NAMES["#"]) == [], "a name with a space cannot be written in the text"
    assert matching("#family", NAMES["#"]) == [], "what is there already is not offered"


def test_names_match_by_their_later_words_and_their_group_after_that() -> None:
    names = ["Anna-Maria", GroupedName("swim", "At home"), "homework", GroupedName("far away", "home")]
    assert matching("@mar", names) == ["Anna-Maria"]
    assert matching("#home", names) == ["homework", "swim"]
    assert matching("#", names) == ["Anna-Maria", "swim", "homework"]


def test_tab_takes_the_first_name(qtbot: QtBot, editor: Editor) -> None:
    qtbot.keyClicks(editor, "so #fa")
    assert offered(editor) == ["family", "far-away"]
    qtbot.keyClick(editor, Key.Key_Tab)
    assert editor.text == "so #family"
    assert not offered(editor)
    editor.undo()
    assert editor.text == "so #fa"


def test_enter_takes_a_name_only_when_it_was_chosen(qtbot: QtBot, editor: Editor) -> None:
    qtbot.keyClicks(editor, "#fa")
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.text == "#fa\n"
    qtbot.keyClicks(editor, "#fa")
    qtbot.keyClick(editor, Key.Key_Down)
    qtbot.keyClick(editor, Key.Key_Down)
    qtbot.keyClick(editor, Key.Key_Return)
    assert editor.text == "#fa\n#far-away"


def test_escape_closes_the_offer_and_arrows_move_again(qtbot: QtBot, editor: Editor) -> None:
    at_end(editor, "above\n")
    qtbot.keyClicks(editor, "#fa")
    qtbot.keyClick(editor, Key.Key_Escape)
    assert not offered(editor)
    qtbot.keyClick(editor, Key.Key_Up)
    assert editor.textCursor().blockNumber() == 0


def test_moving_the_cursor_offers_nothing(qtbot: QtBot, editor: Editor) -> None:
    at_end(editor, "#fa")
    qtbot.keyClick(editor, Key.Key_Left)
    qtbot.keyClick(editor, Key.Key_Right)
    assert not offered(editor)


def test_a_click_takes_a_name(qtbot: QtBot, editor: Editor) -> None:
    qtbot.keyClicks(editor, "@m")
    shown = editor._suggestions
    place = shown.visualItemRect(shown.item(0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor.text == "@Mum"


def compose(editor: Editor, preedit: str, commit: str = "") -> None:
    """What an input method sends."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def test_a_composed_name_is_offered_when_it_is_committed_and_not_before(qtbot: QtBot, editor: Editor) -> None:
    qtbot.keyClicks(editor, "@")
    assert "王芳" in offered(editor)
    compose(editor, "wang")
    assert not offered(editor)
    assert editor.text == "@"
    compose(editor, "", "王")
    assert editor.text == "@王"
    assert offered(editor) == ["王芳"]
    qtbot.keyClick(editor, Key.Key_Tab)
    assert editor.text == "@王芳"


def test_a_dead_key_within_a_name_keeps_the_offer_right(qtbot: QtBot, editor: Editor) -> None:
    qtbot.keyClicks(editor, "@J")
    compose(editor, "¨")
    assert not offered(editor)
    compose(editor, "", "ö")
    assert offered(editor) == ["Jörg"]


def test_only_what_a_person_does_counts_as_an_edit(qtbot: QtBot, editor: Editor) -> None:
    edits = QSignalSpy(editor.edited)
    editor.set_text("# one\n\n```\ncode\n```\n" * 400)
    editor.resize(500, 400)
    editor._theme.set_choice("dark", "still")
    qtbot.waitUntil(lambda: editor._highlighter._rest is None)
    assert edits.count() == 0
    qtbot.keyClicks(editor, "a")
    assert edits.count() == 1


def test_the_head_scrolls_away_with_the_text_and_comes_back_with_the_focus(
    qtbot: QtBot, editor: Editor
) -> None:
    head = QWidget()
    column = QVBoxLayout(head)
    field = QLineEdit()
    column.addWidget(field)
    editor.set_head(head)
    editor.set_text("line\n" * 200)
    top = head.y()
    editor.verticalScrollBar().setValue(300)
    assert head.y() == top - 300
    editor.resize(650, 450)
    assert head.y() == top - 300
    assert editor.document().rootFrame().frameFormat().topMargin() > head.height()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert field.mapTo(editor.viewport(), field.rect().topLeft()).y() >= 0


def test_the_toolbar_changes_lines_as_one_step_and_keeps_the_cursor_with_its_word(
    qtbot: QtBot, editor: Editor
) -> None:
    editor.set_text("one\r\n\r\ntwo\r\nthree")
    editor.selectAll()
    editor.toggle_lines("boxes")
    assert editor.text == "- [ ] one\r\n\r\n- [ ] two\r\n- [ ] three"
    editor.tick()
    assert editor.text.endswith("- [x] three")
    editor.undo()
    editor.undo()
    assert editor.text == "one\r\n\r\ntwo\r\nthree"
    editor.set_text("a word")
    editor.to_end()
    editor.next_heading()
    qtbot.keyClicks(editor, "!")
    assert editor.text == "# a word!"


def test_a_link_takes_the_selection_and_puts_the_cursor_where_the_address_belongs(
    qtbot: QtBot, editor: Editor
) -> None:
    editor.set_text("see a walk there")
    editor.select(4, 10)
    editor.make_link()
    qtbot.keyClicks(editor, "https://example.org")
    assert editor.text == "see [a walk](https://example.org) there"


def test_words_are_counted_as_they_are_typed_pasted_and_taken_back(qtbot: QtBot, editor: Editor) -> None:
    editor.set_text("one two\n三\n")
    assert editor.word_count == 3
    editor.to_end()
    qtbot.keyClicks(editor, "four five")
    assert editor.word_count == 5
    editor.selectAll()
    qtbot.keyClick(editor, Key.Key_Backspace)
    assert editor.word_count == 0
    editor.undo()
    assert editor.word_count == 5


def test_every_line_is_changed_at_once_and_what_ends_them_stays(editor: Editor) -> None:
    editor.set_text("a\r\nba\u2029\na")
    assert editor.replace_all(lambda line: line.replace("a", "\U0001f331"))
    assert editor.text == "\U0001f331\r\nb\U0001f331\u2029\n\U0001f331"
    assert not editor.replace_all(lambda line: line)
    editor.undo()
    assert editor.text == "a\r\nba\u2029\na"
