"""What a running session looks like: one quiet column in the middle of the window, and nothing else.

It holds widgets only; `session.SessionPage` says what they show.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from closeness_desktop.window.pages.guided_answers import NOTHING_KNOWN, Known
from closeness_desktop.window.pages.guided_end import EndArea
from closeness_desktop.window.pages.session_text import Mode
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.breathing import BreathingCircles
from closeness_desktop.window.widgets.buttons import Button, LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import LeadLabel, PlainLabel

PROGRESS_WIDTH, PROGRESS_HEIGHT = 420, 4
ENDING_WIDTH = 680


class ThinProgress(QProgressBar):
    """A thin line that fills, painted by hand; thousandths of the whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("How far you are")
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """As in the design; narrower where there is less room."""
        return QSize(self._theme.px(PROGRESS_WIDTH), self._theme.px(PROGRESS_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(80, self._theme.px(PROGRESS_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty track, and the part that is done over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        radius = track.height() / 2
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(track, radius, radius)
        done = QRectF(track)
        done.setWidth(track.width() * self.value() / self.maximum())
        if self.isRightToLeft():
            done.moveRight(track.right())
        painter.setBrush(self._theme.color("teal"))
        painter.drawRoundedRect(done, radius, radius)
        painter.end()

    @Slot()
    def _restyle(self) -> None:
        self.setMaximumWidth(self._theme.px(PROGRESS_WIDTH))
        self.updateGeometry()
        self.update()


class SessionView(QWidget):
    """title: what is under way. word: the one large word or sentence. caption: what just rang.
    ending: what is asked when it is over. known: the person's own words, for that.

    The buttons are made once; `offer` shows those that make sense now.
    """

    def __init__(self, theme: Theme, known: Known = NOTHING_KNOWN) -> None:
        super().__init__()
        self._theme = theme
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title = LeadLabel(wrap=True)
        self.circles = BreathingCircles(theme)
        self.word = PlainLabel(wrap=True)
        self.progress = ThinProgress(theme)
        self.time = LeadLabel(wrap=True)
        self.caption = LeadLabel(wrap=True)
        self.ending = EndArea(theme, known)
        self.pause = QuietButton("Pause")
        self.keep = QuietButton("Keep sitting")
        self.count = QuietButton("Count it as sat")
        self.end = QuietButton("End here")
        self.stop = QuietButton("Stop, this isn’t helping")
        self.add = QuietButton("Count the whole time")
        self.done = PrimaryButton("Done")
        self.write = QuietButton("Write about it")
        self.hide_time = LinkButton("Hide the time")
        for label in (self.title, self.word, self.time, self.caption):
            label.setAlignment(middle)
        self._buttons: tuple[Button, ...] = (
            self.pause,
            self.keep,
            self.count,
            self.end,
            self.stop,
            self.done,
            self.write,
            self.add,
        )
        row = QWidget()
        flow = FlowLayout(row, 12, centred=True)
        for button in self._buttons:
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch(3)
        column.addWidget(self.title)
        column.addSpacerItem(_space(64))
        column.addWidget(self.circles, 12)
        column.addSpacerItem(_space(64))
        column.addWidget(self.word)
        column.addSpacerItem(_space(24))
        progress = QVBoxLayout()
        progress.addWidget(self.progress, 0, middle)
        column.addLayout(progress)
        column.addSpacerItem(_space(24))
        column.addWidget(self.time)
        column.addSpacerItem(_space(4))
        column.addWidget(self.caption)
        column.addSpacerItem(_space(24))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.ending, 100)
        across.addStretch(1)
        column.addLayout(across)
        column.addSpacerItem(_space(24))
        column.addWidget(row)
        column.addSpacerItem(_space(16))
        column.addWidget(self.hide_time, 0, middle)
        column.addStretch(2)
        theme.changed.connect(self._restyle)
        self._restyle()

    def offer(self, *buttons: Button) -> None:
        """Show these buttons and no others."""
        for button in self._buttons:
            button.setVisible(button in buttons)

    def show_mode(self, mode: Mode, *, slept: bool = False) -> QWidget | None:
        """Offer what makes sense in a mode; returns what the keyboard should go to, None for the page itself.

        slept: its end was slept through.
        """
        self.ending.setVisible(mode == "ended")
        self.pause.setText("Go on" if mode == "paused" else "Pause")
        if mode in ("running", "paused"):
            self.offer(self.pause, self.end, self.stop)
            return None
        if mode == "leaving":
            self.offer(self.keep, self.end)
            return self.end
        if mode == "gap":
            self.offer(self.keep, self.count, self.end)
            return self.keep
        self.show_circles(False)  # their room is for the questions now
        self.offer(self.done, self.write, *([self.add] if slept else []))
        return self.ending.note

    def show_circles(self, shown: bool, fullness: Callable[[], float | None] | None = None) -> None:
        """Show the circles or leave their place empty; they follow a breath if there is one."""
        self.circles.setVisible(shown)
        self.circles.follow(fullness)

    def hasHeightForWidth(self) -> bool:
        """How high it must be depends on how its words break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The least height in pixels: in a low window the circles shrink before anything scrolls."""
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else 0

    def announce(self, text: str) -> None:
        """Tell a screen reader, where one listens."""
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def clear(self) -> None:
        """Let go of everything shown."""
        self.show_circles(False)
        self.ending.clear()
        self.ending.hide()
        for label in (self.title, self.word, self.time, self.caption):
            label.setText("")

    @Slot()
    def _restyle(self) -> None:
        self.ending.setMaximumWidth(self._theme.px(ENDING_WIDTH))
        self.word.setFont(self._theme.reading_font(27))
        # The word comes and goes; its line stays, so that nothing jumps.
        self.word.setMinimumHeight(self.word.fontMetrics().height() + 4)
        self.caption.setMinimumHeight(self.caption.fontMetrics().height())


def _space(height: int) -> QSpacerItem:
    """Room that gives way before anything else does, when the window is low."""
    return QSpacerItem(0, height, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
