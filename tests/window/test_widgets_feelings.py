"""Naming what one feels, by mouse, by keyboard and by ear."""

from __future__ import annotations

import pytest
import yaml
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from closeness_desktop import paths
from closeness_desktop.records import Feeling, Strength
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.feeling_word import FeelingWord
from closeness_desktop.window.widgets.feelings_field import CANT_TELL, FeelingsField


@pytest.fixture(scope="module")
def feelings() -> list[Feeling]:
    """The built-in words."""
    read = yaml.safe_load(paths.resource("feelings", "en.yaml").read_bytes())
    return [
        Feeling(str(n), each["name"], each["meaning"], each["pleasantness"], each["energy"])
        for n, each in enumerate(read)
    ]


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """A light theme that was applied."""
    made = Theme("light", "still", text_scale=1)
    made.apply(qapp)
    return made


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, feelings: list[Feeling]) -> FeelingsField:
    """A field that is shown."""
    made = FeelingsField(theme, feelings, ["tense", "hopeful"])
    qtbot.addWidget(made)
    made.resize(620, 520)
    made.show()
    qtbot.waitExposed(made)
    return made


def word(field: FeelingsField, name: str) -> FeelingWord:
    """A word that stands on the field."""
    found = field.canvas.word(name)
    assert found is not None, field.canvas.shown()
    return found


