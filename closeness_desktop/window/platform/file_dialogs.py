"""Choosing files and folders without leaving a trace of the choice.

Qt's own dialog writes the places visited and the names chosen into a settings file shared by all Qt programs;
what was there before is put back.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget


def choose_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """An existing folder, or None when the person changed their mind."""
    kept = _shared_state()
    chosen = QFileDialog.getExistingDirectory(parent, title, str(start))
    _put_back(kept)
    return Path(chosen) if chosen else None


def choose_file(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """A file to read, or None when the person changed their mind. kinds: a Qt filter, "Text (*.txt)"."""
    kept = _shared_state()
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(start), kinds)
    _put_back(kept)
    return Path(chosen) if chosen else None


def choose_files(parent: QWidget, title: str, start: Path, kinds: str) -> list[Path]:
    """Files to read; none when the person changed their mind. kinds: as for one."""
    kept = _shared_state()
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(start), kinds)
    _put_back(kept)
    return [Path(each) for each in chosen]


def choose_new_file(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """A file to write, or None when the person changed their mind. kinds: a Qt filter, "Text (*.txt)"."""
    kept = _shared_state()
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), kinds)
    _put_back(kept)
    return Path(chosen) if chosen else None


def _settings() -> QSettings:
    return QSettings(QSettings.Scope.UserScope, "QtProject")


def _shared_state() -> dict[str, object]:
    settings = _settings()
    settings.beginGroup("FileDialog")
    return {key: settings.value(key) for key in settings.allKeys()}


def _put_back(kept: dict[str, object]) -> None:
    settings = _settings()
    settings.beginGroup("FileDialog")
    settings.remove("")
    for key, value in kept.items():
        settings.setValue(key, value)
    settings.endGroup()
    settings.sync()
