"""How a page to be read is dressed: faces, sizes and colours, as the stylesheet of a QTextDocument."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontDatabase

from closeness_desktop.window.editor.column import LINE_HEIGHT
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.theme.tokens import LIGHT


@dataclass(frozen=True)
class Look:
    """font: of the text, its size in pixels. Colours are "#RRGGBB"; ground: behind code and table heads."""

    font: QFont
    ink: str
    soft: str
    link: str
    person: str
    ground: str
    line: str
    code_family: str

    @classmethod
    def of(cls, theme: Theme, font: QFont | None = None) -> Look:
        """As the window looks now; in the reading face unless told otherwise."""
        return cls._dressed(font or theme.reading_font(17), theme.hex)

    @classmethod
    def on_paper(cls, font: QFont) -> Look:
        """Dark on white, whatever the window looks like; the size of the font in pixels of the document."""
        return cls._dressed(font, LIGHT.__getitem__)

    @classmethod
    def _dressed(cls, font: QFont, color: Callable[[str], str]) -> Look:
        return cls(
            font,
            ink=color("ink"),
            soft=color("ink-soft"),
            link=color("teal"),
            person=color("coral"),
            ground=color("rail"),
            line=color("line"),
            code_family=QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family(),
        )

    @property
    def unit(self) -> float:
        """Pixels of the document for one of the design, in which the text is 17 high."""
        return self.font.pixelSize() / 17

    @property
    def indent(self) -> int:
        """Pixels by which lists are moved in."""
        return round(26 * self.unit)

    @property
    def quote(self) -> int:
        """Pixels by which a quote is moved in; nothing else moves the left margin of a line."""
        return round(22 * self.unit)

    @property
    def stylesheet(self) -> str:
        """For QTextDocument.setDefaultStyleSheet; it counts from the next setHtml on."""

        def px(length: float) -> str:
            return f"{round(length * self.unit)}px"

        lines = f"line-height: {px(17 * LINE_HEIGHT)}; -qt-line-height-type: minimum;"
        heads = " ".join(
            f"h{level} {{ font-size: {px(size)}; font-weight: 600; margin-top: {px(above)};"
            f" margin-bottom: {px(below)}; white-space: pre-wrap; }}"
            for level, size, above, below in (
                (1, 23, 22, 8),
                (2, 20, 20, 6),
                *((each, 17, 16, 4) for each in (3, 4, 5, 6)),
            )
        )
        return f"""
            p {{ {lines} margin-top: 0; margin-bottom: {px(14)}; white-space: pre-wrap; }}
            li {{ {lines} margin-bottom: {px(2)}; white-space: pre-wrap; }}
            ul, ol {{ margin-top: 0; margin-bottom: {px(14)}; }}
            li ul, li ol {{ margin-bottom: 0; }}
            ul.tasks {{ list-style-type: none; }}
            li.task {{ text-indent: -{px(21)}; }}
            {heads}
            strong {{ font-weight: 600; }}
            a {{ color: {self.link}; text-decoration: underline; }}
            .tag {{ color: {self.link}; }} .person {{ color: {self.person}; }}
            s {{ color: {self.soft}; }}
            blockquote {{ margin-left: {self.quote}px; margin-right: 0; margin-top: 0; margin-bottom: 0;
                          color: {self.soft}; }}
            code, pre {{ font-family: "{self.code_family}"; background-color: {self.ground}; }}
            pre {{ margin-top: 0; margin-bottom: {px(14)}; white-space: pre-wrap; }}
            table {{ border-collapse: collapse; margin-top: {px(6)}; margin-bottom: {px(14)}; }}
            th, td {{ border: 1px solid {self.line}; }}
            th {{ background-color: {self.ground}; font-weight: 600; }}
            hr {{ background-color: {self.line}; margin-top: {px(8)}; margin-bottom: {px(18)}; }}
        """
