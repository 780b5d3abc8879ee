"""An evening in the practice room, through the program's real window, and every byte on the disk searched.

Packs, sounds and set-ups with names of one's own are added; a practice is answered, locked half typed, killed
by nobody but left; two people answer theirs. At each point no word may be found outside of the encrypted
journal, and at the end, with the journal open, only what was to be kept is in it.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop import logs, opening
from closeness_desktop.clock import DrivenClock
from closeness_desktop.errors import BugError
from closeness_desktop.practice.plan import SittingPlan
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.care.fear import FearQuestion
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.platform.waves import Wave, write
from closeness_desktop.window.theme.theme import Theme
from tests.conftest import PASSPHRASE
from tests.support.canary import Canaries
from tests.support.memory import settle
from tests.support.tables import rows_with

PACK, SOUND, PRESET = "Quagrobel", "Winfellog", "Lembrunse"
ENTRY, FIELD, NEVER, HALF = "umbraxelle", "Xanthivor", "Vexilloid", "wozzlement"
TAG, PERSON, FELT, LINE = "blivetious", "Sundfrowe", "krumbelish", "Zwieselfink"
FIRST, SECOND = "Marchpanery", "Quodlibetic"
WORDS = (PACK, SOUND, PRESET, ENTRY, FIELD, NEVER, HALF, TAG, PERSON, FELT, LINE, FIRST, SECOND)

HEAD = """\
format: practice/1
id: {id}
version: 1
lang: en
title: {word} {id}
summary: "{word}."
theme: settle
people: {people}
licence: CC0-1.0
evidence: {{level: 0, note: Handed down.}}
cautions: ["{word}."]
expect: ["{word}."]
total: {{default: {secs}, min: {secs}, max: {secs}}}
steps:
"""
ALONE = """\
  - {{id: quiet, kind: silence, secs: 30, hint: "{word}"}}
  - {{id: kept, kind: prompt, text: ["What does {word} say?"]}}
  - {{id: noted, kind: prompt, text: ["And?"], keep: field}}
  - {{id: gone, kind: prompt, text: ["And what to nobody?"], keep: never}}
  - {{id: felt, kind: tag, set: feelings, text: ["How is it?"]}}
  - {{id: half, kind: prompt, text: ["Anything else?"], skip: true}}
"""
TWO = """\
  - {{id: mine, kind: prompt, for: first, text: ["Where is {word}?"]}}
  - {{id: theirs, kind: prompt, for: second, text: ["Where is {word}?"]}}
  - {{id: a, kind: turn, speaker: first, text: ["{word}."], secs: 60, early: true}}
  - {{id: b, kind: turn, speaker: second, text: ["{word}."], secs: 60, early: true}}
"""


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


@pytest.fixture
def canaries(own_home: Path) -> Canaries:
    return Canaries(WORDS)


@pytest.fixture
def folder(empty_journal: Path, own_home: Path) -> Path:
    return Path(shutil.copytree(empty_journal, own_home / "Mine.closeness"))


Open = Callable[[], MainWindow]


@pytest.fixture
def open_window(qapp: QApplication, folder: Path, clock: DrivenClock) -> Iterator[Open]:
    """The program's window with the journal open, its log written as a real start does."""
    logs.start()
    theme = Theme("light", "still")
    theme.apply(qapp)
    windows: list[MainWindow] = []

    def start() -> MainWindow:
        window = MainWindow(theme, clock, SettingsFile(), folder)
        windows.append(window)
        window.show()
        window.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
        return window

    yield start
    for window in windows:
        window.close()
    settle()


def pack_folder(tmp_path: Path) -> Path:
    """What a person would bring in: outside of all that is searched."""
    made = tmp_path / "brought" / "my-pack"
    made.mkdir(parents=True)
    for name, steps, people, secs in (("alone", ALONE, 1, 30), ("two", TWO, 2, 120)):
        text = HEAD.format(id=name, word=PACK, people=people, secs=secs) + steps.format(word=PACK)
        (made / f"{name}.yaml").write_text(text)
    return made


