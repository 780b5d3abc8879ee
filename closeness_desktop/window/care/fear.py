"""The question before a practice with someone, and what is said when the answer is not a clear no.

The answer is a signal and nothing else: no attribute, setting, log line or file ever holds it. To anyone who
looks on, all three buttons look alike.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from closeness_desktop.practice.fear import ALONE, NOTE, NOTE_MORE, QUESTION_ONE, QUESTION_TWO, UNKEPT, why
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.buttons import LinkButton, QuietButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, ReadingHeading, SoftLabel, TitleLabel

WIDEST = 560

TITLE = "A question first"
NOTE_TITLE = "Something for you instead"


class _Column(QWidget):
    """A title, sentences, and buttons below them; as wide as is good to read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setMaximumWidth(theme.px(WIDEST))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)

    def add_buttons(self, *buttons: QWidget) -> None:
        """Side by side where there is room."""
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(row, 12)
        for button in buttons:
            flow.addWidget(button)
        self.column.addSpacing(6)
        self.column.addWidget(row)


class FearQuestion(_Column):
    """`safe`, `not_safe` or `skipped`, once, when a button is pressed. people: of the practice, 1 or 2."""

    safe = Signal()
    not_safe = Signal()
    skipped = Signal()

    def __init__(self, theme: Theme, *, people: int = 2) -> None:
        super().__init__(theme)
        question = QUESTION_TWO if people == 2 else QUESTION_ONE
        self.setAccessibleName(question)
        self.column.addWidget(TitleLabel(TITLE))
        self.question = ReadingHeading(question, wrap=True)
        self.column.addWidget(self.question)
        self.column.addWidget(BodyLabel(why(people), wrap=True))
        if people == 2:
            self.column.addWidget(BodyLabel(ALONE, wrap=True))
        self.no = QuietButton("No, never")
        self.yes = QuietButton("Yes, or I’m not sure")
        self.skip = QuietButton("I’d rather not answer")
        self.add_buttons(self.no, self.yes, self.skip)
        self.column.addWidget(SoftLabel(UNKEPT, wrap=True))
        self.no.clicked.connect(self.safe)
        self.yes.clicked.connect(self.not_safe)
        self.skip.clicked.connect(self.skipped)

    def take_focus(self) -> None:
        """Let the keyboard begin on the question, so that Enter pressed twice answers nothing."""
        self.question.setFocus(Qt.FocusReason.OtherFocusReason)


class SafetyNote(_Column):
    """Shown after `not_safe`: why to leave it, practices for oneself, and the help page."""

    alone_wanted = Signal()
    help_wanted = Signal()
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName(NOTE_TITLE)
        self.column.addWidget(TitleLabel(NOTE_TITLE))
        self.column.addWidget(BodyLabel(NOTE, wrap=True))
        self.column.addWidget(BodyLabel(NOTE_MORE, wrap=True))
        self.alone = QuietButton("Practices for you alone")
        self.help = QuietButton("Help")
        self.return_ = LinkButton("Back to all practices")
        self.add_buttons(self.alone, self.help)
        self.column.addWidget(self.return_, 0, Qt.AlignmentFlag.AlignLeft)
        self.alone.clicked.connect(self.alone_wanted)
        self.help.clicked.connect(self.help_wanted)
        self.return_.clicked.connect(self.back)

    def take_focus(self) -> None:
        """Let the keyboard begin at the first way out."""
        self.alone.setFocus(Qt.FocusReason.OtherFocusReason)
