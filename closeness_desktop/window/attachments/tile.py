"""One attachment in the strip under a text: a small picture; or an icon, a name, how long or large it is."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from closeness_desktop.records import Attachment
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import WalkedButton
from closeness_desktop.window.widgets.labels import plain_tip

HEIGHT, WIDTH, PICTURE_WIDTH = 64, 210, 92
"""In pixels of the design."""

_RADIUS = 9

KEYS = (
    KeyHelp("Left or Right", "From one attachment to the next"),
    KeyHelp("Enter", "Open an attachment"),
    KeyHelp("Delete", "Remove an attachment"),
    KeyHelp("Menu", "What else can be done with an attachment"),
)


def size_text(size: int) -> str:
    """A size as a person reads it: "812 bytes", "1.4 MB"."""
    for unit, octets in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= octets:
            value = size / octets
            return f"{QLocale().toString(value, 'f', 1 if value < 10 else 0)} {unit}"
    return f"{size} bytes" if size != 1 else "1 byte"


def length_text(seconds: float) -> str:
    """How long a sound is: "0:07", "1:02:15"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def about(attachment: Attachment) -> str:
    """What can be said of one in few words: how long, else how large it is."""
    if attachment.seconds is not None:
        return length_text(attachment.seconds)
    return size_text(attachment.size)


def kind_words(attachment: Attachment) -> str:
    """What it is, for somebody who does not see it."""
    kind = attachment.type.partition("/")[0]
    return {"image": "picture", "audio": "sound", "video": "film"}.get(kind, "file")


class Tile(WalkedButton):
    """`clicked` opens it; `menu_wanted` and `removed` come from the keyboard and the other mouse button."""

    menu_wanted = Signal(QPoint)
    """Where, in the screen's pixels."""

    removed = Signal()

    def __init__(
        self, theme: Theme, attachment: Attachment, picture: QImage | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.attachment = attachment
        self._theme, self._picture = theme, picture
        self._playing: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{attachment.name}, {kind_words(attachment)}, {about(attachment)}")
        self.setAccessibleDescription("Enter opens it, Delete removes it, the menu key shows more.")
        self.setToolTip(plain_tip(f"{attachment.name} · {about(attachment)}"))
        theme.changed.connect(self.updateGeometry)

    def show_playing(self, seconds: float | None) -> None:
        """Show how far a sound has been heard; None: it is not playing."""
        if self._playing != seconds:
            self._playing = seconds
            self.update()

    def sizeHint(self) -> QSize:
        """A picture's tile is narrow, others have room for a name."""
        px = self._theme.px
        if self._picture is not None:
            return QSize(px(PICTURE_WIDTH), px(HEIGHT))
        words = QFontMetrics(self._theme.ui_font(13)).horizontalAdvance(self.attachment.name)
        return QSize(min(px(WIDTH), max(px(130), words + px(56))), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """It is never smaller."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes it; Menu and Shift+F10 show what else there is."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Menu:
            self.menu_wanted.emit(self.mapToGlobal(self.rect().bottomLeft()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The other mouse button."""
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture cut to the tile; or an icon and two lines of words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        px, color = self._theme.px, self._theme.color
        frame = QPainterPath()
        inner = self.rect().adjusted(2, 2, -2, -2)
        frame.addRoundedRect(inner, px(_RADIUS), px(_RADIUS))
        painter.fillPath(frame, color("surface"))
        if self._picture is not None:
            painter.setClipPath(frame)
            painter.drawImage(inner, self._picture, _middle(self._picture.size(), inner.size()))
            painter.setClipping(False)
        else:
            self._draw_words(painter, inner)
        ring = self.ringed
        painter.setPen(QPen(color("teal" if ring or self.underMouse() else "line"), 2 if ring else 1))
        painter.drawPath(frame)
        painter.end()

    def _draw_words(self, painter: QPainter, inner: QRect) -> None:
        px, color = self._theme.px, self._theme.color
        side = px(20)
        icon = "file"
        if self.attachment.type.startswith("audio/"):
            icon = "play" if self._playing is None else "square"
        elif self.attachment.type.startswith("image/"):
            icon = "image"
        pixmap = self._theme.pixmap(icon, "teal", 20, self.devicePixelRatioF())
        painter.drawPixmap(
            QRect(inner.left() + px(12), inner.center().y() - side // 2, side, side), pixmap, pixmap.rect()
        )
        left = inner.left() + px(42)
        room = inner.right() - px(8) - left
        second = about(self.attachment)
        if self._playing is not None:
            second = f"{length_text(self._playing)} of {second}"
        for words, token, line in ((self.attachment.name, "ink", 0), (second, "ink-soft", 1)):
            font = self._theme.ui_font(13)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(color(token))
            top = inner.center().y() - metrics.height() + line * metrics.height()
            painter.drawText(
                QRect(left, top, room, metrics.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room),
            )


def _middle(whole: QSize, shape: QSize) -> QRect:
    """The largest part of a picture with that shape, from its middle."""
    part = shape.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(
        (whole.width() - part.width()) // 2,
        (whole.height() - part.height()) // 2,
        part.width(),
        part.height(),
    )
