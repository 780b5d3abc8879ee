"""The theme dresses the application in our colours and faces, whatever the desktop says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from closeness_desktop import paths
from closeness_desktop.errors import BugError
from closeness_desktop.window.theme import icons, stylesheet, tokens
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.rail import FOOT, PLACES


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """A light theme that was applied."""
    made = Theme("light", "still")
    made.apply(qapp)
    yield made
    made.deleteLater()


def test_the_palette_is_ours_in_light_and_dark(qapp: QApplication, theme: Theme) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.LIGHT["background"])
    theme.set_choice("dark", "still")
    assert theme.is_dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.DARK["background"])
    assert tokens.DARK["ink"] in qapp.styleSheet()


def test_changed_is_told_only_when_something_changes(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_choice("light", "still")
    with qtbot.waitSignal(theme.changed):
        theme.set_choice("light", "full")
    assert theme.motion == "full"


def test_without_a_wish_of_the_desktop_all_may_move(qapp: QApplication) -> None:
    assert Theme().motion == "full"
    assert not Theme().is_dark


def test_high_contrast_has_colours_of_its_own(qapp: QApplication) -> None:
    assert Theme("dark", high_contrast=True).hex("ink") == tokens.CONTRAST_DARK["ink"]
    assert Theme("light", high_contrast=True).hex("ink") == tokens.CONTRAST_LIGHT["ink"]


def test_the_faces_are_the_shipped_ones(theme: Theme) -> None:
    """Offscreen there is no desktop font, so the interface falls back to Inter."""
    assert QFontInfo(theme.reading_font()).family() == "Literata"
    assert QFontInfo(theme.reading_font(italic=True)).italic()
    assert QFontInfo(theme.ui_font()).family() == "Inter"


def test_sizes_grow_with_the_text(qapp: QApplication) -> None:
    plain, large = Theme(text_scale=1), Theme(text_scale=2)
    assert large.reading_font(17).pixelSize() == 2 * plain.reading_font(17).pixelSize() == 34
    assert large.px(9) == 18
    assert large.px(0) == 0


def test_labels_follow_the_theme(qtbot: QtBot, qapp: QApplication, theme: Theme) -> None:
    label = QLabel("calm")
    qtbot.addWidget(label)
    label.show()
    theme.set_choice("dark", "still")
    assert label.palette().color(QPalette.ColorRole.WindowText) == QColor(tokens.DARK["ink"])


def test_icons_are_tinted(theme: Theme) -> None:
    image = theme.pixmap("sun", "teal", 24, 2.0).toImage()
    colors = {image.pixelColor(x, y).name().upper() for x in range(48) for y in range(48)
              if image.pixelColor(x, y).alpha() == 255}  # fmt: skip
    assert image.width() == 48
    assert colors == {tokens.LIGHT["teal"]}


def test_an_icon_is_drawn_once(theme: Theme) -> None:
    assert theme.pixmap("sun", "teal", 18, 1.0).cacheKey() == theme.pixmap("sun", "teal", 18, 1.0).cacheKey()


def test_an_unknown_icon_is_our_mistake(theme: Theme) -> None:
    with pytest.raises(BugError):
        icons.pixmap("no-such-icon", "#000000", 18, 1.0)


def test_everything_that_is_named_is_shipped() -> None:
    for _, _, icon in (*PLACES, *FOOT):
        assert paths.resource("icons", f"{icon}.svg").is_file()
    assert paths.resource("icons", "LICENSE-lucide.txt").is_file()
    assert len(list(paths.resource("fonts").glob("OFL-*.txt"))) == 2


def test_the_stylesheet_stays_short_and_names_files_that_exist() -> None:
    for dark in (False, True):
        sheet = stylesheet.build(tokens.DARK if dark else tokens.LIGHT, scale=1.0, dark=dark)
        assert sheet.count("{") < 80
        files = [part.split('"')[0] for part in sheet.split('url("')[1:]]
        assert files
        assert all(paths.Path(file).is_file() for file in files)


def test_the_window_carries_the_two_circles(qapp: QApplication, theme: Theme) -> None:
    sizes = {size.width() for size in qapp.windowIcon().availableSizes()}
    assert {16, 32, 256} <= sizes
    assert qapp.windowIcon().pixmap(64, 64).toImage().pixelColor(32, 32).name() == "#6f5245"
