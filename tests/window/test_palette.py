"""Ctrl+K: what can be done and found from a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.palette import PaletteSheet
from tests.window.windows import focused, shell_of

Ctrl = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """With a few entries."""
    for body in ("By the river with @Zoë. #calm-days", "<b>Lighthouse</b> again", "Nothing of that"):
        journal.entries.add(body=body)
    return journal


@pytest.fixture
def window(in_front: MainWindow) -> MainWindow:
    """Over that journal, on its page."""
    return in_front


def begin(window: MainWindow, qtbot: QtBot, typed: str = "") -> PaletteSheet:
    """Ctrl+K, wherever the keyboard is; then some letters, and the entries are there too."""
    qtbot.keyClick(focused(), Key.Key_K, Ctrl)
    (sheet,) = (each for each in window.findChildren(PaletteSheet) if each.isVisible())
    qtbot.keyClicks(focused(), typed)
    sheet.search_entries()
    return sheet


def titles(sheet: PaletteSheet) -> list[str]:
    """What is offered."""
    return [sheet.model.index(row).data() for row in range(sheet.model.rowCount())]


def kinds(sheet: PaletteSheet) -> dict[str, str]:
    """What is offered, each with its kind."""
    offers = [sheet.model.offer(row) for row in range(sheet.model.rowCount())]
    return {offer.title: offer.kind for offer in offers if offer is not None}


def test_everything_that_can_be_done_here_is_offered_and_a_key_or_two_does_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    """With nothing typed all of it, and never the palette itself; Enter does it where the keyboard was."""
    shell = shell_of(window)
    sheet = begin(window, qtbot)
    can = [each.title for each in shell.context.commands.offered() if each.id != "palette"]
    assert titles(sheet) == can
    assert "Older entry" in can
    qtbot.keyClick(focused(), Key.Key_Down)
    qtbot.keyClick(focused(), Key.Key_Up)
    qtbot.keyClick(focused(), Key.Key_PageDown)
    qtbot.keyClick(focused(), Key.Key_PageUp)
    assert sheet.view.currentIndex().row() == 0
    qtbot.keyClicks(focused(), "trend")
    assert titles(sheet)[0] == "Go to Trends"
    qtbot.keyClick(focused(), Key.Key_Return)
    assert shell.current == "trends"
    assert sheet.isHidden()
    assert sheet.line.text() == ""
    assert titles(sheet) == []
    sheet = begin(window, qtbot)
    assert "Older entry" not in titles(sheet)  # its page is not to be seen
    qtbot.keyClick(focused(), Key.Key_Escape)
    assert sheet.isHidden()


def test_it_finds_entries_people_tags_and_practices(
    window: MainWindow, journal: Journal, qtbot: QtBot
) -> None:
    """By the journal's own search, what was typed a second ago too; and what a person wrote is no markup."""
    shell = shell_of(window)
    page = shell.page("journal")
    assert isinstance(page, JournalPage)
    page.pane.editor.setFocus()
    qtbot.keyClicks(page.pane.editor, "Windmill ")
    sheet = begin(window, qtbot, "windm")
    assert kinds(sheet)["Windmill Nothing of that"] == "Entry"
    sheet.line.setText("light")
    sheet.search_entries()
    assert kinds(sheet)["<b>Lighthouse</b> again"] == "Entry"
    row = titles(sheet).index("<b>Lighthouse</b> again")
    spoken = QAccessible.queryAccessibleInterface(sheet.view).child(row).text(QAccessible.Text.Name)
    assert spoken.startswith("<b>Lighthouse</b> again; Entry")
    sheet.line.setText("zoe")
    assert kinds(sheet)["Zoë"] == "Person"
    sheet.line.setText("calm-d")
    assert kinds(sheet)["calm-days"] == "Tag"
    title = shell.context.practices.catalogue.practices()[0].title
    sheet.line.setText(title)
    assert kinds(sheet)[title] == "Practice"
    sheet.line.setText("river AND (")  # no query at all is no mistake here
    sheet.search_entries()
    assert list(kinds(sheet).values())[-1] == "Search"
    sheet.line.setText("zoe")
    sheet.view.clicked.emit(sheet.model.index(titles(sheet).index("Zoë")))
    assert page.list.search.text() == 'person:"Zoë"'
    assert page.list.model.rowCount() == 1


def test_tab_reaches_all_of_it_and_a_click_beside_it_goes_back(window: MainWindow, qtbot: QtBot) -> None:
    """The line, the list and the cross; Enter in the list does it as well."""
    sheet = begin(window, qtbot, "settings")
    seen = []
    for _ in range(3):
        seen.append(focused())
        qtbot.keyClick(focused(), Key.Key_Tab)
    assert set(seen) == {sheet.line, sheet.view, sheet.cross}
    sheet.view.setFocus()
    qtbot.keyClick(sheet.view, Key.Key_Return)
    assert shell_of(window).current == "settings"
    sheet = begin(window, qtbot)
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=sheet.rect().bottomLeft())
    assert sheet.isHidden()
