"""Two people at one table: the window holds their practice only, and the way back asks for the passphrase."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop import opening
from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.records import Strength
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.care.help_view import HelpView
from closeness_desktop.window.carried import Carried
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.guest import GuestWindow
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.guided_after import GuidedAfter
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from tests.conftest import PASSPHRASE

SECRETS = ("Rosalind", "the blue notebook", "allotment", "wistful")
"""A person, words of an entry, a tag, and an own feeling of the journal."""


@pytest.fixture
def clock() -> DrivenClock:
    """An evening."""
    return DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


@pytest.fixture
def folder(empty_journal: Path, tmp_path: Path, clock: DrivenClock) -> Path:
    """A locked journal with something in it."""
    place = Path(shutil.copytree(empty_journal, tmp_path / "Mine.closeness"))
    journal = opening.open_journal(place, PASSPHRASE, clock=clock)
    journal.feelings.own("wistful", None, None, "")
    journal.entries.add(
        title="the blue notebook",
        body="With @Rosalind at the #allotment.",
        feelings=[Strength("wistful", 2)],
    )
    journal.close()
    return place


@pytest.fixture
def window(qapp: QApplication, folder: Path, clock: DrivenClock) -> Iterator[MainWindow]:
    """The window with that journal open, and every page visited."""
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = MainWindow(theme, clock, SettingsFile(), folder)
    made.show()
    made.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    assert made.shell is not None
    for page in ("journal", "people", "practice", "today"):
        made.shell.go(page)
    yield made
    made.close()


def share(window: MainWindow, qtbot: QtBot, practice: str = "listening-dyad") -> GuestWindow:
    assert window.shell is not None
    found = window.shell.context.practices.find(practice)
    assert found is not None
    window.shell.go("guided", practice=found, plan=GuidedPlan(found.reference))
    return guest_of(window, qtbot)


def guest_of(window: MainWindow, qtbot: QtBot) -> GuestWindow:
    """The window that the two have, once the event loop has let go of what was there before."""
    qtbot.waitUntil(lambda: isinstance(window.gate, GuestWindow))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert isinstance(window.gate, GuestWindow)
    return window.gate


def shown(window: MainWindow) -> list[str]:
    """Every text that any widget of the program holds, seen or not, its names and tips included."""
    texts: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        texts.append(widget.windowTitle())
        if isinstance(widget, QLabel | QLineEdit):
            texts.append(widget.text())
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            texts.append(widget.toPlainText())
    return texts


def test_the_looks_may_change_meanwhile(window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    """Nothing of the pages that are gone is asked to follow."""
    assert window.shell is not None
    window.shell.go("journal")
    journal = window.shell.findChild(JournalPage)
    journal.pane.reading.toggle()
    share(window, qtbot)
    window.theme.set_choice("dark", "still")
    assert qapp.palette().window().color() == window.theme.color("background")


def run_through(guest: GuestWindow, clock: DrivenClock) -> None:
    """Let it come to its end: questions are passed over, time goes by."""
    for _ in range(2_000):
        session = guest.run.session
        if session is None or session.ended is not None:
            return
        if session.now is not None and session.now.waiting:
            guest.run.go_on()
            guest.run.go_on()
        clock.advance(4)
        guest.run.tick()
    pytest.fail("It did not come to its end.")


def test_nothing_of_the_journal_is_in_the_window(window: MainWindow, qtbot: QtBot) -> None:
    assert any(secret in text for text in shown(window) for secret in SECRETS)  # the search finds something
    guest = share(window, qtbot)
    gc.collect()
    assert window.shell is None
    assert [text for text in shown(window) for secret in SECRETS if secret in text] == []
    assert window.findChildren(Shell) == []
    assert window.findChildren(Page) == []
    assert guest.run.session is not None
    assert window.journal is not None  # open behind it, for the session's own record


@pytest.mark.parametrize("keys", ["Ctrl+1", "Ctrl+2", "Ctrl+N", "Ctrl+F", "Ctrl+,", "F1", "Escape"])
def test_no_key_leads_to_the_journal(window: MainWindow, qtbot: QtBot, keys: str) -> None:
    guest = share(window, qtbot)
    key = {"Escape": Qt.Key.Key_Escape, "F1": Qt.Key.Key_F1}.get(keys) or Qt.Key(ord(keys[-1]))
    control = (
        Qt.KeyboardModifier.ControlModifier if keys.startswith("Ctrl") else Qt.KeyboardModifier.NoModifier
    )
    qtbot.keyClick(guest.run, key, control)
    assert window.gate is guest
    assert window.findChildren(Page) == []


def test_the_way_back_asks_for_the_passphrase(
    window: MainWindow, folder: Path, clock: DrivenClock, qtbot: QtBot
) -> None:
    guest = share(window, qtbot)
    run_through(guest, clock)
    guest.run.view.done.click()
    assert window.gate is guest
    guest.back.button.click()
    assert isinstance(window.gate, UnlockPage)
    assert window.journal is None
    window.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    assert window.shell is not None
    assert window.shell.current == "guided"
    (session,) = window.journal.sessions.all()  # type: ignore[attr-defined]
    assert session.practice == "listening-dyad@1"
    assert session.ended == "completed"


def after_of(window: MainWindow) -> GuidedAfter:
    """The page that asks the owner how it was."""
    assert window.shell is not None
    page = window.shell.page("guided")
    assert isinstance(page, GuidedPage)
    assert page.after is not None
    assert page.after.isVisible()
    return page.after


def test_the_owner_is_asked_how_it_was_once_alone_with_the_journal_again(
    window: MainWindow, folder: Path, clock: DrivenClock, qtbot: QtBot
) -> None:
    """What is said goes into the entry that holds the answers, which stay, as strong as they were."""
    guest = share(window, qtbot, "one-problem")
    while not guest.run.view.area.writes:
        clock.advance(4)
        guest.run.tick()
    qtbot.keyClicks(guest.run.view.area.field.editor, "Who takes the bins out.")  # type: ignore[union-attr]
    guest.run.go_on()
    run_through(guest, clock)
    guest.run.view.done.click()
    window.lock()  # left by the quiet minutes or by its button: the same
    assert [text for text in shown(window) if "bins" in text or "One problem" in text] == []
    window.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    journal, after = window.journal, after_of(window)
    assert journal is not None
    assert after.view.title.text() == "One problem at a time"
    assert [b.text() for b in (after.view.done, after.view.write) if b.isVisible()] == [
        "Done",
        "Write about it",
    ]
    assert window.focusWidget() is after.view.ending.note
    qtbot.keyClicks(after.view.ending.note, "Lighter than I feared.")
    chip = after.view.ending.chips[0]
    chip.click()
    felt = chip.word
    (session,) = journal.sessions.all()
    qtbot.waitUntil(lambda: "Lighter" in body_about(journal, session.id), timeout=6000)  # kept as it is said
    qtbot.keyClick(after.view.ending.note, Qt.Key.Key_Return)
    assert window.shell is not None
    assert window.shell.current == "practice"
    entry = journal.entries.get(journal.sessions.entries_of([session.id])[session.id])
    assert "Who takes the bins out." in entry.body
    assert "Lighter than I feared." in entry.body
    assert [one.name for one in entry.feelings] == [felt]
    assert journal.sessions.get(session.id) == session
    assert len(journal.answers.of(session.id)) == 1


def test_writing_about_it_and_leaving_without_a_word_change_nothing_else(
    window: MainWindow, folder: Path, clock: DrivenClock, qtbot: QtBot
) -> None:
    guest = share(window, qtbot)
    run_through(guest, clock)
    guest.run.view.done.click()
    guest.back.button.click()
    window.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    journal, after = window.journal, after_of(window)
    assert journal is not None
    (session,) = journal.sessions.all()
    qtbot.keyClicks(after.view.ending.note, "Quiet.")
    after.view.write.click()
    assert window.shell is not None
    assert window.shell.current == "journal"
    about = journal.sessions.entries_of([session.id])
    window.shell.go("guided", after=session.id)
    after_of(window).view.done.click()
    assert window.shell.current == "practice"
    assert journal.sessions.entries_of([session.id]) == about
    window.shell.go("guided")
    assert window.shell.current == "practice"  # it is about no session any more


def body_about(journal: Journal, session: str) -> str:
    """The words of the entry about a session."""
    return journal.entries.get(journal.sessions.entries_of([session])[session]).body


def test_help_is_shown_at_once_and_asks_for_no_passphrase(window: MainWindow, qtbot: QtBot) -> None:
    """Who does not feel well must not meet a lock first; the way back from help leads to it."""
    guest = share(window, qtbot)
    guest.run.stop()
    guest.run.grounding.help_wanted.emit()
    page = window.gate
    assert window.journal is None
    assert isinstance(page, HelpView)
    assert not [text for text in shown(window) if any(secret in text for secret in SECRETS)]
    page.left.emit()
    assert isinstance(window.gate, UnlockPage)


def test_locking_in_the_middle_carries_the_time_and_unlocking_leads_back_to_the_two(
    window: MainWindow, folder: Path, clock: DrivenClock, qtbot: QtBot
) -> None:
    guest = share(window, qtbot, "long-turns")
    while guest.run.session is None or not guest.run.running:  # past the questions at its beginning
        guest.run.go_on()
        clock.advance(1)
        guest.run.tick()
    session = guest.run.session
    before = session.position
    window.lock()
    assert isinstance(window.gate, UnlockPage)
    (carried,) = window.findChildren(Carried)
    clock.advance(4)
    carried.tick()
    window.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    again = guest_of(window, qtbot).run.session
    assert again is not None
    assert again.position == pytest.approx(before + 4)
    assert [text for text in shown(window) for secret in SECRETS if secret in text] == []


def test_quiet_minutes_lock_a_window_that_two_people_left(
    window: MainWindow, clock: DrivenClock, qtbot: QtBot
) -> None:
    guest = share(window, qtbot)
    run_through(guest, clock)
    guest.run.view.done.click()
    clock.advance(601)
    window.autolock.look()
    assert isinstance(window.gate, UnlockPage)
    assert window.journal is None
