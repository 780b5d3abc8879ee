"""The bar that is there while a voice note is recorded: how long, how loud, keep it or not."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from closeness_desktop.window.attachments.recorder import Recorder
from closeness_desktop.window.attachments.tile import length_text
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel

HEARS = "Recording into your journal"

_WAVES = 24
"""How many of the last tenths of a second are drawn."""


class Loudness(QWidget):
    """The last moments as small bars; it stands still where motion is not wanted, and shows only the last."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._held = [0.0] * _WAVES
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A short line of bars."""
        return QSize(self._theme.px(5 * _WAVES), self._theme.px(28))

    def add(self, loud: float) -> None:
        """Show one more moment, 0 to 1."""
        if self._theme.motion == "still":
            self._held = [loud] * _WAVES
        else:
            self._held = [*self._held[1:], loud]
        self.update()

    def clear(self) -> None:
        """Show silence."""
        self._held = [0.0] * _WAVES
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("coral"))
        step = self.width() / _WAVES
        for at, loud in enumerate(self._held):
            height = max(2.0, self.height() * min(1.0, loud**0.5))
            bar = QRectF(at * step, (self.height() - height) / 2, step * 0.6, height)
            painter.drawRoundedRect(bar, 1, 1)
        painter.end()


class RecordBar(QWidget):
    """Hidden while nothing is recorded."""

    kept = Signal(bytes, float)
    """A WAV, and how many seconds it lasts."""

    failed = Signal(str)
    done = Signal()
    """It has gone, whatever came of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.recorder = Recorder(self)
        self.recorder.heard.connect(self._heard)
        self.recorder.failed.connect(self._failed)
        self.recorder.ended.connect(self.keep)
        self.words = BodyLabel(HEARS)
        self.time = BodyLabel("0:00")
        self.time.setAccessibleName("Length so far")
        self._loudness = Loudness(theme)
        self.keep_button = QuietButton("Keep it")
        self.keep_button.clicked.connect(self.keep)
        self.drop_button = LinkButton("Let it go")
        self.drop_button.clicked.connect(self.drop)
        flow = self._flow = FlowLayout(self, 12)
        for widget in (self.words, self._loudness, self.time, self.keep_button, self.drop_button):
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(HEARS)
        self._restyle()
        theme.changed.connect(self._restyle)
        self.hide()

    @property
    def recording(self) -> bool:
        """Whether it is listening."""
        return self.recorder.recording

    @Slot()
    def start(self) -> None:
        """Begin to listen, and show that it does."""
        if self.recording:
            return
        self.time.setText("0:00")
        self._loudness.clear()
        if self.recorder.start():
            self.show()
            self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> tuple[bytes, float]:
        """Stop, and hand over what there is: a WAV and its seconds."""
        seconds = self.recorder.seconds
        data = self.recorder.finish()
        self._go()
        return data, seconds

    @Slot()
    def keep(self) -> None:
        """Stop, and tell what there is."""
        data, seconds = self.finish()
        if data:
            self.kept.emit(data, seconds)

    @Slot()
    def drop(self) -> None:
        """Stop, and let go of it."""
        self.recorder.drop()
        self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape does not throw a recording away by mistake: it stays, and goes on."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never be lower than what is in it needs at this width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A wash, so that nobody forgets that it listens."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("coral-wash"))
        painter.end()

    @Slot(float, float)
    def _heard(self, seconds: float, loud: float) -> None:
        self.time.setText(length_text(seconds))
        self._loudness.add(loud)

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self._go()
        self.failed.emit(sentence)

    def _go(self) -> None:
        if not self.isHidden():
            self.hide()
            self.done.emit()

    @Slot()
    def _restyle(self) -> None:
        px = self._theme.px
        self._flow.setContentsMargins(px(16), px(8), px(16), px(8))
