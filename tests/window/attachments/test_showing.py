"""Looking at pictures, opening elsewhere, saving copies: on the page, by hand and by key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from closeness_desktop.records import Attachment
from closeness_desktop.window.attachments import outside, pictures, showing
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.journal import JournalPage
from closeness_desktop.window.platform import file_dialogs
from tests.window.attachments import shots
from tests.window.conftest import Heard

Answer = Callable[[str], None]


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> JournalPage:
    """The journal's page with an entry that has two pictures and a text attached."""
    entry = context.journal.entries.add(body="words").id
    for name, image in (("one.png", shots.picture()), ("two.png", shots.picture().scaled(2000, 1000))):
        ready = pictures.prepare_pasted(image, name)
        context.journal.attachments.add_bytes(entry, name, ready.data, type=ready.type, looks=ready.looks)
    context.journal.attachments.add_bytes(entry, "notes.txt", b"plain words")
    context.journal.attachments.add_bytes(entry, "run.sh", b"echo")
    made = JournalPage(context)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.arrive(entry=entry)
    made.show()
    return made


@pytest.fixture
def answer() -> Answer:
    """Answers the next question by the words on a button."""

    def press(words: str) -> None:
        def look() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            next(button for button in box.buttons() if button.text() == words).click()

        QTimer.singleShot(100, look)

    return press


@pytest.fixture
def handed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to the desktop, which here has a program for everything."""
    got: list[Path] = []

    def take(url: QUrl) -> bool:
        got.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return got


def of(page: JournalPage, name: str) -> Attachment:
    """What is attached under a name."""
    return next(one for one in page.pane.attachments.attaching.attachments if one.name == name)


def test_a_picture_is_seen_whole_and_the_next_by_key(page: JournalPage, qtbot: QtBot) -> None:
    """From its tile; arrows, Space and Escape; Tab stays there, and the keyboard comes back."""
    shown = page.pane.attachments.showing
    tile = page.pane.attachments.attaching.strip.tiles[0]
    tile.setFocus()
    QTest.keyClick(tile, Qt.Key.Key_Return)
    viewer = shown.viewer
    assert viewer is not None
    assert viewer.geometry() == page.rect()
    assert viewer.accessibleName() == "Picture 1 of 2: one.png"
    qtbot.waitUntil(lambda: viewer._image is not None and viewer._image.size() == QSize(60, 40))
    assert not viewer.previous.isEnabled()
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    QTest.keyClick(viewer, Qt.Key.Key_Right)  # there is no third
    assert viewer.current.name == "two.png"
    room = viewer._room()
    qtbot.waitUntil(lambda: viewer._image is not None and viewer._image.width() == room.width())
    assert room.contains(viewer._target())
    QTest.keyClick(viewer, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: viewer._image is not None and viewer._image.width() == 2000)
    left = viewer._target().left()
    for _ in range(40):
        QTest.keyClick(viewer, Qt.Key.Key_Left)
    assert left < -1
    assert viewer._target().left() in (0, 1)  # its edge has come into view
    seen = set()
    for _ in range(7):
        held = QApplication.focusWidget()
        assert held is not None
        assert held is viewer or viewer.isAncestorOf(held)
        seen.add(held)
        QTest.keyClick(held, Qt.Key.Key_Tab)
    assert len(seen) >= 6
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert shown.viewer is None
    assert tile.hasFocus()


def test_opening_elsewhere_asks_first_and_the_copy_goes_with_the_lock(
    page: JournalPage, heard: Heard, qtbot: QtBot, answer: Answer, handed: list[Path]
) -> None:
    """“Keep it here” makes no copy; a program is never opened, and that is said without a question."""
    shown = page.pane.attachments.showing
    answer("Keep it here")
    shown.open(of(page, "notes.txt"))
    assert not outside.folder().exists()
    answer("Open a copy")
    shown.open(of(page, "notes.txt"))
    qtbot.waitUntil(lambda: bool(handed))
    assert handed[0].read_bytes() == b"plain words"
    assert handed[0].name == "notes.txt"
    shown.open(of(page, "run.sh"))
    assert heard.said[-1] == (outside.PROGRAM, None)
    assert len(handed) == 1
    page.forget()
    assert not handed[0].exists()
    assert list(outside.folder().iterdir()) == []


def test_a_copy_is_saved_where_a_person_says(
    page: JournalPage, heard: Heard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And it is said that it is not encrypted; changing one's mind leaves nothing."""
    to = tmp_path / "kept.txt"
    for chosen in (None, to):
        monkeypatch.setattr(file_dialogs, "choose_new_file", lambda *_, chosen=chosen: chosen)
        page.pane.attachments.showing.save_copy(of(page, "notes.txt"))
    qtbot.waitUntil(to.exists)
    qtbot.waitUntil(lambda: bool(heard.said))
    assert to.read_bytes() == b"plain words"
    assert heard.said[-1][0].startswith("A copy that is not encrypted lies in ")


def test_a_link_to_what_is_gone_is_said(page: JournalPage, context: Context, heard: Heard) -> None:
    """Whether it never was, or was removed."""
    shown = page.pane.attachments.showing
    one = of(page, "one.png")
    context.journal.attachments.remove(one.id)
    for id in (one.id, "nothing"):
        shown.open_id(id)
        assert heard.said[-1] == (showing.GONE, None)
    shown.open_id(of(page, "two.png").id)
    assert shown.viewer is not None
    page.write_new()
    assert shown.viewer is None
