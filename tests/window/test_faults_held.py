"""A fault at the top of the program: said in the window, and nothing of what it passed through is held."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from closeness_desktop import application
from closeness_desktop.clock import SystemClock
from closeness_desktop.settings import SettingsFile
from closeness_desktop.window.gate.welcome import WelcomePage
from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.theme.theme import Theme
from tests.support.memory import Unspoken

WORDS = Unspoken(1)


def fall() -> None:
    text = f"Dear {WORDS[0]}"
    raise ValueError(text)


def test_a_fault_leaves_no_variable_behind(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for place, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(place, name, getattr(place, name))  # put back at the end
    window = MainWindow(Theme("light", "still"), SystemClock(), SettingsFile())
    application._tell_errors_in(window)
    QTimer.singleShot(0, fall)
    assert isinstance(window.gate, WelcomePage)
    gate = window.gate
    said: list[str] = []
    monkeypatch.setattr(gate, "say", said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("Something went wrong")
    assert not hasattr(sys, "last_value")
    assert not hasattr(sys, "last_traceback")
    assert WORDS.in_python() == []
    caplog.clear()
    window.close()
