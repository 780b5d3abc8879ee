"""A running session: it takes the whole window, keeps time, rings, shows each effect, and logs what was sat.

Space pauses and goes on; Esc asks whether to end, and Esc again ends.
"""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from closeness_desktop.errors import UsageError
from closeness_desktop.practice import words
from closeness_desktop.practice.driver import Driver
from closeness_desktop.practice.effects import Bell, BreathChanged, Effect, Finished, GapFound, PhaseChanged
from closeness_desktop.practice.sitting import GapAnswer, Sitting, SittingPlan
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.records import Change
from closeness_desktop.window.carried import Going
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_text
from closeness_desktop.window.pages.guided_answers import Known
from closeness_desktop.window.pages.guided_draft import Drafting
from closeness_desktop.window.pages.known_names import KnownNames
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.session_around import SittingAround
from closeness_desktop.window.pages.session_log import SessionLog, keep_unfinished, try_to, written_about
from closeness_desktop.window.pages.session_start import WAKING, Start
from closeness_desktop.window.pages.session_view import SessionView
from closeness_desktop.window.pages.setup_sounds import loader
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.widgets.scroll import ScrollPage

CAPTION_SECONDS = 8.0
"""How long the caption of a bell stays, in seconds of the session."""

TIME_HIDDEN = "session_time_hidden"
"""The journal's setting for a session without figures."""


