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

# The usual size of interface text in logical pixels: Windows 9 pt, macOS 13 pt, and on Linux 10 to 11 pt.
_USUAL_PIXELS = {"windows": 12.0, "cocoa": 13.0, "offscreen": 12.0, "minimal": 12.0}
_USUAL_ELSEWHERE = 14.0
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
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return FALLBACK if family.casefold() in _NO_FONT else family


def desktop_scale() -> float:
    """How much larger (or smaller) than usual the desktop sets its text; 1.0 for every usual default."""
    pixels = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    ratio = pixels / _USUAL_PIXELS.get(QGuiApplication.platformName(), _USUAL_ELSEWHERE)
    return 1.0 if _NEAR_ENOUGH[0] <= ratio <= _NEAR_ENOUGH[1] else ratio


def make(family: str, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """A font of a size in pixels; one of ours stands behind it for glyphs that the face lacks."""
    font = QFont([family, FALLBACK])
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
