"""Pictures from outside: upright, without what their files say besides, and refused when they cannot be."""

from __future__ import annotations

import contextlib
import random

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QTransform

from closeness_desktop.errors import UsageError
from closeness_desktop.window.attachments import pictures
from tests.window.attachments import shots

RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 255, 0)

pytestmark = pytest.mark.qt_log_ignore(".")  # Qt tells the terminal what is wrong with a file


def near(color: QColor, wanted: tuple[int, int, int]) -> bool:
    """Whether a colour is one of the pure ones, as far as a JPEG keeps it."""
    return all(
        abs(a - b) < 60 for a, b in zip((color.red(), color.green(), color.blue()), wanted, strict=True)
    )


def frames(data: bytes) -> int:
    """How many pictures take turns in a file."""
    held = QBuffer()
    held.setData(QByteArray(data))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(held)
    count = 0
    while not reader.read().isNull():
        count += 1
    return count


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_upright_and_tells_nothing(orientation: int) -> None:
    """However the camera was held: the picture is the one that was seen, alone."""
    upright = shots.picture()
    back = {  # how it lies in the file, so that turning it as Exif says gives `upright`
        1: lambda i: i,
        2: lambda i: i.flipped(Qt.Orientation.Horizontal),
        3: lambda i: _turned(i, 180),
        4: lambda i: i.flipped(Qt.Orientation.Vertical),
        5: lambda i: _turned(i.flipped(Qt.Orientation.Vertical), 90),
        6: lambda i: _turned(i, -90),
        7: lambda i: _turned(i.flipped(Qt.Orientation.Horizontal), 90),
        8: lambda i: _turned(i, 90),
    }[orientation](upright)
    data = shots.jpeg(orientation, back)
    assert shots.SECRET in data
    ready = pictures.prepare(data, "IMG_1.JPG")
    assert (ready.name, ready.type) == ("IMG_1.JPG", "image/jpeg")
    assert (ready.looks.width, ready.looks.height) == (60, 40)
    for part in (ready.data, ready.looks.thumbnail or b""):
        assert shots.SECRET[:8] not in part
        assert b"Exif" not in part
        image = QImage.fromData(QByteArray(part))
        assert image.size() == QSize(60, 40)
        assert near(image.pixelColor(5, 3), GREEN)
        assert near(image.pixelColor(5, 35), RED)
        assert near(image.pixelColor(55, 35), BLUE)
    fits = pictures.scaled(data, QSize(30, 30))  # as it was, for one that is kept untouched
    assert fits is not None
    assert fits.size() == QSize(30, 20)
    assert near(fits.pixelColor(26, 17), BLUE)


def _turned(image: QImage, degrees: int) -> QImage:
    return image.transformed(QTransform().rotate(degrees))


@pytest.mark.parametrize(
    ("data", "name", "kept_as", "form"),
    [
        (shots.png(), "a.png", "a.png", "image/png"),
        (shots.webp(), "a.webp", "a.webp", "image/webp"),
        (shots.written(shots.picture(), "bmp"), "a.bmp", "a.png", "image/png"),
        (shots.written(shots.picture(), "tiff"), "a.tif", "a.png", "image/png"),
        (shots.png(), "no ending", "no ending.png", "image/png"),
        (shots.png(), "it says.jpg", "it says.png", "image/png"),
        (shots.gif(1), "a.gif", "a.png", "image/png"),
    ],
)
def test_pictures_of_all_kinds_are_made_anew(data: bytes, name: str, kept_as: str, form: str) -> None:
    """The kind is known by the content; the name follows; nothing else of the file is left."""
    ready = pictures.prepare(data, name)
    assert (ready.name, ready.type) == (kept_as, form)
    assert shots.SECRET not in ready.data
    assert pictures.format_of(ready.data) == form.removeprefix("image/")
    image = QImage.fromData(QByteArray(ready.data))
    assert not image.textKeys()
    if image.width() > 1:
        assert near(image.pixelColor(5, 35), RED)
        assert near(image.pixelColor(55, 35), BLUE)


@pytest.mark.parametrize("data", [shots.gif(), shots.webp(moving=True)])
def test_moving_pictures_go_on_moving(data: bytes) -> None:
    """All their frames are there, and nothing else."""
    ready = pictures.prepare(data, "a")
    assert shots.SECRET in data
    assert shots.SECRET not in ready.data
    assert frames(ready.data) == frames(data) == 2
    assert len(ready.data) < len(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (shots.bomb(), pictures.TOO_LARGE),
        (shots.bomb(1000, 1000), pictures.UNREADABLE),
        (shots.png()[:60], pictures.UNREADABLE),
        (shots.jpeg()[:40], pictures.UNREADABLE),
        (shots.webp(moving=True)[:-90], pictures.UNREADABLE),
        (b"", pictures.UNREADABLE),
        (b"\xff\xd8\xff", pictures.UNREADABLE),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
            pictures.UNREADABLE,
        ),
        (b"%PDF-1.7", pictures.UNREADABLE),
    ],
)
def test_what_cannot_be_opened_is_refused_with_one_sentence(data: bytes, sentence: str) -> None:
    """30,000 × 30,000 pixels before any memory is taken; what is broken, cut short or no picture."""
    with pytest.raises(UsageError) as told:
        pictures.prepare(data, "x")
    assert str(told.value) == sentence
    assert pictures.looks(data) == pictures.Looks()
    if sentence == pictures.TOO_LARGE:
        assert pictures.scaled(data, QSize(10, 10)) is None


def test_torn_and_garbled_pictures_never_take_the_program_down() -> None:
    """Whatever a card or a stranger made of them: a picture comes out, or one of our sentences."""
    chance = random.Random(1)
    for data in (shots.jpeg(6), shots.png(), shots.gif(), shots.webp(), shots.webp(moving=True)):
        for _ in range(40):
            garbled = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.5 else data)
            for _ in range(chance.randrange(4)):
                if garbled:
                    garbled[chance.randrange(len(garbled))] = chance.randrange(256)
            with contextlib.suppress(UsageError):
                assert pictures.prepare(bytes(garbled), "x").data
            pictures.scaled(bytes(garbled), QSize(20, 20))


def test_a_large_one_gets_a_small_thumbnail_and_a_pasted_one_is_kept_as_it_is() -> None:
    """A thumbnail fits its box; what is partly clear stays so."""
    image = QImage(2000, 1000, QImage.Format.Format_ARGB32)
    image.fill(QColor(10, 20, 30, 128))
    image.setText("Author", shots.SECRET.decode())
    ready = pictures.prepare_pasted(image, "Pasted picture")
    assert (ready.name, ready.type) == ("Pasted picture.png", "image/png")
    assert shots.SECRET not in ready.data
    small = QImage.fromData(QByteArray(ready.looks.thumbnail or b""))
    assert small.size() == QSize(480, 240)
    again = QImage.fromData(QByteArray(ready.data))
    assert again.pixelColor(1999, 999) == small.pixelColor(1, 1) == QColor(10, 20, 30, 128)
    with pytest.raises(UsageError, match="cannot be opened"):
        pictures.prepare_pasted(QImage(), "x")
