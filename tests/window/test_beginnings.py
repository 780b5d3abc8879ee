"""What an entry begins with: a question, a template, places for answers; and nothing kept without a word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.practice import prompts
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.answer_places import AnswerPlaces
from closeness_desktop.window.editor.source_edit import SourceTextEdit
from closeness_desktop.window.pages.question_card import ALL_SEEN, QuestionCard
from tests.window.conftest import Heard


def test_tab_leads_from_place_to_place(context: Context, qtbot: QtBot) -> None:
    """Places move with what is typed; after the last one Tab is Tab again; all of it is one step of undo."""
    edit = SourceTextEdit(context.theme)
    edit.setTabChangesFocus(True)
    qtbot.addWidget(edit)
    edit.set_text("Before\n")
    edit.to_end()
    places = AnswerPlaces(edit)
    places.insert(("Good 😀: ", "\n\ufeffHard: ", "\r\nEnd ", ""))
    assert edit.text == "Before\nGood 😀: \n\ufeffHard: \nEnd "
    assert places.count == 3

    QTest.keyClicks(edit, "one")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    QTest.keyClicks(edit, "two")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    QTest.keyClicks(edit, "3")
    assert edit.text == "Before\nGood 😀: one\n\ufeffHard: two\nEnd 3"
    QTest.keyClick(edit, Qt.Key.Key_Backtab)
    QTest.keyClicks(edit, "!")
    assert edit.text == "Before\nGood 😀: one\n\ufeffHard: two!\nEnd 3"
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert places.count == 0

    for _ in range(10):
        edit.undo()
    assert edit.text == "Before\n"


def test_a_question_is_noted_and_can_be_gone_back_to(
    context: Context, journal: Journal, heard: Heard, qtbot: QtBot
) -> None:
    """The same one all day, another one when asked for, each once; where none is left that is said."""
    card = QuestionCard(context)
    qtbot.addWidget(card)
    card.show()
    card.look()
    first = card.text.text()
    card.look()
    assert card.text.text() == first
    assert not card.before.isVisible()
    card.another.click()
    second = card.text.text()
    card.before.click()
    assert (card.text.text(), second != first) == (first, True)
    card.another.click()
    assert card.text.text() == second
    assert len(journal.prompts.of_today()) == 2

    asked: list[str] = []
    card.wanted.connect(asked.append)
    card.write.click()
    assert [found.text for each in asked if (found := prompts.find(each))] == [second]

    card.theme.setCurrentIndex(card.theme.findData("empathy"))
    card.theme.activated.emit(card.theme.currentIndex())
    shown = [card.text.text()]
    while card.another.isVisible():
        card.another.click()
        shown.append(card.text.text())
    assert shown.pop() == ALL_SEEN
    of_theme = {each.text for each in prompts.prompts() if each.theme == "empathy"}
    assert set(shown) | ({first, second} & of_theme) == of_theme
    assert len(shown) == len(set(shown))
    assert heard.said == []
