"""The plane of the feelings field: four tinted quadrants with words at their places, walked by arrow keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from closeness_desktop.records import Feeling
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets import feelings_layout as rules
from closeness_desktop.window.widgets.feeling_word import FeelingWord

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_GAP = 4
"""Pixels between the quadrants, and between the words."""

_STEP = 0.1
"""How far an arrow key moves the mark while a word is being placed, on the scale −1..1."""


class FeelingsCanvas(QWidget):
    """Shows what it is given; tells what happens to it.

    toggled: a word was pressed. strength_wanted: name and 1 to 3, or 0 for the next one. typed: a letter was
    typed on it. hovered: the pointer came to a word ("" for none); reached: the keyboard did. placed: where a
    new word goes, pleasantness and energy; placing_ended: it stays unplaced.
    """

    toggled = Signal(str)
    strength_wanted = Signal(str, int)
    typed = Signal(str)
    hovered = Signal(str)
    reached = Signal(str)
    placed = Signal(float, float)
    placing_ended = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: dict[str, FeelingWord] = {}
        self._shown: list[Feeling] = []
        self._places: dict[str, rules.Box] = {}
        self._strengths: Mapping[str, int] = {}
        self._placing = ""
        self._mark = QPointF(0, 0)
        self.empty_text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(False)
        self.setSizePolicy(policy)
        self.setAccessibleName("Feelings, by pleasantness from left to right and energy from bottom to top")
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """About twice as wide as high."""
        return QSize(self._theme.px(500), self._theme.px(264))

    def minimumSizeHint(self) -> QSize:
        """Room for three lines of words in each quadrant."""
        return QSize(self._theme.px(220), self._theme.px(232))

    def show_words(self, words: Sequence[Feeling], strengths: Mapping[str, int], *, afresh: bool) -> None:
        """Show these, the first ones first where room is short. strengths: name → 1 to 3 for chosen ones.

        afresh: put each at its own place; otherwise words that stand stay where they stand if they can.
        """
        self._shown = list(words)
        self._strengths = strengths
        self._arrange(afresh=afresh)

    def shown(self) -> tuple[str, ...]:
        """Names of the words that stand on the field now."""
        return tuple(self._places)

    def word(self, name: str) -> FeelingWord | None:
        """The button of a word that stands on the field."""
        return self._words[name] if name in self._places else None

    def highlight(self, name: str) -> None:
        """Mark the word that Enter would choose, "" for none."""
        for each, word in self._words.items():
            word.set_highlighted(each == name)

    def focus_word(self, name: str = "") -> bool:
        """Move the keyboard to a word, or to the first one; False when there is none."""
        word = self.word(name or next(iter(self._places), ""))
        if word is not None:
            self._rove(word)
            word.setFocus(Qt.FocusReason.TabFocusReason)
        return word is not None

    def begin_placing(self, name: str) -> None:
        """Let the next click, or arrows and Enter, say where a new word belongs; Escape leaves it."""
        self._placing = name
        self._mark = QPointF(0, 0)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for word in self._words.values():
            word.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def end_placing(self) -> None:
        """Go back to choosing."""
        self._placing = ""
        self.unsetCursor()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for word in self._words.values():
            word.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, 1 to 3 set the strength, a letter begins to search."""
        if self._placing:
            self._place_by_key(event)
            return
        here = next((name for name in self._places if self._words[name].hasFocus()), None)
        if here is None:
            super().keyPressEvent(event)
        elif (arrow := _ARROWS.get(Qt.Key(event.key()))) is not None:
            if to := rules.neighbour(here, self._places, *arrow):
                self.focus_word(to)
        elif event.text() in ("1", "2", "3"):
            self.strength_wanted.emit(here, int(event.text()))
        elif event.text().isalpha():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """While a word is being placed, a click says where."""
        if self._placing:
            self.placed.emit(*self._plane(event.position()))
        else:
            super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Every word goes to its own place again."""
        super().resizeEvent(event)
        self._arrange(afresh=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The four grounds, and the mark of a word that is being placed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self._theme.px(12)
        for quadrant, box in rules.quadrant_boxes(self.width(), self.height(), _GAP).items():
            area = QRectF(box.x, box.y, box.width, box.height)
            painter.setBrush(self._theme.tint(quadrant))
            if self._theme.is_high_contrast:
                painter.setPen(QPen(self._theme.color(quadrant), 1))
                area.adjust(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(area, radius, radius)
        if self._placing:
            self._paint_mark(painter)
        elif not self._places and self.empty_text:
            self._paint_empty(painter)
        painter.end()

    def _paint_empty(self, painter: QPainter) -> None:
        """Say on a ground of its own why there is no word."""
        edge = self._theme.px(12)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.setFont(self._theme.ui_font(13))
        room = QRectF(self.rect()).adjusted(3 * edge, edge, -3 * edge, -edge)
        painter.setPen(self._theme.color("ink"))  # without a pen a painter measures no text
        text = painter.boundingRect(room, flags, self.empty_text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(text.adjusted(-edge, -edge, edge, edge), edge, edge)
        painter.setPen(self._theme.color("ink"))
        painter.drawText(room, flags, self.empty_text)

    def _paint_mark(self, painter: QPainter) -> None:
        x = (self._mark.x() + 1) / 2 * self.width()
        y = (1 - self._mark.y()) / 2 * self.height()
        arm = self._theme.px(9)
        painter.setPen(QPen(self._theme.color("ink"), 2))
        painter.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
        painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))

    def _place_by_key(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if (arrow := _ARROWS.get(key)) is not None:
            x = min(1.0, max(-1.0, self._mark.x() + arrow[0] * _STEP))
            y = min(1.0, max(-1.0, self._mark.y() - arrow[1] * _STEP))
            self._mark = QPointF(round(x, 2), round(y, 2))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.placed.emit(self._mark.x(), self._mark.y())
        elif key == Qt.Key.Key_Escape:
            self.placing_ended.emit()
        else:
            super().keyPressEvent(event)

    def _plane(self, at: QPointF) -> tuple[float, float]:
        """A point of the widget as pleasantness and energy, two decimals."""
        x = 2 * at.x() / max(1, self.width()) - 1
        y = 1 - 2 * at.y() / max(1, self.height())
        return round(min(1.0, max(-1.0, x)), 2), round(min(1.0, max(-1.0, y)), 2)

    def _arrange(self, *, afresh: bool) -> None:
        areas = {
            name: box.shrunk(self._theme.px(4))
            for name, box in rules.quadrant_boxes(self.width(), self.height(), _GAP).items()
        }
        sized = []
        for feeling in self._shown:
            word = self._words.get(feeling.name) or self._make(feeling)
            word.set_strength(self._strengths.get(feeling.name, 0))
            room = word.room()
            sized.append(
                (feeling, min(float(room.width()), areas[word.quadrant].width), float(room.height()))
            )
        wishes = {} if afresh else {name: (box.x, box.y) for name, box in self._places.items()}
        self._places = rules.place(sized, areas, _GAP, wishes)
        for name, word in self._words.items():
            if box := self._places.get(name):
                word.setGeometry(QRect(round(box.x), round(box.y), round(box.width), round(box.height)))
            word.setVisible(name in self._places)
        if self._places and not any(
            self._words[name].focusPolicy() == Qt.FocusPolicy.StrongFocus for name in self._places
        ):
            self._rove(self._words[next(iter(self._places))])
        self.update()

    def _make(self, feeling: Feeling) -> FeelingWord:
        word = FeelingWord(self._theme, feeling, self)
        word.clicked.connect(self._clicked)
        word.strength_wanted.connect(self._dots_clicked)
        word.met.connect(self._met)
        word.left.connect(self._left)
        word.reached.connect(self._reached)
        self._words[feeling.name] = word
        return word

    def _rove(self, word: FeelingWord) -> None:
        """Make one word the field's only stop for Tab, behind what stands before the field."""
        for each in self._words.values():
            each.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        word.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabOrder(self, word)  # Qt puts a word that is made later behind everything in the window

    def _sender(self) -> FeelingWord | None:
        sender = self.sender()
        return sender if isinstance(sender, FeelingWord) else None

    @Slot()
    def _clicked(self) -> None:
        if word := self._sender():
            self._rove(word)
            self.toggled.emit(word.feeling.name)

    @Slot()
    def _dots_clicked(self) -> None:
        if word := self._sender():
            self.strength_wanted.emit(word.feeling.name, 0)

    @Slot()
    def _met(self) -> None:
        if word := self._sender():
            self.hovered.emit(word.feeling.name)

    @Slot()
    def _reached(self) -> None:
        if word := self._sender():
            self.reached.emit(word.feeling.name)

    @Slot()
    def _left(self) -> None:
        self.hovered.emit("")

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self._arrange(afresh=True)
