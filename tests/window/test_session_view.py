"""The column of a session fits every window, and stands in its middle."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from closeness_desktop.window.pages.session_view import SessionView
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.flow_layout import FlowLayout


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1280, 820, 1.0), (860, 640, 1.0), (640, 800, 1.0), (860, 640, 2.0), (640, 800, 2.0)],
)
@pytest.mark.parametrize("mode", ["running", "leaving", "gap"])
def test_nothing_scrolls_and_nothing_overlaps(
    qtbot: QtBot, width: int, height: int, scale: float, mode: str
) -> None:
    view = SessionView(Theme("light", "still", text_scale=scale))
    qtbot.addWidget(view)
    view.title.setText("Slow breathing · 5.5 breaths a minute")
    view.word.setText("Breathe out")
    view.time.setText("1:07:26 left")
    view.show_circles(True)
    view.show_mode(mode)  # type: ignore[arg-type]
    view.resize(width, height)
    view.show()
    assert view.heightForWidth(width) <= height
    assert view.minimumSizeHint().width() <= width
    assert_nothing_overlaps(view)


@pytest.mark.parametrize(("width", "height"), [(1280, 820), (860, 640), (640, 800)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_its_end_fits_too_and_scrolls_only_with_large_letters(
    qtbot: QtBot, width: int, height: int, scale: float
) -> None:
    view = SessionView(Theme("light", "still", text_scale=scale))
    qtbot.addWidget(view)
    view.title.setText("Slow breathing · 5.5 breaths a minute")
    view.word.setText("You sat for 20 minutes.")
    view.caption.setText("Your computer slept for 2 hours. That time is not counted.")
    view.ending.show_end(asks=True, second=False, fate="")
    view.show_mode("ended", slept=True)
    view.resize(width, max(height, view.heightForWidth(width)))
    view.show()
    if scale == 1.0:
        assert view.heightForWidth(width) <= height
    assert view.minimumSizeHint().width() <= width
    assert_nothing_overlaps(view)


def assert_nothing_overlaps(view: SessionView) -> None:
    """Every part that is shown stands below the one before."""
    shown = sorted(
        (
            part.geometry()
            for part in view.findChildren(QWidget)
            if part.parent() is view and part.isVisible()
        ),
        key=lambda box: box.top(),
    )
    for above, below in itertools.pairwise(shown):
        assert not above.intersects(below)


def test_a_centred_flow_puts_each_line_in_the_middle(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, 10, centred=True)
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setFixedSize(100, 20)
        flow.addWidget(part)
    box.resize(250, 100)
    box.show()
    flow.activate()
    assert [(part.x(), part.y()) for part in parts] == [(20, 0), (130, 0), (75, 30)]
