"""A guided session in the whole window: locked in the middle, by hand or by quiet, and whole afterwards."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTextEdit, QWidget

from closeness_desktop import opening
from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.guided import GuidedPlan
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.carried import Carried
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.theme.theme import Theme
from tests.conftest import PASSPHRASE
from tests.support.practices import shipped
from tests.window import guided

WRITTEN = "I was quiet because I was tired, not cross."


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


@pytest.fixture
def folder(empty_journal: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty_journal, tmp_path / "Mine.closeness"))


@pytest.fixture
def window(qapp: QApplication, folder: Path, clock: DrivenClock) -> Iterator[MainWindow]:
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = MainWindow(theme, clock, SettingsFile(), folder)
    made.show()
    made.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    yield made
    made.close()


def begin(window: MainWindow, ident: str) -> GuidedPage:
    assert window.shell is not None
    tried = shipped(ident)
    window.shell.go("guided", practice=tried, plan=GuidedPlan(tried.reference))
    return page_of(window)


def page_of(window: MainWindow) -> GuidedPage:
    assert window.shell is not None
    assert window.shell.current == "guided"
    page = window.shell.page("guided")
    assert isinstance(page, GuidedPage)
    return page


def come_to_a_sheet(page: GuidedPage, clock: DrivenClock) -> None:
    for _ in range(500):
        if page.run.view.area.writes:
            return
        if page.run.mode == "open":
            page.run.go_on()
        else:
            guided.pass_time(page.run, clock, guided.STRIDE, guided.STRIDE)
    raise AssertionError("There was nothing to write on.")


def held(window: MainWindow) -> list[str]:
    """Every text that any widget of the window holds."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts: list[str] = []
    for widget in window.findChildren(QWidget):
        texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QLineEdit):
            texts.append(widget.text())
        elif isinstance(widget, QTextEdit):
            texts.append(widget.toPlainText())
    return texts


def test_what_was_being_written_is_hidden_by_the_lock_and_there_again(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    page = begin(window, "observer-view")
    come_to_a_sheet(page, clock)
    field = page.run.view.area.field
    assert field is not None
    question = page.run.view.word.text()
    QTest.keyClicks(field.editor, WRITTEN)  # type: ignore[union-attr]
    window.lock()
    assert isinstance(window.gate, UnlockPage)
    assert [text for text in held(window) if WRITTEN in text or question in text] == []
    window.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    assert window.shell is not None
    window.shell.go("practice")
    practice_page = window.shell.page("practice")
    assert isinstance(practice_page, PracticePage)
    practice_page.left_over.resume.click()
    again = page_of(window)
    assert (again.run.mode, again.run.view.word.text()) == ("open", question)
    assert again.run.view.area.answer() == WRITTEN


def test_guidance_goes_on_behind_the_lock_without_a_word_of_it(
    window: MainWindow, folder: Path, clock: DrivenClock
) -> None:
    page = begin(window, "body-scan")
    for _ in range(60):  # past the questions at its beginning
        if page.run.mode == "open":
            page.run.go_on()
        guided.pass_time(page.run, clock, 2)
    line, before = page.run.view.word.text(), page.run.session.done_seconds  # type: ignore[union-attr]
    assert line
    assert page.running
    window.lock()
    (carried,) = window.findChildren(Carried)
    assert [text for text in held(window) if line in text or "Through the body" in text] == []
    for _ in range(5):
        clock.advance(4)
        carried.tick()
    window.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    again = page_of(window)
    assert again.run.session is not None
    assert again.run.session.done_seconds == before + 20
    assert again.running


def test_a_session_counts_as_a_sign_of_the_person_but_a_question_does_not(
    window: MainWindow, clock: DrivenClock
) -> None:
    page = begin(window, "observer-view")
    assert window.shell is not None
    assert window.shell.busy is page.running
    come_to_a_sheet(page, clock)
    window.autolock.look()
    assert not window.shell.busy
    clock.advance(601)
    window.autolock.look()
    assert isinstance(window.gate, UnlockPage)


def test_closing_the_window_loses_no_word(window: MainWindow, folder: Path, clock: DrivenClock) -> None:
    page = begin(window, "observer-view")
    come_to_a_sheet(page, clock)
    QTest.keyClicks(page.run.view.area.field.editor, WRITTEN)  # type: ignore[union-attr]
    window.close()
    journal = opening.open_journal(folder, PASSPHRASE, clock=clock)
    left = journal.sessions.running()
    assert left is not None
    assert WRITTEN in left.snapshot
    journal.close()
