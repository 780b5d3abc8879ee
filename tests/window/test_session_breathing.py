"""The circles move only while someone sees them, and only as much as is wished."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from closeness_desktop.settings import MotionChoice, ThemeChoice
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.breathing import (
    APART,
    AT_REST,
    CLEAR,
    FAINT,
    OPACITY,
    TOGETHER,
    BreathingCircles,
)
from closeness_desktop.window.widgets.circles import paint_circles
from closeness_desktop.window.widgets.discs import Discs


def circles(qtbot: QtBot, motion: MotionChoice) -> BreathingCircles:
    widget = BreathingCircles(Theme("light", motion))
    qtbot.addWidget(widget)
    widget.resize(500, 320)
    return widget


@pytest.mark.parametrize(("motion", "moves"), [("still", False), ("gentle", True), ("full", True)])
def test_they_repaint_by_themselves_only_while_visible_and_wished(
    qtbot: QtBot, motion: MotionChoice, moves: bool
) -> None:
    widget = circles(qtbot, motion)
    widget.follow(lambda: 0.5)
    assert not widget.moving
    widget.show()
    assert widget.moving is moves
    widget.hide()
    assert not widget.moving
    widget.show()
    widget.follow(None)
    assert not widget.moving


def test_in_full_motion_they_draw_together_on_the_in_breath(qtbot: QtBot) -> None:
    widget, fullness = circles(qtbot, "full"), [0.0]
    widget.follow(lambda: fullness[0])
    assert (widget.overlap, widget.opacity) == (APART, OPACITY)
    fullness[0] = 1.0
    widget.look()
    assert (widget.overlap, widget.opacity) == (pytest.approx(TOGETHER), OPACITY)


def test_in_gentle_motion_they_fade_in_place(qtbot: QtBot) -> None:
    widget, fullness = circles(qtbot, "gentle"), [0.0]
    widget.follow(lambda: fullness[0])
    assert (widget.overlap, widget.opacity) == (AT_REST, FAINT)
    fullness[0] = 1.0
    widget.look()
    assert (widget.overlap, widget.opacity) == (AT_REST, pytest.approx(CLEAR))


def test_still_circles_rest(qtbot: QtBot) -> None:
    widget = circles(qtbot, "still")
    widget.follow(lambda: 1.0)
    assert (widget.overlap, widget.opacity) == (AT_REST, OPACITY)


def test_they_follow_another_wish_at_once(qtbot: QtBot) -> None:
    theme = Theme("light", "full")
    widget = BreathingCircles(theme)
    qtbot.addWidget(widget)
    widget.follow(lambda: 0.0)
    widget.show()
    theme.set_choice("light", "still")
    assert not widget.moving
    assert widget.overlap == AT_REST
    theme.set_choice("light", "full")
    assert widget.moving


@pytest.mark.parametrize("fullness", [0.0, 0.5, 1.0, None])
def test_both_circles_stay_within_their_place(qtbot: QtBot, fullness: float | None) -> None:
    widget = circles(qtbot, "full")
    widget.follow(lambda: fullness)
    picture = widget.grab().toImage()
    ground = picture.pixelColor(0, 0)
    inked = [x for x in range(picture.width()) if picture.pixelColor(x, picture.height() // 2) != ground]
    assert inked
    assert inked[0] > 0
    assert inked[-1] < picture.width() - 1
    assert abs((inked[0] + inked[-1] + 1) / 2 - picture.width() / 2) <= 1, "in the middle"


@pytest.mark.parametrize("overlap", [0.14, 0.5, 0.9])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_pictures_of_circles_look_as_circles_drawn(qtbot: QtBot, mode: ThemeChoice, overlap: float) -> None:
    theme = Theme(mode, "full")
    area = QRectF(20, 10, 100 * (2 - overlap), 100)
    drawn, pictured = (QImage(240, 120, QImage.Format.Format_RGB32) for _ in range(2))
    for image in (drawn, pictured):
        image.fill(theme.color("background"))
        painter = QPainter(image)
        if image is drawn:
            paint_circles(painter, area, theme, overlap=overlap, opacity=OPACITY)
        else:
            Discs(theme).paint(painter, area, diameter=100, opacity=OPACITY)
        painter.end()
    apart = [
        max(
            abs(a - b)
            for a, b in zip(drawn.pixelColor(x, y).getRgb(), pictured.pixelColor(x, y).getRgb(), strict=True)
        )
        for x in range(0, 240, 3)
        for y in range(120)
    ]
    assert sum(apart) / len(apart) < 1.0
    assert sum(each > 24 for each in apart) / len(apart) < 0.01, "at most a thin edge may differ"


def test_they_follow_a_slow_breath_in_quarters_of_a_pixel(qtbot: QtBot) -> None:
    theme = Theme("light", "full")
    discs, seen = Discs(theme), []
    for step in range(9):
        image = QImage(240, 120, QImage.Format.Format_RGB32)
        image.fill(theme.color("background"))
        painter = QPainter(image)
        discs.paint(painter, QRectF(20 + step / 8, 10, 180, 100), diameter=100, opacity=OPACITY)
        painter.end()
        seen.append(tuple(image.pixelColor(x, 60).red() for x in range(18, 24)))
    assert len(set(seen)) == 5, "a pixel of movement shows five places"
