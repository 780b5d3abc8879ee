"""Panels that open beside the text: to name feelings, to file under tags and people, to say when it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from closeness_desktop.clock import parse_when
from closeness_desktop.errors import UsageError
from closeness_desktop.records import Feeling, Measure, Measured, Moment, Strength
from closeness_desktop.window.pages.when_field import WhenField
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from closeness_desktop.window.widgets.feelings_field import FeelingsField
from closeness_desktop.window.widgets.labels import HeadingLabel, HintLabel, SoftLabel
from closeness_desktop.window.widgets.numbers_field import NumbersField
from closeness_desktop.window.widgets.scroll import ScrollPage


class Panel(QFrame):
    """A card over the window. Escape or a click elsewhere closes it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        self._inside = inside = QWidget()
        self.body = QVBoxLayout(inside)
        pad = theme.px(20)
        self.body.setContentsMargins(pad, pad, pad, pad)
        self.body.setSpacing(theme.px(12))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(ScrollPage(inside))

    def open_below(self, anchor: QWidget, width: int, height: int | None = None) -> None:
        """Show it below a widget, kept within the window.

        width, height: in pixels of the design, at most; without a height it is as high as it needs.
        """
        window = anchor.window()
        edge = self._theme.px(12)
        size = window.size()
        width = min(self._theme.px(width), size.width() - 2 * edge)
        wanted = self._inside.sizeHint().height() + 2 if height is None else self._theme.px(height)
        height = min(wanted, size.height() - 2 * edge)
        self.resize(width, height)
        at = anchor.mapTo(window, QPoint(0, anchor.height() + self._theme.px(6)))
        x = max(edge, min(at.x(), size.width() - width - edge))
        y = max(edge, min(at.y(), size.height() - height - edge))
        self.move(window.mapToGlobal(QPoint(x, y)))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of a card and a hairline around it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class AddPanel(Panel):
    """Feelings on the field, one line for a tag or a person, and a line for each own number."""

    feelings_chosen = Signal(object, object)
    """Carries the tuple of Strengths, and the own words (Feelings) among them that are new."""

    named = Signal(str, str)
    """Kind ("tag" or "person") and name that were typed."""

    measured = Signal(object)
    """Carries the numbers as they are now, by their ids; None for one that was taken away."""

    numbers_wanted = Signal()
    """To choose which numbers are kept."""

    left = Signal()
    """It closes, and all that was chosen on it has been told."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        *,
        feelings: Sequence[Feeling],
        used: Sequence[str],
        chosen: Iterable[Strength],
        names: Sequence[str],
        measures: Sequence[Measure] = (),
        numbers: Sequence[Measured] = (),
    ) -> None:
        """names: tags with "#" and people with "@" before them, to be completed. measures: the numbers that
        are kept; numbers: those beside the entry."""
        super().__init__(theme, "Feelings, tags and people", parent)
        self.field = FeelingsField(theme, feelings, used)
        self.field.set_chosen(chosen)
        self.field.changed.connect(self._tell_feelings)
        self.line = QLineEdit()
        self.line.setAccessibleName("A tag or a person")
        self.line.setPlaceholderText("#tag or @person, then Enter")
        self.line.setMaxLength(120)
        completer = QCompleter(list(names), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(self._tell_name)
        close = QuietButton("Done")
        close.clicked.connect(self.close)
        self.numbers = NumbersField(theme)
        self.numbers.show_numbers(measures, {each.measure.id: each.value for each in numbers})
        self.numbers.settled.connect(self._tell_numbers)
        self._told = self.numbers.values()
        choose = LinkButton("Choose your numbers…" if self.numbers.lines else "Keep numbers of your own…")
        choose.clicked.connect(self.close)
        choose.clicked.connect(self.numbers_wanted)
        self.body.addWidget(HeadingLabel("What you feel in it"))
        self.body.addWidget(self.field, 1)
        self.body.addWidget(self.numbers)
        self.body.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(HeadingLabel("Tags and people"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.line, 1)
        row.addWidget(close)
        self.body.addLayout(row)
        self.setFocusProxy(self.field.search)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell what is still only typed."""
        self._tell_numbers()
        super().closeEvent(event)
        self.left.emit()

    @Slot()
    def _tell_feelings(self) -> None:
        self.feelings_chosen.emit(self.field.chosen(), self.field.new_words())

    @Slot()
    def _tell_numbers(self) -> None:
        """What changed since it was told last. A line that cannot be taken says so, and tells nothing."""
        now = self.numbers.values()
        changed = {id: value for id, value in now.items() if value != self._told.get(id)}
        if changed:
            self._told |= changed
            self.measured.emit(changed)

    @Slot()
    def _tell_name(self) -> None:
        typed = " ".join(self.line.text().split())
        name = typed.removeprefix("@") if typed.startswith("@") else typed.removeprefix("#")
        if name.strip():
            self.named.emit("person" if typed.startswith("@") else "tag", name.strip())
        self.line.clear()


class WhenPanel(Panel):
    """Another day and time for an entry."""

    chosen = Signal(object)
    """Carries the new Moment."""

    def __init__(self, theme: Theme, parent: QWidget, at: Moment, day_start: int) -> None:
        """day_start: the hour, 0–23, at which the person's day begins."""
        super().__init__(theme, "When it was", parent)
        self._at, self._day_start = at, day_start
        self.edit = WhenField("Day and time")
        self.edit.show_moment(at)
        self._shown = self.edit.dateTime()
        self._mistake = HintLabel(wrap=True)
        self._mistake.hide()
        done = PrimaryButton("Keep this")
        done.clicked.connect(self.keep)
        leave = QuietButton("Leave it")
        leave.clicked.connect(self.close)
        self.body.addWidget(HeadingLabel("When it was"))
        self.body.addWidget(self.edit)
        self.body.addWidget(SoftLabel(f"Time zone: {at.zone.replace('_', ' ')}", wrap=True))
        self.body.addWidget(self._mistake)
        row = QHBoxLayout()
        row.addWidget(done)
        row.addWidget(leave)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.setFocusProxy(self.edit)

    @Slot()
    def keep(self) -> None:
        """Tell the moment and close; one that the zone or calendar does not know is said here."""
        if self.edit.dateTime() == self._shown:  # its seconds stay too
            self.close()
            return
        text = self.edit.dateTime().toString("yyyy-MM-ddTHH:mm")
        try:
            at = parse_when(text, self._at.zone, self._day_start)
        except UsageError as error:
            self._mistake.setText(str(error))
            self._mistake.show()
            return
        self.chosen.emit(at)
        self.close()
