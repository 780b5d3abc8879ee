"""The quiet lines under the question on Today: what one wanted to look at again, and what is undecided."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from closeness_desktop.records import Reminder, Session
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel


class _OneLine(BodyLabel):
    """Wraps only where there is no room for one line; in a flow other labels wrap as they like."""

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2
        return QSize(width, self.fontMetrics().height())


class QuietLine(QWidget):
    """Words with links behind them, hidden while there is nothing to say."""

    def __init__(self, *links: LinkButton) -> None:
        super().__init__()
        flow = FlowLayout(self, 12)
        self.words = _OneLine(wrap=True)
        for each in (self.words, *links):
            flow.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show a sentence; "" hides the line."""
        self.words.setText(words)
        self.setVisible(bool(words))


class LeftLine(QuietLine):
    """A session that was left under way, until it is decided what becomes of it."""

    wanted = Signal()

    def __init__(self) -> None:
        self.open = LinkButton("Decide in Practice")
        super().__init__(self.open)
        self.open.clicked.connect(self.wanted)

    def show_session(self, session: Session | None) -> None:
        """Show one, or nothing."""
        if session is None:
            self.show_words("")
            return
        from closeness_desktop.window.pages import session_log  # brings what Today has no other use for

        self.show_words(session_log.sentence(session))


class ReminderLine(QuietLine):
    """What one wanted to look at again. `opened` and `done` carry the Reminder."""

    opened = Signal(object)
    done = Signal(object)

    def __init__(self) -> None:
        self.open, self.finish = LinkButton("Open"), LinkButton("Done")
        super().__init__(self.open, self.finish)
        self._reminder: Reminder | None = None
        self.open.clicked.connect(self._open)
        self.finish.clicked.connect(self._finish)

    def show_reminder(self, reminder: Reminder | None, today: dt.date) -> None:
        """Show one, or nothing."""
        self._reminder = reminder
        if reminder is None:
            self.show_words("")
            return
        day = dt.date.fromisoformat(reminder.due)
        when = "today" if day >= today else f"on {date_text(day, 'd MMMM')}"
        self.open.setAccessibleName(f"Open “{reminder.title}”")
        self.finish.setAccessibleName(f"Done with “{reminder.title}”")
        self.show_words(f"You wanted to look again at “{reminder.title}” {when}.")

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self._reminder)

    @Slot()
    def _finish(self) -> None:
        self.done.emit(self._reminder)
