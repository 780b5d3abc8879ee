"""What a guided session asks with: scales, choices, words, a name, a sheet; and whose turn it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.name_field import NameField
from closeness_desktop.window.widgets.options import OptionList
from closeness_desktop.window.widgets.prompt_field import PromptField
from closeness_desktop.window.widgets.scales import ScaleField, Style
from closeness_desktop.window.widgets.turns import TurnCircles
from closeness_desktop.window.widgets.word_chips import WordChips

KEY = Qt.Key
STYLES: tuple[Style, ...] = ("dots", "slider", "circles")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme("light", "still", text_scale=1)
    made.apply(qapp)
    return made


def scale_of(qtbot: QtBot, theme: Theme, style: Style, steps: int = 7) -> ScaleField:
    field = ScaleField(theme, "How close?", steps=steps, low="far apart", high="nearly one", style=style)
    qtbot.addWidget(field)
    field.resize(700, 140)
    field.show()
    return field


@pytest.mark.parametrize("style", STYLES)
def test_a_scale_is_answered_by_digits_and_arrows_and_has_no_answer_before(
    qtbot: QtBot, theme: Theme, style: Style
) -> None:
    field = scale_of(qtbot, theme, style)
    told: list[int | None] = []
    field.changed.connect(lambda: told.append(field.answer()))
    assert (field.answer(), field.words.text()) == (None, "Nothing chosen yet")
    for key in (KEY.Key_5, KEY.Key_Right, KEY.Key_Left, KEY.Key_End, KEY.Key_Right, KEY.Key_Home, KEY.Key_9):
        qtbot.keyClick(field.scale, key)
    assert told == [5, 6, 5, 7, 1]
    assert field.words.text() == "1 of 7"


@pytest.mark.parametrize(("key", "answer"), [(KEY.Key_Right, 1), (KEY.Key_Left, 7), (KEY.Key_Home, 1)])
def test_the_first_arrow_begins_at_the_end_it_comes_from(
    qtbot: QtBot, theme: Theme, key: Qt.Key, answer: int
) -> None:
    field = scale_of(qtbot, theme, "dots")
    qtbot.keyClick(field.scale, key)
    assert field.answer() == answer


@pytest.mark.parametrize("style", STYLES)
def test_a_click_chooses_what_lies_nearest(qtbot: QtBot, theme: Theme, style: Style) -> None:
    field = scale_of(qtbot, theme, style)
    width = field.scale.width()
    for number in (1, 4, 7):
        x = round((number - 0.5) * width / 7)
        qtbot.mouseClick(field.scale, Qt.MouseButton.LeftButton, pos=QPoint(x, 20))
        assert field.answer() == number


def test_a_screen_reader_hears_a_slider_with_its_ends(qtbot: QtBot, theme: Theme) -> None:
    field = scale_of(qtbot, theme, "circles")
    field.set_answer(3)
    interface = QAccessible.queryAccessibleInterface(field.scale)
    assert interface is not None
    assert interface.role() == QAccessible.Role.Slider
    assert interface.text(QAccessible.Text.Name) == "How close?"
    assert interface.text(QAccessible.Text.Description) == "3 of 7, from far apart to nearly one"


def test_one_of_several_is_chosen_by_arrow_and_by_space(qtbot: QtBot, theme: Theme) -> None:
    options = OptionList(theme, "Which?", [("a", "This one"), ("b", "That one"), ("c", "The third")])
    qtbot.addWidget(options)
    with qtbot.waitActive(options):
        options.show()
        options.activateWindow()
    assert options.chosen() == ()
    options.take_focus()
    qtbot.keyClick(options.rows["a"], KEY.Key_Space)
    assert options.chosen() == ("a",)
    qtbot.keyClick(options.rows["a"], KEY.Key_Down)
    assert options.chosen() == ("b",)
    options.set_chosen(["c"])
    assert options.chosen() == ("c",)


def test_several_of_several_keep_the_order_of_the_list(qtbot: QtBot, theme: Theme) -> None:
    options = OptionList(theme, "Which?", [("a", "This"), ("b", "That"), ("c", "Third")], many=True)
    qtbot.addWidget(options)
    options.show()
    for ident in ("c", "a"):
        qtbot.mouseClick(options.rows[ident], Qt.MouseButton.LeftButton)
    assert options.chosen() == ("a", "c")
    options.set_chosen(["b"])
    assert options.chosen() == ("b",)


def test_arrows_go_through_several_without_choosing(qtbot: QtBot, theme: Theme) -> None:
    options = OptionList(theme, "Which?", [("a", "This"), ("b", "That"), ("c", "Third")], many=True)
    qtbot.addWidget(options)
    with qtbot.waitActive(options):
        options.show()
        options.activateWindow()
    options.take_focus()
    for key, there in ((KEY.Key_Down, "b"), (KEY.Key_Down, "c"), (KEY.Key_Down, "c"), (KEY.Key_Up, "b")):
        qtbot.keyClick(options.focusWidget(), key)
        assert options.focusWidget() is options.rows[there]
    assert options.chosen() == ()
    qtbot.keyClick(options.rows["b"], KEY.Key_Space)
    assert options.chosen() == ("b",)


@pytest.mark.parametrize(("many", "role"), [(False, "RadioButton"), (True, "CheckBox")])
def test_rows_are_what_they_seem_to_a_screen_reader(
    qtbot: QtBot, theme: Theme, many: bool, role: str
) -> None:
    options = OptionList(theme, "Which?", [("a", "This & that"), ("b", "Other")], many=many)
    qtbot.addWidget(options)
    interface = QAccessible.queryAccessibleInterface(options.rows["a"])
    assert interface is not None
    assert interface.role() == getattr(QAccessible.Role, role)
    assert interface.text(QAccessible.Text.Name) == "This & that"


def test_a_long_answer_breaks_into_lines(qtbot: QtBot, theme: Theme) -> None:
    options = OptionList(theme, "Which?", [("a", "short"), ("b", "many words " * 20)])
    qtbot.addWidget(options)
    options.resize(320, options.heightForWidth(320))
    options.show()
    short, long = options.rows.values()
    assert long.height() >= long.heightForWidth(320) > 2 * short.height()


def test_words_are_picked_up_to_as_many_as_are_asked_for(qtbot: QtBot, theme: Theme) -> None:
    chips = WordChips(theme, "Needs", [("rest", "Nothing to do."), ("play", ""), ("trust", "")], most=2)
    qtbot.addWidget(chips)
    chips.show()
    told: list[tuple[str, ...]] = []
    chips.changed.connect(lambda: told.append(chips.chosen()))
    qtbot.keyClick(chips.chips["rest"], KEY.Key_Return)
    assert chips.meaning.text() == "rest: Nothing to do."
    qtbot.keyClick(chips.chips["rest"], KEY.Key_Right)
    qtbot.keyClick(chips.chips["trust"], KEY.Key_Space)
    qtbot.keyClick(chips.chips["play"], KEY.Key_Space)
    assert chips.chosen() == ("rest", "trust")
    assert chips.meaning.text() == "Up to two words. Let one go to choose another."
    assert told[-1] == ("rest", "trust")


def test_an_own_word_is_added_by_enter_and_a_known_one_only_chosen(qtbot: QtBot, theme: Theme) -> None:
    chips = WordChips(theme, "Needs", [("rest", "")], most=5)
    qtbot.addWidget(chips)
    chips.show()
    for word in ("a door that  shuts", "Rest"):
        QTest.keyClicks(chips.line, word)
        qtbot.keyClick(chips.line, KEY.Key_Return)
    assert chips.chosen() == ("rest", "a door that shuts")
    assert chips.line.text() == ""
    chips.set_chosen(["gone before"])
    assert chips.chosen() == ("gone before",)


def test_a_name_is_typed_or_taken(qtbot: QtBot, theme: Theme) -> None:
    field = NameField(theme, "Who?", ["Ada", "Mum"])
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.line, "  Jo   Ann ")
    assert field.name() == "Jo Ann"
    qtbot.keyClick(field.chips[1], KEY.Key_Space)
    assert (field.name(), field.chips[1].isChecked()) == ("Mum", True)
    qtbot.keyClick(field.chips[1], KEY.Key_Space)
    assert field.name() == ""


def test_a_sheet_keeps_its_text_and_leaves_the_way_on_to_the_session(qtbot: QtBot, theme: Theme) -> None:
    field = PromptField(theme, "What happened?", lambda sign: ())
    qtbot.addWidget(field)
    field.show()
    field.set_text("- [ ] one")
    told: list[str] = []
    field.changed.connect(lambda: told.append(field.text()))
    qtbot.keyClick(field.editor, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == []
    QTest.keyClicks(field.editor, "!")
    assert told == ["- [ ] one!"]
    field.forget()
    qtbot.keyClick(field.editor, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""


def test_whose_turn_it_is_is_shown_by_size_and_by_filling(qtbot: QtBot, theme: Theme) -> None:
    turns = TurnCircles(theme)
    qtbot.addWidget(turns)
    turns.resize(600, 240)
    turns.show()

    def filled(x: int) -> bool:
        return QColor(turns.grab().toImage().pixelColor(x, 90)) != theme.color("background")

    left, right = 180, 420
    assert (filled(left), filled(right)) == (True, False)
    assert turns.accessibleName() == "The one who began speaks. The other listens."
    turns.set_speaker("second")
    assert (filled(left), filled(right)) == (False, True)
    assert turns.accessibleName() == "The other one speaks. The one who began listens."
