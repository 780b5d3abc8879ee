"""The editor keeps a text to the character, whatever is done in the widget."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.window.editor.editor import Editor
from closeness_desktop.window.editor.source_text import SourceText
from closeness_desktop.window.theme.theme import Theme

AWKWARD = "ab \t\n\r\u00a0\u2028\u2029\ufdd0\ufdd1\x00\x0b\x85\ufeff\u0301\U0001f331學é*_#@>-`"
Key = Qt.Key
Mod = Qt.KeyboardModifier


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    """The light theme."""
    made = Theme("light", "still")
    made.apply(qapp)
    return made


def names(sign: str) -> list[str]:
    """Names to complete."""
    return ["family", "far away", "work"] if sign == "#" else ["Mum", "Jörg", "王芳"]


@pytest.fixture(scope="module")
def editor(theme: Theme) -> Iterator[Editor]:
    """One editor for the module, since hypothesis runs many examples in a test."""
    made = Editor(theme, names)
    made.resize(700, 500)
    made.show()
    yield made
    made.close()


def view_of(editor: Editor) -> str:
    """What the widget's document really holds."""
    block, lines = editor.document().firstBlock(), []
    while block.isValid():
        lines.append(block.text())
        block = block.next()
    return "\n".join(lines)


def compose(editor: Editor, preedit: str, commit: str = "") -> None:
    """What an input method sends."""
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


@given(
    st.text(alphabet=AWKWARD, max_size=60) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
)
def test_a_text_that_is_opened_comes_back_as_it_was(editor: Editor, text: str) -> None:
    editor.set_text(text)
    assert editor.text == text
    assert view_of(editor) == SourceText(text).view


def keys(qtbot: QtBot, editor: Editor, random_: random.Random) -> None:
    """One random thing that a person does."""
    move = QTextCursor.MoveOperation
    kind = random_.randrange(13)
    if kind < 3:
        qtbot.keyClicks(editor, random_.choice(["a", "b ", "-", "*", " "]))
    elif kind == 3:
        qtbot.keyClick(editor, Key.Key_Return, random_.choice([Mod.NoModifier, Mod.ShiftModifier]))
    elif kind == 4:
        qtbot.keyClick(editor, random_.choice([Key.Key_Backspace, Key.Key_Delete]))
    elif kind == 5:
        data = QMimeData()
        data.setText(random_.choice(["x\r\ny", "\ufeffz", "\u00a0z", "\U0001f331\n", "1\n2\n3"]))
        editor.insertFromMimeData(data)
    elif kind == 6:
        compose(editor, "ni")
        compose(editor, "", random_.choice(["你", ""]))
    elif kind == 7:
        qtbot.keyClick(editor, random_.choice([Key.Key_B, Key.Key_I]), Mod.ControlModifier)
    elif kind == 8:
        qtbot.keyClick(
            editor, Key.Key_Z, random_.choice([Mod.ControlModifier, Mod.ControlModifier | Mod.ShiftModifier])
        )
    else:
        cursor = editor.textCursor()
        keep = QTextCursor.MoveMode.KeepAnchor if kind > 10 else QTextCursor.MoveMode.MoveAnchor
        where = random_.choice(
            [move.Left, move.Right, move.Up, move.Down, move.Start, move.End, move.EndOfBlock]
        )
        cursor.movePosition(where, keep, random_.randrange(1, 4))
        editor.setTextCursor(cursor)


@pytest.mark.parametrize("seed", range(60))
def test_view_and_text_stay_together_through_anything_and_undo_leads_back(
    qtbot: QtBot, editor: Editor, seed: int
) -> None:
    random_ = random.Random(seed)
    text = "".join(random_.choices(AWKWARD, k=random_.randrange(60)))
    editor.set_text(text)
    for _ in range(40):
        keys(qtbot, editor, random_)
        assert view_of(editor) == editor._source.view
    while editor._history.can_redo:
        editor.redo()
    after = editor.text
    while editor._history.can_undo:
        editor.undo()
        assert view_of(editor) == editor._source.view
    assert editor.text == text
    while editor._history.can_redo:
        editor.redo()
    assert editor.text == after


def test_every_enter_begins_a_line(qtbot: QtBot, editor: Editor) -> None:
    """Enter on an empty line begins another (Qt's own key handling drops the second of two)."""
    editor.set_text("")
    qtbot.keyClicks(editor, "a")
    for _ in range(3):
        qtbot.keyClick(editor, Key.Key_Return)
    qtbot.keyClick(editor, Key.Key_Return, Mod.ShiftModifier)
    qtbot.keyClicks(editor, "b")
    assert editor.text == "a\n\n\n\nb"


