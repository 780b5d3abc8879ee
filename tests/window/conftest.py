"""A page's surroundings, real but without a main window; and such a window for what needs one."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock, SystemClock
from closeness_desktop.journal import Journal
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.commands import Commands
from closeness_desktop.window.context import ChangeSignal, Context
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.practices import Practices
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.worker import Worker

EVENING = dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC)


@dataclass
class Heard:
    """What a page said to the window, where it wanted to go, and what session for two it wanted to share.

    redo: how the deed that was told last is done again.
    """

    said: list[tuple[str, Callable[[], object] | None]] = field(default_factory=list)
    redo: Callable[[], object] | None = None
    gone: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    shared: list[tuple[object, str | None, object]] = field(default_factory=list)


@pytest.fixture(autouse=True)
def deleted(qapp: QApplication) -> Iterator[None]:
    """Delete what a test left to be deleted later, as an event loop would: else each pays for all before it.

    pytest-qt has closed its widgets by then.
    """
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def heard() -> Heard:
    """Collects what pages say."""
    return Heard()


@pytest.fixture
def context(qapp: QApplication, journal: Journal, heard: Heard) -> Iterator[Context]:
    """A context over a real journal, with a light theme that is applied to the application."""
    theme = Theme()
    theme.set_choice("light", "still")
    theme.apply(qapp)
    changes = ChangeSignal()
    stop = journal.observe(changes.changed.emit)
    worker = Worker()

    def say(
        sentence: str, undo: Callable[[], object] | None = None, redo: Callable[[], object] | None = None
    ) -> None:
        heard.said.append((sentence, undo))
        heard.redo = redo

    def go(page: str, **where: object) -> None:
        heard.gone.append((page, where))

    def share(session: object, id: str | None = None, unseen: object = None) -> None:
        heard.shared.append((session, id, unseen))

    yield Context(
        journal=journal,
        theme=theme,
        clock=SystemClock(),
        settings=SettingsFile(),
        changes=changes,
        worker=worker,
        say=say,
        go=go,
        lock=lambda: None,
        share=share,
        practices=Practices(journal),
        commands=Commands(),
    )
    worker.stop()
    stop()


@pytest.fixture
def practice_page(context: Context, qtbot: QtBot) -> PracticePage:
    """The Practice page, shown, told of every change."""
    made = PracticePage(context)
    context.changes.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.arrive()
    made.show()
    return made


@pytest.fixture
def evening(
    qapp: QApplication, made_journal: tuple[Path, str], tmp_path: Path
) -> Iterator[tuple[MainWindow, Journal]]:
    """The real window over an empty journal of its own, one evening; both to be locked by the test."""
    made, key = made_journal
    folder = Path(shutil.copytree(made, tmp_path / "Mine.closeness"))
    clock = DrivenClock(EVENING)
    theme = Theme("light", "still")
    theme.apply(qapp)
    shown = MainWindow(theme, clock, SettingsFile(), folder)
    shown.show()
    journal = Journal(vaults.open_with_recovery_key(folder, key), clock=clock)
    shown.take(journal)
    yield shown, journal
    shown.close()


@pytest.fixture
def filled(journal: Journal) -> Journal:
    """What `in_front` shows. For tests to put something into."""
    return journal


@pytest.fixture
def in_front(qapp: QApplication, filled: Journal, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The real window over that journal, active, on the Journal page with its newest entry."""
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = MainWindow(theme, DrivenClock(EVENING), SettingsFile(), tmp_path)
    made.show()
    made.take(filled)
    assert made.shell is not None
    made.shell.go("journal")
    qtbot.waitExposed(made)
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.close()
