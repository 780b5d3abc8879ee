"""Text in is text out, to the byte: 500 awkward samples through the widget, the pane and the journal."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.editor import Editor
from closeness_desktop.window.editor.source_text import SourceText
from closeness_desktop.window.pages.entry_pane import EntryPane
from closeness_desktop.window.pages.known_names import KnownNames
from closeness_desktop.window.theme.theme import Theme

KINDS = (
    "\u00a0",  # no-break space
    "\u202f\u2009\u3000",  # narrow, thin and ideographic spaces
    "\u2028",  # line separator
    "\u2029",  # paragraph separator
    "\r\n",
    "\r",
    "\n\r",
    "\n\n\n",
    "\t",
    "   \n",  # spaces at the end of a line
    "\x00",
    "\x0b\x0c\x1c\x1d\x1e\x85",  # what Python's splitlines also cuts at
    "\ufdd0\ufdd1\ufdef",  # non-characters, two of which Qt takes for the ends of its own lines
    "\ufffe\uffff",
    "\U0001fffe\U0010ffff",
    "\ufeff",  # byte order mark
    "\ufffc\ufffd",  # what Qt puts for an object, and the sign for a lost character
    "\u200b\u200c\u200d\u2060\u00ad",  # without width
    "שלום עולם \u200f\u202bمرحبا\u202c",  # from right to left
    "e\u0301\u0323 é ñ n\u0303",  # combining marks, and the same letters made in one piece
    "ก็\u0e49\u0e49 नि\u094d",
    "👩\u200d👩\u200d👧\U0001f3fd 🌱",
    "學而時習之，不亦說乎",
    "\u2e80\ue000\U000f0000",  # private use
    "#tag @Mum **b** `c` [a](b) ~~~\n> - [ ] ",
    "\\*\\_&amp;&#10;<br>",
    "x" * 300,
)
SAMPLES = 500


def samples() -> list[str]:
    """Every kind alone, at the start, at the end and in the middle; the rest any mix of them."""
    made = [each for kind in KINDS for each in (kind, f"{kind}b", f"a{kind}", f"a{kind}b{kind}")]
    random_ = random.Random(4)
    while len(made) < SAMPLES:
        made.append("".join(random_.choices([*KINDS, "a word ", "b", "\n"], k=random_.randrange(1, 12))))
    return made


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication) -> Iterator[Editor]:
    """An editor on the screen."""
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = Editor(theme, lambda sign: [])
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def shown(editor: Editor) -> str:
    """What the widget's document really holds."""
    block, lines = editor.document().firstBlock(), []
    while block.isValid():
        lines.append(block.text())
        block = block.next()
    return "\n".join(lines)


def bytes_of(text: str) -> bytes:
    """What would be stored."""
    return text.encode()


def test_every_sample_comes_back_and_stays_where_it_is_not_touched(editor: Editor, qtbot: QtBot) -> None:
    for text in samples():
        editor.set_text(text)
        assert bytes_of(editor.text) == bytes_of(text)
        assert shown(editor) == SourceText(text).view
        qtbot.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        editor.undo()
        assert bytes_of(editor.text) == bytes_of(text), "made strong and plain again"
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        qtbot.keyClick(editor, "y")
        assert bytes_of(editor.text) == bytes_of("y" + text)
        editor.to_end()
        qtbot.keyClick(editor, "z")
        assert bytes_of(editor.text) == bytes_of("y" + text + "z")
        editor.undo()
        editor.undo()
        assert bytes_of(editor.text) == bytes_of(text)


def test_copying_a_sample_and_pasting_it_loses_nothing_but_how_lines_end(editor: Editor) -> None:
    """And a byte order mark at the very start, which is no text."""
    for text in samples():
        editor.set_text(text)
        editor.selectAll()
        copied = editor.createMimeDataFromSelection()
        text = text.removeprefix("\ufeff")
        assert copied.text() == text
        editor.set_text("")
        editor.insertFromMimeData(copied)
        assert shown(editor) == SourceText(text).view


def test_every_sample_goes_through_the_journal_and_back(context: Context, qtbot: QtBot) -> None:
    pane = EntryPane(context, KnownNames(context.journal), origin=object())
    qtbot.addWidget(pane)
    pane.resize(700, 500)
    pane.show()
    entries = context.journal.entries
    kept = {entries.add(title="t", body=text).id: text for text in samples()}
    for id, text in kept.items():
        pane.open(id)
        pane.flush()
        assert bytes_of(entries.get(id).body) == bytes_of(text)
    for id, text in list(kept.items())[::10]:
        pane.open(id)
        pane.editor.to_end()
        qtbot.keyClick(pane.editor, "z")
        pane.flush()
        assert bytes_of(entries.get(id).body) == bytes_of(text + "z")
    pane.forget()
