"""A guided session's time and effects, and what they show; no wish of the person yet (see `guided_run`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from closeness_desktop.clock import Clock
from closeness_desktop.errors import StorageError
from closeness_desktop.practice import words
from closeness_desktop.practice.driver import Driver
from closeness_desktop.practice.effects import (
    Bell,
    BreathChanged,
    Effect,
    Finished,
    GapFound,
    Said,
    StepBegan,
    SteppedBack,
)
from closeness_desktop.practice.guided import GuidedSession
from closeness_desktop.window.care.grounding import Grounding
from closeness_desktop.window.pages import guided_text
from closeness_desktop.window.pages.guided_around import Surroundings, Voice
from closeness_desktop.window.pages.guided_draft import Drafting, Pace
from closeness_desktop.window.pages.guided_keeper import Afterwards, SessionKeeper
from closeness_desktop.window.pages.guided_view import GuidedView
from closeness_desktop.window.pages.session_pulse import WAKING, Pulse, fullness
from closeness_desktop.window.platform.sound import Sounds
from closeness_desktop.window.theme.theme import Theme
from closeness_desktop.window.widgets.scroll import ScrollPage


class GuidedCourse(QWidget):
    """over: the person is done with the session; carries "done", "write" (about it), "help", or "nothing"
    when there was nothing to keep.

    Tests and other drivers call `tick` by hand after moving the clock by less than five seconds.
    """

    over = Signal(str)

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        keeper: SessionKeeper,
        sounds: Sounds,
        voice: Voice | None = None,
        pace: Pace | None = None,
    ) -> None:
        super().__init__()
        self._clock, self._keeper = clock, keeper
        self.around = Surroundings(sounds, voice)
        self.view = GuidedView(theme, keeper.known)
        self.grounding = Grounding(theme, clock)
        self._driver: Driver[GuidedSession] | None = None
        self._finished: Finished | None = None
        self._mode: guided_text.Mode | None = None
        self._path = ""
        self._leaving = self._stopped = self._veiled = self._hidden = False
        self._end_kept = False
        self._slept = 0.0
        self._drafting = Drafting(self._keep_draft, self, pace)
        self._pulse = Pulse(self)
        self._pulse.due.connect(self.tick)
        self._pulse.waits.connect(self._wait)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # its keys are heard on the page; Tab passes it by
        self._stack = QStackedWidget()
        self._stack.addWidget(ScrollPage(self.view))
        self._stack.addWidget(self.grounding)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.view.area.changed.connect(self._drafting.touch)
        self.view.ending.changed.connect(self._drafting.touch)
        sounds.lost.connect(self._say)

    @property
    def session(self) -> GuidedSession | None:
        """The session at hand, ended or not."""
        return self._driver.session if self._driver is not None else None

    @property
    def running(self) -> bool:
        """Whether time goes by without the person: then nobody need touch a key, and the journal does not
        lock. A question that waits is no such time."""
        session = self.session
        if session is None or session.ended is not None or session.paused or self._stopped:
            return False
        return session.now is not None and not session.now.waiting

    @property
    def mode(self) -> guided_text.Mode | None:
        """What it shows now; None without a session."""
        return self._mode

    def drop(self) -> None:
        """Let go of the session and of everything shown."""
        self._pulse.forget()
        self._drafting.stop()
        self.around.finish()
        self._driver = self._finished = self._mode = None
        self._path = ""
        self._leaving = self._stopped = self._veiled = self._end_kept = False
        self._slept = 0.0
        self._stack.setCurrentIndex(0)
        self.setAccessibleName("")
        self.view.clear()

    def take_focus(self) -> None:
        """Let the keyboard begin where the person would."""
        if self._stack.currentWidget() is self.grounding:
            self.grounding.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._mode is None or not self.view.take_focus(self._mode, asks=self._keeper.asks):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ time

    @Slot()
    def _wait(self) -> None:
        self.view.announce(WAKING)
        self._show()

    @Slot()
    def tick(self) -> None:
        """Read the clock, carry out what fell due, show where it stands, and come back in time."""
        if self._driver is None:
            return
        if not self._stopped:
            self._carry_out(self._driver.tick())
        self._come_back()

    def _come_back(self) -> None:
        driver = self._driver
        if driver is None:
            return
        if driver.session.ended is None and not self._stopped:
            self.around.foresee()
            self._pulse.go_on(driver)
        self._show()

    def _carry_out(self, effects: tuple[Effect, ...]) -> None:
        driver = self._driver
        if driver is None:
            return
        for effect in effects:
            self._carry_out_one(effect)
        session = driver.session
        if session.ended is None:
            self._keeper.keep(session, now=any(isinstance(e, StepBegan | GapFound) for e in effects))

    def _carry_out_one(self, effect: Effect) -> None:
        if isinstance(effect, StepBegan):
            self._come_to_step()
        elif isinstance(effect, Finished):
            self._finish(effect)
            return
        elif isinstance(effect, Said | BreathChanged):
            if not self._veiled:
                self.view.announce(words.caption(effect))
        elif isinstance(effect, Bell):
            self._say(words.caption(effect))
        elif isinstance(effect, GapFound | SteppedBack):
            self._leaving = False
            self._slept = effect.seconds
            self.around.stand_still()
            self.view.announce(guided_text.gap(effect.seconds))
        if not self._veiled or isinstance(effect, Bell):
            self.around.hear(effect)

    def _come_to_step(self) -> None:
        """Another step began: make its field, or veil it until the one it is for is alone with it."""
        session, area = self.session, self.view.area
        now = session.now if session is not None else None
        self._drafting.stop()
        area.clear()
        self._veiled = False
        if session is None or now is None:
            return
        self._path = now.path
        self._slept = 0.0
        if now.waiting:
            self._veiled = session.practice.people == 2 and now.role is not None
            if not self._veiled:
                area.show_step(now.step, " ".join(now.lines), now.hint, now.draft)
        self._mode = None  # even if it stays the same, the keyboard goes to the new field
        self.view.announce(guided_text.spoken(session.practice, now))

    def _finish(self, finished: Finished) -> None:
        driver = self._driver
        if driver is None:
            return
        self._pulse.stop()
        self._drafting.stop()
        self._finished = finished
        self.view.area.clear()
        self.around.end()
        if finished.done or driver.session.answers:
            self._keeper.keep(driver.session, now=True)

    # ------------------------------------------------------------------ what is kept

    def _keep_draft(self) -> None:
        """Keep what stands in the answer's field, or was said at the end, in case nothing comes after it."""
        session = self.session
        if session is not None and session.ended is not None:
            self._keep_end()
        if session is None or session.ended is not None or self.view.area.field is None:
            return
        self._drafting.stop()
        session.note_draft(self.view.area.answer())
        self._keeper.keep(session, now=True)

    def _keep_end(self) -> None:
        """Keep what was said at the end, once anything was; until then a next start still asks."""
        if self._mode == "ended" and (self._end_kept or self.view.ending.afterwards() != Afterwards()):
            self._end_kept = self._tried(self._conclude) or self._end_kept

    def _conclude(self) -> None:
        """Hand everything over to be kept. Raises StorageError."""
        driver = self._driver
        if driver is not None:
            finished = self._finished or Finished("early", driver.session.done_seconds)
            self._keeper.conclude(driver.session, finished, self.view.afterwards())

    def _tried(self, act: Callable[[], None]) -> bool:
        """Do what writes; when the disk refuses, say so and stay. Whether it was done."""
        try:
            act()
        except StorageError as error:
            self._keeper.say(str(error))
            return False
        return True

    # ------------------------------------------------------------------ what is shown

    def _fullness(self) -> float | None:
        return fullness(self._driver)

    def _say(self, caption: str) -> None:
        if self._driver is not None:
            self._pulse.say(caption, self._driver.session.position)
            self.view.announce(caption)

    def _show(self) -> None:
        driver = self._driver
        if driver is None:
            return
        session, view = driver.session, self.view
        mode = guided_text.mode_of(session, stopped=self._stopped, leaving=self._leaving, veiled=self._veiled)
        came = mode != self._mode
        self._mode = mode
        now = session.now
        back = self._clock.wall().astimezone() + dt.timedelta(seconds=(now and now.remaining) or 0.0)
        face = guided_text.face_of(
            mode,
            session,
            elapsed=driver.elapsed(),
            slept=self._slept,
            rung=self._pulse.caption(session.position),
            finished=self._finished,
            hidden=self._hidden,
            back_at=f"{back:%H:%M}",
        )
        if came and mode == "ended":
            view.ending.show_end(
                asks=self._keeper.asks,
                second=guided_text.other_answered(session),
                fate=guided_text.fate(session),
            )
            view.announce(face.word)
        view.show_face(face)
        view.offer(guided_text.offers(mode, session, asks=self._keeper.asks))
        view.hide_time.setVisible(mode in ("running", "paused"))
        view.hide_time.setText("Show the time" if self._hidden else "Hide the time")
        if came and self.isVisible():
            self.take_focus()
