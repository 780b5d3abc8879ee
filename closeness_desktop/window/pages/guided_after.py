"""The end of a session that was concluded where others looked on: how it was is asked afterwards, alone.

Everything is read from the journal, since the session itself is over and gone.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from closeness_desktop.errors import StorageError
from closeness_desktop.records import KeptAnswer, Session, Strength
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import guided_text
from closeness_desktop.window.pages.guided_answers import Known
from closeness_desktop.window.pages.guided_draft import Drafting, Pace
from closeness_desktop.window.pages.guided_keeper import Afterwards
from closeness_desktop.window.pages.guided_view import GuidedView
from closeness_desktop.window.pages.known_names import KnownNames, learn
from closeness_desktop.window.widgets.scroll import ScrollPage


class GuidedAfter(QWidget):
    """`begin` asks about one session. over: the person is done with it; carries "done" or "write".

    session: id of the session it is about, None when it is about none. entry: id of the entry about it.
    """

    over = Signal(str)

    def __init__(self, context: Context, pace: Pace | None = None) -> None:
        super().__init__()
        self._context = context
        self._names = names = KnownNames(context.journal)
        self.view = GuidedView(context.theme, Known(names.feelings, names.used, names.of))
        self._drafting = Drafting(self._keep_draft, self, pace)
        self.session: str | None = None
        self.entry: str | None = None
        self._named: tuple[Strength, ...] = ()
        self._said = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # its keys are heard on the page; Tab passes it by
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(self.view))
        self.view.ending.changed.connect(self._drafting.touch)
        self.view.done.clicked.connect(lambda: self._leave_for("done"))
        self.view.write.clicked.connect(lambda: self._leave_for("write"))

    def begin(self, session: Session) -> None:
        """Ask how it was. What was answered on the way is kept already, and stays."""
        self.drop()
        journal = self._context.journal
        self._names.outdated()
        self.session = session.id
        self.entry = journal.sessions.entries_of([session.id]).get(session.id)
        if self.entry is not None:
            feelings = journal.entries.get(self.entry).feelings
            self._named = tuple(Strength(one.name, one.strength) for one in feelings)
        title = self._context.practices.catalogue.title_of(session.practice)
        self.setAccessibleName(title)
        answers = journal.answers.of(session.id)
        self.view.ending.show_end(asks=True, second=False, fate=_fate(answers))
        face = guided_text.over(title, session.done)
        self.view.show_face(face)
        self.view.offer(guided_text.AT_END)
        self.view.announce(face.word)

    def take_focus(self) -> None:
        """Let the keyboard begin in the line."""
        self.view.take_focus("ended", asks=True)

    def leave(self) -> None:
        """Keep what was said and be done with it. Raises StorageError."""
        if self.session is not None:
            self._conclude()
            self.drop()

    def drop(self) -> None:
        """Let go of everything shown."""
        self.view.clear()
        self._drafting.stop()
        self.session = self.entry = None
        self._named, self._said = (), False
        self.setAccessibleName("")

    def _conclude(self) -> None:
        """Add what was said to the entry about it, or make one. Raises StorageError."""
        after = self.view.afterwards()
        if self.session is None or not (self._said or after != Afterwards()):
            return
        journal = self._context.journal
        session = journal.sessions.get(self.session)
        learn(journal, after.new_words)
        feelings = {one.name: one for one in (*self._named, *after.feelings)}
        concluded = journal.sessions.conclude(
            session.id,
            done=session.done,
            ended=session.ended,
            title=self._context.practices.catalogue.title_of(session.practice),
            answers=journal.answers.of(session.id),
            note=after.note,
            feelings=tuple(feelings.values()),
            remind=next((one.due for one in journal.reminders.waiting() if one.session == session.id), None),
            origin=self,
        )
        self._said = True
        self.entry = concluded.entry.id if concluded.entry is not None else None

    def _tried(self) -> bool:
        """Keep it; when the disk refuses, say so and stay. Whether it was done."""
        try:
            self._conclude()
        except StorageError as error:
            self._context.say(str(error))
            return False
        return True

    def _keep_draft(self) -> None:
        self._tried()

    @Slot(str)
    def _leave_for(self, where: str) -> None:
        if self.session is not None and self._tried():
            self.over.emit(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc leave it, as at the end of any session."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            if not event.isAutoRepeat():
                self._leave_for("done")
        else:
            super().keyPressEvent(event)


def _fate(answers: list[KeptAnswer]) -> str:
    if any(answer.keep == "entry" for answer in answers):
        return "What was answered on the way is kept in an entry. What you say here goes there too."
    return "What was answered on the way is kept with this session." if answers else ""