def bring_in(window: MainWindow, qtbot: QtBot, pack: Path) -> None:
    """A pack through its card, a sound and a set-up under names of one's own."""
    shell, journal = window.shell, window.journal
    assert shell is not None
    assert journal is not None
    shell.go("practice")
    page = shell.page("practice")
    assert isinstance(page, PracticePage)
    page.packs.add_from(pack)
    qtbot.waitUntil(lambda: bool(journal.packs.all()), timeout=30_000)
    sound = journal.sounds.add(SOUND, write(Wave(np.zeros((400_000, 1), np.int16), 16_000)))
    journal.presets.save(PRESET, SittingPlan(sound=f"own:{sound.id}").as_dict())
    shell.go("settings")


def begin(window: MainWindow, ident: str, qtbot: QtBot) -> GuidedRun:
    """From the practice's own page; before one for two, nobody is afraid."""
    shell = window.shell
    assert shell is not None
    shell.go("practice", practice=f"my-pack/{ident}@1")
    page = shell.page("practice")
    assert isinstance(page, PracticePage)
    page.about.begin.click()
    if ident == "two":
        (question,) = page.findChildren(FearQuestion)
        question.no.click()
        qtbot.waitUntil(lambda: window.guest is not None)
    settle()
    return run_of(window)


def run_of(window: MainWindow) -> GuidedRun:
    if window.guest is not None:
        return window.guest.run
    assert window.shell is not None
    page = window.shell.page("guided")
    assert isinstance(page, GuidedPage)
    return page.run


def type_in(run: GuidedRun, text: str) -> None:
    if run.mode == "veiled":
        run.go_on()
    QTest.keyClicks(run.view.area.field.editor, text)  # type: ignore[union-attr]
    run._keep_draft()  # as a second after the last key


def answer_alone(run: GuidedRun, clock: DrivenClock, canaries: Canaries, place: Path) -> None:
    for _ in range(8):
        clock.advance(4)
        run.tick()
    for words in (f"{ENTRY} with @{PERSON} #{TAG}", FIELD, NEVER):
        type_in(run, words)
        run.go_on()
        assert canaries.found(place) == []
    search = run.view.area.field.search  # type: ignore[union-attr]
    QTest.keyClicks(search, FELT)
    QTest.keyClick(search, Qt.Key.Key_Return)
    run.go_on()
    type_in(run, HALF)


def test_an_evening_in_the_practice_room_leaves_no_word_outside_of_the_journal(
    open_window: Open, clock: DrivenClock, qtbot: QtBot, own_home: Path, tmp_path: Path, canaries: Canaries,
    folder: Path, caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    window = open_window()
    bring_in(window, qtbot, pack_folder(tmp_path))
    assert canaries.found(own_home) == []
    answer_alone(begin(window, "alone", qtbot), clock, canaries, own_home)
    fault = BugError(f"about {ENTRY}")
    fault.__cause__ = ValueError(NEVER)
    window.fail(fault)
    assert canaries.found(own_home) == []
    killed = Path(shutil.copytree(folder, own_home / "Killed.closeness"))  # as a power cut would leave it
    window.lock()
    settle()
    assert canaries.found(own_home) == []
    assert list((logs.log_folder()).glob("report-*.txt")), "the report was searched too"
    window.take(opening.open_journal(folder, PASSPHRASE, clock=clock))
    run = run_of(window)
    qtbot.waitUntil(lambda: run.session is not None)
    assert run.view.area.answer() == HALF
    run.go_on()
    QTest.keyClicks(run.view.ending.note, LINE)
    run.view.done.click()
    assert canaries.found(own_home) == []

    run = begin(window, "two", qtbot)
    for words in (FIRST, SECOND):
        type_in(run, words)
        run.go_on()
        assert canaries.found(own_home) == []
    run.go_on()
    run.go_on()
    assert run.mode == "ended"
    run.view.done.click()
    window.close()
    settle()
    assert canaries.found(own_home) == []
    caplog.clear()

    journal = opening.open_journal(folder, PASSPHRASE, clock=clock)
    kept = {word for word in WORDS if rows_with(journal, word)}
    assert kept == set(WORDS) - {NEVER, SECOND}
    journal.close()
    journal = opening.open_journal(killed, PASSPHRASE, clock=clock)
    assert {ENTRY, FIELD, HALF} <= {word for word in WORDS if rows_with(journal, word)}
    assert rows_with(journal, NEVER) == []
    journal.close()
    assert canaries.found(own_home) == []
