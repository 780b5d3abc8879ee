"""A journal with three entries, and its page in a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.clock import parse_when
from closeness_desktop.journal import Journal
from closeness_desktop.records import Change, Entry, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.widgets.chip import Chip

Key, Mod = Qt.Key, Qt.KeyboardModifier
ODD = "one\r\ntwo\u00a0\u2028three\u2029 four\x00 \t\rfive\ufdd0 \ufeff end  "


def day(number: int) -> dict[str, object]:
    """When, for an entry of that November day."""
    return {"at": parse_when(f"2026-11-{number:02}T20:00", "Europe/Berlin")}


@pytest.fixture
def three(journal: Journal) -> list[Entry]:
    """Three entries, newest first."""
    add = journal.entries.add
    return [
        add(title="Third", body="By the river.", feelings=[Strength("calm", 2)], **day(3)),  # type: ignore[arg-type]
        add(title="Second", body=ODD, tags=["home"], people=["Mum"], **day(2)),  # type: ignore[arg-type]
        add(title="First", body="In the beginning.", **day(1)),  # type: ignore[arg-type]
    ]


@pytest.fixture
def make(qtbot: QtBot, context: Context) -> Iterator[Callable[..., JournalPage]]:
    """Build the page, show it in a window so wide, and pass it the journal's changes as the shell does."""
    pages: list[JournalPage] = []

    def build(width: int = 1000) -> JournalPage:
        page = JournalPage(context)
        qtbot.addWidget(page)
        page.resize(width, 700)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()

        def spread(change: Change) -> None:
            if page.kinds & change.kinds and change.origin is not page:
                page.refresh(change)

        context.changes.changed.connect(spread)
        pages.append(page)
        return page

    yield build
    for page in pages:
        page.pane.autosave.stop()


def open_id(page: JournalPage) -> str | None:
    """The id of the entry that is open."""
    return page.pane.entry.id if page.pane.entry else None


def chips(page: JournalPage) -> list[str]:
    """The words on the chips."""
    return [chip.word for chip in page.pane.header.findChildren(Chip) if not chip.isHidden()]


def panel(kind: type[QWidget]) -> QWidget:
    """The panel that is open."""
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())


def refuse(journal: Journal, *, refuses: bool) -> None:
    """Make the database take no writes, or take them again."""
    journal.vault.database.execute_sql(f"PRAGMA query_only = {int(refuses)}")
