"""The small widgets: plain text everywhere, keyboard as good as a mouse, names for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtWidgets import QApplication, QLabel, QLayoutItem, QLineEdit, QSpacerItem, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.chip import Chip
from closeness_desktop.window.widgets.circles import Circles
from closeness_desktop.window.widgets.empty_state import EmptyState
from closeness_desktop.window.widgets.fields import SearchField
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, ReadingLabel, TitleLabel
from closeness_desktop.window.widgets.message_strip import MessageStrip
from closeness_desktop.window.widgets.passphrase_field import PassphraseField
from closeness_desktop.window.widgets.rail import Rail
from closeness_desktop.window.widgets.sentence_field import SentenceField
from closeness_desktop.window.worker import Worker


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """A light theme that was applied."""
    made = Theme("light", "still", text_scale=1)
    made.apply(qapp)
    return made


@pytest.mark.parametrize("kind", [BodyLabel, ReadingLabel, TitleLabel])
def test_labels_show_markup_as_it_was_written(qtbot: QtBot, kind: type[QLabel]) -> None:
    label = kind("<b>not bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>not bold</b>"


def test_enter_presses_a_button_and_an_ampersand_stays(qtbot: QtBot, theme: Theme) -> None:
    button = PrimaryButton("Rock & roll")
    qtbot.addWidget(button)
    assert button.text() == "Rock && roll"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)


def test_an_icon_button_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    button = IconButton(theme, "x", "Close this message")
    qtbot.addWidget(button)
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface.text(QAccessible.Text.Name) == "Close this message"


def test_a_card_holds_what_is_put_in_it(qtbot: QtBot, theme: Theme) -> None:
    card = Card("On this day")
    qtbot.addWidget(card)
    card.add(BodyLabel("a line"))
    assert card.heading is not None
    assert card.heading.text() == "On this day"
    assert card.body.count() == 2


def test_a_chip_is_removed_by_its_cross_and_by_delete(qtbot: QtBot, theme: Theme) -> None:
    chip = Chip(theme, "Mum", removable=True)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    chip.show()
    with qtbot.waitSignal(chip.removed), qtbot.assertNotEmitted(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 14, chip.height() // 2))
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.assertNotEmitted(chip.removed):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, chip.height() // 2))


def test_a_long_chip_is_cut_and_tells_the_whole(qtbot: QtBot, theme: Theme) -> None:
    word = "a very long word " * 9
    chip = Chip(theme, word, checkable=True)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() < 320
    assert chip.toolTip() == word
    assert chip.accessibleName() == word


class Piece(QWidget):
    """A widget that wants one size."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._wanted = QSize(width, height)

    def sizeHint(self) -> QSize:
        return self._wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    sizes=st.lists(st.tuples(st.integers(5, 120), st.integers(5, 40)), min_size=1, max_size=12),
    width=st.integers(120, 500),
)
def test_a_flow_keeps_its_order_its_width_and_the_height_it_asked_for(
    qapp: QApplication, sizes: list[tuple[int, int]], width: int
) -> None:
    host = QWidget()
    flow = FlowLayout(host, gap=8)
    pieces = [Piece(*size) for size in sizes]
    for piece in pieces:
        flow.addWidget(piece)
        piece.show()
    height = flow.heightForWidth(width)
    flow.setGeometry(QRect(0, 0, width, height))
    places = [piece.geometry() for piece in pieces]
    assert all(QRect(0, 0, width, height).contains(place) for place in places)
    assert max(place.bottom() for place in places) + 1 == height
    for before, after in pairwise(places):
        assert not before.intersects(after)
        assert after.top() > before.top() or after.left() > before.left()
    host.deleteLater()


def test_a_flow_gives_up_its_items(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host)
    flow.addWidget(Piece(10, 10))
    flow.insert(0, Piece(20, 10))
    first: QLayoutItem | None = flow.itemAt(0)
    assert first is not None
    assert first.sizeHint().width() == 20
    assert flow.itemAt(2) is None
    assert flow.takeAt(2) is None
    flow.addItem(QSpacerItem(1, 1))
    flow.clear()
    assert flow.count() == 0


def test_overlap_stays_between_none_and_all(qtbot: QtBot, theme: Theme) -> None:
    circles = Circles(theme, 0.5, diameter=40)
    qtbot.addWidget(circles)
    assert circles.sizeHint() == QSize(60, 40)
    circles.overlap = 3
    assert circles.overlap == 1.0
    assert not circles.grab().isNull()


def test_an_empty_page_offers_one_thing(qtbot: QtBot, theme: Theme) -> None:
    state = EmptyState(theme, "Nothing here yet", "Write a line.", "Write")
    qtbot.addWidget(state)
    (button,) = state.findChildren(QuietButton)
    with qtbot.waitSignal(state.acted):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not EmptyState(theme, "Nothing here yet").findChildren(QuietButton)


def test_a_message_offers_undo_once(qtbot: QtBot, theme: Theme) -> None:
    strip = MessageStrip(theme)
    qtbot.addWidget(strip)
    assert not strip.isVisibleTo(strip.parentWidget())
    undone: list[str] = []
    strip.say("Saved <b>today</b>.", lambda: undone.append("yes"))
    assert strip.label.text() == "Saved <b>today</b>."
    strip.offer.click()
    strip.offer.click()
    assert undone == ["yes"]
    assert strip.isHidden()
    assert strip.label.text() == ""


def test_a_message_without_undo_has_no_offer(qtbot: QtBot, theme: Theme) -> None:
    strip = MessageStrip(theme)
    qtbot.addWidget(strip)
    strip.say("Locked.")
    assert strip.offer.isHidden()
    strip.close_button.click()
    assert strip.isHidden()


