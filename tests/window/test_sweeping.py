"""What refers only to itself goes on the window’s thread, never while Qt goes through its widgets."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.window.pages.guided_answers import NOTHING_KNOWN
from closeness_desktop.window.pages.guided_end import EndArea
from closeness_desktop.window.sweeping import Sweeper, sweep, unswept
from closeness_desktop.window.theme.theme import Theme

RESTYLED = """
import gc
from PySide6.QtWidgets import QApplication, QWidget
from closeness_desktop.window.theme.theme import Theme

class Busy(QWidget):
    def changeEvent(self, event):
        [[] for _ in range(50_000)]
        super().changeEvent(event)

app = QApplication([])
Theme("light", "still").apply(app)
busy = [Busy() for _ in range(20)]
for one in busy:
    one.show()
for number in range(8):
    gc.collect()
    for _ in range(30):
        left = QWidget()
        left.ensurePolished()
        left.itself = left
    del left
    theme = Theme("light" if number % 2 else "dark", "still")
    theme.apply(app)
    theme.set_choice("dark" if number % 2 else "light", "still")
print("still here")
"""


class Knot(QObject):
    """Refers to itself, so that only a sweep lets go of it. Notes the thread it goes on."""

    def __init__(self, went_on: list[int]) -> None:
        super().__init__()
        self.itself = self
        self._end = weakref.finalize(self, lambda: went_on.append(threading.get_ident()))


@pytest.fixture
def sweeper(qapp: QApplication) -> Iterator[Sweeper]:
    made = Sweeper()
    made.start()
    yield made
    made.stop()
    made.deleteLater()


def make_much() -> None:
    """As much as makes Python sweep, several times over and through every generation."""
    kept = [[[]] for _ in range(100_000)]
    kept.clear()


def test_widgets_that_nobody_holds_stay_while_all_are_dressed_anew() -> None:
    """In a process of its own, which it would take down."""
    result = subprocess.run([sys.executable, "-c", RESTYLED], capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stdout) == (0, "still here\n"), result.stderr


def test_no_other_thread_sweeps(sweeper: Sweeper) -> None:
    went_on: list[int] = []
    Knot(went_on)
    thread = threading.Thread(target=make_much)
    thread.start()
    thread.join()
    assert went_on == []


def test_it_sweeps_once_enough_was_made(sweeper: Sweeper) -> None:
    went_on: list[int] = []
    gc.collect()
    Knot(went_on)
    kept = [[] for _ in range(2_000)]
    sweeper.look()
    assert went_on == [threading.get_ident()]
    assert len(kept) == 2_000


def test_it_does_nothing_where_nothing_was_made() -> None:
    with unswept():
        gc.collect()
        before = [each["collections"] for each in gc.get_stats()]
        sweep()
        assert [each["collections"] for each in gc.get_stats()] == before


def test_it_gives_back_what_it_took_over() -> None:
    """As it was before, though one stands within another."""
    before = gc.isenabled()
    with unswept():
        with unswept():
            pass
        assert not gc.isenabled()
    assert gc.isenabled() == before


def test_nothing_at_the_end_of_a_session_is_left_without_a_parent(qapp: QApplication, qtbot: QtBot) -> None:
    """What has none is let go of whenever Python comes to it, not with its page."""
    before = set(qapp.topLevelWidgets())
    area = EndArea(Theme("light", "still"), NOTHING_KNOWN)
    qtbot.addWidget(area)
    assert set(qapp.topLevelWidgets()) - before == {area}
    assert [one for one in area.findChildren(QWidget) if one is area.more]
