"""One minute of coming back: eyes open, feet on the floor, five things that can be seen.

What a person sees after “Stop, this isn’t helping”. Nothing moves by itself but the line and a thin bar;
nothing rings; nobody is hurried, and the last line stays until a button is pressed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.clock import Clock
from closeness_desktop.window.pages.session_view import ThinProgress
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import PrimaryButton, QuietButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import LeadLabel, PlainLabel
from closeness_desktop.window.widgets.scroll import ScrollPage

LINES: tuple[tuple[float, str], ...] = (
    (0, "The practice has stopped. Keep your eyes open."),
    (6, "Press your feet into the floor a little, or your hands into the chair."),
    (16, "Look around for five things that you can see. Say what each one is, aloud or to yourself."),
    (34, "Touch something near you. Is it warm or cool, smooth or rough?"),
    (44, "What can you hear, close by and far away?"),
    (52, "Let one breath go out slowly. You are here."),
)
"""Seconds from the beginning, and the line shown from then on."""

SECONDS = 60.0
WIDEST = 640
TITLE = "A minute to come back"
AFTER = "Stay here as long as you like."
_TICK_MS = 250


class Grounding(QWidget):
    """`begin` starts the minute; `done` when the person is back, `help_wanted` when they want the help page.

    Tests and other drivers move the clock and call `tick`.
    """

    done = Signal()
    help_wanted = Signal()

    def __init__(self, theme: Theme, clock: Clock) -> None:
        super().__init__()
        self._theme, self._clock = theme, clock
        self._from = 0.0
        self._at = -1
        self.setAccessibleName(TITLE)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title = LeadLabel(TITLE, wrap=True)
        self.line = PlainLabel(wrap=True)
        self.after = LeadLabel(wrap=True)
        self.progress = ThinProgress(theme)
        self.progress.setAccessibleName("How much of the minute has passed")
        self.go_on = PrimaryButton("I’m here")
        self.help = QuietButton("Help")
        self.go_on.clicked.connect(self._go_on)
        self.help.clicked.connect(self._want_help)
        for label in (self.title, self.line, self.after):
            label.setAlignment(middle)
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(row, 12, centred=True)
        flow.addWidget(self.go_on)
        flow.addWidget(self.help)
        centre = QWidget()
        centre.setMaximumWidth(theme.px(WIDEST))
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        column.addStretch(3)
        column.addWidget(self.title)
        column.addWidget(self.line)
        bar = QVBoxLayout()
        bar.addWidget(self.progress, 0, middle)
        column.addLayout(bar)
        column.addWidget(self.after)
        column.addWidget(row)
        column.addStretch(4)
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(24, 24, 24, 24)
        across.addStretch(1)
        across.addWidget(centre, 100)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inside))
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def over(self) -> bool:
        """Whether the minute has passed."""
        return self._passed() >= SECONDS

    def begin(self) -> None:
        """Start the minute from its beginning, and give the keyboard the way out of it."""
        self._from = self._clock.awake()
        self._at = -1
        self._restyle()  # a stylesheet takes the face away when the page is put into another one
        self._timer.start()
        self.tick()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def tick(self) -> None:
        """Show what the clock says is due."""
        passed = self._passed()
        at = max(n for n, (due, _) in enumerate(LINES) if due <= passed)
        if at != self._at:
            self._show(at)
        self.progress.setValue(round(1000 * min(passed, SECONDS) / SECONDS))
        over = passed >= SECONDS
        self.after.setText(AFTER if over else "")
        if over:
            self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right and left go to the next line and the one before; Esc goes on."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if self.isRightToLeft():
            step = -step
        if step:
            to = min(max(self._at + step, 0), len(LINES) - 1)
            self._from = self._clock.awake() - LINES[to][0]
            self.tick()
        elif event.key() == Qt.Key.Key_Escape:
            self._go_on()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing counts while nobody sees it."""
        self._timer.stop()
        super().hideEvent(event)

    def _passed(self) -> float:
        return max(0.0, self._clock.awake() - self._from)

    def _show(self, at: int) -> None:
        self._at = at
        self.line.setText(LINES[at][1])
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, LINES[at][1]))

    @Slot()
    def _go_on(self) -> None:
        self._timer.stop()
        self.done.emit()

    @Slot()
    def _want_help(self) -> None:
        self._timer.stop()
        self.help_wanted.emit()

    @Slot()
    def _restyle(self) -> None:
        self.line.setFont(self._theme.reading_font(27))
        # Two lines' room, so that nothing jumps when the next one is longer.
        self.line.setMinimumHeight(2 * self.line.fontMetrics().lineSpacing())
        self.after.setMinimumHeight(self.after.fontMetrics().height())
