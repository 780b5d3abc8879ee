"""A running session: it takes the whole window, keeps time, rings, shows each effect, and logs what was sat.

Space pauses and goes on; Esc asks whether to end, and Esc again ends.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent

from closeness_desktop.errors import UsageError
from closeness_desktop.practice.effects import Finished
from closeness_desktop.practice.sitting import GapAnswer, Sitting, SittingPlan
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.records import Change
from closeness_desktop.window.carried import Going
from closeness_desktop.window.commands import KeyHelp
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_text
from closeness_desktop.window.pages.session_course import SessionCourse
from closeness_desktop.window.pages.session_log import (
    TIME_HIDDEN,
    SessionLog,
    keep_unfinished,
    try_to,
    written_about,
)
from closeness_desktop.window.pages.setup_sounds import loader

KEYS = (
    KeyHelp("Space", "Pause, and go on"),
    KeyHelp("Escape", "End it, after a question"),
    KeyHelp("Return", "Leave a session that is over"),
)


class SessionPage(SessionCourse):
    """`arrive(plan=SittingPlan)` begins one; `arrive(session=ID)` takes up one that was left, paused, or with
    `unseen=Unseen` one that went on while the journal was locked.
    """

    kinds = frozenset({"session"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        view = self.view
        view.pause.clicked.connect(self.pause_or_go_on)
        view.keep.clicked.connect(self._keep_sitting)
        view.count.clicked.connect(lambda: self._answer("count"))
        view.end.clicked.connect(self.end)
        view.stop.clicked.connect(self.stop)
        view.write.clicked.connect(self._write)
        view.add.clicked.connect(self._count_all)
        view.done.clicked.connect(self._done)
        view.hide_time.clicked.connect(self._toggle_time)

    # ------------------------------------------------------------------ coming and going

    def arrive(self, **where: object) -> None:
        """Begin the sitting of `plan`, or take up the one whose id is `session`."""
        plan, session = where.get("plan"), where.get("session")
        if isinstance(plan, SittingPlan):
            if (left := self.context.journal.sessions.running()) is not None:
                try_to(self.context, partial(keep_unfinished, self.context, left))
            self._take(Sitting(plan), SessionLog(self.context, self))
            self._begin()
            return
        elif isinstance(session, str) and not (self._driver and self._log.id == session):
            self._take_up(session)
            if self._driver is not None and isinstance(unseen := where.get("unseen"), Unseen):
                self._carry_out(self._driver.catch_up(unseen.position, unseen.gap))
        elif self._driver is None:
            self.context.go("practice")
            return
        if self._driver is not None and not self.around.begun:
            self._say(self.around.begin(self._driver.session, loader(self.context)))
        self.tick()

    def leave(self) -> None:
        """Stand still and keep where it stands; what was not begun is let go.

        Raises StorageError when what was said at its end cannot be kept.
        """
        self._pulse.stop()
        if self._driver is None:
            return
        if self._driver.session.ended is not None:
            self._conclude()
            self._drop()
            return
        self._carry_out(self._driver.pause())
        self.around.finish()
        self._leaving = False
        self._log.keep(self._driver.session, now=True)
        if self._log.id is None:
            self._drop()
        else:
            self._show()

    def hand_over(self) -> Going | None:
        """See Page. What is still being prepared is begun in the log, so that it can be taken up again."""
        if self._driver is None or self._driver.session.ended is not None:
            return None
        self._carry_out(self._driver.tick())
        sitting = self._driver.session
        self._log.keep(sitting, now=True, begun=True)
        if sitting.ended is not None or self._log.id is None:
            return None
        if not self.running:
            return Going("session", self._log.id, running=False, gap=sitting.asking or 0.0)
        return Going("session", self._log.id, sitting.bells_ahead(), sitting.ends_in, sitting.plan.around)

    def refresh(self, change: Change) -> None:
        """Let go of a sitting that was kept or discarded elsewhere."""
        if self._driver is None or self._log.id not in change.ids or self._driver.session.ended:
            return
        if self.context.journal.sessions.get(self._log.id).ended != "running":
            self._drop()

    def forget(self) -> None:
        """Let go of everything."""
        self._drop()

    def _take_up(self, id: str) -> None:
        session = self.context.journal.sessions.get(id)
        try:
            sitting = Sitting.restore(session.snapshot)
        except UsageError as error:  # kept by another version: what was sat counts all the same
            try_to(self.context, partial(keep_unfinished, self.context, session))
            self.context.say(str(error))
            self.context.go("practice")
            return
        self._take(sitting, SessionLog(self.context, self, id))

    # ------------------------------------------------------------------ what the person wants

    @Slot()
    def pause_or_go_on(self) -> None:
        """Pause, or go on after a pause."""
        driver = self._driver
        if driver is None or driver.session.ended or driver.session.asking is not None:
            return
        self._leaving = False
        if driver.session.paused:
            driver.resume()
            self._say(self.around.follow())
        else:
            self._carry_out(driver.pause())
            self._log.keep(driver.session, now=True)
            self.view.announce("Paused.")
        self._go_on()

    @Slot()
    def end(self) -> None:
        """End here, and count what was sat."""
        if self._driver is None or self._driver.session.ended:
            return
        self._carry_out(self._driver.end())
        self.bells.hush()
        if self._finished is not None and not self._finished.done:
            self._drop()
            self.context.go("practice")
        else:
            self._show()

    @Slot()
    def stop(self) -> None:
        """End without fuss: what was sat is logged, nothing is asked."""
        if self._driver is None:
            return
        self._carry_out(self._driver.end())
        self._drop()
        self.context.go("practice")
        self.context.say(session_text.STOPPED)

    @Slot()
    def _keep_sitting(self) -> None:
        if self._driver is not None and self._driver.session.asking is not None:
            self._answer("keep")
        else:
            self._leaving = False
            self.tick()

    def _answer(self, choice: GapAnswer) -> None:
        if self._driver is None or self._driver.session.asking is None:
            return
        self._carry_out(self._driver.answer(choice))
        self._go_on()

    @Slot()
    def _count_all(self) -> None:
        """Count the whole time that was planned, though the computer slept through its end."""
        sitting = self.sitting
        if sitting is None or sitting.length is None:
            return
        whole = Finished("completed", int(sitting.length))
        self._log.finish(sitting, whole)
        self._finished, self._mode = whole, None
        self._show()

    @Slot()
    def _write(self) -> None:
        entry: list[str | None] = []
        if try_to(self.context, lambda: entry.append(self._conclude())):
            id = self._log.id
            self._drop()
            self.context.go("journal", **written_about(entry[0], id))

    @Slot()
    def _done(self) -> None:
        if try_to(self.context, self._conclude):
            self._drop()
            self.context.go("practice")

    @Slot()
    def _toggle_time(self) -> None:
        hidden = self._time_hidden = not self._time_hidden
        try_to(self.context, lambda: self.context.journal.settings.set(TIME_HIDDEN, hidden))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pauses and goes on; Esc asks, then ends; Enter leaves what is over."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.pause_or_go_on()
        elif event.key() == Qt.Key.Key_Escape and self._driver is not None:
            self._escape()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._mode == "ended":
            if not event.isAutoRepeat():
                self._done()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self._mode == "ended":
            self._done()
        elif self._mode in ("leaving", "gap"):
            self.end()
        else:
            self._leaving = True
            self._show()
