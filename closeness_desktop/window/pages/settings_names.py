"""The card in Settings that leads to words and numbers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from closeness_desktop.window.context import Context
from closeness_desktop.window.widgets.buttons import QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.labels import SoftLabel


class WordsCard(Card):
    """It changes nothing itself."""

    def __init__(self, context: Context) -> None:
        super().__init__("Words and numbers")
        self.words = QuietButton("Your words…")
        self.words.clicked.connect(partial(context.go, "names", part="feelings"))
        self.numbers = QuietButton("Your numbers…")
        self.numbers.clicked.connect(partial(context.go, "names", part="numbers"))
        self.add(
            SoftLabel(
                "Rename, merge or delete a word in your whole journal, hide feelings that you do not use, and"
                " choose numbers to stand beside what you feel.",
                wrap=True,
            )
        )
        for button in (self.words, self.numbers):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
