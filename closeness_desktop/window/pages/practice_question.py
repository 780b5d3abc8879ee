"""The page on which it is asked, before some practices, whether there is fear; and what is said then."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.window.care.fear import FearQuestion, SafetyNote
from closeness_desktop.window.pages.practice_cards import flush
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.scroll import ScrollPage


class QuestionPage(ScrollPage):
    """Holds one of the two at its top. `turned_back` when the question is left without an answer."""

    turned_back = Signal()

    def __init__(self, theme: Theme, question: FearQuestion | SafetyNote) -> None:
        inside = QWidget()
        super().__init__(inside, page=True)
        column = QVBoxLayout(inside)
        column.setSpacing(12)
        if isinstance(question, FearQuestion):
            back = LinkButton("Back")
            back.setIcon(theme.icon("arrow-left", "teal", 14))
            back.clicked.connect(self.turned_back)
            column.addLayout(flush(theme, back))
        column.addWidget(question)
        column.addStretch(1)
        self.keep_margins()