@pytest.fixture
def rail(qtbot: QtBot, theme: Theme) -> Rail:
    """A rail that is shown."""
    made = Rail(theme)
    qtbot.addWidget(made)
    made.resize(made.width(), 640)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_rail_tells_where_one_goes_and_marks_where_one_is(qtbot: QtBot, rail: Rail) -> None:
    with qtbot.waitSignal(rail.chosen, check_params_cb=lambda name: name == "trends"):
        qtbot.mouseClick(rail.items["trends"], Qt.MouseButton.LeftButton)
    assert rail.items["today"].isChecked()
    rail.set_current("trends")
    assert [name for name, item in rail.items.items() if item.isChecked()] == ["trends"]
    with qtbot.waitSignal(rail.chosen, check_params_cb=lambda name: name == "lock"):
        rail.items["lock"].click()


def test_arrows_walk_the_rail(qtbot: QtBot, rail: Rail) -> None:
    rail.items["today"].setFocus()
    for key, name in (
        (Qt.Key.Key_Down, "journal"),
        (Qt.Key.Key_End, "lock"),
        (Qt.Key.Key_Down, "today"),
        (Qt.Key.Key_Up, "lock"),
        (Qt.Key.Key_Home, "today"),
    ):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert QApplication.focusWidget() is rail.items[name]


def test_the_rail_is_one_stop_for_tab(rail: Rail) -> None:
    rail.set_current("people")
    stops = [name for name, item in rail.items.items() if item.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["people"]
    rail.set_current("session")
    assert sum(bool(i.focusPolicy() & Qt.FocusPolicy.TabFocus) for i in rail.items.values()) == 1


def test_a_narrow_window_leaves_the_rail_its_icons(rail: Rail) -> None:
    wide = rail.width()
    rail.fit(860)
    assert rail.width() < wide / 2
    assert rail.items["journal"].toolTip() == "Journal"
    assert rail.items["journal"].accessibleName() == "Journal"
    rail.fit(1280)
    assert rail.width() == wide


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker that is stopped."""
    made = Worker()
    yield made
    made.stop()


def test_a_passphrase_is_hidden_until_it_is_asked_for(qtbot: QtBot, theme: Theme) -> None:
    field = PassphraseField(theme)
    qtbot.addWidget(field)
    field.edit.setText("seven quiet herons")
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    field.show_button.click()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert field.show_button.accessibleName() == "Hide the passphrase"
    field.clear()
    assert field.text() == ""
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    with qtbot.waitSignal(field.submitted):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)


def test_a_passphrase_that_was_let_go_cannot_be_brought_back(qtbot: QtBot, theme: Theme) -> None:
    """Nothing is left to undo, not even once the field shows what it holds."""
    field = PassphraseField(theme)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.edit, "seven quiet herons")
    field.clear()
    field.show_button.click()
    field.edit.undo()
    assert field.text() == ""


@pytest.mark.parametrize(
    ("text", "strong"),
    [("password1234", False), ("aaaaaaaaaaaaaaaaaaaa", False), ("seven quiet herons stand", True)],
)
def test_strength_is_told_in_words(
    qtbot: QtBot, theme: Theme, worker: Worker, text: str, strong: bool
) -> None:
    field = PassphraseField(theme, worker=worker)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.measured, timeout=20_000):
        field.edit.setText(text)
    assert field.strong is strong
    words = [label.text() for label in field.findChildren(QLabel)]
    assert any("trong" in word if strong else "guess" in word for word in words)


def test_strength_of_an_older_text_is_dropped(qtbot: QtBot, theme: Theme, worker: Worker) -> None:
    field = PassphraseField(theme, worker=worker)
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.measured, timeout=20_000):
        field.edit.setText("seven quiet herons stand")
    field.edit.setText("a")
    assert field.score is None
    assert not field.strong
    field.clear()


def test_a_search_field_keeps_room_for_its_lens(qtbot: QtBot, theme: Theme) -> None:
    field = SearchField(theme, "Search the journal", "Search")
    qtbot.addWidget(field)
    assert field.textMargins().left() >= 16
    assert field.accessibleName() == "Search the journal"


@pytest.mark.parametrize("text", ["plain", "two\nlines", "no\u00a0break", "tab\tand “quotes”", "線と字"])
def test_a_sentence_is_read_back_to_the_letter(qtbot: QtBot, theme: Theme, text: str) -> None:
    field = SentenceField(theme, "A sentence", "")
    qtbot.addWidget(field)
    field.setPlainText(text)
    assert field.text() == text


def test_a_sentence_field_grows_with_its_lines(qtbot: QtBot, theme: Theme) -> None:
    field = SentenceField(theme, "A sentence", "")
    qtbot.addWidget(field)
    field.resize(320, field.height())
    field.show()
    one = field.height()
    qtbot.keyClick(field, Qt.Key.Key_A)
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert field.text() == "a\n"
    assert field.height() > one
    field.setPlainText("x\n" * 40)
    assert field.height() < 8 * one


def test_widgets_survive_a_change_of_looks(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host)
    for made in (
        Chip(theme, "calm", token="calm-pleasant", dots=2),
        Circles(theme),
        IconButton(theme, "x", "Close"),
        Rail(theme),
    ):
        flow.addWidget(made)
    host.resize(600, 400)
    host.show()
    before = host.grab().toImage()
    theme.set_choice("dark", "still")
    assert host.grab().toImage() != before


def test_a_dropped_widget_hears_no_more_of_the_theme(qapp: QApplication, theme: Theme) -> None:
    chip = Chip(theme, "calm")
    chip.deleteLater()
    QApplication.sendPostedEvents(chip, QEvent.Type.DeferredDelete)
    del chip
    theme.set_choice("dark", "still")
    assert theme.ui_font(15, QFont.Weight.DemiBold).weight() == QFont.Weight.DemiBold
