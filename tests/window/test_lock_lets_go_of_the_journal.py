"""A lock in the midst of writing, reading, finding and attaching: no word of it stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.journal.links import link
from closeness_desktop.window.attachments import intake
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.palette import PaletteSheet
from closeness_desktop.window.search.panel import SearchPanel
from tests.support.memory import Unspoken, settle
from tests.window.attachments import shots

WORDS = Unspoken(8)
"""Typed, put away in another entry, read beside, the names of a picture and of a file, searched and kept,
looked for in the entry, pasted."""


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """Made anew, and around the window, which is gone before they are."""
    with WORDS.anew():
        yield
        settle()


def fill(journal: Journal) -> tuple[str, str, str]:
    """Three entries; to the first belong a picture and a file."""
    first = journal.entries.add(title=WORDS[0], body=f"Of {WORDS[0]}. ").id
    picture, _ = intake.from_bytes(shots.png(), f"{WORDS[3]}.png")(journal.attachments, first)
    journal.attachments.add_bytes(first, f"{WORDS[4]}.pdf", WORDS[4].encode() * 9)
    journal.entries.update(first, body=f"Of {WORDS[0]}.\n\n{link(picture)}\n")
    second = journal.entries.add(body=f"Of {WORDS[1]}.").id
    return first, second, journal.entries.add(title=WORDS[2], body=f"Of {WORDS[2]}.").id


def test_no_word_stays_of_what_was_written_read_found_and_attached(
    evening: tuple[MainWindow, Journal], qtbot: QtBot
) -> None:
    """Not in undo, of this entry or another; not in what is asked, offered, pasted or shown large."""
    shown, journal = evening
    shell = shown.shell
    assert shell is not None
    first, second, third = fill(journal)
    shell.go("journal", entry=second)
    page = shell.page("journal")
    assert isinstance(page, JournalPage)
    pane = page.pane
    QTest.keyClicks(pane.editor, f"{WORDS[1]} again ")
    shell.go("journal", entry=first)
    QTest.keyClicks(pane.editor, f"{WORDS[0]} again ")
    pasted = QMimeData()
    pasted.setHtml(f"<p><b>{WORDS[7]}</b></p>")
    pane.editor.insertFromMimeData(pasted)
    assert f"**{WORDS[7]}**" in pane.editor.text
    pane.writing.find_bar.look()
    pane.writing.find_bar.field.setText(WORDS[6])
    page.two.read_beside(third)
    pane.attachments.attaching.remove(journal.attachments.of(first)[1])
    shell.foot.undo()
    (picture,) = [one for one in pane.attachments.attaching.attachments if one.width]
    pane.attachments.showing.open_id(picture.id)
    pane.attachments.showing.viewer.toggle_size()  # type: ignore[union-attr]
    pane.reading.toggle()
    page.list.search.setText(WORDS[5])
    journal.saved_searches.save(WORDS[5], f"tag:{WORDS[5]}")
    panel = SearchPanel(shell.context, shell, WORDS[5])
    panel.show()
    panel.name.setText(WORDS[5])
    next(each for each in shell.context.commands.all() if each.id == "palette").act()
    (palette,) = shell.window().findChildren(PaletteSheet)
    palette.line.setText(WORDS[1])
    palette.search_entries()
    assert len(WORDS.in_qt()) > 8

    del shell, page, pane, picture, panel, palette, pasted, journal, evening
    shown.lock()
    settle()
    assert WORDS.in_qt() == []
    assert WORDS.in_python() == []
