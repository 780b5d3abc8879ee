"""One's own sounds in the settings: each with its name and length, to be renamed and removed, and back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.own_sounds import OwnSoundsCard
from closeness_desktop.window.pages.settings import SettingsPage
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.platform.waves import Wave, write
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.labels import PlainLabel
from tests.window.conftest import Heard

BELL = write(Wave(np.full((8000 * 2, 1), 900, np.int16), 8000))
BROOK = write(Wave(np.full((8000 * 90, 1), 900, np.int16), 8000))


@pytest.fixture
def card(qtbot: QtBot, context: Context) -> Iterator[OwnSoundsCard]:
    page = QWidget()
    made = OwnSoundsCard(context, Sounds())
    QVBoxLayout(page).addWidget(made)
    page.show()
    yield made
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


def told(card: OwnSoundsCard) -> str:
    return " · ".join(label.text() for label in card.findChildren(PlainLabel))


def press(card: OwnSoundsCard, name: str) -> None:
    (link,) = [one for one in card.findChildren(LinkButton) if one.accessibleName() == name]
    link.click()


def test_it_is_not_there_until_there_is_a_sound(card: OwnSoundsCard, context: Context) -> None:
    assert card.isHidden()
    own = context.journal.sounds.add("Brook", BROOK)
    assert not card.isHidden()
    assert "Brook · 1 minute 30 seconds" in told(card)
    context.journal.sounds.remove(own.id)
    assert card.isHidden()


def test_a_sound_is_renamed_by_keyboard_and_can_have_its_name_again(
    card: OwnSoundsCard, context: Context, heard: Heard
) -> None:
    own = context.journal.sounds.add("Grandmother’s bell", BELL)
    press(card, "Rename: Grandmother’s bell")
    assert card.name is not None
    QTest.keyClicks(card.name, "The small bell")
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    assert context.journal.sounds.get(own.id).name == "The small bell"
    assert "The small bell · 2 seconds" in told(card)
    undo = heard.said[-1][1]
    assert undo is not None
    undo()
    assert "Grandmother’s bell" in told(card)


def test_a_name_of_nothing_is_told_and_the_field_stays(
    card: OwnSoundsCard, context: Context, heard: Heard
) -> None:
    context.journal.sounds.add("Brook", BROOK)
    press(card, "Rename: Brook")
    assert card.name is not None
    card.name.setText("   ")
    QTest.keyClick(card.name, Qt.Key.Key_Return)
    assert heard.said[-1][0] == "A sound needs a name."
    assert card.name is not None


def test_a_sound_is_removed_and_brought_back(card: OwnSoundsCard, context: Context, heard: Heard) -> None:
    context.journal.sounds.add("Brook", BROOK)
    context.journal.sounds.add("Bell", BELL)
    press(card, "Remove: Brook")
    assert [one.name for one in context.journal.sounds.all()] == ["Bell"]
    said, undo = heard.said[-1]
    assert said == "“Brook” is removed."
    assert undo is not None
    undo()
    assert "Brook" in told(card)


def test_hearing_a_sound_takes_it_out_of_the_journal(card: OwnSoundsCard, context: Context) -> None:
    context.journal.sounds.add("Bell", BELL)
    context.journal.sounds.add("Brook", BROOK)
    struck: list[str] = []
    card._sounds.struck.connect(struck.append)
    press(card, "Hear it: Bell")
    press(card, "Hear it: Brook")
    assert len(struck) == 1


def test_a_name_that_looks_like_markup_is_shown_as_it_is(card: OwnSoundsCard, context: Context) -> None:
    context.journal.sounds.add("<b>Bell</b>", BELL)
    assert "<b>Bell</b>" in told(card)


def test_locking_lets_go_of_every_name(qtbot: QtBot, context: Context) -> None:
    context.journal.sounds.add("Grandmother’s bell", BELL)
    page = SettingsPage(context)
    qtbot.addWidget(page)
    assert "Grandmother’s bell" in told(page.sounds)
    page.forget()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert "Grandmother" not in told(page.sounds)
