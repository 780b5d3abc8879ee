"""What tests ask of an open window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from closeness_desktop.window.main_window import MainWindow
from closeness_desktop.window.shell import Shell


def shell_of(window: MainWindow) -> Shell:
    """Its frame, while a journal is open."""
    assert window.shell is not None
    return window.shell


def focused() -> QWidget:
    """Where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
