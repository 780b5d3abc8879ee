"""How tests of guided sessions drive them: a run over a real journal, a clock moved by hand, and keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from closeness_desktop.clock import DrivenClock
from closeness_desktop.practice.format import Choose, PersonStep, Practice, Prompt, Scale, Step, Tag
from closeness_desktop.practice.guided import GuidedPlan, GuidedSession
from closeness_desktop.window.pages.guided_run import GuidedRun

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
STRIDE = 4.0
"""Seconds from tick to tick: less than what counts as a gap."""


def let_go(widget: QWidget) -> None:
    """Have done with a widget now, not at the end of all tests: each new theme restyles all there are."""
    widget.close()
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def plan_of(practice: Practice, seconds: float | None = None) -> GuidedPlan:
    """A set-up of it."""
    return GuidedPlan(practice.reference, seconds, seed=7)


def session_of(practice: Practice, seconds: float | None = None) -> GuidedSession:
    """A session of it that has not begun."""
    return GuidedSession(practice, plan_of(practice, seconds))


def pass_time(run: GuidedRun, clock: DrivenClock, seconds: float, stride: float = 1.0) -> None:
    """Let time go by."""
    while seconds > 0:
        clock.advance(min(stride, seconds))
        seconds -= stride
        run.tick()


def pass_until(run: GuidedRun, clock: DrivenClock, there: Callable[[], bool], most: int = 4000) -> None:
    """Let time go by until something holds; open steps are not answered."""
    for _ in range(most):
        if there():
            return
        clock.advance(1.0)
        run.tick()
    raise AssertionError("It never came to that.")


def offered(run: GuidedRun) -> list[str]:
    """What can be pressed now, but for the fields."""
    view = run.view
    return [
        button.text()
        for button in view.findChildren(QAbstractButton)
        if button.isVisible() and not view.area.isAncestorOf(button) and not view.ending.isAncestorOf(button)
    ]


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(_focus(), key, modifiers)


def type_in(text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(_focus(), text)


def answer_by_keys(step: Step) -> None:
    """Answer an open step and go on, with keys alone."""
    if isinstance(step, Prompt):
        type_in("Rain, all day.")
        press(KEY.Key_Return, CTRL)
    elif isinstance(step, Scale):
        press(KEY.Key_2)
        press(KEY.Key_Return)
    elif isinstance(step, Choose):
        press(KEY.Key_Space)
        press(KEY.Key_Return)
    elif isinstance(step, Tag) and step.set in ("feelings", "own"):
        type_in("calm")
        press(KEY.Key_Return)
        press(KEY.Key_Return, CTRL)
    elif isinstance(step, Tag):
        press(KEY.Key_Space)
        press(KEY.Key_Return, CTRL)
    elif isinstance(step, PersonStep):
        type_in("Ada")
        press(KEY.Key_Return)


def drive_by_keys(run: GuidedRun, clock: DrivenClock, most: int = 4000) -> None:
    """Run a session to its end: the clock goes by, and every question is answered with keys."""
    for _ in range(most):
        mode, session = run.mode, run.session
        if mode == "ended" or session is None:
            return
        if mode == "veiled":
            press(KEY.Key_Return)
        elif mode == "open" and session.now is not None:
            answer_by_keys(session.now.step)
        else:
            clock.advance(STRIDE)
            run.tick()
    raise AssertionError("It never came to its end.")


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None, "the keyboard is nowhere"
    return focus
