"""Attaching to the open entry, on its page: chosen, dropped, pasted; linked, shown, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from closeness_desktop.journal import Journal
from closeness_desktop.journal.links import link, links
from closeness_desktop.window.attachments import intake, pictures
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.journal import JournalPage
from tests.window.attachments import shots
from tests.window.conftest import Heard


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> JournalPage:
    """The journal's page, shown, with a new entry begun."""
    made = JournalPage(context)
    qtbot.addWidget(made)
    made.resize(1085, 820)
    made.arrive(new=True)
    made.show()
    return made


def settle(page: JournalPage, qtbot: QtBot) -> None:
    """Wait until what is being attached is."""
    qtbot.waitUntil(lambda: not page.pane.attachments.attaching.is_busy, timeout=20_000)


def files(*paths: Path) -> QMimeData:
    """Files as a file manager hands them over: with their places as text, too."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    mime.setText("\n".join(map(str, paths)))
    return mime


def test_dropped_photos_are_cleaned_linked_and_taken_back(
    page: JournalPage, context: Context, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    """Into an entry without a word, kept from then on; undo and redo take link, tile and bytes along."""
    photo, broken, notes = tmp_path / "by the #sea.JPG", tmp_path / "broken.png", tmp_path / "notes.txt"
    photo.write_bytes(shots.jpeg(6))
    broken.write_bytes(shots.png()[:60])
    notes.write_bytes(b"x" * 1234)
    store, pane = context.journal.attachments, page.pane
    pane.editor.insertFromMimeData(files(photo, broken, notes))
    assert pane.entry is not None
    id = pane.entry.id
    settle(page, qtbot)
    first, second = store.of(id)
    assert [tile.attachment for tile in pane.attachments.attaching.strip.tiles] == [first, second]
    assert not pane.attachments.attaching.strip.isHidden()
    assert (first.name, first.type, first.width) == ("by the #sea.JPG", "image/jpeg", 40)
    assert shots.SECRET not in store.read(first.id)
    assert store.read(second.id) == b"x" * 1234
    text = f"{link(first)}\n{link(second)}\n"
    assert pane.editor.text == text
    said, undo = heard.said[-1]
    assert said == "2 things are attached. Place, time and camera were left out. 1 could not be."
    redo = heard.redo
    assert undo is not None
    assert redo is not None

    for _ in range(2):
        undo()
        assert store.of(id) == []
        assert pane.editor.text == ""
        assert pane.attachments.attaching.strip.isHidden()
        redo()
        assert store.of(id) == [first, second]
        assert pane.editor.text == text
    pane.flush()
    assert context.journal.entries.get(id).body == text
    assert context.journal.entries.get(id).tags == ()  # the name of a file makes none
    assert context.journal.verify() == []


def test_a_pasted_picture_and_a_file_just_as_it_is(
    page: JournalPage, context: Context, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    """A picture alone is attached, words with one are words; on purpose everything of a file is kept."""
    pane, store = page.pane, context.journal.attachments
    QTest.keyClicks(pane.editor, "before ")
    both = QMimeData()
    both.setImageData(shots.picture())
    both.setText("words")
    pane.editor.insertFromMimeData(both)
    assert pane.editor.text == "before words"
    alone = QMimeData()
    alone.setImageData(shots.picture())
    assert pane.editor.canInsertFromMimeData(alone)
    pane.editor.insertFromMimeData(alone)
    settle(page, qtbot)
    photo = tmp_path / "a.jpg"
    photo.write_bytes(shots.jpeg(8))
    pane.attachments.attaching.add_files([photo], as_they_are=True)
    settle(page, qtbot)
    assert pane.entry is not None
    pasted, whole = store.of(pane.entry.id)
    assert (pasted.name, pasted.type) == ("Pasted picture.png", "image/png")
    assert store.read(whole.id) == shots.jpeg(8)
    assert (whole.width, whole.height) == (40, 60)
    assert pane.editor.text == f"before words\n{link(pasted)}{link(whole)}".replace(
        link(whole), f"\n{link(whole)}"
    )
    assert heard.said[-1][0] == "“a.jpg” is attached."
    gallery = pane.attachments.attaching.gallery
    assert gallery.size(whole.id) == (40, 60)
    image = gallery.image(whole.id, 20)
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (20, 30)
    assert gallery.image("nothing", 20) is None


def test_removing_by_key_takes_the_link_along_and_can_be_undone(
    page: JournalPage, context: Context, heard: Heard, qtbot: QtBot
) -> None:
    """Arrow keys walk the tiles, Delete removes one; from another entry, undo still finds the right text."""
    pane, store = page.pane, context.journal.attachments
    for colour in (Qt.GlobalColor.red, Qt.GlobalColor.blue):
        image = QImage(30, 20, QImage.Format.Format_RGB32)
        image.fill(colour)
        pane.attachments.attaching.add_image(image)
        settle(page, qtbot)
    pane.flush()
    assert pane.entry is not None
    id, before = pane.entry.id, pane.editor.text
    first, second = store.of(id)
    tiles = pane.attachments.attaching.strip.tiles
    tiles[0].setFocus()
    QTest.keyClick(tiles[0], Qt.Key.Key_Right)
    qtbot.waitUntil(tiles[1].hasFocus)
    QTest.keyClick(tiles[1], Qt.Key.Key_Delete)
    assert store.of(id) == [first]
    assert pane.attachments.attaching.strip.tiles[0].hasFocus()
    assert [found.id for found in links(pane.editor.text)] == [first.id]
    said, undo = heard.said[-1]
    assert said == "“Pasted picture.png” is removed."
    page.write_new()
    assert undo is not None
    undo()
    assert store.of(id) == [first, second]
    assert context.journal.entries.get(id).body == before
    assert pane.attachments.attaching.strip.isHidden()
    page.arrive(entry=id)
    assert [tile.attachment for tile in pane.attachments.attaching.strip.tiles] == [first, second]

    menu = pane.header.attach.menu_now()
    assert [action.isEnabled() for action in menu.actions()] == [True, True, True, False]
    menu.close()
    pane.attachments.attaching.remove(first)
    menu = pane.header.attach.menu_now()  # on another day, undo knows nothing of it any more
    menu.actions()[-1].trigger()
    menu.close()
    assert store.of(id) == [first, second]
    assert [found.id for found in links(pane.editor.text)] == [second.id, first.id]
    assert heard.said[-1][0] == "“Pasted picture.png” is back."
    page.forget()
    assert pane.attachments.attaching.strip.tiles == []


def test_what_cannot_be_attached_is_said_in_one_sentence(
    page: JournalPage, context: Context, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    """4 GB, 30,000 × 30,000, a folder; and nothing of it is in the text."""
    huge, wide = tmp_path / "huge.bin", tmp_path / "wide.png"
    with huge.open("wb") as stream:
        stream.truncate(4 * 1024**3)
    wide.write_bytes(shots.bomb())
    pane = page.pane
    for path, sentence in (
        (huge, "This file is larger than 2 GB, and too large to be kept in the journal."),
        (wide, pictures.TOO_LARGE),
        (tmp_path, "This is no file that could be kept: attach the files in a folder one by one."),
    ):
        pane.editor.insertFromMimeData(files(path))
        settle(page, qtbot)
        assert heard.said[-1] == (sentence, None)
    assert pane.editor.text == ""
    assert pane.entry is not None
    assert context.journal.attachments.of(pane.entry.id) == []


def test_what_only_begins_as_a_picture_is_kept_whole(journal: Journal, tmp_path: Path) -> None:
    """Words that begin with BM, a camera's raw file, a scan of several pages; nothing is said to be gone."""
    entry = journal.entries.add(body="x").id
    pages = shots.tiff((160, 120), (40, 30))
    for name, data in (
        ("BMI.csv", b"BMI,weight"),
        ("shot.NEF", pages),
        ("scan.tif", pages),
        ("a.heic", b"?"),
    ):
        (tmp_path / name).write_bytes(data)
    names = ("BMI.csv", "shot.NEF", "scan.tif", "a.heic")
    taken = intake.take(
        journal.attachments, entry, [(name, intake.from_file(tmp_path / name)) for name in names]
    )
    assert taken.refused == []
    assert [one.name for one in taken.kept] == list(names)
    for one in taken.kept:
        assert journal.attachments.read(one.id) == (tmp_path / one.name).read_bytes()
    (tmp_path / "one.tif").write_bytes(shots.tiff((160, 120)))
    one, heic = (intake.from_file(tmp_path / name) for name in ("one.tif", "a.heic"))
    assert intake.take(journal.attachments, entry, [("", one)]).cleaned
    both = intake.take(journal.attachments, entry, [("", one), ("", heic)])
    assert [each.name for each in both.kept] == ["one.png", "a.heic"]
    assert not both.cleaned
