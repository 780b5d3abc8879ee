"""How a guided session comes onto the screen and leaves it: begun, taken up, left, come back to."""

from __future__ import annotations

from closeness_desktop.practice.driver import Driver
from closeness_desktop.practice.effects import (
    Finished,
)
from closeness_desktop.practice.guided import GuidedSession
from closeness_desktop.practice.unseen import Unseen
from closeness_desktop.window.pages.guided_course import GuidedCourse


class GuidedVisit(GuidedCourse):
    """`begin` takes a session, new or taken up again."""

    def begin(self, session: GuidedSession, id: str | None = None, unseen: Unseen | None = None) -> None:
        """Begin a session, or take up one whose record has this id.

        unseen: the time that went by for it while nobody saw it.
        """
        self.drop()
        self._driver = driver = Driver(self._clock, session)
        fresh = session.ended is None and not session.paused
        self._keeper.take(session, id)
        self._hidden = self._keeper.time_hidden()
        self.setAccessibleName(session.practice.title)
        self.view.follow(self._fullness)
        trouble = self.around.begin(session, self._keeper.load)
        if session.ended is not None:
            self._finished = Finished(session.ended, session.done_seconds)
            self.around.finish()
        elif session.now is not None:
            self._come_to_step()
            if unseen is not None:
                self._carry_out(self._driver.catch_up(unseen.position, unseen.gap))
            elif session.paused and session.now is not None and session.now.waiting:
                self._driver.resume()
        if trouble:
            self._say(trouble)
        if not fresh:
            self.tick()
            return
        self._pulse.begin(driver, self.around.when_heard)
        if driver.held:
            self._show()

    def come_back(self) -> None:
        """Show a session again that was left and stayed here. A question waits on; time stands still."""
        driver = self._driver
        if driver is not None:
            now = driver.session.now
            if driver.session.paused and now is not None and now.waiting:
                driver.resume()
            self.tick()

    def leave(self) -> None:
        """Stand still and keep where it stands. Raises StorageError when how it ended cannot be kept."""
        self._pulse.stop()
        self.around.stand_still()
        if self._driver is None:
            return
        if self._driver.session.ended is not None:
            self._conclude()
            self.drop()
            return
        self._keep_draft()
        self._carry_out(self._driver.pause())
        self._leaving = self._stopped = False
        self._stack.setCurrentIndex(0)
        session = self._driver.session
        if session.ended is None and not begun(session):
            self._keeper.let_go(session)
            self.drop()
        else:
            self._keeper.keep(session, now=True)
            self._show()


def begun(session: GuidedSession) -> bool:
    """Whether there is anything of it to be kept: a second of time, an answer, or a word of one."""
    noted = session.now is not None and session.now.draft is not None
    return bool(session.done_seconds or session.answers or noted)
