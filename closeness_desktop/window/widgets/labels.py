"""Labels and tooltips: always plain text, so that nothing a person wrote is ever read as markup.

The faces and colours of each class stand in the stylesheet, under the class's name.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain_tip(text: str) -> str:
    """A text for a tooltip, which guesses at rich text and cannot be told not to."""
    return GuiQt.convertFromPlainText(text) if GuiQt.mightBeRichText(text) else text


class PlainLabel(QLabel):
    """A label that never guesses at rich text. `wrap`: break long text into lines."""

    def __init__(self, text: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)


class TitleLabel(PlainLabel):
    """The one title of a page: Literata, 27."""

    def __init__(self, text: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(text, wrap=wrap, parent=parent)


class HeadingLabel(PlainLabel):
    """The heading of a card: interface face, 15, semibold."""


class ReadingHeading(PlainLabel):
    """A name or short title inside a card: Literata, 19, semibold."""


class ReadingLabel(PlainLabel):
    """What a person wrote: Literata, 17."""


class BodyLabel(PlainLabel):
    """Ordinary interface text, 15."""


class LeadLabel(PlainLabel):
    """Secondary text of ordinary size, 15, soft."""


class SoftLabel(PlainLabel):
    """Secondary text, 13, soft."""


class HintLabel(PlainLabel):
    """A gentle hint, 13, coral."""


class KeyLabel(PlainLabel):
    """A key of the keyboard, 13, in a frame."""
