"""Make the program's icon in `resources/icons/`: python packaging/make_icon.py [FOLDER]

The two circles of the visual language on a rounded ground: one SVG, and PNGs of it for systems that want
them. The drawing is our own, in the colours of the light theme; the same each time.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before PySide6, so that no display is needed

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from closeness_desktop.window.theme.tokens import LIGHT, mix

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
RADIUS = 66
OFFSET = 32
"""Radius of a circle, and how far its middle stands from the middle of the icon, in a square of 256."""


def drawing() -> str:
    """The icon as SVG. Three flat colours, so that every renderer shows the same overlap."""
    teal = mix(LIGHT["teal"], LIGHT["background"], 0.86)
    coral = mix(LIGHT["coral"], LIGHT["background"], 0.76)
    both = mix(LIGHT["coral"], LIGHT["teal"], 0.56)
    half = (RADIUS**2 - OFFSET**2) ** 0.5
    top, bottom = 128 - half, 128 + half
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256">
<title>Closeness</title>
<rect x="8" y="8" width="240" height="240" rx="56" fill="{LIGHT["surface"]}"/>
<rect x="9" y="9" width="238" height="238" rx="55" fill="none" stroke="{LIGHT["line"]}" stroke-width="2"/>
<circle cx="{128 - OFFSET}" cy="128" r="{RADIUS}" fill="{teal}"/>
<circle cx="{128 + OFFSET}" cy="128" r="{RADIUS}" fill="{coral}"/>
<path d="M128 {top:.2f} A{RADIUS} {RADIUS} 0 0 1 128 {bottom:.2f} A{RADIUS} {RADIUS} 0 0 1 128 {top:.2f}Z"
 fill="{both}"/>
</svg>
"""


def render(svg: str, size: int) -> QImage:
    """The drawing as an image of so many pixels on a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def main() -> None:
    """Write the SVG and its PNGs."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "resources" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    app = QGuiApplication([])
    svg = drawing()
    (folder / "closeness.svg").write_text(svg, encoding="utf-8")
    for size in SIZES:
        render(svg, size).save(str(folder / f"closeness-{size:03}.png"))
    app.quit()


if __name__ == "__main__":
    main()
