"""A lock or the computer's sleep in any state of a session: no text stays, in Qt or in Python, and all is
whole after unlocking. What was answered about fear is nowhere at all."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop import vault as vaults
from closeness_desktop.clock import DrivenClock
from closeness_desktop.journal import Journal
from closeness_desktop.practice.fear import NOTE, QUESTION_ONE
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.care.fear import FearQuestion, SafetyNote
from closeness_desktop.window.gate.unlock import UnlockPage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.pages.guided import GuidedPage
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.pages.practice import PracticePage
from closeness_desktop.window.theme.theme import Theme
from tests.support.memory import Unspoken, brought_back, put_away, settle, texts
from tests.support.tables import everything

WORDS = Unspoken(5)
"""In the practice's own texts, what is written, the line at the end, a feeling of one's own, a name."""

HEAD = """\
format: practice/1
id: {id}
version: 1
lang: en
title: With {word}
summary: "{word}."
theme: {theme}
people: {people}
licence: CC0-1.0
evidence: {{level: 0, note: Handed down.}}
cautions: ["{word}."]
expect: ["{word}."]
total: {{default: {secs}, min: {secs}, max: {secs}}}
steps:
"""
ALONE = """\
  - {{id: quiet, kind: silence, secs: 600, hint: "{word} and quiet", skip: true}}
  - {{id: sheet, kind: prompt, text: ["What does {word} say?"], skip: true}}
  - {{id: level, kind: scale, text: ["How {word}?"], low: "no {word}", high: "all {word}", skip: true}}
  - {{id: felt, kind: tag, set: feelings, text: ["Which {word}?"], skip: true}}
  - {{id: who, kind: person, text: ["Who is {word}?"], skip: true}}
"""
TWO = """\
  - {{id: mine, kind: prompt, for: first, text: ["Where is {word}?"], skip: true}}
  - {{id: talk, kind: turn, speaker: first, text: ["{word}."], secs: 300}}
  - {{id: answer, kind: turn, speaker: second, text: ["{word}."], secs: 300}}
