"""How a person writes: the look of the text, spelling by the desktop's dictionaries, and own words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.look import SETTING, EditorLook
from closeness_desktop.window.pages.entry_pane import EntryPane
from closeness_desktop.window.pages.known_names import KnownNames
from closeness_desktop.window.pages.settings_editor import WritingCard, language_name
from closeness_desktop.window.pages.writing_habits import LANGUAGES, usual_languages
from tests.unit.test_spelling import RULES, SMALL
from tests.window.conftest import Heard


@pytest.fixture
def dictionary(own_home: Path) -> str:
    """A small dictionary where a desktop has them; returns its code."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "hunspell"
    folder.mkdir(parents=True)
    (folder / "en_XX.aff").write_text(RULES, encoding="utf-8")
    (folder / "en_XX.dic").write_text(SMALL, encoding="utf-8")
    return "en_XX"


def pane_of(context: Context, qtbot: QtBot) -> EntryPane:
    """A pane on the screen."""
    made = EntryPane(context, KnownNames(context.journal), origin=object())
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def underlined(pane: EntryPane) -> list[str]:
    """The words with a wave under them."""
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    return [
        mark.cursor.selectedText()
        for mark in pane.editor.extraSelections()
        if mark.format.underlineStyle() == wave
    ]


def menu_at(pane: EntryPane, position: int) -> QMenu:
    """The menu of the text, opened by its key at a place."""
    cursor = pane.editor.textCursor()
    cursor.setPosition(position)
    pane.editor.setTextCursor(cursor)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(pane.editor.viewport(), event)
    menu = pane.editor.findChildren(QMenu)[-1]
    assert isinstance(menu, QMenu)
    return menu


def test_wrong_words_are_underlined_and_their_menu_mends_or_keeps_them(
    context: Context, qtbot: QtBot, heard: Heard, dictionary: str
) -> None:
    context.journal.settings.set(LANGUAGES, [dictionary])
    context.journal.people.all()
    entry = context.journal.entries.add(
        body="\U0001f331 walk howse, `howse`\n\n```\nhowse\n```\ngrittle @Mum"
    )
    pane = pane_of(context, qtbot)
    pane.open(entry.id)
    qtbot.waitUntil(lambda: underlined(pane) == ["howse", "grittle"])
    menu = menu_at(pane, 10)
    qtbot.waitUntil(lambda: menu.actions()[0].text() == "house")
    assert menu.actions()[1].text() == "“howse” is right"
    menu.actions()[0].trigger()
    menu.close()
    assert pane.editor.text.startswith("\U0001f331 walk house, `howse`")
    qtbot.waitUntil(lambda: underlined(pane) == ["grittle"])
    pane.editor.moveCursor(QTextCursor.MoveOperation.End)
    menu = menu_at(pane, pane.editor.shown_text.index("grittle") + 3)
    next(act for act in menu.actions() if act.text() == "“grittle” is right").trigger()
    menu.close()
    qtbot.waitUntil(lambda: underlined(pane) == [])
    assert [own.word for own in context.journal.own_words.all()] == ["grittle"]
    sentence, undo = heard.said[-1]
    assert sentence == "“grittle” counts as right from now on."
    assert undo is not None
    undo()
    qtbot.waitUntil(lambda: underlined(pane) == ["grittle"])
    context.journal.settings.set(LANGUAGES, [])
    assert underlined(pane) == []
    pane.forget()


def test_a_word_that_is_being_typed_is_left_alone_until_it_is_done(
    context: Context, qtbot: QtBot, dictionary: str
) -> None:
    context.journal.settings.set(LANGUAGES, [dictionary])
    pane = pane_of(context, qtbot)
    with qtbot.waitActive(pane):
        pane.activateWindow()
    pane.open_new()
    pane.editor.setFocus()
    qtbot.keyClicks(pane.editor, "hose hous")
    qtbot.waitUntil(lambda: underlined(pane) == ["hose"])
    qtbot.keyClicks(pane.editor, " ")
    qtbot.waitUntil(lambda: underlined(pane) == ["hose", "hous"])
    pane.forget()
    assert pane.editor.extraSelections() == []


def test_a_spoilt_dictionary_is_told_and_stops_spelling(
    context: Context, qtbot: QtBot, heard: Heard, dictionary: str
) -> None:
    folder = Path(os.environ["XDG_DATA_HOME"]) / "hunspell"
    (folder / "en_XX.aff").write_bytes(b"SET no-such-encoding\n")
    context.journal.settings.set(LANGUAGES, [dictionary])
    pane = pane_of(context, qtbot)
    pane.editor.set_text("howse")
    qtbot.waitUntil(lambda: bool(heard.said))
    assert heard.said[-1][0].startswith("A dictionary of this computer cannot be read")
    assert underlined(pane) == []


def test_the_desktop_s_language_is_spelled_unless_another_is_chosen() -> None:
    found = ["de_AT", "de_DE", "en_GB", "en_US", "ru"]
    assert usual_languages(found, ["de-Latn-DE", "de-DE", "de"]) == ("de_DE",)
    assert usual_languages(found, ["de-CH", "en-US"]) == ("de_AT",)
    assert usual_languages(found, ["en-GB"]) == ("en_GB",)
    assert usual_languages(found, ["ru-RU"]) == ("ru",)
    assert usual_languages(found, ["C"]) == ()


def test_the_card_changes_the_open_text_at_once_and_lists_what_passes(
    context: Context, qtbot: QtBot, heard: Heard, dictionary: str
) -> None:
    context.journal.own_words.add("grittle")
    pane = pane_of(context, qtbot)
    pane.resize(1400, 500)
    pane.open_new()
    pane.editor.set_text("# Heading\n\nsome words")
    card = WritingCard(context)
    qtbot.addWidget(card)
    card.show()
    before = pane.editor.document().rootFrame().frameFormat().leftMargin()
    for box, value in ((card.size_box, 22), (card.width_box, 50), (card.face_box, "even")):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    assert context.journal.settings.get(SETTING) == {"face": "even", "size": 22, "width": 50}
    font = pane.editor.document().defaultFont()
    assert font.pixelSize() == context.theme.px(22)
    assert card.sample.font().family() == font.family()
    assert pane.editor.document().rootFrame().frameFormat().leftMargin() != before
    block = pane.editor.document().lastBlock().blockFormat()
    assert block.lineHeight() == context.theme.px(22 * 1.7)
    qtbot.waitUntil(lambda: dictionary in card.languages)
    card.languages[dictionary].click()
    assert context.journal.settings.get(LANGUAGES) == [dictionary]
    (chip,) = card.words
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert card.words == []
    assert heard.said[-1][0] == "“grittle” is an own word no more."
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert [chip.word for chip in card.words] == ["grittle"]
    card.forget()
    assert card.words == []


def test_a_look_that_makes_no_sense_gives_way_to_the_usual_one(context: Context) -> None:
    assert EditorLook.of(None) == EditorLook.of({"face": 3, "size": 5, "width": "x"}) == EditorLook()
    kept = EditorLook.of({"face": "A face that nobody has", "size": 19, "width": 0})
    assert kept.width == 0
    assert kept.font(context.theme).family() == context.theme.reading_font(19).family()


def test_languages_are_named_in_their_own_words() -> None:
    assert language_name("de_DE") == "Deutsch (Deutschland)"
    assert language_name("en_US") == "American English"
    assert language_name("xx_no_such") == "xx_no_such"