def press(field: FeelingsField, name: str) -> None:
    """Click the first letter of a word."""
    button = word(field, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(12, button.height() // 2))


def test_about_sixteen_words_are_shown_with_the_most_used_among_them(field: FeelingsField) -> None:
    assert 14 <= len(field.canvas.shown()) <= 16
    assert {"tense", "hopeful"} <= set(field.canvas.shown())


def test_several_words_are_chosen_by_clicking(qtbot: QtBot, field: FeelingsField) -> None:
    with qtbot.waitSignals([field.changed, field.changed]):
        press(field, "tense")
        press(field, "hopeful")
    assert field.chosen() == (Strength("tense", 1), Strength("hopeful", 1))
    press(field, "tense")
    assert field.chosen() == (Strength("hopeful", 1),)


def test_dots_and_digits_say_how_strong(qtbot: QtBot, field: FeelingsField) -> None:
    press(field, "tense")
    button = word(field, "tense")
    dots = QPoint(button.width() - 16, button.height() // 2)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=dots)
    assert field.chosen() == (Strength("tense", 2),)
    qtbot.keyClick(button, Qt.Key.Key_3)
    assert field.chosen() == (Strength("tense", 3),)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() - 16, 8))
    assert field.chosen() == (Strength("tense", 1),)


def test_strength_has_words_to_press(field: FeelingsField) -> None:
    press(field, "tense")
    (a_lot,) = [b for b in field.findChildren(QPushButton) if b.accessibleName() == "a lot"]
    assert a_lot.isVisible()
    a_lot.click()
    assert field.chosen() == (Strength("tense", 3),)


def test_arrows_walk_the_field_and_enter_chooses(qtbot: QtBot, field: FeelingsField) -> None:
    assert field.canvas.focus_word("tense")
    seen = {"tense"}
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(QApplication.focusWidget(), key)
        here = QApplication.focusWidget()
        assert isinstance(here, FeelingWord)
        seen.add(here.feeling.name)
    assert len(seen) > 2
    here = QApplication.focusWidget()
    assert isinstance(here, FeelingWord)
    qtbot.keyClick(here, Qt.Key.Key_Return)
    assert field.chosen() == (Strength(here.feeling.name, 1),)


def test_the_field_is_one_stop_for_tab(field: FeelingsField) -> None:
    words = [word(field, name) for name in field.canvas.shown()]
    assert sum(bool(each.focusPolicy() & Qt.FocusPolicy.TabFocus) for each in words) == 1


def test_tab_leads_from_the_search_to_the_field_and_back_for_words_made_later_too(
    qtbot: QtBot, field: FeelingsField
) -> None:
    qtbot.keyClicks(field.search, "misunderstood")
    qtbot.keyClick(field.search, Qt.Key.Key_Down)
    here = QApplication.focusWidget()
    assert isinstance(here, FeelingWord)
    assert here.feeling.name == "misunderstood"
    qtbot.keyClick(here, Qt.Key.Key_Backtab)
    assert field.search.hasFocus()
    qtbot.keyClick(field.search, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is here


def test_what_is_said_on_the_empty_field_stands_on_a_ground_of_its_own(
    qtbot: QtBot, field: FeelingsField, theme: Theme
) -> None:
    qtbot.keyClicks(field.search, "wobbly")
    picture = field.canvas.grab().toImage()
    corner, middle = QPoint(14, 3), QPoint(field.canvas.width() // 2, field.canvas.height() // 2 - 12)
    assert picture.pixelColor(middle) == theme.color("surface")
    assert picture.pixelColor(corner) != theme.color("surface")


def test_typing_filters_all_words_and_enter_takes_the_first(
    qtbot: QtBot, field: FeelingsField, feelings: list[Feeling]
) -> None:
    qtbot.keyClicks(field.search, "misund")
    assert field.canvas.shown() == ("misunderstood",)
    meaning = next(each.meaning for each in feelings if each.name == "misunderstood")
    assert meaning in field.meaning.text()
    qtbot.keyClick(field.search, Qt.Key.Key_Return)
    assert field.chosen() == (Strength("misunderstood", 1),)
    assert field.search.text() == ""
    assert "misunderstood" in field.canvas.shown()


def test_a_digit_after_a_typed_word_says_how_strong_it_is(qtbot: QtBot, field: FeelingsField) -> None:
    """A check-in without leaving the line: word, Enter, digit, next word; within a word a digit is text."""
    qtbot.keyClicks(field.search, "calm")
    qtbot.keyClick(field.search, Qt.Key.Key_Return)
    qtbot.keyClicks(field.search, "3sad2")
    assert field.chosen() == (Strength("calm", 3),)
    assert field.search.text() == "sad2"


def test_a_letter_typed_on_the_field_begins_to_search(qtbot: QtBot, field: FeelingsField) -> None:
    field.canvas.focus_word("tense")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_G)
    assert field.search.text() == "g"
    assert field.search.hasFocus()
    qtbot.keyClick(field.search, Qt.Key.Key_Down)
    assert isinstance(QApplication.focusWidget(), FeelingWord)
    field.search.setFocus()
    qtbot.keyClick(field.search, Qt.Key.Key_Escape)
    assert field.search.text() == ""


def test_an_own_word_is_added_and_placed_by_a_click(qtbot: QtBot, field: FeelingsField) -> None:
    qtbot.keyClicks(field.search, "fizzy & new")
    assert "fizzy & new" in field.canvas.empty_text
    assert field.add_button.isVisible()
    field.add_button.click()
    assert field.chosen() == (Strength("fizzy & new", 1),)
    assert field.new_words()[0].pleasantness is None
    canvas = field.canvas
    qtbot.mouseClick(
        canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() * 3 // 4, canvas.height() // 4)
    )
    (new,) = field.new_words()
    assert new.own
    assert new.pleasantness == pytest.approx(0.5, abs=0.02)
    assert new.energy == pytest.approx(0.5, abs=0.02)
    assert "fizzy & new" in canvas.shown()


def test_an_own_word_is_placed_by_keyboard_or_left_unplaced(qtbot: QtBot, field: FeelingsField) -> None:
    qtbot.keyClicks(field.search, "wobbly")
    qtbot.keyClick(field.search, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(field.canvas, key)
    (wobbly,) = field.new_words()
    assert (wobbly.pleasantness, wobbly.energy) == (-0.2, -0.1)
    field.search.setFocus()
    qtbot.keyClicks(field.search, "blurred")
    qtbot.keyClick(field.search, Qt.Key.Key_Return)
    qtbot.keyClick(field.canvas, Qt.Key.Key_Escape)
    assert field.new_words()[1].pleasantness is None
    assert [each.name for each in field.chosen()] == ["wobbly", "blurred"]


def test_another_spelling_of_a_known_word_adds_nothing(qtbot: QtBot, field: FeelingsField) -> None:
    qtbot.keyClicks(field.search, "TENSE")
    assert field.add_button.isHidden()
    qtbot.keyClick(field.search, Qt.Key.Key_Return)
    assert field.chosen() == (Strength("tense", 1),)


def test_not_being_able_to_tell_is_an_answer(field: FeelingsField) -> None:
    (chip,) = [b for b in field.unplaced.findChildren(QPushButton) if b.accessibleName() == "can’t tell"]
    chip.click()
    assert field.chosen() == (Strength(CANT_TELL, 1),)
    (new,) = field.new_words()
    assert (new.name, new.pleasantness) == (CANT_TELL, None)
    chip.click()
    assert field.chosen() == ()


def test_the_word_for_it_is_not_offered_twice(qtbot: QtBot, theme: Theme, feelings: list[Feeling]) -> None:
    known = Feeling("x", CANT_TELL, "", None, None, own=True)
    field = FeelingsField(theme, [*feelings, known], [CANT_TELL])
    qtbot.addWidget(field)
    names = [chip.accessibleName() for chip in field.unplaced.findChildren(QPushButton)]
    assert names == ["can’t tell"]
    field.toggle(CANT_TELL)
    assert field.new_words() == ()


def test_what_was_chosen_can_be_set_and_cleared(field: FeelingsField) -> None:
    field.set_chosen((Strength("calm", 3), Strength("unheard of", 2)))
    assert field.chosen() == (Strength("calm", 3), Strength("unheard of", 2))
    assert word(field, "calm").strength == 3
    assert [each.name for each in field.new_words()] == ["unheard of"]
    field.clear()
    assert field.chosen() == ()
    assert field.new_words() == ()
    assert word(field, "calm").strength == 0


def test_other_words_leave_the_choice_alone(field: FeelingsField, feelings: list[Feeling]) -> None:
    field.set_chosen((Strength("calm", 2),))
    field.set_feelings(feelings[:40], ["sad"])
    assert field.chosen() == (Strength("calm", 2),)


def test_choosing_moves_no_word_that_is_not_in_the_way(field: FeelingsField) -> None:
    before = {name: word(field, name).pos() for name in field.canvas.shown()}
    press(field, "tense")
    after = {name: word(field, name).pos() for name in field.canvas.shown()}
    moved = [name for name in before if name in after and before[name] != after[name]]
    assert len(moved) <= 3


def test_a_screen_reader_hears_name_meaning_place_and_strength(field: FeelingsField) -> None:
    field.set_chosen((Strength("tense", 2),))
    interface = QAccessible.queryAccessibleInterface(word(field, "tense"))
    assert interface.text(QAccessible.Text.Name) == "tense"
    said = interface.text(QAccessible.Text.Description)
    assert "Unpleasant, high energy." in said
    assert "Chosen, quite a bit." in said
    assert interface.state().checked
    other = QAccessible.queryAccessibleInterface(word(field, "hopeful"))
    assert "Not chosen." in other.text(QAccessible.Text.Description)


@pytest.mark.parametrize(("width", "height", "scale"), [(620, 520, 1.0), (420, 560, 1.5), (520, 900, 2.0)])
def test_no_word_is_cut_or_overlapped(
    qtbot: QtBot, qapp: QApplication, feelings: list[Feeling], width: int, height: int, scale: float
) -> None:
    theme = Theme("light", "still", text_scale=scale)
    theme.apply(qapp)
    field = FeelingsField(theme, feelings, ["misunderstood", "disappointed", "compassionate"])
    qtbot.addWidget(field)
    field.resize(width, height)
    field.show()
    words = [word(field, name) for name in field.canvas.shown()]
    assert len(words) >= 8
    for number, each in enumerate(words):
        assert each.room().width() <= each.width() + 1
        assert not any(each.geometry().intersects(other.geometry()) for other in words[:number])