def test_what_an_edit_does_not_touch_stays(qtbot: QtBot, editor: Editor) -> None:
    untouched = "one\r\ntwo\u00a0\u2028three\u2029four\rfive\ufdd0six\x00\ufdd1\U0001f331"
    editor.set_text(untouched)
    editor.to_end()
    qtbot.keyClicks(editor, " and more")
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.keyClicks(editor, "end")
    assert editor.text == untouched + " and more\r\nend"


def test_typing_before_odd_characters_counts_them_right(qtbot: QtBot, editor: Editor) -> None:
    editor.set_text("\U0001f331\U0001f331x\r\n\U0001f331y")
    cursor = editor.textCursor()
    cursor.setPosition(4)
    editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "a")
    assert editor.text == "\U0001f331\U0001f331ax\r\n\U0001f331y"


def test_what_is_copied_is_what_is_there(qtbot: QtBot, editor: Editor) -> None:
    editor.set_text("no\u00a0break\r\nnext\u2028line")
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert [kind for kind in data.formats() if kind.startswith(("text/", "image/"))] == ["text/plain"]
    assert data.hasFormat("x-kde-passwordManagerHint")
    assert data.text() == "no\u00a0break\r\nnext\u2028line"


def test_half_a_character_that_is_pasted_becomes_the_sign_for_it(editor: Editor) -> None:
    editor.set_text("")
    data = QMimeData()
    data.setText("a\ud800b")
    editor.insertFromMimeData(data)
    assert editor.text.encode()
    assert editor.text.startswith("a")


def test_composed_text_is_no_text_until_it_is_committed(editor: Editor) -> None:
    heard: list[str] = []
    listen: Callable[[], None] = lambda: heard.append(editor.text)  # noqa: E731
    editor.set_text("我")
    editor.to_end()
    editor.edited.connect(listen)
    for preedit in ("h", "ha", "hao"):
        compose(editor, preedit)
        assert editor.is_composing
        assert editor.text == "我"
    editor.undo()
    compose(editor, "", "好")
    editor.edited.disconnect(listen)
    assert heard == ["我好"]
    assert not editor.is_composing
    editor.undo()
    assert editor.text == "我"


def test_a_dead_key_composes_one_letter(editor: Editor) -> None:
    editor.set_text("caf")
    editor.to_end()
    compose(editor, "´")
    compose(editor, "", "é")
    assert editor.text == "café"


def test_composing_over_a_selection_replaces_it_and_nothing_else(editor: Editor) -> None:
    editor.set_text("a\u00a0b\r\nc")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    compose(editor, "ni")
    compose(editor, "", "你")
    assert editor.text == "a\u00a0你\r\nc"


def test_forgetting_leaves_no_text_in_the_document_or_in_undo(qtbot: QtBot, editor: Editor) -> None:
    editor.set_text("secret")
    qtbot.keyClicks(editor, "more")
    editor.forget()
    assert editor.text == ""
    assert view_of(editor) == ""
    assert not editor._history.can_undo


def test_undo_survives_looking_at_another_text(qtbot: QtBot, editor: Editor) -> None:
    editor.open_text("one", "a\r\n")
    editor.to_end()
    qtbot.keyClicks(editor, "bc")
    editor.open_text("two", "other")
    qtbot.keyClicks(editor, "x")
    editor.open_text("one", "a\r\nbc")
    assert editor.textCursor().atEnd(), "the cursor is where it was"
    editor.undo()
    assert editor.text == "a\r\n"
    editor.put_away()
    editor.open_text("one", "a\r\n")
    editor.redo()
    assert editor.text == "a\r\nbc"
    editor.open_text("two", "another, from elsewhere")
    assert not editor._history.can_undo, "steps that belong to another text are not carried out"


def test_locking_drops_what_could_be_undone_anywhere(qtbot: QtBot, editor: Editor) -> None:
    editor.open_text("one", "")
    qtbot.keyClicks(editor, "secret")
    editor.open_text("two", "")
    editor.forget()
    editor.open_text("one", "secret")
    assert not editor._history.can_undo
    editor.forget()


def test_what_somebody_else_wrote_is_taken_over_around_the_cursor_and_can_be_undone(
    qtbot: QtBot, editor: Editor
) -> None:
    heard: list[str] = []
    editor.open_text("one", "first\nsecond\r\nthird")
    editor.to_end()
    listen: Callable[[], None] = lambda: heard.append(editor.text)  # noqa: E731
    editor.edited.connect(listen)
    for text in ("first\r\nsecond\r\nthird", "before\nfirst\nsecond #new\r\nthird"):
        editor.take_over(text)
        assert editor.text == text
        assert view_of(editor) == editor._source.view
    editor.edited.disconnect(listen)
    assert heard == [], "nobody typed here"
    assert editor.textCursor().atEnd()
    editor.undo()
    editor.undo()
    assert editor.text == "first\nsecond\r\nthird"
    editor.forget()
