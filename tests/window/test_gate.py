"""The way to an open journal: making one, the recovery key, the passphrase, and what a person reads there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop import opening, vault
from closeness_desktop.clock import SystemClock
from closeness_desktop.journal import Journal
from closeness_desktop.window.gate.frame import GateFrame
from closeness_desktop.window.gate.make import MakePage
from closeness_desktop.window.gate.recovery_key import RecoveryKeyPage
from closeness_desktop.window.gate.unlock import WRONG, WRONG_KEY, UnlockPage
from closeness_desktop.window.gate.welcome import WelcomePage
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.worker import Worker

PASSPHRASE = "four quiet words here"
LONG = 20_000  # a ceiling against hanging, in milliseconds


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """A light, still theme."""
    made = Theme("light", "still")
    made.apply(qapp)
    return made


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[Worker]:
    """A worker that is stopped at the end."""
    made = Worker()
    yield made
    made.stop()


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """The folder of a locked journal."""
    folder = tmp_path / "Mine.closeness"
    Journal(vault.create(folder, PASSPHRASE, cost=vault.FLOOR)).close()
    return folder


def unlock_page(theme: Theme, worker: Worker, folder: Path, qtbot: QtBot) -> UnlockPage:
    """An unlock page on the screen."""
    page = UnlockPage(theme, worker, folder, {}, SystemClock())
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_right_passphrase_opens_the_journal(
    theme: Theme, worker: Worker, locked: Path, qtbot: QtBot
) -> None:
    """Typing the passphrase and Enter hands over an open journal, and the field forgets it."""
    page = unlock_page(theme, worker, locked, qtbot)
    with qtbot.waitSignal(page.opened, timeout=LONG) as got:
        qtbot.keyClicks(page.field.edit, PASSPHRASE)
        qtbot.keyClick(page.field.edit, Qt.Key.Key_Return)
    (journal,) = got.args
    assert journal.entries.count() == 0
    assert page.field.text() == ""
    journal.close()


def test_a_wrong_passphrase_is_said_kindly_and_can_be_tried_again(
    theme: Theme, worker: Worker, locked: Path, qtbot: QtBot
) -> None:
    """A wrong passphrase leaves the page as it was, with one sentence."""
    page = unlock_page(theme, worker, locked, qtbot)
    qtbot.keyClicks(page.field.edit, "something else entirely")
    page.unlock_button.click()
    qtbot.waitUntil(lambda: page.answer.text() == WRONG, timeout=LONG)
    assert page.unlock_button.isEnabled()
    assert page.field.isEnabled()


def test_a_damaged_journal_is_not_called_a_wrong_passphrase(
    theme: Theme, worker: Worker, locked: Path, qtbot: QtBot
) -> None:
    """A database cut short is named as damaged."""
    database = locked / "journal.db"
    database.write_bytes(database.read_bytes()[:-4096])
    page = unlock_page(theme, worker, locked, qtbot)
    qtbot.keyClicks(page.field.edit, PASSPHRASE)
    page.unlock_button.click()
    qtbot.waitUntil(lambda: bool(page.answer.text()), timeout=LONG)
    assert page.answer.text() != WRONG
    assert "damaged" in page.answer.text()


def test_an_unlock_given_up_closes_what_it_opened(
    theme: Theme, worker: Worker, locked: Path, qtbot: QtBot
) -> None:
    """Esc during an unlock leaves the journal closed: it can be opened again at once."""
    page = unlock_page(theme, worker, locked, qtbot)
    qtbot.keyClicks(page.field.edit, PASSPHRASE)
    page.unlock()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    worker.stop()
    QApplication.sendPostedEvents(worker)
    opening.open_journal(locked, PASSPHRASE).close()


def test_the_recovery_key_opens_and_sets_a_new_passphrase(
    theme: Theme, worker: Worker, locked: Path, qtbot: QtBot
) -> None:
    """With the recovery key a new passphrase is set, which opens the journal from then on."""
    opened = vault.open(locked, PASSPHRASE)
    key = opened.new_recovery_key()
    opened.close()
    page = unlock_page(theme, worker, locked, qtbot)
    page.recovery_link.click()
    page.recovery.key.setText(key.upper().replace("-", " "))
    new = "another set of quiet words"
    page.recovery.passphrase.first.edit.setText(new)
    page.recovery.passphrase.again.edit.setText(new)
    qtbot.waitUntil(page.recovery.button.isEnabled, timeout=LONG)
    with qtbot.waitSignal(page.opened, timeout=LONG) as got:
        qtbot.keyClick(page.recovery.passphrase.again.edit, Qt.Key.Key_Return)
    got.args[0].close()
    opening.open_journal(locked, new).close()


def test_a_journal_that_is_not_there_is_told_before_a_passphrase_is_typed(
    theme: Theme, worker: Worker, locked: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """A stick that is not plugged in is no question of the passphrase."""
    page = unlock_page(theme, worker, tmp_path / "Stick.closeness", qtbot)
    assert "no journal at" in page.answer.text()
    assert not unlock_page(theme, worker, locked, qtbot).answer.text()


def test_a_recovery_key_of_another_journal_is_refused(
    theme: Theme, worker: Worker, locked: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """A sound key that belongs elsewhere opens nothing and changes nothing."""
    other = vault.create(tmp_path / "Other.closeness", PASSPHRASE, cost=vault.FLOOR)
    key = other.new_recovery_key()
    other.close()
    page = unlock_page(theme, worker, locked, qtbot)
    page.recovery_link.click()
    page.recovery.key.setText(key)
    page.recovery.passphrase.first.edit.setText("another set of quiet words")
    page.recovery.passphrase.again.edit.setText("another set of quiet words")
    qtbot.waitUntil(page.recovery.button.isEnabled, timeout=LONG)
    qtbot.keyClick(page.recovery.key, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.answer.text() == WRONG_KEY, timeout=LONG)
    assert page.recovery.key.hasFocus()
    opening.open_journal(locked, PASSPHRASE).close()


def test_a_new_journal_is_made_where_the_page_says(
    theme: Theme, worker: Worker, qtbot: QtBot, own_home: Path
) -> None:
    """Name and passphrase make a journal in the person's data folder, and hand it over open."""
    page = MakePage(theme, worker, SystemClock())
    qtbot.addWidget(page)
    page.show()
    page.name.setText("Nights / mornings")
    assert not page.make_button.isEnabled()
    qtbot.keyClicks(page.passphrase.first.edit, PASSPHRASE)
    qtbot.keyClicks(page.passphrase.again.edit, PASSPHRASE)
    qtbot.waitUntil(page.make_button.isEnabled, timeout=LONG)
    folder = page.folder
    with qtbot.waitSignal(page.made, timeout=LONG) as got:
        page.make_button.click()
    got.args[0].close()
    assert folder.is_relative_to(own_home)
    assert folder.name == "Nights   mornings.closeness"
    assert vault.is_journal(folder)


