"""The page of a guided session: a GuidedRun whose keeper is the journal. It takes the whole window."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.format import Practice
from closeness_desktop.practice.guided import GuidedSession
from closeness_desktop.practice.guided_plan import GuidedPlan
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.records import Change
from closeness_desktop.window.carried import Going
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages.guided_after import GuidedAfter
from closeness_desktop.window.pages.guided_journal import JournalKeeper, restored
from closeness_desktop.window.pages.guided_run import GuidedRun
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.session_log import keep_unfinished, try_to, written_about
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.platform.speech import Speech


def going(run: GuidedRun, keeper: JournalKeeper) -> Going | None:
    """What of a guided session goes on while its journal is locked; None when there is none under way."""
    session = run.session
    if session is None or session.ended is not None:
        return None
    if run.running:
        run.tick()
    keeper.keep(session, now=True)
    if session.ended is not None or keeper.id is None:
        return None
    if not run.running:
        return Going("guided", keeper.id, running=False, gap=session.asking or 0.0)
    return Going("guided", keeper.id, session.bells_ahead(), session.ends_in, session.plan.around)


class GuidedPage(Page):
    """`arrive(practice=Practice, plan=GuidedPlan)` begins; `arrive(session=ID)` takes up one that was left,
    with `unseen` for the time that went by behind the lock; `arrive(after=ID)` asks how it was
    that two had."""

    kinds = frozenset({"session"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.keeper = JournalKeeper(context.journal, context.say, self)
        self.run = GuidedRun(context.theme, context.clock, self.keeper, Sounds(self), Speech(self))
        self.run.over.connect(self._over)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.run)
        whole.addWidget(self._stack)
        self.after: GuidedAfter | None = None

    @property
    def running(self) -> bool:
        """Whether time goes by without the person: then the journal does not lock by itself."""
        return self.run.running

    def arrive(self, **where: object) -> None:
        """See the class."""
        practice, plan, session = where.get("practice"), where.get("plan"), where.get("session")
        after = where.get("after")
        if isinstance(after, str):
            self._ask_after(after)
            return
        if self.after is not None and self.after.session is not None and not where:
            return
        self._stack.setCurrentWidget(self.run)
        if isinstance(practice, Practice) and isinstance(plan, GuidedPlan):
            self._begin(practice, plan)
        elif isinstance(session, str) and not (self.run.session and self.keeper.id == session):
            unseen = where.get("unseen")
            self._take_up(session, unseen if isinstance(unseen, Unseen) else None)
        elif self.run.session is None:
            self.context.go("practice")
        else:
            self.run.come_back()

    def take_focus(self) -> None:
        """Let the keyboard begin where the session is."""
        if self.after is not None and self._stack.currentWidget() is self.after:
            self.after.take_focus()
        else:
            self.run.take_focus()

    def leave(self) -> None:
        """Stand still and keep where it stands. Raises StorageError for an end that cannot be kept."""
        self.run.leave()
        if self.after is not None:
            self.after.leave()

    def hand_over(self) -> Going | None:
        """See Page."""
        return going(self.run, self.keeper)

    def refresh(self, change: Change) -> None:
        """Let go of a session that was kept or discarded elsewhere."""
        session, id = self.run.session, self.keeper.id
        if session is None or id is None or id not in change.ids or session.ended is not None:
            return
        if self.context.journal.sessions.get(id).ended != "running":
            self.run.drop()

    def forget(self) -> None:
        """Let go of everything."""
        self.run.drop()
        if self.after is not None:
            self.after.drop()

    def _ask_after(self, id: str) -> None:
        """How a session was that ended where others looked on."""
        if self.after is None:
            self.after = GuidedAfter(self.context)
            self.after.over.connect(self._over_after)
            self._stack.addWidget(self.after)
        self.after.begin(self.context.journal.sessions.get(id))
        self._stack.setCurrentWidget(self.after)

    def _begin(self, practice: Practice, plan: GuidedPlan) -> None:
        left = self.context.journal.sessions.running()
        if left is not None:
            try_to(self.context, partial(keep_unfinished, self.context, left))
        try:
            session = GuidedSession(practice, plan)
        except UsageError as error:
            self._turn_back(str(error))
            return
        self._show(session)

    def _take_up(self, id: str, unseen: Unseen | None) -> None:
        kept = self.context.journal.sessions.get(id)
        try:
            session = restored(kept, self.context.practices)
        except UsageError as error:  # of another version: what was done counts all the same
            try_to(self.context, partial(keep_unfinished, self.context, kept))
            self._turn_back(str(error))
            return
        self._show(session, id, unseen)

    def _show(self, session: GuidedSession, id: str | None = None, unseen: Unseen | None = None) -> None:
        """Run it here; one for two people gets the window to itself."""
        if session.practice.people == 2:
            self.context.share(session, id, unseen)
        else:
            self.run.begin(session, id, unseen)

    def _turn_back(self, sentence: str) -> None:
        self.context.go("practice")
        self.context.say(sentence)

    @Slot(str)
    def _over_after(self, how: str) -> None:
        after = self.after
        if after is None:
            return
        entry, session = after.entry, after.session
        after.drop()
        if how == "write":
            self.context.go("journal", **written_about(entry, session))
        else:
            self.context.go("practice")

    @Slot(str)
    def _over(self, how: str) -> None:
        """The person is done with it."""
        if how == "write":
            self.context.go("journal", **written_about(self.keeper.entry, self.keeper.id))
        elif how == "help":
            self.context.go("help")
        else:
            self.context.go("practice")
