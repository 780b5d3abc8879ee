"""Where the window stands: as it was left last time, if that is still on a screen."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from closeness_desktop import logs
from closeness_desktop.errors import StorageError
from closeness_desktop.settings import SettingsFile

DEFAULT_SIZE = (1280, 820)


def place(window: QWidget, settings: SettingsFile) -> None:
    """Put it where it was last time."""
    geometry = settings.now.geometry
    if geometry is not None and QGuiApplication.screenAt(QRect(*geometry).center()) is not None:
        window.setGeometry(*geometry)
    else:
        window.resize(*DEFAULT_SIZE)


def remember(window: QWidget, settings: SettingsFile) -> None:
    """Keep where it is now; a comfort that a refusing disk may take away."""
    box = window.normalGeometry()
    try:
        settings.change(geometry=(box.x(), box.y(), box.width(), box.height()))
    except StorageError as error:
        logs.LOGGER.info("settings not written: %s", type(error).__name__)
