"""Buttons. Their looks stand in the stylesheet, under the class's name; Enter presses them as Space does."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from closeness_desktop.window.theme.theme import Theme


class Button(QPushButton):
    """What the three kinds share. A sign "&" in the text is shown, and makes no shortcut."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self._by_mouse = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def ringed(self) -> bool:
        """Whether it has the focus and the keyboard brought it: who points needs no ring."""
        return self.hasFocus() and not self._by_mouse

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Note what brought the focus."""
        self._by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self.click()
        else:
            super().keyPressEvent(event)


class WalkedButton(Button):
    """A button among others that its parent walks by arrow keys, which a button would take for itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the parent."""
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event.key() in arrows:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PrimaryButton(Button):
    """The one main thing to do on a page."""


class QuietButton(Button):
    """Anything else to do, with an outline. May be checkable."""


class LinkButton(Button):
    """A small thing to do that reads like a link."""


class IconButton(QToolButton):
    """An icon alone; `name` is what a screen reader and a tooltip say."""

    def __init__(
        self, theme: Theme, icon: str, name: str, *, size: int = 18, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._size = theme, icon, size
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name)
        self._tint()
        theme.changed.connect(self._tint)

    def set_name(self, name: str) -> None:
        """Say something else about what it does."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _tint(self) -> None:
        self.setIcon(self._theme.icon(self._icon, "ink-soft", self._size))
        self.setIconSize(QSize(self._theme.px(self._size), self._theme.px(self._size)))
