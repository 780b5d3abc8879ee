"""A field for a passphrase: hidden or shown, and if wished with a plain word about its strength.

The strength is advice, never a lock (see `closeness_desktop.strength`).
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.strength import estimate
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import IconButton
from closeness_desktop.window.widgets.labels import SoftLabel
from closeness_desktop.window.worker import Worker

_PAUSE_MS = 200

WORDS: tuple[str, ...] = (
    "Easy to guess. A few more words that do not belong together help most.",
    "Easy to guess. A few more words that do not belong together help most.",
    "Could be stronger. One or two more words help.",
    "Strong.",
    "Very strong.",
)
"""What is said of each estimate, 0 to 4."""


class PassphraseField(QWidget):
    """`edited` on every change, `submitted` on Enter. With a `worker` it tells how strong the text is."""

    edited = Signal(str)
    submitted = Signal()
    measured = Signal(int)

    def __init__(
        self,
        theme: Theme,
        name: str = "Passphrase",
        *,
        worker: Worker | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self.score: int | None = None
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(name)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.edit.textChanged.connect(self._text_changed)
        self.edit.returnPressed.connect(self.submitted)
        self.edit.installEventFilter(self)
        self.setFocusProxy(self.edit)
        self.show_button = IconButton(theme, "eye", "Show the passphrase", parent=self.edit)
        self.show_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.show_button.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.edit)
        self._bar = _StrengthBar(theme)
        self._word = SoftLabel(wrap=True)
        self._word.setAccessibleName("Strength of the passphrase")
        if worker is not None:
            column.addWidget(self._bar)
            column.addWidget(self._word)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._measure)

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed, and hide the next one."""
        self.edit.setText("")  # which, other than `clear`, leaves nothing to undo
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_button()

    @property
    def strong(self) -> bool:
        """Whether the estimate, if there is one yet, calls it strong."""
        return self.score is not None and self.score >= 3

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep the button that shows the text at the end of the field."""
        if isinstance(event, QResizeEvent):
            self._place_button()
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        """Measure nothing more: who hides it may be about to close the program."""
        super().hideEvent(event)
        self._pause.stop()

    def _place_button(self) -> None:
        side = self.show_button.sizeHint()
        inset = self._theme.px(6)
        x = inset if self.isRightToLeft() else self.edit.width() - side.width() - inset
        self.show_button.setGeometry(
            x, (self.edit.height() - side.height()) // 2, side.width(), side.height()
        )
        room = side.width() + inset
        if self.isRightToLeft():
            self.edit.setTextMargins(room, 0, 0, 0)
        else:
            self.edit.setTextMargins(0, 0, room, 0)

    @Slot()
    def _toggle(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._name_button()

    def _name_button(self) -> None:
        hidden = self.edit.echoMode() == QLineEdit.EchoMode.Password
        self.show_button.set_name("Show the passphrase" if hidden else "Hide the passphrase")
        self.show_button.set_icon("eye" if hidden else "eye-off")

    @Slot(str)
    def _text_changed(self, text: str) -> None:
        self.score = None
        if self._worker is not None:
            self._bar.set_score(None)
            self._word.setText("")
            self._pause.start() if text else self._pause.stop()
        self.edited.emit(text)

    @Slot()
    def _measure(self) -> None:
        text = self.edit.text()
        if text and self._worker is not None:
            self._worker.run(partial(estimate, text), partial(self._show, text))

    def _show(self, text: str, score: int) -> None:
        """Tell the strength, unless the text has changed since or the field is gone."""
        if text != self.edit.text():
            return
        self.score = score
        self._bar.set_score(score)
        self._word.setText(WORDS[score])
        self.measured.emit(score)


class _StrengthBar(QWidget):
    """Four short bars, as many filled as the estimate says. The word below says the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._score: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(4)
        theme.changed.connect(self.update)

    def set_score(self, score: int | None) -> None:
        """0 to 4, None while it is not known."""
        self._score = score
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        filled = 0 if self._score is None else max(1, self._score)
        width = (self.width() - 3 * 4) / 4
        for number in range(4):
            token = ("teal" if filled >= 3 else "coral") if number < filled else "line"
            painter.setBrush(self._theme.color(token))
            painter.drawRoundedRect(QRectF(number * (width + 4), 0, width, 4), 2, 2)
        painter.end()
