"""Which faces the window speaks in, and how large: the desktop's own for the interface, Literata for reading.

Nothing here fixes a size: our four sizes are multiplied by the desktop's wish for larger text.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

from closeness_desktop import paths
from closeness_desktop.errors import BugError

READING = "Literata"
FALLBACK = "Inter"

# What Qt answers on a desktop that names no interface font of its own (offscreen, a bare window manager).
_NO_FONT = frozenset({"", "sans", "sans serif", "sans-serif", "helvetica", "system-ui"})

# The usual size of interface text in logical pixels: Windows 9 pt, macOS 13 pt, Linux desktops 10 to 11 pt,
# and 9 pt where Qt is left to itself.
_USUAL_PIXELS = {"windows": 12.0, "cocoa": 13.0}
_USUAL_ELSEWHERE = 14.0
_USUAL_OF_QT = 12.0
_NEAR_ENOUGH = (0.84, 1.1)


def load() -> None:
    """Make the faces in `resources/fonts` known to Qt. Raises BugError when one is missing or unreadable."""
    if READING in QFontDatabase.families() and FALLBACK in QFontDatabase.families():
        return
    for file in sorted(paths.resource("fonts").glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise BugError(f"The font {file.name} cannot be read.")


def interface_family() -> str:
    """The desktop's own interface face, or Inter where the desktop names none."""
    family = _desktop_font().family()
    return FALLBACK if family.casefold() in _NO_FONT else family


def desktop_scale() -> float:
    """How much larger (or smaller) than usual the desktop sets its text; 1.0 for every usual default."""
    font = _desktop_font()
    if font.family().casefold() in _NO_FONT:
        usual = _USUAL_OF_QT
    else:
        usual = _USUAL_PIXELS.get(QGuiApplication.platformName(), _USUAL_ELSEWHERE)
    ratio = QFontInfo(font).pixelSize() / usual
    return 1.0 if _NEAR_ENOUGH[0] <= ratio <= _NEAR_ENOUGH[1] else ratio


def _desktop_font() -> QFont:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def make(family: str, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of a size in pixels; one of ours stands behind it for glyphs that the face lacks."""
    font = QFont([family, FALLBACK])
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
