"""A picture over the whole window: as large as there is room for, or as large as it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from closeness_desktop.records import Attachment
from closeness_desktop.window.attachments.gallery import Gallery
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.context import Context
from closeness_desktop.window.widgets.buttons import IconButton, LinkButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import SoftLabel, plain_tip

GONE = "This picture cannot be shown: it is gone, or damaged."

KEYS = (
    KeyHelp("Left or Right", "The picture before, the next"),
    KeyHelp("Space", "Every pixel, or as it fits"),
    KeyHelp("Escape", "Close the picture"),
)

_BEHIND = QColor(20, 20, 24)
_PAN = 60


class Viewer(QWidget):
    """Covers `over` until Escape or its cross. Arrow keys go to other pictures, Space shows every pixel."""

    outside_wanted = Signal(object)
    copy_wanted = Signal(object)
    closed = Signal()

    def __init__(
        self, context: Context, gallery: Gallery, pictures: Sequence[Attachment], first: int, over: QWidget
    ) -> None:
        super().__init__(over)
        self._context, self._gallery, self._over = context, gallery, over
        self._pictures, self._at = list(pictures), first
        self._image: QImage | None = None
        self._words = ""
        self._whole = False
        self._shift = QPointF()
        self._grabbed: QPointF | None = None
        self._before = QApplication.focusWidget()
        self._asked = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.bar = QWidget(self)
        self.bar.setAutoFillBackground(True)
        self.name = SoftLabel()
        self.previous = IconButton(context.theme, "chevron-left", "The picture before (Left)")
        self.next = IconButton(context.theme, "chevron-right", "The next picture (Right)")
        self.size_button = LinkButton("Every pixel")
        self.outside = LinkButton("Open elsewhere…")
        self.copy = LinkButton("Save a copy…")
        self.cross = IconButton(context.theme, "x", "Close (Escape)")
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.size_button.clicked.connect(self.toggle_size)
        self.outside.clicked.connect(lambda: self.outside_wanted.emit(self.current))
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(self.current))
        self.cross.clicked.connect(self.shut)
        row = QHBoxLayout()
        px = context.theme.px
        row.setSpacing(px(8))
        for widget in (self.previous, self.next, self.name):
            row.addWidget(widget, 1 if widget is self.name else 0)
        row.addWidget(self.cross)
        links = QWidget()
        flow = FlowLayout(links, px(12))
        for link in (self.size_button, self.outside, self.copy):
            flow.addWidget(link)
        column = QVBoxLayout(self.bar)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(2))
        column.addLayout(row)
        column.addWidget(links)
        over.installEventFilter(self)
        self.hide()

    @property
    def current(self) -> Attachment:
        """The picture that is shown."""
        return self._pictures[self._at]

    def open(self) -> None:
        """Show it over everything."""
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._load()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def shut(self) -> None:
        """Give the keyboard back, let go of the picture, and go."""
        self._asked += 1
        self._image = None
        self._over.removeEventFilter(self)
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def step(self, by: int) -> None:
        """Go to another picture."""
        at = self._at + by
        if 0 <= at < len(self._pictures):
            self._at = at
            self._whole = False
            self._load()

    @Slot()
    def toggle_size(self) -> None:
        """As large as there is room for, or every pixel of it, moved by dragging or arrow keys."""
        self._whole = not self._whole
        self._shift = QPointF()
        self._load()

    # --- the picture ---

    def _load(self) -> None:
        one = self.current
        self._asked += 1
        asked = self._asked
        if self._image is None or not self._whole:
            self._image = self._gallery.thumbnail(one.id)
        self._words = "" if self._image is not None else GONE
        self._tell()
        box = QSize(one.width or 1, one.height or 1) if self._whole else self._room().size()
        box *= 1 if self._whole else self.devicePixelRatioF()

        def shown(image: QImage | None) -> None:
            if asked == self._asked:
                self._image = image
                self._words = "" if image is not None else GONE
                self.update()

        self._context.worker.run(lambda: self._gallery.fitting(one.id, box), shown)
        self.update()

    def _tell(self) -> None:
        one, count = self.current, len(self._pictures)
        place = f" · {self._at + 1} of {count}" if count > 1 else ""
        self.name.setText(f"{one.name}{place}")
        self.name.setToolTip(plain_tip(one.name))
        self.setAccessibleName(f"Picture {self._at + 1} of {count}: {one.name}")
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < count)
        self.size_button.setText("As it fits" if self._whole else "Every pixel")

    def _room(self) -> QRect:
        return self.rect().adjusted(0, 0, 0, -self.bar.height())

    def _target(self) -> QRect:
        """Where the picture is drawn, in pixels of the window."""
        one, room = self.current, self._room()
        size = QSize(one.width or 1, one.height or 1) / self.devicePixelRatioF()
        if not self._whole and (size.width() > room.width() or size.height() > room.height()):
            size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(QPoint(0, 0), size)
        target.moveCenter(room.center() + self._shift.toPoint())
        return target

    def _pan(self, by: QPointF) -> None:
        target, room = self._target(), self._room()
        most_x = max(0.0, (target.width() - room.width()) / 2)
        most_y = max(0.0, (target.height() - room.height()) / 2)
        wanted = self._shift + by
        self._shift = QPointF(max(-most_x, min(most_x, wanted.x())), max(-most_y, min(most_y, wanted.y())))
        self.update()

    # --- events ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dark all around, so that the picture is all there is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), _BEHIND)
        painter.setClipRect(self._room())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image is not None:
            painter.drawImage(self._target(), self._image)
        elif self._words:
            painter.setPen(QColor(230, 228, 222))
            painter.drawText(
                self._room(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words
            )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar lies at the foot; the picture is loaded for the new room."""
        super().resizeEvent(event)
        layout = self.bar.layout()
        height = layout.totalHeightForWidth(self.width()) if layout else 0
        self.bar.setGeometry(0, self.height() - height, self.width(), height)
        if self.isVisible():
            self._load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, the arrows, Space."""
        arrows = {
            Qt.Key.Key_Left: QPointF(_PAN, 0),
            Qt.Key.Key_Right: QPointF(-_PAN, 0),
            Qt.Key.Key_Up: QPointF(0, _PAN),
            Qt.Key.Key_Down: QPointF(0, -_PAN),
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.shut()
        elif key in arrows and self._whole:
            self._pan(arrows[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.step(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self.step(1)
        elif key == Qt.Key.Key_Space:
            self.toggle_size()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._grabbed is not None and self._whole:
            self._pan(event.position() - self._grabbed)
            self._grabbed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a click beside the picture closes."""
        self._grabbed = None
        if not self._whole and not self._target().contains(event.position().toPoint()):
            self.shut()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Every pixel, or as it fits."""
        self.toggle_size()

    def focusNextPrevChild(self, next: bool, /) -> bool:
        """Tab stays among what is shown here."""
        stops = [
            stop
            for stop in (
                self, self.previous, self.next, self.size_button, self.outside, self.copy, self.cross
            )
            if stop.isEnabled()
        ]  # fmt: skip
        here = next_of(stops, QApplication.focusWidget())
        stops[(here + (1 if next else -1)) % len(stops)].setFocus(
            Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover what it lies over, whatever its size."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)


def next_of(stops: Sequence[QWidget], held: QWidget | None) -> int:
    """Where the keyboard is among these; at the first when it is elsewhere."""
    return next((at for at, stop in enumerate(stops) if stop is held), 0)