def test_a_weak_passphrase_needs_a_clear_yes(theme: Theme, worker: Worker, qtbot: QtBot) -> None:
    """A weak passphrase is allowed only after the person says that it is known to be weak."""
    page = MakePage(theme, worker, SystemClock())
    qtbot.addWidget(page)
    page.show()
    for field in (page.passphrase.first, page.passphrase.again):
        field.edit.setText("password")
    qtbot.waitUntil(page.passphrase.anyway.isVisible, timeout=LONG)
    assert not page.make_button.isEnabled()
    page.passphrase.anyway.setChecked(True)
    assert page.make_button.isEnabled()


def is_in_sight(frame: GateFrame, widget: QWidget) -> bool:
    """Whether all of a widget lies in the part of a frame that is scrolled to."""
    view = frame.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint()), widget.size()))


def test_escape_closes_the_window_of_a_new_key_until_the_key_is_shown(
    theme: Theme, locked: Path, qtbot: QtBot
) -> None:
    """A key that is shown only once does not go by a slip of the hand."""
    opened = vault.open(locked, PASSPHRASE)
    page = RecoveryKeyPage(theme, opened)
    qtbot.addWidget(page)
    page.show()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    page.show()
    page.reveal()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.isVisible()
    opened.close()


def test_the_recovery_key_must_be_typed_back(theme: Theme, locked: Path, qtbot: QtBot) -> None:
    """The page goes on only when the same key is typed back; afterwards no widget holds it."""
    opened = vault.open(locked, PASSPHRASE)
    page = RecoveryKeyPage(theme, opened)
    qtbot.addWidget(page)
    page.resize(640, 480)
    page.show()
    page.reveal()
    key = page.key_label.text().replace("\n", "")
    page.typed.setText(key[:-1] + ("q" if key[-1] != "q" else "p"))
    page.check()
    assert page.answer.text()
    qtbot.waitUntil(lambda: is_in_sight(page, page.answer), timeout=LONG)
    page.typed.setText(key)
    with qtbot.waitSignal(page.done, timeout=LONG):
        page.check()
    assert all(key[:9] not in label.text() for label in page.findChildren(QLabel))
    assert opened.has_recovery_key
    opened.close()


def test_leaving_the_welcome_closes_a_journal_just_made(
    theme: Theme, worker: Worker, locked: Path, qtbot: QtBot
) -> None:
    """A person who closes the window at the recovery key leaves a sealed journal behind."""
    page = WelcomePage(theme, worker, SystemClock())
    qtbot.addWidget(page)
    page.show_key(opening.open_journal(locked, PASSPHRASE))
    page.abandon()
    opening.open_journal(locked, PASSPHRASE).close()


def test_a_page_that_is_gone_before_it_could_show_its_answer_does_no_harm(
    theme: Theme, worker: Worker, tmp_path: Path, qapp: QApplication
) -> None:
    """What it still meant to do goes with it, each of thirty times."""
    for _ in range(30):
        page = UnlockPage(theme, worker, tmp_path / "Stick.closeness", {}, SystemClock())
        page.show()
        shiboken6.delete(page)
        qapp.processEvents()
    assert not any(isinstance(widget, UnlockPage) for widget in qapp.topLevelWidgets())
