"""What an entry begins with: a question, a template, places for answers; and nothing kept without a word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from closeness_desktop import clock
from closeness_desktop.journal import Journal
from closeness_desktop.practice import prompts
from closeness_desktop.records import Template
from closeness_desktop.window.beginning import ready_made
from closeness_desktop.window.context import Context
from closeness_desktop.window.editor.answer_places import AnswerPlaces
from closeness_desktop.window.editor.source_edit import SourceTextEdit
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.pages import entry_beginning
from closeness_desktop.window.pages.entry_start import template_menu
from closeness_desktop.window.pages.journal import JournalPage
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

    menu = card.theme_menu()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Any theme"]
    next(action for action in menu.actions() if action.text() == "Seeing the other").trigger()
    assert card.theme.text() == "Seeing the other…"
    shown = [card.text.text()]
    while card.another.isVisible():
        card.another.click()
        shown.append(card.text.text())
    assert shown.pop() == ALL_SEEN
    of_theme = {each.text for each in prompts.prompts() if each.theme == "empathy"}
    assert set(shown) | ({first, second} & of_theme) == of_theme
    assert len(shown) == len(set(shown))
    assert heard.said == []


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> JournalPage:
    """The Journal page, shown."""
    made = JournalPage(context)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.arrive()
    made.show()
    return made


def test_what_an_entry_begins_with_is_kept_only_with_a_word_of_ones_own(
    page: JournalPage, journal: Journal, heard: Heard
) -> None:
    """A question or a template alone leaves no entry and no draft; with a word both are kept as they are."""
    beginning, editor = page.pane.beginning, page.pane.editor
    page.write_new()
    start = beginning.start
    assert start.isVisible()
    asked = start.question.text()
    start.another.click()
    assert start.question.text() != asked
    asked = start.question.text()
    start.write.click()
    assert not start.isVisible()
    assert editor.text == f"> {asked}\n\n"
    editor.undo()
    assert start.isVisible()
    start.write.click()
    page.leave()
    assert journal.entries.count() == 0
    assert journal.drafts.all() == []

    QTest.keyClicks(editor, "Rain.")
    page.leave()
    (line,) = journal.entries.page()
    assert journal.entries.get(line.id).body == f"> {asked}\n\nRain."
    assert journal.prompts.of_today()[-1].entry == line.id
    page.pane.reading.toggle()
    beginning.go_on()
    assert not page.pane.reading.reads
    shown = prompts.find(journal.prompts.of_today()[-1].prompt)
    assert shown is not None
    assert editor.text == f"> {asked}\n\nRain.\n\n> {shown.text}\n\n"
    assert shown.text != asked

    page.arrive(new=True, prompt="k01")
    assert editor.text == f"> {prompts.prompts()[0].text}\n\n"
    page.arrive(new=True)
    assert (journal.entries.count(), editor.text) == (1, "")

    page.arrive(new=True, template=Template("x", "Two", "At {place}", "One {here}, two {here}."))
    assert page.pane.header.title.title == "At {place}"
    assert heard.said[-1] == (entry_beginning.TAB_LEADS, None)
    page.leave()
    assert journal.entries.count() == 1
    QTest.keyClicks(editor, "1")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    QTest.keyClicks(editor, "2")
    page.leave()
    (line, _) = journal.entries.page()
    assert (line.title, line.excerpt) == ("At {place}", "One 1, two 2.")


def test_a_day_of_the_week_begins_with_its_template(page: JournalPage, journal: Journal) -> None:
    """By itself, filled in, and not over words that came along; another beginning takes its place."""
    journal.templates.save("Daily", title="{date}", body="Today: {here}", weekdays=range(7))
    page.write_new()
    now = clock.local_time(journal.now())
    assert page.pane.header.title.title == date_text(now.date(), "d MMMM yyyy")
    assert page.pane.editor.text == "Today: "
    assert not page.pane.beginning.start.isVisible()
    page.pane.beginning.use(Template("x", "Other", "", "Other {here}!"))
    assert (page.pane.header.title.title, page.pane.editor.text) == ("", "Other !")
    page.arrive(new=True, text="Came along.")
    assert page.pane.editor.text == "Came along."
    page.pane.beginning.use(Template("x", "Other", "No", " And more."))
    page.leave()
    (line,) = journal.entries.page()
    assert (line.title, line.excerpt) == ("", "Came along. And more.")


def test_a_person_may_have_new_entries_begin_empty(page: JournalPage, journal: Journal, heard: Heard) -> None:
    """What is offered can be left out, and that taken back; the templates are in a menu, one's own first."""
    page.write_new()
    page.pane.beginning.start.leave_out.click()
    page.write_new()
    assert not page.pane.beginning.start.isVisible()
    _, undo = heard.said.pop()
    assert undo is not None
    undo()
    page.write_new()
    assert page.pane.beginning.start.isVisible()

    journal.templates.save("Mine & yours", body="Mine {here}")
    chosen: list[Template] = []
    menu = template_menu(page.context, page, chosen.append)
    first, *_, last = menu.actions()
    first.trigger()
    last.trigger()
    assert [each.name for each in chosen] == ["Mine & yours"]
    assert heard.gone == [("templates", {})]
    assert len(menu.actions()) == 1 + len(ready_made()) + 3