"""


@pytest.fixture(autouse=True)
def new_words() -> Iterator[None]:
    with WORDS.anew():
        yield


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 19, 30, tzinfo=dt.UTC))


@pytest.fixture
def key(made_journal: tuple[Path, str]) -> str:
    return made_journal[1]


@pytest.fixture
def folder(made_journal: tuple[Path, str], tmp_path: Path, clock: DrivenClock) -> Path:
    """A locked journal with practices of its own."""
    place = Path(shutil.copytree(made_journal[0], tmp_path / "Mine.closeness"))
    add_practices(open_again(place, made_journal[1], clock))
    return place


def open_again(folder: Path, key: str, clock: DrivenClock) -> Journal:
    """Open it with its recovery key: deriving one from a passphrase takes a third of a second each time."""
    return Journal(vaults.open_with_recovery_key(folder, key), clock=clock)


def add_practices(journal: Journal) -> None:
    alone = HEAD.format(id="alone", word=WORDS[0], theme="repair", people=1, secs=600)
    two = HEAD.format(id="two", word=WORDS[0], theme="empathy", people=2, secs=600)
    texts = {"alone.yaml": alone + ALONE.format(word=WORDS[0]), "two.yaml": two + TWO.format(word=WORDS[0])}
    journal.packs.add("mine", WORDS[0], texts=texts)
    journal.close()


@pytest.fixture
def window(qapp: QApplication, folder: Path, key: str, clock: DrivenClock) -> Iterator[MainWindow]:
    theme = Theme("light", "still")
    theme.apply(qapp)
    made = MainWindow(theme, clock, SettingsFile(), folder)
    made.show()
    made.take(open_again(folder, key, clock))
    yield made
    made.close()
    settle()


def run_of(window: MainWindow) -> GuidedRun:
    if window.guest is not None:
        return window.guest.run
    assert window.shell is not None
    page = window.shell.page("guided")
    assert isinstance(page, GuidedPage)
    return page.run


def begin(window: MainWindow, qtbot: QtBot, ident: str) -> GuidedRun:
    """Open its page, and begin it as after the question about fear."""
    assert window.shell is not None
    tried = window.shell.context.practices.find(f"mine/{ident}")
    assert tried is not None
    window.shell.go("practice", practice=tried.reference)
    window.shell.go("guided", practice=tried, plan=GuidedPlan(tried.reference))
    if ident == "two":
        qtbot.waitUntil(lambda: window.guest is not None)
    return run_of(window)


def bring_to(window: MainWindow, clock: DrivenClock, qtbot: QtBot, state: str) -> None:
    """Let a session stand at a point, with something typed and chosen where that can be."""
    if state in ("veiled", "unveiled", "turn"):
        run = begin(window, qtbot, "two")
        if state != "veiled":
            run.go_on()
            QTest.keyClicks(run.view.area.field.editor, WORDS[1])  # type: ignore[union-attr]
        if state == "turn":
            run.go_on()
        return
    run = begin(window, qtbot, "alone")
    clock.advance(2)
    run.tick()
    if state == "gap":
        clock.sleep(120)
        run.tick()
        assert run.mode == "gap"
    if state in ("silence", "gap"):
        return
    run.go_on()
    QTest.keyClicks(run.view.area.field.editor, f"Dear {WORDS[1]}")  # type: ignore[union-attr]
    if state in ("sheet", "grounding"):
        if state == "grounding":
            run.stop()
        return
    run.go_on()
    QTest.keyClick(run.view.area.field.scale, Qt.Key.Key_5)  # type: ignore[union-attr]
    if state == "scale":
        return
    run.go_on()
    search = run.view.area.field.search  # type: ignore[union-attr]
    QTest.keyClicks(search, WORDS[3])
    QTest.keyClick(search, Qt.Key.Key_Return)
    if state == "feelings":
        return
    run.go_on()
    QTest.keyClicks(run.view.area.field.line, WORDS[4])  # type: ignore[union-attr]
    if state == "name":
        return
    run.go_on()
    assert run.mode == "ended"
    QTest.keyClicks(run.view.ending.note, WORDS[2])
    run.view.ending.chips[0].click()


def unlock(window: MainWindow, folder: Path, key: str, clock: DrivenClock, qtbot: QtBot) -> GuidedRun:
    """Open the journal again; the session comes back by itself, to two people in their own window."""
    window.take(open_again(folder, key, clock))
    qtbot.waitUntil(lambda: run_of(window).session is not None)
    return run_of(window)


@pytest.mark.parametrize(
    ("state", "way"),
    [
        ("silence", "lock"),
        pytest.param(*("gap", "lock"), marks=pytest.mark.nightly),
        ("sheet", "sleep"),
        pytest.param(*("scale", "lock"), marks=pytest.mark.nightly),
        ("feelings", "sleep"),
        ("name", "lock"),
        pytest.param(*("grounding", "sleep"), marks=pytest.mark.nightly),
        pytest.param(*("veiled", "lock"), marks=pytest.mark.nightly),
        ("unveiled", "sleep"),
        pytest.param(*("turn", "lock"), marks=pytest.mark.nightly),
        ("ended", "sleep"),
    ],
)
def test_no_text_stays_and_all_is_whole_after_unlocking(
    window: MainWindow, folder: Path, key: str, clock: DrivenClock, qtbot: QtBot, state: str, way: str
) -> None:
    bring_to(window, clock, qtbot, state)
    before = put_away(seen(run_of(window)))
    if way == "lock":
        window.lock()
    else:
        window.sleep_watch.falling_asleep.emit()
    settle()
    assert isinstance(window.gate, UnlockPage)
    assert WORDS.in_qt() == []
    assert WORDS.in_python() == []
    if state == "veiled":  # nothing of it has begun
        return
    if state == "ended":
        window.take(open_again(folder, key, clock))
        assert window.journal is not None
        (line,) = window.journal.entries.page()
        kept = window.journal.entries.get(line.id)
        assert all(word in kept.body for word in (WORDS[1], WORDS[2]))
        return
    again = unlock(window, folder, key, clock, qtbot)
    mode, *rest = seen(again)
    was, *others = brought_back(before)  # type: ignore[misc]
    assert rest == others
    assert mode == ("veiled" if state == "unveiled" else was)


def seen(run: GuidedRun) -> tuple[object, ...]:
    """Where a session stands, with what is answered and begun, without what only a look at it brings."""
    session = run.session
    assert session is not None
    run._keep_draft()
    now = session.now
    mode = "open" if run.mode == "stopped" else run.mode
    at = None if now is None else (now.path, now.draft)
    return mode, at, [(one.path, one.value) for one in session.answers], session.asking


def ask_about_fear(window: MainWindow, answer: str) -> None:
    """Have a practice ask about fear, and answer: "yes", or "" for a question that stays open."""
    assert window.shell is not None
    window.shell.go("practice", practice="mine/alone@1")
    page = window.shell.page("practice")
    assert isinstance(page, PracticePage)
    page.about.begin.click()
    asked = page.findChild(FearQuestion)
    assert asked is not None
    if answer == "yes":
        asked.yes.click()
        assert page.findChild(SafetyNote) is not None


@pytest.mark.parametrize("answer", ["yes", ""])
def test_what_was_answered_about_fear_is_nowhere(
    window: MainWindow, folder: Path, key: str, clock: DrivenClock, own_home: Path, answer: str
) -> None:
    """Asked, answered, locked: journal, settings and log are as if it had not been, and so is the page."""
    assert window.journal is not None
    before = put_away(everything(window.journal))
    files = contents(own_home)
    ask_about_fear(window, answer)
    assert everything(window.journal) == brought_back(before), "not even that it was asked"
    window.lock()
    settle()
    assert without_seal(contents(own_home)) == without_seal(files)
    assert WORDS.in_qt() == []
    assert WORDS.in_python() == []
    assert [where for where, text in texts() if QUESTION_ONE in text or NOTE in text] == []
    window.take(open_again(folder, key, clock))
    assert window.journal is not None
    assert window.shell is not None
    assert everything(window.journal) == brought_back(before)
    assert window.shell.current == "today"
    window.shell.go("practice")
    settle()
    assert window.findChildren(FearQuestion) + window.findChildren(SafetyNote) == []
    assert [where for where, text in texts() if QUESTION_ONE in text or NOTE in text] == []


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_seal(files: dict[Path, bytes]) -> dict[Path, bytes]:
    """Without what every lock writes: how often the journal was closed, as the settings remember it."""
    return {path: data for path, data in files.items() if path.name != "settings.json"}
