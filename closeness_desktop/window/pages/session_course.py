"""A sitting's time and effects, and what they show; no wish of the person yet (see `session`)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout

from closeness_desktop.practice import words
from closeness_desktop.practice.driver import Driver
from closeness_desktop.practice.effects import Bell, BreathChanged, Effect, Finished, GapFound, PhaseChanged
from closeness_desktop.practice.sitting import Sitting
from closeness_desktop.window.context import Context
from closeness_desktop.window.pages import session_text
from closeness_desktop.window.pages.guided_answers import Known
from closeness_desktop.window.pages.guided_draft import Drafting
from closeness_desktop.window.pages.known_names import KnownNames
from closeness_desktop.window.pages.page import Page
from closeness_desktop.window.pages.session_around import SittingAround
from closeness_desktop.window.pages.session_log import TIME_HIDDEN, SessionLog, try_to
from closeness_desktop.window.pages.session_pulse import WAKING, Pulse, fullness
from closeness_desktop.window.pages.session_view import SessionView
from closeness_desktop.window.pages.setup_sounds import loader
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.widgets.scroll import ScrollPage


class SessionCourse(Page):
    """Keeps time, rings, logs, and shows each effect of the sitting that it has taken.

    Tests and other drivers call `tick` by hand after moving the context's clock by less than five seconds.
    """

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
        self._finished: Finished | None = None
        self._drafting = Drafting(self._keep_end, self)
        self._pulse = Pulse(self)
        self._pulse.due.connect(self.tick)
        self._pulse.waits.connect(self._wait)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # its keys are heard on the page; Tab passes it by
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(self.view))
        self.view.ending.changed.connect(self._drafting.touch)

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
        self._pulse.forget()
        self._drafting.stop()
        self.around.finish()
        self._driver = self._finished = self._mode = None
        self._log = SessionLog(self.context, self)
        self._leaving = False
        self.view.clear()

    # ------------------------------------------------------------------ time

    def _begin(self) -> None:
        """Let its time go by from the moment at which its first sound is heard."""
        if (driver := self._driver) is not None:
            self._pulse.begin(driver, self.around.when_heard)
            if driver.held:
                self._show()

    @Slot()
    def _wait(self) -> None:
        self.view.announce(WAKING)
        self._show()

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
            self._pulse.go_on(driver)
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
        self._pulse.stop()
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

    # ------------------------------------------------------------------ what is shown

    def _fullness(self) -> float | None:
        return fullness(self._driver)

    @Slot(str)
    def _say(self, caption: str) -> None:
        """Show a line for a while, and tell it to a screen reader."""
        if self._driver is not None and caption:
            self._pulse.say(caption, self._driver.session.position)
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
        done, hidden = session_text.progress(sitting), self._time_hidden
        view.word.setText(session_text.word(mode, sitting, driver.elapsed(), self._finished))
        view.time.setText("" if hidden or mode == "ended" else session_text.time(sitting))
        view.caption.setText(
            session_text.caption(mode, self._finished, self._pulse.caption(sitting.position))
        )
        view.progress.setVisible(done is not None and not hidden and mode != "ended")
        view.progress.setValue(round(1000 * (done or 0.0)))
        view.hide_time.setText("Show the time" if hidden else "Hide the time")
        view.hide_time.setVisible(mode != "ended")
