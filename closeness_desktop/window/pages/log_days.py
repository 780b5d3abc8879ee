"""One day of the log: what was practised on it, and what can be done about each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, QTime, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.clock import local_time
from closeness_desktop.practice import catalogue, words
from closeness_desktop.records import Session
from closeness_desktop.window.models.dates import date_text
from closeness_desktop.window.widgets.buttons import LinkButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel, HeadingLabel, LeadLabel


class LogDay(Card):
    """`read` carries the id of an entry; `change` and `remove` carry a Session."""

    read = Signal(str)
    change = Signal(object)
    remove = Signal(object)

    def __init__(self, day: str, sessions: Sequence[Session], entries: Mapping[str, str]) -> None:
        """sessions: of this day, newest first. entries: the entry written about a session, by its id."""
        super().__init__(date_text(dt.date.fromisoformat(day), "dddd, d MMMM yyyy"))
        self.sessions = list(sessions)
        self.removes: list[LinkButton] = []
        rows = QVBoxLayout()
        rows.setSpacing(16)
        firsts = []
        for session in sessions:
            row, first = self._row(session, entries.get(session.id))
            rows.addWidget(row)
            firsts.append(first)
        widest = max(first.sizeHint().width() for first in firsts)
        for first in firsts:  # what stands above one another begins alike
            first.setMinimumWidth(widest)
        self.add(rows)

    def _row(self, session: Session, entry: str | None) -> tuple[QWidget, QWidget]:
        """One session, and its first label."""
        row = QWidget()
        flow = FlowLayout(row, 12)
        title = catalogue.title_of(session.practice)
        began = LeadLabel(clock_text(session))
        done = BodyLabel(f"{words.clock(session.done)} · {words.ENDS[session.ended]}")
        done.setAccessibleName(f"{words.length(session.done)}, {words.ENDS[session.ended]}")
        for label in (began, HeadingLabel(title), done):
            flow.addWidget(label)
        about = f"“{title}” at {clock_text(session)}"
        if entry is not None:
            read = LinkButton("Read what you wrote")
            read.setAccessibleName(f"Read what you wrote about {about}")
            read.clicked.connect(lambda: self.read.emit(entry))
            flow.addWidget(read)
        change, remove = LinkButton("Change"), LinkButton("Remove")
        change.setAccessibleName(f"Change {about}")
        change.clicked.connect(lambda: self.change.emit(session))
        remove.setAccessibleName(f"Remove {about}")
        remove.clicked.connect(lambda: self.remove.emit(session))
        self.removes.append(remove)
        flow.addWidget(change)
        flow.addWidget(remove)
        return row, began


def clock_text(session: Session) -> str:
    """The time at which it began, as the person's desktop writes times."""
    began = local_time(session.started)
    return QLocale().toString(QTime(began.hour, began.minute), QLocale.FormatType.ShortFormat)
