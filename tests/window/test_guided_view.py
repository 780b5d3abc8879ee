"""Every practice that comes with the program fits a narrow window with text twice as large."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import DrivenClock
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided_answers import NOTHING_KNOWN
from closeness_desktop.window.pages.guided_journal import JournalKeeper
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.pages.guided_text import Face, Size
from closeness_desktop.window.pages.guided_view import GuidedView
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.theme.theme import Theme
from tests.support.practices import GUIDED, choose, practice, say, shipped, silence, some_answer
from tests.window import guided


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock(dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC))


@pytest.fixture
def run(context: Context, clock: DrivenClock, qapp: QApplication) -> Iterator[GuidedRun]:
    theme = Theme("light", "still", text_scale=2.0)
    theme.apply(qapp)
    keeper = JournalKeeper(context.journal, lambda sentence: None, object())
    made = GuidedRun(theme, clock, keeper, Sounds())
    made.resize(640, 800)
    made.show()
    yield made
    made.drop()
    guided.let_go(made)


def cut(run: GuidedRun) -> list[str]:
    """What does not have the room that it needs."""
    for _ in range(3):  # words, then their column, then the page that scrolls
        QApplication.sendPostedEvents()
    found = [
        f"{type(each).__name__} {each.text()!r}: {each.width()} < {each.minimumSizeHint().width()}"
        for each in run.findChildren(QWidget)
        if isinstance(each, QLabel | QAbstractButton)
        and each.isVisible()
        and each.text()
        and each.width() < each.minimumSizeHint().width()
    ]
    found += [
        f"{label.text()!r}: {label.height()} < {label.heightForWidth(label.width())}"
        for label in run.view.findChildren(QLabel)
        if label.isVisible() and label.text() and label.height() < label.heightForWidth(label.width())
    ]
    for area in run.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None and inside.width() > area.viewport().width():
            found.append(f"wider than the window: {inside.width()}")
    return found


def nameless(run: GuidedRun) -> list[str]:
    """What takes keys and has no name for a screen reader."""
    found = []
    for each in run.findChildren(QWidget):
        if each.isVisible() and isinstance(each, QAbstractButton) and each.isEnabled():
            interface = QAccessible.queryAccessibleInterface(each)
            if interface is None or not interface.text(QAccessible.Text.Name).strip():
                found.append(type(each).__name__)
    return found


@pytest.mark.parametrize("id", GUIDED)
def test_nothing_is_cut_off_at_twice_the_text_size(id: str, run: GuidedRun, clock: DrivenClock) -> None:
    tried = shipped(id)
    run.begin(guided.session_of(tried, tried.total.min if tried.total else None))
    met: set[tuple[str, str]] = set()
    for _ in range(3000):
        session, mode = run.session, run.mode
        assert session is not None
        now = session.now
        here = (mode or "", now.step.id if now is not None else "")
        if here not in met:
            met.add(here)
            assert cut(run) + nameless(run) == []
        if mode == "ended" or now is None:
            break
        if mode == "open":
            session.note_draft(some_answer(now.step))
            run.view.area.show_step(now.step, " ".join(now.lines), now.hint, some_answer(now.step))
        if mode in ("open", "veiled"):
            run.go_on()
        else:
            clock.advance(guided.STRIDE)
            run.tick()
    assert run.mode == "ended"


@pytest.mark.parametrize("mode", ["leaving", "gap", "paused", "stopped"])
def test_what_is_asked_in_between_fits_too(mode: str, run: GuidedRun, clock: DrivenClock) -> None:
    run.begin(guided.session_of(practice(silence(secs=600), say())))
    guided.pass_time(run, clock, 10)
    if mode == "leaving":
        run._escape()
    elif mode == "gap":
        clock.sleep(30)
        run.tick()
    elif mode == "paused":
        run.pause_or_go_on()
    else:
        run.stop()
        assert cut(run) == []
        run.grounding.go_on.click()
    assert run.mode == mode
    assert cut(run) + nameless(run) == []


def test_what_is_still_wanted_fits_too(run: GuidedRun) -> None:
    run.begin(guided.session_of(practice(choose())))
    run.go_on()
    assert run.view.area.quiet.isVisible()
    assert cut(run) + nameless(run) == []


def test_the_circles_shrink_before_anything_scrolls(run: GuidedRun, clock: DrivenClock) -> None:
    long = "Sit so that you can see each other, close enough to speak softly, and let your shoulders sink."
    run.begin(guided.session_of(practice(say("a", long))))
    assert run.view.circles.isVisible()
    assert run.view.heightForWidth(640) <= 800


def test_a_longer_line_moves_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    """In a roomy window circles and buttons stay where they are while lines come and go."""
    theme = Theme("light", "still", text_scale=1.0)
    theme.apply(qapp)
    view = GuidedView(theme, NOTHING_KNOWN)
    qtbot.addWidget(view)
    view.resize(1280, 820)
    view.show()
    places = set()
    lines: tuple[tuple[str, Size], ...] = (
        ("Breathe in", "line"),
        ("Something in you has a mood of its own just now. Wait until you notice it.", "line"),
        ("How is it in there?", "quiet"),
        ("", "quiet"),
    )
    for word, size in lines:
        view.show_face(Face(title="x", figure="breath", word=word, size=size, progress=0.5, time="1:00 left"))
        for _ in range(3):
            QApplication.sendPostedEvents()
        places.add((view.circles.y(), view.circles.height(), view.progress.y(), view.title.y()))
    assert len(places) == 1


def test_tab_goes_from_how_it_was_to_the_feelings_and_then_to_the_buttons(
    run: GuidedRun, clock: DrivenClock, qtbot: QtBot
) -> None:
    run.begin(guided.session_of(practice(silence(secs=60))))
    guided.pass_time(run, clock, 60)
    ending = run.view.ending
    ending.note.setFocus()
    for wanted in (*ending.chips, ending.more, run.view.done):
        qtbot.keyClick(run.focusWidget(), Qt.Key.Key_Tab)
        assert run.focusWidget() is wanted
