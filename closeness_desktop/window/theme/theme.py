"""The looks of the window: one palette on Qt's Fusion style, one short stylesheet, icons, fonts and motion.

The desktop's colour scheme, contrast and motion wishes are inputs; the palette is always ours, because Qt
answers a request for a dark scheme with nothing on several platforms.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from closeness_desktop.settings import MotionChoice, ThemeChoice
from closeness_desktop.window.sweeping import unswept
from closeness_desktop.window.theme import fonts, icons, stylesheet, tokens

Motion = Literal["still", "gentle", "full"]
Weight = QFont.Weight


class Theme(QObject):
    """What colours, faces and motion hold now. Needs a QApplication; `changed` follows every change of looks.

    text_scale: how large text is set, None to follow the desktop. high_contrast: likewise.
    """

    changed = Signal()

    def __init__(
        self,
        theme: ThemeChoice = "system",
        motion: MotionChoice = "system",
        *,
        text_scale: float | None = None,
        high_contrast: bool | None = None,
    ) -> None:
        super().__init__()
        fonts.load()
        self._theme: ThemeChoice = theme
        self._motion: MotionChoice = motion
        self._high_contrast = high_contrast
        self._app: QApplication | None = None
        self.scale = fonts.desktop_scale() if text_scale is None else text_scale
        self._family = fonts.interface_family()
        self._colors = self._tokens()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._desktop_changed)
        wishes = getattr(hints, "accessibility", lambda: None)()
        for name in ("contrastPreferenceChanged", "motionPreferenceChanged"):  # Qt 6.10 and 6.12
            if (signal := getattr(wishes, name, None)) is not None:
                signal.connect(self._desktop_changed)

    @property
    def is_dark(self) -> bool:
        """Whether the ground is dark now."""
        if self._theme == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._theme == "dark"

    @property
    def is_high_contrast(self) -> bool:
        """Whether the desktop (or whoever built the theme) asked for more contrast."""
        if self._high_contrast is not None:
            return self._high_contrast
        return _desktop_wish("contrastPreference") == "HighContrast"

    @property
    def motion(self) -> Motion:
        """How much may move; by default all of it, unless the desktop asks for stillness."""
        if self._motion != "system":
            return self._motion
        return "still" if _desktop_wish("motionPreference").startswith("Reduc") else "full"

    def hex(self, token: str) -> str:
        """A token's colour as "#RRGGBB"."""
        return self._colors[token]

    def color(self, token: str) -> QColor:
        """A token's colour."""
        return QColor(self.hex(token))

    def tint(self, quadrant: str, over: str = "surface") -> QColor:
        """The pale ground of a feeling quadrant, over a background."""
        return QColor(tokens.tint(self._colors, quadrant, over))

    def px(self, length: float) -> int:
        """A length of the design in logical pixels, grown with the desktop's text."""
        return max(1, round(length * self.scale)) if length else 0

    def reading_font(self, size: float = 17, bold: bool = False, italic: bool = False) -> QFont:
        """Literata, for what a person writes and for titles; `size` in pixels of the design."""
        font = fonts.make(fonts.READING, self.px(size), Weight.DemiBold if bold else Weight.Normal)
        font.setItalic(italic)
        return font

    def ui_font(self, size: float = 15, weight: QFont.Weight = Weight.Normal) -> QFont:
        """The interface face; `size` in pixels of the design."""
        return fonts.make(self._family, self.px(size), weight)

    def icon(self, name: str, token: str = "ink-soft", size: int = 18) -> QIcon:  # noqa: S107
        """A line icon in a token's colour. Widgets ask again when `changed` comes."""
        return icons.icon(name, self.hex(token), self.px(size), _ratio())

    def pixmap(self, name: str, token: str, size: int, ratio: float) -> QPixmap:
        """The same as a pixmap for one device pixel ratio, for painting."""
        return icons.pixmap(name, self.hex(token), self.px(size), ratio)

    def apply(self, app: QApplication) -> None:
        """Dress the application, and keep it dressed when the choice or the desktop changes."""
        if self._app is None:
            with unswept():  # Qt goes through all widgets, and none may go meanwhile
                app.setStyle("Fusion")
            app.setWindowIcon(icons.app_icon())
        self._app = app
        self._dress(app)

    def set_choice(self, theme: ThemeChoice, motion: MotionChoice) -> None:
        """Follow another choice of the person; tells `changed` only when something is different."""
        if (theme, motion) == (self._theme, self._motion):
            return
        self._theme, self._motion = theme, motion
        self._desktop_changed()

    @Slot()
    def _desktop_changed(self) -> None:
        self._colors = self._tokens()
        if self._app is not None:
            self._dress(self._app)
        self.changed.emit()

    def _tokens(self) -> Mapping[str, str]:
        if self.is_high_contrast:
            return tokens.CONTRAST_DARK if self.is_dark else tokens.CONTRAST_LIGHT
        return tokens.DARK if self.is_dark else tokens.LIGHT

    def _dress(self, app: QApplication) -> None:
        sheet = stylesheet.build(self._colors, scale=self.scale, dark=self.is_dark)
        with unswept():
            app.setFont(self.ui_font())
            app.setPalette(palette(self._colors))
            app.setStyleSheet(sheet)


def palette(c: Mapping[str, str]) -> QPalette:
    """Our colours in the roles that Qt's own widgets ask for."""
    role = QPalette.ColorRole
    made = QPalette(QColor(c["surface"]), QColor(c["background"]))
    roles = {
        role.Window: "background",
        role.WindowText: "ink",
        role.Base: "surface",
        role.AlternateBase: "rail",
        role.Text: "ink",
        role.Button: "surface",
        role.ButtonText: "ink",
        role.BrightText: "coral",
        role.ToolTipBase: "surface",
        role.ToolTipText: "ink",
        role.PlaceholderText: "ink-soft",
        role.Highlight: "teal",
        role.HighlightedText: "on-fill",
        role.Accent: "teal",
        role.Link: "teal",
        role.LinkVisited: "teal",
        role.Mid: "line",
        role.Midlight: "line",
    }
    for each, token in roles.items():
        made.setColor(each, QColor(c[token]))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(c["ink-soft"]))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c["line"]))
    return made


def _desktop_wish(name: str) -> str:
    """The name of an accessibility preference (Qt 6.10 and 6.12); "" where this Qt does not know it."""
    hints = QGuiApplication.styleHints()  # kept while asking: its wrapper takes the wishes along when it goes
    wishes = getattr(hints, "accessibility", lambda: None)()
    preference = getattr(wishes, name, None)
    return str(preference().name) if preference is not None else ""


def _ratio() -> float:
    """The device pixel ratio of the sharpest screen."""
    app = QGuiApplication.instance()
    return float(app.devicePixelRatio()) if isinstance(app, QGuiApplication) else 1.0
