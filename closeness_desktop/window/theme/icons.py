"""Line icons tinted at run time: one SVG each in `resources/icons`, drawn once per colour, size and ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from closeness_desktop import paths
from closeness_desktop.errors import BugError


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    """The SVG text of an icon. Raises BugError for a name that we do not ship."""
    file = paths.resource("icons", f"{name}.svg")
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise BugError(f"There is no icon “{name}”.") from error


@lru_cache(maxsize=512)
def pixmap(name: str, color: str, size: int, ratio: float) -> QPixmap:
    """One icon in one colour ("#RRGGBB"), `size` logical pixels square, for one device pixel ratio."""
    source = _source(name).replace("currentColor", color).replace('stroke-width="2"', 'stroke-width="1.75"')
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, color: str, size: int, ratio: float) -> QIcon:
    """The same as a QIcon, sharp on an ordinary, a doubled and the present screen."""
    made = QIcon()
    for each in sorted({1.0, 2.0, ratio}):
        made.addPixmap(pixmap(name, color, size, each))
    return made


def app_icon() -> QIcon:
    """The program's own icon: the two circles, made by packaging/make_icon.py."""
    made = QIcon()
    for file in sorted(paths.resource("icons").glob("closeness-*.png")):
        made.addFile(str(file))
    return made
