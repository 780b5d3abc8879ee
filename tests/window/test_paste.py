"""Pasting into an entry: looks become Markdown, words stay to the character, pictures are attached."""

from __future__ import annotations

import base64
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pasting.paste import MOST_BYTES, TOO_MUCH
from closeness_desktop.window.platform import clipboard

from .conftest import Heard


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[JournalPage]:
    """The page, with a new entry begun."""
    made = JournalPage(context)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.write_new()
    yield made
    made.pane.autosave.stop()


def mime(html: str = "", text: str = "") -> QMimeData:
    """What a browser puts on the clipboard."""
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_looks_become_markdown_and_one_undo_takes_them_back(page: JournalPage) -> None:
    editor = page.pane.editor
    put = editor.insertFromMimeData
    put(mime("<h2>Head</h2><p>one <b>two</b></p>", "Head\none two"))
    assert editor.text == "## Head\n\none **two**"
    editor.undo()
    assert editor.text == ""
    put(mime("<div style='color:red'>one&nbsp; two</div><div>* three</div>", "one\u00a0 two\r\n* three"))
    assert editor.text == "one\u00a0 two\n* three"  # no looks: the words as they are
    editor.set_text("```\n")
    editor.to_end()
    put(mime("<b>x</b>", "x"))
    assert editor.text == "```\nx"  # in code there are no looks
    editor.set_text("")
    ours = clipboard.marked("*a*\u2029b")
    ours.setHtml("<b>c</b>")
    put(ours)
    assert editor.text.replace("\n", "\u2029") == "*a*\u2029b"
    editor.set_text("")
    QGuiApplication.clipboard().setMimeData(mime("<b>c</b>", "c"))
    editor.paste_words()
    assert editor.text == "c"
    editor.selectAll()
    editor.paste()
    assert editor.text == "**c**"


def test_too_much_is_refused_with_a_sentence_and_nothing_is_lost(page: JournalPage, heard: Heard) -> None:
    editor = page.pane.editor
    editor.set_text("kept")
    editor.selectAll()
    editor.insertFromMimeData(mime(text="ä" * (MOST_BYTES // 2 + 1)))
    assert editor.text == "kept"
    assert heard.said[-1][0] == TOO_MUCH
    editor.insertFromMimeData(mime("<b>a</b>" * 200_000, "a" * 200_000))
    assert editor.text == "a" * 200_000  # a page too long to be read for its looks


def test_pictures_within_a_page_are_attached_and_those_elsewhere_are_not_fetched(
    page: JournalPage, journal: Journal, qtbot: QtBot
) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    data = base64.b64encode(bytes(buffer.data().data())).decode()
    page.pane.editor.insertFromMimeData(
        mime(
            f'<p><b>tea</b> <img src="data:image/png;base64,{data}"> <img src="data:image/png;base64,AAA">'
            '<img src="http://127.0.0.1:9/x.png" alt="sea"></p>',
            "tea",
        )
    )
    entry = page.pane.entry
    assert entry is not None
    qtbot.waitUntil(lambda: bool(journal.attachments.of(entry.id)))
    (kept,) = journal.attachments.of(entry.id)
    assert (kept.width, kept.height) == (40, 30)
    qtbot.waitUntil(lambda: f"attachment:{kept.id}" in page.pane.editor.text)
    assert page.pane.editor.text.startswith("**tea** [sea](http://127.0.0.1:9/x.png)")
