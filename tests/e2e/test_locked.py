"""After locking nothing of the journal is left in the window: no page, no store, no word in any widget."""

from __future__ import annotations

import datetime as dt
import gc
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from shiboken6 import isValid

from closeness_desktop.journal import Journal
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.shell import Shell
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.tour import touring

TOLD = ("long way", "Mum", "she asked", "hopeful", "Jonas")
"""Pieces of what the sample journal and the tour hold."""


def test_locking_lets_go_of_every_page_and_word(qapp: QApplication, tmp_path: Path) -> None:
    """Every page was visited; after the lock neither Python nor Qt has any of them, nor their text."""
    others = living()  # of tests before this one
    theme = Theme("light", "still")
    theme.apply(qapp)
    with touring(qapp, tmp_path, dt.datetime(2026, 11, 24, 20, 14, tzinfo=dt.UTC), theme) as tour:
        tour.open_sample()
        for step in (tour.check_in, tour.write, lambda: tour.sit(1), tour.look_back):
            step()
        for page in ("people", "practice", "settings", "today", "journal"):
            tour.shell.go(page)
        tour.settle()
        assert any(word in text for text in shown() for word in TOLD)  # the search itself finds something
        tour.window.lock()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        tour.settle()
        gc.collect()
        left = [each for each in living() if not any(each is other for other in others)]
        assert [type(each).__name__ for each in left] == []
        assert [text for text in shown() for word in TOLD if word in text] == []


def living() -> list[object]:
    """Every page, frame and journal that Python still has."""
    return [each for each in gc.get_objects() if isinstance(each, (Page, Shell, Journal))]


def shown() -> list[str]:
    """What every living label, line and document holds."""
    texts = [each.text() for each in QApplication.allWidgets() if isinstance(each, (QLabel, QLineEdit))]
    documents = [each for each in gc.get_objects() if isinstance(each, QTextDocument) and isValid(each)]
    for widget in QApplication.allWidgets():
        documents += widget.findChildren(QTextDocument)
    return texts + [document.toPlainText() for document in documents]
