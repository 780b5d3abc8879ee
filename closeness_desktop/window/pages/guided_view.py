"""What a guided session looks like: one quiet column in the middle of the window, and nothing else.

It holds widgets only; `guided_run.GuidedRun` says what they show (a `guided_text.Face`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from closeness_desktop.window.pages.guided_answers import AnswerArea, Known
from closeness_desktop.window.pages.guided_end import EndArea
from closeness_desktop.window.pages.guided_keeper import Afterwards
from closeness_desktop.window.pages.guided_text import Face, Mode, Size
from closeness_desktop.window.pages.session_view import ThinProgress
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.breathing import BreathingCircles
from closeness_desktop.window.widgets.buttons import Button, LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import LeadLabel, PlainLabel
from closeness_desktop.window.widgets.turns import TurnCircles

WIDEST = {"line": 820, "turn": 900, "quiet": 720, "question": 720}
"""How wide the column gets, in pixels of the design, by what is shown."""

_SIZES: dict[Size, tuple[float, float, float]] = {
    "line": (20, 27, 34),
    "turn": (20, 34, 46),
    "quiet": (18, 21, 26),
    "question": (18, 22, 25),
}
"""Letter heights in pixels of the design: in a narrow window, at 1280 × 820, and in the largest."""

_FIRST: dict[Mode, str] = {
    "leaving": "end",
    "gap": "keep",
    "veiled": "go_on",
    "stopped": "keep_done",
    "ended": "done",
}
"""The button that the keyboard begins on, by mode."""

LONG = 90
"""Letters from which a line is set a little smaller, so that it is still seen at one glance."""

ROOMY = 640
"""Height in pixels of the design from which two lines are always kept free below the circles."""

_NARROW, _USUAL, _LARGE = 320.0, 1280.0, 2200.0


class GuidedView(QWidget):
    """title: what is under way. word: the one large line. soft: what stands quietly below it.

    announced: each line that a screen reader is told.
    """

    announced = Signal(str)

    def __init__(self, theme: Theme, known: Known) -> None:
        super().__init__()
        self._theme = theme
        self._size: Size = "line"
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title = LeadLabel(wrap=True)
        self.whose = LeadLabel(wrap=True)
        self.circles = BreathingCircles(theme)
        self.turns = TurnCircles(theme)
        self.word = PlainLabel(wrap=True)
        self.soft = LeadLabel(wrap=True)
        self.area = AnswerArea(theme, known)
        self.ending = EndArea(theme, known)
        self.progress = ThinProgress(theme)
        self.time = PlainLabel(wrap=True)
        self.caption = LeadLabel(wrap=True)
        self.back = QuietButton("Back")
        self.pause = QuietButton("Pause")
        self.keep = QuietButton("Stay with it")
        self.go_on = PrimaryButton("Go on")
        self.next = QuietButton("Next")
        self.count = QuietButton("Count that time")
        self.keep_done = QuietButton("Keep what you did")
        self.let_go = QuietButton("Let it go")
        self.end = QuietButton("End here")
        self.stop = QuietButton("Stop, this isn’t helping")
        self.help = QuietButton("Help")
        self.done = PrimaryButton("Done")
        self.write = QuietButton("Write about it")
        self.again = LinkButton("Go back into it")
        self._buttons: dict[str, Button] = {
            name: button for name, button in vars(self).items() if isinstance(button, Button)
        }
        self.hide_time = LinkButton("Hide the time")
        for label in (self.title, self.whose, self.word, self.soft, self.time, self.caption):
            label.setAlignment(middle)
        self._row = QWidget()
        flow = FlowLayout(self._row, 12, centred=True)
        for button in self._buttons.values():
            flow.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        self._build()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.clear()

    def _build(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        column = self._column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(3)
        column.addWidget(self.title)
        column.addSpacerItem(_space(8))
        column.addWidget(self.whose)
        column.addSpacerItem(_space(32))
        column.addWidget(self.circles, 12)
        column.addWidget(self.turns, 12)
        column.addSpacerItem(_space(24))
        column.addWidget(self.word)
        column.addSpacerItem(_space(12))
        column.addWidget(self.soft)
        column.addSpacerItem(_space(20))
        column.addWidget(self.area)
        column.addWidget(self.ending)
        column.addSpacerItem(_space(20))
        progress = QVBoxLayout()
        progress.addWidget(self.progress, 0, middle)
        column.addLayout(progress)
        column.addSpacerItem(_space(16))
        column.addWidget(self.time)
        column.addSpacerItem(_space(4))
        column.addWidget(self.caption)
        column.addSpacerItem(_space(20))
        column.addWidget(self._row)
        column.addSpacerItem(_space(16))
        column.addWidget(self.hide_time, 0, middle)
        column.addStretch(2)

    # ------------------------------------------------------------------ what is shown

    def offer(self, buttons: Mapping[str, str]) -> None:
        """Show these buttons, by name, each saying what it does; and no others."""
        for name, button in self._buttons.items():
            if name in buttons:
                button.setText(buttons[name])
            button.setVisible(name in buttons)

    def show_face(self, face: Face) -> None:
        """Show everything but the answer's field, which is kept as long as its step."""
        self._size = face.size
        _set(self.title, face.title)
        _set(self.whose, face.whose)
        self.whose.setVisible(bool(face.whose))
        self.circles.setVisible(face.figure == "breath")
        self.turns.setVisible(face.figure == "turns")
        if face.speaker is not None and face.speaker != self.turns.speaker:
            self.turns.set_speaker(face.speaker)
        _set(self.word, face.word)
        _set(self.soft, face.soft)
        self.soft.setVisible(bool(face.soft))
        self.area.setVisible(face.asks and self.area.field is not None)
        self._column.setStretchFactor(self.area, 40 if self.area.grows else 0)
        self._column.setStretchFactor(self.ending, 40 if self.ending.grows else 0)
        self.ending.setVisible(face.over)
        self.progress.setVisible(face.progress is not None)
        self.progress.setValue(round(1000 * (face.progress or 0.0)))
        _set(self.time, face.time)
        self.time.setVisible(bool(face.time))
        _set(self.caption, face.caption)
        self._fit(large_time=face.figure == "turns")

    def take_focus(self, mode: Mode, *, asks: bool) -> bool:
        """Let the keyboard begin where the person would in a mode; False for the page itself."""
        if mode == "open":
            self.area.take_focus()
        elif mode == "ended" and asks:
            self.ending.take_focus()
        else:
            name = _FIRST.get(mode)
            if name is None:
                return False
            self._buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def afterwards(self) -> Afterwards:
        """What was said when it was over."""
        after = self.ending.afterwards()
        new = {word.name: word for word in (*self.area.new_words.values(), *after.new_words)}
        return replace(after, new_words=tuple(new.values()), strengths=dict(self.area.strengths))

    def follow(self, fullness: Callable[[], float | None] | None) -> None:
        """Let the circles follow a breath, or none."""
        self.circles.follow(fullness)

    def announce(self, text: str) -> None:
        """Tell a screen reader, where one listens."""
        if not text:
            return
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        self.announced.emit(text)

    def clear(self) -> None:
        """Let go of everything shown."""
        self.show_face(Face())
        self.area.forget()
        self.ending.clear()
        self.follow(None)
        self.offer({})
        self.hide_time.hide()

    # ------------------------------------------------------------------ how it fits

    def hasHeightForWidth(self) -> bool:
        """How high it must be depends on how its words break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The least height in pixels: in a low window the circles shrink before anything scrolls."""
        return self._column.minimumHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words grow with the window."""
        super().resizeEvent(event)
        self._fit(large_time=not self.turns.isHidden())

    def _fit(self, *, large_time: bool) -> None:
        theme = self._theme
        room = self.width() - 2 * min(24, self.width() // 20)
        side = max(min(24, self.width() // 20), (self.width() - min(room, theme.px(WIDEST[self._size]))) // 2)
        self._column.setContentsMargins(side, 20, side, 20)
        size = round(self._letters(self._size) * (0.86 if len(self.word.text()) > LONG else 1.0))
        if self.word.font().pixelSize() != theme.px(size):
            self.word.setFont(theme.reading_font(size))
        # Lines come and go, long ones and short ones; their room stays, so that nothing jumps.
        two = not self.circles.isHidden() and self.height() >= theme.px(ROOMY)
        line = self.word.fontMetrics().height() + 4
        if two:
            usual = QFontMetrics(theme.reading_font(self._letters("line")))
            line = max(line, 2 * usual.lineSpacing() + 4)
        if self.word.minimumHeight() != line:
            self.word.setMinimumHeight(line)
        self._tint(self.time, "ink" if large_time else "ink-soft")
        self._tint(self.word, "ink-soft" if self._size == "quiet" else "ink")
        weight = QFont.Weight.DemiBold if large_time else QFont.Weight.Normal
        wanted = theme.ui_font(27 if large_time else 15, weight)
        if self.time.font() != wanted:
            self.time.setFont(wanted)

    def _letters(self, wanted: Size) -> float:
        """Letter height for the width there is, in pixels of the design."""
        small, usual, large = _SIZES[wanted]
        width = self.width() / self._theme.scale
        width = min(width, self.height() / self._theme.scale * 1.6)
        if width <= _USUAL:
            share = max(0.0, (width - _NARROW) / (_USUAL - _NARROW))
            size = small + (usual - small) * share
        else:
            size = usual + (large - usual) * min(1.0, (width - _USUAL) / (_LARGE - _USUAL))
        return size

    def _tint(self, label: PlainLabel, token: str) -> None:
        palette = label.palette()
        if palette.windowText().color() != self._theme.color(token):
            palette.setColor(label.foregroundRole(), self._theme.color(token))
            label.setPalette(palette)

    @Slot()
    def _restyle(self) -> None:
        self.caption.setMinimumHeight(self.caption.fontMetrics().height())
        self._fit(large_time=not self.turns.isHidden())


def _set(label: PlainLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _space(height: int) -> QSpacerItem:
    """Room that gives way before anything else does, when the window is low."""
    return QSpacerItem(0, height, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
