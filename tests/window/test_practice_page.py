"""The Practice page: a card for each practice, found by theme, by word and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.practice.catalogue import practices, timers
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.pages.practice_about import NOBODY_YET
from closeness_desktop.window.pages.practice_programme import ProgrammeCard
from tests.window.practice_room import breathes, left_over, opened, practice_of, question, sat, texts

_, BREATHE = timers()


def test_each_practice_has_a_card_that_opens_its_own_page_which_says_what_is_known(
    practice_page: PracticePage, qtbot: QtBot
) -> None:
    page = practice_page
    assert "What would help now?" in texts(page)
    assert {card.practice.id for card in page.cards} == {one.id for one in practices()}
    for card in page.cards:
        practice = card.practice
        assert practice.title in texts(card)
        qtbot.keyClick(card.open, Qt.Key.Key_Return)
        view = page.about if practice.timer is None else page.setup
        assert view.isVisible()
        assert view.title.text() == practice.title
        if practice.timer is None:
            told = texts(view)
            for line in (*practice.expect, *practice.cautions, *practice.sources, practice.evidence.note):
                assert line in told
            assert NOBODY_YET in told
            assert page.about.cues.isVisible() == breathes(practice), practice.id
        view.back.click()
        assert not view.isVisible()
    card = next(card for card in page.cards if card.practice == BREATHE)
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)  # anywhere on it
    assert page.setup.isVisible()
    assert page.setup.title.text() == BREATHE.title


def shown(page: PracticePage) -> set[str]:
    return {card.practice.id for card in page.cards if card.isVisible()}


def test_practices_and_programmes_are_chosen_by_theme_people_length_chip_and_word(
    practice_page: PracticePage, qtbot: QtBot
) -> None:
    page, catalogue, wanted = practice_page, practice_page.catalogue, practice_page.catalogue.filter
    wanted.themes["repair"].click()
    assert shown(page) == {one.id for one in practices() if one.theme == "repair"}
    wanted.people[2].click()
    assert shown(page) == {one.id for one in practices() if one.theme == "repair" and one.people == 2}
    wanted.everything.click()
    assert shown(page) == {one.id for one in practices()}
    wanted.lengths[5].click()
    assert {"sitting", "breathing"} <= shown(page)
    assert "expressive-writing" not in shown(page)
    wanted.everything.click()
    assert catalogue.programmes.isVisible()
    wanted.programmes.click()
    assert shown(page) == set()
    assert catalogue.programmes.isVisible()
    assert not catalogue.nothing.isVisible()
    assert not wanted.everything.isChecked()
    wanted.themes["settle"].click()
    assert not wanted.programmes.isChecked()
    assert not catalogue.programmes.isVisible()
    wanted.show_all()
    qtbot.keyClicks(wanted.words, "quarrel")
    titles = [card.programme.title for card in page.findChildren(ProgrammeCard) if card.isVisible()]
    assert titles == ["After a quarrel"]
    wanted.show_all()
    qtbot.keyClicks(wanted.words, "without fixing")
    assert shown(page) == {"listening-dyad"}
    qtbot.keyClicks(wanted.words, "xyz")
    assert shown(page) == set()
    assert catalogue.nothing.isVisible()


def test_enter_opens_the_first_that_is_found(practice_page: PracticePage, qtbot: QtBot) -> None:
    page, words = practice_page, practice_page.catalogue.filter.words

    def look_for(text: str) -> str:
        """Press Enter behind a word; returns the title of the first card shown before, "" without one."""
        page.show_practices()
        words.setText(text)
        first = next((card.practice.title for card in page.cards if card.isVisible()), "")
        qtbot.keyClick(words, Qt.Key.Key_Return)
        return first

    title = look_for("without fixing")
    assert page.about.isVisible()
    assert page.about.title.text() == title == practice_of("listening-dyad").title
    title = look_for("body")
    assert page.about.isVisible()
    assert page.about.title.text() == title
    for nothing in ("", "  ", "xyz"):
        look_for(nothing)
        assert page.catalogue.isVisible(), nothing
    look_for("programme quarrel")
    assert page.programme.isVisible()
    assert page.programme.title.text() == "After a quarrel"


def test_everything_that_can_be_used_has_a_name(practice_page: PracticePage, context: Context) -> None:
    left_over(context)
    practice_page.arrive()
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox)
    for kind in kinds:
        for widget in practice_page.findChildren(kind):
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface is not None
            assert interface.text(QAccessible.Text.Name), widget


def test_escape_goes_one_step_back_and_the_keyboard_is_where_it_was(
    practice_page: PracticePage, qtbot: QtBot
) -> None:
    page = practice_page
    practice = opened(page, "listening-dyad")
    page.about.begin.click()
    qtbot.keyClick(question(page).no, Qt.Key.Key_Escape)
    assert page.about.isVisible()
    assert page.about.title.text() == practice.title
    qtbot.keyClick(page.about.begin, Qt.Key.Key_Escape)
    assert page.catalogue.isVisible()
    card = next(card for card in page.cards if card.practice == practice)
    assert page.focusWidget() is card.open
    page.catalogue.filter.people[2].click()
    qtbot.keyClick(card.open, Qt.Key.Key_Escape)
    assert page.catalogue.filter.idle
    assert page.focusWidget() is page.catalogue.filter.words


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass everything on."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_card_is_ever_a_window_of_its_own(context: Context, qtbot: QtBot, qapp: QApplication) -> None:
    """Such a window would flash, and take what is typed meanwhile."""
    made = PracticePage(context)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.show()
    windows = Windows()
    qapp.installEventFilter(windows)
    made.arrive()
    qapp.removeEventFilter(windows)
    assert windows.shown == []


def reached(page: PracticePage, qtbot: QtBot, most: int = 90) -> list[QWidget]:
    """What Tab goes through, from the words to look for on."""
    QApplication.processEvents()  # what was made just now is shown
    page.catalogue.filter.words.setFocus()
    found: list[QWidget] = []
    for _ in range(most):
        now = page.focusWidget()
        if now is None or now in found:
            break
        found.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    return found


def test_tab_goes_through_the_practices_as_they_are_read(
    practice_page: PracticePage, context: Context, qtbot: QtBot
) -> None:
    page = practice_page
    sat(context, 600)
    page.arrive()
    catalogue = page.catalogue
    order = reached(page, qtbot)
    cards = [card.open for card in catalogue.cards]
    assert order[0] is catalogue.filter.words
    assert order[1:3] == [catalogue.log, catalogue.from_file]
    begin = order.index(cards[0])
    assert order[begin : begin + len(cards)] == cards
    assert order.index(catalogue.help) > begin + len(cards)
    catalogue.filter.themes["repair"].click()
    shown_cards = [card.open for card in catalogue.cards if card.isVisible()]
    order = reached(page, qtbot)
    assert order[order.index(shown_cards[0]) :][: len(shown_cards)] == shown_cards
