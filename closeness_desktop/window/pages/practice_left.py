"""What was left under way when the journal was locked, closed or killed: keep it, go on, or discard it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from closeness_desktop.errors import StorageError
from closeness_desktop.records import Session
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_log
from closeness_desktop.window.widgets.buttons import QuietButton
from closeness_desktop.window.widgets.card import Card
from closeness_desktop.window.widgets.flow_layout import FlowLayout
from closeness_desktop.window.widgets.labels import BodyLabel


class LeftOver(Card):
    """Hidden while nothing was left. `settled` when it was kept or discarded."""

    settled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._left: Session | None = None
        self.words = BodyLabel(wrap=True)
        self.add(self.words)
        self.keep = QuietButton("Keep it")
        self.resume = QuietButton("Go on")
        self.discard = QuietButton("Discard")
        self.keep.clicked.connect(self._keep)
        self.resume.clicked.connect(self._resume)
        self.discard.clicked.connect(self._discard)
        row = QWidget()
        flow = FlowLayout(row, 12)
        for button in (self.keep, self.resume, self.discard):
            flow.addWidget(button)
        self.add(row)

    def look(self) -> None:
        """Show what is under way now."""
        self._left = session_log.unfinished(self._context)
        self.setVisible(self._left is not None)
        self.words.setText(session_log.sentence(self._left) if self._left else "")

    def forget(self) -> None:
        """Let go of it."""
        self._left = None
        self.words.setText("")

    def _keep(self) -> None:
        """Count it; taken back, neither it nor what was written in it is there."""
        left = self._left
        if left is None:
            return
        try:
            said = session_log.keep_unfinished(self._context, left)
        except StorageError as error:
            self._context.say(str(error))
            return
        self.settled.emit()
        entry = self._context.journal.sessions.entries_of([left.id]).get(left.id)
        self._context.say(
            said or "It is in your log.",
            partial(self._take_out, left.id, entry),
            partial(self._put_in, left.id, entry),
        )

    def _take_out(self, session: str, entry: str | None) -> None:
        """Take a session that was kept out of the log again, with what was written in it."""
        if entry is not None:
            self._context.journal.entries.delete(entry)
        self._context.journal.sessions.remove(session)

    def _put_in(self, session: str, entry: str | None) -> None:
        self._context.journal.sessions.bring_back(session)
        if entry is not None:
            self._context.journal.entries.restore(entry)

    def _resume(self) -> None:
        if self._left is not None:
            self._context.go(session_log.page_of(self._left), session=self._left.id)

    def _discard(self) -> None:
        left = self._left
        if left is not None and session_log.try_to(
            self._context, partial(session_log.discard_unfinished, self._context, left)
        ):
            self.settled.emit()
            self._context.say(
                "That session is not counted.",
                partial(session_log.keep_unfinished, self._context, left),
                partial(session_log.discard_unfinished, self._context, left),
            )
