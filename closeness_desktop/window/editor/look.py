"""How the text of an entry is set: its face, its size, and how long a line is. Kept inside the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtGui import QFont, QFontDatabase

from closeness_desktop.window.theme import fonts
from closeness_desktop.window.theme.theme import Theme

SETTING = "editor_look"
READING, INTERFACE, EVEN = "reading", "interface", "even"
"""Faces that are there on every computer; any other word is the name of a family."""

SIZES = (13, 15, 17, 19, 22, 26)
"""Pixels of the design; they grow with the desktop's text as everything does."""

WIDTHS = (50, 60, 70, 85, 0)
"""About how many characters a line holds at most; 0: as many as the window has room for."""


@dataclass(frozen=True, slots=True)
class EditorLook:
    """face: one of ours, or a family. size: one of SIZES. width: one of WIDTHS."""

    face: str = READING
    size: int = 17
    width: int = 70

    @classmethod
    def of(cls, kept: object) -> EditorLook:
        """What a journal holds; the usual look for what is missing, or makes no sense here."""
        values = kept if isinstance(kept, Mapping) else {}
        usual = cls()
        face, size, width = values.get("face"), values.get("size"), values.get("width")
        return cls(
            face if isinstance(face, str) and face else usual.face,
            size if size in SIZES else usual.size,
            width if width in WIDTHS else usual.width,
        )

    def as_dict(self) -> dict[str, Any]:
        """To be kept."""
        return asdict(self)

    def font(self, theme: Theme) -> QFont:
        """The font itself. A family that this computer does not have gives way to the reading face."""
        if self.face == INTERFACE:
            return theme.ui_font(self.size)
        family = self.face
        if family == EVEN:
            family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        elif family == READING or not QFontDatabase.hasFamily(family):
            return theme.reading_font(self.size)
        return fonts.make(family, theme.px(self.size))