class SessionPage(Page):
    """`arrive(plan=SittingPlan)` begins one; `arrive(session=ID)` takes up one that was left, paused, or with
    `unseen=Unseen` one that went on while the journal was locked.

    Tests and other drivers call `tick` by hand after moving the context's clock by less than five seconds.
    """

    kinds = frozenset({"session"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.bells = Sounds(self)
        self.bells.lost.connect(self._say)
        self.around = SittingAround(self.bells)
        self._names = KnownNames(context.journal)
        self.view = SessionView(context.theme, Known(self._names.feelings, self._names.used, self._names.of))
        self._driver: Driver[Sitting] | None = None
        self._log = SessionLog(context, self)
        self._leaving = False
        self._time_hidden = False
        self._mode: session_text.Mode | None = None
        self._rung, self._rung_until = "", 0.0
        self._finished: Finished | None = None
        self._drafting = Drafting(self._keep_end, self)
        self._start = Start(self)
        self._start.late.connect(self._late)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(self.view))
        view = self.view
        view.ending.changed.connect(self._drafting.touch)
        view.pause.clicked.connect(self.pause_or_go_on)
        view.keep.clicked.connect(self._keep_sitting)
        view.count.clicked.connect(lambda: self._answer("count"))
        view.end.clicked.connect(self.end)
        view.stop.clicked.connect(self.stop)
        view.write.clicked.connect(self._write)
        view.add.clicked.connect(self._count_all)
        view.done.clicked.connect(self._done)
        view.hide_time.clicked.connect(self._toggle_time)

    @property
    def running(self) -> bool:
        """Whether a session counts now: then nobody need touch a key, and the journal does not lock."""
        return (
            self._driver is not None
            and self._driver.session.ended is None
            and not self._driver.session.paused
        )

    @property
    def sitting(self) -> Sitting | None:
        """The session at hand, ended or not."""
        return self._driver.session if self._driver is not None else None

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
        self._timer.stop()
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

    def _take(self, sitting: Sitting, log: SessionLog) -> None:
        self._drop()
        self._names.outdated()
        self._driver, self._log = Driver(self.context.clock, sitting), log
        self._time_hidden = bool(self.context.journal.settings.get(TIME_HIDDEN, False))
        plan = sitting.plan
        self.view.title.setText(words.heading(plan))
        self.setAccessibleName(words.heading(plan))
        self.view.show_circles(plan.breathing is not None, self._fullness)
        self._say(self.around.begin(sitting, loader(self.context)))

    def _drop(self) -> None:
        self._timer.stop()
        self._start.stop()
        self._drafting.stop()
        self.around.finish()
        self._driver = self._finished = self._mode = None
        self._log = SessionLog(self.context, self)
        self._leaving = False
        self._rung, self._rung_until = "", 0.0
        self.view.clear()

    # ------------------------------------------------------------------ time

    def _begin(self) -> None:
        """Let its time go by from the moment at which its first sound is heard."""
        if (driver := self._driver) is not None:
            self._start.begin(driver, self.around.when_heard, self._begun)
            if driver.held:
                self._show()

    @Slot()
    def _late(self) -> None:
        before = self._rung
        self._say(WAKING)
        self._rung = f"{before} {WAKING}".lstrip()  # neither hides the other
        self._show()

    def _begun(self) -> None:
        self._rung = self._rung.removesuffix(WAKING).rstrip()
        self.tick()

    @Slot()
    def tick(self) -> None:
        """Read the clock, carry out what fell due, show where it stands, and come back in time."""
        if self._driver is None:
            return
        self._carry_out(self._driver.tick())
        self._go_on()

    def _go_on(self) -> None:
        driver = self._driver
        if driver is None:
            return
        if driver.session.ended is None:
            self._timer.start(max(1, math.ceil(driver.wait() * 1000)))
        self._show()

    def _carry_out(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            self.around.hear(effect)
            if isinstance(effect, Bell):
                self._say(words.caption(effect))
            elif isinstance(effect, PhaseChanged | BreathChanged):
                self.view.announce(session_text.announced(effect, self.sitting))
            elif isinstance(effect, GapFound):
                self._leaving = False
                self.view.announce(session_text.slept(effect.seconds))
            elif isinstance(effect, Finished):
                self._finish(effect)
        driver = self._driver
        if driver is not None and driver.session.ended is None:
            self._log.keep(driver.session, now=any(isinstance(e, PhaseChanged | GapFound) for e in effects))
        self._say(self.around.follow())

    def _finish(self, finished: Finished) -> None:
        if self._driver is None:
            return
        self._timer.stop()
        self._finished = finished
        self._log.finish(self._driver.session, finished)
        self.view.ending.show_end(asks=True, second=False, fate="")

    def _conclude(self) -> str | None:
        """Keep what was said at its end; the entry it became. Raises StorageError."""
        if self._driver is None or self._finished is None:
            return None
        return self._log.conclude(self._driver.session, self._finished, self.view.ending.afterwards())

    def _keep_end(self) -> None:
        """Keep what was said at its end while the page is still there, in case nothing comes after it."""
        if self._mode == "ended":
            try_to(self.context, self._conclude)

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

    # ------------------------------------------------------------------ what is shown

    def _fullness(self) -> float | None:
        driver = self._driver
        breath = driver.session.breath(driver.elapsed()) if driver is not None else None
        return breath[2] if breath is not None else None

    @Slot(str)
    def _say(self, caption: str) -> None:
        """Show a line for a while, and tell it to a screen reader."""
        if self._driver is not None and caption:
            self._rung, self._rung_until = caption, self._driver.session.position + CAPTION_SECONDS
            self.view.announce(caption)

    def _show(self) -> None:
        driver = self._driver
        if driver is None:
            return
        sitting, view = driver.session, self.view
        mode = session_text.mode_of(sitting, leaving=self._leaving)
        slept = self._finished is not None and self._finished.slept > 0
        if mode != self._mode:
            self._mode = mode
            (view.show_mode(mode, slept=slept) or self).setFocus()
            if mode == "ended":
                view.announce(session_text.word(mode, sitting, driver.elapsed(), self._finished))
        if sitting.position >= self._rung_until:
            self._rung = ""
        done, hidden = session_text.progress(sitting), self._time_hidden
        view.word.setText(session_text.word(mode, sitting, driver.elapsed(), self._finished))
        view.time.setText("" if hidden or mode == "ended" else session_text.time(sitting))
        view.caption.setText(session_text.caption(mode, self._finished, self._rung))
        view.progress.setVisible(done is not None and not hidden and mode != "ended")
        view.progress.setValue(round(1000 * (done or 0.0)))
        view.hide_time.setText("Show the time" if hidden else "Hide the time")
        view.hide_time.setVisible(mode != "ended")
